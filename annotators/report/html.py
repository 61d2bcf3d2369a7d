"""HTML and SVG from values: text is escaped wherever it comes in, there is no other way."""

from __future__ import annotations

from html import escape

from annotators.exchange.clean import clean


class Html(str):
    """What is HTML already; any other text is none and gets escaped."""

    __slots__ = ()


Child = Html | str | int | float


def element(tag: str, /, *children: Child, **attributes: str | float | None) -> Html:
    """An element with escaped children and attributes; those that are None are left out.

    In the names of attributes `_` stands for `-`, and one at the end is dropped
    (`class_`).
    """
    told = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{_escaped(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    inside = joined(*children)
    return Html(f"<{tag}{told}>{inside}</{tag}>")


def joined(*children: Child) -> Html:
    """Children one after another, escaped unless they are HTML."""
    return Html("".join(c if isinstance(c, Html) else _escaped(c) for c in children))


def table(heads: tuple[str, ...], rows: list[tuple[Child, ...]], caption: str = "") -> Html:
    """A table; the first cell of a row is its head."""
    head = element("tr", *(element("th", one, scope="col") for one in heads))
    body = [
        element("tr", element("th", first, scope="row"), *(element("td", cell) for cell in rest))
        for first, *rest in rows
    ]
    told = element("caption", caption) if caption else ""
    parts = (told, element("thead", head), element("tbody", *body))
    return element("div", element("table", *parts), class_="wide")


def _escaped(value: Child) -> str:
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return escape(clean(text))

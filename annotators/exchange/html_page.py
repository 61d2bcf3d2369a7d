"""Annotated articles as one page for whoever has no terminal: to read, print and search."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from typing import BinaryIO
from urllib.parse import urlsplit

from annotators.exchange.clean import clean
from annotators.exchange.format import Loss, Record
from annotators.exchange.page_rows import rows_of
from annotators.exchange.seen import Seen, see
from annotators.exchange.story import line_losses, lines_of
from annotators.exchange.unsaid import Carries, unsaid
from annotators.model.items import Entity

CARRIES: Carries = {
    "article": frozenset({
        "text", "headline", "byline", "published", "published_iso", "updated", "updated_iso",
        "source", "dateline", "url",
    }),
    "layer": frozenset({"annotator", "purpose", "model", "created", "revision", "guideline"}),
    "names": frozenset({"start", "end", "form", "label"}),
    "entities": frozenset({"name", "aliases", "label", "kb_id"}),
    "attributions": frozenset({
        "parent", "kind", "speakers", "speaker_state", "contents", "cues", "sources", "note",
        "flag",
    }),
}  # fmt: skip

_HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="copydesk">
<title>Who said what</title>
<style>{style}</style>
</head>
<body>
<header>
<h1>Who said what</h1>
<p>Beside each line stands who speaks. In the text
<span class="contents" data-n="1">what was said</span> is underlined
(twice <span class="contents nested">inside another quote</span>),
<span class="cues">the words that say so</span> are slanted,
<span class="sources">whom it is given to</span> is bold,
<span class="name" data-label="PERSON">names</span> are dotted.</p>
<form role="search" hidden>
<label>Show only lines with <input type="search" placeholder="a name, a word"></label>
<output></output>
</form>
</header>
<main>
"""


class HtmlPage:
    """The format `html`: one page that needs nothing but itself."""

    name = "html"
    suffixes = (".html", ".htm")
    carries = CARRIES

    def write(
        self, records: Iterable[Record], stream: BinaryIO, *, flat: bool = False
    ) -> Iterator[Loss]:
        """Write an article for each record, then a list of them."""
        style, script = _resource("page.css"), _resource("page.js")
        policy = (
            f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
            "base-uri 'none'; form-action 'none'"
        )
        stream.write(_HEAD.format(policy=policy, style=style).encode())
        titles: list[str] = []
        for record in records:
            seen = see(record, flat=flat)
            titles.append(clean(record.article.title))
            stream.writelines(part.encode() for part in _article(seen, f"a{len(titles)}"))
            yield from line_losses(seen)
            yield from unsaid(record, CARRIES, flat=flat)
        stream.write(
            f"</main>\n{_list(titles)}<script>{script}</script>\n</body></html>\n".encode()
        )


HTML = HtmlPage()


def _article(seen: Seen, anchor: str) -> Iterator[str]:
    yield f'<article id="{anchor}">\n'
    if all(line.kind != "headline" for line in lines_of(seen)):
        yield f'<h2 dir="auto">{escape(clean(seen.record.article.title))}</h2>\n'
    about = f'<p class="about">{" · ".join(_about(seen))}</p>\n' + _cast(seen, anchor)
    for line, row in rows_of(seen, anchor):
        if line.kind != "headline":
            yield about
            about = ""
        yield row
    yield f"{about}</article>\n"


def _about(seen: Seen) -> Iterator[str]:
    """What is known of the article and of the layer, as HTML."""
    article, header = seen.record.article, seen.record.layer.header
    meta = article.meta
    yield _bdi(article.id)
    for name in ("byline", "dateline", "source", "published", "updated"):
        if name in meta:
            yield _bdi(str(meta[name]))
    if "url" in meta:
        yield _link(str(meta["url"]))
    if header.annotator:
        purpose = header.purpose or "open work"
        yield _bdi(f"{purpose} of {header.annotator}, revision {header.revision}")
    if header.model:
        yield _bdi(f"{'' if header.annotator else 'draft '}of {header.model}")
    if header.created:
        yield _bdi(header.created)
    if header.guideline:
        yield _bdi(f"guideline {header.guideline}")


def _cast(seen: Seen, anchor: str) -> str:
    """Who speaks, and in which quotes."""
    spoken: dict[str, list[int]] = {}
    for number, quote in enumerate(seen.quotes, 1):
        for entity in seen.speakers(quote):
            spoken.setdefault(entity.id, []).append(number)
    silent = [e for e in seen.entities.values() if e.id not in spoken]
    rows = [
        f"<li>{_entity(seen.entities.get(i) or Entity(id=i, name=i))}: "
        + ", ".join(f'<a href="#{anchor}-{number}">{number}</a>' for number in numbers)
        + "</li>"
        for i, numbers in spoken.items()
    ]
    rows += [f"<li>{_entity(entity)}: silent</li>" for entity in silent]
    return f'<div class="cast"><ul>{"".join(rows)}</ul></div>\n' if rows else ""


def _entity(entity: Entity) -> str:
    more = [entity.label or "", *(f"also {alias}" for alias in entity.aliases), entity.kb_id or ""]
    told = "; ".join(part for part in more if part)
    return f"<b>{_bdi(entity.name)}</b>" + (f" ({_bdi(told)})" if told else "")


def _list(titles: list[str]) -> str:
    if len(titles) < 2:  # noqa: PLR2004 - one article needs no list
        return ""
    rows = (f'<li><a href="#a{n}">{_bdi(title)}</a></li>' for n, title in enumerate(titles, 1))
    return f"<nav><h3>{len(titles)} articles</h3><ol>{''.join(rows)}</ol></nav>\n"


def _link(url: str) -> str:
    shown = _bdi(url)
    try:
        is_web = urlsplit(url).scheme in {"http", "https"}
    except ValueError:
        is_web = False
    return (
        f'<a href="{escape(clean(url))}" rel="noreferrer noopener">{shown}</a>' if is_web else shown
    )


def _bdi(text: str) -> str:
    return f"<bdi>{escape(clean(text))}</bdi>"


def _resource(name: str) -> str:
    return files("annotators.exchange").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"

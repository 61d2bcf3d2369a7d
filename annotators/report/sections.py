"""The sections of a report, from its figures to HTML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotators.evaluation.agreement import ANY_ROLE
from annotators.evaluation.faults import FAULT_KINDS
from annotators.evaluation.relations import KINDS, MEASURES
from annotators.report.html import Child, Html, element, joined, table
from annotators.report.plots import Part, bars, matrix, reliability_diagram

Record = Mapping[str, Any]

_DASH = "–"
_LOWEST = 10
_STYLES = ("one", "two", "three", "four")
_GROUNDS = {
    "blind": "Agreement of layers made without a draft",
    "draft": "Agreement of layers made over the same draft, which draws them together",
    "mixed": "Agreement of layers made over different drafts, or one without",
    "self": "Agreement of annotators with themselves, without a draft",
    "self-draft": "Agreement of annotators with themselves, over a draft",
}


def progress(told: Record) -> Iterator[Html]:
    """How far the project is, and what became of the drafts' quotes."""
    yield element("h2", "Progress")
    yield element(
        "p",
        f"{told['articles']} articles, {told['drafts']} with a draft, "
        f"{told['untouched']} that nobody has worked at.",
    )
    people: Mapping[str, Any] = told["annotators"]
    if people:
        for title, what in (("Articles by annotator", "articles"), ("Quotes decided", "quotes")):
            yield bars(title, [(name, _parts(one[what])) for name, one in people.items()])


def _parts(numbers: Mapping[str, int]) -> list[Part]:
    return [
        Part(name, number, style)
        for (name, number), style in zip(numbers.items(), _STYLES, strict=False)
    ]


def scores(told: Record) -> Iterator[Html]:
    """The relation score and its parts, the cast, and how far scores are probabilities."""
    yield element("h2", f"{told['other']} against {told['gold']}")
    how = f"profile {told['profile']}, contents alike by {told['threshold']:g}"
    yield element("p", f"{told['articles']} articles, {how}.", class_="note")
    heads = ("figure", *KINDS)
    counts: list[tuple[Child, ...]] = [
        (f"{side} quotes", *(told["quotes"][kind][side] for kind in KINDS))
        for side in ("gold", "other")
    ]
    rows = [
        (f"{name}: {measure.about}", *(_value(told["quotes"][kind].get(name)) for kind in KINDS))
        for name, measure in MEASURES.items()
        if name in told["quotes"]["all"]
    ]
    for over in ("kinds", "articles"):
        mean = told["average"][over]["relation"]
        rows.append((f"relation, mean of {over}", _value(mean), "", "", ""))
    yield table(heads, [*counts, *rows], "F1 or share in per cent, with 95 % intervals")
    if "cast" in told:
        cast = told["cast"]
        yield table(
            ("cast", "P", "R", "F1"),
            [
                (name, _percent(cast[name]["p"]), _percent(cast[name]["r"]), _value(cast[name]))
                for name in ("b_cubed", "lea")
            ],
            f"B-cubed and LEA over {cast['mentions']} source mentions of paired quotes",
        )
    if "reliability" in told:
        yield from _calibration(told["reliability"])


def _calibration(told: Record) -> Iterator[Html]:
    yield element("h3", "Calibration")
    yield reliability_diagram(told["bins"])
    rows: list[tuple[Child, ...]] = [
        (f"{one['low']:.1f} to {one['high']:.1f}", one["number"],
         _percent(one["score"]), _percent(one["right"]))
        for one in told["bins"]
    ]  # fmt: skip
    yield table(("scores", "quotes", "mean score", "right"), rows)
    told_in_words = (
        f"{told['number']} scored quotes, Brier {told['brier']:.3f}, "
        f"calibration error {told['error']:.3f}."
    )
    yield element("p", told_in_words, class_="note")


def errors(told: Record) -> Iterator[Html]:
    """How many errors there are of each kind."""
    yield element("h2", "Errors by kind")
    found = told["faults"]
    rows = [(kind, [Part("", found[kind], "three")]) for kind in FAULT_KINDS]
    yield bars("Errors by kind", rows)


def names(told: Record) -> Iterator[Html]:
    """Names by label, and which label was taken for which."""
    yield element("h2", "Names")
    rows: list[tuple[Child, ...]] = [
        (label, one["gold"], one["other"], _value(one["exact"]), _value(one["overlap"]))
        for label, one in (("all", told["names"]["all"]), *told["names"]["labels"].items())
    ]
    yield table(("label", "gold", "other", "exact F1", "overlap F1"), rows)
    cells = {(cell["gold"], cell["other"]): cell["number"] for cell in told["confusion"]}
    golds, others = (sorted({pair[at] for pair in cells}, key=_label_order) for at in (0, 1))
    confused: list[tuple[Child, ...]] = [
        (gold or _DASH, *(cells.get((gold, other), "") for other in others)) for gold in golds
    ]
    heads = ("gold \\ other", *(other or _DASH for other in others))
    yield table(heads, confused, "Confusion of labels; a dash is no name")


def _label_order(label: str) -> tuple[bool, str]:
    return not label, label


def agreement(ground: str, told: Record) -> Iterator[Html]:
    """Agreement on one ground: relations, pair by pair, words, and the lowest articles."""
    yield element("h2", _GROUNDS[ground])
    yield element(
        "p",
        f"{told['articles']} articles, {len(told['annotators'])} annotators, "
        f"{told['meetings']} pairs of layers.",
        class_="note",
    )
    shown = ("relation", "close", "full", "exact", "source", "cue", "speaker", "agr")
    rows: list[tuple[Child, ...]] = [
        (name, *(_value(told["relations"][kind][name]) for kind in KINDS)) for name in shown
    ]
    rows.append(("relation, mean of articles", _value(told["mean_by_article"]), "", "", ""))
    yield table(("figure", *KINDS), rows, "F1 or share in per cent, with 95 % intervals")
    cells = {(pair["first"], pair["second"]): pair["relation"] for pair in told["pairs"]}
    yield matrix("F1 of the relation, pair by pair", told["annotators"], cells)
    if "words" in told:
        yield _words(told)
    lowest: list[tuple[Child, ...]] = [
        (one["article"], _percent(one["relation"])) for one in told["by_article"][:_LOWEST]
    ]
    yield table(("lowest articles", "F1"), lowest)


def _words(told: Record) -> Html:
    rows: list[tuple[Child, ...]] = []
    for view, one in told["words"].items():
        units = told["units"].get(view, {}).get("alpha")
        name = "roles of words" if view == ANY_ROLE else view
        found = (one["alpha"], one.get("kappa"), units)
        rows.append((name, *map(_coefficient, found)))
    return table(("words", "alpha", "kappa", "unitised alpha"), rows, "Beyond chance")


def worst(cases: Sequence[Record]) -> Iterator[Html]:
    """The worst errors in context, both versions."""
    yield element("h2", "Worst cases")
    for case in cases:
        title = f"{case['what']}: {case['article']}, line {case['line']}, {case['kind']}"
        yield element("div", element("h3", title), *_versions(case), class_="case")


def _versions(case: Record) -> Iterator[Html]:
    for side in ("gold", "other"):
        for one in case[side]:
            text = joined(
                *(element("mark", text) if is_item else text for text, is_item in one["pieces"])
            )
            yield element("p", element("span", side, class_="who"), " ", text)
            score = "" if one["score"] is None else f", score {one['score']:.2f}"
            yield element("p", f"{one['about']}{score}", class_="detail")


def _percent(value: float | None) -> str:
    return _DASH if value is None else f"{100 * value:.1f}"


def _value(figure: Record | None) -> str:
    """A figure in per cent with its interval."""
    if figure is None:
        return _DASH
    value = next(figure[name] for name in ("f1", "share", "value") if name in figure)
    if figure.get("low") is None:
        return _percent(value)
    return f"{_percent(value)} ({_percent(figure['low'])}–{_percent(figure['high'])})"


def _coefficient(figure: Record | None) -> str:
    if figure is None:
        return _DASH
    if figure["low"] is None:
        return f"{figure['value']:.3f}"
    return f"{figure['value']:.3f} ({figure['low']:.3f}–{figure['high']:.3f})"

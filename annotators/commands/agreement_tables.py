"""The figures of agreement as tables, and the places where annotators part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotators.commands.listing import CONTEXT, in_context, speaker_of
from annotators.commands.printing import count, say
from annotators.commands.tables import ABSENT, decimals, interval, percent, say_table
from annotators.evaluation.agreement import ANY_ROLE, Ground
from annotators.evaluation.disagreement import Disagreement
from annotators.evaluation.relations import KINDS
from annotators.evaluation.side import Side
from annotators.model.items import Quote
from annotators.model.span import cut

Whose = tuple[str, str]
"""An article's id and an annotator."""

_TITLES: Mapping[Ground, str] = {
    "blind": "Made without a draft",
    "draft": "Made over the same draft, which draws them together",
    "mixed": "Made over different drafts, or one over a draft and one without",
    "self": "Made twice by the same annotator, who was not told so, without a draft",
    "self-draft": "Made twice by the same annotator, over a draft, which draws the two together",
}
_PARTS = {
    "close": ".9 F1", "full": "full F1", "exact": "exact F1", "source": "source", "cue": "cue",
    "speaker": "speaker", "agr": "agr",
}  # fmt: skip
_LOWEST = 5
_LONG = 12


def say_agreement(ground: Ground, record: Mapping[str, Any]) -> None:
    """Print every table of one ground."""
    # Who is compared with themselves is one person under two names.
    of = record["pairs"] if ground in {"self", "self-draft"} else record["annotators"]
    people = count(len(of), "annotator")
    pairs = count(record["meetings"], "pair")
    say(f"{_TITLES[ground]}: {count(record['articles'], 'article')}, {people}, {pairs} of layers")
    say("")
    names = [name for name in _PARTS if record["relations"]["all"][name]]
    heads = ("relation", "F1", "95 %", *(_PARTS[name] for name in names))
    say_table(heads, _relation_rows(record, names))
    say("")
    _say_matrix(record)
    if "words" in record:
        say("")
        say_table(("words", "alpha", "95 %", "kappa", "95 %", "Fleiss", "units", "95 %"),
                  _word_rows(record))  # fmt: skip
    say("")
    lowest = record["by_article"][:_LOWEST]
    rows = ((told["article"], percent(told["relation"])) for told in lowest)
    say_table(("lowest articles", "F1"), rows)
    say("")


def _relation_rows(record: Mapping[str, Any], names: Sequence[str]) -> Iterator[Sequence[str]]:
    for kind in KINDS:
        told = record["relations"][kind]
        values = (percent(told[name]["value"] if told[name] else None) for name in names)
        yield (kind, percent(told["relation"]["value"]), interval(told["relation"]), *values)
    mean = record["mean_by_article"]
    yield ("mean of articles", percent(mean["value"]), interval(mean), *("" for _ in names))


def _say_matrix(record: Mapping[str, Any]) -> None:
    """Print the F1 of each two annotators; long names stand at the side only, with a number."""
    names = record["annotators"]
    heads = names
    if max(map(len, names)) > _LONG:
        heads = [str(number) for number in range(1, len(names) + 1)]
    known = {(pair["first"], pair["second"]): pair["relation"] for pair in record["pairs"]}
    rows = []
    for first, head in zip(names, heads, strict=True):
        cells = (percent(known.get((first, two), known.get((two, first)))) for two in names)
        rows.append((first if head == first else f"{head} {first}", *cells))
    say_table(("F1", *heads), rows)


def _word_rows(record: Mapping[str, Any]) -> Iterator[Sequence[str]]:
    for view, told in record["words"].items():
        units = record["units"].get(view, {}).get("alpha")
        kappa = told.get("kappa")
        yield (
            "roles of words" if view == ANY_ROLE else view,
            *_coefficient(told["alpha"]),
            *_coefficient(kappa),
            decimals(told["fleiss"]),
            *_coefficient(units),
        )


def _coefficient(figure: Mapping[str, Any] | None) -> tuple[str, str]:
    if figure is None:
        return ABSENT, ABSENT
    if figure["low"] is None:
        return decimals(figure["value"]), ABSENT
    return decimals(figure["value"]), f"{decimals(figure['low'])}–{decimals(figure['high'])}"


def say_places(places: Sequence[Disagreement], sides: Mapping[Whose, Side], listed: int) -> None:
    """Print the heaviest disagreements: who has what where."""
    if places and listed > 0:
        say(f"{min(listed, len(places))} of {count(len(places), 'disagreement')}, heaviest first")
        say("")
    for place in places[: max(0, listed)]:
        own = {name: sides[place.article, name] for name in place.quotes}
        text = next(iter(own.values())).text
        line = text.count("\n", 0, place.span.start) + 1
        start, end = place.span
        say(f"{place.article}, line {line}, {start}:{end}, weight {place.weight:.2f}")
        for version, people in _versions(place, own):
            say(f"  {', '.join(people)}")
            for quote in version:
                say(f"    {quote}")
        say("")


def _versions(
    place: Disagreement, sides: Mapping[str, Side]
) -> list[tuple[tuple[str, ...], list[str]]]:
    """What is said of a place, with those who say so; what most say comes first."""
    found: dict[tuple[str, ...], list[str]] = {}
    for name, quotes in place.quotes.items():
        version = tuple(_in_words(sides[name], quote) for quote in quotes) or ("no quote",)
        found.setdefault(version, []).append(name)
    return sorted(found.items(), key=lambda told: -len(told[1]))


def _in_words(side: Side, quote: Quote) -> str:
    source = " … ".join(cut(side.text, span) for span in quote.sources) or "nobody"
    speaker = f" ({speaker_of(side, quote)})" if quote.speaker_state != "undecided" else ""
    return f"{source}{speaker}: {in_context(side.text, quote.contents, CONTEXT)}"


def disagreement_record(place: Disagreement) -> dict[str, Any]:
    """One disagreement as JSON can hold it: offsets, and everybody's quotes by their ids."""
    return {
        "article": place.article,
        "start": place.span.start,
        "end": place.span.end,
        "weight": place.weight,
        "quotes": {
            name: [
                {"id": q.id, "contents": q.contents, "cues": q.cues, "sources": q.sources}
                for q in quotes
            ]
            for name, quotes in place.quotes.items()
        },
    }

"""The figures of an evaluation as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotators.commands.printing import count, say
from annotators.commands.tables import ABSENT, bar, decimals, interval, percent, say_table
from annotators.evaluation.cast import CAST_MEASURES
from annotators.evaluation.names import NAME_MEASURES
from annotators.evaluation.relations import KINDS

_RELATION_HEADS = ("relation", "gold", "other", "P", "R", "F1", "95 %", ".9 F1", "full F1")
_PART_HEADS = (
    "parts", "found F1", "exact F1", "words F1", "source", "exact", "cue", "exact", "speaker"
)  # fmt: skip
_MEANS = {"kinds": "mean of kinds", "articles": "mean of articles"}
_LABEL_HEADS = (
    "names", "gold", "other", "exact P", "R", "F1", "95 %", "overlap P", "R", "F1", "95 %"
)  # fmt: skip


def say_scores(record: Mapping[str, Any]) -> None:
    """Print every table that the record has something for."""
    articles = count(record["articles"], "article")
    how = f"profile {record['profile']}, contents alike by {record['threshold']:g}"
    say(f"{record['other']} against {record['gold']}: {articles}, {how}")
    if "quotes" in record:
        say("")
        say_table(_RELATION_HEADS, _relation_rows(record))
        if len(record["grounds"]) > 1:
            say("")
            say_table(("gold made", "articles", "P", "R", "F1", "95 %"), _ground_rows(record))
        say("")
        say_table(_PART_HEADS, _part_rows(record))
        say("")
        most = max(record["faults"].values())
        rows = ((k, str(n), bar(n, most)) for k, n in record["faults"].items())
        say_table(("errors", "number", ""), rows)
    if "reliability" in record:
        say("")
        _say_reliability(record["reliability"])
    if "cast" in record:
        say("")
        say_table((f"cast, {count(record['cast']['mentions'], 'source')}", "P", "R", "F1", "95 %"),
                  _cast_rows(record["cast"]))  # fmt: skip
    if "names" in record:
        say("")
        say_table(_LABEL_HEADS, _label_rows(record["names"]))
        say("")
        _say_confusion(record["confusion"])


def _say_reliability(told: Mapping[str, Any]) -> None:
    """Print how often what a model is so sure of is right."""
    rows = (
        (
            f"{one['low']:.1f} to {one['high']:.1f}",
            str(one["number"]),
            percent(one["score"]),
            percent(one["right"]),
            bar(one["right"], 1.0),
        )
        for one in told["bins"]
    )
    say_table(("scores", "quotes", "mean", "right", ""), rows)
    say(f"Brier {decimals(told['brier'])}, calibration error {decimals(told['error'])}")


def _relation_rows(record: Mapping[str, Any]) -> Iterator[Sequence[str]]:
    for kind in KINDS:
        told = record["quotes"][kind]
        relation = told["relation"]
        yield (
            kind,
            str(told["gold"]),
            str(told["other"]),
            *(percent(relation[part]) for part in ("p", "r", "f1")),
            interval(relation),
            *(_f1(told, name) for name in ("close", "full")),
        )
    for name, title in _MEANS.items():
        means = record["average"][name]
        relation, close, full = (_mean(means.get(n)) for n in ("relation", "close", "full"))
        yield (title, *[""] * 4, relation, interval(means["relation"]), close, full)


def _ground_rows(record: Mapping[str, Any]) -> Iterator[Sequence[str]]:
    for ground, title in (("blind", "without a draft"), ("draft", "with one in view")):
        told = record["grounds"][ground]
        relation = told["relation"]
        parts = (percent(relation[part]) for part in ("p", "r", "f1"))
        yield (title, str(told["articles"]), *parts, interval(relation))


def _part_rows(record: Mapping[str, Any]) -> Iterator[Sequence[str]]:
    for kind in KINDS:
        told = record["quotes"][kind]
        f1s = (_f1(told, name) for name in ("contents", "exact", "tokens"))
        shares = ("source", "source_exact", "cue", "cue_exact", "speaker")
        yield (kind, *f1s, *(_share(told, name) for name in shares))
    for name, title in _MEANS.items():
        means = record["average"][name]
        yield (title, *(_mean(means[n]) for n in ("contents", "exact")), *[""] * 6)


def _mean(figure: Mapping[str, Any] | None) -> str:
    return percent(figure["value"] if figure else None)


def _f1(told: Mapping[str, Any], name: str) -> str:
    return percent(told[name]["f1"]) if name in told else ABSENT


def _share(told: Mapping[str, Any], name: str) -> str:
    return percent(told[name]["share"]) if name in told else ABSENT


def _cast_rows(cast: Mapping[str, Any]) -> Iterator[Sequence[str]]:
    for measure in CAST_MEASURES:
        told = cast[measure]
        parts = (percent(told[part]) for part in ("p", "r", "f1"))
        yield (measure.replace("_", "-"), *parts, interval(told))


def _label_rows(names: Mapping[str, Any]) -> Iterator[Sequence[str]]:
    for label, told in (("all", names["all"]), *names["labels"].items()):
        row = [label, str(told["gold"]), str(told["other"])]
        for measure in NAME_MEASURES:
            row += [percent(told[measure][part]) for part in ("p", "r", "f1")]
            row.append(interval(told[measure]))
        yield row
    row = ["mean of labels", "", ""]
    for measure in NAME_MEASURES:
        told = names["average"][measure]
        row += ["", "", _mean(told), interval(told)]
    yield row


def _say_confusion(cells: Sequence[Mapping[str, Any]]) -> None:
    """Print gold's labels down, the other side's across; a dash for no name."""
    table = {(cell["gold"], cell["other"]): cell["number"] for cell in cells}
    golds = sorted({gold for gold, _ in table}, key=lambda label: (not label, label))
    others = sorted({other for _, other in table}, key=lambda label: (not label, label))
    rows = (
        (gold or ABSENT, *(str(table.get((gold, other), "") or "") for other in others))
        for gold in golds
    )
    say_table(("gold \\ other", *(other or ABSENT for other in others)), rows)

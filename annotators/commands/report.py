"""`copydesk report`: a project's figures and its worst cases as one page."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from typing import Any

from annotators.commands.agreement import project_sides
from annotators.commands.chosen import Chosen
from annotators.commands.evaluate import (
    add_article_options,
    add_scoring_options,
    chosen_sides,
    evaluate,
    evaluation_record,
    profile_of,
)
from annotators.commands.failure import DONE, PROBLEMS
from annotators.commands.inputs import found_project
from annotators.commands.layers import Shelf
from annotators.commands.listing import CONTEXT, Listed, about, of_fault, spans_of
from annotators.commands.output import new_file
from annotators.commands.printing import note, say
from annotators.commands.scene import add_format_option, add_project_option
from annotators.commands.stats import as_record, count_articles
from annotators.errors import CopydeskError
from annotators.evaluation.agreement import agree
from annotators.evaluation.agreement_scores import agreement_record
from annotators.evaluation.comparison import Evaluation
from annotators.evaluation.context import pieces_around
from annotators.evaluation.faults import FAULT_KINDS, Fault
from annotators.evaluation.side import Side
from annotators.model.items import Mention, Quote
from annotators.report.page import page

_GOLD, _OTHER = "gold", "draft"
_LISTED = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take two sets of layers, as `evaluate` does, and where to write."""
    parser.add_argument(
        "gold",
        nargs="?",
        default=_GOLD,
        metavar="GOLD",
        help=f"what is right, as for evaluate ({_GOLD})",
    )
    parser.add_argument(
        "other", nargs="?", default=_OTHER, metavar="PRED", help=f"likewise ({_OTHER})"
    )
    parser.add_argument(
        "-o", "--output", default="report.html", metavar="FILE",
        help="the page to write; - is stdout (report.html)",
    )  # fmt: skip
    parser.add_argument(
        "--list",
        dest="listed",
        type=int,
        default=_LISTED,
        metavar="N",
        help=f"show the N worst cases of each kind of error ({_LISTED})",
    )
    add_article_options(parser)
    add_scoring_options(parser)
    parser.add_argument("--json", action="store_true", help="the figures as JSON on stdout instead")
    add_format_option(parser, "read")
    add_project_option(parser)
    parser.set_defaults(only=None, drafts=False)


def run(options: argparse.Namespace) -> int:
    """Gather what there is, then write the page, or JSON."""
    report, failed = _report(options)
    if options.json:
        say(json.dumps(report))
    else:
        with new_file(options.output) as stream:
            stream.write(page(report).encode())
        if options.output != "-":
            note(f"{options.output} written")
    return PROBLEMS if failed else DONE


def _report(options: argparse.Namespace) -> tuple[dict[str, Any], int]:
    project = found_project(options)
    report: dict[str, Any] = {"title": "layers", "made": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"}
    failed = 0
    if project is not None:
        shelf, ids = Shelf(project), project.article_ids()
        totals, failed = count_articles(shelf, ids)
        report |= {"title": project.root.resolve().name, "progress": as_record(totals)}
        report["agreement"] = _agreement(list(project_sides(shelf, ids, options)), options)
    chosen = _chosen(options)
    if chosen is not None:
        gold, other = chosen
        evaluation = evaluate(gold, other, options)
        report["scores"] = evaluation_record(evaluation, gold, other, options)
        report["worst"] = list(map(_case, worst_faults(evaluation, max(0, options.listed))))
    return report, failed


def _chosen(options: argparse.Namespace) -> tuple[Chosen, Chosen] | None:
    """What is to be scored; None where nobody said what, and the project does not tell."""
    try:
        return chosen_sides(options)
    except CopydeskError as error:
        if options.gold != _GOLD:
            raise
        note(f"no scores: {error}")
        return None


def _agreement(sides: list[Side], options: argparse.Namespace) -> dict[str, Any]:
    found = agree(sides, profile_of(options))
    draws = max(0, options.draws)
    return {ground: agreement_record(one, draws, options.seed) for ground, one in found.items()}


def worst_faults(evaluation: Evaluation, number: int) -> list[Listed]:
    """The worst errors of each kind: least alike, then those the model was surest of, then long."""
    sides = {one.article: (one.gold, one.other) for one in evaluation.comparisons}
    found: list[Listed] = []
    for kind in FAULT_KINDS:
        own = sorted((fault for fault in evaluation.faults if fault.kind == kind), key=_badness)
        found += [of_fault(fault, sides) for fault in own[:number]]
    return found


def _badness(fault: Fault) -> tuple[float, float, int]:
    score = max((q.trace.score or 0.0 for q in fault.other), default=0.0)
    return fault.likeness, -score, -fault.span.length


def _case(listed: Listed) -> dict[str, Any]:
    """A case as JSON can hold it and the page shows it."""
    gold, _ = listed.sides
    versions = {
        name: [_version(side, item) for item in items]
        for name, side, items in zip(
            ("gold", "other"), listed.sides, (listed.gold, listed.other), strict=True
        )
    }
    return {
        "what": listed.what,
        "article": gold.article,
        "line": gold.text.count("\n", 0, listed.span.start) + 1,
        "start": listed.span.start,
        "end": listed.span.end,
        "kind": listed.kind,
        **versions,
    }


def _version(side: Side, item: Quote | Mention) -> dict[str, Any]:
    return {
        "id": item.id,
        "pieces": pieces_around(side.text, spans_of(item), CONTEXT),
        "about": about(side, item),
        "score": item.trace.score,
    }

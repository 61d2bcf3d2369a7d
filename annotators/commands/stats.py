"""`copydesk stats`: count what is done and what is left."""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from annotators.commands.failure import DONE, PROBLEMS, complain
from annotators.commands.layers import Shelf, current_layers
from annotators.commands.printing import say, track
from annotators.commands.scene import add_project_option, named_ids, open_project
from annotators.commands.tables import bar
from annotators.errors import CopydeskError
from annotators.model.article import Article
from annotators.model.corrections import FAULTS, corrections
from annotators.model.dossier import Dossier
from annotators.model.items import Decision
from annotators.model.kind import Kind
from annotators.model.layer import Layer, Purpose
from annotators.model.view import View
from annotators.pace import pace_of, told

_KINDS: tuple[Kind, ...] = get_args(Kind)
_STATES = (*get_args(Purpose), "open")


@dataclass
class Tally:
    """What one annotator did: articles by state, quotes by decision and kind, what is pending.

    `faults` counts what they put right in drafts. `seconds` is how long a quote
    takes them, where that is kept on this machine.
    """

    articles: Counter[str] = field(default_factory=Counter)
    decisions: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    pending: int = 0
    seconds: float | None = None


@dataclass
class Totals:
    """What there is in a project."""

    articles: int = 0
    drafts: int = 0
    draft_kinds: Counter[str] = field(default_factory=Counter)
    untouched: int = 0
    people: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take articles."""
    parser.add_argument(
        "articles", nargs="*", metavar="ARTICLE", help="an id or a file (default: all)"
    )
    parser.add_argument("--json", action="store_true", help="the counts as one JSON object")
    add_project_option(parser)


def run(options: argparse.Namespace) -> int:
    """Count over all articles, for each annotator apart."""
    project = open_project(options)
    totals, failed = count_articles(Shelf(project), named_ids(project, options.articles))
    for name, tally in totals.people.items():
        tally.seconds = pace_of(project, name).seconds
    say(json.dumps(as_record(totals))) if options.json else _print(totals)
    return PROBLEMS if failed else DONE


def count_articles(shelf: Shelf, ids: Sequence[str]) -> tuple[Totals, int]:
    """The counts over articles, and how many articles could not be read and were complained of."""
    totals, failed = Totals(), 0
    for article_id in track(ids, len(ids), "counting"):
        try:
            article = shelf.article(article_id)
            _count(totals, article, shelf.dossier(article), shelf.draft(article))
        except CopydeskError as error:
            complain(error)
            failed += 1
    return totals, failed


def _count(totals: Totals, article: Article, dossier: Dossier | None, draft: Layer | None) -> None:
    totals.articles += 1
    model = View.of(article, None, draft)
    if draft is not None:
        totals.drafts += 1
        totals.draft_kinds.update(model.kinds.of(quote) for quote in model.quotes)
    layers = current_layers(dossier)
    totals.untouched += not layers
    for name, layer in layers.items():
        tally = totals.people[name]
        is_open = dossier is not None and name in dossier.work
        tally.articles["open" if is_open else str(layer.header.purpose)] += 1
        view = View.of(article, layer, draft, kinds=model.kinds)
        tally.pending += sum(view.is_pending(quote) for quote in view.quotes)
        tally.decisions.update(str(q.trace.decision) for q in view.layer.quotes.values())
        tally.faults.update(correction.fault for correction in corrections(layer))
        decided = (quote for quote in view.quotes if not view.is_pending(quote))
        tally.kinds.update(view.kinds.of(quote) for quote in decided)


def as_record(totals: Totals) -> dict[str, Any]:
    """The counts as JSON can hold them."""
    return {
        "articles": totals.articles,
        "drafts": totals.drafts,
        "draft_quotes": {kind: totals.draft_kinds[kind] for kind in _KINDS},
        "untouched": totals.untouched,
        "annotators": {
            name: {
                "articles": {state: tally.articles[state] for state in _STATES},
                "quotes": {d: tally.decisions[d] for d in get_args(Decision)},
                "kinds": {kind: tally.kinds[kind] for kind in _KINDS},
                "corrections": {fault: tally.faults[fault] for fault in FAULTS},
                "pending": tally.pending,
                "seconds": tally.seconds and round(tally.seconds, 1),
            }
            for name, tally in sorted(totals.people.items())
        },
    }


def _print(totals: Totals) -> None:
    kinds = ", ".join(f"{totals.draft_kinds[kind]} {kind}" for kind in _KINDS)
    say(f"articles          {totals.articles}, {totals.untouched} of them untouched")
    say(f"with a draft      {totals.drafts}")
    say(f"quotes in drafts  {totals.draft_kinds.total()}: {kinds}")
    for name, tally in sorted(totals.people.items()):
        states = ", ".join(f"{tally.articles[state]} {state}" for state in _STATES)
        decisions = ", ".join(f"{tally.decisions[d]} {d}" for d in get_args(Decision))
        own = ", ".join(f"{tally.kinds[kind]} {kind}" for kind in _KINDS)
        say("")
        say(name)
        done = tally.articles.total() - tally.articles["open"]
        say(f"  articles        {tally.articles.total()}: {states}")
        say(f"  finished        {bar(done, totals.articles)} {done} of {totals.articles}")
        say(f"  quotes decided  {tally.decisions.total()}: {decisions}")
        faults = ", ".join(f"{tally.faults[fault]} {fault}" for fault in FAULTS)
        say(f"  put right       {tally.faults.total()}: {faults}")
        say(f"  quotes kept     {tally.kinds.total()}: {own}")
        say(f"  quotes pending  {tally.pending}")
        if tally.seconds:
            left = f", about {told(tally.seconds * tally.pending)} left" if tally.pending else ""
            say(f"  time            {tally.seconds:.0f} s a quote{left}")

"""`copydesk evaluate`: score one set of layers against another, and show what is wrong."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, get_args

from annotators.commands.chosen import Chosen, Told, choose
from annotators.commands.failure import DONE, UsageError
from annotators.commands.listing import CONTEXT, item_record, items_named, list_items, say_item
from annotators.commands.printing import count, note, say, track
from annotators.commands.scene import add_format_option, add_project_option
from annotators.commands.score_tables import say_scores
from annotators.errors import CopydeskError
from annotators.evaluation.comparison import Evaluation, compare
from annotators.evaluation.drawing import DRAWS
from annotators.evaluation.profile import DEFAULT_PROFILE, PROFILES, Profile
from annotators.evaluation.relations import KINDS
from annotators.evaluation.scores import score_record
from annotators.evaluation.side import Side, side_of
from annotators.exchange.registry import format_names
from annotators.model.layer import Layer, Scope

_WORDS = "a file, FILE@NAME, an annotator, gold, training, draft or draft@MODEL"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take two sets of layers, how to score them, and what to show."""
    parser.add_argument("gold", metavar="GOLD", help=f"what is right: {_WORDS}")
    parser.add_argument("other", metavar="PRED", help="what is to be scored, named likewise")
    add_article_options(parser)
    add_scoring_options(parser)
    parser.add_argument("--json", action="store_true", help="every figure as one JSON object")
    parser.add_argument(
        "--items",
        metavar="KIND",
        help="list the items behind a figure instead: an error kind, a measure, or GOLD>OTHER",
    )
    parser.add_argument(
        "--kind", choices=KINDS, default="all", help="items of this kind of quote (all)"
    )
    parser.add_argument(
        "--context", type=int, default=CONTEXT, metavar="N", help=f"characters around ({CONTEXT})"
    )
    add_format_option(parser, "read")
    add_project_option(parser)


def add_article_options(parser: argparse.ArgumentParser) -> None:
    """Take which articles of gold count."""
    parser.add_argument(
        "--shared", action="store_true", help="only articles that PRED has something for"
    )
    parser.add_argument(
        "--blind", action="store_true", help="only gold that was made without a draft in view"
    )
    parser.add_argument(
        "--scope",
        nargs="+",
        choices=get_args(Scope),
        help="score these, whatever the layers say they were asked for",
    )
    parser.add_argument(
        "--gold-format",
        choices=format_names("read"),
        metavar="NAME",
        help="the format of GOLD, where it is another than that of PRED",
    )


def add_scoring_options(parser: argparse.ArgumentParser) -> None:
    """Take what counts as right, which quotes count, and how the intervals are drawn."""
    parser.add_argument(
        "--profile",
        choices=tuple(PROFILES),
        default=DEFAULT_PROFILE.name,
        help="; ".join(f"{one.name}: {one.about}" for one in PROFILES.values()),
    )
    parser.add_argument(
        "--threshold",
        type=_share,
        metavar="X",
        help="how alike contents must be to count as found, from 0 to 1 (by the profile)",
    )
    parser.add_argument("--flat", action="store_true", help="leave out quotes inside quotes")
    parser.add_argument(
        "--draws", type=int, default=DRAWS, metavar="N", help=f"draws for intervals ({DRAWS})"
    )
    parser.add_argument(
        "--seed", type=int, default=0, metavar="N", help="where the draws begin (0)"
    )


def profile_of(options: argparse.Namespace) -> Profile:
    """The profile that was named, with the threshold that was given."""
    profile = PROFILES[options.profile]
    return profile if options.threshold is None else replace(profile, half=options.threshold)


def _share(text: str) -> float:
    value = float(text)
    if not 0 < value <= 1:
        raise ValueError(text)
    return value


def run(options: argparse.Namespace) -> int:
    """Compare article by article, then print the figures or the items behind one."""
    if options.items is not None:
        items_named(options.items)
    gold, other = chosen_sides(options)
    evaluation = evaluate(gold, other, options)
    if options.items is not None:
        for listed in list_items(evaluation, options.items, options.kind):
            say(item_record(listed)) if options.json else say_item(listed, options.context)
        return DONE
    record = evaluation_record(evaluation, gold, other, options)
    say(json.dumps(record)) if options.json else say_scores(record)
    _remark(gold, other, record)
    return DONE


def chosen_sides(options: argparse.Namespace) -> tuple[Chosen, Chosen]:
    """The layers that `options.gold` and `options.other` mean; raises what `choose` raises."""
    form = options.gold_format or options.format
    return choose(options.gold, options, form), choose(options.other, options, options.format)


def evaluate(gold: Chosen, other: Chosen, options: argparse.Namespace) -> Evaluation:
    """Compare the layers that two words mean, article by article.

    Raises CopydeskError for different texts, UsageError when no gold is left.
    """
    profile = profile_of(options)
    pairs = list(_sides(_blind(gold) if options.blind else gold, other, options))
    found = [compare(*pair, profile) for pair in track(pairs, len(pairs), "comparing")]
    return Evaluation(tuple(found), profile)


def evaluation_record(
    evaluation: Evaluation, gold: Chosen, other: Chosen, options: argparse.Namespace
) -> dict[str, Any]:
    """Every figure, and what was compared."""
    compared = evaluation.comparisons
    return {
        "gold": gold.word,
        "other": other.word,
        "absent": sum(one.article not in other.layers for one in compared),
        "with_draft": sum(one.gold.draft is not None for one in compared),
        "same_draft": sum(_is_seen(one.gold, other) for one in compared),
        **score_record(evaluation, max(0, options.draws), options.seed),
    }


def _blind(gold: Chosen) -> Chosen:
    kept = {
        article: told
        for article, told in gold.layers.items()
        if told.layer.header.blind or told.layer.header.based_on is None
    }
    if not kept:
        raise UsageError("no layer of it was made without a draft in view", place=gold.word)
    return Chosen(gold.word, kept)


def _sides(gold: Chosen, other: Chosen, options: argparse.Namespace) -> Iterator[tuple[Side, Side]]:
    for article, told in gold.layers.items():
        answer = other.layers.get(article)
        if answer is None and options.shared:
            continue
        if answer is None:
            empty = Layer(header=told.layer.header)
            answer = Told(told.article, empty)
        if answer.article.text != told.article.text:
            raise CopydeskError(
                f"{gold.word} and {other.word} have different texts of it",
                place=article,
                remedy="take the other in with `copydesk import --as-draft NAME`, and score that",
            )
        yield _side(told, options), _side(answer, options)


def _side(told: Told, options: argparse.Namespace) -> Side:
    side = side_of(told.article, told.layer, flat=options.flat)
    return replace(side, scope=frozenset(options.scope)) if options.scope else side


def _is_seen(gold: Side, other: Chosen) -> bool:
    """Whether gold was made with the very draft in view that answers it."""
    told = other.layers.get(gold.article)
    return gold.draft is not None and told is not None and gold.draft == told.layer.header.draft


def _remark(gold: Chosen, other: Chosen, record: dict[str, Any]) -> None:
    """Say what stands beside the figures: articles without an answer, gold made with a draft."""
    unknown = [article for article in other.layers if article not in gold.layers]
    if unknown:
        note(f"{count(len(unknown), 'article')} of {other.word} not in {gold.word}, left out")
    if record["absent"]:
        note(f"{count(record['absent'], 'article')} of {gold.word} not in {other.word}")
    if record["with_draft"]:
        with_draft = count(record["with_draft"], "gold layer")
        note(f"{with_draft} made with a draft in view, which draws gold towards it (see --blind)")
    if record["same_draft"]:
        note(f"{record['same_draft']} of them with the very draft that is scored")
    if not record.keys() & {"quotes", "names"}:
        note("nothing was found of what both were asked for (see --scope)")

from __future__ import annotations

import pytest

from annotators.model.items import Quote
from annotators.model.kind import Kinds
from annotators.model.picking import part_at
from annotators.model.span import Span, cut
from annotators.model.units import Units
from annotators.model.view import View
from tests.annotators.model import scene
from tests.annotators.model.parses import parse_of

SAID = "She had also said it was late."
PARSE = parse_of(
    SAID,
    "3:nsubj:PRP 3:aux:VBD 3:advmod:RB 3:ROOT:VBD 5:nsubj:PRP 3:ccomp:VBD 5:acomp:JJ 3:punct:.",
)


def cue_at(word: str) -> str:
    article = scene.article(SAID)
    units = Units(article, Kinds(SAID), PARSE)
    view = View.of(article, None)
    return cut(SAID, part_at(view, units, Quote(id="q"), "cues", scene.at(word, SAID)))


@pytest.mark.parametrize("word", ["had", "also", "said"])
def test_a_verb_comes_with_its_auxiliaries_and_adverbs(word: str) -> None:
    assert cue_at(word) == "had also said"


@pytest.mark.parametrize("word", ["She", "late"])
def test_what_is_no_verb_is_the_cue_alone(word: str) -> None:
    assert cue_at(word) == word


def contents_at(word: Span, *contents: str) -> str:
    view = View.of(scene.article(), None)
    quote = Quote(id="q", contents=tuple(map(scene.at, contents)))
    return cut(scene.TEXT, part_at(view, Units(view.article, view.kinds), quote, "contents", word))


def test_further_contents_are_the_quotation_around_the_word() -> None:
    assert contents_at(scene.at("tell"), "“It is late,”") == "“Somebody has to tell her,”"


def test_a_quotation_that_the_quote_has_a_part_of_is_not_taken() -> None:
    assert contents_at(scene.at("tell"), "“Somebody") == "tell"


def test_outside_marks_a_word_stands_for_itself() -> None:
    assert contents_at(scene.at("brakes"), "“It is late,”") == "brakes"

"""Other edges of a reporting clause: what its cue and its source may be instead."""

from __future__ import annotations

import pytest

from annotators.model.clauses import Clause
from annotators.model.parse import Parse
from annotators.model.span import Span, cut
from annotators.model.variants import variants
from tests.annotators.model.parses import parse_of
from tests.annotators.model.scene import at

PUTS = "The board puts the figure at nine."
PUTS_PARSE = parse_of(
    PUTS, "1:det:DT 2:nsubj:NN 2:ROOT:VBZ 4:det:DT 2:dobj:NN 2:prep:IN 5:pobj:CD 2:punct:."
)
MONTH = "Hong said last month it was late."
MONTH_PARSE = parse_of(
    MONTH,
    "1:nsubj:NNP 1:ROOT:VBD 3:amod:JJ 1:npadvmod:NN 5:nsubj:PRP 1:ccomp:VBD 5:acomp:JJ 1:punct:.",
)
WENT = "She then went on to say it was late."
WENT_PARSE = parse_of(
    WENT,
    "2:nsubj:PRP 2:advmod:RB 2:ROOT:VBD 2:prt:RP 5:aux:TO 2:xcomp:VB"
    " 7:nsubj:PRP 5:ccomp:VBD 7:acomp:JJ 2:punct:.",
)
WORRIED = "They are worried about the brakes."
WORRIED_PARSE = parse_of(
    WORRIED, "2:nsubj:PRP 2:aux:VBP 2:ROOT:VBN 2:prep:IN 5:det:DT 3:pobj:NNS 2:punct:."
)
NOTICE = "The notice, which said it was late, stayed."
NOTICE_PARSE = parse_of(
    NOTICE,
    "1:det:DT 9:nsubj:NN 1:punct:, 4:nsubj:WDT 1:relcl:VBD 6:nsubj:PRP 4:ccomp:VBD"
    " 6:acomp:JJ 1:punct:, 9:ROOT:VBD 9:punct:.",
)


@pytest.mark.parametrize(
    ("text", "parse", "cue", "contents", "others"),
    [
        (PUTS, PUTS_PARSE, "puts", "nine", ["puts the figure at"]),
        (MONTH, MONTH_PARSE, "said", "it was late", ["said last month"]),
        (WENT, WENT_PARSE, "to say", "it was late", ["then went on to say"]),
        (WORRIED, WORRIED_PARSE, "are worried", "the brakes", ["are worried about"]),
        (WORRIED, WORRIED_PARSE, "worried about", "the brakes", ["worried"]),
    ],
)  # fmt: skip
def test_a_cue_has_other_edges(
    text: str, parse: Parse, cue: str, contents: str, others: list[str]
) -> None:
    clause = Clause(at(cue, text), None, 0, "told")
    found = variants(text, parse, clause, at(contents, text))
    assert [cut(text, variant.cue) for variant in found] == others


def test_a_cue_that_would_run_into_the_source_or_the_contents_is_left_out() -> None:
    clause = Clause(at("puts", PUTS), at("the figure", PUTS), 0, "told")
    assert list(variants(PUTS, PUTS_PARSE, clause, at("nine", PUTS))) == []


def test_a_source_is_tried_without_its_apposition() -> None:
    text = "“Late,” said Hong Min, a fellow."
    clause = Clause(at("said", text), at("Hong Min, a fellow", text), 0, "told")
    (found,) = variants(text, None, clause, at("“Late,”", text))
    assert found.source == at("Hong Min", text)
    assert found.because == "“Hong Min” alone"


def test_a_relative_pronoun_is_tried_as_what_it_stands_for() -> None:
    clause = Clause(at("said", NOTICE), at("which", NOTICE), 0, "told")
    found = [v.source for v in variants(NOTICE, NOTICE_PARSE, clause, at("it was late", NOTICE))]
    assert found == [at("The notice", NOTICE)]


def test_a_cue_outside_the_parse_has_no_other_edges() -> None:
    clause = Clause(Span(len(PUTS), len(PUTS)), None, 0, "told")
    assert list(variants(PUTS, PUTS_PARSE, clause, at("nine", PUTS))) == []

"""The guideline, and which of its rules fit what is in focus."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from annotators.guideline import read_guideline
from annotators.model import rules
from annotators.model.items import ROLES, Entity, Item, Mention, Quote, Role
from annotators.model.layer import Header, Layer
from annotators.model.rules import fitting_rules, parse_guideline
from annotators.model.span import Span
from annotators.model.view import View
from tests.annotators.model.scene import article, at, quote, review

SOURCE = """\
# Guideline
Version: 2.3

## Contents

### marks-in: Marks are in
They are.
Yes: [“so”]

### stop-out: The stop is out
It is.

## Last section
Not a rule.
"""


def fitting(
    text: str, contents: str | tuple[str, ...], cue: str = "", source: str = "",
    *speakers: Entity, role: Role | None = "contents", others: tuple[Item, ...] = (),
) -> tuple[str, ...]:  # fmt: skip
    """The rules that fit one quote of a text."""
    who = tuple(speaker.id for speaker in speakers)
    one = quote(contents, cue, source, *who, text=text, item="one")
    view = View.of(article(text), Layer.of(Header(), (*speakers, one, *others)))
    return fitting_rules(view, one, role)


def test_a_guideline_is_read_from_its_headings() -> None:
    guideline = parse_guideline(SOURCE)
    assert guideline.version == "2.3"
    assert list(guideline.rules) == ["marks-in", "stop-out"]
    rule = guideline.rules["marks-in"]
    assert (rule.title, rule.text) == ("Marks are in", "They are.\nYes: [“so”]")
    assert guideline.rules["stop-out"].text == "It is."


def test_two_rules_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="marks-in"):
        parse_guideline(SOURCE + "\n### marks-in: Again\nSo.\n")


def test_the_guideline_that_ships_says_its_version_and_gives_examples() -> None:
    guideline = read_guideline()
    assert guideline.version
    assert all("Yes: " in r.text and "No: " in r.text for r in guideline.rules.values())


def test_every_rule_that_can_fit_stands_in_the_guideline() -> None:
    with open(rules.__file__, encoding="utf-8") as module:  # noqa: PTH123 - a path as text
        told = set(re.findall(r'"([a-z]+(?:-[a-z]+)+|headline|nesting)"', module.read()))
    known = set(read_guideline().rules)
    assert told <= known
    assert known <= told, "a rule that never fits"


@pytest.mark.parametrize("role", [*ROLES, None])
def test_what_fits_is_known_and_told_once(role: Role | None) -> None:
    view = review().view
    known = set(read_guideline().rules)
    for item in (*view.quotes, *view.mentions, None):
        found = fitting_rules(view, item, role)
        assert found
        assert len(set(found)) == len(found)
        assert set(found) <= known


@pytest.mark.parametrize(
    ("words", "role", "best"),
    [
        (
            ("He said that it was late.", "that it was late", "said", "He"),
            "contents",
            "contents-that",
        ),
        (("She vowed to stand.", "to stand", "vowed", "She"), "contents", "contents-to"),
        (("“It is late,” he said.", "“It is late,”", "said", "he"), "contents", "contents-marks"),
        (("He said it was late.", "it was late", "said", "He"), "contents", "contents-indirect"),
        (("According to Oake, two go.", "two go", "According to", "Oake"), "cues", "cue-according"),
        (("Mayor: harbour opens", "harbour opens", ":", "Mayor"), "cues", "cue-colon"),
        (("He said: “Late.”", "“Late.”", "said:", "He"), "cues", "cue-colon"),
        (("His fierce criticism of it.", "it", "fierce criticism of", "His"), "cues", "cue-noun"),
        (("The claim that it fell.", "that it fell", "claim", ""), "cues", "cue-noun"),
        (("He said it.", "it", "said", "He"), "cues", "cue-verb"),
        (("She fears it.", "it", "fears", "She"), "cues", "cue-verb"),
        (
            ("The mayor’s denial of it.", "it", "denial of", "The mayor’s"),
            "sources",
            "source-possessive",
        ),
        (("Marsh, who thinks so, sold.", "so", "thinks", "who"), "sources", "source-relative"),
        (
            ("He was quoted as saying it.", "it", "was quoted as saying", "He"),
            "sources",
            "source-passive",
        ),
        (("It was reported it fell.", "it fell", "was reported", ""), "sources", "source-none"),
        (
            ("Old Hale, a smith, said no.", "no", "said", "Old Hale, a smith,"),
            "sources",
            "source-phrase",
        ),
        (
            ("A transit official said no.", "no", "said", "A transit official"),
            None,
            "speaker-unnamed",
        ),
    ],
)
def test_the_best_rule_comes_first(words: tuple[str, str, str, str], role: Role, best: str) -> None:
    assert fitting(*words, role=role)[0] == best


def test_a_split_quotation_and_one_over_paragraphs_have_rules_of_their_own() -> None:
    split = fitting("“Somebody,” he said, “tell her.”", ("“Somebody,”", "“tell her.”"), "said")
    assert split[0] == "contents-split"
    text = "“We left.\n“So we think,” he said."
    over = fitting(text, ("“We left.", "“So we think,”"), "said")
    assert over[0] == "contents-paragraphs"


def test_a_block_quote_keeps_its_introduction() -> None:
    text = "The ministry said:\n“The work goes on.”"
    found = fitting(text, "“The work goes on.”", "said:", "The ministry", role="cues")
    assert found[0] == "cue-block"


def test_nested_quotes_and_chains_have_rules() -> None:
    text = "He said Hale told it the brakes were new."
    inner = quote("the brakes were new", "told", "Hale", text=text, item="inner")
    found = fitting(text, "Hale told it the brakes were new", "said", "He", others=(inner,))
    assert "nesting" in found
    text = "He praised it, adding it was late."
    other = quote("it was late", "adding", "He", text=text, item="other")
    assert "structure-chain" in fitting(text, "it", "praised", "He", others=(other,))


def test_who_speaks_decides_the_speaker_rule() -> None:
    board = Entity(id="b", name="the board", label="ORG")
    assert fitting("The board said no.", "no", "said", "The board", board, role=None)[0] == (
        "speaker-group"
    )
    hale = Entity(id="h", name="Hale", label="PERSON")
    assert fitting("Hale said no.", "no", "said", "Hale", hale, role=None)[0] == "speaker-entity"
    assert fitting("She said no.", "no", "said", "She", hale, role=None)[0] == "speaker-pronoun"
    assert fitting("Landry said no.", "no", "said", "Landry", role=None)[0] == "speaker-undecided"


def test_the_headline_has_a_rule() -> None:
    assert "headline" in fitting("Mayor: harbour opens", "harbour opens", ":", "Mayor")


@pytest.mark.parametrize(
    ("phrase", "form", "best"),
    [("Hale", "name", "mention-name"), ("The ministry", "nominal", "mention-nominal"),
     ("she", "pronoun", "speaker-pronoun")],
)  # fmt: skip
def test_mentions_have_rules(phrase: str, form: str, best: str) -> None:
    mention = Mention(id="m", span=at(phrase), form=form)  # type: ignore[arg-type]
    assert fitting_rules(review().view, mention, None)[0] == best


def test_without_an_item_the_rules_say_what_an_attribution_is() -> None:
    assert fitting_rules(review().view, None, None)[0] == "attribution-yes"


def test_an_empty_quote_has_rules_too() -> None:
    view = review().view
    assert fitting_rules(view, Quote(id="x"), "contents")
    far = replace(view.quotes[0], contents=(Span(9_000, 9_001),))
    assert fitting_rules(view, far, "contents")

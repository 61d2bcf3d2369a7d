"""Findings: each problem is found, and nothing is found where nothing is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotators.model.findings import CHECKS, Finding, find_problems
from annotators.model.items import Entity, Item, Mention, Quote
from annotators.model.layer import Header, Layer
from annotators.model.span import Span
from annotators.model.view import View
from tests.annotators.model.parses import parse_of
from tests.annotators.model.scene import (
    CAST,
    HALE,
    MENTIONS,
    QUOTES,
    TEXT,
    article,
    at,
    quote,
    review,
)


def problems(*items: Item, text: str = TEXT) -> list[Finding]:
    """The problems of a layer of these items."""
    return list(find_problems(View.of(article(text), Layer.of(Header(), items))))


def names(*items: Item, text: str = TEXT) -> list[str]:
    """The kinds of the problems."""
    return [finding.name for finding in problems(*items, text=text)]


def person(name: str, item: str) -> Entity:
    """An entity that is a person."""
    return Entity(id=item, name=name, label="PERSON")


def name_at(phrase: str, entity: str | None, text: str, nth: int = 0) -> Mention:
    """A person's name that stands in a text."""
    span = at(phrase, text, nth)
    return Mention(id=f"m{span.start}", span=span, label="PERSON", entity=entity)


def test_nothing_is_wrong_with_the_scene() -> None:
    assert find_problems(review().view) == ()


def test_a_quotation_mark_without_a_partner_is_found() -> None:
    text = "“It is late, she said.\n\nNobody else spoke."
    (finding,) = problems(text=text)
    assert (finding.name, finding.span, finding.item) == ("lone-mark", Span(0, 1), None)


def test_a_quote_needs_a_source_unless_nobody_is_given() -> None:
    known = replace(QUOTES[0], sources=())
    assert names(*CAST, known) == ["no-source"]
    assert names(*CAST, replace(known, speaker_state="none", speakers=())) == []


def test_an_undecided_speaker_is_one_finding_with_or_without_a_source() -> None:
    undecided = replace(QUOTES[0], speakers=(), speaker_state="undecided")
    assert names(undecided) == ["undecided-speaker"]
    assert names(replace(undecided, sources=())) == ["undecided-speaker"]


def test_a_known_speaker_has_to_be_somebody() -> None:
    assert names(replace(QUOTES[0], speakers=())) == ["no-speaker"]
    assert names(replace(QUOTES[0], speakers=("gone",))) == ["no-speaker"]


def test_none_means_that_nobody_is_given() -> None:
    assert names(replace(QUOTES[0], speakers=(), speaker_state="none")) == ["given-but-none"]


def test_a_source_inside_its_own_contents_is_found() -> None:
    wrong = replace(QUOTES[3], sources=(at("brakes"),))
    (finding,) = problems(HALE, wrong)
    assert (finding.name, finding.span, finding.item) == (
        "source-in-contents", at("brakes"), wrong.id,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("contents", "name"),
    [
        ((), "no-contents"),
        ((Span(27, 28),), "empty-contents"),
        ((at("that the brakes"), at("brakes were")), "overlapping-contents"),
    ],
)
def test_contents_that_cannot_be_are_found(contents: tuple[Span, ...], name: str) -> None:
    assert name in names(HALE, replace(QUOTES[3], contents=contents))


def test_one_name_with_two_labels_is_found_at_the_rarer() -> None:
    text = "Hale came. Hale sat. Hale left."
    mentions = [name_at("Hale", None, text, nth) for nth in range(3)]
    odd = replace(mentions[1], label="ORG")
    (finding,) = problems(mentions[0], odd, mentions[2], text=text)
    assert (finding.name, finding.item) == ("two-labels", odd.id)
    assert finding.text == "“Hale” is labelled PERSON (2) and ORG (1)"


@pytest.mark.parametrize(
    ("short", "long"),
    [("Corvell", "Ines Corvell"), ("Ri", "Ri Yong-ho"), ("Ines Corvell", "ines corvell")],
)
def test_two_entities_that_look_like_one_are_found(short: str, long: str) -> None:
    text = f"{long} came. Then {short} left."
    items = (
        person(long, "a"), person(short, "b"),
        name_at(long, "a", text), name_at(short, "b", text, 1 if short in long else 0),
    )  # fmt: skip
    assert "same-entity" in names(*items, text=text)


def test_a_surname_that_two_bear_is_no_second_entity_but_a_shared_name() -> None:
    text = "Odile Landry and Marcus Landry met. Landry spoke."
    items = (
        person("Odile Landry", "a"), person("Marcus Landry", "b"), person("Landry", "c"),
        name_at("Odile Landry", "a", text), name_at("Marcus Landry", "b", text),
        name_at("Landry", "c", text, 2),
    )  # fmt: skip
    (finding,) = problems(*items, text=text)
    assert finding.name == "shared-name"
    assert finding.text == "“Landry” may be “Odile Landry” or “Marcus Landry”"


def test_a_place_inside_the_name_of_another_is_no_second_entity() -> None:
    text = "South Korea and Korea differ."
    items = [
        Entity(id="a", name="South Korea", label="GPE"), Entity(id="b", name="Korea", label="GPE"),
        replace(name_at("South Korea", "a", text), label="GPE"),
        replace(name_at("Korea", "b", text, 1), label="GPE"),
    ]  # fmt: skip
    assert names(*items, text=text) == []


def test_a_pronoun_that_stands_for_nobody_is_found() -> None:
    pronoun = replace(MENTIONS[1], entity=None)
    (finding,) = problems(*CAST, pronoun, QUOTES[1])
    assert (finding.name, finding.item) == ("loose-pronoun", pronoun.id)


def test_a_speaker_that_is_not_whom_the_source_names_is_found() -> None:
    wrong = replace(QUOTES[0], speakers=(HALE.id,))
    (finding,) = problems(*CAST, *MENTIONS, wrong)
    assert finding.name == "other-speaker"
    assert finding.text == "the source names “Ines Corvell”, the speaker is “Hale”"


@pytest.mark.parametrize(
    "source", ["A spokesman for Hale", "Hale’s lawyer", "a man who knows Hale", "Hale officials"]
)
def test_a_name_inside_a_source_need_not_be_who_speaks(source: str) -> None:
    text = f"{source} said never."
    spoken = Quote(
        id="q", contents=(at("never", text),), cues=(at("said", text),),
        sources=(at(source, text),), speakers=("s",), speaker_state="unnamed",
    )  # fmt: skip
    items = (HALE, Entity(id="s", name=source), name_at("Hale", HALE.id, text), spoken)
    assert names(*items, text=text) == []


def test_a_span_that_cuts_a_word_is_found_but_no_clitic_or_unspaced_script() -> None:
    text = "Hale’s brakes. 한국은 좋다. 中国人民 spoke."
    assert names(name_at("Hale", None, text), text=text) == []
    assert names(name_at("brake", None, text), text=text) == ["cut-word"]
    assert names(name_at("中国", None, text), text=text) == []


@pytest.mark.parametrize("text", ["e\u0301a", "👩\u200d👧", "👍🏽", "🇰🇷🇫🇷"])
def test_a_span_that_cuts_a_character_is_found(text: str) -> None:
    mention = Mention(id="m", span=Span(0, 1))
    assert names(mention, text=text) == ["cut-word"]
    assert names(replace(mention, span=Span(0, len(text))), text=text) == []


def test_a_span_between_two_flags_cuts_nothing() -> None:
    assert names(Mention(id="m", span=Span(0, 2)), text="🇰🇷🇫🇷") == []


def test_problems_come_in_the_order_of_the_text_in_one_line_each() -> None:
    text = "First\nHale\x1b[0m said\nso and\nso."
    items = [
        Quote(id=f"q{n}", contents=(Span(n, n + 12),), speaker_state="undecided") for n in (9, 0, 5)
    ]
    found = problems(*items, text=text)
    assert [f.span for f in found] == sorted(f.span for f in found)
    assert all(f.text.isprintable() for f in found)


def test_what_is_rejected_has_no_problems() -> None:
    rejected = replace(QUOTES[0], sources=())
    gone = replace(rejected, trace=replace(rejected.trace, decision="rejected"))
    assert names(gone) == []


def test_every_check_is_told_in_words() -> None:
    assert all(words == words.casefold() or "'" in words for words in CHECKS)
    assert len(CHECKS) == 12


def test_quote_of_the_scene_is_as_written() -> None:
    assert quote("no", "said", item="x").contents == (at("no"),)


def test_a_loose_pronoun_of_an_undecided_quote_is_one_problem() -> None:
    pronoun = replace(MENTIONS[1], entity=None)
    undecided = replace(QUOTES[1], speakers=(), speaker_state="undecided")
    assert names(pronoun, undecided) == ["undecided-speaker"]


@pytest.mark.parametrize(
    ("cue", "tags", "is_odd"),
    [
        ("shouts", "NNS", False),
        ("zonked", "VBD", False),
        ("claims about", "NNS IN", False),
        ("According to", "IN IN", False),
        (":", ":", False),
        ("Monday", "NNP", True),
        ("on the eve of", "IN DT NN IN", True),
    ],
)
def test_a_cue_needs_a_verb_a_marker_or_a_noun_that_reports(
    cue: str, tags: str, is_odd: bool
) -> None:
    text = f"{cue} never"
    words = [f"0:dep:{tag}" for tag in (*tags.split(), "RB")]
    spoken = Quote(id="q", contents=(at("never", text),), cues=(at(cue, text),))
    view = View.of(article(text), Layer.of(Header(), [replace(spoken, speaker_state="none")]))
    found = [f for f in find_problems(view, parse_of(text, " ".join(words))) if f.name == "odd-cue"]
    assert bool(found) is is_odd
    assert all(f.span == at(cue, text) and f"“{cue}”" in f.text for f in found)
    assert find_problems(view) == (), "without a parse nothing is said of cues"


def test_a_quoted_word_that_is_cut_has_its_own_marks_only() -> None:
    text = "“Harbours,” he said."
    found = problems(quote("“Harb", "said", "he", state="unnamed", text=text), text=text)
    assert [f.text for f in found if f.name == "cut-word"] == ["“Harb cuts a word"]


def test_the_last_letter_of_a_first_name_is_no_article() -> None:
    text = "Ada Marsh came. Marsh left, as did Anna Marsh."
    ada, marsh = person("Ada Marsh", "a"), person("Marsh", "b")
    found = problems(
        ada, marsh, name_at("Ada Marsh", "a", text), name_at("Marsh", "b", text, 1), text=text
    )
    assert [f.text for f in found] == ["“Marsh” may be “Ada Marsh”"]


def test_two_quotes_of_one_pronoun_that_stands_for_nobody_are_one_problem() -> None:
    text = "“Go,” he said and hoped for rain."
    he = Mention(id="m", span=at("he", text), form="pronoun")
    spoken = [
        quote("“Go,”", "said", "he", text=text, item="q1", state="unnamed"),
        quote("for rain", "hoped", "he", text=text, item="q2", state="unnamed"),
    ]
    assert names(he, *spoken, text=text) == ["loose-pronoun"]

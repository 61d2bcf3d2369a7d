"""What completes a quote of which one part is marked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotators.model.items import ROLES, Entity, Item, Mention, Quote
from annotators.model.kind import Kinds
from annotators.model.layer import Header, Layer
from annotators.model.parse import Parse
from annotators.model.proposals import MOST, NOTHING, Proposal, propose
from annotators.model.said import propose_contents, propose_quote
from annotators.model.span import Span
from annotators.model.units import Units
from annotators.model.view import View
from tests.annotators.model.parses import parse_of
from tests.annotators.model.scene import article, at, quote
from tests.strategies import articles

HONG = Entity(id="hong", name="Hong Min", label="PERSON")
BOARD = Entity(id="board", name="the board")
SHE = Entity(id="she", name="Ines Corvell", label="PERSON")


def asked(text: str, *items: Item, parse: Parse | None = None) -> tuple[View, Units]:
    """A view and the units of a text."""
    view = View.of(article(text), Layer.of(Header(), items))
    return view, Units(view.article, Kinds(text), parse)


def proposed(
    text: str, contents: str, *items: Item, parse: Parse | None = None
) -> tuple[list[str], list[str], Proposal]:
    """Cues and sources by their words, and the whole proposal."""
    view, units = asked(text, *items, parse=parse)
    found = next(iter(propose(view, units, at(contents, text))), NOTHING)
    cues = [text[s.start : s.end] for s in found.cues]
    return cues, [text[s.start : s.end] for s in found.sources], found


@pytest.mark.parametrize(
    ("text", "contents", "cue", "source"),
    [
        ("“It is late,” he said.", "“It is late,”", "said", "he"),
        ("“It is late,” said Hong Min.", "“It is late,”", "said", "Hong Min"),
        ("“It is late,” said Hong Min, a research fellow at the institute.", "“It is late,”",
         "said", "Hong Min, a research fellow at the institute"),
        ("“It is late,” said Hong Min on Monday.", "“It is late,”", "said", "Hong Min"),
        ("“It is late,” Hong Min had also said in an email.", "“It is late,”",
         "had also said in an email", "Hong Min"),
        ("“It is late,” the mayor, Ines Corvell, told reporters.", "“It is late,”", "told",
         "the mayor, Ines Corvell,"),
        ("He did not say it was late.", "it was late", "did not say", "He"),
        ("Hong said that it was late.", "that it was late", "said", "Hong"),
        ("Hong told them that it was late.", "that it was late", "told", "Hong"),
        ("But Hong said: “Late.”", "“Late.”", "said:", "Hong"),
        ("Two carry fruit, according to the board.", "Two carry fruit", "according to",
         "the board"),
        ("According to the board, two carry fruit.", "two carry fruit", "According to",
         "the board"),
        ("LANDRY: I have the floor.", "I have the floor", ":", "LANDRY"),
        ("Harbour will reopen: mayor", "Harbour will reopen", ":", "mayor"),
        ("“Somebody,” he said, “has to tell her.”", "“has to tell her.”", "said", "he"),
    ],
)  # fmt: skip
def test_cue_and_source_are_told_by_the_words_alone(
    text: str, contents: str, cue: str, source: str
) -> None:
    cues, sources, _ = proposed(text, contents)
    assert (cues, sources) == ([cue], [source])


SAID = "The old mayor, Ines Corvell, had also said that it was late."
SAID_PARSE = parse_of(
    SAID,
    "2:det:DT 2:amod:JJ 9:nsubj:NN 2:punct:, 5:compound:NNP 2:appos:NNP 2:punct:, 9:aux:VBD"
    " 9:advmod:RB 9:ROOT:VBN 12:mark:IN 12:nsubj:PRP 9:ccomp:VBD 12:acomp:JJ 9:punct:.",
)


def test_a_parse_gives_the_whole_phrase_and_the_whole_verb() -> None:
    cues, sources, found = proposed(SAID, "that it was late", parse=SAID_PARSE)
    assert cues == ["had also said"]
    assert sources == ["The old mayor, Ines Corvell,"]
    assert found.because == "the verb “had also said”"


def test_a_parse_tells_the_cue_even_if_no_list_knows_the_verb() -> None:
    text = "They cherish the middle ground."
    parse = parse_of(text, "1:nsubj:PRP 1:ROOT:VBP 4:det:DT 4:amod:JJ 1:dobj:NN 1:punct:.")
    assert proposed(text, "the middle ground", parse=parse)[:2] == (["cherish"], ["They"])


def test_a_passive_that_gives_nobody_has_no_source() -> None:
    text = "It was reported that she left."
    parse = parse_of(
        text,
        "2:nsubjpass:PRP 2:auxpass:VBD 2:ROOT:VBN 5:mark:IN 5:nsubj:PRP 2:ccomp:VBD 2:punct:.",
    )
    cues, sources, found = proposed(text, "that she left", parse=parse)
    assert (cues, sources, found.state) == (["was reported"], [], "none")


def test_who_was_quoted_as_saying_is_the_source() -> None:
    text = "He was quoted as saying it was late."
    parse = parse_of(
        text,
        "2:nsubjpass:PRP 2:auxpass:VBD 2:ROOT:VBN 2:prep:IN 3:pcomp:VBG 6:nsubj:PRP 4:ccomp:VBD"
        " 6:acomp:JJ 2:punct:.",
    )
    cues, sources, _ = proposed(text, "it was late", parse=parse)
    assert (cues, sources) == (["was quoted as saying"], ["He"])


def test_a_participle_shares_the_subject() -> None:
    text = "He praised it, adding it was late."
    parse = parse_of(
        text,
        "1:nsubj:PRP 1:ROOT:VBD 1:dobj:PRP 1:punct:, 1:advcl:VBG 6:nsubj:PRP 4:ccomp:VBD"
        " 6:acomp:JJ 1:punct:.",
    )
    assert proposed(text, "it was late", parse=parse)[:2] == (["adding"], ["He"])


def test_a_noun_can_be_the_cue() -> None:
    text = "His fierce criticism of the plan hurt."
    parse = parse_of(
        text,
        "2:poss:PRP$ 2:amod:JJ 6:nsubj:NN 2:prep:IN 5:det:DT 3:pobj:NN 6:ROOT:VBD 6:punct:.",
    )
    parse = replace(parse, heads=(2, 2, 6, 2, 5, 2, 6, 6))
    assert proposed(text, "the plan", parse=parse)[:2] == (["fierce criticism of"], ["His"])


def test_the_speaker_is_the_entity_of_the_mention_in_the_source() -> None:
    text = "“It is late,” said Hong Min, a fellow at Oake."
    named = Mention(id="m", span=at("Hong Min", text), label="PERSON", entity="hong")
    firm = Mention(id="n", span=at("Oake", text), label="ORG", entity="board")
    found = proposed(text, "“It is late,”", HONG, BOARD, named, firm)[2]
    assert (found.speakers, found.state) == (("hong",), "known")


def test_without_a_mention_the_speaker_is_told_by_the_name() -> None:
    text = "“It is late,” Min said."
    assert proposed(text, "“It is late,”", HONG)[2].speakers == ("hong",)
    other = Entity(id="other", name="Lee Min", label="PERSON")
    assert proposed(text, "“It is late,”", HONG, other)[2].speakers == ()


def test_a_pronoun_is_who_spoke_last_and_may_be_meant() -> None:
    text = "“Yes,” Ines Corvell said. She left.\n\n“No,” Hong said.\n\n“It is late,” she added."
    spoken = (
        quote("“Yes,”", "said", "Ines Corvell", "she", text=text, item="a"),
        quote("“No,”", "said", "Hong", "hong", text=text, item="b"),
    )
    told = Mention(id="m", span=at("She", text), form="pronoun", entity="she")
    he = Mention(id="n", span=at("Hong", text), label="PERSON", entity="hong")
    found = proposed(text, "“It is late,”", HONG, SHE, *spoken, told, he)[2]
    assert found.speakers == ("hong",), "nothing says that Hong is no woman"
    text = text.replace("Hong said", "Hong said he")
    he = Mention(id="p", span=Span(at(" he.", text).start + 1, at(" he.", text).end - 1),
                 form="pronoun", entity="hong")  # fmt: skip
    found = proposed(text, "“It is late,”", HONG, SHE, *spoken, told, he)[2]
    assert found.speakers == ("she",)


def test_a_paragraph_that_is_only_quoted_has_the_speaker_of_the_one_before() -> None:
    text = "“It is late,” Hong said.\n\n“We go home.”"
    before = quote("“It is late,”", "said", "Hong", "hong", text=text)
    found = proposed(text, "“We go home.”", HONG, before)[2]
    assert (found.cues, found.sources, found.speakers) == ((), (), ("hong",))


def test_a_block_quote_has_the_cue_of_its_introduction() -> None:
    text = "In a statement, the ministry said:\n\n“The work goes on.”"
    assert proposed(text, "“The work goes on.”")[:2] == (["said:"], ["the ministry"])


def test_the_article_of_a_noun_is_no_source() -> None:
    text = "Old\n\nThe claim that Tidewell had been warned appeared."
    cues, sources, _ = proposed(text, "Tidewell had been warned")
    assert (cues, sources) == ([], [])


def test_what_links_a_comparison_is_not_said() -> None:
    text = "Late\n\nIt came later than Ann Lee said."
    parse = parse_of(
        text, "0:ROOT:JJ", "1:nsubj:PRP 1:ROOT:VBD 1:advmod:RBR 6:mark:IN 5:compound:NNP "
        "6:nsubj:NNP 2:advcl:VBD 1:punct:.",
    )  # fmt: skip
    view, units = asked(text, parse=parse)
    found = propose_contents(view, units, at("Ann Lee", text))
    assert [text[slice(*span)] for span in found[0].contents] == ["It came later"]


def test_nothing_is_proposed_where_nothing_is() -> None:
    assert proposed("Rain fell on the old brakes.", "the old brakes")[2] == NOTHING
    assert NOTHING.state == "undecided"


@pytest.mark.parametrize(
    ("text", "source", "contents"),
    [
        ("“It is late,” he said.", "he", "“It is late,”"),
        ("“It is late,” said Hong Min.", "Hong Min", "“It is late,”"),
        ("Hong said: “Late.”", "Hong", "“Late.”"),
        ("Hong said it was late.", "Hong", "it was late"),
        ("Hong said it was “late.”", "Hong", "it was “late.”"),
        ("Two carry fruit, according to the board.", "the board", "Two carry fruit"),
    ],
)
def test_a_source_proposes_what_it_says(text: str, source: str, contents: str) -> None:
    view, units = asked(text)
    found = propose_contents(view, units, at(source, text))
    assert found[0].contents == (at(contents, text),)


def test_with_a_parse_a_source_proposes_the_clause() -> None:
    view, units = asked(SAID, parse=SAID_PARSE)
    source = at("The old mayor, Ines Corvell,", SAID)
    found = propose_contents(view, units, source)[0]
    assert found.contents == (at("it was late", SAID),), "a joining that is no part of it"
    assert (found.cues, found.because) == ((at("had also said", SAID),), "what the verb governs")


@pytest.mark.parametrize(
    ("stop", "contents"), [(".", "it was late"), (",", "“Enough,”"), ("?", "“Enough?”")]
)
def test_a_quotation_that_ends_with_a_stop_is_of_the_sentence_before(
    stop: str, contents: str
) -> None:
    text = f"“Enough{stop}” Ann said it was late."
    parse = parse_of(
        text,
        "1:punct:`` 1:ROOT:NN 1:punct:. 1:punct:''",
        "1:nsubj:NNP 1:ROOT:VBD 3:nsubj:PRP 1:ccomp:VBD 3:acomp:JJ 1:punct:.",
    )
    view, units = asked(text, parse=parse)
    found = propose_contents(view, units, at("Ann", text))
    assert found[0].contents == (at(contents, text),)
    assert (at(f"“Enough{stop}”", text),) in [other.contents for other in found]


REPORTED = "It was reported in May that Ann had left."
REPORTED_PARSE = parse_of(
    REPORTED,
    "2:nsubjpass:PRP 2:auxpass:VBD 2:ROOT:VBN 2:prep:IN 3:pobj:NNP 8:mark:IN 8:nsubj:NNP"
    " 8:aux:VBD 2:ccomp:VBN 2:punct:.",
)


@pytest.mark.parametrize("cue", ["reported", "was reported"])
def test_a_verb_proposes_what_it_reports(cue: str) -> None:
    view, units = asked(REPORTED, parse=REPORTED_PARSE)
    found = propose_quote(view, units, at(cue, REPORTED))[0]
    assert found.contents == (at("Ann had left", REPORTED),)
    assert (found.cues, found.sources, found.state) == ((at("was reported", REPORTED),), (), "none")
    view, units = asked(SAID, parse=SAID_PARSE)
    found = propose_quote(view, units, at("said", SAID))[0]
    assert found.contents == (at("it was late", SAID),)
    assert found.sources == (at("The old mayor, Ines Corvell,", SAID),)


def test_words_that_are_more_than_a_verb_are_what_is_said() -> None:
    view, units = asked(REPORTED, parse=REPORTED_PARSE)
    found = propose_quote(view, units, at("reported in May", REPORTED))
    assert not any(proposal.contents for proposal in found)


def test_a_phrase_that_says_nothing_proposes_nothing() -> None:
    view, units = asked("Rain fell on the old brakes.")
    assert propose_contents(view, units, at("Rain", view.article.text)) == ()


def test_a_speech_that_its_clause_parts_is_proposed_whole() -> None:
    text = "“Somebody,” he said, “has to tell her.”"
    _, _, found = proposed(text, "“Somebody,”")
    assert found.contents == (at("“Somebody,”", text), at("“has to tell her.”", text))


def test_the_rest_of_a_speech_that_is_a_quote_already_is_left_to_it() -> None:
    text = "“Somebody,” he said, “has to tell her.”"
    _, _, found = proposed(text, "“Somebody,”", quote("“has to tell her.”", text=text))
    assert found.contents == ()


def test_a_dash_signs_a_quotation() -> None:
    cues, sources, _ = proposed("“Late again.” — Hong Min", "“Late again.”")
    assert (cues, sources) == (["—"], ["Hong Min"])


VIEW = "The board took a dim view of the brakes."
VIEW_PARSE = parse_of(
    VIEW,
    "1:det:DT 2:nsubj:NN 2:ROOT:VBD 5:det:DT 5:amod:JJ 2:dobj:NN 5:prep:IN 8:det:DT"
    " 6:pobj:NNS 2:punct:.",
)


def test_where_nothing_reports_the_verb_above_is_proposed() -> None:
    cues, sources, found = proposed(VIEW, "the brakes", parse=VIEW_PARSE)
    assert (cues, sources) == (["took a dim view of"], ["The board"])
    assert found.because == "the verb above it"


@given(st.data(), st.booleans())
@settings(max_examples=60)
def test_no_proposal_overlaps_what_it_was_made_from(data: st.DataObject, parsed: bool) -> None:
    story = data.draw(articles())
    length = len(story.text)
    start = data.draw(st.integers(0, length - 1))
    span = Span(start, data.draw(st.integers(start + 1, min(length, start + 40))))
    view = View.of(story, None)
    units = Units(story, view.kinds, _flat_parse(story.text) if parsed else None)
    said, told = propose_contents(view, units, span), propose(view, units, span)
    for found in (said, told):
        assert len(found) <= MOST
        assert len({replace(proposal, because="") for proposal in found}) == len(found)
        assert all(proposal.because for proposal in found)
    for proposal in (*said, *told):
        again = {"contents": told, "sources": said}
        parts = [
            part
            for role in ROLES
            for part in getattr(proposal, role)
            if part != span or proposal not in again.get(role, ())
        ]
        assert not any(part.overlaps(span) for part in parts)
        assert all(0 <= s < e <= length for s, e in parts)


def _flat_parse(text: str) -> Parse:
    """A parse in which every word hangs on the one before."""
    bounds: list[tuple[int, int]] = []
    at_word = 0
    for word in text.split():
        start = text.index(word, at_word)
        at_word = start + len(word)
        bounds.append((start, at_word))
    count = len(bounds)
    verbs = {"said"}
    words = [text[s:e] for s, e in bounds]
    return Parse(
        "",
        tuple(start for start, _ in bounds),
        tuple(end for _, end in bounds),
        tuple(max(0, index - 1) for index in range(count)),
        tuple("nsubj" if index % 2 else "ccomp" for index in range(count)),
        tuple("VBD" if word in verbs else "NN" for word in words),
        (0,),
    )


def test_a_quote_that_is_already_there_does_not_stand_in_the_way() -> None:
    text = "“It is late,” Hong said. “We go,” he added."
    there = Quote(id="q", contents=(at("“It is late,”", text),), speakers=("hong",))
    assert proposed(text, "“We go,”", HONG, there)[0] == ["added"]

"""Reports inside reports: in what was said, in quotation marks, in the turns of an interview."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from annotators.extraction.draft import draft_article
from annotators.extraction.pipeline import load_pipeline
from annotators.model.article import Article
from annotators.model.nesting import flat, parents

Inner = Callable[[str], list[tuple[str, str, str]]]


@pytest.fixture(scope="module", params=["rules", "encoder"])
def nlp(request: pytest.FixtureRequest) -> Language:
    return load_pipeline(attribution=request.param)


@pytest.fixture(scope="module")
def inner(nlp: Language) -> Inner:
    """Source, cue and contents of each quote that lies in another."""

    def find(text: str) -> list[tuple[str, str, str]]:
        quotes = nlp(text)._.quotes

        def words(spans: tuple[tuple[int, int], ...]) -> str:
            return " … ".join(text[s:e] for s, e in spans)

        return [
            (words(q.sources), words(q.cues), words(q.contents)) for q in quotes if q.parent >= 0
        ]

    return find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The ministry said that Vane had told reporters that the mine would close.",
            ("Vane", "had told", "the mine would close"),
        ),
        (
            "“The trust came and said, ‘That wall is not on the plan,’” Ola Venn said.",
            ("The trust", "said", "‘That wall is not on the plan,’"),
        ),
        (
            "“My lawyer told me, ‘Say nothing,’ and I said nothing,” Anna Kovac testified.",
            ("My lawyer", "told", "‘Say nothing,’"),
        ),
        (
            "“The minister told us there would be no strike,” said Hob Lindqvist, a driver.",
            ("The minister", "told", "there would be no strike"),
        ),
        (
            "“The council has asked the owner to keep the records,” Ms. Venn said on Monday.",
            ("The council", "has asked", "the owner to keep the records"),
        ),
    ],
)
def test_a_report_inside_a_report_is_a_quote(
    inner: Inner, text: str, expected: tuple[str, str, str]
) -> None:
    assert expected in inner(text)


def test_a_turn_of_an_interview_holds_the_words_of_others(inner: Inner) -> None:
    turns = (
        "Q: Did anybody warn you?",
        'A: The doctors said, "You can walk or you can jump." My mother told me I should walk.',
        "Q: And then?",
        "A: I walked.",
    )
    found = inner("\n\n".join(turns))
    assert ("The doctors", "said", '"You can walk or you can jump."') in found
    assert any(source == "My mother" and "I should walk" in told for source, _, told in found)


@pytest.mark.parametrize(
    "text",
    [
        "“I think the harbour will open on Friday,” Ines Corvell said.",
        "“We hope to sail,” said Tom Hale. “I want to see the lights.”",
        "“She wrote the novel ‘The Salt Clerk’ in a year,” said Tom Hale.",
    ],
)
def test_the_speakers_own_thoughts_and_titles_are_no_reports(inner: Inner, text: str) -> None:
    assert inner(text) == []


def test_whoever_is_told_is_no_source(inner: Inner) -> None:
    found = inner("“I was asked, ‘Whose side are you on?’” Tom Hale said.")
    assert found == [("", "was asked", "‘Whose side are you on?’")]


def test_i_is_whoever_speaks_and_he_somebody_else(nlp: Language) -> None:
    text = (
        "Jonas Brekke has a partner, Tom Hale, who sold the boat.\n\n"
        "“I told the crew, ‘We sail on Friday,’” Jonas Brekke said. “He said, ‘Not with me.’”"
    )
    told = {text[q.contents[0].start : q.contents[0].end]: q for q in nlp(text)._.quotes}
    assert told["‘We sail on Friday,’"].speakers == ("Jonas Brekke",)
    assert told["‘Not with me.’"].speakers == ("Tom Hale",)


WORDS = st.sampled_from(
    [
        "said",
        "told",
        "that",
        "he",
        "she",
        "Vane",
        "“",
        "”",
        "‘",
        "’",
        ",",
        ".",
        "\n\n",
        "Q:",
        "A:",
        "the",
        "mine",
        "closed",
        "asked",
        "hopes",
        "to",
        "wait",
    ]
)


@given(st.lists(WORDS, max_size=40).map(" ".join))
@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
def test_reports_nest_or_lie_apart_and_the_flat_reading_holds_none(
    nlp: Language, text: str
) -> None:
    layer, _ = draft_article(nlp, Article("x", text), created="")
    quotes = layer.quotes.values()
    outer = {quote.id for quote in flat(quotes)}
    for quote_id, parent in parents(quotes).items():
        assert quote_id not in outer
        child, held = layer.quotes[quote_id], layer.quotes[parent]
        for span in (*child.cues, *child.contents):
            assert any(
                around.start <= span.start and span.end <= around.end for around in held.contents
            )

"""What the shipped weights find, and that they find it by how a sentence is built."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from annotators.evaluation.pairing import Said
from annotators.evaluation.relations import count_article, figures, total
from annotators.extraction.draft import draft_article
from annotators.extraction.pipeline import load_pipeline
from annotators.model.article import Article
from annotators.model.nesting import flat
from annotators.model.span import Span
from annotators.training.examples import Story
from annotators.training.renaming import Names, Pool, rename

BUNDLED = Path(__file__).resolve().parents[3] / "corpus" / "bundled.jsonl"


@pytest.fixture(scope="module")
def encoder() -> Language:
    return load_pipeline(attribution="encoder")


def quotes(doc: Doc) -> list[tuple[str, str, list[str]]]:
    """Source, cue and contents of each quote."""

    def words(spans: tuple[Span, ...]) -> str:
        return " ".join(doc.text[s:e] for s, e in spans)

    return [
        (words(q.sources), words(q.cues), [doc.text[s:e] for s, e in q.contents])
        for q in doc._.quotes
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“The lift is safe,” Ola Venn said on Monday. “It passed every test.”",
            ("Ola Venn", "said", ["“The lift is safe,”", "“It passed every test.”"]),
        ),
        (
            "The board said that the lift would run again on Monday.",
            ("The board", "said", ["the lift would run again on Monday"]),
        ),
        (
            "According to the harbour office, twelve ships were waiting.",
            ("the harbour office", "According to", ["twelve ships were waiting"]),
        ),
        (
            "Ms. Venn called the report “a guess with a cover on it.”",
            ("Ms. Venn", "called", ["the report “a guess with a cover on it.”"]),
        ),
        (
            "Mr. Ode told members of the council at the time that the Herald had lied.",
            ("Mr. Ode", "told", ["the Herald had lied"]),
        ),
        (
            "Christie didn’t disclose whether he would run.",
            ("Christie", "didn’t disclose", ["whether he would run"]),
        ),
        (
            "The mayor was told by voters that the plan fails.",
            ("voters", "was told", ["the plan fails"]),
        ),
    ],
)
def test_quotes_of_every_kind(
    encoder: Language, text: str, expected: tuple[str, str, list[str]]
) -> None:
    assert quotes(encoder(text)) == [expected]


def test_reopened_paragraphs_belong_to_one_attribution(encoder: Language) -> None:
    text = "“We left it there,” Tom Hale said. “It was dark.\n\n“So we believe it was safe.”"
    ((_, _, contents),) = quotes(encoder(text))
    assert contents == ["“We left it there,”", "“It was dark.", "“So we believe it was safe.”"]


def test_white_space_inside_a_phrase_says_nothing(encoder: Language) -> None:
    (plain,) = quotes(encoder("The mayor of Port Corvell, who left in May, said it was safe."))
    wide = quotes(encoder("The mayor of  Port  Corvell, who left  in May, said it  was safe."))
    assert [(s.replace("  ", " "), c, [w.replace("  ", " ") for w in t]) for s, c, t in wide] == [
        plain
    ]


def test_nobody_is_the_source_of_what_it_was_reported(encoder: Language) -> None:
    told = quotes(encoder("It was reported that she had retired."))
    assert told == [("", "was reported", ["she had retired"])]


@pytest.mark.parametrize(
    "text",
    [
        "Roe was quoted as saying by the Herald that the lift was “quite safe.”",
        "Roe was quoted by the Herald as saying that the lift was “quite safe.”",
    ],
)
def test_whoever_was_quoted_is_the_source(encoder: Language, text: str) -> None:
    assert [(source, said) for source, _, said in quotes(encoder(text))] == [
        ("Roe", ["the lift was “quite safe.”"])
    ]


def test_a_report_inside_a_report_is_a_quote_too(encoder: Language) -> None:
    doc = encoder("The ministry said the mayor had told the council that the dam would hold.")
    outer, inner = doc._.quotes
    assert (outer.parent, inner.parent) == (-1, 0)
    assert doc.text[slice(*inner.contents[0])] == "the dam would hold"


@pytest.mark.parametrize("text", ["Asked about the dam, he left.", "The dam is expected to hold."])
def test_no_false_alarm_where_nobody_speaks(encoder: Language, text: str) -> None:
    assert quotes(encoder(text)) == []


def test_scores_are_probabilities_and_say_what_they_rest_on(encoder: Language) -> None:
    (quote,) = encoder("“The lift is safe,” Ola Venn said.")._.quotes
    assert 0.5 < quote.score < 1
    assert "“said”" in quote.because


def test_a_pipeline_can_be_kept_and_loaded(encoder: Language, tmp_path: Path) -> None:
    text = "“The lift is safe,” Ola Venn said. The board doubted that it was."
    encoder.to_disk(tmp_path / "pipeline")
    loaded = spacy.load(tmp_path / "pipeline")
    assert quotes(loaded(text)) == quotes(encoder(text))
    kept = Doc(encoder.vocab).from_bytes(encoder(text).to_bytes())
    assert quotes(kept) == quotes(encoder(text))


@given(
    st.text(alphabet=st.sampled_from('Aas’“”". ,\n\u200b\ufeff\x1b\U0001f600:-said'), max_size=120)
)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_read(encoder: Language, text: str) -> None:
    for quote in encoder(text)._.quotes:
        for start, end in (*quote.contents, *quote.cues, *quote.sources):
            assert 0 <= start < end <= len(text)


def bundled() -> list[Article]:
    lines = BUNDLED.read_text(encoding="utf-8").splitlines()
    return [Article(r["id"], r["text"]) for r in map(json.loads, lines)]


def found(nlp: Language, text: str) -> tuple[tuple[Said, ...], Names]:
    layer, _ = draft_article(nlp, Article("x", text), created="")
    told = tuple(Said(q.sources, q.cues, q.contents) for q in flat(layer.quotes.values()))
    names = sorted((m.span, m.label) for m in layer.mentions.values() if m.label)
    apart = [n for at, n in enumerate(names) if not at or n[0].start >= names[at - 1][0].end]
    return told, apart


@pytest.fixture(scope="module")
def drafted(encoder: Language) -> list[tuple[Story, Names]]:
    drafts = ((article, found(encoder, article.text)) for article in bundled())
    return [(Story(article.id, article.text, told), names) for article, (told, names) in drafts]


@pytest.mark.parametrize("more", [set(), {"ORG", "FAC"}], ids=["people and places", "all"])
def test_other_names_leave_the_quotes_as_they_are(
    encoder: Language, drafted: list[tuple[Story, Names]], more: set[str]
) -> None:
    labels = {"PERSON", "GPE", "LOC", "NORP"} | more
    stories = [(story, [name for name in names if name[1] in labels]) for story, names in drafted]
    pool, chance = Pool(stories), random.Random(3)
    counts = []
    for story, names in stories:
        other = rename(story, names, pool, chance)
        counts.append(count_article(other.text, other.told, found(encoder, other.text)[0]))
    assert figures(total(counts), "all").relation.recall >= 0.95

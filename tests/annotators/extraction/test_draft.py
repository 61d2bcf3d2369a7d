"""What every draft keeps to, whatever the text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from annotators.errors import CopydeskError
from annotators.extraction.draft import draft_article, draft_articles
from annotators.extraction.pipeline import load_pipeline
from annotators.model.article import Article, Zone
from annotators.model.layer import Layer
from annotators.model.parse import Parse

WHEN = "2030-01-01T00:00:00Z"
STORY = "“It is late,” said Ines Corvell, the mayor.\n\n“We know,” she said. Critics disagree.\n\n"


def check(text: str, layer: Layer, parse: Parse) -> None:
    for quote in layer.quotes.values():
        for _, span in quote.parts:
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end].strip()
        assert quote.contents
        assert 0 <= (quote.trace.score or 0) <= 1
        assert set(quote.speakers) <= set(layer.entities)
    for mention in layer.mentions.values():
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert mention.entity is None or mention.entity in layer.entities
    assert len(parse.starts) == len(parse.ends) == len(parse.heads) == len(parse.tags)
    assert all(0 <= head < len(parse.heads) for head in parse.heads)
    assert all(text[s:e].strip() for s, e in zip(parse.starts, parse.ends, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n \t\n",
        "By Ann Lee\n",
        "a\0b “c\x1b d e f g,” he said.",
        "\ud800 said “a b c d e f.”",
        "قال الرئيس “نحن هنا اليوم معا” في القاهرة",
        "😀 said 👍🏽 “I am 😀 here now ok,” Bob Smith 😀 said.",
        "(" * 3000 + "“" * 3000,
        "He said “no" + " no" * 3000,
        "\r\n".join(["“A b c d e f,” he said."] * 3),
        "“ said “ and according to ” ” who said “",
    ],
)
def test_no_text_is_refused(nlp: Language, text: str) -> None:
    check(text, *draft_article(nlp, Article("odd", text), created=WHEN))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(
            [
                *'“”"‘’,.:;!?-\n ',
                "He",
                "said",
                "that",
                "Ms. Oake",
                "it is",
                "according to",
                "who",
                "and",
            ]
        ),
        max_size=40,
    )
)
def test_any_run_of_words_and_marks_is_drafted(nlp: Language, parts: list[str]) -> None:
    text = " ".join(parts)
    check(text, *draft_article(nlp, Article("odd", text), created=WHEN))


def test_a_draft_is_the_same_each_time(nlp: Language) -> None:
    article = Article("same", STORY)
    first = draft_article(nlp, article, created=WHEN)
    assert first == draft_article(nlp, article, created=WHEN)
    assert (
        first[0].header.draft
        != draft_article(nlp, Article("x", STORY + "."), created=WHEN)[0].header.draft
    )


def test_many_articles_come_in_their_order(nlp: Language) -> None:
    articles = [Article(str(n), f"Tom Reed said {n} ships came.\n" * n) for n in range(4)]
    layers = [layer for layer, _ in draft_articles(nlp, articles, created=WHEN)]
    assert [len(layer.quotes) for layer in layers] == [0, 1, 2, 3]


def test_a_long_article_is_drafted_in_pieces(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotators.extraction.pieces.LONGEST", 2 * len(STORY) + 10)
    text = STORY * 5
    layer, parse = draft_article(nlp, Article("long", text), created=WHEN)
    check(text, layer, parse)
    assert sum(text[q.start] == "“" for q in layer.quotes.values()) == 10
    assert [e.name for e in layer.entities.values()].count("Ines Corvell") == 1


def test_a_no_break_space_parts_words_as_a_space_does(nlp: Language) -> None:
    text = STORY.replace("Ines Corvell", "Ines\u00a0Corvell")
    layer, parse = draft_article(nlp, Article("bound", text), created=WHEN)
    check(text, layer, parse)
    plain, _ = draft_article(nlp, Article("plain", STORY), created=WHEN)
    assert [e.name for e in layer.entities.values()] == [e.name for e in plain.entities.values()]
    assert [q.sources for q in layer.quotes.values()] == [q.sources for q in plain.quotes.values()]


def test_zones_given_from_outside_are_kept(nlp: Language) -> None:
    text = "Tom Reed said it was late.\nTom Reed said it was early."
    zones = (Zone("byline", 0, 26), Zone("body", 27, len(text)))
    layer, _ = draft_article(nlp, Article("zones", text, zones=zones), created=WHEN)
    assert [quote.start > 26 for quote in layer.quotes.values()] == [True]


def test_given_digits_are_kept(nlp: Language) -> None:
    layer, _ = draft_article(nlp, Article("d", STORY), created=WHEN, digits={"Ines Corvell": 7})
    assert {e.name: e.digit for e in layer.entities.values()}["Ines Corvell"] == 7


def test_names_carry_labels_and_sources_carry_forms(nlp: Language) -> None:
    layer, _ = draft_article(nlp, Article("m", STORY), created=WHEN)
    forms = {STORY[m.span.start : m.span.end]: (m.form, m.label) for m in layer.mentions.values()}
    assert forms["she"] == ("pronoun", None)
    assert forms["Ines Corvell"] == ("name", "PERSON")


def test_a_doc_survives_being_packed(nlp: Language) -> None:
    doc = nlp(STORY)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.quotes == doc._.quotes
    assert again._.cast == doc._.cast
    assert {span.id_ for span in doc.spans["contents"]} == {span.id_ for span in doc.spans["cues"]}


def test_a_missing_model_is_named_in_one_line() -> None:
    with pytest.raises(CopydeskError, match="no_such_model") as caught:
        load_pipeline("no_such_model")
    assert "\n" not in str(caught.value)


def test_a_pattern_of_the_users_wins() -> None:
    nlp = load_pipeline(patterns=[{"label": "ORG", "pattern": "Cheong Wa Dae"}])
    doc = nlp("Cheong Wa Dae said it was late.")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Cheong Wa Dae", "ORG")]
    assert doc._.quotes[0].speakers == ("Cheong Wa Dae",)

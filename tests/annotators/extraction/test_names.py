"""Names: titles cut off, kinds told by the article, short forms joined to full ones."""

from collections.abc import Callable

import pytest
from spacy.language import Language

from annotators.extraction.name_kinds import Name, text_of
from annotators.extraction.name_repair import repair_names
from annotators.model.layer import Layer


def repaired(nlp: Language, text: str, *given: tuple[str, str]) -> set[tuple[str, str]]:
    """The names of a text when the model had found the given ones wherever they stand."""
    doc = nlp(text)
    names = []
    for name, label in given:
        at = text.find(name)
        while at >= 0:
            span = doc.char_span(at, at + len(name))
            if span is not None:
                names.append(Name(span.start, span.end, label))
            at = text.find(name, at + 1)
    words = [token.text for token in doc]
    return {(text_of(words, n), n.label) for n in repair_names(doc, names)}


def test_a_title_is_cut_whatever_the_label(nlp: Language) -> None:
    text = "Councilwoman Ada Brandt said no. Ada Brandt left."
    given = ("Councilwoman Ada Brandt", "WORK_OF_ART"), ("Ada Brandt", "ORG")
    assert repaired(nlp, text, given[0]) == {("Ada Brandt", "PERSON")}
    assert repaired(nlp, text, *given) == {("Ada Brandt", "PERSON")}


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("General Motors Company lost money.", "General Motors Company", "ORG"),
        ("They met in St. Louis.", "St. Louis", "GPE"),
        ("The mill, owned by Brook Lifting, shut.", "Brook Lifting", "ORG"),
        ("The mill's owner, Brook Lifting, shut it.", "Brook Lifting", "ORG"),
    ],
)
def test_bodies_and_places_keep_their_labels(
    nlp: Language, text: str, name: str, label: str
) -> None:
    assert repaired(nlp, text, (name, label)) == {(name, label)}


@pytest.mark.parametrize(
    ("text", "given", "found"),
    [
        ("Her husband, Osric Tarn, said no.", ("Osric Tarn", "ORG"), ("Osric Tarn", "PERSON")),
        ("ELMFORD (AP) -- It fell. Elmford sleeps.", ("Elmford", "PERSON"), ("Elmford", "GPE")),
        ("Farmers of the Orl valley wait.", ("Orl", "PERSON"), ("Orl", "GPE")),
        ("He wrote in the Tribune.", ("Tribune", "PERSON"), ("Tribune", "ORG")),
        ("Ships sail to Nolder Bay.", ("Nolder Bay", "PERSON"), ("Nolder Bay", "LOC")),
        ("She pays Bertil 15 florins.", ("Bertil 15", "PERSON"), ("Bertil", "PERSON")),
    ],
)
def test_the_article_tells_the_kind(
    nlp: Language, text: str, given: tuple[str, str], found: tuple[str, str]
) -> None:
    assert found in repaired(nlp, text, given)


def test_a_relative_with_the_surname_of_a_person_is_one(nlp: Language) -> None:
    text = "Sigrun Hale wrote it. Walter Hale read it."
    given = ("Sigrun Hale", "PERSON"), ("Walter Hale", "ORG")
    assert ("Walter Hale", "PERSON") in repaired(nlp, text, *given)


def test_a_firm_named_before_its_family_keeps_its_first_word(nlp: Language) -> None:
    text = "Brandt Glass shut. Brandt pays. Ada Brandt wept. Tom Brandt laughed."
    given = (
        ("Brandt Glass", "ORG"),
        ("Ada Brandt", "PERSON"),
        ("Tom Brandt", "PERSON"),
        ("Brandt", "PERSON"),
    )
    assert ("Brandt", "ORG") in repaired(nlp, text, *given)


def test_an_ordinary_word_that_begins_a_sentence_is_no_name(nlp: Language) -> None:
    assert not repaired(nlp, "Quarry owners lied. The quarry fell.", ("Quarry", "PERSON"))


def test_short_names_join_the_full_one(draft: Callable[[str], Layer]) -> None:
    text = (
        "Mayor Ada Brandt said it was late. Norwell Metals said it was early.\n\n"
        "Norwell said so again, and Brandt said it was not true.\n\n"
        "Her brother, Tom Brandt, said he did not know."
    )
    names = {e.name for e in draft(text).entities.values()}
    assert {"Ada Brandt", "Tom Brandt", "Norwell Metals"} <= names
    assert not {"Brandt", "Norwell", "Mayor Ada Brandt"} & names


def test_a_paper_is_known_by_its_last_word(draft: Callable[[str], Layer]) -> None:
    text = "The Elmford Times reported that it was late. The Times said it was true."
    names = {e.name for e in draft(text).entities.values()}
    assert "Elmford Times" in names
    assert "Times" not in names


def test_a_prefix_is_no_part_of_a_name(nlp: Language) -> None:
    text = "A pro-Brandt group met."
    assert repaired(nlp, text, ("Brandt", "PERSON")) == {("Brandt", "PERSON")}


def test_kin_without_a_surname_are_people(nlp: Language) -> None:
    assert ("Mirela", "PERSON") in repaired(nlp, "Tom's wife, Mirela, said no.")

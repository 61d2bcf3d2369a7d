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


@pytest.mark.parametrize(
    ("text", "given", "found"),
    [
        # what a name does not hold
        ("The anti-Brandt group met.", ("anti-Brandt", "NORP"), ("Brandt", "NORP")),
        ("She says I'm Muslim.", ("I'm Muslim", "PERSON"), ("Muslim", "NORP")),
        ("It was Brandt’s Harbour Plan.", ("Brandt’s Harbour", "PERSON"), ("Brandt", "PERSON")),
        ("Ada Brandt: Nobody knows.", ("Ada Brandt: Nobody", "PERSON"), ("Ada Brandt", "PERSON")),
        ("Follow Ada Brandt there.", ("Follow Ada Brandt", "PERSON"), ("Ada Brandt", "PERSON")),
        ("We saw Anna Brandt there.", ("Brandt", "PERSON"), ("Anna Brandt", "PERSON")),
        # what its last word says
        ("They live in Orl County.", ("Orl County", "FAC"), ("Orl County", "GPE")),
        ("They met in Pell Towers.", ("Pell Towers", "GPE"), ("Pell Towers", "FAC")),
        ("The Tidal Summit ended.", ("Tidal Summit", "ORG"), ("Tidal Summit", "EVENT")),
        ("The Orl Committee met.", ("Orl Committee", "LOC"), ("Orl Committee", "ORG")),
        # what is known of it
        ("The Islamic State lost.", ("Islamic", "NORP"), ("Islamic State", "ORG")),
        ("They wrote on Twitter.", ("Twitter", "PERSON"), ("Twitter", "ORG")),
        ("He is a Latino.", ("Latino", "PERSON"), ("Latino", "NORP")),
        # what stands beside it
        ("Tarn, 24, is accused.", ("Tarn", "ORG"), ("Tarn", "PERSON")),
        ("Anna Brandt ran.", ("Anna Brandt", "ORG"), ("Anna Brandt", "PERSON")),
        ("She is from Elmford, Ariz.", ("Elmford", "PERSON"), ("Elmford", "GPE")),
        ("Ada Brandt (D-Mich.) ran.", ("Mich.", "ORG"), ("Mich.", "GPE")),
    ],
)
def test_words_tell_the_kind_and_the_ends(
    nlp: Language, text: str, given: tuple[str, str], found: tuple[str, str]
) -> None:
    names = repaired(nlp, text, given)
    assert found in names
    assert given == found or given not in names


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("The former secretary of State left.", "State", "ORG"),
        ("It was written by @tidewell.", "@tidewell", "ORG"),
    ],
)
def test_offices_and_accounts_are_no_names(nlp: Language, text: str, name: str, label: str) -> None:
    assert not repaired(nlp, text, (name, label))


def test_groups_and_pairs_are_parted(nlp: Language) -> None:
    text = "Catholic Republicans met."
    found = repaired(nlp, text, ("Catholic Republicans", "NORP"))
    assert found == {("Catholic", "NORP"), ("Republicans", "NORP")}
    text = "Ada Brandt left. Osric Tarn stayed. The Brandt-Tarn talks end."
    names = ("Ada Brandt", "PERSON"), ("Osric Tarn", "PERSON"), ("Brandt-Tarn", "ORG")
    found = repaired(nlp, text, *names)
    assert {("Brandt", "PERSON"), ("Tarn", "PERSON")} <= found
    assert ("Brandt-Tarn", "ORG") not in found


def test_a_body_is_known_by_its_last_word(nlp: Language) -> None:
    text = "The Tidal Quartet met. They praised the Quartet."
    given = ("Tidal Quartet", "LOC"), ("Quartet", "PERSON")
    assert ("Quartet", "ORG") in repaired(nlp, text, *given)


def test_a_building_called_a_body_as_often_stays_one_unless_it_acts(nlp: Language) -> None:
    given = Name(5, 7, "ORG"), Name(14, 16, "FAC")
    for text, label in (
        ("They had dinner at the Cedar Lodge. Later they slept at the Cedar Lodge.", "FAC"),
        ("They spoke and then the Cedar Lodge said no. They wept at the Cedar Lodge.", "ORG"),
    ):
        doc = nlp(text)
        at = [t.i for t in doc if t.text == "Cedar"]
        names = [n._replace(start=i, end=i + 2) for n, i in zip(given, at, strict=True)]
        assert {n.label for n in repair_names(doc, names)} == {label}


@pytest.mark.parametrize(
    ("headline", "given", "found"),
    [
        ("Tarn Stands Tall On Wall", ("Tarn Stands Tall", "PERSON"), ("Tarn", "PERSON")),
        ("Voters Hear Tarn Shout Again", ("Tarn Shout Again", "WORK_OF_ART"), ("Tarn", "PERSON")),
        ("Anna Tarn Stands Tall", ("Anna Tarn", "PERSON"), ("Anna Tarn", "PERSON")),
        ("Wall talks tire Tarn", ("Wall", "PERSON"), ("Tarn", "PERSON")),
    ],
)
def test_the_story_says_what_is_a_name_in_its_headline(
    nlp: Language, headline: str, given: tuple[str, str], found: tuple[str, str]
) -> None:
    text = f"{headline}\n\nOsric Tarn left the house. Nobody saw him."
    assert found in repaired(nlp, text, given, ("Osric Tarn", "PERSON"))


def test_a_surname_that_the_tagger_misses_is_found(nlp: Language) -> None:
    text = "Osric Hannig left.\n\nHannig asked Brandt how."
    assert ("Hannig", "PERSON") in repaired(nlp, text, ("Osric Hannig", "PERSON"))


def test_a_person_is_one_by_each_part_of_the_name_and_whole(nlp: Language) -> None:
    text = "Pak Yong-ho met Min Jae-in. Pak said no to Min."
    given = ("Pak Yong-ho", "PERSON"), ("Min Jae", "PERSON"), ("Pak", "GPE")
    found = repaired(nlp, text, *given)
    assert {("Pak", "PERSON"), ("Min Jae - in", "PERSON"), ("Min", "PERSON")} <= found
    assert ("Pak", "GPE") not in found


@pytest.mark.parametrize(
    ("text", "given", "found"),
    [
        ("Nobody has 1 vote but Tarn 15 have.", ("Tarn 15", "LAW"), ("Tarn", "PERSON")),
        ("They live in Orl Street.", ("They", "NORP"), ("Orl Street", "FAC")),
        ("Follow Anna Brandt there.", ("Follow", "NORP"), ("Anna Brandt", "PERSON")),
        ("He courts Latino voters.", ("He", "NORP"), ("Latino", "NORP")),
    ],
)
def test_what_the_model_passes_over_is_found(
    nlp: Language, text: str, given: tuple[str, str], found: tuple[str, str]
) -> None:
    assert found in repaired(nlp, text, given, ("Tarn", "PERSON"))


def test_a_surname_that_is_an_ordinary_word_is_one_inside_a_sentence(nlp: Language) -> None:
    text = "George Will left.\n\nInstead, Will called for help, and while Will wept, no one will."
    found = repaired(nlp, text, ("George Will", "PERSON"))
    assert found == {("George Will", "PERSON"), ("Will", "PERSON")}


def test_a_word_of_a_full_name_is_a_person_if_the_places_are_even(nlp: Language) -> None:
    text = "Pak Gun Ha spoke. Pak said no. They praised Pak."
    doc = nlp(text)
    at = [token.i for token in doc if token.text == "Pak"]
    names = [Name(at[0], at[0] + 3, "PERSON")]
    names += [Name(at[1], at[1] + 1, "LOC"), Name(at[2], at[2] + 1, "PERSON")]
    assert {name.label for name in repair_names(doc, names)} == {"PERSON"}


@pytest.mark.parametrize(
    ("text", "given", "found"),
    [
        ("He praised Navy Cmdr. Ann Hale.", ("Navy Cmdr", "PERSON"), ("Navy", "ORG")),
        ("He met Air Force 1st Lt. Hale.", ("Air Force 1st", "ORG"), ("Air Force", "ORG")),
        ("He met K. Orla Waters, whose cat left.", ("He", "NORP"), ("K. Orla Waters", "PERSON")),
        ("We saw Orla K. Tarn there.", ("We", "NORP"), ("Orla K. Tarn", "PERSON")),
        ("We saw K. Orla Glass there.", ("We", "NORP"), None),
    ],
)
def test_ranks_and_initials_tell_where_a_name_ends(
    nlp: Language, text: str, given: tuple[str, str], found: tuple[str, str] | None
) -> None:
    names = repaired(nlp, text, given)
    assert found in names if found else len(names) == 1

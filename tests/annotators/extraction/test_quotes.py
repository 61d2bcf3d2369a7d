"""Who says what by which words."""

from collections.abc import Callable

import pytest

Say = tuple[str, str, tuple[str, ...], tuple[str, ...]]
Said = Callable[[str], list[Say]]


def test_a_split_quotation_is_one_attribution(said: Said) -> None:
    text = "“It was late,” Ines Corvell said. “We had to go.”"
    contents = ("“It was late,”", "“We had to go.”")
    assert said(text) == [("Ines Corvell", "said", contents, ("Ines Corvell",))]


def test_reopened_paragraphs_belong_to_one_attribution(said: Said) -> None:
    text = "“We left it there,” Tom Hale said. “It was dark.\n\n“So we believe it was safe.”"
    [(_, _, contents, _)] = said(text)
    assert contents == ("“We left it there,”", "“It was dark.", "“So we believe it was safe.”")


@pytest.mark.parametrize(
    ("text", "source", "cue", "contents"),
    [
        (
            "The trams were late, said Hob Lindqvist, a driver.",
            "Hob Lindqvist, a driver",
            "said",
            "The trams were late",
        ),
        (
            "Hob Lindqvist said that the trams were late.",
            "Hob Lindqvist",
            "said",
            "the trams were late",
        ),
        (
            "According to the board, two ships carry fruit.",
            "the board",
            "According to",
            "two ships carry fruit",
        ),
        (
            "Ines Corvell did not say whether it was late.",
            "Ines Corvell",
            "did not say",
            "whether it was late",
        ),
        ("They vowed to stand on the breakwater.", "They", "vowed", "to stand on the breakwater"),
        ("Sailors told Tom Hale they were tired.", "Sailors", "told", "they were tired"),
        ("It was reported that she had retired.", "", "was reported", "she had retired"),
        ("Tom Hale said: “I am tired.”", "Tom Hale", "said:", "“I am tired.”"),
        (
            "In a statement, the ministry said:\n\n“The work goes on. Nothing will stop it.”",
            "the ministry",
            "said:",
            "“The work goes on. Nothing will stop it.”",
        ),
        (
            "He was quoted as saying that the trams were late.",
            "He",
            "was quoted as saying",
            "the trams were late",
        ),
        (
            "Harbour will stay closed for weeks: experts\n\nIt rained.",
            "experts",
            ":",
            "Harbour will stay closed for weeks",
        ),
    ],
)
def test_a_report_is_found(said: Said, text: str, source: str, cue: str, contents: str) -> None:
    assert (source, cue, (contents,)) in [found[:3] for found in said(text)]


def test_a_report_inside_a_report_is_found_too(said: Said) -> None:
    text = "Hale told the mayor that he hoped the town would vote, the Harbour Ministry said."
    found = said(text)
    outer = next(quote for quote in found if quote[0] == "the Harbour Ministry")
    inner = next(quote for quote in found if quote[1] == "told")
    assert inner[2][0] in outer[2][0]


def test_a_transcript_has_a_turn_each(said: Said) -> None:
    turns = ("I have the floor.", "You do not.", "I had it first.", "Speak up.")
    text = "\n\n".join(f"{n}: {t}" for n, t in zip(("LANDRY", "KAYE") * 2, turns, strict=True))
    assert [quote[:2] for quote in said(text)] == [
        ("LANDRY", ":"),
        ("KAYE", ":"),
        ("LANDRY", ":"),
        ("KAYE", ":"),
    ]


@pytest.mark.parametrize("between", ["― ", " — ", "\n— ", "\n-- "])
def test_a_signed_quotation_is_of_whoever_signs_it(said: Said, between: str) -> None:
    text = f"Letters\n\n“I have had enough of it.”{between}Ada Brandt, Elmford\n\nIt rained."
    ((source, cue, contents, _),) = said(text)
    assert (source, cue) == ("Ada Brandt, Elmford", between.strip())
    assert contents == ("“I have had enough of it.”",)


def test_a_dash_in_a_sentence_signs_nothing(said: Said) -> None:
    text = "Sale\n\n“It is late,” Tom Hale said — Elmford slept.\n\nShe left — Tom stayed."
    assert [found[:2] for found in said(text)] == [("Tom Hale", "said")]


def test_titles_and_nicknames_are_nobodys_words(said: Said) -> None:
    assert said("The crane, “Old Grumbler,” fell. She had “The Salt Clerk” with her.") == []


def test_a_name_in_the_middle_of_a_sentence_goes_on_with_no_speech(said: Said) -> None:
    text = "“We were late,” said the owner. He runs a shop called “Harbour.”"
    assert [contents for _, _, contents, _ in said(text)] == [("“We were late,”",)]


def test_a_quotation_that_is_opened_again_belongs_to_who_closes_it(said: Said) -> None:
    text = "“My father built a wall along the beck.\n\n“I think of that wall,” he said."
    assert [contents for _, _, contents, _ in said(text)] == [
        ("“My father built a wall along the beck.", "“I think of that wall,”")
    ]


def test_a_quoted_paragraph_goes_on_with_the_report_above_it(said: Said) -> None:
    hale = "“The lift is safe,” Tom Hale said. “It passed.”"
    venn = "Ms. Venn said that the fleet would leave in spring."
    more = "“That is because the harbour will be closed by then.”"
    (_, _, _, _), (source, _, contents, _) = said(f"{hale}\n\n{venn}\n\n{more}")
    assert source == "Ms. Venn"
    assert contents == ("the fleet would leave in spring", more)


def test_an_article_in_single_marks_is_read(said: Said) -> None:
    text = "‘I am here,’ said Tom Brown. ‘They call it “the thing” at home.’"
    outer, inner = said(text)
    assert (outer[0], outer[2]) == (
        "Tom Brown",
        ("‘I am here,’", "‘They call it “the thing” at home.’"),
    )
    assert inner[:3] == ("They", "call", ("it “the thing” at home",))


def test_a_long_quotation_never_stays_without_an_owner(said: Said) -> None:
    text = (
        "The mayor opened the door. “Come in, all of you, and sit,” she said. It was dark.\n\n"
        "“There is enough room for everybody here tonight.”"
    )
    held = [part for quote in said(text) for part in quote[2]]
    assert "“There is enough room for everybody here tonight.”" in held


def test_byline_and_dates_are_no_part_of_the_story(said: Said) -> None:
    text = "Trams stop\n\nBy Ann Lee said\n\nPublished : Dec 9, 2018, Lee said\n\nIt rained a lot."
    assert said(text) == []

from __future__ import annotations

import pytest

from annotators.reading.layout import read_layout

FULL = """\
N. Korea on diplomatic offensive indicates desperation: experts

By Ock Hyun-ju
  • Published : Dec 9, 2018 - 17:54
  • Updated : Dec 9, 2018 - 18:02

North Korean Foreign Minister Ri Yong-ho’s trips show the North’s desperation, experts say.

Ri met with Chinese President Xi Jinping on Friday for talks.


China factor

The highlight of Ri’s travels was his trip to Beijing late last week.

“So China wouldn’t want to give an excuse to the US to pressure China,” he said.
"""

WRAPPED = """\
The report says that the town will
be empty by the year of 2030 and
that nobody minds it. The mayor
disagrees.

He says so.
"""


def kinds(text: str) -> list[str]:
    return [zone.kind for zone in read_layout(text).zones]


def line_of(text: str, kind: str) -> list[str]:
    return [text[zone.start : zone.end] for zone in read_layout(text).zones if zone.kind == kind]


def body(*, before: str = "", after: str = "") -> str:
    return f"{before}The minister said so on Friday.\n\nNobody was surprised by it.\n{after}"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028"])
def test_a_full_article_is_told_apart(newline: str) -> None:
    text = FULL.replace("\n", newline)
    assert kinds(text) == [
        "headline", "byline", "published", "updated",
        "body", "body", "subhead", "body", "body",
    ]  # fmt: skip
    assert read_layout(text).meta == {
        "headline": "N. Korea on diplomatic offensive indicates desperation: experts",
        "byline": "Ock Hyun-ju",
        "published": "Dec 9, 2018 - 17:54",
        "published_iso": "2018-12-09T17:54",
        "updated": "Dec 9, 2018 - 18:02",
        "updated_iso": "2018-12-09T18:02",
    }
    assert line_of(text, "published") == ["• Published : Dec 9, 2018 - 17:54"]
    assert line_of(text, "subhead") == ["China factor"]


@pytest.mark.parametrize(
    "text",
    [
        body(),
        "A long first sentence of an article that has no headline ends here.\nThe next one.\n",
        "“We will go,” he said.\n\n“They stay,” she said.\n",
        "He asked why, and then,\n\nthey left.\n",
        "One line only",
        "By Monday, protesters had gathered there.\n\nThey stayed.\n",
        "By 2030 the town will be empty.\n\nNobody lives there.\n",
        WRAPPED,
        "SEOUL, Dec. 9 (Yonhap) -- They met.\n\nBEIJING, Dec. 9 (Xinhua) -- They left.\n",
        "Kim Jong-un and Donald Trump will meet again in Hanoi.\n\nThey talked.\n",
        "SEOUL, Dec. 9 (Yonhap) -- They met\n\nThey talked.\n",
        " ".join(["word"] * 60) + "\n\nMore.\n",
        "* * *\n\nThey met.\n",
    ],
)
def test_an_article_without_a_headline_gets_none(text: str) -> None:
    assert "headline" not in read_layout(text).meta
    assert "headline" not in kinds(text)


@pytest.mark.parametrize(
    "headline",
    [
        "Talks fail",
        "Talks fail in the U.S.",
        "What did he say?",
        "‘We will go,’ minister says",
        "Minister: “We will go”",
        "Shares of Foo Inc.",
        "And then...",
        "2018: a year of talks",
        "[Reuters] on the [sic]",
        "중국, 북한과 대화",
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_a_first_line_that_looks_like_one_is_the_headline(headline: str, gap: str) -> None:
    text = body(before=headline + gap)
    assert read_layout(text).meta["headline"] == headline
    assert kinds(text) == ["headline", "body", "body"]


@pytest.mark.parametrize(
    ("headline", "opening"),
    [
        ("Examining the U.N.'s Record on Urgent Global Challenges.", ""),
        ("Bill Clinton calls it ‘crazy’ during campaign stop.", "FLINT, Mich., Oct. 4 (AP) — "),
    ],
)
def test_an_archives_headline_may_end_with_a_full_stop(headline: str, opening: str) -> None:
    text = body(before=f"{headline}\n\n{opening}")
    assert kinds(text) == ["headline", "body", "body"]


def test_a_headline_wrapped_by_hand_is_one() -> None:
    text = body(before="Talks between the two\nministers fail once\nagain in Beijing\n\n")
    assert kinds(text) == ["headline"] * 3 + ["body", "body"]
    assert read_layout(text).meta["headline"] == (
        "Talks between the two ministers fail once again in Beijing"
    )


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Ock Hyun-ju", "Ock Hyun-ju"),
        ("BY JANE DOE AND JOHN ROE", "JANE DOE AND JOHN ROE"),
        ("By: Jane Doe, Staff Writer", "Jane Doe, Staff Writer"),
        ("By Jane Doe (jane@doe.example)", "Jane Doe (jane@doe.example)"),
        ("Written by John Roe Jr.", "John Roe Jr."),
    ],
)
@pytest.mark.parametrize("at_foot", [False, True])
def test_bylines(line: str, name: str, *, at_foot: bool) -> None:
    text = body(after=f"\n{line}\n") if at_foot else body(before=f"Talks fail\n{line}\n\n")
    assert read_layout(text).meta["byline"] == name
    assert line_of(text, "byline") == [line]


def test_a_bare_name_above_the_date_is_a_byline() -> None:
    text = body(before="Talks fail\n\nThe deck says more\n\nJane Doe\nPublished: May 1, 2020\n\n")
    assert kinds(text)[:4] == ["headline", "subhead", "byline", "published"]
    assert read_layout(text).meta["byline"] == "Jane Doe"


@pytest.mark.parametrize(
    ("line", "meta"),
    [
        (
            "Published : Dec 9, 2018 - 17:54",
            {"published": "Dec 9, 2018 - 17:54", "published_iso": "2018-12-09T17:54"},
        ),
        ("Last updated on 9 May 2019", {"updated": "9 May 2019", "updated_iso": "2019-05-09"}),
        ("Published: 12/9/2018", {"published": "12/9/2018"}),
        ("Updated 3 hours ago", {"updated": "3 hours ago"}),
        (
            "May 9, 2018, 5:54 p.m.",
            {"published": "May 9, 2018, 5:54 p.m.", "published_iso": "2018-05-09T17:54"},
        ),
        (
            "Posted: May 1, 2020 | Updated: 3 May 2020",
            {
                "published": "May 1, 2020",
                "published_iso": "2020-05-01",
                "updated": "3 May 2020",
                "updated_iso": "2020-05-03",
            },
        ),
    ],
)
def test_dates(line: str, meta: dict[str, str]) -> None:
    found = read_layout(body(before=f"Talks fail\n\n{line}\n\n")).meta
    assert found == {"headline": "Talks fail", **meta}


@pytest.mark.parametrize(
    ("opening", "place", "agency"),
    [
        ("SEOUL, Dec. 9 (Yonhap) -- ", "SEOUL, Dec. 9", "Yonhap"),
        ("WASHINGTON (AP) — ", "WASHINGTON", "AP"),
        ("Seoul (Reuters) - ", "Seoul", "Reuters"),
        ("NEW YORK — ", "NEW YORK", None),
    ],
)
def test_datelines(opening: str, place: str, agency: str | None) -> None:
    text = body(before=f"Talks fail\n\n{opening}")
    meta = read_layout(text).meta
    assert (meta["dateline"], meta.get("source")) == (place, agency)
    assert kinds(text) == ["headline", "body", "body"]


@pytest.mark.parametrize("line", ["(Yonhap)", "Source: Reuters"])
def test_a_source_under_the_text(line: str) -> None:
    text = body(before="Talks fail\n\n", after=f"\n{line}\n")
    assert read_layout(text).meta["source"] in {"Yonhap", "Reuters"}
    assert kinds(text)[-1] == "source"


@pytest.mark.parametrize(
    "line",
    [
        "He left.",
        "“No,” he said",
        "PENCE: I do not think so",
        "He said:",
        "- the first of them",
        "and that was it",
        "Why?",
    ],
)
def test_short_paragraphs_are_no_subheads(line: str) -> None:
    assert set(kinds(f"{body()}\n{line}\n\n{body()}")) == {"body"}


def test_lines_of_a_list_are_no_subheads() -> None:
    assert set(kinds(f"{body()}\nFirst item\n\nSecond item\n")) == {"body"}


def test_a_subhead_needs_no_blank_lines_where_there_are_none() -> None:
    lines = ["Talks fail", "The minister said so on Friday.", "China factor", "Nobody minded it."]
    assert kinds("\n".join([*lines, "They left."])) == [
        "headline", "body", "subhead", "body", "body",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", " \n", "\ufeff"])
def test_nothing_to_read(text: str) -> None:
    assert read_layout(text).meta == {}


@pytest.mark.parametrize(
    "piece",
    [
        "x",
        "A b c. ",
        "\n",
        "a\n",
        "A\n\n",
        " \n",
        "(",
        "A ",
        "By A",
        "“",
        "A.B.",
        "a@b.",
        "-- ",
        "\r",
    ],
)
def test_reading_is_linear(piece: str) -> None:
    # A quadratic step takes minutes here, so no clock is needed to see one.
    assert read_layout("Talks fail\n\n" + piece * (400_000 // len(piece))).zones

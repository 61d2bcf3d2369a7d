"""Who the sources stand for."""

from collections.abc import Callable

import pytest

from annotators.model.layer import Layer

Draft = Callable[[str], Layer]


def speakers(draft: Draft, text: str) -> list[tuple[str, tuple[str, ...], str]]:
    """Source, speakers and speaker state of each quote, in the order of the text."""
    layer = draft(text)
    quotes = sorted(layer.quotes.values(), key=lambda q: q.hull)
    return [
        (
            " ".join(text[s:e] for s, e in quote.sources),
            tuple(layer.entities[i].name for i in quote.speakers),
            quote.speaker_state,
        )
        for quote in quotes
    ]


def test_two_people_with_one_surname_stay_apart(draft: Draft) -> None:
    text = (
        "Paul Landry and his sister Anna Landry run for mayor.\n\n“No,” Anna Landry said.\n\n"
        "“You never had time for it,” Mr. Landry said.\n\n“I do have the time,” she said."
    )
    assert [found[1] for found in speakers(draft, text)] == [
        ("Anna Landry",),
        ("Paul Landry",),
        ("Anna Landry",),
    ]


def test_he_is_who_spoke_last_although_other_men_stand_between(draft: Draft) -> None:
    text = (
        "Robert Malone saw Henry Doyle on Monday.\n\n"
        "“The harbour needs us all,” David Oake, a fellow at the institute, said.\n\n"
        "While the two are old friends, Malone wants Doyle to leave the town.\n\n"
        "“As the town grows, the harbour grows,” he said."
    )
    assert speakers(draft, text)[-1][:2] == ("he", ("David Oake",))


def test_a_ministry_is_known_by_its_fullest_name(draft: Draft) -> None:
    text = (
        "The ship had left, Japan’s Foreign Ministry said.\n\n"
        "The crew was safe, according to the ministry."
    )
    assert [found[1] for found in speakers(draft, text)] == [("Japan’s Foreign Ministry",)] * 2


def test_an_acronym_stands_for_the_full_name(draft: Draft) -> None:
    text = (
        "The National Football League (NFL) said players must stand. "
        "“We want them to stand,” the NFL said."
    )
    assert {found[1] for found in speakers(draft, text)} == {("National Football League",)}


def test_states_tell_unnamed_none_and_undecided_apart(draft: Draft) -> None:
    text = (
        "He said it was late. Critics said the plan is too costly. "
        "It was reported that she had retired. "
        "The talks failed, a person familiar with the talks said."
    )
    states = {found[0]: found[2] for found in speakers(draft, text)}
    assert states["a person familiar with the talks"] == "unnamed"
    assert states[""] == "none"
    assert states["He"] == "undecided"
    assert states["Critics"] == "known"


def test_who_points_to_what_it_hangs_on(draft: Draft) -> None:
    text = "Tom Reed, who said he would not run, left the hall."
    assert ("who", ("Tom Reed",), "known") in speakers(draft, text)


def test_digits_follow_the_order_of_speaking(draft: Draft) -> None:
    text = "“It is late,” said Ines Corvell.\n\n“It is early,” said Tom Reed."
    digits = {e.name: e.digit for e in draft(text).entities.values() if e.digit}
    assert digits == {"Ines Corvell": 1, "Tom Reed": 2}


def names_of(draft: Draft, text: str) -> list[str]:
    """The first speaker of each quote, or its state where there is none."""
    return [who[0] if who else state for _, who, state in speakers(draft, text)]


def test_a_surname_is_whoever_had_it_before_and_kin_are_told_apart(draft: Draft) -> None:
    text = (
        "Mayor Edda Brask said it was late.\n\n"
        "“The wall is cut free,” Brask told reporters.\n\n"
        "Her brother, Torvald Brask, was less certain. He said it was early.\n\n"
        "“She never rowed,” Torvald Brask said.\n\n"
        "The mayor laughed.\n\n“He is right,” she said. Her brother said he was not."
    )
    mayor, brother = "Edda Brask", "Torvald Brask"
    assert names_of(draft, text) == [mayor, mayor, brother, brother, mayor, brother]


def test_a_headline_takes_the_name_that_the_body_gives(draft: Draft) -> None:
    text = (
        "Mayor: the old bridge will open on Friday\n\n"
        "The bridge will open on Friday, Mayor Edda Brask said on Monday."
    )
    assert names_of(draft, text) == ["Edda Brask", "Edda Brask"]


def test_a_group_in_the_headline_is_the_fuller_one_below(draft: Draft) -> None:
    text = (
        "Dairy farmers refuse to pay the levy\n\n"
        "Dairy farmers in the Orl valley said they would not pay. Critics said they must."
    )
    fuller = "Dairy farmers in the Orl valley"
    assert names_of(draft, text)[0] == fuller
    assert "Critics" in names_of(draft, text)


def test_who_stands_in_the_headline_alone_gets_the_last_digit(draft: Draft) -> None:
    text = "The bridge will not open again this year: experts\n\n“It is late,” said Tom Reed."
    digits = {e.name: e.digit for e in draft(text).entities.values() if e.digit}
    assert digits == {"Tom Reed": 1, "experts": 2}


def test_a_name_in_apposition_wins(draft: Draft) -> None:
    text = (
        "The crane’s owner, Norwell Lifting, said it would pay.\n\n"
        "The union, the Federation of Mould and Glass Workers, said it would not.\n\n"
        "The union said it was late."
    )
    union = "Federation of Mould and Glass Workers"
    assert names_of(draft, text) == ["Norwell Lifting", union, union]


def test_turns_in_capitals_are_the_person_named_last(draft: Draft) -> None:
    text = (
        "Ada Landry and Tom Landry sat far apart.\n\n"
        "The record shows this exchange between Ada Landry and the chairman, Piet Osgood.\n\n"
        "LANDRY: I have the floor and mean to keep it.\n\nOSGOOD: You have had it for long.\n\n"
        "LANDRY: Then I have nine minutes left to speak."
    )
    assert names_of(draft, text)[-3:] == ["Ada Landry", "Piet Osgood", "Ada Landry"]


def test_questions_and_answers_have_people_behind_them(draft: Draft) -> None:
    text = (
        "Thora Vane, 63, spoke to this newspaper on Sunday.\n\n"
        "Q: Did you expect the whistles at all?\n\nA: I hoped for them very much.\n\n"
        "Q: Will you come back next year?\n\nA: As a guest with my own chair."
    )
    assert names_of(draft, text) == ["this newspaper", "Thora Vane"] * 2


def test_it_and_they_take_up_the_subject_before(draft: Draft) -> None:
    text = (
        "Tom Reed said it was late.\n\n"
        "The report was shown to the jury. It says that the wall had moved.\n\n"
        "The strikers have put up a tent. They said they would stay."
    )
    assert names_of(draft, text) == ["Tom Reed", "The report", "The strikers"]


def test_some_and_one_are_nobody_met_before(draft: Draft) -> None:
    text = "The fans waited. Some said they had come far. One of them said he had walked."
    found = speakers(draft, text)
    assert ("Some", ("Some",), "known") in found
    assert ("One of them", ("One of them",), "unnamed") in found


def test_pronouns_tell_the_gender_of_rare_names(draft: Draft) -> None:
    text = (
        "Osgar Tule, whose own family has farmed here with his help, built a wall.\n\n"
        "Mirl Oake, the editor of the Echo, said her paper stood by it.\n\n"
        "“I was there,” she said.\n\n“I was not,” said Osgar Tule.\n\n“Nor was he,” she said."
    )
    assert names_of(draft, text) == ["Mirl Oake", "Mirl Oake", "Osgar Tule", "Mirl Oake"]


def test_it_is_the_ministry_that_reports_and_not_whom_it_quotes(draft: Draft) -> None:
    text = (
        "The Ministry of Transport said Norwell Metals had told it that the brakes were new. "
        "It said that was all."
    )
    assert names_of(draft, text)[-1] == "Ministry of Transport"


def test_deeds_inside_a_report_are_no_quotes(draft: Draft) -> None:
    text = "Ada Brandt discussed the ties with Tom Reed, according to the ministry."
    assert len(draft(text).quotes) == 1


def test_a_dateline_is_no_part_of_a_source(draft: Draft) -> None:
    text = "ELMFORD, July 19 (AP) — Governor Ada Brandt told reporters it was late."
    assert speakers(draft, text)[0][:2] == ("Governor Ada Brandt", ("Ada Brandt",))


def test_who_is_known_by_age_is_the_one_spoken_of(draft: Draft) -> None:
    text = "Tom Reed walked on stage.\n\n“I am here,” the 46-year-old said."
    assert names_of(draft, text) == ["Tom Reed"]


def test_somebody_brought_in_may_be_named_further_on(draft: Draft) -> None:
    text = (
        "The wall could not stand, a prosecutor said on Monday.\n\n"
        "“You will hear of rain,” the prosecutor, Ida Roe, told the jury."
    )
    assert names_of(draft, text) == ["Ida Roe", "Ida Roe"]


def test_they_inside_what_several_say_are_these_several(draft: Draft) -> None:
    text = "Villagers filled the seats. Several said they hoped the trial would settle it."
    assert set(names_of(draft, text)) == {"Several"}


def test_a_clause_about_the_speaker_is_no_cue(draft: Draft) -> None:
    text = "“This is our town,” Councillor Ada Brandt, who wrote the plan, said after the vote."
    assert speakers(draft, text)[0][1] == ("Ada Brandt",)
    (quote,) = draft(text).quotes.values()
    assert [text[s:e] for s, e in quote.cues] == ["said"]


def test_a_first_name_given_late_is_the_name(draft: Draft) -> None:
    text = "His neighbour, who works nights and gave only her first name, Rosa, said it was late."
    assert names_of(draft, text) == ["Rosa"]


def test_whom_somebody_speaks_of_does_not_become_he(draft: Draft) -> None:
    text = (
        "“It is late,” said Tom Reed.\n\n"
        "Reed said the banker Paul Oake is a fool who won’t pay. But he said it was early."
    )
    assert names_of(draft, text)[-1] == "Tom Reed"


def test_several_titles_before_a_name_are_that_person(draft: Draft) -> None:
    text = "Speaker of the House Rep. Ada Brandt said it was late."
    assert names_of(draft, text) == ["Ada Brandt"]


def test_who_are_the_editors_and_not_their_paper(draft: Draft) -> None:
    text = "It did not please the editors of The Echo, who said it was late."
    assert ("who", ("the editors of The Echo",), "known") in speakers(draft, text)


def test_those_with_more_words_are_a_group(draft: Draft) -> None:
    text = "By a wide margin, those surveyed say the wall should go."
    assert speakers(draft, text) == [("those surveyed", ("those surveyed",), "known")]


def test_i_is_the_author_whom_the_last_line_tells_of(draft: Draft) -> None:
    text = (
        "Our town has a wall. I believe that it will fall.\n\n"
        "Ida Roe is a retired surgeon in Elmford."
    )
    assert ("I", ("Ida Roe",), "known") in speakers(draft, text)


def test_i_stays_undecided_without_an_author(draft: Draft) -> None:
    text = "Our town has a wall. I believe that it will fall."
    assert speakers(draft, text) == [("I", (), "undecided")]


def test_the_newspaper_is_the_echo(draft: Draft) -> None:
    text = (
        "The Elmford Echo said on Friday that it was late.\n\nThe newspaper said the wall was cut."
    )
    assert len(set(names_of(draft, text))) == 1


def test_they_are_whom_the_paragraph_above_ends_with(draft: Draft) -> None:
    text = (
        "“It is late,” said Tom Reed.\n\nThe protesters also walked to the bridge.\n\n"
        "As they went down the road, they said that the wall must go."
    )
    assert names_of(draft, text)[-1] == "The protesters"


def test_a_poll_in_full_is_the_one_above(draft: Draft) -> None:
    text = (
        "Poll: the wall must go\n\nA poll shows that the wall must go.\n\n"
        "A Norvale Institute poll shows that six in ten think so."
    )
    assert set(names_of(draft, text)) == {"A Norvale Institute poll"}


def test_two_people_from_two_places_both_speak(draft: Draft) -> None:
    text = "Sens. Mark Hale of Illinois and Susan Reed of Maine said it was late."
    assert speakers(draft, text)[0][1] == ("Mark Hale", "Susan Reed")


def test_adding_has_the_source_of_said(draft: Draft) -> None:
    text = "“The wall is cut,” Tom Reed said, adding that it would not last."
    assert names_of(draft, text) == ["Tom Reed", "Tom Reed"]


def test_a_second_who_goes_on_with_the_first(draft: Draft) -> None:
    text = (
        "This was Tom Reed, who doubted the judge because of his old heritage, "
        "who says that it was late."
    )
    assert ("who", ("Tom Reed",), "known") in speakers(draft, text)[-1:]


def test_what_is_before_a_name_is_no_part_of_it(draft: Draft) -> None:
    text = (
        "Tom Reed ran for mayor. A pro-Reed group paid for it. "
        "Nobody liked the tone of Reed, who said it was late."
    )
    assert names_of(draft, text)[-1] == "Tom Reed"


def test_he_is_not_whom_he_tells(draft: Draft) -> None:
    text = (
        "“It is late,” said Tom Reed.\n\n“Is it?” asked Paul Oake.\n\n“It is early,” he told Oake."
    )
    assert names_of(draft, text)[-1] == "Tom Reed"


def test_a_member_of_a_party_is_the_one_spoken_of(draft: Draft) -> None:
    text = "“It is late,” said Tom Reed.\n\n“It is early,” the Democrat said."
    assert names_of(draft, text) == ["Tom Reed", "Tom Reed"]


def test_the_author_is_not_who_he_is(draft: Draft) -> None:
    text = (
        "The wall is late\n\nBy Ian Roe\n\n“It is cut,” Paul Oake said.\n\n"
        "I thought that it was late.\n\nHe said the wall would not last."
    )
    assert names_of(draft, text) == ["Paul Oake", "Ian Roe", "Paul Oake"]


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("Army Capt. Dorin Hask", "Dorin Hask"),
        ("Army Staff Sgt. Paul Oake", "Paul Oake"),
        ("Air Force 1st Lt. Tom Reed", "Tom Reed"),
        ("Marine Corps Maj. Gen. Paul Oake", "Paul Oake"),
    ],
)
def test_whoever_has_a_rank_is_known_by_name(draft: Draft, source: str, speaker: str) -> None:
    assert speakers(draft, f"“It is late,” said {source}.") == [(source, (speaker,), "known")]


def test_a_sentence_ends_before_a_rank_though_none_does_after_it(draft: Draft) -> None:
    text = "“It is late,” said Dorin Hask, the pilot. Sgt. Tom Reed said that it was early."
    assert names_of(draft, text) == ["Dorin Hask", "Tom Reed"]


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("Director of National Rivers Tom Reed", "Tom Reed"),
        ("U.S. Ambassador to the United Nations Ann Hale", "Ann Hale"),
        ("A spokesman for Elmford Mayor Tom Reed", "A spokesman for Elmford Mayor Tom Reed"),
        ("K. Orla Waters, whose Lanterns United group led this,", "K. Orla Waters"),
        ("Most of the state’s big unions", "Most of the state’s big unions"),
        ("The Marines surveyed", "The Marines surveyed"),
    ],
)
def test_who_has_a_long_source(draft: Draft, source: str, speaker: str) -> None:
    assert names_of(draft, f"{source} said it was late.") == [speaker]


@pytest.mark.parametrize(
    ("source", "who"),
    [
        ("The brothers Tom Reed and Paul Reed", ("Tom Reed", "Paul Reed")),
        (
            "Two unions, the United Millers and the Brotherhood of Boatmen,",
            ("United Millers", "Brotherhood of Boatmen"),
        ),
        ("Two senators and Ann Hale", ("Two senators", "Ann Hale")),
    ],
)
def test_those_who_are_listed_speak(draft: Draft, source: str, who: tuple[str, ...]) -> None:
    assert speakers(draft, f"{source} said it was late.")[0][1] == who


def test_half_a_compound_is_no_speaker(draft: Draft) -> None:
    text = "Mill sold\n\n“It was late,” said co-author Marco Ruiz of the National Museum."
    assert speakers(draft, text)[-1][1] == ("Marco Ruiz",)


def test_whoever_may_have_spoken_is_meant_where_nobody_else_is(draft: Draft) -> None:
    text = (
        "Why I walk\n\nI used to drive. My neighbour, a retired engineer, told me I was wrong.\n\n"
        "“You have never walked,” she said."
    )
    assert speakers(draft, text)[-1][1] == ("My neighbour, a retired engineer",)

"""Who the sources stand for."""

from collections.abc import Callable

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

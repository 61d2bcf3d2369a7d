"""What words tell of people: titles, kinship, given names, and whether he or she fits."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

from annotators.extraction.words import word_set

Gender = Literal["he", "she", ""]

_TITLES = word_set(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady president vice-president chancellor
    premier minister secretary senator sen representative rep congressman congresswoman governor
    gov lieutenant lt general gen colonel col captain capt major maj sergeant sgt corporal cpl
    admiral adm commander cmdr chief justice judge king queen prince princess pope cardinal bishop
    archbishop father rev reverend pastor rabbi imam sheikh ayatollah mayor councilman
    councilwoman councillor alderman attorney detective officer deputy sheriff ambassador speaker
    chairman chairwoman chair director coach st saint first lady former acting leader spokesman
    spokeswoman spokesperson candidate nominee republican democrat prosecutor economist analyst
    historian biologist striker midfielder goalkeeper winger quarterback skipper
    """
)
_RANKS = word_set("Adm Capt Cmdr Col Cpl Lt Maj Pfc Pvt Reps Sens Sgt")
_PARTICLES = word_set("de da di du del della der den van von bin ibn al el la le dos ten ter")
_PLACES_TOO = word_set(
    """
    Washington Jordan Chad Georgia Paris Lincoln Jackson Houston Austin Israel London Dallas
    Virginia Carolina Florence Sydney Lancaster York Cleveland Madison Columbus Denver Orlando
    America China India Cuba Kent Chelsea Brooklyn Charlotte Berlin Madrid Holland England Ireland
    France Germany Russia Korea Iran Iraq Syria
    """
)
_MEN = word_set(
    """
    mr sir lord king prince pope father congressman councilman chairman spokesman businessman
    brother son husband uncle nephew grandfather boyfriend widower man boy salesman policeman
    fireman actor waiter headmaster imam cardinal bishop rabbi
    """
)
_WOMEN = word_set(
    """
    mrs ms miss dame lady queen princess mother congresswoman councilwoman chairwoman spokeswoman
    businesswoman sister daughter wife aunt niece grandmother girlfriend widow woman girl
    saleswoman policewoman actress waitress headmistress nun
    """
)
_PEOPLE = word_set(
    """
    activist adviser advisor agent aide ally ambassador analyst attorney author banker boss boy
    bystander candidate chief child citizen colleague commander commentator congressman consultant
    critic delegate democrat diplomat director doctor driver economist editor employee executive
    expert farmer father fellow friend girl governor guard guest historian insider insurgent
    investigator investor journalist judge juror lawmaker lawyer leader legislator man manager
    mayor member minister mother negotiator neighbor neighbour nurse observer officer official
    onlooker operative organizer owner parent participant passenger patient person player
    politician pollster president professor prosecutor protester refugee relative reporter
    representative republican researcher resident scholar scientist senator soldier source
    speaker spokesman spokesperson spokeswoman staffer strategist student supporter survivor
    teacher trader union victim veteran viewer volunteer voter witness woman worker writer
    """
)


def is_person_noun(lemma: str) -> bool:
    """Whether a noun is for a person, as `expert` and `policeman`."""
    return lemma in _PEOPLE or lemma.endswith(("man", "woman", "person"))


def is_title(word: str) -> bool:
    """Whether a word can stand before a name without being part of it."""
    return word.lower().rstrip(".") in _TITLES and word[:1].isupper()


def is_rank(word: str) -> bool:
    """Whether a word is a title that tokenizers part from its full stop."""
    return word in _RANKS


def is_particle(word: str) -> bool:
    """Whether a word is a particle inside a name, as `van` or `al`."""
    return word in _PARTICLES


def is_place_too(word: str) -> bool:
    """Whether a surname is better known as a place."""
    return word in _PLACES_TOO


def without_possessive(word: str) -> str:
    """A word without a possessive ending; nothing is left of the ending itself."""
    for ending in ("'s", "’s", "'", "’"):
        if word.endswith(ending):
            return word[: -len(ending)]
    return word


def gender_of_word(word: str) -> Gender:
    """The pronoun that a title or a noun for a person goes with, if it tells."""
    plain = word.lower().rstrip(".")
    if plain in _MEN:
        return "he"
    return "she" if plain in _WOMEN else ""


def gender_of_name(given: str) -> Gender:
    """The pronoun that most people of a given name go by, if it tells."""
    return _given_names().get(given.lower(), "")


@cache
def _given_names() -> dict[str, Gender]:
    text = files("annotators.extraction").joinpath("given_names.tsv").read_text(encoding="utf-8")
    known: dict[str, Gender] = {}
    for line in text.splitlines():
        pronoun, _, names = line.partition("\t")
        if pronoun in {"he", "she"}:
            known.update(dict.fromkeys(names.split(), "he" if pronoun == "he" else "she"))
    return known

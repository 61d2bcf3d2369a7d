"""Names in headlines whose words all begin with a capital: read by what the story calls them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc

from annotators.extraction.name_kinds import NUMBERS, PERSON, Name
from annotators.extraction.name_words import BODIES, GROUNDS, TRADES
from annotators.extraction.people import gender_of_name, is_particle, without_possessive

Words = tuple[str, ...]


def read_headline(doc: Doc, words: Sequence[str], names: Sequence[Name]) -> list[Name]:
    """The names, those in the headline put right by the names of the story.

    `Tarn Stands Tall` holds no name but `Tarn`, if the story knows one.
    """
    first, last = _headline(doc)
    if first == last:
        return list(names)
    known = _known(words, [n for n in names if n.label not in NUMBERS and n.start >= last])
    named = _named(doc, words, known, (first, last))
    capital = _is_capitalised(words[first:last])
    kept = []
    for name in names:
        text = _plain(words, name)
        if name.start >= last or name.label in NUMBERS:
            kept.append(name)
        elif text in known:
            kept.append(name._replace(label=known[text]))
        elif not (capital and any(_is_in(words, other, name) for other in named)):
            kept.append(name)
    taken = {index for name in kept for index in range(name.start, name.end)}
    fresh = [name for name in named if taken.isdisjoint(range(name.start, name.end))]
    return sorted([*kept, *fresh])


def in_headline(doc: Doc, index: int) -> bool:
    """Whether a token stands in the headline."""
    at = doc[index].idx
    zones = doc._.copydesk_zones or ()
    return any(z.start <= at < z.end for z in zones if z.kind == "headline")


def _is_capitalised(line: Sequence[str]) -> bool:
    """Whether all but the small words of a line begin with a capital."""
    plain = [word for word in line if word.isalpha() and len(word) > 3]  # noqa: PLR2004
    return len(plain) > 1 and all(word[:1].isupper() for word in plain)


def _is_in(words: Sequence[str], part: Name, name: Name) -> bool:
    """Whether a name of the story is all that is a name in a longer one."""
    if part.end <= name.start or name.end <= part.start:
        return False
    others = [words[i] for i in range(name.start, name.end) if not part.start <= i < part.end]
    return not any(
        gender_of_name(word) or word.lower() in BODIES | GROUNDS | TRADES or is_particle(word)
        for word in others
    )


def _headline(doc: Doc) -> tuple[int, int]:
    """The tokens of the headline, half-open."""
    zones = doc._.copydesk_zones or ()
    spans = (
        doc.char_span(zone.start, zone.end, alignment_mode="expand")
        for zone in zones
        if zone.kind == "headline"
    )
    lines = [span for span in spans if span is not None]
    return (lines[0].start, lines[-1].end) if lines else (0, 0)


def _known(words: Sequence[str], story: Sequence[Name]) -> dict[Words, str]:
    """What the story calls each of its names, by the words."""
    labels: dict[Words, Counter[str]] = defaultdict(Counter)
    for name in story:
        labels[_plain(words, name)][name.label] += 1
    known = {text: counter.most_common(1)[0][0] for text, counter in labels.items() if text}
    for text, label in list(known.items()):
        if label == PERSON and len(text) > 1:
            known.setdefault(text[-1:], PERSON)
    return known


def _plain(words: Sequence[str], name: Name) -> Words:
    parts = [without_possessive(word) for word in words[name.start : name.end]]
    first = 1 if parts[0].lower() == "the" else 0
    return tuple(part for part in parts[first:] if part)


def _named(
    doc: Doc, words: Sequence[str], known: dict[Words, str], bounds: tuple[int, int]
) -> list[Name]:
    """The names of the story where they stand in the headline, the longest first."""
    found = []
    longest = max((len(text) for text in known), default=0)
    at = bounds[0]
    while at < bounds[1]:
        for length in range(min(longest, bounds[1] - at), 0, -1):
            text = tuple(without_possessive(word) for word in words[at : at + length])
            plain = length == 1 and (doc[at].is_stop or words.count(text[0].lower()) > 0)
            if text in known and text[0][:1].isupper() and not plain:
                found.append(Name(at, at + length, known[text]))
                at += length - 1
                break
        at += 1
    return found

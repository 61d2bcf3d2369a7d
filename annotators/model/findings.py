"""What is wrong with a layer, as a list with places.

A finding is a question to the person and never stops them: some of what looks
wrong is right (two people may bear one name).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from annotators.model.graphemes import cuts_word
from annotators.model.items import Entity, Mention, Quote
from annotators.model.marks import unbalanced
from annotators.model.naming import form_of
from annotators.model.parse import Parse
from annotators.model.reporting import can_be_cue
from annotators.model.sources import has_preposition, head_mention, mentions_in, plain_words
from annotators.model.span import Span, cut
from annotators.model.view import View

_SHOWN = 40
_OPENING = frozenset("“‘\"'")
_PARTS_OF_NAMES = frozenset({"PERSON", "ORG", None})


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem: its kind, what it is in plain words, where, and of which item."""

    name: str
    text: str
    span: Span
    item: str | None = None


def find_problems(view: View, parse: Parse | None = None) -> tuple[Finding, ...]:
    """Every problem of a view once, in the order of the text; of its cues only with a parse."""
    found = {finding for find in CHECKS.values() for finding in find(view)}
    if parse is not None:
        found.update(_odd_cues(view, parse))
    return tuple(sorted(found, key=lambda f: (f.span, f.name, f.item or "")))


def _lone_marks(view: View) -> Iterator[Finding]:
    text = view.article.text
    for offset in _unbalanced(text):
        sign = text[offset]
        yield Finding(
            "lone-mark", f"the quotation mark {sign} has no partner", Span(offset, offset + 1)
        )


@lru_cache(maxsize=4)
def _unbalanced(text: str) -> tuple[int, ...]:
    return unbalanced(text)


def _missing_sources(view: View) -> Iterator[Finding]:
    for quote in view.quotes:
        if not quote.sources and quote.speaker_state in {"known", "unnamed"}:
            yield _of_quote(view, "no-source", "no source is marked", quote)


def _undecided_speakers(view: View) -> Iterator[Finding]:
    for quote in view.quotes:
        if quote.speaker_state == "undecided":
            wrong = "the speaker is undecided" if quote.sources else "no source and no speaker"
            yield _of_quote(view, "undecided-speaker", wrong, quote)


def _missing_speakers(view: View) -> Iterator[Finding]:
    for quote in view.quotes:
        known = [speaker for speaker in quote.speakers if speaker in view.entities]
        if quote.speaker_state == "known" and not known:
            yield _of_quote(view, "no-speaker", "nobody of the cast speaks", quote)
        elif quote.speaker_state == "none" and (quote.sources or known):
            wrong = "somebody is given, but the speaker is none"
            yield _of_quote(view, "given-but-none", wrong, quote)


def _misplaced_sources(view: View) -> Iterator[Finding]:
    for quote in view.quotes:
        for source in quote.sources:
            if any(source.overlaps(content) for content in quote.contents):
                shown = _shown(view, source)
                yield Finding(
                    "source-in-contents",
                    f"the source “{shown}” lies in its own contents",
                    source,
                    quote.id,
                )


def _broken_contents(view: View) -> Iterator[Finding]:
    for quote in view.quotes:
        if not quote.contents:
            yield _of_quote(view, "no-contents", "nothing is marked as said", quote)
        for span in quote.contents:
            if not cut(view.article.text, span):
                yield Finding("empty-contents", "contents without a word", span, quote.id)
        for one, other in pairwise(sorted(quote.contents)):
            if one.overlaps(other):
                wrong = f"contents overlap at “{_shown(view, other)}”"
                yield Finding("overlapping-contents", wrong, other, quote.id)


def _two_labels(view: View) -> Iterator[Finding]:
    named: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in view.mentions:
        if mention.form == "name" and mention.label:
            named[cut(view.article.text, mention.span)].append(mention)
    for text, mentions in named.items():
        labels = Counter(mention.label for mention in mentions)
        if len(labels) > 1:
            rare = labels.most_common()[-1][0]
            odd = next(mention for mention in mentions if mention.label == rare)
            said = " and ".join(f"{label} ({count})" for label, count in labels.most_common())
            yield Finding("two-labels", f"“{_short(text)}” is labelled {said}", odd.span, odd.id)


def _same_entity(view: View) -> Iterator[Finding]:
    places = _places(view)
    names = {i: words for i in places if (words := plain_words(view.entities[i].name))}
    bearers = _bearers(view, names)
    for one, words in names.items():
        others = [other for other in bearers[words] if other != one]
        longer = len(others) == 1 and names[others[0]] != words
        equal = any(names[other] == words and places[other] < places[one] for other in others)
        if equal or (longer and _may_be_one(view.entities[one], view.entities[others[0]])):
            other = next((o for o in others if names[o] == words), others[0])
            span, item = places[one]
            wrong = f"{_named(view, one)} may be {_named(view, other)}"
            yield Finding("same-entity", wrong, span, item)


def _shared_names(view: View) -> Iterator[Finding]:
    people = {
        e.id: words
        for e in view.entities.values()
        if e.label == "PERSON" and len(words := plain_words(e.name)) > 1
    }
    bearers: defaultdict[str, list[str]] = defaultdict(list)
    for person, words in people.items():
        bearers[words[-1]].append(person)
    told: set[str] = set()
    for mention in view.mentions:
        words = plain_words(cut(view.article.text, mention.span))
        if mention.form != "name" or len(words) != 1 or words[0] in told:
            continue
        if len(found := bearers.get(words[0], ())) > 1:
            told.add(words[0])
            either = " or ".join(_named(view, person) for person in found)
            wrong = f"“{_shown(view, mention.span)}” may be {either}"
            yield Finding("shared-name", wrong, mention.span, mention.id)


def _loose_pronouns(view: View) -> Iterator[Finding]:
    for quote in view.quotes:
        if quote.speaker_state == "undecided":
            continue
        for source in quote.sources:
            for mention in mentions_in(view, source):
                is_pronoun = form_of(cut(view.article.text, mention.span)) == "pronoun"
                if mention.span == source and is_pronoun and mention.entity not in view.entities:
                    wrong = f"“{_shown(view, source)}” stands for nobody of the cast"
                    yield Finding("loose-pronoun", wrong, source, mention.id)


def _other_speakers(view: View) -> Iterator[Finding]:
    for quote in view.quotes:
        for source in quote.sources if quote.speakers else ():
            head = head_mention(view, source)
            if head is None or head.entity is None or _is_told(view, quote, source):
                continue
            speaker = _named(view, quote.speakers[0])
            wrong = f"the source names {_named(view, head.entity)}, the speaker is {speaker}"
            yield Finding("other-speaker", wrong, source, quote.id)


def _cut_words(view: View) -> Iterator[Finding]:
    text = view.article.text
    spans = [(span, quote.id) for quote in view.quotes for _, span in quote.parts]
    spans += [(mention.span, mention.id) for mention in view.mentions]
    for span, item in spans:
        if cuts_word(text, span.start) or cuts_word(text, span.end):
            yield Finding("cut-word", f"{_quoted(view, span)} cuts a word", span, item)


def _odd_cues(view: View, parse: Parse) -> Iterator[Finding]:
    """Cues of which no word is a verb, a marker or a noun that reports."""
    text = view.article.text
    for quote in view.quotes:
        if quote.cues and not any(can_be_cue(text, cue, parse) for cue in quote.cues):
            wrong = f"the cue {_quoted(view, quote.cues[0])} is no verb, marker or known noun"
            yield Finding("odd-cue", wrong, quote.cues[0], quote.id)


CHECKS: dict[str, Callable[[View], Iterable[Finding]]] = {
    "unbalanced quotation mark": _lone_marks,
    "quote without a source": _missing_sources,
    "quote with an undecided speaker": _undecided_speakers,
    "quote without a speaker": _missing_speakers,
    "source inside its own contents": _misplaced_sources,
    "empty or overlapping contents": _broken_contents,
    "one name with two labels": _two_labels,
    "two entities that look like one": _same_entity,
    "two people bear one name": _shared_names,
    "source pronoun without a cast member": _loose_pronouns,
    "speaker that differs from its source's entity": _other_speakers,
    "span that cuts a word": _cut_words,
}
"""What is looked for without a parse, under the words that the documentation has for it."""


def _of_quote(view: View, name: str, wrong: str, quote: Quote) -> Finding:
    span = quote.contents[0] if quote.contents else quote.hull
    return Finding(name, f"{wrong}: {_quoted(view, span)}", span, quote.id)


def _is_told(view: View, quote: Quote, source: Span) -> bool:
    """Whether one of the quote's speakers is mentioned in the source."""
    return any(mention.entity in quote.speakers for mention in mentions_in(view, source))


def _places(view: View) -> dict[str, tuple[Span, str]]:
    """Where each entity that somebody refers to is first met."""
    places: dict[str, tuple[Span, str]] = {}
    for mention in view.mentions:
        if mention.entity is not None and mention.entity in view.entities:
            places.setdefault(mention.entity, (mention.span, mention.id))
    for quote in view.quotes:
        for speaker in quote.speakers:
            if speaker in view.entities:
                span = quote.sources[0] if quote.sources else quote.hull
                places.setdefault(speaker, (span, quote.id))
    return places


def _bearers(
    view: View, names: dict[str, tuple[str, ...]]
) -> defaultdict[tuple[str, ...], list[str]]:
    """For each run of words the entities whose names are it or end with it.

    People's names also count by how they begin: `Ri` is `Ri Yong-ho`. A phrase
    such as `a spokesman for Hale` is not one of Hale's names.
    """
    bearers: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for entity, words in names.items():
        if has_preposition(view.entities[entity].name):
            bearers[words].append(entity)
            continue
        runs = {words[at:] for at in range(len(words))}
        if view.entities[entity].label == "PERSON":
            runs |= {words[:at] for at in range(1, len(words))}
        for run in runs:
            bearers[run].append(entity)
    return bearers


def _may_be_one(one: Entity, other: Entity) -> bool:
    labels = {one.label, other.label}
    return labels <= _PARTS_OF_NAMES and len(labels - {None}) <= 1


def _named(view: View, entity: str) -> str:
    return f"“{_short(view.entities[entity].name)}”" if entity in view.entities else "nobody"


def _shown(view: View, span: Span) -> str:
    return _short(cut(view.article.text, Span(span.start, min(span.end, span.start + 2 * _SHOWN))))


def _quoted(view: View, span: Span) -> str:
    """Some words in quotation marks, which they may bring along."""
    said = _shown(view, span)
    return said if said[:1] in _OPENING else f"“{said}”"


def _short(text: str) -> str:
    plain = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1].rstrip() + "…"

"""The guideline as rules, and which of them fit the item in focus."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from annotators.model.items import Entity, Mention, Quote, Role
from annotators.model.kind import Kind
from annotators.model.naming import form_of
from annotators.model.reporting import CONJUNCTIONS, CUE_NOUNS, DOCUMENTS, MEDIUM
from annotators.model.span import Span, cut
from annotators.model.view import View

_HEADING = re.compile(r"^(#{1,6}) +(.*?) *#*$", re.MULTILINE)
_RULE = re.compile(r"(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*): +(?P<title>.+)")
_VERSION = re.compile(r"^Version: *(\S+)", re.MULTILINE)
_RULE_LEVEL = 3


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its id, its title, and what it says, with its examples."""

    slug: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Guideline:
    """A version of the guideline; its rules by id, in their order."""

    version: str
    rules: Mapping[str, Rule] = field(default_factory=dict)


def parse_guideline(text: str) -> Guideline:
    """The guideline in a Markdown text: each heading `### id: Title` begins a rule.

    Raises ValueError when two rules have one id.
    """
    headings = list(_HEADING.finditer(text))
    ends = [*(heading.start() for heading in headings[1:]), len(text)]
    rules: dict[str, Rule] = {}
    for heading, end in zip(headings, ends, strict=False):
        named = _RULE.fullmatch(heading[2])
        if len(heading[1]) != _RULE_LEVEL or named is None:
            continue
        if named["slug"] in rules:
            raise ValueError(f"two rules are called {named['slug']}")
        body = text[heading.end() : end].strip()
        rules[named["slug"]] = Rule(named["slug"], named["title"], body)
    version = _VERSION.search(text)
    return Guideline(version[1] if version else "", MappingProxyType(rules))


def fitting_rules(view: View, item: Quote | Mention | None, role: Role | None) -> tuple[str, ...]:
    """Ids of the rules that fit what is in focus, best first.

    `role` is the part of the quote in focus; None means the quote as a whole,
    and its speaker. Without an item: what an attribution is.
    """
    if item is None:
        return ("attribution-yes", "attribution-no", "scare-quotes", "headline")
    if isinstance(item, Mention):
        return _mention_rules(view, item)
    case = _Case(view, item)
    about: dict[Role | None, tuple[_Test, ...]] = {
        "contents": (*_CONTENTS, *_STRUCTURE, *_CUE, *_SOURCE, *_SPEAKER),
        "cues": (*_CUE, *_STRUCTURE, *_SOURCE, *_CONTENTS, *_SPEAKER),
        "sources": (*_SOURCE, *_SPEAKER, *_CUE, *_CONTENTS, *_STRUCTURE),
        None: (*_SPEAKER, *_STRUCTURE, *_CONTENTS, *_CUE, *_SOURCE),
    }
    fitting = (slug for slug, fits in about[role] if fits(case))
    return tuple(dict.fromkeys((*fitting, "attribution-yes", "attribution-no")))


def _mention_rules(view: View, mention: Mention) -> tuple[str, ...]:
    is_pronoun = form_of(cut(view.article.text, mention.span)) == "pronoun"
    if mention.form == "pronoun" or is_pronoun:
        return ("speaker-pronoun", "mention-nominal", "source-relative")
    if mention.form == "nominal":
        return ("mention-nominal", "speaker-group", "speaker-unnamed")
    return ("mention-name", "speaker-entity")


_WORDS = re.compile(r"\w+(?:[’']\w+)*")
_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|been|be|being)\s+(?:(?:not|also|\w+ly)\s+)*"
    r"(?:\w+ed|told|said|known|heard|seen|thought|written|understood)\b"
)
_POSSESSIVE = re.compile(r"(?:[’']s?|^(?:his|her|its|their|my|our|your))$", re.IGNORECASE)
_INDEFINITE = re.compile(r"(?:an?|one|two|three|several|some|another)\s", re.IGNORECASE)


class _Case:
    """What the rules ask about one quote, found when first asked."""

    def __init__(self, view: View, quote: Quote) -> None:
        self.view = view
        self.quote = quote
        self.text = view.article.text

    @cached_property
    def kind(self) -> Kind:
        return self.view.kinds.of(self.quote)

    @cached_property
    def cue(self) -> str:
        return " ".join(self._cut(span) for span in self.quote.cues).casefold()

    @cached_property
    def source(self) -> str:
        return " ".join(self._cut(span) for span in self.quote.sources)

    @cached_property
    def first_word(self) -> str:
        """The first word of the contents, in small letters."""
        begins = self.text[self.quote.start : self.quote.start + 40] if self.quote.contents else ""
        word = _WORDS.search(begins)
        return word[0].casefold() if word else ""

    @cached_property
    def cue_words(self) -> set[str]:
        return set(_WORDS.findall(self.cue))

    @cached_property
    def speakers(self) -> list[Entity]:
        known = self.view.entities
        return [known[speaker] for speaker in self.quote.speakers if speaker in known]

    @cached_property
    def is_nested(self) -> bool:
        parents = self.view.parents
        return self.quote.id in parents or self.quote.id in parents.values()

    @cached_property
    def crosses_paragraphs(self) -> bool:
        zones = {self.view.article.zone_at(span.start) for span in self.quote.contents}
        return len(zones) > 1

    @cached_property
    def is_block(self) -> bool:
        """Whether the contents stand in another paragraph than the cue."""
        article, quote = self.view.article, self.quote
        if not (quote.cues and quote.contents):
            return False
        return article.zone_at(quote.cues[0].start) != article.zone_at(quote.contents[0].start)

    @cached_property
    def in_headline(self) -> bool:
        zone = self.view.article.zone_at(self.quote.start)
        return zone is not None and zone.kind in {"headline", "subhead"}

    @cached_property
    def shares_source(self) -> bool:
        """Whether another quote is attributed to the very same words."""
        own = set(self.quote.sources)
        others = (other for other in self.view.quotes if other.id != self.quote.id)
        return any(own & set(other.sources) for other in others)

    @property
    def is_group(self) -> bool:
        """Whether something other than one named person speaks."""
        if any(speaker.label not in {"PERSON", None} for speaker in self.speakers):
            return True
        words = _WORDS.findall(self.source.casefold())
        return bool(words) and (bool(DOCUMENTS & set(words)) or words[-1].endswith("s"))

    @property
    def is_described(self) -> bool:
        """Whether the source is a phrase such as `a transit official`."""
        return bool(_INDEFINITE.match(self.source)) and form_of(self.source) == "nominal"

    def before_cue(self) -> str:
        """The few signs before the first cue."""
        start = self.quote.cues[0].start if self.quote.cues else 0
        return self.text[max(0, start - 8) : start]

    def after_cue(self) -> str:
        """What follows the last cue, as far as its line goes."""
        end = self.quote.cues[-1].end if self.quote.cues else 0
        return self.text[end : end + 40].split("\n")[0] if self.quote.cues else ""

    def _cut(self, span: Span) -> str:
        return cut(self.text, span)


_Test = tuple[str, Callable[[_Case], bool]]


def _always(_: _Case) -> bool:
    return True


def _has_verb(case: _Case) -> bool:
    return bool(case.cue_words) and not _has_noun(case) and "according" not in case.cue_words


def _has_noun(case: _Case) -> bool:
    return bool(case.cue_words & CUE_NOUNS) and (
        bool(_POSSESSIVE.search(case.source))
        or case.cue.endswith((" of", " about"))
        or case.before_cue().casefold().endswith(("the ", "a ", "an "))
    )


_CONTENTS: tuple[_Test, ...] = (
    ("contents-that", lambda c: c.first_word in CONJUNCTIONS),
    ("contents-to", lambda c: c.first_word == "to"),
    ("contents-paragraphs", lambda c: c.crosses_paragraphs),
    ("contents-split", lambda c: len(c.quote.contents) > 1 and not c.crosses_paragraphs),
    ("contents-marks", lambda c: c.kind != "indirect"),
    ("contents-indirect", lambda c: c.kind != "direct"),
    ("headline", lambda c: c.in_headline),
    ("scare-quotes", lambda c: c.kind == "mixed"),
)
_CUE: tuple[_Test, ...] = (
    ("cue-according", lambda c: "according" in c.cue_words),
    ("cue-block", lambda c: c.is_block),
    ("cue-colon", lambda c: c.cue.endswith(":") or c.after_cue().startswith(":")),
    ("cue-noun", _has_noun),
    ("source-passive", lambda c: " as saying" in c.cue or c.after_cue().startswith(" by ")),
    ("cue-verb", _has_verb),
    ("cue-block", lambda c: bool(MEDIUM.search(c.cue)) and c.cue.endswith(":")),
)
_SOURCE: tuple[_Test, ...] = (
    ("source-none", lambda c: not c.quote.sources or c.quote.speaker_state == "none"),
    ("source-relative", lambda c: c.source.casefold() in {"who", "which", "that", "whom"}),
    ("source-possessive", lambda c: bool(_POSSESSIVE.search(c.source))),
    ("source-passive", lambda c: bool(_PASSIVE.search(c.cue))),
    ("source-phrase", lambda c: bool(c.quote.sources)),
)
_SPEAKER: tuple[_Test, ...] = (
    ("speaker-unnamed", lambda c: c.quote.speaker_state == "unnamed" or c.is_described),
    ("source-none", lambda c: c.quote.speaker_state == "none"),
    ("speaker-undecided", lambda c: c.quote.speaker_state == "undecided"),
    ("speaker-pronoun", lambda c: form_of(c.source) == "pronoun"),
    ("speaker-group", lambda c: c.is_group),
    ("speaker-entity", _always),
)
_STRUCTURE: tuple[_Test, ...] = (
    ("nesting", lambda c: c.is_nested),
    ("structure-chain", lambda c: c.shares_source),
)

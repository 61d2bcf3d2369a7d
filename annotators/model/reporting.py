"""Words that report: verbs and nouns that can be cues, and what stands beside them.

A small list, for proposing without a model; the extractor has a lexicon of its own.
"""

from __future__ import annotations

import re

from annotators.model.parse import Parse
from annotators.model.span import Span, cut


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_REGULAR = _words(
    "accept accuse acknowledge add address admit advise advocate affirm agree allege announce"
    " answer anticipate apologize appeal applaud argue ask assert assure bark beg believe blame"
    " blast boast call caution challenge charge cite claim clarify comment complain concede"
    " conclude condemn confess confide confirm consider contend contest cry counter criticize"
    " debate decide declare decline defend demand denounce deny describe detail dismiss dispute"
    " disclose discuss doubt echo elaborate emphasize endorse estimate exclaim expect explain"
    " express fear forecast gush guess hail hint hope imply indicate inform inquire insist"
    " instruct interject joke judge jest lament laugh list maintain mention moan mumble murmur"
    " muse mutter note notify object observe offer oppose opine order outline persuade plan"
    " plead pledge point ponder portray praise predict promise propose protest question quip"
    " quote reaffirm realize reason recall reckon recommend recount refuse regard reiterate"
    " reject relate remark remember remind repeat reply report request respond retort reveal"
    " rule scoff scream shout shrug sigh signal snap speculate state stipulate stress suggest"
    " summarize support suppose surmise suspect testify thank threaten tout tweet underline"
    " underscore urge venture voice vow wail want warn whisper wish wonder worry yell criticise"
    " emphasise apologise summarise realise blog post text email"
)
_IRREGULAR = _words(
    "say says said saying tell tells told telling think thinks thought thinking know knows knew"
    " known knowing write writes wrote written writing hold holds held holding swear swears"
    " swore sworn swearing read reads reading feel feels felt feeling understand understands"
    " understood hear hears heard find finds found put puts putting go goes went foresee"
    " foresees foresaw see sees saw seen forbid forbids forbade bet bets mean means meant teach"
)
_DOUBLING = re.compile(r"(?:admit|beg|snap|hint|quip|plan|bet|blog)$")


def _forms(verb: str) -> set[str]:
    if verb.endswith("e"):
        return {verb, verb + "s", verb + "d", verb[:-1] + "ing"}
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    stem = verb + verb[-1] if _DOUBLING.search(verb) and verb != "hint" else verb
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    return {verb, third, stem + "ed", stem + "ing"}


REPORTING_VERBS = frozenset(form for verb in _REGULAR for form in _forms(verb)) | _IRREGULAR
"""Forms of verbs of saying, writing, thinking and wanting, in small letters."""

SAYING_VERBS = frozenset(
    form
    for verb in _words(
        "add admit announce answer argue ask complain conclude continue declare explain insist"
        " joke note observe quip recall remark reply report respond shout state suggest testify"
        " tweet urge warn whisper write"
    )
    for form in _forms(verb)
) | _words("say says said saying tell tells told telling wrote writes written continued")
"""Forms of the verbs that mostly stand beside direct speech."""

CUE_NOUNS = _words(
    "accusation allegation announcement answer appeal assertion belief call charge claim"
    " comment complaint concern conclusion criticism demand denial expectation fear forecast"
    " hope idea insistence intention opinion plan pledge plea praise prediction promise proposal"
    " reply report request statement suggestion threat view vow warning claims comments fears"
    " hopes plans words"
)
"""Nouns that report when what they report is given."""

_NOUNS = CUE_NOUNS | _words(
    "account agreement apology approval argument assessment attack blast boast broadside case"
    " certainty chant characterization commitment condemnation confession confidence consensus"
    " contention conviction counterclaim critique debate decision declaration defense defence"
    " denunciation description desire determination disagreement disappointment discussion dismay"
    " doubt encouragement endorsement enthusiasm estimate explanation feeling finding frustration"
    " guess guidance hint idea impression indication inquiry instruction joke lament message"
    " mention mood news notion objection observation offer opposition optimism order outrage"
    " petition pitch position post preference projection query question quip quote reaction"
    " realization reasoning rebuke recommendation refusal regret remark reminder response"
    " revelation rhetoric rule ruling rumor rumour scorn sentiment skepticism slogan speculation"
    " speech stance story support surprise suspicion talk testimony theory thought tip tweet"
    " understanding verdict vote will wish word worry"
)
_MARKERS = re.compile(
    r"(?:.*[:–—―-]|according to|per|as per|in (?:the )?(?:words|view|opinion|eyes) of)", re.DOTALL
)
_WORD = re.compile(r"[^\W\d_]+")
_VERBS = ("VB", "MD")

DOCUMENTS = _words(
    "article book document email filing letter memo note paper petition poll polls post record"
    " report ruling statement study survey text tweet"
)
"""Nouns for what is written, and can be who speaks."""

CONJUNCTIONS = _words("that whether if how why")
"""Words that begin what is said and belong to it."""

MEDIUM = re.compile(
    r"\s+(?:in|on|through|via)\s+(?:an?|the|his|her|its|their)?\s*(?:[\w-]+\s+){0,2}?"
    r"(?:statement|email|e-mail|interview|letter|tweet|post|report|speech|memo|filing|press"
    r" conference|news conference|briefing|text message|video|release|Twitter|Facebook)\b"
)
"""A medium named right after a verb belongs to the cue: `said in an email`."""


def is_reporting(word: str) -> bool:
    """Whether a word can be the verb of a cue, by its form alone."""
    return word.casefold() in REPORTING_VERBS


def can_be_cue(text: str, span: Span, parse: Parse) -> bool:
    """Whether some words are, or hold, a verb, a marker (`according to`, `:`) or a known noun."""
    if any(parse.tags[token].startswith(_VERBS) for token in parse.tokens_in(span)):
        return True
    said = cut(text, span).casefold().strip()
    return _MARKERS.fullmatch(said) is not None or any(
        word in REPORTING_VERBS or _is_known_noun(word) for word in _WORD.findall(said)
    )


def _is_known_noun(word: str) -> bool:
    forms = {word, word.removesuffix("s"), word.removesuffix("es")}
    return bool(_NOUNS & (forms | {word.removesuffix("ies") + "y"}))

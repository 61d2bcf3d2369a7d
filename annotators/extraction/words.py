"""Words that rules name: verbs of speech, pronouns, titles, what stands for people."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a list that is written as running text."""
    return frozenset(text.split())


SPEECH_VERBS = word_set(
    """
    acknowledge add admit advise affirm agree allege announce answer argue ask assert assure begin
    blog boast caution charge chide claim comment complain concede conclude confess confirm contend
    continue counter cry declare demand deny elaborate emphasize email exclaim explain fume grumble
    hint inform inquire insist interject joke lament maintain mention muse mutter note object
    observe offer opine plead pledge point_out post predict proclaim promise protest quip quote read
    reason recall recount reiterate remark remind repeat reply report respond retort reveal rule
    say shout sigh snap state stress suggest tell testify text thank think tweet urge vow warn
    whisper wonder write yell
    """
)

INTRODUCING = frozenset({"quote", "cite", "call", "describe", "label", "dub", "term"})

REPORTS = word_set(
    """
    statement interview email e-mail tweet post speech letter article op-ed memo report release
    essay column note message testimony book ruling opinion filing headline
    """
)

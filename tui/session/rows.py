"""What a list says of a proposal, or of what a change would do: one thing a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotators.model.items import Mention, Quote
from annotators.model.span import Spans, cut
from annotators.model.view import View
from tui.session.asking import Row

if TYPE_CHECKING:
    from annotators.model.carrying import Step
    from annotators.model.proposals import Proposal

_CUE, _SOURCE, _NAME, _CONTENTS = 16, 22, 18, 50
"""How many characters of each are shown."""
_STATES = {"none": "nobody is given", "undecided": "undecided", "unnamed": "unnamed"}


def reading_rows(view: View, key: str, proposal: Proposal) -> list[Row]:
    """A proposal in words, and below it what it rests on."""
    if proposal.contents:
        told = f"said: {_words(view, proposal.contents, _CONTENTS)}"
    else:
        cue = _words(view, proposal.cues, _CUE) or "no cue"
        source = _words(view, proposal.sources, _SOURCE) or "no source"
        told = f"{cue} · {source} → {_speaker(view, proposal)}"
    return [(key, told), ("", f"  {proposal.because}")]


def step_row(view: View, step: Step) -> Row:
    """What a change does at one place: which item, its words, from what to what."""
    item = view.locate(step.item)
    if isinstance(item, Mention):
        place = f"mention {view.number_of(item)}"
    elif isinstance(item, Quote):
        place = f"quote {view.number_of(item)}"
    else:
        place = ""
    change = f"{short(step.before, _NAME)} → {short(step.after, _NAME)}"
    return "", f"{place}: {change}  {cut(view.article.text, step.span)}"


def counted(number: int, thing: str) -> str:
    """A number of things: `1 quote`, `2 quotes`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def short(text: str, longest: int) -> str:
    """A text cut to so many characters."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _speaker(view: View, proposal: Proposal) -> str:
    names = [view.entities[s].name for s in proposal.speakers if s in view.entities]
    return ", ".join(names) or _STATES.get(proposal.state, "")


def _words(view: View, spans: Spans, longest: int) -> str:
    return short(" … ".join(cut(view.article.text, span) for span in spans), longest)

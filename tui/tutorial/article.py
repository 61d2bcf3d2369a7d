"""The article of the tutorial, and a draft of it with the mistakes that its steps put right."""

from __future__ import annotations

from annotators.model.items import Entity, Item, Mention, Quote, Trace
from annotators.model.layer import Header, Layer
from annotators.model.review import Review
from annotators.model.span import Span
from annotators.reading.text import article_of
from tui.session.session import Session

TEXT = """\
Lamp on Gull Rock stays lit
By Ebba Strand

The lamp on Gull Rock will burn for another winter, the harbour board said on Monday.

“The boats need it,” said Nora Vance, who keeps the light.

Her neighbour Piet Lomas disagreed. “It shines into my bedroom,” he said.

“Nobody asked the seals,” Lomas added.

“The seals have not complained,” Vance said.
"""

_BOARD = Entity(id="e1", name="the harbour board", digit=1)
_VANCE = Entity(id="e2", name="Nora Vance", label="PERSON", digit=2)
_LOMAS = Entity(id="e3", name="Piet Lomas", label="PERSON", digit=3)


def scratch_session() -> Session:
    """The article as nobody has seen it yet. It lies in no file, and nothing of it is kept."""
    article = article_of(TEXT, article_id="tutorial")
    header = Header(
        model="tutorial", draft="tutorial", annotator="tutorial", created="2026-01-01T00:00:00Z"
    )
    return Session(Review(article, "you", draft=Layer.of(header, _draft())))


def place(words: str, *, after: str = "") -> Span:
    """Where words stand in the article, the first time or the first time after others."""
    start = TEXT.index(words, TEXT.index(after))
    return Span(start, start + len(words))


def _draft() -> tuple[Item, ...]:
    he = place("he", after="bedroom,” ")
    nora, piet = place("Nora Vance"), place("Piet Lomas")
    board, lomas = place("the harbour board"), place("Lomas", after="seals,” ")
    return (
        _BOARD,
        _VANCE,
        _LOMAS,
        _mention("m1", board, _BOARD, "nominal"),
        _mention("m2", nora, _VANCE),
        _mention("m3", piet, _LOMAS),
        _mention("m4", he, _LOMAS, "pronoun"),
        _mention("m5", lomas, _LOMAS),
        _mention("m6", place("Vance", after="complained"), _VANCE),
        _quote("q1", place("The lamp on Gull Rock will burn for another winter"),
               place("said"), board, _BOARD, 0.93),
        _quote("q2", place("“The boats need it,”"),
               place("said", after="need it"), nora, _LOMAS, 0.48),
        _quote("q3", place("“It shines into my bedroom,”"),
               place("said", after="bedroom"), he, _VANCE, 0.41),
        _quote("q4", place("Nobody asked"), place("added"), lomas, _LOMAS, 0.66),
    )  # fmt: skip


def _mention(item: str, span: Span, entity: Entity, form: str = "name") -> Mention:
    if form == "name":
        return Mention(id=item, span=span, label=entity.label, entity=entity.id)
    return Mention(
        id=item, span=span, form="pronoun" if form == "pronoun" else "nominal", entity=entity.id
    )


def _quote(  # noqa: PLR0917 - a quote is told in one line
    item: str, contents: Span, cue: Span, source: Span, speaker: Entity, score: float
) -> Quote:
    return Quote(
        id=item,
        contents=(contents,),
        cues=(cue,),
        sources=(source,),
        speakers=(speaker.id,),
        speaker_state="known",
        trace=Trace(score=score),
    )

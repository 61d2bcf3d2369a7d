"""One record with a bit of everything, on a text with emoji, combining marks and CRLF."""

from __future__ import annotations

from annotators.exchange.format import Record
from annotators.model.article import Article
from annotators.model.items import Entity, Mention, Origin, Quote, Trace
from annotators.model.layer import Header, Layer
from annotators.model.span import Span

TEXT = (
    "🚢 Harbour shut\r\n\r\n“We go 👩\u200d👩\u200d👧,” said Ada Quill, who ne\u0301ver waits."
    " “At noon.”\r\nThe board said that it had told her no.\ufeff\r\n"
)


def at(words: str, nth: int = 0) -> Span:
    """Where the words stand for the nth time."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


RECORD = Record(
    article=Article(id="port/harbour", text=TEXT, meta={"headline": "Harbour shut"}),
    layer=Layer.of(
        Header(
            annotator="anna",
            purpose="gold",
            scope=("quotes", "speakers", "entities"),
            created="2026-01-01T10:00:00Z",
            revision=2,
            guideline="1",
        ),
        [
            Entity(id="e1", name="Ada Quill", aliases=("Quill",), label="PERSON", digit=1),
            Entity(id="e2", name="the board", kb_id="Q1"),
            Mention(id="m1", span=at("Ada Quill"), label="PERSON", entity="e1"),
            Mention(id="m2", span=at("Harbour"), label="FAC"),
            Mention(id="m3", span=at("her", 0), form="pronoun", entity="e1"),
            Mention(id="m4", span=at("The board"), form="nominal", entity="e2"),
            Mention(id="m5", span=at("waits"), trace=Trace(decision="rejected")),
            Quote(
                id="q1",
                contents=(at("“We go 👩\u200d👩\u200d👧,”"), at("“At noon.”")),
                cues=(at("said"),),
                sources=(at("Ada Quill, who ne\u0301ver waits"),),
                speakers=("e1",),
                speaker_state="known",
                trace=Trace(
                    decision="accepted", origin=Origin("d", "i"), by="anna", note="fine", score=0.5
                ),
            ),
            Quote(
                id="q2",
                contents=(at("it had told her no"),),
                cues=(at("said", 1),),
                sources=(at("The board"),),
                speakers=("e2",),
                speaker_state="known",
                trace=Trace(decision="added", by="anna", extra={"certainty": 3}),
            ),
            Quote(
                id="q3",
                contents=(at("no", 1),),
                cues=(at("told"),),
                speaker_state="none",
                trace=Trace(decision="added"),
            ),
            Quote(id="q4", contents=(at("waits"),), trace=Trace(decision="rejected")),
        ],
    ),
    extra={"publisher": "The Lantern"},
)

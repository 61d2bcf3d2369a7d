"""spaCy component: the words that may report what somebody says, as `doc.spans["cues"]`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from annotators.extraction.attribution import Cue, declare_extensions
from annotators.extraction.frame import Frame
from annotators.extraction.frames import find_frames
from annotators.extraction.lexicon import Lexicon, load_lexicon
from annotators.extraction.tokens import Tokens


class Cues:
    """Writes `Doc._.copydesk_cues`: every frame whose chance is at least `least`.

    Another tagger can take this one's place: it sets `Doc._.copydesk_cues` with
    the kind `*` where it does not know what sort of complement a cue takes.
    """

    def __init__(self, lexicon: Lexicon, least: float) -> None:
        self.lexicon = lexicon
        self.least = least

    def __call__(self, doc: Doc) -> Doc:
        """Mark the cues of one Doc."""
        frames = likely_frames(Tokens(doc), self.lexicon, self.least)
        doc._.copydesk_cues = [Cue(frame.head, frame.kind, chance) for frame, chance in frames]
        spans = {
            (frame.cue[0][0], frame.cue[-1][1] + 1): frame.kind
            for frame, _ in sorted(frames, key=lambda pair: pair[1])
        }
        doc.spans["cues"] = SpanGroup(
            doc, name="cues", spans=[Span(doc, *at, label=kind) for at, kind in spans.items()]
        )
        return doc


def likely_frames(tokens: Tokens, lexicon: Lexicon, least: float) -> list[tuple[Frame, float]]:
    """Frames with their chances, those below `least` left out."""
    chances = ((frame, lexicon.chance(*frame.key)) for frame in find_frames(tokens))
    return [(frame, chance) for frame, chance in chances if chance >= least]


@Language.factory(
    "copydesk_cues",
    assigns=["doc.spans", "doc._.copydesk_cues"],
    requires=["token.dep", "token.tag", "token.lemma"],
    default_config={"least": 0.3},
)
def make_cues(nlp: Language, name: str, least: float) -> Cues:  # noqa: ARG001 - spaCy hands both
    """Make the component; `least` is the smallest chance of a frame that is kept."""
    declare_extensions()
    return Cues(load_lexicon(), least)

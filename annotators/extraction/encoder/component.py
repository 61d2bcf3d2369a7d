"""spaCy component: quotes as a small encoder finds them, as `Doc._.quotes` and span groups."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from annotators.extraction.attribution import declare_extensions
from annotators.extraction.claims import claims_of
from annotators.extraction.encoder.engine import WEIGHTS, Engine, Thresholds
from annotators.extraction.encoder.joining import join
from annotators.extraction.encoder.network import PARTS, READER, TOKENIZER
from annotators.extraction.encoder.scoring import FILE
from annotators.extraction.lexicon import Lexicon, load_lexicon
from annotators.extraction.quotes import find_claims, frames_of, outside_marks, write_quotes
from annotators.extraction.tokens import Tokens

FILES = (READER, PARTS, TOKENIZER, FILE)


class EncodedQuotes:
    """The network’s claims, owners for what quotations they leave, and the reports inside these."""

    def __init__(self, lexicon: Lexicon, engine: Engine) -> None:
        self.lexicon, self.engine = lexicon, engine

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotes of one Doc."""
        tokens = Tokens(doc)
        frames = frames_of(tokens, self.lexicon)
        ruled = claims_of(tokens, outside_marks(tokens, frames))
        told = join(tokens, self.engine.claims(tokens), ruled)
        write_quotes(tokens, find_claims(tokens, self.lexicon, told, frames))
        return doc

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002 - spaCy's
        """Copy the weights beside the rest of a pipeline."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            shutil.copyfile(self.engine.folder / name, folder / name)

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> EncodedQuotes:  # noqa: ARG002
        """Take the weights that `to_disk` wrote."""
        self.engine = Engine(Path(path), self.engine.thresholds)
        return self


@Language.factory(
    "copydesk_encoder",
    assigns=["doc.spans", "doc._.quotes"],
    requires=["token.dep", "token.tag", "token.lemma", "doc._.copydesk_cues"],
    default_config={"weights": None, **asdict(Thresholds())},
)
def make_encoder(
    nlp: Language,  # noqa: ARG001 - spaCy hands both
    name: str,  # noqa: ARG001
    weights: str | None,
    least: float,
    enough: float,
) -> EncodedQuotes:
    """Make the component that runs after the parser and the cues.

    `weights` is a folder of weights in place of those shipped; the rest are the
    chances of `Thresholds`.
    """
    declare_extensions()
    folder = Path(weights) if weights else WEIGHTS
    return EncodedQuotes(load_lexicon(), Engine(folder, Thresholds(least, enough)))

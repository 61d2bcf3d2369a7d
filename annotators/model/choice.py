"""Which layers of an article a word means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotators.model.dossier import Dossier
from annotators.model.layer import Layer

DRAFT = "draft"
AT = "@"


def layers_called(word: str, dossier: Dossier | None, drafts: Sequence[Layer]) -> Iterator[Layer]:
    """The layers that `word` means.

    `gold` and `training` are the finished layers of that purpose, `draft` the
    newest draft, `draft@MODEL` the newest of a model whose name begins so, and
    any other name an annotator's finished layer. `drafts` are oldest first. What
    somebody made again counts for no purpose.
    """
    if is_draft(word):
        model = word.partition(AT)[2]
        yield from [d for d in drafts if (d.header.model or "").startswith(model)][-1:]
        return
    if dossier is None:
        return
    for layer in dossier.all_standing():
        if word in {layer.header.annotator, layer.header.purpose}:
            yield layer
    yield from (layer for layer in dossier.repeated() if layer.header.annotator == word)


def the_one(layers: Sequence[Layer]) -> Layer | None:
    """The only layer, or the only one that adjudicates the others; None where nothing tells."""
    adjudicated = [layer for layer in layers if layer.header.adjudicates]
    found = layers if len(layers) == 1 else adjudicated
    return found[0] if len(found) == 1 else None


def is_draft(word: str) -> bool:
    """Whether a word means drafts, and no person's layers."""
    return word.partition(AT)[0] == DRAFT

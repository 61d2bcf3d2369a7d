"""A dossier: everything people made of one article, as one file keeps it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from annotators.model.history import History
from annotators.model.layer import Layer


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """Open and finished layers and the history of one article.

    `sha256` is the hash of the text that all spans point into. `work` holds
    each annotator's open layer. `finished` holds every revision of every
    finished layer, oldest first; an annotator's newest one stands.
    """

    article: str
    sha256: str
    work: Mapping[str, Layer] = field(default_factory=dict)
    finished: tuple[Layer, ...] = ()
    history: History = field(default_factory=History)

    def standing(self, annotator: str) -> Layer | None:
        """The annotator's newest finished layer, or None."""
        own = [layer for layer in self.finished if layer.header.annotator == annotator]
        return max(own, key=lambda layer: layer.header.revision, default=None)

    def all_standing(self) -> tuple[Layer, ...]:
        """Each annotator's newest finished layer, in the order of their names; none made again."""
        return tuple(layer for layer in self._standing() if not layer.header.repeats)

    def repeated(self) -> tuple[Layer, ...]:
        """The newest finished layer of each annotator who did the article again."""
        return tuple(layer for layer in self._standing() if layer.header.repeats)

    def _standing(self) -> Iterator[Layer]:
        for name in sorted({layer.header.annotator for layer in self.finished}):
            layer = self.standing(name)
            if layer is not None:
                yield layer

    def layer(self, annotator: str) -> Layer | None:
        """The annotator's open layer, else the finished one that stands."""
        return self.work.get(annotator) or self.standing(annotator)

    def with_work(self, annotator: str, layer: Layer | None) -> Dossier:
        """The dossier with another open layer of the annotator; None closes it."""
        kept = {name: work for name, work in self.work.items() if name != annotator}
        if layer is not None:
            kept[annotator] = layer
        return replace(self, work=kept)

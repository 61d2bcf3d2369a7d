"""Comparing layers of the open article: which there are, and the session that settles them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotators.adjudication.overlay import Side, lay_over
from annotators.adjudication.settling import take_agreed
from annotators.model.dossier import Dossier
from annotators.model.layer import Layer
from annotators.model.review import Review
from tui.session.session import Session

_SETTLED = " (adjudicated)"


def sides(dossier: Dossier, drafts: Iterable[Layer]) -> list[Side]:
    """Every layer of an article that says something: people's by their names, then drafts."""
    names = sorted({*dossier.work, *(layer.header.annotator for layer in dossier.finished)})
    people = [(name, dossier.layer(name)) for name in names if not name.endswith(_SETTLED)]
    found = [Side(name, layer) for name, layer in people if layer is not None]
    models = {layer.header.model or layer.header.draft or "": layer for layer in drafts}
    return [*found, *(Side(name, layer) for name, layer in models.items())]


def compared(session: Session, chosen: Sequence[Side]) -> Session:
    """A session at the same article in which its annotator settles what these layers differ in.

    What is settled becomes a layer of its own, apart from the annotator's. When
    it is begun, what all sides say is taken.
    """
    mine = session.review
    overlay = lay_over(mine.article, chosen)
    review = Review(
        mine.article,
        mine.annotator + _SETTLED,
        dossier=mine.dossier,
        draft=overlay.draft,
        scope=overlay.draft.header.scope,
        guideline=mine.guideline,
        adjudicates=tuple(side.name for side in chosen),
    )
    if session.holder is None and mine.dossier.layer(review.annotator) is None:
        review.do(take_agreed(review.view, overlay, review.fresh))
    return Session(
        review,
        parse=session.units.parse,
        holder=session.holder,
        overlay=overlay,
        proposes=session.proposes,
    )

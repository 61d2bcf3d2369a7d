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
    found = [
        Side(name, layer)
        for name, layer in people
        if layer is not None and not (layer.header.repeats and name in dossier.work)
    ]
    models = {layer.header.model or layer.header.draft or "": layer for layer in drafts}
    return [*found, *(Side(name, layer) for name, layer in models.items())]


def to_correct(annotator: str, scored: Sequence[Side], known: Sequence[Side]) -> Sequence[Side]:
    """The sides to compare so that what is scored can be corrected.

    None where the annotator's own layer is scored. What they adjudicated
    before is corrected among the layers it was made of, by their names in `known`.
    """
    people = {
        side.layer.header.annotator: side.layer for side in scored if not is_model(side.layer)
    }
    if annotator in people or len(scored) < 2:  # noqa: PLR2004 - it takes two to differ
        return ()
    settled = people.get(annotator + _SETTLED)
    if settled is None:
        return scored
    made_of = [side for side in known if side.name in settled.header.adjudicates]
    return made_of if len(made_of) == len(settled.header.adjudicates) else ()


def is_model(layer: Layer) -> bool:
    """Whether a layer is a draft."""
    return bool(layer.header.model or layer.header.draft)


def compared(session: Session, chosen: Sequence[Side], *, begins: bool = True) -> Session:
    """A session at the same article in which its annotator settles what these layers differ in.

    What is settled becomes a layer of its own, apart from the annotator's. When
    it is begun, what all sides say is taken: at once, or else with the first decision.
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
    if begins and session.holder is None and mine.dossier.layer(review.annotator) is None:
        review.do(take_agreed(review.view, overlay, review.fresh))
    return Session(
        review,
        parse=session.units.parse,
        holder=session.holder,
        overlay=overlay,
        proposes=session.proposes,
    )

"""Spans that reach beyond the text: what only a file edited by hand holds."""

from __future__ import annotations

from collections.abc import Iterator

from annotators.errors import CopydeskError
from annotators.model.article import Article
from annotators.model.dossier import Dossier
from annotators.model.items import Mention, Quote
from annotators.model.layer import Layer
from annotators.project import Project


def beyond_text(
    project: Project, article: Article, dossier: Dossier | None, draft: Layer | None
) -> Iterator[CopydeskError]:
    """What is wrong with each layer of an article that has spans beyond its text.

    Nothing is left out or cut: such a layer can be read, shown and exported.
    """
    layers = (*dossier.work.values(), *dossier.finished) if dossier is not None else ()
    place = str(project.annotation_path(article.id))
    for layer in layers:
        whose = f"{place}, layer of {layer.header.annotator}"
        yield from _beyond(layer, article, whose, "correct it there or at the desk")
    if draft is not None:
        place = f"{project.draft_path(article.id)}, draft {draft.header.draft}"
        yield from _beyond(draft, article, place, "remove the file: drafts can be made again")


def _beyond(layer: Layer, article: Article, place: str, remedy: str) -> Iterator[CopydeskError]:
    length = len(article.text)
    items: tuple[Quote | Mention, ...] = (*layer.quotes.values(), *layer.mentions.values())
    found = [(end, item) for item in items if (end := _end(item)) > length]
    if found:
        end, item = found[0]
        sort = "quote" if isinstance(item, Quote) else "mention"
        more = f", and {len(found) - 1} more" if len(found) > 1 else ""
        yield CopydeskError(
            f"reaches beyond the text (to {end} of {length}){more}",
            place=f"{place}, {sort} {item.id}",
            remedy=remedy,
        )


def _end(item: Quote | Mention) -> int:
    return item.hull.end if isinstance(item, Quote) else item.span.end

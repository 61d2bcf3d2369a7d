"""Layers from a file taken into a project: compared first, never written over others."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Literal

from annotators.commands.adding import add_article, safe_id, text_bytes
from annotators.commands.known_texts import KnownTexts
from annotators.commands.layers import Shelf
from annotators.commands.printing import count
from annotators.errors import CopydeskError
from annotators.exchange.carried import with_carried
from annotators.exchange.fitting import fitted
from annotators.exchange.format import Record
from annotators.identity import check_annotator
from annotators.model.article import Article
from annotators.model.digits import digits_given, with_digits, without_digits
from annotators.model.dossier import Dossier
from annotators.model.history import Entry
from annotators.model.items import Item, Trace
from annotators.model.layer import Layer
from annotators.model.review import Clock, utc_now
from annotators.store.lock import hold

Outcome = Literal["new", "known"]


class Intake:
    """Takes the layers of a file into one project.

    `annotator` names whose they become, instead of whom the records name.
    `model` makes drafts of them instead; a draft made of another version of the
    text is fitted to the project's. `tell` is told what was moved or lost by that,
    and where a record is of an article that has another id here. `added` counts the
    articles that are new.
    """

    def __init__(
        self,
        shelf: Shelf,
        *,
        annotator: str | None = None,
        model: str | None = None,
        tell: Callable[[str], None] = lambda _: None,
        clock: Clock = utc_now,
    ) -> None:
        self._shelf = shelf
        self._annotator = annotator
        self._model = model
        self._tell = tell
        self._clock = clock
        self._texts: KnownTexts | None = None
        self.added = 0

    def take(self, records: Iterable[Record]) -> list[Outcome]:
        """Take all records of one article, or none of them; what became of each.

        An article whose id and text the project did not have is added. Raises
        CopydeskError, with the line, for the first that cannot be taken.
        """
        every = list(records)
        article = self._article(safe_id(every[0].article.id), every)
        article_id = article.id
        if self._model is not None:
            there = [self._fitted(record, article) for record in every]
            return [self._take_draft(article, record, self._model) for record in there]
        with hold(self._shelf.project, article_id, self._annotator or "import"):
            dossier = self._shelf.dossier(article) or Dossier(
                article=article_id, sha256=article.sha256
            )
            outcomes: list[Outcome] = []
            for record in every:
                layer = self._of_person(with_carried(record, article), record.place)
                layer = with_digits(layer, digits_given(dossier, self._shelf.drafts(article)))
                before, dossier = dossier, self._with_layer(dossier, layer, record.place)
                outcomes.append("known" if dossier is before else "new")
            if "new" in outcomes:
                self._shelf.save(dossier, article)
        return outcomes

    def _article(self, article_id: str, records: Iterable[Record]) -> Article:
        texts = {record.article.sha256: record for record in records}
        if len(texts) > 1:
            raise _refused(
                list(texts.values())[1].place,
                "another text under the same id",
                "give the record another id",
            )
        ((sha256, record),) = texts.items()
        there = self._shelf.project.article_path(article_id).exists()
        article = self._shelf.article(article_id) if there else None
        if article is not None and article.sha256 == sha256:
            return article
        other = self._same_text(record.article)
        if other not in {None, article_id}:
            self._tell(f"{article_id}: its text is that of {other}, so it is taken in there")
            return self._shelf.article(str(other))
        if article is None:
            text = text_bytes(record.article.text)
            article = add_article(self._shelf.project, article_id, text).article
            self.added += 1
            return article
        if self._model is None:
            raise _refused(
                record.place,
                f"its text is not that of the project's article {article_id}",
                "give the record another id",
            )
        return article

    def _same_text(self, article: Article) -> str | None:
        """The article of this text that was here before the file, whatever its id."""
        if self._texts is None:
            # What comes in with the file is not known: it may hold one text under two ids.
            self._texts = KnownTexts(self._shelf.project)
        same = self._texts.twin(article)
        return same if same or self._model is None else self._texts.alike(article)

    def _of_person(self, layer: Layer, place: str) -> Layer:
        header = layer.header
        if header.draft and not self._annotator:
            raise _refused(place, "it is a draft", "name its model with --as-draft")
        if not (self._annotator or header.annotator):
            raise _refused(place, "it names no annotator", "name one with --as")
        name = check_annotator(self._annotator or header.annotator, place=place)
        if header.purpose == "gold" and any(item.trace.bulk for item in layer.items()):
            raise _refused(place, "it is gold with items accepted in bulk", "make it training")
        items = [_decided(item, name) for item in layer.items()]
        return Layer.of(replace(header, annotator=name, draft=None), items)

    def _with_layer(self, dossier: Dossier, layer: Layer, place: str) -> Dossier:
        """The dossier with the layer; the very same one when there is nothing to do."""
        name, purpose = layer.header.annotator, layer.header.purpose
        if purpose is None:
            if _is_same(dossier.work.get(name), layer):
                return dossier
            if name in dossier.work:
                raise _refused(place, f"{name} has other open work here", "finish that first")
            return dossier.with_work(name, layer)
        standing = dossier.standing(name)
        if layer.header.revision < 1:
            last = standing.header.revision if standing else 0
            if _is_same(standing, layer.with_header(revision=last)):
                return dossier
            layer = layer.with_header(revision=last + 1)
        revision = layer.header.revision
        for known in dossier.finished:
            if (known.header.annotator, known.header.revision) == (name, revision):
                if _is_same(known, layer):
                    return dossier
                wrong = f"{name} has another revision {revision} here"
                raise _refused(place, wrong, "give the layer another revision, or use --as")
        entry = Entry(
            number=dossier.history.next_number,
            kind="finish",
            intent=f"import as {purpose}",
            by=name,
            at=self._now(),
            purpose=purpose,
            revision=revision,
        )
        return replace(
            dossier,
            finished=(*dossier.finished, layer),
            history=dossier.history.with_entry(entry),
        )

    def _fitted(self, record: Record, article: Article) -> Record:
        """The record over the project's text; told is what that took.

        Raises CopydeskError where nothing of it stands there: it is of another article.
        """
        if record.article.sha256 == article.sha256:
            return record
        found = fitted(record, article)
        if found.lost and not (found.record.layer.quotes or found.record.layer.mentions):
            raise _refused(
                record.place,
                f"none of its words are in the project's article {article.id}",
                "give the record another id",
            )
        where = f"{article.id}: it is of another version of the text"
        self._tell(f"{where}: {count(len(found.moved), 'item')} moved, {len(found.lost)} lost")
        for name in found.lost:
            self._tell(f"{article.id}: the words of {name} are not in the text")
        return found.record

    def _take_draft(self, article: Article, record: Record, model: str) -> Outcome:
        layer = with_carried(record, article)
        items = [_undecided(i) for i in layer.items() if i.trace.decision != "rejected"]
        mark = hashlib.sha256(repr((article.sha256, items)).encode()).hexdigest()[:12]
        header = replace(
            layer.header,
            annotator="",
            purpose=None,
            revision=0,
            model=model,
            draft=f"{model}-{mark}",
            created=layer.header.created or self._now(),
        )
        given = digits_given(self._shelf.dossier(article), self._shelf.drafts(article))
        return self._shelf.add_draft(article, with_digits(Layer.of(header, items), given))

    def _now(self) -> str:
        return self._clock().isoformat(timespec="seconds").replace("+00:00", "Z")


def _is_same(known: Layer | None, layer: Layer) -> bool:
    """Whether they say the same; digits are the desk's own."""
    return known is not None and without_digits(known) == without_digits(layer)


def _decided(item: Item, name: str) -> Item:
    """What stands in a person's layer is decided; what says nothing of it was added."""
    if item.trace.decision is not None:
        return item
    return replace(item, trace=replace(item.trace, decision="added", by=item.trace.by or name))


def _undecided(item: Item) -> Item:
    trace = item.trace
    return replace(item, trace=Trace(score=trace.score, because=trace.because, extra=trace.extra))


def _refused(place: str, wrong: str, remedy: str) -> CopydeskError:
    return CopydeskError(wrong, place=place, remedy=remedy)

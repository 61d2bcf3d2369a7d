"""One annotator's review of one article: a draft, their decisions, and the way back."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from annotators.model.article import Article
from annotators.model.change import Change, Edit
from annotators.model.deciding import Fresh
from annotators.model.dossier import Dossier
from annotators.model.history import Entry, Kind
from annotators.model.items import Item, Mention, Quote
from annotators.model.kind import Kinds
from annotators.model.layer import DEFAULT_SCOPE, Header, Layer, Purpose, Scope
from annotators.model.renewing import renewed
from annotators.model.view import View

if TYPE_CHECKING:
    from annotators.model.findings import Finding
    from annotators.model.parse import Parse

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """A moment in UTC as records have it: ISO 8601, to the second."""
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def random_id(sort: str) -> str:
    """A new opaque id; `sort` is its first letter."""
    return sort + os.urandom(6).hex()


class UnfinishedError(ValueError):
    """The article cannot be finished yet; `item` is the first that stands in the way."""

    def __init__(self, message: str, item: Quote | Mention) -> None:
        super().__init__(message)
        self.item = item


class Review:
    """Takes intentions, answers with a new state; `dossier` is what is to be kept.

    The dossier is an immutable value, so another thread may save it at any time.
    """

    def __init__(
        self,
        article: Article,
        annotator: str,
        *,
        dossier: Dossier | None = None,
        draft: Layer | None = None,
        scope: tuple[Scope, ...] = DEFAULT_SCOPE,
        guideline: str = "",
        adjudicates: tuple[str, ...] = (),
        blind: bool = False,
        repeats: str = "",
        clock: Clock = utc_now,
        fresh: Fresh = random_id,
    ) -> None:
        self.article = article
        self.annotator = annotator
        self.dossier = dossier or Dossier(article=article.id, sha256=article.sha256)
        self.fresh = fresh
        self._clock = clock
        self._scope = scope
        self.guideline = guideline
        self._adjudicates = adjudicates
        self._repeats = repeats
        known = self.dossier.layer(annotator)
        self.is_blind = known.header.blind if known is not None else blind
        self.draft = None if self.is_blind else draft
        self._kinds = Kinds(article.text)
        self.view = self._look()

    @property
    def layer(self) -> Layer:
        """The annotator's layer as it is now, empty before the first decision."""
        return self.dossier.layer(self.annotator) or Layer(header=self._header())

    @property
    def purpose(self) -> Purpose | None:
        """What the article is finished as, or None while it is open."""
        if self.annotator in self.dossier.work:
            return None
        standing = self.dossier.standing(self.annotator)
        return standing.header.purpose if standing else None

    @property
    def is_hidden(self) -> bool:
        """Whether nothing that others made of the article is to be seen: not before it is done."""
        own = self.layer.header
        return self.purpose is None and (self.is_blind or bool(own.repeats))

    def begin(self) -> None:
        """Open the annotator's layer before they decide anything, so that it is known how."""
        if self.dossier.layer(self.annotator) is None:
            self.dossier = self.dossier.with_work(self.annotator, self.layer)
            self.view = self._look()

    def take_draft(self, draft: Layer) -> None:
        """Look at another draft, unless it is not to be seen; decisions stay as they are."""
        if self.is_blind:
            return
        self.draft = draft
        self.view = self._look()

    def take_dossier(self, dossier: Dossier) -> None:
        """Go on from another state of the same article's work."""
        self.dossier = dossier
        self.view = self._look()

    def do(self, change: Change, *, focus: str = "") -> Change:
        """Apply a change, stamped with time and annotator, and note it in the history.

        An empty change does nothing. `focus` is the id of the item it was made
        from. Raises StaleChangeError when the layer is not as the change expects.
        """
        if change.is_empty:
            return change
        at = self._now()
        edits = tuple(Edit(edit.before, self._stamped(edit.after, at)) for edit in change.edits)
        stamped = Change(change.intent, edits)
        layer = stamped.apply(self.layer)
        self._keep(layer, self._entry("change", stamped, at, focus=focus))
        return stamped

    def problems(self, parse: Parse | None = None) -> tuple[Finding, ...]:
        """What is wrong with the article as it stands, but what the annotator dismissed."""
        from annotators.model.dismissing import open_problems  # noqa: PLC0415 - as below

        return open_problems(self.view, self.dossier.history.dismissed(self.annotator), parse)

    def dismiss(self, finding: Finding, *, focus: str = "") -> None:
        """Say that what was found is right as it is; it is found again when its item changes."""
        # What finds problems is loaded when it is asked for: an article is shown before.
        from annotators.model.dismissing import finding_key  # noqa: PLC0415

        change = Change(f"dismiss {finding.name}", ())
        entry = self._entry("change", change, self._now(), focus=focus)
        self._note(replace(entry, finding=finding_key(self.view, finding)))

    def undo(self) -> Entry | None:
        """Take back the annotator's newest standing change or finish; None when there is none."""
        entry = self.dossier.history.undoable(self.annotator)
        if entry is not None:
            self._replay(entry, "undo", entry.change.inverse())
        return entry

    def redo(self) -> Entry | None:
        """Bring back what was undone last; None when nothing is."""
        entry = self.dossier.history.redoable(self.annotator)
        if entry is not None:
            self._replay(entry, "redo", entry.change)
        return entry

    def finish(self, purpose: Purpose) -> Layer:
        """Finish the article: a snapshot with the next revision, as one undoable step.

        Raises UnfinishedError when an item in scope is pending, or when gold is
        asked for and an item was accepted in bulk.
        """
        if self.view.undecided:
            left = len(self.view.undecided)
            raise UnfinishedError(
                f"{left} still to decide before this is {purpose}", self.view.undecided[0]
            )
        if purpose == "gold" and (bulk := self._bulk_item()) is not None:
            raise UnfinishedError("accepted in bulk: gold asks for a decision on each", bulk)
        at = self._now()
        entry = replace(
            self._entry("finish", Change(f"finish as {purpose}", ()), at),
            purpose=purpose,
            revision=self._last_revision() + 1,
        )
        self._settle(entry)
        self._note(entry)
        return self.layer

    def _replay(self, entry: Entry, kind: Kind, change: Change) -> None:
        at = self._now()
        if entry.kind == "finish":
            if kind == "undo":
                self._reopen(entry)
            else:
                self._settle(entry)
            change = Change(entry.intent, ())
        layer = change.apply(self.layer)
        noted = replace(self._entry(kind, change, at, focus=entry.focus), of=entry.number)
        if change.edits:
            self._keep(layer, noted)
        else:
            self._note(noted)
        self._close_if_unchanged()

    def _keep(self, layer: Layer, entry: Entry) -> None:
        opened = layer if layer.header.purpose is None else layer.with_header(purpose=None)
        self.dossier = self.dossier.with_work(self.annotator, opened)
        view = renewed(self.view, opened, entry.edits)
        self._note(entry, view)

    def _note(self, entry: Entry, view: View | None = None) -> None:
        self.dossier = replace(self.dossier, history=self.dossier.history.with_entry(entry))
        self.view = view or self._look()

    def _settle(self, entry: Entry) -> None:
        """Put a snapshot of the layer among the finished ones and close the open one."""
        snapshot = self.layer.with_header(
            purpose=entry.purpose, revision=entry.revision, created=entry.at
        )
        closed = self.dossier.with_work(self.annotator, None)
        self.dossier = replace(closed, finished=(*closed.finished, snapshot))

    def _reopen(self, entry: Entry) -> None:
        """Take the snapshot of a finish away; its content is open work again."""
        layer = self.layer
        left = tuple(
            known
            for known in self.dossier.finished
            if (known.header.annotator, known.header.revision) != (self.annotator, entry.revision)
        )
        opened = layer.with_header(purpose=None, revision=entry.revision - 1)
        self.dossier = replace(self.dossier, finished=left).with_work(self.annotator, opened)

    def _close_if_unchanged(self) -> None:
        """A working copy that says what the finished layer says is no open work."""
        work, standing = (
            self.dossier.work.get(self.annotator),
            self.dossier.standing(self.annotator),
        )
        last = self.dossier.history.undoable(self.annotator)
        if work is None or standing is None or (last is not None and last.edits):
            return
        if (last is None or last.kind != "finish") and not work.says_same(standing):
            return
        self.dossier = self.dossier.with_work(self.annotator, None)
        self.view = self._look()

    def _entry(self, kind: Kind, change: Change, at: str, *, focus: str = "") -> Entry:
        return Entry(
            number=self.dossier.history.next_number,
            kind=kind,
            intent=change.intent,
            by=self.annotator,
            at=at,
            edits=change.edits,
            model=self._model_of(change),
            focus=focus,
        )

    def _model_of(self, change: Change) -> str:
        """The model whose items a change decides on; empty when it is about none."""
        items = (item for edit in change.edits for item in (edit.before, edit.after))
        is_drafted = any(item is not None and item.trace.origin is not None for item in items)
        return (self.draft.header.model or "") if self.draft and is_drafted else ""

    def _stamped(self, item: Item | None, at: str) -> Item | None:
        if item is None:
            return None
        return replace(item, trace=replace(item.trace, by=self.annotator, at=at))

    def _bulk_item(self) -> Quote | Mention | None:
        every: tuple[Quote | Mention, ...] = (*self.view.quotes, *self.view.mentions)
        return next((item for item in every if item.trace.bulk), None)

    def _last_revision(self) -> int:
        standing = self.dossier.standing(self.annotator)
        return standing.header.revision if standing else 0

    def _header(self) -> Header:
        return Header(
            annotator=self.annotator,
            scope=self._scope,
            created=self._now(),
            guideline=self.guideline,
            based_on=self.draft.header.draft if self.draft else None,
            adjudicates=self._adjudicates,
            blind=self.is_blind,
            repeats=self._repeats,
        )

    def _look(self) -> View:
        return View.of(self.article, self.layer, self.draft, kinds=self._kinds)

    def _now(self) -> str:
        return stamp(self._clock())

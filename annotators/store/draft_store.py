"""What models made of an article: drafts, which never change, and the kept parse."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotators.errors import CopydeskError
from annotators.model.article import Article
from annotators.model.layer import Layer
from annotators.model.parse import Parse
from annotators.model.record import SCHEMA, RecordError
from annotators.project import Project
from annotators.store.documents import header_document, in_text_order, item_document, read_layer
from annotators.store.lock import in_turn
from annotators.store.migrate import check_version
from annotators.store.tinydb_storage import AtomicStorage, Tables, write_atomically

if TYPE_CHECKING:
    from annotators.model.elsewhere import Carried


@dataclass(frozen=True)
class KeptDraft:
    """A draft as its documents: of thousands no more is read than is asked for.

    What reads them raises CopydeskError when they are broken.
    """

    header: Mapping[str, Any]
    items: Sequence[Mapping[str, Any]]
    path: Path

    @property
    def model(self) -> str:
        """The name of the model that made it; without one, of the draft."""
        return str(self.header.get("model") or self.header.get("draft") or "")

    @property
    def quotes(self) -> list[Mapping[str, Any]]:
        """The documents of its quotes."""
        return [item for item in self.items if item.get("type") == "quote"]

    def layer(self, *, of_quotes: bool = False) -> Layer:
        """The draft as a layer, or nothing but its quotes."""
        try:
            return read_layer(self.header, self.quotes if of_quotes else self.items)
        except RecordError as error:
            raise _damaged(self.path, str(error)) from None


class DraftStore:
    """The drafts and parses of one project's articles."""

    def __init__(self, project: Project) -> None:
        self.project = project

    def ids(self) -> set[str]:
        """The articles that have drafts."""
        folder, suffix = os.fspath(self.project.drafts_dir), ".json"
        return {
            os.path.relpath(f"{place}/{name}", folder)[: -len(suffix)].replace(os.sep, "/")
            for place, _, names in os.walk(folder)
            for name in names
            if name.endswith(suffix) and not name.startswith(".")
        }

    def load(self, article_id: str) -> tuple[Layer, ...]:
        """Every draft of the article, oldest first.

        Raises CopydeskError when the file is broken or newer than this program.
        """
        path = self.project.draft_path(article_id)
        tables = AtomicStorage(path).read() or {}
        return tuple(_kept(tables, header, path).layer() for header in _headers(tables, path))

    def of_text(self, article_id: str, sha256: str) -> tuple[Layer, ...]:
        """Every draft made of the text with that hash, oldest first; raises as `load`."""
        path = self.project.draft_path(article_id)
        tables = AtomicStorage(path).read() or {}
        headers = [h for h in _headers(tables, path) if h.get("sha256") == sha256]
        return tuple(_kept(tables, header, path).layer() for header in headers)

    def newest(self, article_id: str, sha256: str) -> Layer | None:
        """The newest draft made of the text with that hash, or None; raises as `load`."""
        path = self.project.draft_path(article_id)
        tables = AtomicStorage(path).read() or {}
        for header in reversed(_headers(tables, path)):
            if header.get("sha256") == sha256:
                return _kept(tables, header, path).layer()
        return None

    def newest_of_each(self, article_id: str, sha256: str) -> list[KeptDraft]:
        """The newest draft of each model made of the text with that hash, oldest first.

        Raises as `load`.
        """
        path = self.project.draft_path(article_id)
        tables = AtomicStorage(path).read() or {}
        newest: dict[str, KeptDraft] = {}
        for header in _headers(tables, path):
            if header.get("sha256") == sha256:
                kept = _kept(tables, header, path)
                newest.pop(kept.model, None)
                newest[kept.model] = kept
        return list(newest.values())

    def add(self, article_id: str, layer: Layer, sha256: str) -> None:
        """Keep a draft of the text with that hash; one that is there already stays as it is.

        Raises CopydeskError when it cannot be saved, ValueError for a layer
        that names no draft.
        """
        draft = layer.header.draft
        if not draft:
            raise ValueError("a draft has an id in its header")
        path = self.project.draft_path(article_id)
        with in_turn(self.project.drafting_lock_path(article_id)):
            tables = AtomicStorage(path).read() or {}
            headers = _headers(tables, path)
            if any(header.get("draft") == draft for header in headers):
                return
            AtomicStorage(path).write(_with_draft(tables, layer, draft, sha256))

    def shown(self, article: Article) -> Layer | None:
        """The newest draft of an article with what people carried over to it; raises as `load`."""
        draft, carried = self.newest(article.id, article.sha256), self.carried(article.id)
        if draft is None or not carried:
            return draft
        from annotators.model.elsewhere import with_carried  # noqa: PLC0415 - most drafts have none

        return with_carried(article, draft, carried)

    def carried(self, article_id: str) -> tuple[Carried, ...]:
        """What people carried over to an article's drafts, oldest first; raises as `load`."""
        path = self.project.draft_path(article_id)
        documents = (AtomicStorage(path).read() or {}).get("carried", {}).values()
        if not documents:
            return ()
        from annotators.model.elsewhere import Carried  # noqa: PLC0415 - as above

        try:
            return tuple(Carried.from_record(d) for d in documents if isinstance(d, dict))
        except RecordError as error:
            raise _damaged(path, str(error)) from None

    def carry(self, article_id: str, carried: Carried) -> None:
        """Keep a correction beside the article's drafts, which stay as they are.

        Raises CopydeskError when it cannot be saved.
        """
        path = self.project.draft_path(article_id)
        with in_turn(self.project.drafting_lock_path(article_id)):
            tables = AtomicStorage(path).read() or {}
            kept = dict(tables.get("carried", {}))
            kept[_next_number(kept)] = carried.to_record()
            AtomicStorage(path).write({**tables, "carried": kept})

    def load_parse(self, article_id: str, sha256: str) -> Parse | None:
        """The kept parse of the text with that hash, or None."""
        try:
            record = json.loads(self.project.parse_path(article_id).read_bytes())
            if record["schema"] != SCHEMA or record["sha256"] != sha256:
                return None
            return _checked(Parse.from_record(record))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def save_parse(self, article_id: str, parse: Parse) -> None:
        """Keep a parse in place of any other of the article.

        Raises CopydeskError when it cannot be saved.
        """
        record = {"schema": SCHEMA, **parse.to_record()}
        data = json.dumps(record, separators=(",", ":")).encode()
        write_atomically(self.project.parse_path(article_id), data, durable=False)


def _headers(tables: Tables, path: Path) -> list[Mapping[str, Any]]:
    headers = list(tables.get("drafts", {}).values())
    for header in headers:
        if not isinstance(header, dict):
            raise _damaged(path, "a draft is no object")
        check_version(header.get("schema"), place=str(path))
    return headers


def _kept(tables: Tables, header: Mapping[str, Any], path: Path) -> KeptDraft:
    draft = header.get("draft")
    items = (item for item in tables.get("items", {}).values() if isinstance(item, dict))
    return KeptDraft(header, [item for item in items if item.get("draft") == draft], path)


def _with_draft(tables: Tables, layer: Layer, draft: str, sha256: str) -> Tables:
    headers, items = dict(tables.get("drafts", {})), dict(tables.get("items", {}))
    headers[_next_number(headers)] = header_document(layer, sha256=sha256)
    first = int(_next_number(items))
    for number, item in enumerate(in_text_order(layer), start=first):
        items[str(number)] = item_document(item, {"draft": draft})
    return {**tables, "drafts": headers, "items": items}


def _next_number(table: Mapping[str, Any]) -> str:
    return str(max((int(number) for number in table if number.isdecimal()), default=0) + 1)


def _checked(parse: Parse) -> Parse | None:
    """The parse, or None when its arrays do not fit together."""
    size = len(parse.starts)
    fits = all(len(part) == size for part in (parse.ends, parse.heads, parse.deps, parse.tags))
    inside = all(0 <= head < size for head in parse.heads)
    return parse if fits and inside else None


def _damaged(path: Path, why: str) -> CopydeskError:
    return CopydeskError(
        f"holds a damaged draft: {why}",
        place=str(path),
        remedy="remove the file: drafts can be made again",
    )

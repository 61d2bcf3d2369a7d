"""Where each annotator left off: which article, and the focus in each."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from annotators.errors import CopydeskError
from annotators.model.items import ROLES
from annotators.model.span import Span
from annotators.store.tinydb_storage import write_atomically
from tui.session.focus import Focus

_MOST_ARTICLES = 500


class Places:
    """Remembers in the project's cache; losing it loses nothing but the place."""

    def __init__(self, cache_dir: Path, annotator: str) -> None:
        self._path = cache_dir / "places.json"
        self._annotator = annotator

    @property
    def last_article(self) -> str | None:
        """The article that was open last."""
        last = self._own().get("last")
        return last if isinstance(last, str) else None

    def focus(self, article_id: str, length: int) -> Focus | None:
        """The focus in an article of that length when it was left; None when not known."""
        known = self._own().get("focus")
        kept = known.get(article_id) if isinstance(known, dict) else None
        try:
            start, end, at_end, item, role = kept  # type: ignore[misc]
            span = Span(int(start), int(end))
        except (TypeError, ValueError, OverflowError):
            return None
        if not 0 <= span.start < span.end <= length:
            return None
        if not isinstance(item, str) or role not in (None, *ROLES):
            item = role = None
        return Focus(span, at_end=bool(at_end), item=item, role=role)

    def keep(self, article_id: str, focus: Focus) -> None:
        """Remember the focus in an article, which is the last one open."""
        every = self._read()
        own = self._own()
        known = own["focus"] if isinstance(own.get("focus"), dict) else {}
        known.pop(article_id, None)
        known[article_id] = [*focus.span, focus.at_end, focus.item, focus.role]
        while len(known) > _MOST_ARTICLES:
            known.pop(next(iter(known)))
        every[self._annotator] = {**own, "focus": known, "last": article_id}
        data = json.dumps(every, ensure_ascii=True, indent=1).encode()
        with suppress(CopydeskError):
            write_atomically(self._path, data, durable=False)

    def _own(self) -> dict[str, Any]:
        own = self._read().get(self._annotator)
        return own if isinstance(own, dict) else {}

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(self._path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

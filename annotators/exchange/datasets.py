"""A folder that Hugging Face `datasets` loads: Parquet for each part, and a data card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from annotators.exchange.arrow import ParquetFile, Shape, need_arrow, without_rows
from annotators.exchange.data_card import Census, kinds_of, write_card
from annotators.exchange.format import Loss, Record
from annotators.exchange.parts import PARTS, Part, part_of, text_key
from annotators.exchange.seen import Seen, see
from annotators.exchange.unsaid import Carries, unsaid
from annotators.model.items import ROLES
from annotators.model.span import Spans

_META = ("headline", "byline", "published", "source", "url")
_HEADER = ("annotator", "purpose", "guideline", "model")
CARRIES: Carries = {
    "article": frozenset({"text", *_META}),
    "layer": frozenset({*_HEADER, "revision", "scope"}),
    "names": frozenset({"id", "start", "end", "form", "label", "entity"}),
    "references": frozenset({"id", "start", "end", "form", "entity"}),
    "entities": frozenset({"id", "name", "aliases", "label", "kb_id"}),
    "attributions": frozenset({
        "id", "parent", "kind", "speakers", "speaker_state", "contents", "cues", "sources",
    }),
}  # fmt: skip

_ARTICLES = 200
"""Rows kept before they are written: each is an article with all that is said of it."""

_SPAN: Mapping[str, Shape] = {"start": "whole", "end": "whole", "text": "text"}
_COLUMNS: Mapping[str, Shape] = {
    **dict.fromkeys(("id", "text", "text_key", *_META, *_HEADER), "text"),
    "revision": "whole",
    "scope": "texts",
    "quotes": [
        {
            "id": "text", "kind": "text", "parent": "text", "speaker_state": "text",
            "speakers": "texts", "speaker_names": "texts",
            **{role: [_SPAN] for role in ROLES},
        }
    ],
    "entities": [
        {"id": "text", "name": "text", "label": "text", "aliases": "texts", "kb_id": "text"}
    ],
    "mentions": [{"id": "text", **_SPAN, "form": "text", "label": "text", "entity": "text"}],
}  # fmt: skip


class Datasets:
    """The format `datasets`: training and gold apart, one text never in both."""

    name = "datasets"
    suffixes = ()
    carries = CARRIES

    def write_folder(
        self, records: Iterable[Record], folder: Path, *, flat: bool = False
    ) -> Iterator[Loss]:
        """Write a row for each record into the file of its part; gold wins over training."""
        need_arrow()
        (folder / "data").mkdir()
        census, learned = Census(), _Learned()
        with ExitStack() as stack:
            files: dict[Part, ParquetFile] = {}
            for record in records:
                part, seen = part_of(record), see(record, flat=flat)
                if part not in files:
                    file = ParquetFile(_file(folder, part), _COLUMNS, batch=_ARTICLES)
                    files[part] = stack.enter_context(file)
                files[part].add(_row(seen))
                census.take(seen, part)
                learned.take(seen, part)
                yield from unsaid(record, CARRIES, flat=flat)
        yield from learned.leave_out(folder, census)
        paths = {part: f"data/{part}.parquet" for part in PARTS if census.rows[part]}
        (folder / "README.md").write_text(write_card(census, paths), encoding="utf-8", newline="\n")


DATASETS = Datasets()


class _Learned:
    """Which texts are for training, and which of them turn out to be gold."""

    def __init__(self) -> None:
        self._gold: set[str] = set()
        self._rows: dict[str, list[tuple[Part, str, str, Counter[str]]]] = {}

    def take(self, seen: Seen, part: Part) -> None:
        article = seen.record.article
        key = text_key(article)
        if part == "test":
            self._gold.add(key)
        else:
            row = (part, article.id, seen.record.layer.header.annotator, kinds_of(seen))
            self._rows.setdefault(key, []).append(row)

    def leave_out(self, folder: Path, census: Census) -> Iterator[Loss]:
        """Take rows of gold texts out of the other parts; yields each."""
        both = self._gold & self._rows.keys()
        rows = [row for key in sorted(both) for row in self._rows[key]]
        for part in sorted({part for part, *_ in rows}):
            without_rows(_file(folder, part), "text_key", both)
        for part, article, annotator, kinds in rows:
            census.take_back(part, kinds)
            if not census.rows[part]:
                _file(folder, part).unlink()
            what = "a layer of a text that is gold, which is for measuring only"
            yield Loss(article, annotator or "draft", what, part, is_left_out=True)


def _file(folder: Path, part: Part) -> Path:
    return folder / "data" / f"{part}.parquet"


def _row(seen: Seen) -> dict[str, Any]:
    article, header = seen.record.article, seen.record.layer.header
    text = article.text
    return {
        "id": article.id,
        "text": text,
        "text_key": text_key(article),
        **{name: value if isinstance(value := article.meta.get(name), str) else None
           for name in _META},
        **{name: getattr(header, name) for name in _HEADER},
        "revision": header.revision,
        "scope": list(header.scope),
        "quotes": [_quote(seen, number) for number in range(len(seen.quotes))],
        "entities": [
            {"id": e.id, "name": e.name, "label": e.label, "aliases": list(e.aliases),
             "kb_id": e.kb_id}
            for e in seen.entities.values()
        ],
        "mentions": [
            {"id": m.id, **_spans(text, (m.span,))[0], "form": m.form, "label": m.label,
             "entity": m.entity}
            for m in (*seen.names, *seen.references)
        ],
    }  # fmt: skip


def _quote(seen: Seen, number: int) -> dict[str, Any]:
    quote = seen.quotes[number]
    return {
        "id": quote.id,
        "kind": seen.kind(quote),
        "parent": seen.parent(quote),
        "speaker_state": quote.speaker_state,
        "speakers": list(quote.speakers),
        "speaker_names": [entity.name for entity in seen.speakers(quote)],
        **{role: _spans(seen.record.article.text, quote.spans(role)) for role in ROLES},
    }


def _spans(text: str, spans: Spans) -> list[dict[str, Any]]:
    return [{"start": s.start, "end": s.end, "text": text[s.start : s.end]} for s in spans]

"""CoNLL-U Plus: names and the parts of quotes in a column each, overlapping ones too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

from annotators.exchange.clean import clean, clean_losses
from annotators.exchange.format import Loss, Record
from annotators.exchange.jsons import dump
from annotators.exchange.pieces import LABELS, shown_label
from annotators.exchange.seen import Seen, see
from annotators.exchange.unsaid import Carries, unsaid
from annotators.exchange.words import Worded, Wording
from annotators.model.items import ROLES
from annotators.model.span import Span

PARTS = ("names", *ROLES)
"""What has a column: a cell is `*` or tags such as `B-PERSON:2`, parted by `|`."""

_HEADS: Mapping[str, str] = {"names": "COPYDESK:NAME"} | {
    str(role): f"COPYDESK:{LABELS[role]}" for role in ROLES
}

CARRIES: Carries = {
    "article": frozenset({"text", "headline"}),
    "layer": frozenset({"annotator", "purpose", "model"}),
    "names": frozenset({"id", "start", "end", "form", "label", "entity"}),
    "entities": frozenset({"id", "name", "aliases", "label", "kb_id"}),
    "attributions": frozenset({
        "id", "parent", "kind", "speakers", "speaker_state", "contents", "cues", "sources",
    }),
}  # fmt: skip

_Cells = list[list[str]]


class ConllUPlus:
    """The format `conllup`: a word a line, with offsets in MISC.

    In one file that has all columns, or in a folder with a file for each.
    """

    name = "conllup"
    suffixes = (".conllup",)
    carries = CARRIES

    def write(
        self, records: Iterable[Record], stream: BinaryIO, *, flat: bool = False
    ) -> Iterator[Loss]:
        """Write the sentences of each record; its quotes and entities are comments of the first."""
        yield from _write(records, [(PARTS, stream)], flat=flat)

    def write_folder(
        self, records: Iterable[Record], folder: Path, *, flat: bool = False
    ) -> Iterator[Loss]:
        """As `write`, a file for names and one for each part of the quotes."""
        with ExitStack() as stack:
            files = [
                ((part,), stack.enter_context((folder / f"{part}.conllup").open("wb")))
                for part in PARTS
            ]
            yield from _write(records, files, flat=flat)


CONLLUP = ConllUPlus()


def _write(
    records: Iterable[Record], files: Sequence[tuple[Sequence[str], BinaryIO]], *, flat: bool
) -> Iterator[Loss]:
    """The same words into each file, with the columns that it is to have."""
    wording = Wording()
    for parts, stream in files:
        heads = " ".join(("ID", "FORM", "MISC", *(_HEADS[part] for part in parts)))
        stream.write(f"# global.columns = {heads}\n".encode())
    for record in records:
        seen = see(record, flat=flat, borrow=True)
        columns = _columns(seen)
        places = [(item, span) for column in columns.values() for _, span, item in column]
        worded = wording.of(record.article.text, places)
        for parts, stream in files:
            cells = [_cells(columns[part], worded) for part in parts]
            stream.write("".join(_lines(seen, worded, cells)).encode())
        yield from _losses(seen, worded, places)
        yield from unsaid(record, CARRIES, flat=flat)


def _columns(seen: Seen) -> dict[str, list[tuple[str, Span, str]]]:
    """For each column of ours the tags, their spans, and whose they are."""
    names = [
        (f"{'_'.join(clean(shown_label(m)).replace('|', '_').split())}:{number}", m.span, m.id)
        for number, m in enumerate(seen.names, 1)
    ]
    parts: dict[str, list[tuple[str, Span, str]]] = {
        role: [
            (f"{LABELS[role]}:{number}", span, quote.id)
            for number, quote in enumerate(seen.quotes, 1)
            for span in quote.spans(role)
        ]
        for role in ROLES
    }
    return {"names": names, **parts}


def _lines(seen: Seen, worded: Worded, cells: Sequence[_Cells]) -> Iterator[str]:
    text = seen.record.article.text
    name = _one_line(seen.record.article.id)
    for number, sentence in enumerate(worded.by_sentence(), 1):
        if number == 1:
            yield f"# newdoc id = {name}\n"
            yield from (f"# {key} = {dump(value)}\n" for key, value in _comments(seen))
        yield f"# sent_id = {name}-{number}\n"
        glued = [_is_glued(text, worded, word) for word in sentence]
        written = zip((worded.words[w].text for w in sentence), glued, strict=True)
        yield f"# text = {''.join(t + ('' if g else ' ') for t, g in written).rstrip()}\n"
        for index, word in enumerate(sentence):
            span = worded.words[word].span
            misc = "SpaceAfter=No|" * glued[index] + f"start_char={span.start}|end_char={span.end}"
            tags = ("|".join(column[word]) or "*" for column in cells)
            yield "\t".join((str(index + 1), worded.words[word].text, misc, *tags)) + "\n"
        yield "\n"


def _cells(column: list[tuple[str, Span, str]], worded: Worded) -> _Cells:
    cells: _Cells = [[] for _ in worded.words]
    for tag, span, _ in column:
        words = worded.within(span)
        for word in words:
            cells[word].append(f"{'B' if word == words[0] else 'I'}-{tag}")
    return cells


def _comments(seen: Seen) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """What the columns do not say of the layer, its entities, names and quotes, numbered from 1."""
    article, header = seen.record.article, seen.record.layer.header
    yield (
        "layer",
        {
            "headline": article.meta.get("headline"),
            "annotator": header.annotator,
            "purpose": header.purpose,
            "model": header.model,
        },
    )
    for number, entity in enumerate(seen.entities.values(), 1):
        fields = ("id", "name", "label", "aliases", "kb_id")
        yield f"entity {number}", {name: getattr(entity, name) for name in fields}
    for number, name in enumerate(seen.names, 1):
        yield f"name {number}", {"id": name.id, "label": name.label, "entity": name.entity}
    for number, quote in enumerate(seen.quotes, 1):
        yield (
            f"quote {number}",
            {
                "id": quote.id,
                "kind": seen.kind(quote),
                "parent": seen.parent(quote),
                "speakers": quote.speakers,
                "speaker_state": quote.speaker_state,
            },
        )


def _is_glued(text: str, worded: Worded, word: int) -> bool:
    end = worded.words[word].span.end
    return word + 1 < len(worded.words) and not text[end].isspace()


def _losses(seen: Seen, worded: Worded, places: Iterable[tuple[str, Span]]) -> Iterator[Loss]:
    article = seen.record.article
    if not worded.words:
        yield Loss(article.id, "text", "an article without a word", is_left_out=True)
    for item, span in places:
        if not worded.within(span):
            yield Loss(article.id, item, "a span without a word", is_left_out=True)
    yield from (Loss(article.id, *cut) for cut in worded.cuts)
    yield from seen.scope_losses()
    yield from clean_losses(article)
    yield Loss(article.id, "text", "the white space between words")


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())

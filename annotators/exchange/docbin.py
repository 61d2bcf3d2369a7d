"""spaCy's DocBin: names as entities, parts of quotes as span groups tied by the quote's id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from annotators.exchange.docbin_doc import make_doc, read_doc
from annotators.exchange.docbin_stream import DocBinStream, entry_of
from annotators.exchange.format import BadLine, Loss, Record
from annotators.exchange.tokens import Cutter
from annotators.model.record import RecordError


class DocBinFormat:
    """The format `docbin`: one `Doc` for each layer of an article, read by plain spaCy."""

    name = "docbin"
    suffixes = (".spacy",)

    def write(
        self, records: Iterable[Record], stream: BinaryIO, *, flat: bool = False
    ) -> Iterator[Loss]:
        """Write all records as one DocBin, yielding what a `Doc` does not hold as they do."""
        cutter = Cutter()
        docs = DocBinStream()
        for record in records:
            doc, losses = make_doc(record, cutter, flat=flat)
            yield from losses
            docs.add(entry_of(doc))
        docs.finish(stream)

    def read(self, path: Path) -> Iterator[Record | BadLine]:
        """The layers of a DocBin, whoever wrote it; a place is the number of the `Doc`, from 1."""
        data = path.read_bytes()
        try:
            docs = list(_docs(data))
        except Exception as error:  # noqa: BLE001 - whatever spaCy raises for bytes that are none
            yield BadLine(1, f"it is no DocBin: {type(error).__name__}")
            return
        for number, doc in enumerate(docs, 1):
            try:
                yield read_doc(doc, number)
            except RecordError as error:
                yield BadLine(number, str(error))


DOCBIN = DocBinFormat()


def _docs(data: bytes) -> Iterator[Doc]:
    yield from DocBin().from_bytes(data).get_docs(Vocab())

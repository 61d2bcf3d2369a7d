"""The CAS of UIMA, as INCEpTION and WebAnno keep it: XMI with a type system, and JSON."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Literal

from cassis import (
    Cas,
    TypeSystem,
    load_cas_from_json,
    load_cas_from_xmi,
    load_typesystem,
    merge_typesystems,
)

from annotators.exchange.assembly import assemble, block_of
from annotators.exchange.cas_types import type_system
from annotators.exchange.cas_views import found_in, make_cas
from annotators.exchange.folders import FileNames, files_below, new_file
from annotators.exchange.format import BadLine, Loss, Record
from annotators.exchange.jsons import parse
from annotators.exchange.pieces import Piece, pieces_of
from annotators.exchange.untrusted_xml import check_xml, fits_xml
from annotators.model.record import RecordError

TYPES = "TypeSystem.xml"


class CasFormat:
    """The formats `cas-xmi` and `cas-json`: one file a layer, and the type system beside them."""

    def __init__(self, name: str, kind: Literal["xmi", "json"], suffixes: tuple[str, ...]) -> None:
        self.name = name
        self.suffixes = suffixes
        self._kind = kind

    def write_folder(
        self, records: Iterable[Record], folder: Path, *, flat: bool = False
    ) -> Iterator[Loss]:
        """Write a file for each record; one whose text XML cannot hold is left out of XMI."""
        names, every = FileNames(), [type_system()]
        for record in records:
            name = f"{names.new(record.article.id)}.{self._kind}"
            pieces = pieces_of(record, "cas", flat=flat)
            if self._kind == "xmi" and not _fits(record, pieces):
                yield Loss(
                    record.article.id,
                    "text",
                    "XML has no place for a control character of the text; use cas-json",
                    is_left_out=True,
                )
                continue
            cas = make_cas(record, pieces, block_of(record, "cas", flat=flat))
            if cas.typesystem is not every[0]:
                every.append(cas.typesystem)
            path = new_file(folder, name)
            if self._kind == "xmi":
                cas.to_xmi(path)
            else:
                cas.to_json(path)
        # JSON holds its types, but INCEpTION makes a project's layers of such a file.
        _merged(every).to_xml(folder / TYPES)

    def read(self, path: Path) -> Iterator[Record | BadLine]:
        """The layer in a file, or in each of a folder; `TypeSystem.xml` stands beside XMI."""
        for file, name in files_below(path, f".{self._kind}"):
            shown = file.relative_to(path).as_posix() if path.is_dir() else ""
            try:
                cas = self._load(file, path if path.is_dir() else file.parent)
                yield assemble(found_in(cas, name.removesuffix(".cas"), shown), "cas")
            except RecordError as error:
                yield BadLine(1, str(error), shown)

    def _load(self, file: Path, root: Path) -> Cas:
        data = file.read_bytes()
        types = None
        if self._kind == "xmi":
            check_xml(data)
            types = _types(file, root)
        else:
            parse(data)
        with warnings.catch_warnings():
            # An offset that is none is found and told when the spans are read.
            warnings.simplefilter("ignore")
            try:
                if types is None:
                    return load_cas_from_json(BytesIO(data))
                return load_cas_from_xmi(BytesIO(data), typesystem=types, lenient=True)
            except Exception as error:  # noqa: BLE001 - whatever cassis raises for what is none
                raise RecordError(
                    f"it is no CAS: {type(error).__name__} {str(error)[:100]}"
                ) from None


XMI = CasFormat("cas-xmi", "xmi", (".xmi",))
JSON = CasFormat("cas-json", "json", (".cas.json",))


def _fits(record: Record, pieces: Iterable[Piece]) -> bool:
    words = (word for piece in pieces for word in (piece.label, piece.tie))
    return fits_xml("".join((record.article.text, record.article.id, *words)))


def _types(file: Path, root: Path) -> TypeSystem:
    """The type system in the file's folder or above it, up to the folder that is read."""
    for folder in (file.parent, *file.parent.parents):
        for found in sorted(folder.glob("*.xml")):
            if found.name.casefold() == TYPES.casefold():
                data = found.read_bytes()
                try:
                    check_xml(data)
                    return load_typesystem(BytesIO(data))
                except RecordError as error:
                    raise RecordError(f"{found.name}: {error}") from None
                except Exception as error:  # noqa: BLE001 - as above
                    raise RecordError(f"{found.name} is no type system: {error}") from None
        if folder == root:
            break
    raise RecordError(f"there is no {TYPES} beside it")


def _merged(every: list[TypeSystem]) -> TypeSystem:
    return every[0] if len(every) == 1 else merge_typesystems(*every)

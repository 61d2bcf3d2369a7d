"""Every format by its name and its suffixes; a format's module is imported when it is used."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Literal, NamedTuple, cast

from annotators.errors import CopydeskError
from annotators.exchange.format import FileWriter, FolderWriter, Format, Reader

GROUP = "copydesk.formats"
"""The entry point group under which other packages add formats."""

Does = Literal["read", "write"]


class Known(NamedTuple):
    """What is known of a format before its module is imported.

    `place` is `module:NAME`. `writes` says into what, if it writes at all.
    """

    place: str
    suffixes: tuple[str, ...]
    reads: bool = True
    writes: Literal["file", "folder", "file or folder"] | None = None

    def does(self, what: Does) -> bool:
        """Whether the format can do that."""
        return self.reads if what == "read" else self.writes is not None


FORMATS: Mapping[str, Known] = {
    "native": Known("annotators.exchange.native:NATIVE", (".jsonl", ".ndjson"), writes="file"),
    "docbin": Known("annotators.exchange.docbin:DOCBIN", (".spacy",), writes="file"),
    "prodigy": Known("annotators.exchange.prodigy:PRODIGY", (".prodigy.jsonl",), writes="file"),
    "doccano": Known("annotators.exchange.doccano:DOCCANO", (".doccano.jsonl",), writes="file"),
    "citron": Known("annotators.exchange.citron:CITRON", (".citron.json",), writes="folder"),
    "label-studio": Known(
        "annotators.exchange.label_studio:LABEL_STUDIO", (".labelstudio.json",), writes="folder"
    ),
    "brat": Known("annotators.exchange.brat:BRAT", (".ann",), writes="folder"),
    "polnear": Known("annotators.exchange.polnear:POLNEAR", ()),
    "spacy-train": Known(
        "annotators.exchange.spacy_train:SPACY_TRAIN", (), reads=False, writes="folder"
    ),
    "conll": Known(
        "annotators.exchange.conll:CONLL",
        (".conll", ".iob2", ".iob", ".bio", ".conllu", ".conllup"),
    ),
    "corenlp": Known("annotators.exchange.corenlp:CORENLP", (".corenlp.json",)),
    "booknlp": Known("annotators.exchange.booknlp:BOOKNLP", (".quotes",)),
    "quoteli": Known("annotators.exchange.quoteli:QUOTELI", (".quoteli.xml",)),
    "pdnc": Known("annotators.exchange.pdnc:PDNC_FORMAT", ()),
    "cas-xmi": Known("annotators.exchange.cas:XMI", (".xmi",), writes="folder"),
    "cas-json": Known("annotators.exchange.cas:JSON", (".cas.json",), writes="folder"),
    "csv": Known("annotators.exchange.csv_table:CSV", (".csv",), reads=False, writes="file"),
    "parquet": Known(
        "annotators.exchange.parquet:PARQUET", (".parquet",), reads=False, writes="file"
    ),
    "iob2": Known("annotators.exchange.iob2:IOB2", (".iob2",), reads=False, writes="folder"),
    "conllup": Known(
        "annotators.exchange.conllup:CONLLUP", (".conllup",), reads=False, writes="file or folder"
    ),
    "html": Known(
        "annotators.exchange.html_page:HTML", (".html", ".htm"), reads=False, writes="file"
    ),
    "w3c": Known(
        "annotators.exchange.web_annotation:W3C", (".jsonld",), reads=False, writes="file"
    ),
    "tei": Known(
        "annotators.exchange.tei:TEI", (".tei", ".tei.xml", ".xml"), reads=False, writes="file"
    ),
    "datasets": Known("annotators.exchange.datasets:DATASETS", (), reads=False, writes="folder"),
}
"""The formats of copydesk itself."""


def format_names(what: Does | None = None) -> tuple[str, ...]:
    """The names of all formats, or of those of ours that can do that and all of others'."""
    own = (name for name, known in FORMATS.items() if what is None or known.does(what))
    return (*own, *sorted(_foreign()))


def find_format(name: str | None = None, path: str = "", *, what: Does | None = None) -> Format:
    """The format of this name, or without one the format of the suffix of `path`.

    The longest suffix that fits wins. Raises CopydeskError when no format has
    that name or suffix and can do `what`, and when several have the suffix.
    """
    if name is None:
        return _by_suffix(path, what)
    form = _load(name)
    if (what == "read" and not isinstance(form, Reader)) or (
        what == "write" and not isinstance(form, FileWriter | FolderWriter)
    ):
        raise CopydeskError(
            f"the format {name} cannot be {'read' if what == 'read' else 'written'}",
            remedy=f"there are {', '.join(format_names(what))}",
        )
    return form


def find_reader(name: str | None = None, path: str = "") -> Reader:
    """As `find_format`, a format that can be read."""
    return cast(Reader, find_format(name, path, what="read"))


def find_writer(name: str | None = None, path: str = "") -> FileWriter | FolderWriter:
    """As `find_format`, a format that can be written."""
    return cast(FileWriter | FolderWriter, find_format(name, path, what="write"))


def _by_suffix(path: str, what: Does | None) -> Format:
    file = Path(path).name.lower()
    fitting = [
        (len(suffix), name)
        for name, suffixes in _suffixes(what)
        for suffix in suffixes
        if file.endswith(suffix)
    ]
    longest = max((length for length, _ in fitting), default=0)
    names = [name for length, name in fitting if length == longest]
    if len(names) == 1:
        return find_format(names[0], what=what)
    raise CopydeskError(
        "several formats have this suffix" if names else "no format has this suffix",
        place=path,
        remedy=f"name one with --format: {', '.join(names or format_names(what))}",
    )


def _suffixes(what: Does | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, known in FORMATS.items():
        # A folder is written only where its format is named: no suffix asks for one.
        is_apt = known.writes not in {None, "folder"} if what == "write" else known.reads
        if what is None or is_apt:
            yield name, known.suffixes
    for name in _foreign():
        yield name, _load(name).suffixes


def _load(name: str) -> Format:
    known = FORMATS.get(name)
    if known is not None:
        module, _, attribute = known.place.partition(":")
        return cast(Format, getattr(importlib.import_module(module), attribute))
    entry = _foreign().get(name)
    if entry is None:
        raise CopydeskError(
            f"no format is called {name}", remedy=f"there are {', '.join(format_names())}"
        )
    try:
        return cast(Format, entry.load())
    except Exception as error:
        raise CopydeskError(
            f"the format {name} cannot be loaded ({type(error).__name__}: {error})",
            place=entry.value,
            remedy="mend or remove the package that brings it",
        ) from error


@cache
def _foreign() -> Mapping[str, EntryPoint]:
    """The formats of other packages; looking through all that is installed takes its time."""
    return {entry.name: entry for entry in entry_points(group=GROUP) if entry.name not in FORMATS}

"""A DocBin that is written doc by doc: spaCy's own keeps all of them until the end."""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

import numpy as np
import srsly
from spacy.tokens import Doc, DocBin

ATTRS = ("ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID")
"""What is said of each token besides its text; all else is empty in what copydesk writes."""

_CHUNK = 1 << 20
_BIN32, _ARRAY32, _MAP16 = b"\xc6", b"\xdd", b"\xde"


class Entry(NamedTuple):
    """One doc as a DocBin holds it."""

    tokens: bytes
    spaces: bytes
    length: int
    groups: bytes
    user_data: bytes
    flags: dict[str, Any]
    cats: dict[str, float]
    strings: frozenset[str]


def entry_of(doc: Doc) -> Entry:
    """What a DocBin keeps of a doc, as spaCy's own would."""
    one = DocBin(attrs=ATTRS, docs=[doc], store_user_data=True)
    return Entry(
        tokens=one.tokens[0].tobytes("C"),
        spaces=one.spaces[0].tobytes("C"),
        length=len(one.tokens[0]),
        groups=one.span_groups[0],
        user_data=one.user_data[0] or b"",
        flags=one.flags[0],
        cats=one.cats[0],
        strings=frozenset(one.strings),
    )


class DocBinStream:
    """Docs put into files that pass, until `finish` makes one DocBin of them.

    The file is what `DocBin.to_bytes` makes: MessagePack, compressed. Its large
    parts go from file to file, so that memory holds one doc and the strings.
    """

    def __init__(self) -> None:
        # They are closed, and gone, when `finish` is done or the process ends.
        self._parts = {name: tempfile.TemporaryFile() for name in _SPOOLED}  # noqa: SIM115
        self._lengths: list[int] = []
        self._flags: list[dict[str, Any]] = []
        self._cats: list[dict[str, float]] = []
        self._strings: set[str] = set()

    def add(self, entry: Entry) -> None:
        """Put one doc at the end."""
        self._parts["tokens"].write(entry.tokens)
        self._parts["spaces"].write(entry.spaces)
        self._parts["span_groups"].write(srsly.msgpack_dumps(entry.groups))
        self._parts["user_data"].write(srsly.msgpack_dumps(entry.user_data))
        self._lengths.append(entry.length)
        self._flags.append(entry.flags)
        self._cats.append(entry.cats)
        self._strings |= entry.strings

    def finish(self, stream: BinaryIO) -> None:
        """Write the DocBin; nothing can be added any more."""
        compress = zlib.compressobj()
        stream.writelines(compress.compress(chunk) for chunk in self._message())
        stream.write(compress.flush())
        for part in self._parts.values():
            part.close()

    def _message(self) -> Iterator[bytes]:
        empty = DocBin(attrs=ATTRS)
        small = {
            "version": empty.version,
            "attrs": empty.attrs,
            "lengths": np.asarray(self._lengths, dtype="int32").tobytes("C"),
            "strings": sorted(self._strings),
            "cats": self._cats,
            "flags": self._flags,
        }
        yield _MAP16 + (len(small) + len(_SPOOLED)).to_bytes(2, "big")
        for name, value in small.items():
            yield srsly.msgpack_dumps(name)
            yield srsly.msgpack_dumps(value)
        for name, is_list in _SPOOLED.items():
            yield srsly.msgpack_dumps(name)
            size = self._parts[name].tell()
            yield (_ARRAY32 if is_list else _BIN32) + (
                len(self._lengths) if is_list else size
            ).to_bytes(4, "big")
            yield from _content(self._parts[name])


_SPOOLED = {"tokens": False, "spaces": False, "span_groups": True, "user_data": True}
"""The parts that grow with the text; whether they are lists, one value for each doc."""


def _content(part: Any) -> Iterator[bytes]:
    part.seek(0)
    while chunk := part.read(_CHUNK):
        yield chunk

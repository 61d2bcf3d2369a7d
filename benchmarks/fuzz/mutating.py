"""Sound files made hostile: bytes and values that should not be there, and too much of what may."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

ODD: tuple[Any, ...] = (
    None, True, -1, 0, 10**9, 10**400, 2**63, 1.5, -0.0, 1e308, float("nan"), float("inf"),
    "", " ", "x", "\0", "\ud800", "\x1b[2J", "\u202e", "\u2028", "=1+1", "@SUM(A1)", "'=1", "..",
    "../../out", "/etc/out", "a/../../out", ".hidden", "a\\b", "a//b", "con", "~", "x" * 300,
    "[bold]", "{0.__class__}", "%s%n", "é" * 200, [], {}, [None], [[1, 2]], [[2, 1]], [[0, 10**9]],
    {"a": 1}, [[]] * 50, {"__proto__": {}}, "gold", "training", "known", "added", "rejected", "e1",
)  # fmt: skip
"""Values that no field expects, some of which mean something elsewhere."""

BYTES = (
    b"", b"\0", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\x1b[31m", b"\x9b2J", b"\r", b"\n", b"\t",
    b'"', b"'", b"<", b"&", b"]", b"[", b"{", b"}", b",", b";", b":", b"-", b"9", b"1e999", b"NaN",
    b"=1+1", b"../", b"/", b"\\u0000", b"\\ud800", b"&x;", b"<!--", b"<![CDATA[", b"%", b"*", b"!",
    b"!!python/object/apply:os.system ['touch out']", b"&a [*a,*a]", b"<<: *a", b"T1\t", b"_\t_",
    "“".encode(), "”".encode(), "\u202e".encode(), "\u0301".encode(),
)  # fmt: skip
"""What is put between the bytes of a file."""

BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/hostname">]><a>&c;&d;</a>'
)
"""XML whose entities expand, and ask for a file."""

DEEP = (b"[", b'{"a":', b"<a>", b"(", b"- ", "“".encode(), b"'", b" ", b"\n", b"\xcc\x81", b"a")
"""What is repeated until something breaks."""


@st.composite
def changed(draw: st.DrawFn, value: Any) -> Any:
    """The value with one thing in it, however deep, that should not be there, or missing."""
    if isinstance(value, dict) and value and draw(st.integers(0, 9)):
        name = draw(st.sampled_from(sorted(value, key=str)))
        rest = {key: inner for key, inner in value.items() if key != name}
        if not draw(st.integers(0, 9)):
            return rest
        return rest | {name: draw(changed(value[name]))}
    if isinstance(value, list) and value and draw(st.integers(0, 9)):
        place = draw(st.integers(0, len(value) - 1))
        return [*value[:place], draw(changed(value[place])), *value[place + 1 :]]
    return draw(st.sampled_from(ODD))


@st.composite
def hostile(draw: st.DrawFn, data: bytes) -> bytes:
    """A file with up to three things wrong in it."""
    for _ in range(draw(st.integers(1, 3))):
        data = draw(_WAYS[draw(st.integers(0, len(_WAYS) - 1))](data))
    return data


@st.composite
def _value(draw: st.DrawFn, data: bytes) -> bytes:
    """Another value somewhere in one of the JSON documents that the file consists of."""
    lines = [data] if data[:1] in b"[{" and _is_json(data) else data.split(b"\n")
    chosen = draw(st.integers(0, len(lines) - 1))
    if not _is_json(lines[chosen]):
        return draw(_bytes(data))
    try:
        made = json.dumps(draw(changed(json.loads(lines[chosen]))))
    except RecursionError:
        return data
    return b"\n".join((*lines[:chosen], made.encode(), *lines[chosen + 1 :]))


@st.composite
def _bytes(draw: st.DrawFn, data: bytes) -> bytes:
    """A few other bytes at some place."""
    place = draw(st.integers(0, len(data)))
    return data[:place] + draw(st.sampled_from(BYTES)) + data[place + draw(st.integers(0, 4)) :]


@st.composite
def _piece(draw: st.DrawFn, data: bytes) -> bytes:
    """A piece of the file left out, or once more somewhere else."""
    start = draw(st.integers(0, len(data)))
    end = start + draw(st.integers(0, 200))
    place = draw(st.integers(0, len(data)))
    kept = data if draw(st.booleans()) else data[:start] + data[end:]
    return kept[:place] + data[start:end] + kept[place:]


@st.composite
def _many(draw: st.DrawFn, data: bytes) -> bytes:
    """One thing many times, at some place."""
    place = draw(st.integers(0, len(data)))
    times = draw(st.sampled_from((10, 100, 1_000, 20_000)))
    return data[:place] + draw(st.sampled_from(DEEP)) * times + data[place:]


@st.composite
def _end(draw: st.DrawFn, data: bytes) -> bytes:
    """The file cut short, or something else in its place."""
    kept = data[: draw(st.integers(0, len(data)))]
    return draw(st.sampled_from((kept, kept, kept, BOMB, kept + BOMB, draw(st.binary()))))


_WAYS = (_value, _value, _value, _value, _bytes, _bytes, _piece, _many, _end)


def _is_json(data: bytes) -> bool:
    try:
        return isinstance(json.loads(data), dict | list)
    except (ValueError, RecursionError):
        return False

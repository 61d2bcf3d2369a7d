"""Whatever is wrong in a file, a reader says so: it never stops with an error of its own."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotators.exchange.format import BadLine, Record
from annotators.exchange.registry import FORMATS, find_reader, find_writer
from tests.annotators.exchange import test_predictions as foreign
from tests.annotators.exchange.files import read_bytes, read_files, written
from tests.annotators.exchange.sample import RECORD

ODD: tuple[Any, ...] = (
    None, True, -1, 0, 10**9, 1.5, "", "x", "\ud800", [], {}, [None], [[1, 2]], {"a": 1}, "CONTENT",
)  # fmt: skip
BYTES = (b"", b"\xff", b"9", b"-", b"\t", b"\n", b"<", b"&", b'"', b"]", b"T1", b"\x00")
READ = [name for name, known in FORMATS.items() if known.reads]


@cache
def sound(name: str) -> dict[str, bytes]:
    """Files that the format reads well."""
    if FORMATS[name].writes:
        return written(find_writer(name), RECORD)[0]
    brat = written(find_writer("brat"), RECORD)[0]
    return {
        "corenlp": {"a.json": foreign.corenlp()},
        "booknlp": foreign.book(),
        "quoteli": {"a.xml": foreign.QUOTELI_XML.encode()},
        "pdnc": foreign.novel(foreign.PDNC_ROW),
        "conll": {"a.conllup": foreign.PLUS.encode(), "b.conll": foreign.CONLL_2003.encode()},
        "polnear": {
            "text/a.txt": brat["port/harbour.txt"],
            "attributions/a_x.ann": brat["port/harbour.ann"],
        },
    }[name]


@st.composite
def broken_json(draw: st.DrawFn, value: Any) -> Any:
    """The value with one thing in it, however deep, that should not be there, or missing."""
    if isinstance(value, dict) and value and draw(st.integers(0, 9)):
        name = draw(st.sampled_from(sorted(value)))
        rest = {key: inner for key, inner in value.items() if key != name}
        return (
            rest if not draw(st.integers(0, 9)) else rest | {name: draw(broken_json(value[name]))}
        )
    if isinstance(value, list) and value and draw(st.integers(0, 9)):
        place = draw(st.integers(0, len(value) - 1))
        return [*value[:place], draw(broken_json(value[place])), *value[place + 1 :]]
    return draw(st.sampled_from(ODD))


@st.composite
def broken(draw: st.DrawFn, name: str, data: bytes) -> bytes:
    """The file with something wrong in it."""
    if (not name or name.endswith(".json")) and draw(st.booleans()):
        return json.dumps(draw(broken_json(json.loads(data)))).encode()
    place = draw(st.integers(0, len(data)))
    return data[:place] + draw(st.sampled_from(BYTES)) + data[place + draw(st.integers(0, 3)) :]


@pytest.mark.parametrize("name", [name for name in READ if name != "docbin"])
@settings(max_examples=60)
@given(data=st.data())
def test_a_reader_survives_what_is_wrong(name: str, data: st.DataObject) -> None:
    files = dict(sound(name))
    wrong = data.draw(st.sampled_from(sorted(files)))
    files[wrong] = data.draw(broken(wrong, files[wrong]))
    reader = find_reader(name)
    found = read_bytes(reader, files[""]) if "" in files else read_files(reader, files)
    for each in found:
        assert isinstance(each, Record | BadLine)
        assert not isinstance(each, BadLine) or each.reason

"""Formats are found by name or suffix, others can add one, and none is loaded before its use."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

from annotators.errors import CopydeskError
from annotators.exchange import registry
from annotators.exchange.format import BadLine, FileWriter, FolderWriter, Reader, Record
from annotators.exchange.native import NATIVE
from annotators.exchange.registry import FORMATS, find_format, find_reader, find_writer


class Odd:
    """A format of somebody else's, read only."""

    name = "odd"
    suffixes = (".odd.jsonl",)

    def read(self, path: Path) -> Iterator[Record | BadLine]:
        """Nothing but a complaint."""
        yield BadLine(1, path.name)


ODD = Odd()


@pytest.fixture
def foreign(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    entries = [
        EntryPoint("odd", f"{__name__}:ODD", registry.GROUP),
        EntryPoint("broken", "no.such.module:X", registry.GROUP),
        EntryPoint("native", "no.such.module:X", registry.GROUP),
    ]
    monkeypatch.setattr(
        registry,
        "entry_points",
        lambda *, group: EntryPoints(e for e in entries if e.group == group),
    )
    registry._foreign.cache_clear()
    yield
    registry._foreign.cache_clear()


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_does_what_the_registry_says(name: str) -> None:
    known, form = FORMATS[name], find_format(name)
    assert (form.name, tuple(form.suffixes)) == (name, known.suffixes)
    assert isinstance(form, Reader) == known.reads
    writes = known.writes.split(" or ") if known.writes else []
    assert isinstance(form, FileWriter) == ("file" in writes)
    assert isinstance(form, FolderWriter) == ("folder" in writes)


def test_the_longest_suffix_wins() -> None:
    assert find_reader(path="a/gold.PRODIGY.jsonl").name == "prodigy"
    assert find_reader(path="gold.jsonl") is NATIVE
    assert find_writer(path="gold.doccano.jsonl").name == "doccano"


@pytest.mark.parametrize("path", ["gold", "gold.odd", "x.xmi"])
def test_a_folder_is_written_only_where_its_format_is_named(path: str) -> None:
    with pytest.raises(CopydeskError, match="no format has this suffix"):
        find_writer(path=path)


def test_what_cannot_be_done_is_refused() -> None:
    with pytest.raises(CopydeskError, match="cannot be written"):
        find_writer("corenlp")
    with pytest.raises(CopydeskError, match="cannot be read"):
        find_reader("csv")
    with pytest.raises(CopydeskError, match="no format is called"):
        find_format("nothing")


@pytest.mark.usefixtures("foreign")
def test_another_package_adds_a_format_but_replaces_none() -> None:
    assert find_reader("odd") is ODD
    assert find_format("native") is NATIVE
    assert "odd" in registry.format_names("read")
    with pytest.raises(CopydeskError, match=r"broken cannot be loaded .*ModuleNotFoundError"):
        find_format("broken")


def test_no_format_is_loaded_before_it_is_used() -> None:
    code = (
        "import sys, annotators.commands.export, annotators.commands.import_layers\n"
        "print([m for m in sys.modules if m.partition('.')[0] in"
        " {'spacy', 'cassis', 'lxml', 'pandas', 'pyarrow', 'numpy'}])"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter on our own words
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"

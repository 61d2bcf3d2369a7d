"""docs/formats.md says of every format what the code does."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cassis import load_typesystem

from annotators.exchange.assembly import KEY
from annotators.exchange.cas_types import OURS, QUOTE, RECORD
from annotators.exchange.registry import FORMATS, find_writer
from tests.annotators.exchange.files import read_back, written
from tests.annotators.exchange.sample import RECORD as SAMPLE

PAGE = (Path(__file__).parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")
ROWS = {
    name: (suffixes, read, write, loses)
    for name, suffixes, read, write, loses in re.findall(
        r"^\| `([a-z0-9-]+)` \| (.*?) ?\| (yes|no) \| ((?:file|folder| or )+|no) \| ?(.*?) ?\|$",
        PAGE,
        re.MULTILINE,
    )
}


def section(name: str) -> str:
    _, heading, after = PAGE.partition(f"\n## {name}\n")
    assert heading, f"docs/formats.md has no section {name}"
    return after.partition("\n## ")[0]


def names_in(value: Any) -> Iterator[str]:
    """Every name of a field, those of the object that is our own left out."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            if name != KEY:
                yield from names_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from names_in(inner)


def test_the_table_has_the_formats_of_the_registry_and_what_they_do() -> None:
    expected = {
        name: (
            ", ".join(f"`{suffix}`" for suffix in known.suffixes),
            "yes" if known.reads else "no",
            known.writes or "no",
        )
        for name, known in FORMATS.items()
    }
    assert {name: row[:3] for name, row in ROWS.items()} == expected


@pytest.mark.parametrize("name", [n for n, k in FORMATS.items() if k.reads or n == "spacy-train"])
def test_every_format_has_a_section(name: str) -> None:
    assert section(name).strip()


@pytest.mark.parametrize("name", [n for n, row in ROWS.items() if row[3]])
def test_what_loses_nothing_gives_all_back(name: str) -> None:
    assert ROWS[name][3].startswith("nothing")
    files, losses = written(find_writer(name), SAMPLE)
    assert not [loss for loss in losses if loss.is_left_out]
    (back,) = read_back(find_writer(name), files)
    assert (back.article, back.layer, back.extra) == (SAMPLE.article, SAMPLE.layer, SAMPLE.extra)


def test_only_what_goes_both_ways_says_what_a_round_trip_loses() -> None:
    both = {name for name, known in FORMATS.items() if known.reads and known.writes}
    assert {name for name, row in ROWS.items() if row[3]} == both


@pytest.mark.parametrize("name", ["prodigy", "doccano", "label-studio", "citron"])
def test_every_field_that_is_written_is_told(name: str) -> None:
    files, _ = written(find_writer(name), SAMPLE)
    data = [content for file, content in files.items() if not file.endswith(".xml")]
    told = set(re.findall(r"`([\w.-]+)`", section(name)))
    fields = {field for content in data for field in names_in(json.loads(content))}
    assert fields <= told


def test_every_type_of_a_cas_and_its_features_are_told() -> None:
    files, _ = written(find_writer("cas-xmi"), SAMPLE)
    types = load_typesystem(io.BytesIO(files["TypeSystem.xml"]))
    page = section("cas-xmi")
    for name in OURS:
        if not name.endswith("Link"):
            assert f"`{name}`" in page
            for feature in types.get_type(name).features:
                assert f"`{feature.name}`" in page
    assert QUOTE in page
    assert RECORD in page


def test_the_example_of_brat_is_what_is_written() -> None:
    lines = written(find_writer("brat"), SAMPLE)[0]["port/harbour.ann"].decode().split("\n")
    shapes = [re.sub(r"[\d;]+ ?", "", line.partition("\t")[2].partition("\t")[0]) for line in lines]
    example = re.findall(r"^[TE]\d\t([A-Za-z]+)", section("brat"), re.MULTILINE)
    assert [shape.split(":")[0].strip() for shape in shapes][:5] == example[:5]

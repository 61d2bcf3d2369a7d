"""docs/formats.md says of the formats that are only written what they have a place for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from annotators.exchange.registry import FORMATS, find_writer

PAGE = (Path(__file__).parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")
SORTS = ("article", "layer", "names", "references", "entities", "attributions")
ONLY_WRITTEN = [n for n, k in FORMATS.items() if not k.reads and n != "spacy-train"]


@pytest.mark.parametrize("name", ONLY_WRITTEN)
def test_the_table_holds_what_the_format_carries(name: str) -> None:
    form: Any = find_writer(name)
    _, _, section = PAGE.partition("\n## Formats that are only written\n")
    row = re.search(rf"^\| {name} \| (.*) \|$", section, re.MULTILINE)
    assert row
    cells = [frozenset(re.findall(r"`(\w+)`", cell)) for cell in row[1].split(" | ")]
    assert dict(zip(SORTS, cells, strict=True)) == {
        sort: form.carries.get(sort, frozenset()) for sort in SORTS
    }
    assert f"\n## {name}\n" in PAGE

"""All of PolNeAR's development part survives every format that is read and written.

The corpus is not ours to ship: `COPYDESK_POLNEAR` names its native JSON Lines,
and without it these tests are passed over.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotators.exchange.format import Record
from annotators.exchange.native import NATIVE
from annotators.exchange.registry import FORMATS, find_writer
from tests.annotators.exchange.files import read_back, written

CORPUS = os.environ.get("COPYDESK_POLNEAR", "")

pytestmark = pytest.mark.skipif(not CORPUS, reason="COPYDESK_POLNEAR names no corpus")


@pytest.fixture(scope="module")
def corpus() -> list[Record]:
    found = list(NATIVE.read(Path(CORPUS)))
    assert found
    return [record for record in found if isinstance(record, Record)]


@pytest.mark.parametrize(
    "name", [n for n, known in FORMATS.items() if known.reads and known.writes]
)
def test_nothing_is_lost(name: str, corpus: list[Record]) -> None:
    form = find_writer(name)
    files, losses = written(form, *corpus)
    assert not [loss for loss in losses if loss.is_left_out]
    back = {record.article.id: record for record in read_back(form, files)}
    assert set(back) == {record.article.id for record in corpus}
    for record in corpus:
        found = back[record.article.id]
        assert found.article == record.article
        assert found.layer == record.layer
        assert found.extra == record.extra

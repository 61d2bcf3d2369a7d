"""Files of every version there was are read, and brought up to date without loss."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotators.model.dossier import Dossier
from annotators.store.dossier_tables import present_tables, read_dossier
from annotators.store.migrate import MIGRATIONS, STORE_SCHEMA, version_of
from annotators.store.tinydb_storage import AtomicStorage, Tables
from tests.annotators.model import scene

PAST = sorted((Path(__file__).parent / "past").glob("version-*.json"))


def tables_in(path: Path) -> Tables:
    tables = AtomicStorage(path).read()
    assert tables is not None
    return tables


def dossier_in(path: Path) -> Dossier:
    return read_dossier(tables_in(path), article_id="scene", place=str(path))


def test_there_is_a_file_of_each_version() -> None:
    assert [version_of(tables_in(path)) for path in PAST] == list(range(1, STORE_SCHEMA + 1))
    assert set(MIGRATIONS) == set(range(1, STORE_SCHEMA))


@pytest.mark.parametrize("path", PAST, ids=lambda path: path.stem)
def test_a_file_of_each_version_says_what_it_said(path: Path) -> None:
    dossier = dossier_in(path)
    made = scene.review(dossier=dossier)
    assert dossier == dossier_in(PAST[-1])
    assert dossier.sha256 == made.article.sha256
    assert len(dossier.history.entries) == 9
    assert [quote.trace.flag for quote in made.layer.quotes.values()].count(True) == 1
    assert made.undo() is not None
    assert made.purpose == "gold"


def test_the_time_of_each_decision_is_not_shared_any_more() -> None:
    _, present = present_tables(tables_in(PAST[0]), place="x")
    assert '"seconds"' in PAST[0].read_text(encoding="utf-8")
    assert '"seconds"' not in json.dumps(present)

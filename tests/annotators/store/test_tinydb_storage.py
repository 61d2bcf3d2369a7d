from __future__ import annotations

import errno
import json
import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import Query, TinyDB

from annotators.errors import CopydeskError
from annotators.store.tinydb_storage import AtomicStorage, temporary_of, to_bytes, write_atomically

OLD = {"gold": {"1": {"text": "old"}}}
NEW = {"gold": {"1": {"text": "new, and longer than the old one"}}}

documents = st.dictionaries(st.text(), st.text() | st.integers() | st.lists(st.text()))
tables = st.dictionaries(
    st.text(), st.dictionaries(st.integers(1).map(str), documents, max_size=3), max_size=3
)


@given(tables)
@settings(deadline=None, max_examples=50)
def test_what_is_written_is_read(data: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        storage = AtomicStorage(Path(folder) / "a.json")
        storage.write(data)
        assert storage.read() == data
        assert [file.name for file in Path(folder).iterdir()] == ["a.json"]


@given(tables)
def test_the_text_is_json_with_a_document_a_line(data: dict[str, Any]) -> None:
    text = to_bytes(data).decode()
    assert json.loads(text) == data
    count = sum(len(table) for table in data.values())
    assert text.count("\n  ") == count


def test_tinydb_works_on_it(tmp_path: Path) -> None:
    with TinyDB(tmp_path / "a.json", storage=AtomicStorage) as database:
        database.insert({"name": "Ünï"})
        database.update({"name": "新"}, Query().name == "Ünï")
        assert database.all() == [{"name": "新"}]
    assert "新" in (tmp_path / "a.json").read_text(encoding="utf-8")


def test_a_lone_surrogate_survives_in_valid_utf8(tmp_path: Path) -> None:
    storage = AtomicStorage(tmp_path / "a.json")
    storage.write({"t": {"1": {"\ud800": "x\udfff"}}})
    assert storage.read() == {"t": {"1": {"\ud800": "x\udfff"}}}
    assert (tmp_path / "a.json").read_bytes().decode("utf-8")


def test_no_file_and_an_empty_file_are_no_database(tmp_path: Path) -> None:
    assert AtomicStorage(tmp_path / "a.json").read() is None
    (tmp_path / "a.json").write_bytes(b" \n")
    assert AtomicStorage(tmp_path / "a.json").read() is None


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_failed_write_leaves_the_old_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    storage = AtomicStorage(tmp_path / "a.json")
    storage.write(OLD)

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(
        CopydeskError, match=r"cannot be saved \(No space left.*untouched"
    ) as caught:
        storage.write(NEW)
    assert str(tmp_path / "a.json") in str(caught.value)
    assert storage.read() == OLD
    assert [file.name for file in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_kill_in_the_middle_leaves_the_old_content_and_is_cleared_by_the_next_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    class KilledError(BaseException):
        pass

    def die(*_: object, **__: object) -> None:
        raise KilledError

    storage = AtomicStorage(tmp_path / "a.json")
    storage.write(OLD)
    with monkeypatch.context() as patch:
        patch.setattr(os, call, die)
        with pytest.raises(KilledError):
            storage.write(NEW)
    assert storage.read() == OLD
    assert temporary_of(tmp_path / "a.json").exists()
    storage.write(NEW)
    assert storage.read() == NEW
    assert [file.name for file in tmp_path.iterdir()] == ["a.json"]


def test_the_file_is_on_the_disk_before_it_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    sync, replace = os.fsync, os.replace

    def note_sync(descriptor: int) -> None:
        calls.append("fsync")
        sync(descriptor)

    def note_replace(source: Path, target: Path) -> None:
        calls.append("replace")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(os, "replace", note_replace)
    AtomicStorage(tmp_path / "a.json").write(OLD)
    assert calls == ["fsync", "replace", "fsync"]


def test_a_link_stays_a_link_and_a_mode_stays_a_mode(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "a.json"
    AtomicStorage(target).write(OLD)
    target.chmod(0o640)
    link = tmp_path / "a.json"
    link.symlink_to(target)
    AtomicStorage(link).write(NEW)
    assert link.is_symlink()
    assert AtomicStorage(target).read() == NEW
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_folder_in_the_place_of_a_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(CopydeskError, match="cannot be read"):
        AtomicStorage(tmp_path).read()
    (tmp_path / "file").write_text("")
    with pytest.raises(CopydeskError, match="cannot be saved"):
        write_atomically(tmp_path / "file" / "a.json", b"")

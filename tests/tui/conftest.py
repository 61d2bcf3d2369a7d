"""A project of three small articles with stored drafts, for tests of the screens."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotators.project import Project
from tests.tui import corpus


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of nobody: no name is known, and none is kept anywhere real."""
    folder = tmp_path / "home"
    kinds = ("CONFIG", "DATA", "CACHE", "STATE")
    for name in ("HOME", *(f"XDG_{kind}_HOME" for kind in kinds)):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.delenv("COPYDESK_ANNOTATOR", raising=False)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Three articles: two with drafts, one that nobody has drafted."""
    return corpus.make_project(tmp_path / "desk")

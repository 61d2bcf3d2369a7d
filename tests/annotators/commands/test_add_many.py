"""`copydesk add` takes pages, records and tables, keeps what is known of them, and none twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotators.commands.scene import read_project_article
from annotators.project import Project
from tests.annotators.commands.conftest import Run

PAGE = """<html><head><title>Herons fly again</title><meta name="author" content="Ada Quill"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Herons fly again</h1>
<p>The herons of Port Amber flew again on Monday, and many people came to see them fly.</p>
<p>“They are back,” said Ines Corvell, who had waited for them all the winter long.</p>
</article></body></html>"""


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    lines = [
        json.dumps({"text": "One 🙂 said no.\r\n", "title": "One", "url": "https://e.org/1"}),
        "no JSON",
        json.dumps({"text": "Two said no.", "id": "two"}),
        json.dumps({"text": "Two said no.", "id": "again"}),
    ]
    (folder / "feed.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "table.csv").write_bytes('\ufeffid;text\n7;"=x; said\n\nno"\n'.encode())
    return folder


def test_a_folder_of_all_sorts_is_added_and_what_is_bad_is_told(
    project: Project, run: Run, feed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("add", feed) == 1
    said = capsys.readouterr().err
    assert "4 articles added, 0 already there, 1 there under another id, 1 refused" in said
    assert "feed.jsonl, record 2: is no JSON" in said
    assert "its text is that of two" in said
    assert {"page", "feed/0001", "two", "7"} <= set(project.article_ids())
    one = read_project_article(project, "feed/0001")
    assert one.text == "One 🙂 said no.\r\n"
    assert (one.title, one.meta["url"]) == ("One", "https://e.org/1")
    assert read_project_article(project, "7").text == "=x; said\n\nno"
    page = read_project_article(project, "page")
    assert page.text.startswith("Herons fly again\n\nThe herons")
    assert "Home" not in page.text
    assert page.meta["byline"] == "Ada Quill"


def test_the_same_command_goes_on(
    project: Project, run: Run, feed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("add", feed)
    capsys.readouterr()
    run("add", f"{feed}/*.csv", feed)
    assert "0 articles added, 5 already there" in capsys.readouterr().err


def test_other_columns_can_be_named(project: Project, run: Run, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("body,key\nSaid.,k1\n")
    assert run("add", tmp_path / "t.csv") == 1
    assert run("add", tmp_path / "t.csv", "--text-field", "body", "--id-field", "key") == 0
    assert "k1" in project.article_ids()

"""The page of `report`: what stands on it, and that no text becomes HTML."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotators.project import Project
from annotators.report.html import element, joined, table
from annotators.report.page import page
from annotators.report.plots import Part, bars, matrix
from tests.annotators.commands.conftest import Run, finish

Captured = pytest.CaptureFixture[str]

EVIL = "<script>alert('&\"')</script>"


class Balanced(HTMLParser):
    """Collects tags and text, and holds that every element is closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.text: list[str] = []

    def handle_starttag(
        self,
        tag: str,
        attrs: list[tuple[str, str | None]],  # noqa: ARG002 - as it is called
    ) -> None:
        self.tags.add(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def parsed(source: str) -> Balanced:
    parser = Balanced()
    parser.feed(source)
    parser.close()
    assert parser.open == []
    return parser


@given(st.text(max_size=30), st.text(max_size=30))
def test_text_stays_text_wherever_it_comes_in(one: str, two: str) -> None:
    source = joined(
        element("p", one, title=two),
        table((one, two), [(one, two)], two),
        bars(one, [(two, [Part(one, 1, "one")])]),
        matrix(two, [one], {(one, one): 0.5}),
    )
    known = {"p", "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "svg",
             "figcaption", "title", "rect", "text", "g"}  # fmt: skip
    assert parsed(source).tags <= known


def test_the_page_has_the_sections_there_is_something_for(
    project: Project, run: Run, capsys: Captured
) -> None:
    assert run("annotate") == 0
    finish(project, "vote", "anna")
    finish(project, "vote", "bo", "training")
    assert run("report") == 0
    source = Path("report.html").read_text(encoding="utf-8")
    told = " ".join(parsed(source).text)
    for heading in ("Progress", "draft against gold", "Calibration", "Errors by kind",
                    "Agreement of layers made over the same draft", "Names"):  # fmt: skip
        assert (heading in told) == (heading != "Names"), heading
    assert "default-src 'none'" in source
    assert not re.search(r"(src|href)=", source)


def test_names_of_people_are_escaped(project: Project, run: Run) -> None:
    assert run("annotate") == 0
    finish(project, "vote", EVIL)
    assert run("report", "gold", "draft", "-o", "page.html") == 0
    found = parsed(Path("page.html").read_text(encoding="utf-8"))
    assert "script" not in found.tags
    assert EVIL in found.text


def test_worst_cases_show_both_versions_in_context(
    tmp_path: Path, run: Run, capsys: Captured
) -> None:
    text = "A <b>bold</b> claim, she said.\x1b[2J"
    record = {"id": "a", "text": text, "annotator": "anna"}
    quote = {"id": "q", "sources": [[21, 24]], "cues": [[25, 29]], "contents": [[0, 19]]}
    gold, other = tmp_path / "gold.jsonl", tmp_path / "other.jsonl"
    gold.write_text(json.dumps({**record, "attributions": [quote]}), encoding="utf-8")
    shorter = {**quote, "contents": [[2, 19]], "score": 0.75}
    other.write_text(json.dumps({**record, "attributions": [shorter]}), encoding="utf-8")
    assert run("report", gold, other, "-o", "page.html", "--draws", "10") == 0
    source = Path("page.html").read_text(encoding="utf-8")
    assert "<mark>A &lt;b&gt;bold&lt;/b&gt; claim</mark>" in source
    assert "score 0.75" in source
    assert "\x1b" not in source
    capsys.readouterr()
    assert run("report", gold, other, "--json", "--list", "1") == 0
    (case,) = json.loads(capsys.readouterr().out)["worst"]
    assert case["what"] == "boundary"
    assert case["gold"][0]["pieces"][0] == ["A <b>bold</b> claim", True]


def test_without_gold_the_scores_are_left_out_unless_others_were_asked_for(
    run: Run, capsys: Captured
) -> None:
    assert run("report", "-o", "-") == 0
    out, err = capsys.readouterr()
    assert "Progress" in out
    assert "no scores: gold: is neither a file" in err
    assert run("report", "anna") == 2


def test_a_report_of_nothing_is_a_page() -> None:
    assert "Report: layers" in parsed(page({"title": "layers", "made": "today"})).text

"""Numbers that JSON cannot write again are refused where they are read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from annotators import strict_json
from annotators.commands import main
from annotators.model.record import RecordError, read_trace
from annotators.project import create_project
from tests.strategies import json_values


@given(json_values)
def test_what_json_can_write_is_read(value: Any) -> None:
    assert strict_json.loads(json.dumps(value)) == value
    assert strict_json.loads(json.dumps(value).encode()) == value


@pytest.mark.parametrize("text", ["NaN", "[Infinity]", "-Infinity", '{"a": 1e999}', "-1e999"])
def test_a_number_that_json_cannot_write_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="number"):
        strict_json.loads(text)


@pytest.mark.parametrize("score", [float("nan"), float("inf"), 10**400])
def test_a_score_is_a_number(score: float) -> None:
    with pytest.raises(RecordError, match='"score" is to be a number'):
        read_trace({"score": score}, set())


@pytest.mark.parametrize("value", ["1e999", "NaN"])
def test_what_is_known_of_an_added_article_can_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], value: str
) -> None:
    project = create_project(tmp_path / "project")
    rows = tmp_path / "in.jsonl"
    rows.write_text(
        f'{{"id": "a", "text": "Hello.", "likes": {value}}}\n{{"id": "b", "text": "Yes."}}'
    )
    assert main(["add", str(rows), "--project", str(project.root)]) == 1
    assert "record 1: is no JSON; mend the line" in capsys.readouterr().err
    assert project.article_ids() == ("b",)

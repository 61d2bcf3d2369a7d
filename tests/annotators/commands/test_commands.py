"""What holds for every command: help, documentation, exit codes, one line for an error."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import pytest

import annotators
from annotators import commands
from annotators.commands import COMMANDS, main, parser_of
from annotators.errors import CopydeskError
from annotators.project import Project
from tests.annotators.commands.conftest import Run

DOCS = Path(__file__).parents[3] / "docs" / "commands.md"
LIGHT = (
    "import sys; from annotators.commands import main; main(['--help'])\n"
    "heavy = {'spacy', 'tinydb', 'yaml', 'rich', 'textual'} & sys.modules.keys()\n"
    "sys.exit(f'imported {heavy}' if heavy else 0)"
)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    _, heading, section = DOCS.read_text("utf-8").partition(f"\n## `copydesk {name}")
    assert heading
    section = section.partition("\n## ")[0]
    for action in parser_of(name)._actions:
        words = action.option_strings or [str(action.metavar)]
        if not isinstance(action, argparse._HelpAction):
            assert all(f"`{word}" in section for word in words), f"{name}: {words}"


@pytest.mark.parametrize("name", COMMANDS)
def test_help_ends_well(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0
    assert f"copydesk {name}" in capsys.readouterr().out


def test_the_overview_lists_every_command_and_imports_nothing_heavy() -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", LIGHT], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert all(f"\n    {name}" in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("argv", [[], ["dance"], ["show"], ["add", "--odd", "x"]])
def test_wrong_use_is_2(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(argv) == 2
    assert "usage: copydesk" in capsys.readouterr().err


def test_no_project_is_wrong_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["stats"]) == 2
    assert capsys.readouterr().err.startswith("copydesk: ")


def test_a_broken_config_is_a_problem(
    project: Project, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    (project.root / "config.yaml").write_text("colour: 1\n")
    assert run("stats") == 1
    assert "config.yaml, line 1" in capsys.readouterr().err


def test_an_unknown_article_is_wrong_use_and_the_nearest_is_named(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export", "vot", "-o", "-") == 2
    assert "did you mean vote?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (CopydeskError("a\x1b[2J\nb"), 1, "copydesk: a\N{REPLACEMENT CHARACTER}[2J"),
        (KeyboardInterrupt(), 130, "what was done is kept"),
        (ZeroDivisionError("odd"), 1, "errors.log"),
        (BrokenPipeError(), 0, ""),
    ],
)
def test_no_error_is_more_than_one_line(
    error: BaseException,
    code: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(argv: list[str]) -> int:
        raise error

    monkeypatch.setattr(commands, "_run", fail)
    monkeypatch.setattr("annotators.commands.failure._close_stdout", lambda: None)
    assert main([]) == code
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == bool(said)
    assert said in "".join(lines)


def test_init_makes_a_project_and_never_writes_over_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path / "new")]) == 0
    assert (tmp_path / "new" / "config.yaml").is_file()
    assert main(["init", str(tmp_path / "new")]) == 1


@pytest.mark.parametrize("name", annotators.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(annotators, name).__doc__


def test_a_name_that_is_not_public_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError):
        _ = annotators.Nothing

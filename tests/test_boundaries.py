"""Who may import whom, and what an import may load."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOADED = """
import importlib, json, sys
before = set(sys.modules)
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
print(json.dumps(sorted({name.partition(".")[0] for name in set(sys.modules) - before})))
"""


def loaded_by(*modules: str) -> set[str]:
    """The top-level packages that importing modules loads in a fresh interpreter."""
    done = subprocess.run(  # noqa: S603 - our own interpreter on our own words
        [sys.executable, "-c", LOADED, json.dumps(modules)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stdout))


def modules_below(folder: str) -> list[str]:
    """The names of all modules in a folder of the library."""
    found = sorted((ROOT / folder).rglob("*.py"))
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in found]
    return [name.removesuffix(".__init__") for name in names]


def test_the_contracts_between_the_parts_hold() -> None:
    done = subprocess.run(  # noqa: S603 - a program of our own environment
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_pure_model_loads_nothing_but_the_standard_library() -> None:
    loaded = loaded_by(*modules_below("annotators/model"))
    assert loaded - sys.stdlib_module_names == {"annotators"}


@pytest.mark.parametrize(
    "part", ["annotators/store", "annotators/project.py", "annotators/config.py"]
)
def test_what_the_screen_needs_loads_neither_spacy_nor_a_screen(part: str) -> None:
    path = ROOT / part
    modules = modules_below(part) if path.is_dir() else [part.removesuffix(".py").replace("/", ".")]
    assert not loaded_by(*modules) & {"spacy", "rich", "textual", "tui"}

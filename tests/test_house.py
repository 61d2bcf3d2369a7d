"""How the house is built: small modules, short functions, a sentence on every public name."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("annotators", "tui", "benchmarks")
LONGEST_MODULE = 300
LONGEST_FUNCTION = 60
VAGUE = ("manager", "helper", "util")
REGISTRIES = tuple(
    ".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"))
)
INDEX_OPTIONS = tuple("--" + name for name in ("index-url", "extra-index-url", "find-links"))

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def modules() -> list[Path]:
    """Every module of the packages and of what measures them."""
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def named(path: Path) -> str:
    """A module as it is told."""
    return str(path.relative_to(ROOT))


def public(tree: ast.Module) -> Iterator[Definition]:
    """Public functions and classes, and the public methods of those classes."""
    for node in tree.body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                inner = (n for n in node.body if isinstance(n, FUNCTIONS))
                yield from (n for n in inner if not n.name.startswith("_") and not _is_override(n))


def _is_override(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    names = {ast.unparse(decorator).rpartition(".")[2] for decorator in node.decorator_list}
    return bool(names & {"override", "overload", "setter", "deleter"})


def trees() -> Iterator[tuple[str, ast.Module]]:
    """Every module, read."""
    for path in modules():
        yield named(path), ast.parse(path.read_text(encoding="utf-8"))


def test_modules_are_small() -> None:
    lengths = {named(p): len(p.read_text(encoding="utf-8").splitlines()) for p in modules()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_public_names_have_a_docstring() -> None:
    mute = [f"{name}: {node.name}" for name, tree in trees() for node in public(tree)
            if not ast.get_docstring(node)]  # fmt: skip
    assert mute == []


def test_functions_are_short() -> None:
    lengths = {
        f"{name}: {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, FUNCTIONS)
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


def test_no_module_and_no_class_has_a_vague_name() -> None:
    vague = [named(path) for path in modules() if any(word in path.stem for word in VAGUE)]
    for name, tree in trees():
        classes = (node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
        vague += [f"{name}: {known}" for known in classes if known.lower().endswith(VAGUE)]
    assert vague == []


def test_no_tracked_file_names_a_package_registry() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 - whichever git the person has
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    tracked = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    found = [
        f"{named(path)}: {word}"
        for path in tracked
        if path.is_file()
        for word in (*REGISTRIES, *INDEX_OPTIONS)
        if word.encode() in path.read_bytes()
    ]
    assert not found

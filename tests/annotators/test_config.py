from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotators.config import Config
from annotators.config_file import SETTINGS, read_config
from annotators.config_kept import known_config
from annotators.config_template import TEMPLATE
from annotators.errors import ConfigError, CopydeskError

ROOT = Path(__file__).parents[2]


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "config.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def complaint(folder: Path, text: str | bytes) -> str:
    with pytest.raises(CopydeskError) as caught:
        read_config(write(folder, text))
    line = str(caught.value)
    assert "\n" not in line
    assert line.startswith(str(folder / "config.yaml"))
    return line.removeprefix(str(folder / "config.yaml"))


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n", b"\xef\xbb\xbf", "theme:\n"])
def test_an_empty_file_is_all_defaults(tmp_path: Path, text: str | bytes) -> None:
    path = write(tmp_path, text)
    assert read_config(path) == Config(path=path)


def test_the_template_says_what_copydesk_does_anyway(tmp_path: Path) -> None:
    path = write(tmp_path, TEMPLATE)
    assert read_config(path) == Config(path=path)


def test_the_bundled_project_has_the_template() -> None:
    assert (ROOT / "config.yaml").read_text(encoding="utf-8") == TEMPLATE


def test_every_setting_is_explained_everywhere() -> None:
    body = ast.parse(inspect.getsource(Config)).body[0]
    assert isinstance(body, ast.ClassDef)
    documented = {
        field.target.id
        for field, text in zip(body.body, body.body[1:], strict=False)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
    }
    assert documented == {field.name for field in fields(Config)}
    guide = (ROOT / "docs" / "config.md").read_text(encoding="utf-8")
    for name in SETTINGS:
        assert f"\n{name}:" in TEMPLATE
        assert f"`{name}`" in guide
    assert {field.name for field in fields(Config)} == {*SETTINGS, "key_lines", "path"}


def test_every_setting_can_be_set(tmp_path: Path) -> None:
    text = """\
model: ./models/mine
attribution: rules
scope: [entities, quotes]
draft_on_open: no
proposals: no
column: 72
theme: light
labels: [ORG, PERSON, ORG]
patterns:
  - {label: ORG, pattern: Cheong Wa Dae}
  - {label: ORG, pattern: [{LOWER: blue}, {LOWER: house}], id: blue-house}
keymap: vim
keys:
  undo: [u, ctrl+z]
  choose-1: 1
  swap: ~
  none:
  accept: y
"""
    path = write(tmp_path, text)
    assert read_config(path) == Config(
        model="./models/mine",
        attribution="rules",
        scope=("entities", "quotes"),
        draft_on_open=False,
        proposals=False,
        column=72,
        theme="light",
        labels=("ORG", "PERSON"),
        patterns=(
            {"label": "ORG", "pattern": "Cheong Wa Dae"},
            {
                "label": "ORG",
                "pattern": [{"LOWER": "blue"}, {"LOWER": "house"}],
                "id": "blue-house",
            },
        ),
        keymap="vim",
        keys={
            "undo": ("u", "ctrl+z"),
            "choose-1": ("1",),
            "swap": ("~",),
            "none": (),
            "accept": ("y",),
        },
        key_lines={"undo": 14, "choose-1": 15, "swap": 16, "none": 17, "accept": 18},
        path=path,
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\ncolum: 3", ", line 2, colum: is no setting; did you mean column?"),
        ("Theme: dark", ", line 1, Theme: is no setting; did you mean theme?"),
        ("xyzzy: 3", ", line 1, xyzzy: is no setting; it is one of model, attribution,"),
        ("theme: dark\ntheme: light", ", line 2, theme: stands here a second time"),
        ("column: wide", ", line 1, column: is 'wide', not a width"),
        ("column: 39", "column: is '39', not a width in cells; write a whole number from 40"),
        ("column: 96.0", "column: is '96.0'"),
        ("column: [96]", "column: is 'a list'"),
        ("column: yes", "column: is 'yes'"),
        ("draft_on_open: maybe", "draft_on_open: is 'maybe', not true or false"),
        ("theme: 3", "theme: is to be text; put it in quotes"),
        ("theme: [dark]", "theme: is to be text"),
        ('theme: "a\\eb"', "theme: holds characters that cannot be shown"),
        ('model: "a b; c"', "model: 'a b; c' is no name of a spaCy pipeline"),
        ("attribution: rule", "attribution: 'rule' is not known here; did you mean rules?"),
        ("attribution: {a: b}", "attribution: a list is not known here"),
        ("scope: []", "scope: is to be a list"),
        ("scope: {quotes: 1}", "scope: is to be a list"),
        ("scope:\n  - quotes\n  - speaker", ", line 3, scope: 'speaker' is not known here; did"),
        ("labels: [PERSON, Organ]", "labels: 'Organ' is not known here; did you mean ORG?"),
        ("labels: [[PERSON]]", "labels: a list is not known here"),
        ("attribution: magic", "attribution: 'magic' is not known here"),
        ("keymap: vi", "keymap: 'vi' is not known here; did you mean vim?"),
        ("keymap: [vim]", "keymap: a list is not known here"),
        ("keys: [u]", "keys: is to be a mapping"),
        ("keys:\n  undo: {a: b}", ", line 2, undo: is to be a key or a list of keys"),
        ("keys:\n  undo: u\n  undo: z", ", line 3, undo: stands here a second time, after line 2"),
        ("patterns: {a: b}", "patterns: is to be a list"),
        ("patterns:\n- Seoul", ", line 2, patterns: each is to be a mapping"),
        ("patterns:\n- {lable: ORG, pattern: x}", "'lable' is not known; did you mean label?"),
        ("patterns:\n- {pattern: x}", "a pattern has no label"),
        ("patterns:\n- {label: ORG}", "a pattern is to be a phrase"),
        ("patterns:\n- {label: ORG, pattern: []}", "a pattern is to be a phrase"),
        ("patterns:\n- {label: ORG, pattern: x, id: 3}", "the id of a pattern is to be text"),
        ("patterns:\n- {label: ORG, pattern: 2020-13-45}", "cannot be understood"),
        ("patterns:\n- {[a]: 3}", "cannot be understood"),
        ("- a\n- b", ", line 1: is to be a mapping"),
        ("theme: dark\ncolumn: [ }", ", line 2: is no YAML"),
        ("a\tb: %x\n\t- c", ": is no YAML"),
        ("theme: [undo, #]\n", ": is no YAML"),
        ("? [a]\n: b", "?: is no setting"),
        (b"theme: dark\ncolumn: \xff", ", line 2: is not in UTF-8; save it as UTF-8"),
        (b"theme: \x00", ": is no YAML"),
        ("[" * 200_000, "is nested too deeply"),
        ("- " * 9000, "is nested too deeply"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_line_with_its_place(
    tmp_path: Path, text: str | bytes, message: str
) -> None:
    assert message in complaint(tmp_path, text)


def test_all_mistakes_are_found_at_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        read_config(write(tmp_path, "colum: 3\ntheme: 3\nattribution: magic\n"))
    assert [str(problem).split(": ")[0].split(", ")[1:] for problem in caught.value.problems] == [
        ["line 1", "colum"],
        ["line 2", "theme"],
        ["line 3", "attribution"],
    ]
    assert str(caught.value).endswith("did you mean column? (2 more problems)")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").mkdir()
    with pytest.raises(CopydeskError, match=r"config\.yaml: cannot be read"):
        read_config(tmp_path / "config.yaml")


@given(st.text(max_size=60) | st.binary(max_size=60))
def test_no_file_gives_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, text: str | bytes
) -> None:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "replace")
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(data)
    try:
        config = read_config(path)
    except CopydeskError as error:
        assert "\n" not in str(error)  # noqa: PT017 - or it is no error at all
    else:
        assert isinstance(config, Config)


EVERYTHING = """\
scope: [entities, quotes]
blind: 0.25
column: 80
keymap: vim
keys: {undo: [u, ctrl+z], redo: }
labels: [ORG, PERSON]
patterns: [{label: ORG, pattern: [{LOWER: blue}]}]
"""


@pytest.mark.parametrize("text", ["", TEMPLATE, EVERYTHING])
def test_what_is_kept_of_a_file_is_what_it_says(
    tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, cache = write(tmp_path, text), tmp_path / "cache"
    cache.mkdir()
    read = read_config(path)
    assert known_config(path, cache) == read
    monkeypatch.setitem(sys.modules, "annotators.config_file", None)  # so that none can be read
    assert known_config(path, cache) == read


def test_what_is_kept_of_another_text_is_not_used(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    assert known_config(write(tmp_path, "column: 80\n"), cache).column == 80
    assert known_config(write(tmp_path, "column: 90\n"), cache).column == 90
    with pytest.raises(ConfigError):
        known_config(write(tmp_path, "column: wide\n"), cache)


@pytest.mark.parametrize(
    "damage", [lambda kept: kept[:-9], lambda _: b"[]", lambda kept: kept.replace(b"80", b'"80"')]
)
def test_what_is_kept_and_damaged_is_read_anew(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    path, cache = write(tmp_path, "column: 80\n"), tmp_path / "cache"
    cache.mkdir()
    known_config(path, cache)
    (kept,) = cache.iterdir()
    kept.write_bytes(damage(kept.read_bytes()))
    assert known_config(path, cache) == read_config(path)


def test_nothing_is_kept_where_there_is_no_cache(tmp_path: Path) -> None:
    known_config(write(tmp_path, "column: 80\n"), tmp_path / "cache")
    assert [path.name for path in tmp_path.iterdir()] == ["config.yaml"]


def test_importing_it_brings_in_nothing_heavy() -> None:
    code = "import annotators.project, sys; print(*sys.modules)"
    found = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout.split()
    assert {"spacy", "textual", "rich", "tinydb", "filelock", "platformdirs"}.isdisjoint(found)

"""What is done with hostile files, as a user would, and what may not come of it."""

from __future__ import annotations

import contextlib
import io
import shutil
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from unittest import mock

from annotators.commands import failure, main
from annotators.errors import CopydeskError
from annotators.model import intents
from annotators.model.corrections import corrections
from annotators.project import Project, create_project
from annotators.store.article_store import ArticleStore
from tui.keys.keymap import Keymap
from tui.work.library import Library
from tui.work.places import Places

SLOW = 5.0
"""Seconds of CPU after which a file is taken to hang the program."""

Findings = list[tuple[str, str]]
"""What went wrong, where a defect is told from others, and all that is known of it."""


class Room:
    """A folder with a project in it, files from elsewhere beside it, and nothing else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.found: Findings = []
        self.outside = folder / "in"

    def empty(self) -> None:
        """Begin anew, with an empty project."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.outside.mkdir(parents=True)
        create_project(self.folder / "project")
        self.project = Project(self.folder / "project")

    def put(self, files: Mapping[str, bytes]) -> None:
        """Lay files from elsewhere beside the project."""
        for name, data in files.items():
            path = self.outside / (name or "file")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def call(self, *argv: str) -> int:
        """Run a command as the command line does."""
        out, said = io.StringIO(), io.StringIO()
        with self.watched(), contextlib.redirect_stdout(out), contextlib.redirect_stderr(said):
            where = [] if argv[0] == "merge" else ["--project", str(self.project.root)]
            code = main([*argv, *where])
            if code not in {failure.DONE, failure.PROBLEMS, failure.WRONG_USE}:
                self.found.append((f"{argv[0]} ended with {code}", said.getvalue()))
        for text in (out.getvalue(), said.getvalue()):
            obeyed = sorted({c for c in text if c != "\n" and not c.isprintable()} - {"\u200d"})
            if obeyed and argv[0] != "export":
                self.found.append((f"{argv[0]} writes {obeyed[0]!r}", text[:2000]))
        return code

    @contextlib.contextmanager
    def watched(self) -> Iterator[None]:
        """Note what no user should see: an error that nobody foresaw, and a long time."""
        begun = time.process_time()

        def unexpected(error: BaseException) -> str:
            self._note(error)
            return "noted"

        try:
            with mock.patch.object(failure, "_unexpected", unexpected):
                yield
        except CopydeskError as error:
            if not str(error).isprintable() or not error.message:
                self.found.append(("an error is no line", repr(str(error))))
        except Exception as error:  # noqa: BLE001 - these are what is looked for
            self._note(error)
        if time.process_time() - begun > SLOW:
            self.found.append(("takes too long", f"{time.process_time() - begun:.0f} s"))

    def look_round(self) -> None:
        """Nothing may lie beside the project but what was put there."""
        others = {path.name for path in self.folder.iterdir()} - {"project", "in"}
        if others:
            self.found.append(("a path leaves the project", ", ".join(others)))

    def _note(self, error: BaseException) -> None:
        frames = traceback.extract_tb(error.__traceback__)
        own = [
            frame
            for frame in frames
            if "/annotators/" in frame.filename or "/tui/" in frame.filename
        ]
        last = own[-1] if own else frames[-1]
        place = f"{Path(last.filename).name}:{last.lineno} {last.name}"
        told = "".join(traceback.format_exception(error))
        self.found.append((f"{type(error).__name__} in {place}", told))


def import_file(room: Room, files: Mapping[str, bytes], form: str, number: int) -> None:
    """Take a file in, as somebody's layers or as drafts, and use what came of it."""
    room.put(files)
    whose = (["--as", "anna"], ["--as-draft", "other 1"], [])[number % 3]
    path = room.outside / ("file" if "" in files else "")
    code = room.call("import", str(path), "--format", form, "--skip-bad", *whose)
    if code == failure.DONE and number % 4 == 0:
        use(room)


def add_file(room: Room, files: Mapping[str, bytes], number: int) -> None:
    """Take articles in, and use them."""
    room.put(files)
    room.call("add", str(room.outside))
    if number % 8 == 0:
        use(room)


def use(room: Room) -> None:
    """Ask for everything that can be known of a project."""
    for argv in (
        ["check"],
        ["stats"],
        ["export", "--format", "csv", "-o", str(room.project.root / "o")],
    ):
        room.call(*argv)
    ids: tuple[str, ...] = ()
    with room.watched():
        ids = room.project.article_ids()
    for article_id in ids[:2]:
        room.call("show", article_id)
        room.call("log", article_id)
        open_article(room, article_id)


def open_article(room: Room, article_id: str) -> None:
    """Open an article as the workbench does, decide, undo, save, and read it again."""
    library = Library(room.project)
    with room.watched(), contextlib.closing(library):
        session = library.open(article_id, "anna")
        review = session.review
        list(review.problems())
        list(corrections(review.layer))
        Places(room.project.cache_dir, "anna").focus(article_id, len(review.article.text))
        for quote in review.view.undecided[:1]:
            review.do(intents.reject(review.view, quote, review.fresh))
            review.undo()
            review.redo()
        library.articles.save(review.dossier, review.article)
        kept = ArticleStore(room.project).load(article_id)
        if kept != review.dossier:
            room.found.append(("what was saved is not what is read", repr(kept)[:2000]))


def stored(room: Room, files: Mapping[str, bytes], number: int) -> None:
    """Work at a project whose own files are hostile."""
    project = room.project
    paths = {
        "text": project.articles_dir / "a.txt",
        "meta": project.articles_dir / "a.meta.json",
        "annotation": project.annotation_path("a"),
        "draft": project.draft_path("a"),
        "parse": project.parse_path("a"),
        "places": project.cache_dir / "places.json",
        "holder": project.lock_path("a").with_suffix(".holder.json"),
    }
    for name, data in files.items():
        paths[name].parent.mkdir(parents=True, exist_ok=True)
        paths[name].write_bytes(data)
    open_article(room, "a")
    commands: tuple[Callable[[], object], ...] = (
        lambda: use(room),
        lambda: room.call("reanchor"),
        lambda: room.call("migrate"),
        lambda: room.call("export", "--format", "native", "-o", str(project.root / "o")),
        lambda: room.call("evaluate", "anna", "draft"),
    )
    commands[number % len(commands)]()


def merge(room: Room, files: Mapping[str, bytes], number: int) -> None:
    """Join a hostile copy with a sound one."""
    room.put(files)
    names = ["base", "ours", "theirs"]
    if number % 2:
        names = ["base", "theirs", "ours"]
    room.call("merge", *(str(room.outside / name) for name in names))


def configure(room: Room, files: Mapping[str, bytes], number: int) -> None:
    """Read hostile settings."""
    del number
    (room.project.root / "config.yaml").write_bytes(files["config"])
    with room.watched():
        config = Project.find(room.project.root).config
        Keymap(config.keys, base=config.keymap, lines=config.key_lines, file="config.yaml")
    room.call("stats")

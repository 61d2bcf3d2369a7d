"""A project: a folder with a `config.yaml` and a `corpus/`, and where its files lie."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

from annotators.config import Config
from annotators.config_kept import known_config
from annotators.errors import CopydeskError
from annotators.reading.folder import SUFFIX, Found, check_id, is_id, survey_articles

CONFIG = "config.yaml"
"""The file that makes a folder a project."""

_IGNORED = """\
# annotations/ is worth keeping; these are copies, or made anew at any time
drafts/
backup/
.cache/
"""


@dataclass(frozen=True)
class Project:
    """Where the files of one project lie.

    `only` is the article of a project that has no other: a file opened from
    outside any project.
    """

    root: Path
    config: Config = field(default_factory=Config)
    only: Path | None = None

    @classmethod
    def find(cls, start: Path) -> Project:
        """The project that `start` stands in: the nearest config.yaml upwards.

        Raises CopydeskError when there is none or its config.yaml is wrong.
        """
        folder = Path(os.path.realpath(start))
        for candidate in (folder, *folder.parents):
            if (candidate / CONFIG).is_file():
                config = known_config(candidate / CONFIG, cls(candidate).cache_dir)
                return cls(candidate, config)
        raise CopydeskError(
            "is in no copydesk project",
            place=str(folder),
            remedy="make one there with `copydesk init`",
        )

    @classmethod
    def single(cls, path: Path) -> Project:
        """The project of one article: the one it belongs to, or one of its own.

        The latter has default settings and keeps its data in the user's own
        data folder. Raises CopydeskError when the config.yaml above is wrong.
        """
        path = Path(os.path.realpath(path))
        for folder in path.parents:
            inside = path.is_relative_to(folder / "corpus" / "articles")
            if inside and (folder / CONFIG).is_file():
                project = cls.find(folder)
                if project.id_of(path) is not None:
                    return project
        from platformdirs import user_data_path  # noqa: PLC0415 - most runs are in a project

        name = hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
        root = user_data_path("copydesk", appauthor=False) / "articles" / name
        return cls(root, only=path)

    @property
    def articles_dir(self) -> Path:
        """The texts; nothing is ever written there."""
        return self.root / "corpus" / "articles"

    @property
    def cache_dir(self) -> Path:
        """Parses, locks and the index: made anew at any time."""
        return self.root / "corpus" / ".cache"

    def within(self, line: str) -> str:
        """A line about this project: its files are named as they lie below its folder."""
        return line.replace(f"{self.root}{os.sep}", "")

    def article_ids(self) -> tuple[str, ...]:
        """The ids of all articles, sorted; raises what `article_paths` raises."""
        return tuple(self.article_paths())

    def article_paths(self) -> dict[str, Path]:
        """Every article's file by its id, sorted; CopydeskError when they cannot be listed."""
        return self.survey().paths

    def survey(self) -> Found:
        """The articles, and what is wrong with other files among them.

        A name that makes no id, a link that leaves the folder, two files of
        one id: these are problems, and no articles. Raises CopydeskError when
        the folder cannot be listed.
        """
        if self.only is not None:
            return Found({_stem_id(self.only): self.only}, ())
        return survey_articles(self.articles_dir)

    def id_of(self, path: Path) -> str | None:
        """The id of an article file of this project; None for any other file."""
        path = Path(os.path.realpath(path))
        if self.only is not None:
            return _stem_id(path) if path == self.only else None
        folder = os.path.realpath(self.articles_dir)
        if not path.is_relative_to(folder) or path.suffix.lower() != SUFFIX:
            return None
        article_id = path.relative_to(folder).as_posix()[: -len(SUFFIX)]
        return article_id if is_id(article_id) else None

    def article_path(self, article_id: str) -> Path:
        """The file of an article, whether or not it is there.

        Raises CopydeskError for an id that is none or whose file is a link out
        of the folder.
        """
        check_id(article_id)
        if self.only is not None:
            if article_id != _stem_id(self.only):
                raise CopydeskError("is not the article that is open", place=article_id)
            return self.only
        path = _with_any_suffix(self.articles_dir / f"{article_id}{SUFFIX}")
        return _inside(path, self.articles_dir)

    @property
    def drafts_dir(self) -> Path:
        """What models made, one file an article."""
        return self.root / "corpus" / "drafts"

    def annotation_path(self, article_id: str) -> Path:
        """What people made of the article; CopydeskError for a bad id."""
        return self._path("annotations", article_id, ".json")

    def draft_path(self, article_id: str) -> Path:
        """What models made of the article; CopydeskError for a bad id."""
        return self._path("drafts", article_id, ".json")

    def parse_path(self, article_id: str) -> Path:
        """The kept parse of the article; CopydeskError for a bad id."""
        return self._path(".cache/parses", article_id, ".json")

    def lock_path(self, article_id: str) -> Path:
        """What a program holds while it changes the article; CopydeskError for a bad id."""
        return self._path(".cache/locks", article_id, ".lock")

    def drafting_lock_path(self, article_id: str) -> Path:
        """What is held while the article's drafts are changed; CopydeskError for a bad id."""
        return self._path(".cache/drafting", article_id, ".lock")

    def backup_path(self, name: str) -> Path:
        """A copy of an annotation file; `name` is an id and more; CopydeskError for a bad one."""
        return self._path("backup", name, ".json")

    def _path(self, folder: str, article_id: str, suffix: str) -> Path:
        check_id(article_id)
        above = Path(self.root, "corpus", folder)
        return _inside(Path(above, f"{article_id}{suffix}"), above)


def create_project(folder: Path) -> Project:
    """Make the folder a project: a commented config.yaml and an empty corpus.

    Nothing that is there is written over. Raises CopydeskError when it is a
    project already or cannot be written to.
    """
    from annotators.config_template import TEMPLATE  # noqa: PLC0415 - once in a project's life

    config = folder / CONFIG
    ignored = folder / "corpus" / ".gitignore"
    try:
        (folder / "corpus" / "articles").mkdir(parents=True, exist_ok=True)
        with config.open("x", encoding="utf-8", newline="\n") as file:
            file.write(TEMPLATE)
        if not ignored.exists():
            ignored.write_text(_IGNORED, encoding="utf-8", newline="\n")
    except FileExistsError as error:
        raise CopydeskError(
            "is there already", place=str(error.filename), remedy="use it, or choose another folder"
        ) from None
    except OSError as error:
        raise CopydeskError(
            f"cannot be made a project ({error.strerror or error})",
            place=str(folder),
            remedy="check that it is a folder and that you may write to it",
        ) from error
    return Project.find(folder)


def _inside(path: Path, folder: Path) -> Path:
    """The path, which is one below the folder; CopydeskError where a link leads out of it."""
    # Where nothing below the folder is a link, nothing leads anywhere else.
    if _has_link(str(path), str(folder)) and not Path(os.path.realpath(path)).is_relative_to(
        os.path.realpath(folder)
    ):
        raise CopydeskError(
            "is a link that leaves the folder", place=str(path), remedy="put a copy in its place"
        )
    return path


def _has_link(path: str, folder: str) -> bool:
    """Whether anything on the way from a folder to what lies below it is a link."""
    # A list asks this of every article, and pathlib takes several times as long.
    while len(path) > len(folder):
        if os.path.islink(path):  # noqa: PTH114
            return True
        path = os.path.dirname(path)  # noqa: PTH120
    return False


def _stem_id(path: Path) -> str:
    """The id of a file from elsewhere: its stem, made fit to be one."""
    stem = "".join(c if c.isprintable() and c != "\\" else "_" for c in path.stem)
    stem = os.fsdecode(os.fsencode(stem.lstrip("."))[:200])
    return stem if is_id(stem) else "article"


def _with_any_suffix(path: Path) -> Path:
    if path.exists():
        return path
    for suffix in (SUFFIX.upper(), SUFFIX.title()):
        if (other := path.with_name(path.name[: -len(SUFFIX)] + suffix)).exists():
            return other
    return path

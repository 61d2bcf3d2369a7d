"""What killed saves left behind, cleared away at the next start."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from annotators.errors import CopydeskError
from annotators.project import Project
from annotators.reading.folder import SUFFIX
from annotators.reading.meta import META_SUFFIX
from annotators.store.lock import ArticleLock, in_turn
from annotators.store.tinydb_storage import TEMPORARY


def clear_leftovers(project: Project) -> int:
    """Remove half-written files of annotations, drafts and articles; how many there were.

    Those of an article that another process holds may be under way and are
    left alone. Never raises.
    """
    corpus, articles, cache = project.root / "corpus", project.articles_dir, project.cache_dir
    cleared = 0
    for path, article_id in _leftovers(corpus / "annotations", ".json"):
        with suppress(CopydeskError, OSError), ArticleLock(project, article_id, ""):
            path.unlink(missing_ok=True)
            cleared += 1
    for path, article_id in _leftovers(corpus / "drafts", ".json"):
        with suppress(CopydeskError, OSError):
            with in_turn(project.drafting_lock_path(article_id), seconds=0):
                path.unlink(missing_ok=True)
            cleared += 1
    for path, _ in (*_leftovers(articles, SUFFIX), *_leftovers(articles, META_SUFFIX)):
        with suppress(CopydeskError, OSError), in_turn(cache / "adding.lock", seconds=0):
            path.unlink(missing_ok=True)
            cleared += 1
    return cleared


def _leftovers(folder: Path, suffix: str) -> Iterator[tuple[Path, str]]:
    """Temporary files below a folder, each with the id of the article it was for."""
    for above, _, names in os.walk(folder):
        for name in names:
            if name.startswith(".") and name.endswith(suffix + TEMPORARY):
                path = Path(above, name)
                whole = path.with_name(name[1 : -len(suffix + TEMPORARY)])
                yield path, whole.relative_to(folder).as_posix()

"""`copydesk migrate`: bring annotation files of older versions up to the present one."""

from __future__ import annotations

import argparse

from annotators.commands.failure import DONE, PROBLEMS, complain
from annotators.commands.printing import count, note, say, track
from annotators.commands.scene import add_project_option, named_ids, open_project
from annotators.errors import CopydeskError
from annotators.project import Project
from annotators.store.backup import keep_backup
from annotators.store.dossier_tables import present_tables, read_dossier
from annotators.store.lock import hold
from annotators.store.migrate import STORE_SCHEMA, version_of
from annotators.store.tinydb_storage import AtomicStorage, Tables


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take articles, and whether to change anything."""
    parser.add_argument(
        "articles", nargs="*", metavar="ARTICLE", help="an id or a file (default: all)"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would be changed, and change nothing"
    )
    add_project_option(parser)


def run(options: argparse.Namespace) -> int:
    """Migrate file by file; one that cannot be does not hold up the others."""
    project = open_project(options)
    ids = named_ids(project, options.articles)
    changed = failed = 0
    for article_id in track(ids, len(ids), "migrating"):
        try:
            changed += _migrate(project, article_id, is_dry=options.dry_run)
        except CopydeskError as error:
            complain(error)
            failed += 1
    would = "would be " if options.dry_run else ""
    note(f"{count(changed, 'file')} {would}brought to version {STORE_SCHEMA}, {failed} failed")
    return PROBLEMS if failed else DONE


def _migrate(project: Project, article_id: str, *, is_dry: bool) -> bool:
    path = project.annotation_path(article_id)
    if not path.exists():
        return False
    with hold(project, article_id, "migrate"):
        before = AtomicStorage(path).read() or {}
        _, after = present_tables(before, place=str(path))
        version = version_of(before)
        if version == STORE_SCHEMA:
            return False
        say(f"{article_id}: version {version} to {STORE_SCHEMA}: {_told(before, after)}")
        # What cannot be read afterwards must not take the place of what could.
        read_dossier(after, article_id=article_id, place=str(path))
        if not is_dry:
            keep_backup(project, article_id, f"version-{version}")
            AtomicStorage(path).write(after)
    return True


def _told(before: Tables, after: Tables) -> str:
    """How many documents of each table are otherwise afterwards."""
    changes = []
    for name, table in after.items():
        old = before.get(name, {})
        changed = sum(old.get(number) != document for number, document in table.items())
        if changed:
            changes.append(f"{count(changed, 'document')} in {name}")
    return ", ".join(changes)

"""`copydesk reanchor`: put annotations where their words stand in a text that was changed."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from annotators.commands.failure import DONE, PROBLEMS, complain
from annotators.commands.printing import count, note, say, track
from annotators.commands.scene import (
    add_project_option,
    named_ids,
    open_project,
    read_project_article,
)
from annotators.errors import CopydeskError
from annotators.model.reanchoring import Carried, Lost, carry_over
from annotators.model.review import stamp, utc_now
from annotators.project import Project
from annotators.store.article_store import ArticleStore
from annotators.store.backup import keep_backup
from annotators.store.lock import hold


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take articles, and whether to change anything."""
    parser.add_argument(
        "articles", nargs="*", metavar="ARTICLE", help="an id or a file (default: all)"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would be done, and do nothing"
    )
    add_project_option(parser)


def run(options: argparse.Namespace) -> int:
    """Carry over each article whose text changed; list what does not stand any more."""
    project = open_project(options)
    ids = named_ids(project, options.articles)
    changed = lost = failed = 0
    for article_id in track(ids, len(ids), "looking"):
        try:
            carried = _carry(project, article_id, is_dry=options.dry_run)
        except CopydeskError as error:
            complain(error)
            failed += 1
            continue
        if carried is not None:
            changed, lost = changed + 1, lost + len(carried.lost)
            _tell(article_id, carried)
    would = "would be " if options.dry_run else ""
    note(f"{count(changed, 'article')} {would}carried over, {count(lost, 'item')} lost")
    return PROBLEMS if lost or failed else DONE


def _carry(project: Project, article_id: str, *, is_dry: bool) -> Carried | None:
    """What becomes of an article's annotations; None when its text is the annotated one."""
    article = read_project_article(project, article_id)
    with hold(project, article_id, "reanchor"):
        store = ArticleStore(project)
        dossier = store.load(article_id)
        if dossier is None or dossier.sha256 == article.sha256:
            return None
        carried = carry_over(dossier, store.words(article_id), article, stamp(utc_now()))
        if not is_dry:
            keep_backup(project, article_id, f"text-{dossier.sha256[:8]}")
            store.save(carried.dossier, article)
    return carried


def _tell(article_id: str, carried: Carried) -> None:
    say(f"{article_id}: {count(carried.standing, 'item')} stand, {len(carried.lost)} do not")
    for lost in _in_order(carried.lost):
        sort = type(lost.item).__name__.lower()
        revision = f", revision {lost.revision}" if lost.revision else ""
        say(f"{article_id}: {sort} {lost.item.id} of {lost.annotator}{revision} is not in the text")
    for name in carried.reopened:
        say(f"{article_id}: the finished layer of {name} is open work again")


def _in_order(lost: Iterable[Lost]) -> list[Lost]:
    return sorted(lost, key=lambda one: (one.annotator, one.revision, one.item.id))

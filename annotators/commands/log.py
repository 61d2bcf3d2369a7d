"""`copydesk log`: who decided what in an article, and when."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from typing import Any

from annotators.commands.failure import DONE
from annotators.commands.layers import Shelf, current_layers
from annotators.commands.printing import note, say
from annotators.commands.scene import add_project_option, named_ids, open_project
from annotators.model.corrections import FAULTS, corrections
from annotators.model.dossier import Dossier
from annotators.model.history import Entry
from annotators.model.telling import Told, tell
from annotators.store.history_record import history_record


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take an article, and whose history."""
    parser.add_argument("article", metavar="ARTICLE", help="an id or a file")
    parser.add_argument("--annotator", metavar="NAME", help="only what this annotator did")
    parser.add_argument("--json", action="store_true", help="one JSON object an entry")
    add_project_option(parser)


def run(options: argparse.Namespace) -> int:
    """Print every entry of the history, oldest first, then what was put right in the draft."""
    project = open_project(options)
    shelf = Shelf(project)
    article = shelf.article(named_ids(project, [options.article])[0])
    dossier = shelf.dossier(article)
    if dossier is None:
        note(f"nobody has decided anything in {article.id} yet")
        return DONE
    for entry, told in tell(dossier, article.text):
        if options.annotator in {None, entry.by}:
            say(
                json.dumps(_record(article.id, entry, told)) if options.json else _line(entry, told)
            )
    if not options.json:
        _tell_corrections(dossier, options.annotator)
    return DONE


def _line(entry: Entry, told: Told) -> str:
    model = f"  [{entry.model}]" if entry.model else ""
    return f"{entry.number:>4}  {entry.at[:19].replace('T', ' ')}  {entry.by}  {told}{model}"


def _record(article_id: str, entry: Entry, told: Told) -> dict[str, Any]:
    words = {"words": told.words} if told.words else {}
    return {"id": article_id, **history_record(entry), **words}


def _tell_corrections(dossier: Dossier, annotator: str | None) -> None:
    for name, layer in current_layers(dossier).items():
        if annotator in {None, name}:
            found = Counter(correction.fault for correction in corrections(layer))
            counted = ", ".join(f"{found[fault]} {fault}" for fault in FAULTS)
            note(f"{name} put right: {counted}")

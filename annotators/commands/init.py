"""`copydesk init`: make a folder a project."""

from __future__ import annotations

import argparse
from pathlib import Path

from annotators.commands.failure import DONE
from annotators.commands.printing import say
from annotators.project import create_project


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the folder."""
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="the folder, made if it is not there (default: where you are)",
    )


def run(options: argparse.Namespace) -> int:
    """Make the folder a project; what is there is never written over."""
    project = create_project(options.folder)
    say(f"{project.root} is a project now; `copydesk add` puts articles in")
    return DONE

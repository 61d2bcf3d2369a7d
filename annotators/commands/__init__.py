"""The command line without a screen: one file a command, over the same core as the workbench."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Mapping
from typing import Protocol, cast

from annotators.commands.failure import guarded

PROGRAM = "copydesk"

COMMANDS: Mapping[str, str] = {
    "add": "copy article files into the project",
    "annotate": "let the model make drafts",
    "show": "print an article with its quotes and who says them",
    "export": "write finished layers for other tools",
    "import": "take layers in from other tools, as somebody's or as drafts",
    "evaluate": "score layers against gold ones, and list what is wrong",
    "agreement": "say how far annotators agree, and where they part",
    "report": "write figures, plots and the worst cases as one page",
    "train": "make the weights of the learned engine from annotated articles",
    "log": "tell who decided what in an article, and when",
    "stats": "count what is done and what is left",
    "reanchor": "carry annotations over to a text that was changed",
    "merge": "join two people's copies of one annotation file",
    "migrate": "bring annotation files of older versions up to date",
    "check": "list what is wrong with the project's layers",
    "init": "make a folder a project",
}
"""Every command with one line of help."""


class Command(Protocol):
    """What the module of a command has."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Tell the parser what the command takes."""

    def run(self, options: argparse.Namespace) -> int:
        """Do the work; the exit code: 0 done, 1 the work found problems."""


def main(argv: list[str]) -> int:
    """Run the command that `argv` begins with and return its exit code.

    0 done, 1 the work found problems, 2 wrong use, 130 stopped by Ctrl-C. What
    goes wrong is one line on stderr, never a traceback.
    """
    return guarded(lambda: _run(argv))


def add_parsers(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser],
) -> None:
    """List every command, with its line of help, in a parser of the whole program.

    The parsers added are for the list alone: `main` reads a command's arguments.
    """
    for name, summary in COMMANDS.items():
        subparsers.add_parser(name, help=summary, add_help=False)


def parser_of(name: str) -> argparse.ArgumentParser:
    """The parser of one command's arguments; its module is imported for it."""
    parser = argparse.ArgumentParser(
        prog=f"{PROGRAM} {name}", description=f"{COMMANDS[name].capitalize()}.", allow_abbrev=False
    )
    _module(name).add_arguments(parser)
    return parser


def _run(argv: list[str]) -> int:
    if not argv or argv[0] not in COMMANDS:
        overview = argparse.ArgumentParser(prog=PROGRAM, allow_abbrev=False)
        add_parsers(overview.add_subparsers(title="commands", metavar="COMMAND", required=True))
        overview.parse_args(argv)
    name, *rest = argv
    options = parser_of(name).parse_args(rest)
    return _module(name).run(options)


def _module(name: str) -> Command:
    # `import` is a word of the language, so that module has another name.
    module = {"import": "import_layers"}.get(name, name)
    return cast(Command, importlib.import_module(f"{__name__}.{module}"))

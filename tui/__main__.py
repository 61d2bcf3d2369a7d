"""The command `copydesk`: a subcommand goes to the library, none opens the workbench."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotators.project import Project

_PROBLEMS, _WRONG_USE = 1, 2
_DESCRIPTION = (
    "Read news articles with their quotations highlighted, put right by keyboard who said what, "
    "and keep the result as training or gold data."
)


def main(argv: list[str] | None = None) -> int:
    """Run `copydesk` with these arguments; answers the exit code.

    0: done, 1: the work found problems, 2: wrong use.
    """
    from annotators.commands import COMMANDS
    from annotators.commands import main as run_command

    given = sys.argv[1:] if argv is None else argv
    if given and given[0] in COMMANDS:
        return run_command(given)
    from annotators.errors import CopydeskError

    try:
        return _open_workbench(_parser().parse_args(given))
    except CopydeskError as error:
        print(f"copydesk: {error}", file=sys.stderr)  # noqa: T201
        return _WRONG_USE
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    from annotators.commands import COMMANDS

    commands = "\n".join(f"  {name:<10} {summary}" for name, summary in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="copydesk",
        description=_DESCRIPTION,
        epilog=f"commands without a screen (copydesk COMMAND --help tells more):\n{commands}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "place",
        nargs="?",
        type=Path,
        metavar="DIR|ARTICLE",
        help="a project's folder, or one article (default: the project one stands in)",
    )
    parser.add_argument("--as", dest="annotator", metavar="NAME", help="who annotates")
    return parser


def _open_workbench(arguments: argparse.Namespace) -> int:
    from annotators.errors import CopydeskError

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise CopydeskError(
            "the workbench needs a terminal",
            remedy="run it in one, or use a command such as `copydesk annotate` or `copydesk show`",
        )
    project, article_id = _project(arguments.place)
    from annotators.identity import known_annotator
    from tui.app import CopydeskApp
    from tui.keys.keymap import Keymap

    config = project.config
    place = str(config.path or "config.yaml")
    keymap = Keymap(config.keys, lines=config.key_lines, file=place)
    annotator = known_annotator(arguments.annotator)
    app = CopydeskApp(project, keymap, annotator=annotator, article_id=article_id)
    last_word = app.run()
    if last_word:
        print(f"copydesk: {last_word}", file=sys.stderr)  # noqa: T201
        return _PROBLEMS
    return app.return_code or 0


def _project(place: Path | None) -> tuple[Project, str | None]:
    from annotators.project import Project
    from annotators.reading.text import read_text

    if place is not None and not place.is_dir():
        read_text(place)
        project = Project.single(place)
        return project, project.id_of(place)
    return Project.find(place or Path.cwd()), None


if __name__ == "__main__":
    sys.exit(main())

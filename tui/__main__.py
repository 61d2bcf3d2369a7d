"""The command `copydesk`: a subcommand goes to the library, none opens the workbench."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from textual.app import App

    from annotators.config import Config
    from annotators.project import Project
    from tui.keys.keymap import Keymap

_PROBLEMS, _WRONG_USE = 1, 2
_DESCRIPTION = (
    "Read news articles with their quotations highlighted, put right by keyboard who said what, "
    "and keep the result as training or gold data."
)


class _Wanted(NamedTuple):
    """What was asked for: a project or an article, the annotator, the tutorial instead."""

    place: Path | None = None
    annotator: str | None = None
    tutorial: bool = False


def main(argv: list[str] | None = None) -> int:
    """Run `copydesk` with these arguments; answers the exit code.

    0: done, 1: the work found problems, 2: wrong use.
    """
    given = sys.argv[1:] if argv is None else argv
    if given and given[0].isalpha():
        from annotators.commands import COMMANDS
        from annotators.commands import main as run_command

        if given[0] in COMMANDS:
            return run_command(given)
    from annotators.errors import CopydeskError

    try:
        return _open_workbench(_wanted(given))
    except CopydeskError as error:
        from annotators.commands.failure import complain

        complain(error)
        return _WRONG_USE
    except KeyboardInterrupt:
        return 130


def _wanted(given: list[str]) -> _Wanted:
    # Most starts name no option, and need not load what reads them.
    if len(given) <= 1 and not any(word.startswith("-") for word in given):
        return _Wanted(Path(given[0]) if given else None)
    return _parsed(given)


def _parsed(given: list[str]) -> _Wanted:
    import argparse

    parser = argparse.ArgumentParser(
        prog="copydesk",
        description=_DESCRIPTION,
        epilog=_commands() if {"-h", "--help"} & set(given) else None,
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
    parser.add_argument(
        "--tutorial",
        action="store_true",
        help="learn the first ten keys on a small article; nothing of it is kept",
    )
    return _Wanted(**vars(parser.parse_args(given)))


def _commands() -> str:
    from annotators.commands import COMMANDS

    commands = "\n".join(f"  {name:<10} {summary}" for name, summary in COMMANDS.items())
    return f"commands without a screen (copydesk COMMAND --help tells more):\n{commands}"


def _open_workbench(wanted: _Wanted) -> int:
    from annotators.errors import CopydeskError

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise CopydeskError(
            "the workbench needs a terminal",
            remedy="run it in one, or use a command such as `copydesk annotate` or `copydesk show`",
        )
    app = _tutorial(wanted.place) if wanted.tutorial else _workbench(wanted)
    last_word = app.run()
    if last_word:
        from annotators.commands.failure import complain

        complain(last_word)
        return _PROBLEMS
    return app.return_code or 0


def _workbench(wanted: _Wanted) -> App[str]:
    # Nothing made on the way to the first paint is garbage; the application enables it then.
    gc.disable()
    from annotators.identity import known_annotator
    from tui.app import CopydeskApp

    project, article_id = _project(wanted.place)
    keymap = _keymap(project.config)
    annotator = known_annotator(wanted.annotator)
    return CopydeskApp(project, keymap, annotator=annotator, article_id=article_id)


def _tutorial(place: Path | None) -> App[str]:
    """The tutorial with the keys of the project one stands in, or the usual ones outside of any."""
    from annotators.config import Config
    from annotators.config_file import read_config
    from annotators.project import CONFIG
    from tui.tutorial.app import TutorialApp

    folder = (place or Path.cwd()).resolve()
    found = next((f / CONFIG for f in (folder, *folder.parents) if (f / CONFIG).is_file()), None)
    config = read_config(found) if found is not None else Config()
    return TutorialApp(_keymap(config), config)


def _keymap(config: Config) -> Keymap:
    from tui.keys.keymap import Keymap

    place = str(config.path or "config.yaml")
    return Keymap(config.keys, base=config.keymap, lines=config.key_lines, file=place)


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

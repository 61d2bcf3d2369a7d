"""Who annotates: named for this run, by the environment, or asked once and kept."""

from __future__ import annotations

import os
from pathlib import Path

from annotators.errors import CopydeskError

VARIABLE = "COPYDESK_ANNOTATOR"
"""The environment variable that names the annotator."""

LONGEST = 60
"""How many code points a name may have."""


def known_annotator(given: str | None = None) -> str | None:
    """The annotator's name, or None when nobody has been named yet.

    `given` (from `--as`) comes first, then the environment variable, then the
    name kept in the user's own config folder. Raises CopydeskError when the
    first of them that is there is no name.
    """
    if given is not None:
        return check_annotator(given, place="--as")
    if VARIABLE in os.environ and os.environ[VARIABLE].strip():
        return check_annotator(os.environ[VARIABLE], place=VARIABLE)
    path = annotator_file()
    try:
        kept = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise CopydeskError(
            f"cannot be read ({error})",
            place=str(path),
            remedy="remove it, or name yourself by --as",
        ) from error
    return check_annotator(kept, place=str(path)) if kept.strip() else None


def keep_annotator(name: str) -> str:
    """Remember the name for every project of this user; returns it as it was kept.

    Raises CopydeskError when it is no name or cannot be written.
    """
    name = check_annotator(name)
    path = annotator_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name}\n", encoding="utf-8")
    except OSError as error:
        raise CopydeskError(
            f"cannot be written ({error.strerror or error})",
            place=str(path),
            remedy=f"name yourself by --as or {VARIABLE}",
        ) from error
    return name


def check_annotator(name: str, *, place: str = "annotator") -> str:
    """The name without white space at its ends; CopydeskError when it is none."""
    name = name.strip()
    if not name or len(name) > LONGEST or not name.isprintable():
        raise CopydeskError(
            f"{name[:LONGEST]!r} is no name for an annotator",
            place=place,
            remedy=f"use 1 to {LONGEST} characters that can be shown",
        )
    return name


def annotator_file() -> Path:
    """Where the name is kept; never in a project."""
    from platformdirs import user_config_path  # noqa: PLC0415 - the screen starts without it

    return user_config_path("copydesk", appauthor=False) / "annotator"

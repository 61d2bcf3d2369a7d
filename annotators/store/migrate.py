"""Databases of older versions brought up to the present one, step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from annotators.errors import CopydeskError
from annotators.model.record import SCHEMA
from annotators.store.tinydb_storage import Tables

MIGRATIONS: Mapping[int, Callable[[Tables], Tables]] = {}
"""For each version the step to the next one; version 1 is the first there was."""


def migrate(tables: Tables, version: object, *, place: str) -> Tables:
    """The tables as this program's version has them.

    Raises CopydeskError for a newer version, and for what is none.
    """
    check_version(version, place=place)
    for step in range(int(str(version)), SCHEMA):
        tables = MIGRATIONS[step](tables)
    return tables


def check_version(version: object, *, place: str) -> None:
    """Raise CopydeskError unless `version` is one that this program can read."""
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise CopydeskError(
            f'"schema" is {version!r}, not a version number',
            place=place,
            remedy="it is no file of copydesk, or a damaged one: take it back from git or a backup",
        )
    if version > SCHEMA:
        raise CopydeskError(
            f"was written by a newer copydesk (version {version}; this one knows {SCHEMA})",
            place=place,
            remedy="update copydesk",
        )

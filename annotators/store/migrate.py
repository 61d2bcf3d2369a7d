"""Databases of older versions brought up to the present one, step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from annotators.errors import CopydeskError
from annotators.store.tinydb_storage import Tables

STORE_SCHEMA = 2
"""The version of the annotation files and drafts that this program writes."""


def _without_seconds(tables: Tables) -> Tables:
    """Version 1 kept the time that each decision took where everybody could see it."""
    history = {
        number: {name: value for name, value in entry.items() if name != "seconds"}
        if isinstance(entry, dict)
        else entry
        for number, entry in tables.get("history", {}).items()
    }
    return {**tables, "history": history}


MIGRATIONS: Mapping[int, Callable[[Tables], Tables]] = {1: _without_seconds}
"""For each version the step to the next one; version 1 is the first there was."""


def migrate(tables: Tables, version: object, *, place: str) -> Tables:
    """The tables as this program's version has them.

    Raises CopydeskError for a newer version, and for what is none.
    """
    check_version(version, place=place)
    if version == STORE_SCHEMA:
        return tables
    for step in range(int(str(version)), STORE_SCHEMA):
        tables = MIGRATIONS[step](tables)
    return {name: _marked(table) for name, table in tables.items()}


def version_of(tables: Tables) -> object:
    """The version that an annotation file says it has; None when it says none."""
    about = next(iter(tables.get("article", {}).values()), None)
    return about.get("schema") if isinstance(about, dict) else None


def _marked(table: Mapping[str, Any]) -> dict[str, Any]:
    """The table with the present version in each document that has one."""
    return {
        number: document | {"schema": STORE_SCHEMA}
        if isinstance(document, dict) and "schema" in document
        else document
        for number, document in table.items()
    }


def check_version(version: object, *, place: str) -> None:
    """Raise CopydeskError unless `version` is one that this program can read."""
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise CopydeskError(
            f'"schema" is {version!r}, not a version number',
            place=place,
            remedy="it is no file of copydesk, or a damaged one: take it back from git or a backup",
        )
    if version > STORE_SCHEMA:
        raise CopydeskError(
            f"was written by a newer copydesk (version {version}; this one knows {STORE_SCHEMA})",
            place=place,
            remedy="update copydesk",
        )

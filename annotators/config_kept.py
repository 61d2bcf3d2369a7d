"""The settings as they were read last, so that a start need not load a reader of YAML."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import Any

from annotators.config import Config
from annotators.errors import CopydeskError

_VERSION = 1
"""To be raised whenever a setting is read otherwise than before."""

_UNFIT = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What reading something else than kept settings ends with."""

_NAMES = {field.name for field in fields(Config)} - {"path"}


def known_config(path: Path, cache: Path) -> Config:
    """The settings in a file: those that were kept of the very same text, or read anew.

    What was read is kept in the folder `cache`, where that is there already.
    Raises as `read_config`.
    """
    kept, text = cache / "config.json", _text(path)
    if text is not None:
        with suppress(*_UNFIT):
            return _config_of(json.loads(kept.read_bytes()), text, path)
    # PyYAML takes longer to load than to read.
    from annotators.config_file import read_config  # noqa: PLC0415

    config = read_config(path)
    if text is not None and text == _text(path) and cache.is_dir():
        _keep(config, text, kept)
    return config


def _text(path: Path) -> str | None:
    try:
        return path.read_bytes().decode()
    except (OSError, ValueError):  # which is said when it is read
        return None


def _keep(config: Config, text: str, kept: Path) -> None:
    """Keep the settings, unless JSON says them otherwise; never raises."""
    from annotators.store.tinydb_storage import write_atomically  # noqa: PLC0415 - as above

    values = {name: value for name, value in vars(config).items() if name in _NAMES}
    with suppress(CopydeskError, *_UNFIT):
        data = json.dumps({"version": _VERSION, "text": text, "values": values}).encode()
        if _config_of(json.loads(data), text, config.path) == config:
            write_atomically(kept, data, durable=False)


def _config_of(record: dict[str, Any], text: str, path: Path | None) -> Config:
    """The settings of a record that was kept of this text; ValueError for any other."""
    said = record["values"].items()
    values: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in said}
    usual = vars(Config())
    if (record["version"], record["text"], set(values)) != (_VERSION, text, _NAMES):
        raise ValueError("kept of other settings")
    if any(type(values[name]) is not type(usual[name]) for name in values):
        raise ValueError("no settings")
    values["keys"] = {action: tuple(keys) for action, keys in values["keys"].items()}
    return Config(path=path, **values)

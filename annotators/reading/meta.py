"""What is known of an article beside its text, kept in a file beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from annotators import strict_json
from annotators.errors import CopydeskError
from annotators.reading.dates import iso_date
from annotators.reading.folder import SUFFIX

META_SUFFIX = ".meta.json"
"""What stands in place of `.txt` in the name of the file beside an article."""

_CALLED: Mapping[str, tuple[str, ...]] = {
    "headline": ("headline", "title"),
    "byline": ("byline", "author", "authors"),
    "published": ("published", "date", "published_at", "publish_date", "datetime"),
    "source": ("source", "publisher", "outlet", "site", "sitename"),
    "url": ("url", "link", "uri"),
}
"""What copydesk calls a field, and what others do."""


def meta_path(text: Path) -> Path:
    """The file beside an article's."""
    name = text.name
    stem = name[: -len(SUFFIX)] if name.lower().endswith(SUFFIX) else name
    return text.with_name(stem + META_SUFFIX)


def read_meta(text: Path) -> dict[str, Any]:
    """What the file beside an article's says; nothing where there is none.

    Raises CopydeskError for a file that cannot be read or is no JSON object.
    """
    path = meta_path(text)
    try:
        found = strict_json.loads(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise _wrong(path, f"cannot be read ({error.strerror or error})") from error
    except (ValueError, RecursionError):
        raise _wrong(path, "is no JSON") from None
    if not isinstance(found, dict):
        raise _wrong(path, "is no JSON object")
    return found


def meta_of(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Metadata from the fields of a record: the usual ones by our names, all others by their own.

    Fields that say nothing are left out.
    """
    left = {name: value for name, value in fields.items() if value not in (None, "", [], {})}
    meta: dict[str, Any] = {}
    for name, others in _CALLED.items():
        key = next((other for other in others if _is_told(left.get(other))), None)
        if key is not None:
            meta[name] = _told(left.pop(key))
    if iso := iso_date(meta.get("published", "")):
        meta["published_iso"] = iso
    return meta | {name: value for name, value in left.items() if name not in meta}


def _is_told(value: Any) -> bool:
    return isinstance(value, str) or (
        isinstance(value, list) and all(isinstance(part, str) for part in value)
    )


def _told(value: str | list[str]) -> str:
    return " ".join((value if isinstance(value, str) else ", ".join(value)).split())


def _wrong(path: Path, wrong: str) -> CopydeskError:
    return CopydeskError(wrong, place=str(path), remedy="mend it, or take it away")

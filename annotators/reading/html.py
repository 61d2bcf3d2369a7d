"""The article in a web page, found by trafilatura, which is an extra."""

from __future__ import annotations

import codecs
import importlib
import logging
import re
from itertools import islice
from typing import Any, NamedTuple

from annotators.errors import CopydeskError
from annotators.reading.meta import meta_of

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_HEAD = 4096
"""Bytes of a page in which it says how it is encoded."""
_ELEMENTS = 10_000
"""How many elements a page may have; those of newspapers have some thousand.

What finds the article compares each with all others, so that twenty thousand may take minutes.
"""
_IN_ONE = 2_000
"""How many links and the like one element may hold itself; the time goes with their square."""
_BLOCKS = frozenset({"p", "div", "br", "li", "tr", "td", "section", "article"})


class Page(NamedTuple):
    """The text of a page's article, paragraphs parted by blank lines, and what is said of it."""

    text: str
    meta: dict[str, Any]


def read_page(data: bytes, *, place: str) -> Page:
    """The article in a page of HTML: its headline, then its paragraphs.

    Menus, comments and advertisements are left out. Raises CopydeskError where
    there is no article, and where trafilatura is not installed.
    """
    library = _trafilatura()
    tree = library.load_html(_decoded(data))
    if tree is not None and (many := _too_many(tree)):
        raise CopydeskError(
            f"has more than {many}, too many for an article",
            place=place,
            remedy="save its text as a .txt file instead",
        )
    found = tree is not None and library.bare_extraction(
        tree, with_metadata=True, include_comments=False
    )
    if not found or not (found.text or "").strip():
        raise CopydeskError(
            "holds no article", place=place, remedy="save its text as a .txt file instead"
        )
    paragraphs = [line.strip() for line in found.text.split("\n") if line.strip()]
    title = " ".join((found.title or "").split())
    if title and title not in paragraphs[:3]:
        paragraphs.insert(0, title)
    meta = {
        "headline": title,
        "byline": "; ".join(found.author.split("; ")) if found.author else "",
        "published": found.date,
        "source": found.sitename,
        "url": found.url,
    }
    return Page("\n\n".join(paragraphs) + "\n", meta_of(meta))


def _trafilatura() -> Any:
    try:
        library = importlib.import_module("trafilatura")
    except ImportError:
        raise CopydeskError(
            "HTML is read by trafilatura, which is not installed",
            remedy="pip install 'copydesk[html]'",
        ) from None
    for name in ("trafilatura", "htmldate", "courlan"):
        # What they warn of is told by what they find, or do not.
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return library


def _too_many(tree: Any) -> str:
    """What a page has so much of that to read it would take minutes."""
    if next(islice(tree.iter(), _ELEMENTS, None), None) is not None:
        return f"{_ELEMENTS} elements"
    for element in tree.iter():
        if len(element) > _IN_ONE and sum(kid.tag not in _BLOCKS for kid in element) > _IN_ONE:
            return f"{_IN_ONE} links or the like in one paragraph"
    return ""


def _decoded(data: bytes) -> str | bytes:
    """The page as it says it is encoded; where it does not or is wrong, for others to guess."""
    declared = _CHARSET.search(data[:_HEAD])
    try:
        if declared and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode(declared[1].decode("ascii"))
    except (LookupError, UnicodeDecodeError):
        pass
    return data

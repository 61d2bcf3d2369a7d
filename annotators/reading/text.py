"""A plain text file as an article: decoded, never otherwise changed."""

from __future__ import annotations

import codecs
from dataclasses import replace
from pathlib import Path

from annotators.errors import CopydeskError
from annotators.model.article import Article
from annotators.reading.layout import read_layout
from annotators.reading.meta import read_meta

LARGEST = 16 * 1024 * 1024
"""Bytes; a file beyond that is no news article."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read_article(path: Path, *, article_id: str) -> Article:
    """The article in a file of plain text, UTF-8 or marked as UTF-16.

    Its text is what the file holds without a leading byte order mark, its
    metadata what the text shows and, over that, what the file beside it says.
    Raises CopydeskError for a file that is not there, is empty, too large or no
    text, and where the file beside it is no JSON.
    """
    article = article_of(read_text(path), article_id=article_id)
    beside = read_meta(path)
    return replace(article, meta={**article.meta, **beside}) if beside else article


def article_of(text: str, *, article_id: str) -> Article:
    """The article of a text, its lines told apart by what they look like."""
    layout = read_layout(text)
    return Article(id=article_id, text=text, meta=layout.meta, zones=layout.zones)


def read_text(path: Path) -> str:
    """The text of a file without a leading byte order mark; raises as `read_article`."""
    data = read_bytes(path)
    encoding = "utf-8"
    for mark, marked in _MARKS:
        if data.startswith(mark):
            data, encoding = data[len(mark) :], marked
            break
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CopydeskError(
            f"is no {encoding.upper()} text",
            place=f"{path}, line {line}",
            remedy="save it as plain text in UTF-8",
        ) from None
    if "\0" in text:
        raise CopydeskError(
            "is no text but a binary file", place=str(path), remedy="save it as plain text in UTF-8"
        )
    if not text.strip():
        raise CopydeskError("is empty", place=str(path), remedy="put the article's text in it")
    return text


def read_bytes(path: Path) -> bytes:
    """The bytes of a file; CopydeskError when it cannot be read or is too large for an article."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise CopydeskError(
            "is not there", place=str(path), remedy="check the name of the file"
        ) from None
    except IsADirectoryError:
        raise CopydeskError("is a folder", place=str(path), remedy="name a file in it") from None
    except OSError as error:
        raise CopydeskError(
            f"cannot be read ({error.strerror or error})",
            place=str(path),
            remedy="check that you may read it",
        ) from error
    except ValueError:
        raise CopydeskError(
            "is no file name", place=str(path), remedy="check the name of the file"
        ) from None
    if len(data) > LARGEST:
        raise CopydeskError(
            f"is larger than {LARGEST // 1024 // 1024} MB",
            place=str(path),
            remedy="split it into articles",
        )
    return data

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotators.errors import CopydeskError
from annotators.reading import text as text_module
from annotators.reading.text import article_of, read_article, read_text
from tests.strategies import texts

TEXT = "A headline — naïve 한국 👩\u200d👩\u200d👧\r\n\r\nBy Jane Doe\rText\u00a0here.\n"


def read(folder: Path, data: bytes) -> str:
    (folder / "a.txt").write_bytes(data)
    return read_article(folder / "a.txt", article_id="a").text


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
    ],
)
def test_the_text_is_the_decoded_file_and_nothing_else(tmp_path: Path, data: bytes) -> None:
    assert read(tmp_path, data) == TEXT


def test_only_the_leading_mark_is_left_out(tmp_path: Path) -> None:
    assert read(tmp_path, codecs.BOM_UTF8 * 2 + b"a\xef\xbb\xbfb") == "\ufeffa\ufeffb"


def test_control_characters_stay(tmp_path: Path) -> None:
    odd = "A\x1b[31m b\x07\t\x0b\x0c\x85\u2028\u200b\u202e.\x7f"
    assert read(tmp_path, odd.encode()) == odd


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty; put the article's text in it"),
        (b" \r\n\t\n", "is empty"),
        (codecs.BOM_UTF8, "is empty"),
        (b"PNG\x00\x01", "is no text but a binary file"),
        (b"a\nb\nna\xefve", "a.txt, line 3: is no UTF-8 text; save it as plain text in UTF-8"),
        (codecs.BOM_UTF16_LE + b"a", "is no UTF-16-LE text"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a\x00", "is no UTF-16-LE text"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(CopydeskError) as caught:
        read(tmp_path, data)
    line = str(caught.value)
    assert message in line
    assert line.startswith(str(tmp_path / "a.txt"))
    assert line.isprintable()


def test_what_is_no_file_is_refused_in_one_line(tmp_path: Path) -> None:
    for path, message in [
        (tmp_path, "is a folder"),
        (tmp_path / "none.txt", "is not there"),
        (tmp_path / "a\0b", "is no file name"),
        (tmp_path / ("x" * 300), "cannot be read"),
    ]:
        with pytest.raises(CopydeskError, match=message):
            read_text(path)


def test_a_file_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_module, "LARGEST", 1024 * 1024)
    assert read(tmp_path, b"x" * 1024 * 1024)
    with pytest.raises(CopydeskError, match="larger than 1 MB; split it"):
        read(tmp_path, b"x" * (1024 * 1024 + 1))


@given(st.text() | texts())
def test_zones_are_in_order_and_hold_every_letter(text: str) -> None:
    article = article_of(text, article_id="a")
    assert article.text == text
    after = 0
    for zone in article.zones:
        assert after <= zone.start < zone.end
        assert not text[after : zone.start].strip()
        line = text[zone.start : zone.end]
        assert line == line.strip()
        after = zone.end
    assert not text[after:].strip()

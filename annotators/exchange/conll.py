"""Columns of words and tags, read only: CoNLL 2003 and other IOB, CoNLL-U and CoNLL-U Plus.

They have no text and no offsets: the text is put together from the words. As a
draft the spans are fitted to the project's text of the article by their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from annotators.exchange.assembly import assemble
from annotators.exchange.folders import files_below
from annotators.exchange.format import BadLine, Record
from annotators.exchange.found import Found, quotes_of
from annotators.exchange.pieces import Piece
from annotators.model.article import Article
from annotators.model.layer import Header
from annotators.model.record import RecordError
from annotators.model.span import Span

_SUFFIXES = (".conll", ".iob2", ".iob", ".bio", ".conllu", ".conllup")
_TAG = re.compile(r"(?:[OX_*]|([BIESLU])-(\S+))")
_NEW = re.compile(r"#\s*newdoc(?:\s+id\s*=\s*(.*))?")
_COLUMNS = re.compile(r"#\s*global\.columns\s*=\s*(.*)")
_UNIVERSAL = "ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC".split()  # noqa: SIM905
_CLOSING, _OPENING = re.compile(r"[,.;:!?%)\]}’”]+|['’]\w{1,2}|n['’]t"), re.compile(r"[(\[{“‘$]+")


@dataclass
class _Word:
    form: str
    fields: list[str]
    line: int
    has_space: bool | None = None


@dataclass
class _Document:
    name: str
    line: int
    sentences: list[list[_Word]] = field(default_factory=lambda: [[]])


class Conll:
    """The format `conll`: one record for each document of a file."""

    name = "conll"
    suffixes = _SUFFIXES

    def read(self, path: Path) -> Iterator[Record | BadLine]:
        """The layers of a file, or of each file of a folder with one of the suffixes.

        A line with too few columns is told, and its document left out.
        """
        found = [each for suffix in _SUFFIXES for each in files_below(path, suffix)]
        for file, name in sorted(found if path.is_dir() else found[:1]):
            shown = file.relative_to(path).as_posix() if path.is_dir() else ""
            stem = name.removesuffix(Path(name).suffix) if not path.is_dir() else name
            try:
                lines = file.read_bytes().decode("utf-8").removeprefix("\ufeff")
            except UnicodeDecodeError:
                yield BadLine(1, "it is not UTF-8", shown)
                continue
            for document, bad in _documents(lines.split("\n"), stem):
                yield from (BadLine(line, why, shown) for line, why in bad)
                if not bad and any(document.sentences):
                    yield _record(document, self.name, shown)


CONLL = Conll()


def _documents(
    lines: Iterable[str], stem: str
) -> Iterator[tuple[_Document, list[tuple[int, str]]]]:
    columns: list[str] = []
    every = [_Document(stem, 1)]
    bad: dict[int, list[tuple[int, str]]] = {}
    covered = width = 0
    for number, line in enumerate((line.rstrip("\r") for line in lines), 1):
        document = every[-1]
        if (match := _COLUMNS.fullmatch(line)) is not None:
            columns = match[1].split()
        elif (match := _NEW.fullmatch(line)) is not None or line.startswith("-DOCSTART-"):
            name = (match[1] or "").strip() if match else ""
            every.append(_Document(name or f"{stem}-{len(every)}", number))
        elif not line.strip():
            document.sentences.append([])
            covered = 0
        elif not _is_comment(line, columns, width):
            width = width or len(_fields(line))
            try:
                word, covered = _word(line, number, columns, covered)
            except RecordError as error:
                bad.setdefault(len(every), []).append((number, str(error)))
            else:
                document.sentences[-1] += [word] if word else []
    for index, document in enumerate(every, 1):
        yield document, bad.get(index, [])


def _is_comment(line: str, columns: list[str], width: int) -> bool:
    """Whether a line is none of a word; columns that nothing names may hold the word `#`."""
    if columns or not line.startswith("# "):
        return bool(columns) and line.startswith("#") and not line.startswith("#\t")
    fields = _fields(line)
    return len(fields) != (width or max(len(fields), 2)) or not _TAG.fullmatch(fields[-1])


def _fields(line: str) -> list[str]:
    return line.split("\t") if "\t" in line else line.split()


def _word(line: str, number: int, columns: list[str], covered: int) -> tuple[_Word | None, int]:
    """The word of a line, if it is one of the text; and up to which id a range covers words."""
    fields = _fields(line)
    names = columns or (_UNIVERSAL if _is_universal(fields) else [])
    if len(fields) < max(len(names), 2):
        raise RecordError(f"it has {len(fields)} columns")
    if not names:
        return _Word(fields[0], fields[1:], number), 0
    by_name = dict(zip(names, fields, strict=False))
    number_of = by_name.get("ID", "")
    if "." in number_of:
        return None, covered
    if "-" in number_of and number_of.rpartition("-")[2].isdecimal():
        covered = int(number_of.rpartition("-")[2])
    elif number_of.isdecimal() and int(number_of) <= covered:
        return None, covered
    space = "SpaceAfter=No" not in by_name.get("MISC", "").split("|")
    rest = [value for name, value in by_name.items() if name not in {"ID", "FORM"}]
    has_space = space if "MISC" in by_name else None
    return _Word(by_name.get("FORM", fields[0]), rest, number, has_space), covered


def _is_universal(fields: list[str]) -> bool:
    return len(fields) == len(_UNIVERSAL) and re.fullmatch(r"\d+([-.]\d+)?", fields[0]) is not None


def _record(document: _Document, form: str, file: str) -> Record:
    text, spans = _joined(document.sentences)
    words = [word for sentence in document.sentences for word in sentence]
    ends = {id(sentence[-1]) for sentence in document.sentences if sentence}
    stops = [id(word) in ends for word in words]
    pieces: dict[tuple[Span, str, str], Piece] = {}
    for column in range(max(len(word.fields) for word in words)):
        cells = [
            word.fields[column].split("|") if column < len(word.fields) else [""] for word in words
        ]
        if all(_TAG.fullmatch(tag) for tags in cells for tag in tags):
            for span, name in _layered(cells, spans, stops):
                label, _, number = name.rpartition(":")
                label, tie = (label, number) if label and number.isdecimal() else (name, "")
                pieces[span, label, tie] = Piece(span=span, label=label, tie=tie)
    every = [pieces[key] for key in sorted(pieces)]
    parts = [piece for piece in every if piece.role]
    return assemble(
        Found(
            article=Article(id=document.name, text=text),
            # Parts whose tags have the same number (`B-CUE:2`) are of one quote.
            quotes=quotes_of(parts, ()),
            mentions=tuple(replace(piece, tie="") for piece in every if piece.role is None),
            header=Header(scope=("quotes", "speakers", "entities")),
            line=document.line,
            file=file,
        ),
        form,
    )


def _layered(
    cells: list[list[str]], spans: list[Span], stops: list[bool]
) -> Iterator[tuple[Span, str]]:
    """The stretches of a column whose cells hold several tags: each label for itself."""
    if all(len(tags) == 1 for tags in cells):
        yield from _tagged([tags[0] for tags in cells], spans, stops)
        return
    names = {tag[2:] for tags in cells for tag in tags if len(tag) > len("B-")}
    for name in sorted(names):
        own = [next((tag for tag in tags if tag[2:] == name), "O") for tags in cells]
        yield from _tagged(own, spans, stops)


def _tagged(tags: list[str], spans: list[Span], stops: list[bool]) -> Iterator[tuple[Span, str]]:
    """The stretches of one column; `I-` without a beginning begins one, as in IOB1.

    Where beginnings are marked a stretch may go on over the end of a sentence.
    """
    start, label = -1, ""
    is_marked = any(tag.startswith("B-") for tag in tags)
    for index, tag in enumerate(tags):
        match = _TAG.fullmatch(tag)
        mark, name = (match[1] or "", match[2] or "") if match else ("", "")
        begins = mark in {"B", "S", "U"} or (bool(mark) and name != label)
        if label and (not mark or begins):
            yield Span(spans[start].start, spans[index - 1].end), label
            label = ""
        if begins:
            start, label = index, name
        if label and ((stops[index] and not is_marked) or mark in {"E", "S", "L", "U"}):
            yield Span(spans[start].start, spans[index].end), label
            label = ""
    if label:
        yield Span(spans[start].start, spans[-1].end), label


def _joined(sentences: Iterable[list[_Word]]) -> tuple[str, list[Span]]:
    """A text of the words, a sentence a line, with where each word stands in it."""
    text, spans = "", []
    for sentence in sentences:
        glue = ""
        for word in sentence:
            closes = _CLOSING.fullmatch(word.form) and glue == " " and text[-1:] != "\n"
            text += "" if closes and word.has_space is None else glue
            spans.append(Span(len(text), len(text) + len(word.form)))
            text += word.form
            opens = word.has_space is None and _OPENING.fullmatch(word.form)
            glue = "" if word.has_space is False or opens else " "
        text += "\n" if sentence else ""
    return text, spans

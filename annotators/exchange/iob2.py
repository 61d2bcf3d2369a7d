"""IOB2 columns as CoNLL 2003 has them: a file for names, and one for each part of the quotes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TextIO

from annotators.exchange.clean import clean, clean_losses
from annotators.exchange.format import Loss, Record
from annotators.exchange.pieces import LABELS, shown_label
from annotators.exchange.seen import Seen, see
from annotators.exchange.unsaid import Carries, unsaid
from annotators.exchange.words import DOCSTART, Worded, Wording, outermost
from annotators.model.items import ROLES
from annotators.model.span import Span

OFFSETS = "offsets.tsv"
"""The file that says, line by line beside the others, where each word stands."""

CARRIES: Carries = {
    "article": frozenset({"text"}),
    "layer": frozenset(),
    "names": frozenset({"start", "end", "form", "label"}),
    "attributions": frozenset({"contents", "cues", "sources"}),
}

_Tagged = list[tuple[Span, str, str]]
"""Spans with their label and the id of their item."""


class Iob2:
    """The format `iob2`: a folder of four column files and one of offsets."""

    name = "iob2"
    suffixes = (".iob2",)
    carries = CARRIES

    def write_folder(
        self, records: Iterable[Record], folder: Path, *, flat: bool = False
    ) -> Iterator[Loss]:
        """Write a block for each record into each file; the lines of all files match."""
        wording = Wording()
        with contextlib.ExitStack() as stack:
            files = {
                name: stack.enter_context((folder / name).open("w", encoding="utf-8", newline="\n"))
                for name in (*(f"{part}.iob2" for part in ("names", *ROLES)), OFFSETS)
            }
            for record in records:
                yield from _write(see(record, flat=flat, borrow=True), wording, files)
                yield from unsaid(record, CARRIES, flat=flat)


IOB2 = Iob2()


def _write(seen: Seen, wording: Wording, files: Mapping[str, TextIO]) -> Iterator[Loss]:
    article = seen.record.article
    layers = _tagged(seen)
    places = [(item, span) for tagged in layers.values() for span, _, item in tagged]
    worded = wording.of(article.text, places)
    for part, tagged in layers.items():
        tags, losses = _tags(tagged, worded)
        yield from (Loss(article.id, *loss) for loss in losses)
        _write_column(files[f"{part}.iob2"], worded, tags)
    _write_offsets(files[OFFSETS], article.id, worded)
    yield from (Loss(article.id, *cut) for cut in worded.cuts)
    yield from seen.scope_losses()
    yield from clean_losses(article)
    yield Loss(article.id, "text", "the white space between words")


def _tagged(seen: Seen) -> dict[str, _Tagged]:
    names = [(m.span, "_".join(clean(shown_label(m)).split()), m.id) for m in seen.names]
    parts: dict[str, _Tagged] = {
        role: [
            (span, LABELS[role], quote.id) for quote in seen.quotes for span in quote.spans(role)
        ]
        for role in ROLES
    }
    return {"names": names, **parts}


def _tags(tagged: _Tagged, worded: Worded) -> tuple[list[str], list[tuple[str, str, str, bool]]]:
    """A tag for each word, and what the tags do not say."""
    tags = ["O"] * len(worded.words)
    first_words = set(worded.sentences)
    chosen = outermost(span for span, _, _ in tagged)
    written: dict[Span, str] = {}
    losses: list[tuple[str, str, str, bool]] = []
    for span, label, item in tagged:
        words = worded.within(span)
        if not words:
            losses.append((item, "a span without a word", label, True))
        elif span not in chosen:
            losses.append((item, "a span that overlaps a longer one", label, True))
        elif span in written:
            is_other = written[span] != label
            losses.append((item, "a span where another one stands already", label, is_other))
        else:
            written[span] = label
            for word in words:
                begins = word == words[0] or word in first_words
                tags[word] = f"{'B' if begins else 'I'}-{label}"
            if any(word in first_words for word in words[1:]):
                losses.append((item, "a span begins anew with each sentence", label, False))
    return tags, losses


def _write_column(file: TextIO, worded: Worded, tags: list[str]) -> None:
    file.write(f"{DOCSTART} -X- -X- O\n\n")
    for sentence in worded.by_sentence():
        file.writelines(f"{worded.words[word].text} -X- -X- {tags[word]}\n" for word in sentence)
        file.write("\n")


def _write_offsets(file: TextIO, article: str, worded: Worded) -> None:
    file.write(f"{' '.join(clean(article).split())}\t\t\n\n")
    for sentence in worded.by_sentence():
        for word in sentence:
            text, (start, end) = worded.words[word].text, worded.words[word].span
            file.write(f"{text}\t{start}\t{end}\n")
        file.write("\n")

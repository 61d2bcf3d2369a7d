"""PolNeAR's folders: `text/ID.txt` beside `attributions/ID_ANNOTATOR.ann`, in brat's standoff.

Newell, Margolin and Ruths: An Attribution Relations Corpus for Political News, LREC 2018.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotators.exchange.assembly import assemble
from annotators.exchange.brat_in import found_in, text_and_ann
from annotators.exchange.format import BadLine, Record
from annotators.model.record import RecordError

_ANNOTATIONS, _TEXTS = "attributions", "text"


class PolNeAR:
    """The format `polnear`, read only: `brat` writes what its users have."""

    name = "polnear"
    suffixes = ()

    def read(self, path: Path) -> Iterator[Record | BadLine]:
        """Every layer below the folder, one for each annotator of each text, in order."""
        files = sorted(path.rglob(f"{_ANNOTATIONS}/*.ann"))
        if not files:
            yield BadLine(0, f"there is no {_ANNOTATIONS}/*.ann below it")
        for file in files:
            name, _, annotator = file.stem.rpartition("_")
            text = file.parent.parent / _TEXTS / f"{name}.txt"
            shown = file.relative_to(path).as_posix()
            try:
                said = text_and_ann(text, file)
                # It marks no names: the spans that it has besides (`Discard`) are kept as lines.
                found = found_in(*said, name, None, shown, annotator, has_names=False)
                # Its layers are brat's in all but their places, so they go back into brat as such.
                yield assemble(found, "brat")
            except RecordError as error:
                yield BadLine(0, str(error), shown)


POLNEAR = PolNeAR()

"""brat standoff in PolNeAR's convention: an event for each quote, triggered by its cue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from annotators.exchange.assembly import KEY, assemble, block_of
from annotators.exchange.brat_in import found_in, text_and_ann
from annotators.exchange.brat_out import EVENT, TYPES, ann_of, brat_type
from annotators.exchange.folders import FileNames, files_below, new_file
from annotators.exchange.format import BadLine, Loss, Record
from annotators.exchange.jsons import dump, parse_object
from annotators.exchange.pieces import pieces_of
from annotators.model.record import RecordError

CONFIG = "annotation.conf"
_BESIDE = f".{KEY}.json"


class Brat:
    """The format `brat`: `.txt` and `.ann` for each layer, and one `annotation.conf`.

    What brat has no place for stands beside, in `.copydesk.json`, which brat passes over.
    """

    name = "brat"
    suffixes = (".ann",)

    def write_folder(
        self, records: Iterable[Record], folder: Path, *, flat: bool = False
    ) -> Iterator[Loss]:
        """Write the files of each record, then the types of all of them; nothing is lost."""
        names, labels = FileNames(), set[str]()
        for record in records:
            name = names.new(record.article.id)
            pieces = pieces_of(record, self.name, flat=flat)
            labels |= {brat_type(piece.label) for piece in pieces if piece.role is None}
            new_file(folder, f"{name}.txt").write_bytes(record.article.text.encode())
            (folder / f"{name}.ann").write_bytes(ann_of(record, pieces).encode())
            block = dump(block_of(record, self.name, flat=flat), indent=1)
            (folder / f"{name}{_BESIDE}").write_text(block + "\n", encoding="utf-8")
        (folder / CONFIG).write_text(annotation_conf(labels), encoding="utf-8")
        yield from ()

    def read(self, path: Path) -> Iterator[Record | BadLine]:
        """The layer of one `.ann` file, or of each of a folder; its text stands beside it."""
        for file, name in files_below(path, ".ann"):
            shown = file.relative_to(path).as_posix() if path.is_dir() else ""
            beside = file.with_name(file.stem + _BESIDE)
            try:
                block = parse_object(beside.read_bytes()) if beside.is_file() else None
                said = text_and_ann(file.with_suffix(".txt"), file, block)
                yield assemble(found_in(*said, name, block, shown), self.name)
            except RecordError as error:
                yield BadLine(0, str(error), shown)


BRAT = Brat()


def annotation_conf(labels: Iterable[str]) -> str:
    """The types that brat is to know: those of quotes, and of the names that were written."""
    arguments = ", ".join(f"{role}*:{role}" for role in TYPES.values())
    entities = "\n".join([*TYPES.values(), *sorted(labels)])
    return (
        f"[entities]\n{entities}\n\n[relations]\n<OVERLAP> Arg1:<ANY>, Arg2:<ANY>,"
        f" <OVL-TYPE>:<ANY>\n\n[events]\n{EVENT} {arguments}\n\n[attributes]\n"
    )

"""Label Studio's JSON with its labelling config: regions and relations, offsets in UTF-16."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from annotators.exchange.assembly import KEY, assemble, block_of
from annotators.exchange.format import BadLine, Loss, Record
from annotators.exchange.jsons import dump, parse
from annotators.exchange.label_studio_task import found_in
from annotators.exchange.offsets import Utf16
from annotators.exchange.pieces import LABELS, Piece, ids_of, links_of, pieces_of
from annotators.model.record import RecordError

TASKS, CONFIG = "tasks.json", "config.xml"


class LabelStudio:
    """The format `label-studio`: `tasks.json`, a task for each layer, and `config.xml`."""

    name = "label-studio"
    suffixes = (".labelstudio.json",)

    def write_folder(
        self, records: Iterable[Record], folder: Path, *, flat: bool = False
    ) -> Iterator[Loss]:
        """Write the tasks one after the other, then the config with every label; loses nothing."""
        labels = dict.fromkeys(LABELS.values())
        with (folder / TASKS).open("w", encoding="utf-8") as stream:
            stream.write("[")
            for number, record in enumerate(records, 1):
                pieces = pieces_of(record, self.name, flat=flat)
                labels |= dict.fromkeys(sorted({piece.label for piece in pieces}))
                task = _task(record, pieces, number)
                task["data"][KEY] = block_of(record, self.name, flat=flat)
                stream.write(("," if number > 1 else "") + "\n" + dump(task))
            stream.write("\n]\n")
        (folder / CONFIG).write_text(labelling_config(labels), encoding="utf-8")
        yield from ()

    def read(self, path: Path) -> Iterator[Record | BadLine]:
        """Every annotation of every task, or its predictions where nobody annotated it.

        A place is the number of the task, from 1. The file may be any JSON that
        Label Studio exported, or a folder with `tasks.json`.
        """
        file = path / TASKS if path.is_dir() else path
        stem = file.name.partition(".")[0]
        try:
            tasks = parse(file.read_bytes())
        except RecordError as error:
            yield BadLine(1, str(error))
            return
        for number, task in enumerate(tasks if isinstance(tasks, list) else [tasks], 1):
            try:
                for found in found_in(task, f"{stem}-{number}", number):
                    yield assemble(found, self.name)
            except RecordError as error:
                yield BadLine(number, str(error))


LABEL_STUDIO = LabelStudio()


def labelling_config(labels: Iterable[str]) -> str:
    """The config that a project needs for tasks with these labels."""
    every = tuple(labels)
    shown = "\n".join(f"    <Label value={quoteattr(label)}/>" for label in every)
    relations = "\n".join(f"    <Relation value={quoteattr(v)}/>" for v in LABELS.values())
    return (
        f'<View>\n  <Relations>\n{relations}\n  </Relations>\n  <Labels name="label"'
        f' toName="text">\n{shown}\n  </Labels>\n  <Text name="text" value="$text"/>\n</View>\n'
    )


def _task(record: Record, pieces: Sequence[Piece], number: int) -> dict[str, Any]:
    kept = _objects(record.extra.get("label-studio"))
    result = [*_result(record.article.text, pieces, number), *kept.get("results", [])]
    header = record.layer.header
    task: dict[str, Any] = {
        **_objects(kept.get("task")),
        "data": {
            **_objects(kept.get("data")),
            "text": record.article.text,
            "article": record.article.id,
        },
    }
    if header.draft and "annotation" not in kept:
        version = header.model or header.draft
        return task | {
            "predictions": [
                {**_objects(kept.get("prediction")), "model_version": version, "result": result}
            ]
        }
    annotation = {"ground_truth": header.purpose == "gold", "was_cancelled": False}
    return task | {
        "annotations": [annotation | _objects(kept.get("annotation")) | {"result": result}]
    }


def _objects(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, Mapping) else {}


def _result(text: str, pieces: Sequence[Piece], number: int) -> Iterator[dict[str, Any]]:
    units = Utf16(text)
    ids = ids_of(pieces, (f"{KEY}-{number}-{part}" for part in count(1)))
    regions = {}
    for name, piece in zip(ids, pieces, strict=True):
        start, end = piece.span
        value = _objects(piece.fields.get("value"))
        regions[name] = {
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            **piece.fields,
            "id": name,
            "value": {
                **value,
                "start": units.units(start),
                "end": units.units(end),
                "text": text[start:end],
                "labels": [piece.label],
            },
        }
    yield from regions.values()
    for head, child in links_of(pieces):
        yield {
            "type": "relation",
            "from_id": ids[head],
            "to_id": ids[child],
            "direction": "right",
            "labels": [pieces[child].label],
        }

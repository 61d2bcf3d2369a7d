"""Labels made by hand put beside the corpus that they belong to, which has the texts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent


class DataMissingError(Exception):
    """The labelled texts are not there, or not as they were."""


def read_labels(
    name: str, corpus: Path | None, part: str | None
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each label of a part (None: of all) in the file `name`, and its article's record.

    Raises DataMissingError where `corpus` is no file, or lacks an article as it was labelled.
    """
    if corpus is None or not corpus.is_file():
        where = f"{corpus} is not there" if corpus else "no corpus was named"
        raise DataMissingError(f"{where}: hand on PolNeAR's training part as JSON Lines")
    with corpus.open(encoding="utf-8") as lines:
        records = {str(record["id"]): record for record in map(json.loads, lines)}
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        if part not in {None, label["part"]}:
            continue
        record = records.get(label["id"], {"text": ""})
        if hashlib.sha256(record["text"].encode()).hexdigest() != label["sha256"]:
            raise DataMissingError(f"{corpus} lacks {label['id']} as it was labelled")
        yield label, record

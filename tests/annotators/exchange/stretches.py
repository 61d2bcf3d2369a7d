"""The spans of quotes in files of formats that are only written, found by other libraries."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import conllu
import pandas as pd

from annotators.exchange.pieces import LABELS
from annotators.model.items import ROLES

Files = Mapping[str, bytes]
Stretch = tuple[str, str, int, int]
"""An article, a role, and where what has the role begins and ends."""


def in_csv(files: Files) -> Iterator[Stretch]:
    for row in csv.DictReader(io.StringIO(files[""].decode("utf-8-sig"), newline="")):
        for role in ROLES:
            for start, end in json.loads(row[role]):
                yield row["article"], role, start, end


def in_parquet(files: Files) -> Iterator[Stretch]:
    for row in pd.read_parquet(io.BytesIO(files[""])).to_dict("records"):
        yield from _of_quote(row["article"], row)


def in_datasets(files: Files) -> Iterator[Stretch]:
    for name in sorted(files):
        if name.endswith(".parquet"):
            for row in pd.read_parquet(io.BytesIO(files[name])).to_dict("records"):
                for quote in row["quotes"]:
                    yield from _of_quote(row["id"], quote)


def in_w3c(files: Files) -> Iterator[Stretch]:
    roles = {label: role for role, label in LABELS.items()}
    for item in json.loads(files[""])["items"]:
        if item["motivation"] == "classifying":
            place = item["target"]["selector"][0]
            article = item["id"].removeprefix("urn:copydesk:").split("/")[0]
            yield article, roles[item["body"]["value"]], place["start"], place["end"]


def in_conllup(files: Files) -> Iterator[Stretch]:
    """Words instead of whole stretches."""
    article = ""
    for sentence in conllu.parse(files[""].decode()):
        article = sentence.metadata.get("newdoc id", article)
        for role, label in LABELS.items():
            for token in sentence:
                if token[f"copydesk:{label.lower()}"] != "*":
                    misc = token["misc"]
                    yield article, role, int(misc["start_char"]), int(misc["end_char"])


def in_iob2(files: Files) -> Iterator[Stretch]:
    """Words instead of whole stretches."""
    places = [line.split("\t") for line in files["offsets.tsv"].decode().split("\n")]
    for role in ROLES:
        article = ""
        lines = files[f"{role}.iob2"].decode().split("\n")
        for line, (word, *place) in zip(lines, places, strict=True):
            if line.startswith("-DOCSTART-"):
                article = word
            elif line and not line.endswith(" O"):
                yield article, role, int(place[0]), int(place[1])


FOUND_IN: Mapping[str, Callable[[Files], Iterator[Stretch]]] = {
    "csv": in_csv,
    "parquet": in_parquet,
    "datasets": in_datasets,
    "w3c": in_w3c,
}
WORDS_IN: Mapping[str, Callable[[Files], Iterator[Stretch]]] = {
    "conllup": in_conllup,
    "iob2": in_iob2,
}


def _of_quote(article: str, quote: Mapping[str, Any]) -> Iterator[Stretch]:
    for role in ROLES:
        yield from ((article, role, int(s["start"]), int(s["end"])) for s in quote[role])

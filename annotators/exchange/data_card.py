"""The README of a data set: what Hugging Face reads of it, and what a person has to know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from annotators.exchange.parts import PARTS, Part
from annotators.exchange.seen import Seen

_SIZES = (("n<1K", 1_000), ("1K<n<10K", 10_000), ("10K<n<100K", 100_000), ("100K<n<1M", 1_000_000))
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~&-])")
_MEANS = {
    "train": "training layers",
    "validation": "training layers, one text in ten, chosen by a hash of the text",
    "test": "gold layers, and nothing else; no text of this part is in another one",
    "drafts": "what a model made, and work that is not finished",
}
_BODY = """# Who said what

News articles with the quotations in them: what was said (`contents`), by which words (`cues`),
attributed to which phrase (`sources`) and to whom (`speakers`). Written by copydesk.

| split | rows | quotes | what it is made of |
| --- | --- | --- | --- |
{splits}

A row is one annotator's layer of one article. Offsets are half-open, in code points, into `text`.

| quotes | number |
| --- | --- |
{kinds}

Annotators: {annotators}. Models: {models}. Versions of the guideline: {guidelines}.

## Fields

- `id`, `text`, `headline`, `byline`, `published`, `source`, `url`: the article; `text_key` is the
  same for every row of the same text.
- `annotator`, `purpose`, `revision`, `guideline`, `model`, `scope`: the layer. What is out of
  `scope` is nobody's word: where it lacks `entities`, `names` are not complete.
- `quotes`: `id`, `kind` (`direct`, `mixed`, `indirect`), `parent` (the quote this one lies in),
  `contents`, `cues`, `sources` (lists of `start`, `end`, `text`), `speakers` (ids of `entities`),
  `speaker_names`, `speaker_state` (`known`, `unnamed`, `none`, `undecided`).
- `entities`: `id`, `name`, `label`, `aliases`, `kb_id`.
- `mentions`: `id`, `start`, `end`, `text`, `label`, `entity`, `form` (`name`, `nominal`,
  `pronoun`).

## Before you publish this

The rights in the texts stay with whoever holds them. Say here where they come from, name a
`license` in the header above, and check whom the articles name.
"""


@dataclass
class Census:
    """What a data card counts while rows are written."""

    rows: Counter[str] = field(default_factory=Counter)
    quotes: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    annotators: set[str] = field(default_factory=set)
    models: set[str] = field(default_factory=set)
    guidelines: set[str] = field(default_factory=set)

    def take(self, seen: Seen, part: Part) -> None:
        """Count one row of a part."""
        header, kinds = seen.record.layer.header, kinds_of(seen)
        self.rows[part] += 1
        self.quotes[part] += kinds.total()
        self.kinds += kinds
        self.annotators |= {header.annotator} - {""}
        self.models |= {header.model or ""} - {""}
        self.guidelines |= {header.guideline} - {""}

    def take_back(self, part: Part, kinds: Counter[str]) -> None:
        """Count one row of a part less, with quotes of these kinds."""
        self.rows[part] -= 1
        self.quotes[part] -= kinds.total()
        self.kinds -= kinds


def kinds_of(seen: Seen) -> Counter[str]:
    """How many quotes of each kind there are."""
    return Counter(seen.kind(quote) for quote in seen.quotes)


def write_card(census: Census, files: Mapping[Part, str]) -> str:
    """The README; `files` names for each part that has rows its file below the folder."""
    head: dict[str, Any] = {
        "pretty_name": "Who said what",
        "language": ["en"],
        "task_categories": ["token-classification"],
        "tags": ["quotation", "attribution", "news", "copydesk"],
        "size_categories": [_size(census.rows.total())],
        "configs": [
            {
                "config_name": "default",
                "data_files": [{"split": part, "path": path} for part, path in files.items()],
            }
        ],
    }
    body = _BODY.format(
        splits="\n".join(
            f"| `{part}` | {census.rows[part]} | {census.quotes[part]} | {_MEANS[part]} |"
            for part in PARTS
            if part in files
        ),
        kinds="\n".join(f"| {kind} | {number} |" for kind, number in sorted(census.kinds.items())),
        annotators=_listed(census.annotators),
        models=_listed(census.models),
        guidelines=_listed(census.guidelines),
    )
    return f"---\n{yaml.safe_dump(head, sort_keys=False, allow_unicode=True)}---\n\n{body}"


def _listed(names: set[str]) -> str:
    """Names as plain text: nothing in them is Markdown."""
    plain = (_MARKDOWN.sub(r"\\\1", " ".join(name.split())) for name in sorted(names))
    return ", ".join(plain) or "none"


def _size(rows: int) -> str:
    return next((name for name, limit in _SIZES if rows < limit), "n>1M")

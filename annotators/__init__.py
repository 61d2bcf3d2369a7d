"""Who said what in news articles: found, put right, kept and exchanged.

The names below are the library's public ones. Each is imported when it is
used first, so `import annotators` costs next to nothing.
"""

from __future__ import annotations

import importlib
from typing import Any

_HOMES = {
    "Article": "annotators.model.article",
    "Span": "annotators.model.span",
    "Mention": "annotators.model.items",
    "Entity": "annotators.model.items",
    "Quote": "annotators.model.items",
    "Trace": "annotators.model.items",
    "Header": "annotators.model.layer",
    "Layer": "annotators.model.layer",
    "Dossier": "annotators.model.dossier",
    "View": "annotators.model.view",
    "Review": "annotators.model.review",
    "find_problems": "annotators.model.findings",
    "CopydeskError": "annotators.errors",
    "Config": "annotators.config",
    "Project": "annotators.project",
    "create_project": "annotators.project",
    "read_article": "annotators.reading.text",
    "article_of": "annotators.reading.text",
    "ArticleStore": "annotators.store.article_store",
    "DraftStore": "annotators.store.draft_store",
    "Drafter": "annotators.drafting",
    "Model": "annotators.drafting",
    "WorkerClient": "annotators.worker_client",
    "side_of": "annotators.evaluation.side",
    "compare": "annotators.evaluation.comparison",
    "Evaluation": "annotators.evaluation.comparison",
    "score_record": "annotators.evaluation.scores",
    "agree": "annotators.evaluation.agreement",
    "Record": "annotators.exchange.format",
    "find_format": "annotators.exchange.registry",
    "find_reader": "annotators.exchange.registry",
    "find_writer": "annotators.exchange.registry",
    "read_lines": "annotators.exchange.native",
    "write_line": "annotators.exchange.native",
}

__all__ = list(_HOMES)


def __getattr__(name: str) -> Any:
    """The public name, from the module where it lives."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'annotators' has no attribute {name!r}")
    return getattr(importlib.import_module(home), name)


def __dir__() -> list[str]:
    """The public names."""
    return sorted(_HOMES)

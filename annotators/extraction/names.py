"""spaCy component: names repaired over the whole article, as `doc.spans["names"]` and ents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from spacy.language import Language
from spacy.pipeline import SpanRuler
from spacy.tokens import Doc, Span, SpanGroup
from spacy.util import filter_spans

from annotators.extraction.attribution import declare_extensions
from annotators.extraction.name_kinds import Name
from annotators.extraction.name_repair import repair_names

Pattern = Mapping[str, Any]

_GIVEN = "copydesk_given"


class Names:
    """Repairs the named entities of a Doc; a user's own patterns win over the model."""

    def __init__(self, ruler: SpanRuler | None) -> None:
        self.ruler = ruler

    def __call__(self, doc: Doc) -> Doc:
        """Repair the names of one Doc."""
        given = _matches(self.ruler, doc) if self.ruler is not None else []
        fixed = filter_spans(given)
        kept = [ent for ent in doc.ents if not any(_overlap(ent, other) for other in fixed)]
        repaired = repair_names(doc, [Name(e.start, e.end, e.label_) for e in kept])
        spans = [Span(doc, n.start, n.end, label=n.label) for n in repaired]
        outer = filter_spans([*spans, *fixed])
        outer = [s for s in outer if not any(s != f and _overlap(s, f) for f in fixed)]
        doc.set_ents(outer)
        nested = {(s.start, s.end): s for s in [*given, *outer]}
        ordered = [nested[at] for at in sorted(nested, key=lambda at: (at[0], -at[1]))]
        doc.spans["names"] = SpanGroup(doc, name="names", spans=ordered)
        return doc


def _overlap(one: Span, other: Span) -> bool:
    return bool(one.start < other.end and other.start < one.end)


def _matches(ruler: SpanRuler, doc: Doc) -> list[Span]:
    return list(ruler(doc).spans.pop(_GIVEN))


def _make_ruler(nlp: Language, patterns: Sequence[Pattern]) -> SpanRuler | None:
    if not patterns:
        return None
    ruler = SpanRuler(nlp, spans_key=_GIVEN)
    ruler.add_patterns([dict(pattern) for pattern in patterns])
    return ruler


@Language.factory(
    "copydesk_names",
    assigns=["doc.ents", "doc.spans"],
    requires=["doc.ents"],
    default_config={"patterns": []},
)
def make_names(nlp: Language, name: str, patterns: Iterable[Pattern]) -> Names:  # noqa: ARG001 - spaCy hands both
    """Make the component; `patterns` are those of spaCy's entity ruler."""
    declare_extensions()
    return Names(_make_ruler(nlp, list(patterns)))

"""spaCy component: the stretches inside quotation marks, as `doc.spans["quotation_marks"]`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from annotators.extraction.attribution import declare_extensions
from annotators.model.marks import find_quotations


class QuotationMarks:
    """Writes one span a quotation, outer ones first; its label is the mark."""

    def __call__(self, doc: Doc) -> Doc:
        """Mark the quotations of one Doc."""
        found = (
            doc.char_span(q.start, q.end, label=q.mark, alignment_mode="expand")
            for q in find_quotations(doc.text)
        )
        spans = [span for span in found if span is not None]
        doc.spans["quotation_marks"] = SpanGroup(doc, name="quotation_marks", spans=spans)
        return doc


@Language.factory("copydesk_quotation_marks", assigns=["doc.spans"])
def make_quotation_marks(nlp: Language, name: str) -> QuotationMarks:  # noqa: ARG001 - spaCy hands both
    """Make the component; it needs nothing but the text."""
    declare_extensions()
    return QuotationMarks()

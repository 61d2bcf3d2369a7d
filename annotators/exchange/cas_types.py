"""The types of a CAS that copydesk writes: DKPro's own where there is one, else a custom layer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from cassis import TypeSystem

from annotators.model.items import ROLES

_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api"
TOKEN = f"{_DKPRO}.segmentation.type.Token"
SENTENCE = f"{_DKPRO}.segmentation.type.Sentence"
NAMED_ENTITY = f"{_DKPRO}.ner.type.NamedEntity"
DOCUMENT = f"{_DKPRO}.metadata.type.DocumentMetaData"

# INCEpTION looks for the layers that a project defines itself below this name.
QUOTE = "webanno.custom.Quote"
PART = "webanno.custom.QuotePart"
LINKS = {role: f"webanno.custom.Quote{role.capitalize()}Link" for role in ROLES}
RECORD = "copydesk.Record"

OURS = frozenset({QUOTE, PART, RECORD, NAMED_ENTITY, *LINKS.values()})
ANNOTATION, STRING, ARRAY = "uima.tcas.Annotation", "uima.cas.String", "uima.cas.FSArray"


@cache
def type_system() -> TypeSystem:
    """The type system of a CAS that holds nothing of others."""
    return with_types(TypeSystem())


def with_types(types: TypeSystem) -> TypeSystem:
    """The same type system with all of our types and features in it."""
    for name, features in (
        (TOKEN, ()),
        (SENTENCE, ()),
        (NAMED_ENTITY, ("value", "identifier")),
        (PART, ("part",)),
        (QUOTE, ("identifier",)),
    ):
        _with(types, name, ANNOTATION, features)
    _with(types, DOCUMENT, "uima.tcas.DocumentAnnotation", ("documentId", "documentTitle"))
    _with(types, RECORD, "uima.cas.TOP", ("json",))
    for role, name in LINKS.items():
        link = _with(types, name, "uima.cas.TOP", ("role",))
        if link.get_feature("target") is None:
            types.create_feature(link, "target", PART)
        quote = types.get_type(QUOTE)
        if quote.get_feature(role) is None:
            types.create_feature(quote, role, ARRAY, elementType=name)
    return types


def _with(types: TypeSystem, name: str, parent: str, features: Iterable[str]) -> Any:
    known = types.get_type(name) if types.contains_type(name) else types.create_type(name, parent)
    for feature in features:
        if known.get_feature(feature) is None:
            types.create_feature(known, feature, STRING)
    return known

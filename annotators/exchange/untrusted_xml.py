"""XML from elsewhere: without a document type, so that nothing in it can expand or be fetched."""

from __future__ import annotations

from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate

from annotators.model.record import RecordError


def check_xml(data: bytes) -> None:
    """Go through the whole of it once.

    Raises RecordError where it is not well formed, with the line, and where it
    declares a document type: only there can entities be declared.
    """
    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except ExpatError as error:
        raise RecordError(f"it is no XML: {error}") from None


def parse_xml(data: bytes) -> Any:
    """The root element, by lxml, of XML that was checked; RecordError as `check_xml`."""
    from lxml import etree  # noqa: PLC0415 - a file that is refused costs no import

    check_xml(data)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise RecordError(f"it is no XML: {error}") from None


def fits_xml(text: str) -> bool:
    """Whether XML 1.0 can hold the text: it has no place for most control characters."""
    return not any(
        (c < " " and c not in "\t\n\r") or c in "\ufffe\uffff" or "\ud800" <= c <= "\udfff"
        for c in text
    )


def _refuse(*_: Any) -> None:
    raise RecordError("it declares a document type, which is not read for safety")

"""Findings that a person has looked at and that are right as they are."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Set as AbstractSet

from annotators.model.findings import Finding, find_problems
from annotators.model.items import Mention, Quote
from annotators.model.parse import Parse
from annotators.model.view import View


def open_problems(
    view: View, dismissed: AbstractSet[str], parse: Parse | None = None
) -> tuple[Finding, ...]:
    """Every problem of a view but those dismissed, in the order of the text."""
    found = find_problems(view, parse)
    if not dismissed:
        return found
    return tuple(finding for finding in found if finding_key(view, finding) not in dismissed)


def finding_key(view: View, finding: Finding) -> str:
    """What a finding is kept by when it is dismissed: it, and all that its item says.

    Another key comes of it when the item changes, but not when it is accepted as it is.
    """
    item = view.locate(finding.item) if finding.item else None
    whole = [finding.name, finding.text, finding.span, _said(view, item)]
    return hashlib.sha256(json.dumps(whole).encode()).hexdigest()[:16]


def _said(view: View, item: Quote | Mention | None) -> list[object]:
    if isinstance(item, Quote):
        names = [_name(view, speaker) for speaker in item.speakers]
        return [item.contents, item.cues, item.sources, item.speaker_state, *names]
    if isinstance(item, Mention):
        return [item.span, item.form, item.label, _name(view, item.entity or "")]
    return []


def _name(view: View, entity: str) -> str:
    return view.entities[entity].name if entity in view.entities else ""

"""The page: its sections, each for what the report has."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

from annotators.report.html import Html, element, joined
from annotators.report.sections import agreement, errors, names, progress, scores, worst

Record = Mapping[str, Any]


def page(report: Record) -> str:
    """The whole page from a report's record.

    It loads nothing and runs nothing; its policy forbids both.
    """
    style = files("annotators.report").joinpath("page.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = f"Report: {report['title']}"
    head = joined(
        Html('<meta charset="utf-8">'),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Html('<meta name="generator" content="copydesk">'),
        element("title", title),
        Html(f"<style>{style}</style>"),
    )
    body = joined(
        element("h1", title),
        element("p", f"Made {report['made']}.", class_="note"),
        *sections(report),
    )
    inside = joined(element("head", head), "\n", element("body", body))
    return f"<!doctype html>\n{element('html', inside, lang='en')}\n"


def sections(report: Record) -> Iterator[Html]:
    """Every section that there is something for."""
    if report.get("progress"):
        yield from progress(report["progress"])
    told = report.get("scores") or {}
    if "quotes" in told:
        yield from scores(told)
        yield from errors(told)
    if "names" in told:
        yield from names(told)
    for ground, found in (report.get("agreement") or {}).items():
        yield from agreement(ground, found)
    if report.get("worst"):
        yield from worst(report["worst"])

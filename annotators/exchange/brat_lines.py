"""The lines of a brat `.ann` file: text-bound spans, events, and all that is kept as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from annotators.exchange.format import BadLine
from annotators.model.record import RecordError
from annotators.model.span import Span, Spans

_BREAK = re.compile(r"[\r\n]+")
_TEXT_BOUND = re.compile(r"T\S*\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t(.*))?", re.DOTALL)
_EVENT = re.compile(r"E\S*\t(\S+)")
_ROLE = re.compile(r"([^\s:]+?)\d*:(\S+)")
_CONTROL = re.compile("[\t\v\f\x1c-\x1f\x85\u2028\u2029\r\n]")


class TextBound(NamedTuple):
    """A `T` line: its id, its type, and where it stands; `quoted` is the text it repeats."""

    name: str
    kind: str
    fragments: Spans
    quoted: str
    line: int


class Event(NamedTuple):
    """An `E` line: its id, its type, the id of its trigger, and its arguments in order.

    The number behind a role (`Content2`) is left out.
    """

    name: str
    kind: str
    trigger: str
    arguments: tuple[tuple[str, str], ...]
    line: int


class Ann(NamedTuple):
    """What an `.ann` file holds; `others` are lines of any other sort, by their number."""

    spans: Mapping[str, TextBound]
    events: tuple[Event, ...]
    others: Mapping[int, str]


def read_ann(text: str) -> Ann:
    """The lines of a file; RecordError, with every bad line, where one is none of brat's."""
    spans: dict[str, TextBound] = {}
    events, others, bad = [], {}, []
    for number, line in enumerate(text.split("\n"), 1):
        line = line.removesuffix("\r")  # noqa: PLW2901 - Windows ends its lines so
        try:
            if line.startswith("T"):
                bound = _text_bound(line, number)
                if bound.name in spans:
                    bad.append(BadLine(number, f"{bound.name} is there twice"))
                spans[bound.name] = bound
            elif line.startswith("E"):
                events.append(_event(line, number))
            elif line.strip():
                others[number] = line
        except RecordError as error:
            bad.append(BadLine(number, str(error)))
    for event in events:
        names = (event.trigger, *(name for _, name in event.arguments))
        missing = [name for name in names if name not in spans and not name.startswith("E")]
        if missing:
            bad.append(BadLine(event.line, f"{event.name} names {missing[0]}, which is not there"))
    if bad:
        raise RecordError("; ".join(f"line {found.line}: {found.reason}" for found in sorted(bad)))
    return Ann(spans, tuple(events), others)


def bound_line(name: str, kind: str, fragments: Iterable[Span], text: str) -> str:
    """A `T` line; fragments of its text are joined by a blank, and what breaks a line is one."""
    every = tuple(fragments)
    places = ";".join(f"{span.start} {span.end}" for span in every)
    quoted = " ".join(text[span.start : span.end] for span in every)
    return f"{name}\t{kind} {places}\t{_CONTROL.sub(' ', quoted)}"


def broken(text: str, spans: Iterable[Span]) -> Spans:
    """The spans without the line breaks in them: brat's are of one line each.

    A span that is nothing but line breaks stays as it is.
    """
    found: list[Span] = []
    for span in spans:
        pieces, start = [], span.start
        for match in _BREAK.finditer(text, span.start, span.end):
            pieces.append(Span(start, match.start()))
            start = match.end()
        pieces.append(Span(start, span.end))
        found += [piece for piece in pieces if piece.start < piece.end] or [span]
    return tuple(sorted(found))


def rejoined(text: str, fragments: Iterable[Span]) -> Spans:
    """Fragments that only line breaks keep apart, as one span each: the way back from `broken`."""
    found: list[Span] = []
    for span in sorted(fragments):
        gap = text[found[-1].end : span.start] if found else ""
        if found and gap and not gap.strip("\r\n") and span.start >= found[-1].end:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return tuple(found)


def _text_bound(line: str, number: int) -> TextBound:
    match = _TEXT_BOUND.fullmatch(line)
    if match is None:
        raise RecordError("it is no text-bound annotation (T1<tab>Type 0 5<tab>text)")
    kind, places, quoted = match.groups()
    pairs = [place.split() for place in places.split(";")]
    fragments = tuple(Span(int(start), int(end)) for start, end in pairs)
    if not all(span.start < span.end for span in fragments):
        raise RecordError(f"{places} holds an empty span")
    return TextBound(line.partition("\t")[0], kind, fragments, quoted or "", number)


def _event(line: str, number: int) -> Event:
    head, *arguments = line.split()[1:] or [""]
    kind, _, trigger = head.partition(":")
    if _EVENT.match(line) is None or not trigger:
        raise RecordError("it is no event (E1<tab>Type:T1 Role:T2)")
    found = []
    for argument in arguments:
        match = _ROLE.fullmatch(argument)
        if match is None:
            raise RecordError(f"{argument!r} is no argument (Role:T2)")
        found.append((match[1], match[2]))
    return Event(line.partition("\t")[0], kind, trigger, tuple(found), number)

"""Every error has its kind, and names the items it is about."""

from __future__ import annotations

import pytest

from annotators.evaluation.comparison import compare
from annotators.evaluation.faults import FAULT_KINDS
from annotators.model.items import Entity, Quote
from tests.annotators.evaluation.scene import at, quote, side

ADA, BO = Entity(id="e1", name="Ada Quill"), Entity(id="e2", name="Bo Lind")
OLD, CLOSE = "“It is old,”", "“It must close.”"
WHOLE = quote("g1", "Ada Quill", "said", (OLD, CLOSE), "e1")
OFFICE = quote("g2", "Her office", "warned", "repairs take a year", "")
GOLD = side([WHOLE, OFFICE], entities=[ADA])


def kinds(*others: Quote) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    comparison = compare(GOLD, side(others, entities=[ADA, BO]))
    return [
        (fault.kind, tuple(q.id for q in fault.gold), tuple(q.id for q in fault.other))
        for fault in comparison.faults
    ]


def test_gold_has_no_faults_against_itself() -> None:
    assert kinds(*GOLD.quotes) == []


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([WHOLE], [("missed", ("g2",), ())]),
        (
            [WHOLE, OFFICE, quote("o", "Critics", "fear", "for the shops")],
            [("spurious", (), ("o",))],
        ),
        (
            [WHOLE, quote("o", "Her office", "warned", "repairs take", "")],
            [("boundary", ("g2",), ("o",))],
        ),
        (
            [WHOLE, quote("o", "Ada Quill", "warned", "repairs take a year", "")],
            [("source", ("g2",), ("o",))],
        ),
        (
            [quote("o", "Ada Quill", "said", (OLD, CLOSE), "e2"), OFFICE],
            [("speaker", ("g1",), ("o",))],
        ),
        (
            [
                quote("o1", "Ada Quill", "said", OLD, "e1"),
                quote("o2", "Ada Quill", "said", CLOSE, "e1"),
                OFFICE,
            ],
            [("split", ("g1",), ("o1", "o2"))],
        ),
        (
            [quote("o", "Ada Quill", "said", (OLD, CLOSE, "repairs take a year"), "e1")],
            [("merged", ("g1", "g2"), ("o",))],
        ),
    ],
)
def test_each_kind(
    others: list[Quote], expected: list[tuple[str, tuple[str, ...], tuple[str, ...]]]
) -> None:
    assert kinds(*others) == expected


def test_a_quote_inside_a_found_one_splits_nothing() -> None:
    inner = quote("o", "It", "must", "close")
    assert kinds(WHOLE, OFFICE, inner) == [("spurious", (), ("o",))]


def test_a_fault_says_where_it_is_and_of_what_kind_the_quote_is() -> None:
    (fault,) = compare(GOLD, side([OFFICE])).faults
    assert (fault.kind, fault.quote_kind, fault.article) == ("missed", "direct", "bridge")
    assert fault.span == (at(OLD).start, at(CLOSE).end)


def test_every_kind_is_told() -> None:
    assert all(about.startswith(f"{kind}:") for kind, about in FAULT_KINDS.items())

from __future__ import annotations

from dataclasses import replace

import pytest

from annotators.model.again import falls, name_at, second_name
from annotators.model.article import Article
from annotators.model.dossier import Dossier
from annotators.model.items import Quote, Trace
from annotators.model.layer import Header, Layer
from annotators.model.review import Review
from annotators.model.span import Span

ARTICLE = Article(id="one", text="“We go,” she said.")
DRAFT = Layer.of(
    Header(model="m 1", draft="d1"), [Quote(id="d-1", contents=(Span(0, 8),), trace=Trace(score=1))]
)


def test_chance_picks_about_its_share_and_the_same_each_time() -> None:
    picked = [n for n in range(1000) if falls(0.2, "blind", str(n))]
    assert 150 < len(picked) < 250
    assert picked == [n for n in range(1000) if falls(0.2, "blind", str(n))]
    assert set(picked) < {n for n in range(1000) if falls(0.5, "blind", str(n))}


@pytest.mark.parametrize(("share", "is_picked"), [(0, False), (1, True)])
def test_none_and_all(share: float, is_picked: bool) -> None:
    assert all(falls(share, str(n)) == is_picked for n in range(100))


def test_what_is_made_blind_shows_no_draft_and_says_so() -> None:
    review = Review(ARTICLE, "anna", draft=DRAFT, blind=True)
    review.take_draft(DRAFT)
    assert not review.view.quotes
    assert review.is_hidden
    review.finish("gold")
    assert not review.is_hidden
    header = review.layer.header
    assert (header.blind, header.based_on, header.purpose) == (True, None, "gold")
    again = Review(ARTICLE, "anna", draft=DRAFT, dossier=review.dossier)
    assert again.is_blind
    assert not again.view.quotes


def test_what_is_begun_blind_stays_so_before_anything_is_decided() -> None:
    review = Review(ARTICLE, "anna", draft=DRAFT, blind=True)
    review.begin()
    assert Review(ARTICLE, "anna", draft=DRAFT, dossier=review.dossier).is_blind


def test_a_second_layer_stands_apart_from_those_that_count() -> None:
    first = Layer(header=Header(annotator="anna", purpose="gold", revision=1))
    name = second_name("anna")
    second = Layer(header=replace(first.header, annotator=name, repeats="anna"))
    dossier = Dossier(article="one", sha256="", finished=(first, second))
    assert dossier.all_standing() == (first,)
    assert dossier.repeated() == (second,)
    assert name_at(dossier, "anna") == "anna"
    assert name_at(dossier.with_work(name, second), "anna") == name

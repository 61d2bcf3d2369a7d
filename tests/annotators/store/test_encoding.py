"""A save that encodes only what changed writes just what a plain encoding would."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotators.model.article import Article
from annotators.model.dossier import Dossier
from annotators.model.history import Entry, History
from annotators.model.items import Entity, Quote
from annotators.model.layer import Layer
from annotators.reading.text import article_of
from annotators.store import encoding, lines, open_work
from annotators.store.documents import header_document, in_text_order, searchable
from annotators.store.encoding import DossierEncoder
from annotators.store.history_record import history_record, item_type
from annotators.store.numbering import number_of
from annotators.store.tinydb_storage import encode
from tests import strategies

Named = tuple[str, dict[str, Any]]


def plain(dossier: Dossier, article: Article) -> dict[str, Any]:
    """What the file should hold, each document made anew."""
    finished = list(enumerate(dossier.finished, start=1))
    tables: dict[str, Any] = {
        "article": {"1": {"id": dossier.article, "sha256": dossier.sha256, "schema": 2}},
        "work": numbered(
            named
            for _, layer in sorted(dossier.work.items())
            for named in documents(layer, article, {})
        ),
    }
    for purpose in ("training", "gold"):
        tables[purpose] = numbered(
            named
            for order, layer in finished
            if (layer.header.purpose or "training") == purpose
            for named in documents(layer, article, {"order": order})
        )
    history: dict[str, Any] = {}
    for entry in dossier.history.entries:
        put(history, entry.number, history_record(entry))
    return tables | {"history": history}


def documents(layer: Layer, article: Article, fields: dict[str, Any]) -> Iterator[Named]:
    header = layer.header
    whose = f"{header.annotator}/{header.revision}"
    owner: dict[str, Any] = {"annotator": header.annotator}
    owner |= {"revision": header.revision} if header.revision else {}
    yield f"{whose}/layer", header_document(layer, **fields)
    for item in in_text_order(layer):
        speakers = item.speakers if isinstance(item, Quote) else ()
        names = tuple(layer.entities[s].name for s in speakers if s in layer.entities)
        yield f"{whose}/{item_type(item)}/{item.id}", searchable(item, owner, names, article)


def numbered(named: Iterable[Named]) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for name, document in named:
        put(table, lines.number_of(name), document)
    return table


def put(table: dict[str, Any], number: int, document: dict[str, Any]) -> None:
    while str(number) in table:
        number += 1
    table[str(number)] = document


@st.composite
def courses(draw: st.DrawFn) -> tuple[Article, list[Dossier]]:
    """States of one article, each sharing most of its values with the one before."""
    article = draw(strategies.articles())
    states = [draw(strategies.dossiers(article))]
    steps = st.sampled_from((renamed, added, dropped, reopened, turned, longer, other))
    for step in draw(st.lists(steps, max_size=6)):
        states.append(step(draw, article, states[-1]))
    return article, states


def renamed(draw: st.DrawFn, article: Article, dossier: Dossier) -> Dossier:
    """Other names for the same entities: the quotes themselves stay as they are."""
    del article
    work = {}
    for name, layer in dossier.work.items():
        cast = [replace(e, name=draw(strategies.names)) for e in layer.entities.values()]
        work[name] = layer.with_items(cast, cast)
    return replace(dossier, work=work)


def added(draw: st.DrawFn, article: Article, dossier: Dossier) -> Dossier:
    layer = dossier.layer("anna") or Layer().with_header(annotator="anna")
    item = draw(strategies.items(len(article.text)))
    return dossier.with_work("anna", layer.with_items([item], [item]).with_header(purpose=None))


def dropped(draw: st.DrawFn, article: Article, dossier: Dossier) -> Dossier:
    del draw, article
    return replace(dossier, work={}, finished=dossier.finished[:-1])


def reopened(draw: st.DrawFn, article: Article, dossier: Dossier) -> Dossier:
    """The items of a finished layer as somebody's open work."""
    del article
    layer = dossier.finished[-1] if dossier.finished else Layer()
    name = draw(st.sampled_from(strategies.ANNOTATORS))
    return dossier.with_work(name, layer.with_header(annotator=name, purpose=None))


def turned(draw: st.DrawFn, article: Article, dossier: Dossier) -> Dossier:
    del draw, article
    return replace(dossier, finished=dossier.finished[::-1])


def longer(draw: st.DrawFn, article: Article, dossier: Dossier) -> Dossier:
    more = draw(strategies.histories(len(article.text))).entries
    return replace(dossier, history=History((*dossier.history.entries, *more)))


def other(draw: st.DrawFn, article: Article, dossier: Dossier) -> Dossier:
    del dossier
    return draw(strategies.dossiers(article))


@given(courses(), st.integers(1, 3))
@settings(deadline=None, max_examples=60)
def test_each_state_is_written_as_if_it_were_the_first(
    made: tuple[Article, list[Dossier]], held: int
) -> None:
    article, states = made
    encoder = DossierEncoder(article)
    with pytest.MonkeyPatch.context() as patch:
        # Few pieces are held and few numbers known, so that both run out.
        patch.setattr(encoding, "_PIECES", held)
        patch.setattr(open_work, "_TOGETHER", held)
        patch.setattr(lines, "number_of", lambda name: 1 + number_of(name) % 5)
        for state in states:
            wanted = plain(state, article)
            found = b"".join(encoder.encode(state, {"theirs": {"7": {"a": 1}}}))
            assert json.loads(found) == {**wanted, "theirs": {"7": {"a": 1}}}
            written = [
                f'  "{number}": {encode(document)}'
                for table in wanted.values()
                for number, document in table.items()
            ]
            told = found.decode("utf-8").split("\n")
            assert [line.rstrip(",") for line in told if line.startswith("  ")][:-1] == written


def test_what_was_let_go_is_never_taken_for_what_came_after() -> None:
    """Values that come and go have each other's ids."""
    article = article_of("Hello there\n", article_id="a")
    encoder = DossierEncoder(article)
    for number in range(300):
        layer = Layer.of(Layer().header, [Entity(id="e", name=f"name {number}")])
        state = Dossier(article="a", sha256=article.sha256, work={"": layer})
        assert f'"name {number}"'.encode() in b"".join(encoder.encode(state, {}))
        del layer, state
        gc.collect(0)


def test_a_failure_half_way_leaves_nothing_behind() -> None:
    article = article_of("Hello there\n", article_id="a")
    encoder = DossierEncoder(article)
    good = [Entry(number=n, kind="change", intent=f"{n}", by="anna", at="") for n in (1, 2)]
    bad = Entry(number=3, kind="change", intent=object(), by="", at="")  # type: ignore[arg-type]
    state = Dossier(article="a", sha256=article.sha256)
    for _ in range(2):
        with pytest.raises(TypeError):
            encoder.encode(replace(state, history=History((*good, bad))), {})
    whole = replace(state, history=History(tuple(good)))
    found = [b"".join(one.encode(whole, {})) for one in (encoder, DossierEncoder(article))]
    assert found[0] == found[1]

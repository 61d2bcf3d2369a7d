"""Hypothesis strategies for articles and what is said about them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from annotators.model.article import Article
from annotators.model.change import Edit
from annotators.model.dossier import Dossier
from annotators.model.history import Entry, History
from annotators.model.items import Entity, Form, Item, Mention, Origin, Quote, Trace
from annotators.model.layer import Header, Layer
from annotators.model.record import item_record
from annotators.model.span import Span
from annotators.reading.text import article_of

WORDS = (
    "Hong", "Min", "said", "the", "ministry", "“We", "go,”", "he", "[Reuters]", "[/", "N.", "Korea",
    "U.S.", "Yong-ho’s", "naïve", "한국", "e\u0301", "👩\u200d👩\u200d👧",
    "\u202bשלום\u202c", "a\u00a0b",
)  # fmt: skip
GAPS = (" ", " ", " ", "  ", "\t", "\n\n", "\r\n", "\n", "\u2028")
LABELS = ("PERSON", "ORG", "GPE", "DATE")
ANNOTATORS = ("anna", "Bo Å", "c/d")

names = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(
    str.strip
)
"""Any name that can be shown, brackets and emoji included."""

json_values: SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-999, 999) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2)
    ),
    max_leaves=4,
)
"""What a foreign field may hold."""

unknown_fields = st.dictionaries(
    st.sampled_from(("text", "type", "extra", "speaker_names", "confidence", "meta", "ünïcode")),
    json_values,
    max_size=2,
)
"""Fields that are not ours, some under names that the store uses for its own."""

moments = st.datetimes().map(lambda moment: moment.isoformat(timespec="seconds") + "+00:00")
ids = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=8)


@st.composite
def texts(draw: DrawFn, *, min_words: int = 1, max_words: int = 40) -> str:
    """A text of odd words between odd spaces."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=min_words, max_size=max_words))
    return "".join(word + draw(st.sampled_from(GAPS)) for word in words)


@st.composite
def articles(draw: DrawFn) -> Article:
    """An article with its layout read."""
    return article_of(draw(texts()), article_id=draw(ids))


@st.composite
def spans(draw: DrawFn, length: int) -> Span:
    """A span inside a text of `length` code points."""
    start = draw(st.integers(0, length - 1))
    return Span(start, draw(st.integers(start + 1, length)))


def span_tuples(length: int, *, max_size: int = 3) -> SearchStrategy[tuple[Span, ...]]:
    """Sorted spans of one role."""
    found = st.lists(spans(length), max_size=max_size, unique=True)
    return found.map(lambda listed: tuple(sorted(listed)))


@st.composite
def traces(draw: DrawFn, *, decided: bool = True) -> Trace:
    """Provenance of a person's item, or of a draft's."""
    score = draw(st.none() | st.floats(0, 1))
    extra = draw(unknown_fields)
    because = draw(st.just("") | st.text(max_size=10))
    if not decided:
        return Trace(score=score, because=because, extra=extra)
    return Trace(
        decision=draw(st.sampled_from(("accepted", "corrected", "rejected", "added"))),
        origin=draw(st.none() | st.builds(Origin, ids, ids)),
        by=draw(st.sampled_from(ANNOTATORS)),
        at=draw(moments),
        note=draw(st.just("") | st.text(max_size=10)),
        flag=draw(st.booleans()),
        bulk=draw(st.booleans()),
        score=score,
        because=because,
        extra=extra,
    )


@st.composite
def mentions(draw: DrawFn, length: int, *, decided: bool = True) -> Mention:
    """A mention; only a name has a label."""
    form: Form = draw(st.sampled_from(("name", "nominal", "pronoun")))
    return Mention(
        id=draw(ids),
        span=draw(spans(length)),
        form=form,
        label=draw(st.none() | st.sampled_from(LABELS)) if form == "name" else None,
        entity=draw(st.none() | ids),
        trace=draw(traces(decided=decided)),
    )


@st.composite
def entities(draw: DrawFn, *, decided: bool = True) -> Entity:
    """An entity with any name."""
    return Entity(
        id=draw(ids),
        name=draw(names),
        aliases=tuple(draw(st.lists(names, max_size=2))),
        label=draw(st.none() | st.sampled_from(LABELS)),
        kb_id=draw(st.none() | ids),
        digit=draw(st.none() | st.integers(1, 9)),
        trace=draw(traces(decided=decided)),
    )


@st.composite
def quotes(
    draw: DrawFn, length: int, *, speakers: tuple[str, ...] = (), decided: bool = True
) -> Quote:
    """A quote whose speakers are among `speakers`."""
    who = (
        tuple(draw(st.lists(st.sampled_from(speakers), max_size=2, unique=True)))
        if speakers
        else ()
    )
    states = ("known",) if who else ("unnamed", "none", "undecided")
    return Quote(
        id=draw(ids),
        contents=draw(span_tuples(length)),
        cues=draw(span_tuples(length, max_size=2)),
        sources=draw(span_tuples(length, max_size=2)),
        speakers=who,
        speaker_state=draw(st.sampled_from(states)),
        trace=draw(traces(decided=decided)),
    )


@st.composite
def items(draw: DrawFn, length: int, *, decided: bool = True) -> Item:
    """An item of any sort; one from a draft may say what it was."""
    item: Item = draw(
        st.one_of(
            mentions(length, decided=decided),
            entities(decided=decided),
            quotes(length, decided=decided),
        )
    )
    if item.trace.origin is not None and draw(st.booleans()):
        was = item_record(replace(item, trace=Trace(score=0.5)))
        item = replace(item, trace=replace(item.trace, was=was))
    return item


@st.composite
def layers(draw: DrawFn, length: int, *, header: Header | None = None) -> Layer:
    """A person's layer of a text of `length` code points."""
    cast = draw(st.lists(entities(), max_size=3))
    known = tuple({entity.id for entity in cast})
    said = draw(st.lists(quotes(length, speakers=tuple(sorted(known))), max_size=3))
    other = draw(st.lists(items(length), max_size=3))
    return Layer.of(header or draw(headers()), [*cast, *said, *other])


@st.composite
def drafts(draw: DrawFn, length: int) -> Layer:
    """A model's layer of a text of `length` code points."""
    header = Header(model=draw(names), draft=draw(ids), created=draw(moments))
    return Layer.of(header, draw(st.lists(items(length, decided=False), max_size=5)))


@st.composite
def headers(draw: DrawFn) -> Header:
    """The header of an open layer."""
    every = ("quotes", "speakers", "entities")
    return Header(
        annotator=draw(st.sampled_from(ANNOTATORS)),
        scope=tuple(draw(st.lists(st.sampled_from(every), min_size=1, unique=True))),
        created=draw(moments),
        blind=draw(st.booleans()),
        guideline=draw(st.sampled_from(("", "1"))),
        based_on=draw(st.none() | ids),
        adjudicates=tuple(draw(st.lists(ids, max_size=2))),
        extra=draw(unknown_fields),
    )


@st.composite
def histories(draw: DrawFn, length: int) -> History:
    """Entries numbered from 1; undo and redo are left to those who test them."""
    history = History()
    for number in range(1, draw(st.integers(0, 3)) + 1):
        after = draw(st.none() | items(length))
        before = None if after is None else draw(st.sampled_from((None, after)))
        edits = () if after is None else (Edit(before, replace(after, trace=Trace())),)
        entry = Entry(
            number=number,
            kind="finish" if after is None else "change",
            intent=draw(st.text(max_size=10)),
            by=draw(st.sampled_from(ANNOTATORS)),
            at=draw(moments),
            edits=edits,
            purpose="gold" if after is None else None,
            revision=number if after is None else 0,
            model=draw(st.sampled_from(("", "rules 1"))),
            focus=draw(st.sampled_from(("", "q1"))),
            finding=draw(st.sampled_from(("", "0123456789abcdef"))),
        )
        history = history.with_entry(entry)
    return history


@st.composite
def dossiers(draw: DrawFn, article: Article) -> Dossier:
    """Open and finished layers of several people, revisions rising, and a history."""
    length = len(article.text)
    work = {
        name: draw(layers(length)).with_header(annotator=name)
        for name in draw(st.lists(st.sampled_from(ANNOTATORS), max_size=2, unique=True))
    }
    finished: list[Layer] = []
    for name in draw(st.lists(st.sampled_from(ANNOTATORS), max_size=3)):
        revision = 1 + sum(1 for layer in finished if layer.header.annotator == name)
        purpose = draw(st.sampled_from(("training", "gold")))
        layer = draw(layers(length))
        finished.append(layer.with_header(annotator=name, purpose=purpose, revision=revision))
    return Dossier(
        article=article.id,
        sha256=article.sha256,
        work=work,
        finished=tuple(finished),
        history=draw(histories(length)),
    )


@st.composite
def annotated(draw: DrawFn) -> tuple[Article, Dossier]:
    """An article together with a dossier of it."""
    article = draw(articles())
    return article, draw(dossiers(article))

"""Spans are found again where their words stand, and nowhere else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotators.model import intents
from annotators.model.anchoring import find_again
from annotators.model.reanchoring import carry_over
from annotators.model.span import Span, cut
from annotators.reading.text import article_of
from tests.annotators.model import scene

TEXT = "“We waited long enough,” he said. Hale said so. “Nobody saw the bill,” he said."
NEW = "“Nobody asked us,” she said. "


def words(*said: tuple[str, int], text: str = TEXT) -> dict[Span, str | None]:
    """Spans of these words, each the n-th time they stand."""
    return {scene.at(phrase, text, nth=nth): phrase for phrase, nth in said}


ALL = words(
    ("“We waited long enough,”", 0), ("he", 0), ("said", 0), ("Hale", 0), ("said", 1),
    ("“Nobody saw the bill,”", 0), ("he", 1), ("said", 2),
)  # fmt: skip


def test_the_same_text_changes_nothing() -> None:
    assert find_again(ALL, TEXT) == {span: span for span in ALL}


def test_what_stands_behind_an_insertion_moves_by_its_length() -> None:
    cut_at = TEXT.index("Hale")
    found = find_again(ALL, TEXT[:cut_at] + NEW + TEXT[cut_at:])
    assert {new.start - old.start for old, new in found.items() if old.start < cut_at} == {0}
    assert {new.start - old.start for old, new in found.items() if old.start >= cut_at} == {
        len(NEW)
    }
    assert len(found) == len(ALL)


def test_words_that_were_changed_are_left_out() -> None:
    found = find_again(ALL, TEXT.replace("waited", "hoped"))
    assert scene.at("“We waited long enough,”", TEXT) not in found
    assert scene.at("“Nobody saw the bill,”", TEXT) in found


def test_a_span_of_unknown_words_stands_between_landmarks_that_moved_alike() -> None:
    unknown = scene.at("Hale", TEXT)
    both = {**ALL, unknown: None}
    assert find_again(both, NEW + TEXT)[unknown] == Span(
        unknown.start + len(NEW), unknown.end + len(NEW)
    )
    assert unknown not in find_again(both, TEXT.replace("Hale", "Mr Hale"))


@given(st.data())
def test_what_is_found_has_the_same_words(data: st.DataObject) -> None:
    spans = data.draw(
        st.lists(
            st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30)).map(
                lambda pair: Span(pair[0], min(len(TEXT), sum(pair)))
            )
        )
    )
    cuts = data.draw(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))))
    new = TEXT[: min(cuts)] + data.draw(st.sampled_from(("", NEW, TEXT))) + TEXT[max(cuts) :]
    known = {span: TEXT[span.start : span.end] for span in spans}
    for old, place in find_again(known, new).items():
        assert new[place.start : place.end] == known[old]


def test_white_space_may_be_another() -> None:
    assert find_again(ALL, TEXT.replace(" ", "\n")) == {span: span for span in ALL}


def test_a_layer_goes_where_its_words_stand_and_undo_does_not_reach_behind() -> None:
    made = scene.review()
    while made.view.undecided:
        made.do(intents.accept(made.view, made.view.undecided[0], made.fresh))
    made.finish("gold")
    text = made.article.text
    known = {
        span: cut(text, span)
        for item in (*made.layer.quotes.values(), *made.layer.mentions.values())
        for span in ([s for _, s in item.parts] if hasattr(item, "parts") else [item.span])
    }
    whole = article_of("News\n\n" + text, article_id=made.article.id)
    carried = carry_over(made.dossier, known, whole, "2026-01-02T00:00:00Z")
    assert carried.lost == carried.reopened == ()
    assert carried.dossier.sha256 == whole.sha256
    (layer,) = carried.dossier.finished
    for old, new in zip(made.layer.quotes.values(), layer.quotes.values(), strict=True):
        for (_, before), (_, after) in zip(old.parts, new.parts, strict=True):
            assert cut(text, before) == cut(whole.text, after)
    again = scene.review(article=whole, dossier=carried.dossier, draft=None)
    assert again.undo() is None
    assert again.dossier.history.entries[-1].kind == "carry"


def test_a_finished_layer_that_lost_an_item_is_open_work_again() -> None:
    made = scene.review()
    while made.view.undecided:
        made.do(intents.accept(made.view, made.view.undecided[0], made.fresh))
    made.finish("gold")
    quote = made.view.quotes[0]
    gone = quote.contents[0]
    text = made.article.text[: gone.start] + made.article.text[gone.end :]
    known = {s: cut(made.article.text, s) for q in made.layer.quotes.values() for _, s in q.parts}
    changed = article_of(text, article_id=made.article.id)
    carried = carry_over(made.dossier, known, changed, "2026-01-02T00:00:00Z")
    assert quote.id in {lost.item.id for lost in carried.lost}
    assert carried.reopened == (scene.ANNA,)
    assert carried.dossier.finished == ()
    assert quote.id not in carried.dossier.work[scene.ANNA].quotes

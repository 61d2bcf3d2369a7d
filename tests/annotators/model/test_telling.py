"""History is told in words: what was done to which words, and what is otherwise since."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotators.model import intents
from annotators.model.review import Review
from annotators.model.telling import tell
from tests import strategies
from tests.annotators.model import scene


def last(made: Review) -> str:
    *_, (_, told) = tell(made.dossier, made.article.text)
    return str(told)


def test_each_decision_is_told_with_its_words() -> None:
    made = scene.review()
    quote = made.view.quotes[0]
    made.do(intents.accept(made.view, quote, made.fresh))
    assert last(made) == "accept quote: “It is late,”; speaker Ines Corvell"
    item = made.view.quotes[0]
    speaker = made.view.cast[1]
    made.do(intents.give_speaker(made.view, item, speaker, made.fresh))
    assert f"speaker Ines Corvell → {speaker.name}" in last(made)
    assert "decision accepted → corrected" in last(made)
    item = made.view.quotes[0]
    made.do(intents.flag(made.view, item, "look again", made.fresh))
    assert "flag: look again" in last(made)
    item = made.view.quotes[0]
    made.do(intents.delete_part(made.view, item, "cues", item.cues[0], made.fresh))
    assert "cue said → -" in last(made)
    made.undo()
    assert last(made).startswith("undo ")
    assert "cue - → said" in last(made)


def test_an_entry_names_the_model_whose_draft_was_decided_on() -> None:
    made = scene.review()
    made.do(intents.accept(made.view, made.view.quotes[0], made.fresh))
    assert made.dossier.history.entries[-1].model == "rules 1"
    blind = scene.review(draft=None)
    new = intents.new_quote(blind.view, scene.QUOTES[0], blind.fresh)
    blind.do(new)
    assert blind.dossier.history.entries[-1].model == ""


@given(st.data())
def test_any_history_can_be_told(data: st.DataObject) -> None:
    article, dossier = data.draw(strategies.annotated())
    told = list(tell(dossier, article.text))
    assert [entry for entry, _ in told] == list(dossier.history.entries)

"""The ten steps of the tutorial, as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from annotators.model.items import Quote
from tui.session.session import Session
from tui.tutorial.article import place

Done = Callable[[Session], bool]


@dataclass(frozen=True, slots=True)
class Press:
    """A key to press: that of an action, or the one for the digit of a member of the cast.

    `done` says whether it did what it should; `asked` what to do once it asks something.
    """

    action: str
    done: Done
    digit: int = 0
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What one key is good for, told in a sentence or two, and the keys to press.

    In `tells`, `{undo}` stands for the key of that action. `starts` are the id
    of the item, or the word of the article, where the hands are put first.
    """

    title: str
    tells: str
    presses: tuple[Press, ...]
    starts: str = ""


def _on_bare_text(session: Session) -> bool:
    return session.item is None


def _on(item: str) -> Done:
    return lambda session: session.focus.item == item


def _decided(item: str) -> Done:
    def done(session: Session) -> bool:
        found = session.view.locate(item)
        return found is not None and not session.view.is_pending(found)

    return done


def _gone(item: str) -> Done:
    return lambda session: session.view.locate(item) is None


def _back(item: str) -> Done:
    return lambda session: session.view.locate(item) is not None


def _given(item: str, speaker: str) -> Done:
    def done(session: Session) -> bool:
        found = session.view.locate(item)
        return isinstance(found, Quote) and found.speakers == (speaker,)

    return done


def _marked(words: str) -> Done:
    return lambda session: session.focus.span == place(words)


def _made(words: str) -> Done:
    return lambda session: any(place(words) in quote.contents for quote in session.view.quotes)


def _finished(session: Session) -> bool:
    return session.review.purpose is not None


STEPS: tuple[Step, ...] = (
    Step("Move",
         "The cursor goes over the bare text: {row-down} and {row-up} by rows, {token-right} and "
         "{token-left} by words.",
         (Press("row-down", _on_bare_text),), starts="Lamp"),
    Step("The next item",
         "A model has drafted who says what. A broken bar and a ? mark what waits for you.",
         (Press("next-pending", _on("q1")),)),
    Step("Accept",
         "The board did say this, as the margin has it. Accept it, and the next one comes.",
         (Press("accept", _decided("q1")),)),
    Step("Reject",
         "What is no quote is rejected. Try it here, although this one is a quote.",
         (Press("reject", _gone("q2")),), starts="q2"),
    Step("Undo",
         "It was a quote after all. Whatever you do can be taken back, also tomorrow.",
         (Press("undo", _back("q2")),)),
    Step("The speaker by digit",
         "Nora Vance said this, not Piet Lomas. Her digit in the cast is 2, and stays so.",
         (Press("give-speaker", _given("q2", "e2"), digit=2),), starts="q2"),
    Step("The speaker by letters",
         "He who said this is Piet Lomas, not Nora Vance. Any name in sight can be picked.",
         (Press("pick-speaker", _given("q3", "e3"),
                asked="Type the letter that now begins Piet Lomas, or he."),),
         starts="q3"),
    Step("Grow",
         "Two words are too few: all between the marks was said. {shrink} shrinks again.",
         (Press("grow", _marked("“Nobody asked the seals,”")),), starts="q4"),
    Step("A new quote",
         "The draft missed this one. Mark what was said, then make it a quote.",
         (Press("grow", _marked("“The seals have not complained,”")),
          Press("new-quote", _made("“The seals have not complained,”"))), starts="complained"),
    Step("Finish",
         "Nothing waits any more. Gold is to measure with, training is to learn from.",
         (Press("finish", _finished, asked="Type t for training, or g for gold."),)),
)  # fmt: skip
"""In order; each goes on from what the one before made of the article."""

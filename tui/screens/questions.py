"""The passing modes of the desk: picking by letters, choosing from a list, typing a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from annotators.model.span import Span
from tui.desk.letters import Pick
from tui.session.asking import Row
from tui.widgets.article_view import ArticleView
from tui.widgets.choice_list import ChoiceList
from tui.widgets.hints_bar import HintsBar
from tui.widgets.prompt_line import PromptLine

_MOST_OFFERS = 9
_ESCAPE = "escape"


class Questions:
    """Asks one thing at a time over the desk and hands the answer on. Escape leaves.

    `speaking` answers which mentions inside a span can speak.
    """

    def __init__(
        self, view: ArticleView, prompt: PromptLine, choices: ChoiceList, hints: HintsBar
    ) -> None:
        self._view = view
        self._prompt = prompt
        self._choices = choices
        self._hints = hints
        self._pick: Pick | None = None
        self._picked: Callable[[Span], None] | None = None
        self._rows: Sequence[Row] = ()
        self._chosen: Callable[[str], None] | None = None
        self._typed: Callable[[str], None] | None = None
        self._offers: Callable[[str], Sequence[str]] | None = None
        self.on_left: Callable[[], None] = lambda: None
        self.speaking: Callable[[Span], Sequence[Span]] = lambda _: ()

    @property
    def takes_keys(self) -> bool:
        """Whether a pick or a choice wants the next key."""
        return self._pick is not None or self._chosen is not None

    @property
    def is_typing(self) -> bool:
        """Whether a line is being typed."""
        return self._typed is not None

    @property
    def letters(self) -> Mapping[int, str]:
        """The letters to be typed for each target of the pick under way, by its offset."""
        return self._pick.drawn if self._pick is not None else {}

    @property
    def rows(self) -> Sequence[Row]:
        """The keys that the choice under way takes, and what they choose."""
        return self._rows if self._chosen is not None else ()

    @property
    def offered(self) -> tuple[str, ...]:
        """What the line that is typed could mean so far, the likeliest first."""
        return tuple(self._offers(self._prompt.value)) if self._offers is not None else ()

    def pick(self, prompt: str, targets: Sequence[Span], done: Callable[[Span], None]) -> None:
        """Lay letters on the targets; `done` gets the one whose letters are typed."""
        if not targets:
            self._hints.show_message("nothing here to pick")
            return
        self._pick, self._picked = Pick(targets), done
        self._view.set_letters(self._pick.drawn)
        self._hints.show_hints([("a-z", prompt), ("Esc", "leave")], mode="pick")

    def choose(self, title: str, rows: Sequence[Row], done: Callable[[str], None]) -> None:
        """List keys and what they choose; `done` gets the key."""
        self._rows, self._chosen = rows, done
        shown = [(keys.partition(" ")[0], text) for keys, text in rows]
        self._choices.show(title, shown, high=self._view.is_focus_low)
        self._hints.show_hints(
            [*((key, "") for key, _ in shown if key), ("Esc", "leave")], mode="choose"
        )

    def type_text(
        self,
        prompt: str,
        done: Callable[[str], None],
        *,
        start: str = "",
        offers: Callable[[str], Sequence[str]] | None = None,
    ) -> None:
        """Let a line be typed, with what it could mean listed above; Enter takes the first."""
        self._typed, self._offers = done, offers
        self._prompt.ask(prompt, value=start)
        self._hints.show_hints([("Enter", "take"), ("Esc", "leave")], mode="type")
        self.show_offers(start)

    def mentions_in_view(self) -> Sequence[Span]:
        """The mentions on the screen that can speak."""
        return self.speaking(self._view.view_span)

    def words_in_view(self) -> Sequence[Span]:
        """The words on the screen that have room for letters."""
        return self._view.words_in_view()

    def is_painted(self, span: Span) -> bool:
        """Whether the span has been drawn since it last changed."""
        return self._view.is_painted(span)

    def take_key(self, key: str) -> None:
        """Give a key to the pick or the choice under way."""
        if key == _ESCAPE:
            self.leave()
        elif self._pick is not None:
            self._take_letter(key)
        else:
            self.take_choice(key)

    def take_choice(self, key: str) -> None:
        """Choose the row of a key; another key is not taken. Any key leaves what is only read."""
        done = self._chosen
        if not any(row[0] for row in self._rows):
            self.leave()
        elif key and done is not None and any(key in keys.split() for keys, _ in self._rows):
            self.leave()
            done(key)

    def choose_row(self, index: int) -> None:
        """Choose a row that was clicked."""
        if self._chosen is not None and index < len(self._rows):
            self.take_choice(self._rows[index][0].partition(" ")[0])

    def show_offers(self, typed: str) -> None:
        """List what the line could mean so far."""
        found = self._offers(typed)[:_MOST_OFFERS] if self._offers else ()
        if found:
            rows = [("⏎" if index == 0 else "", name) for index, name in enumerate(found)]
            self._choices.show("Enter takes the first", rows, 0, high=True)
        else:
            self._choices.close()

    def submit(self, typed: str) -> None:
        """Take the line that was typed."""
        done = self._typed
        self.leave()
        if done is not None:
            done(typed)

    def leave(self) -> None:
        """End the passing mode."""
        self._pick = self._picked = self._chosen = self._typed = self._offers = None
        self._view.set_letters({})
        self._choices.close()
        self._prompt.close()
        self.on_left()

    def _take_letter(self, key: str) -> None:
        if self._pick is None or len(key) != 1:
            return
        target, done = self._pick.type(key), self._picked
        if target is not None and done is not None:
            self.leave()
            done(target)
        else:
            self._view.set_letters(self._pick.drawn)

"""What the desk has beyond its first paint: panels, questions, and all that can be done.

Importing this module loads all of it, so that no key has to wait for an import.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.screen import Screen

from tui.desk.describing import cast_rows, describe
from tui.desk.letters import speaking_mentions
from tui.desk.ruling import FittingRules
from tui.screens.desk_widgets import DeskWidgets
from tui.screens.questions import Questions
from tui.session.deeds import Deeds
from tui.session.session import Session
from tui.widgets.cast_panel import CastPanel
from tui.widgets.choice_list import ChoiceList
from tui.widgets.findings_panel import FindingsPanel
from tui.widgets.inspector_panel import InspectorPanel, folded_text
from tui.widgets.prompt_line import PromptLine

_RULE_CELLS = 54
"""The width in cells of a rule that is shown over the article."""


class DeskRest:
    """The panels of the side, the widgets that ask, and the deeds at a session."""

    def __init__(self, widgets: DeskWidgets) -> None:
        self._widgets = widgets
        self.cast = CastPanel()
        self.inspector = InspectorPanel()
        self.findings = FindingsPanel()
        self.prompt = PromptLine()
        self.choices = ChoiceList()
        self.questions = Questions(widgets.article, self.prompt, self.choices, widgets.hints)
        self._rules = FittingRules()

    def mount(self, screen: Screen[None]) -> None:
        """Put the panels at the side, and what asks over the keys."""
        self._widgets.side.mount(self.cast, self.inspector, self.findings)
        screen.mount(self.prompt, after=self._widgets.hints)
        screen.mount(self.choices)

    def begin(self, session: Session) -> None:
        """Ask about this session from now on."""
        self.questions.speaking = lambda within: speaking_mentions(session.view, within)

    def deeds(self, session: Session, labels: Sequence[str]) -> Deeds:
        """All that can be done at a session; `labels` are offered for names."""
        return Deeds(session, self.questions, self._widgets.article, labels)

    def show_focus(self, session: Session) -> None:
        """Spell out what is in focus, and the cast beside it."""
        found = describe(session)
        self.inspector.show(found.heading, found.facts, state=found.state, pending=found.pending)
        self._widgets.lines.show(
            found.heading, found.text, speaker=found.speaker, score=found.state,
            pending=found.pending,
        )  # fmt: skip
        self.cast.show(cast_rows(session))

    def show_findings(self, session: Session) -> None:
        """List what is wrong with the article."""
        self.findings.show([finding.text for finding in session.problems])

    def show_cast(self, session: Session, deeds: Deeds) -> None:
        """Let the speaker be chosen from the cast."""
        rows = [(str(row.digit or ""), row.name) for row in cast_rows(session)]
        self.questions.choose("The cast", rows, lambda key: deeds.speakers.give_digit(int(key)))

    def show_rule(self, session: Session, *, narrow: bool) -> None:
        """Show the best fitting rule, over the article where there is no side; then the next."""
        rule, place = self._rules.next(session)
        if narrow:
            rows = [("", line) for line in folded_text(rule.text, _RULE_CELLS)]
            self.questions.choose(rule.title, rows, lambda _: None)
        else:
            self.inspector.show_text(f"RULE {place}: {rule.title}", rule.text.splitlines())

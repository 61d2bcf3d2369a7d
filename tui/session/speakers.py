"""Who speaks: the actions that give a quote or a mention to a member of the cast."""

from __future__ import annotations

from collections.abc import Callable

from annotators.model import intents, naming
from annotators.model.items import Entity, Mention, Quote, SpeakerState
from annotators.model.span import Span
from annotators.model.speaking import name_in_source
from tui.session.asking import Asker
from tui.session.carrying import Carrying
from tui.session.session import Session

_STATES: dict[str, tuple[SpeakerState, str]] = {
    "n": ("none", "none: nobody is given"),
    "u": ("unnamed", "unnamed: described, but not by name"),
    "d": ("undecided", "undecided: somebody, but who?"),
}
_NEW = "+"
"""At the end of a typed name: not one of those that begin like it."""


class Speakers:
    """The actions that say who speaks."""

    def __init__(self, session: Session, asker: Asker, carrying: Carrying) -> None:
        self._session = session
        self._asker = asker
        self._carrying = carrying

    def deeds(self) -> dict[str, Callable[[], None]]:
        """What each action does."""
        return {
            "pick-speaker": self.pick_speaker,
            "type-speaker": self.type_speaker,
            "add-speaker": self.add_speaker,
            "speaker-state": self.choose_state,
        }

    def give_digit(self, digit: int) -> None:
        """Give the item in focus to the member of the cast with this digit."""
        entity = self._session.view.by_digit.get(digit)
        if entity is None:
            self._session.on_say(f"nobody has the digit {digit}")
        else:
            self.give(entity)

    def give(self, entity: Entity) -> None:
        """Give the quote in focus to an entity, or tie the mention in focus to it."""
        session, item = self._session, self._session.item
        if isinstance(item, Quote):
            session.do(intents.give_speaker(session.view, item, entity, session.review.fresh))
        elif isinstance(item, Mention):
            session.do(naming.tie(session.view, item, entity, session.review.fresh))
        else:
            session.on_say("no quote here to give to anyone")
            return
        self._remember(entity)
        self._offer()

    def pick_speaker(self) -> None:
        """Give the quote to a mention that is picked by letters."""
        session, quote = self._session, self._session.quote
        if quote is None:
            return

        def give(span: Span) -> None:
            mention = next(m for m in session.view.mentions if m.span == span)
            session.do(intents.give_to_mention(session.view, quote, mention, session.review.fresh))
            given = session.quote
            speakers = given.speakers if given is not None else ()
            if speakers and speakers[0] in session.view.entities:
                self._remember(session.view.entities[speakers[0]])
            self._offer()

        self._asker.pick("the speaker is", self._asker.mentions_in_view(), give)

    def type_speaker(self) -> None:
        """Give the item to whoever's name is typed; an unknown name, or a `+`, founds an entity.

        An empty line means whom the source calls by a name that nobody has yet.
        """
        session = self._session
        own = name_in_source(session.view, session.quote) if session.quote else None

        def meant(typed: str) -> tuple[list[Entity], str]:
            """Those who may be meant, and the name of somebody new; what the source says first."""
            name = typed.strip().removesuffix(_NEW).strip()
            if own is not None and not typed.strip():
                return [], own
            return self._named(typed), name

        def give(typed: str) -> None:
            found, name = meant(typed)
            if found:
                self.give(found[0])
            elif name:
                self.give(intents.new_entity(session.view, name, session.review.fresh))

        def offers(typed: str) -> list[str]:
            found, name = meant(typed)
            new = [f"{name} (new)"] if name and not found else []
            cast = session.view.cast if not typed.strip() else found
            return new + [entity.name for entity in cast]

        self._asker.type_text("speaker", give, offers=offers)

    def add_speaker(self) -> None:
        """Give the quote one more speaker, or take one of several away, by part of a name."""
        session, quote = self._session, self._session.quote
        if quote is None:
            return

        def add(typed: str) -> None:
            found = self._named(typed)
            if found:
                change = intents.add_speaker(session.view, quote, found[0], session.review.fresh)
                session.do(change)

        self._asker.type_text(
            "one more speaker", add, offers=lambda typed: [e.name for e in self._named(typed)]
        )

    def choose_state(self) -> None:
        """Say what is known of the speaker where there is no name."""
        session = self._session

        def say(key: str) -> None:
            quote = session.quote
            if quote is not None:
                state = _STATES[key][0]
                session.do(intents.set_state(session.view, quote, state, session.review.fresh))
                session.last = lambda: say(key)

        rows = [(key, text) for key, (_, text) in _STATES.items()]
        self._asker.choose("The speaker is", rows, say)

    def _offer(self) -> None:
        if self._session.quote is not None:
            self._carrying.offer()

    def _remember(self, entity: Entity) -> None:
        """Let a repetition give the item then in focus to the same entity."""
        session = self._session
        session.last = lambda: self.give(session.view.entities.get(entity.id, entity))

    def _named(self, typed: str) -> list[Entity]:
        """Entities a part of whose name begins so; those who speak come first."""
        wanted = typed.strip().casefold()
        view = self._session.view
        if not wanted:
            return list(view.cast)
        speaking = {entity.id for entity in view.cast}
        found = [(_fit(e, wanted), e) for e in view.entities.values()]
        fitting = [(fit, e.id not in speaking, e.digit or 10, e.name, e) for fit, e in found if fit]
        return [entity for *_, entity in sorted(fitting, key=lambda entry: entry[:4])]


def _fit(entity: Entity, wanted: str) -> int:
    """How well typed letters fit a name: 1 all of it, 2 its beginning, 3 a word's, 0 not at all."""
    names = [name.casefold() for name in (entity.name, *entity.aliases)]
    if names[0] == wanted:
        return 1
    if names[0].startswith(wanted):
        return 2
    return 3 if any(f" {wanted}" in f" {name}" for name in names) else 0

"""Speakers, labels, new quotes and mentions: the actions that make and tie."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotators.model import intents, naming
from annotators.model.items import Entity, Mention, Quote, Role, SpeakerState
from annotators.model.proposals import propose
from annotators.model.span import Span, cut, trim
from tui.session.asking import Asker
from tui.session.focus import Focus, on_mention, on_quote
from tui.session.session import Session

_STATES: dict[str, tuple[SpeakerState, str]] = {
    "n": ("none", "none: nobody is given"),
    "u": ("unnamed", "unnamed: described, but not by name"),
    "d": ("undecided", "undecided: somebody, but who?"),
}
_NEW = "+"
"""At the end of a typed name: not one of those that begin like it."""
_ROLE_KEYS: dict[str, Role] = {"contents": "contents", "cue": "cues", "source": "sources"}


class Making:
    """The actions that give speakers and labels, and that make items and delete them."""

    def __init__(self, session: Session, asker: Asker, labels: Sequence[str]) -> None:
        self._session = session
        self._asker = asker
        self._labels = _lettered(labels)

    def deeds(self) -> dict[str, Callable[[], None]]:
        """What each action does."""
        roles = {name: self._to_role(role) for name, role in _ROLE_KEYS.items()}
        return roles | {
            "pick-speaker": self.pick_speaker,
            "type-speaker": self.type_speaker,
            "add-speaker": self.add_speaker,
            "speaker-state": self.choose_state,
            "new-quote": self.new_quote,
            "mention": self.new_mention,
            "label": self.choose_label,
            "label-everywhere": self.label_everywhere,
            "delete": self.delete,
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

        self._asker.pick("the speaker is", self._asker.mentions_in_view(), give)

    def type_speaker(self) -> None:
        """Give the item to whoever's name is typed; an unknown name, or a `+`, founds an entity."""
        session = self._session

        def give(typed: str) -> None:
            found = self._named(typed)
            name = typed.strip().removesuffix(_NEW).strip()
            if found:
                self.give(found[0])
            elif name:
                self.give(intents.new_entity(session.view, name, session.review.fresh))

        def offers(typed: str) -> list[str]:
            found = [entity.name for entity in self._named(typed)]
            name = typed.strip().removesuffix(_NEW).strip()
            return found or ([f"{name} (new)"] if name else [])

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

    def new_quote(self) -> None:
        """Make the span in focus the contents of a new quote, with what is proposed for it."""
        session = self._session
        span = trim(session.review.article.text, session.focus.span)
        if span is None or not session.is_writable:
            return
        if any(span in q.contents for q in session.view.quotes):
            session.on_say("there is a quote with these contents already")
            return
        proposal = propose(session.view, session.units, span)
        quote = Quote(
            id=session.review.fresh("q"),
            contents=(span,),
            cues=proposal.cues,
            sources=proposal.sources,
            speakers=proposal.speakers,
            speaker_state=proposal.state,
        )
        change = intents.new_quote(session.view, quote, session.review.fresh)
        session.do(change, then=on_quote(quote))

    def new_mention(self) -> None:
        """Make the span in focus a mention."""
        session = self._session
        span = trim(session.review.article.text, session.focus.span)
        if span is None:
            return
        known = next((m for m in session.view.mentions if m.span == span), None)
        if known is not None:
            session.move(on_mention(known))
            return
        change = naming.new_mention(session.view, span, session.review.fresh)
        made = next((e.after for e in change.edits if isinstance(e.after, Mention)), None)
        session.do(change, then=on_mention(made) if made else None)

    def choose_label(self) -> None:
        """Choose the label of the mention in focus."""
        session = self._session

        def give(key: str) -> None:
            self._label(self._labels[key])

        rows = list(self._labels.items())
        if session.mention is not None:
            self._asker.choose("Label", rows, give)

    def label_everywhere(self) -> None:
        """Carry the label to every name with the same text."""
        session, mention = self._session, self._session.mention
        if mention is None:
            return
        change = naming.relabel_twins(session.view, mention, session.review.fresh)
        count = sum(1 for edit in change.edits if isinstance(edit.after, Mention))
        if session.do(change):
            session.on_say(
                f"{count} more labelled {mention.label}; {session.key('undo')} takes it back"
            )
        else:
            session.on_say("every place with this text has this label")

    def delete(self) -> None:
        """Delete the part of the quote, or the mention, in focus."""
        session, item, focus = self._session, self._session.item, self._session.focus
        if isinstance(item, Mention):
            session.do(naming.delete_mention(session.view, item, session.review.fresh))
        elif isinstance(item, Quote) and focus.role is not None:
            change = intents.delete_part(
                session.view, item, focus.role, focus.span, session.review.fresh
            )
            if session.do(change) and change.intent == "delete quote":
                session.on_say(f"the whole quote is deleted; {session.key('undo')} takes it back")

    def _label(self, label: str) -> None:
        session, mention = self._session, self._session.mention
        if mention is None:
            return
        session.do(naming.relabel(session.view, mention, label, session.review.fresh))
        session.last = lambda: self._label(label)
        now = session.mention
        others = [m for m in naming.twins(session.view, now) if m.label != label] if now else []
        if others and now:
            text = cut(session.review.article.text, now.span)
            key = session.key("label-everywhere")
            session.on_say(f"{len(others)} more “{text}” with another label; {key} labels them all")

    def _remember(self, entity: Entity) -> None:
        """Let a repetition give the item then in focus to the same entity."""
        session = self._session
        session.last = lambda: self.give(session.view.entities.get(entity.id, entity))

    def _to_role(self, role: Role) -> Callable[[], None]:
        def act() -> None:
            session = self._session
            if session.quote is not None:
                self._pick_part(session.quote, role)
            elif session.nearby_quote is not None:
                self._put_part(
                    session.nearby_quote, role, session.focus.span, alone=role != "contents"
                )
            else:
                session.on_say("go to a quote first, then mark its part")

        return act

    def _pick_part(self, quote: Quote, role: Role) -> None:
        """Pick a part by letters: it takes the place of what is there, but contents are added."""
        session = self._session
        words = list(self._asker.words_in_view())
        mentions = list(self._asker.mentions_in_view()) if role == "sources" else []
        started = {m.start for m in mentions}
        targets = sorted([*mentions, *(w for w in words if w.start not in started)])

        def put(span: Span) -> None:
            wanted = span
            if role == "sources" and span not in mentions:
                wanted = session.units.unit("phrase", span) or span
            self._put_part(quote, role, wanted, alone=role != "contents")

        name = {"contents": "more contents at", "cues": "the cue is", "sources": "the source is"}
        self._asker.pick(name[role], targets, put)

    def _put_part(self, quote: Quote, role: Role, span: Span, *, alone: bool = False) -> None:
        session = self._session
        trimmed = trim(session.review.article.text, span)
        if trimmed is None:
            return
        base = intents.with_spans(quote, role, ()) if alone else quote
        put = intents.with_spans(base, role, (*base.spans(role), trimmed))
        change = intents.put_quote(session.view, put, role, session.review.fresh)
        made = next((e.after for e in change.edits if isinstance(e.after, Quote)), None)
        focus = Focus(trimmed, item=made.id, role=role) if made else None
        session.do(change, then=focus)

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


def _lettered(labels: Sequence[str]) -> dict[str, str]:
    """A letter for each label: its first one that is still free."""
    keys: dict[str, str] = {}
    for label in labels:
        letters = label.lower() + "abcdefghijklmnopqrstuvwxyz"
        free = next((c for c in letters if c.isalpha() and c not in keys), None)
        if free is not None:
            keys[free] = label
    return keys

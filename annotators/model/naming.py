"""What a person can want of mentions: make, reach, label, tie to an entity, delete."""

from __future__ import annotations

from dataclasses import replace

from annotators.model.change import Change, joined
from annotators.model.deciding import Fresh, decide, with_entity, withdraw
from annotators.model.items import Entity, Form, Mention
from annotators.model.span import Span, cut
from annotators.model.view import View

_PRONOUNS = frozenset(
    "i we you he she it they who which that him her them us me his hers its their theirs".split()  # noqa: SIM905
)


SPEECHLESS = frozenset(
    ("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE")
)
"""Labels of names that nobody speaks by."""


def form_of(text: str) -> Form:
    """Whether a phrase is a pronoun, a name or a nominal, by its words alone."""
    words = text.split()
    if text.casefold() in _PRONOUNS:
        return "pronoun"
    inner = words[1:] if words and words[0].casefold() in {"the", "a", "an"} else words
    return "name" if any(word[:1].isupper() for word in inner) else "nominal"


def new_mention(view: View, span: Span, fresh: Fresh, *, label: str | None = None) -> Change:
    """Mark a span as a mention; a name takes label and entity of an equal name."""
    text = cut(view.article.text, span)
    form = form_of(text)
    twin = _twin(view, text) if form == "name" else None
    known = (twin.label if twin else None) if label is None else label
    mention = Mention(
        id=fresh("m"),
        span=span,
        form=form,
        label=known if form == "name" else None,
        entity=twin.entity if twin else None,
    )
    brought = with_entity(view, mention, fresh)
    return joined("new mention", [*brought, decide(view, mention, fresh)])


def move_mention(view: View, mention: Mention, span: Span, fresh: Fresh) -> Change:
    """Change how far a mention reaches."""
    moved = decide(view, replace(mention, span=span), fresh)
    return joined("move mention", [*with_entity(view, mention, fresh), moved])


def relabel(view: View, mention: Mention, label: str, fresh: Fresh) -> Change:
    """Give a mention, and the entity it names, another label; it becomes a name."""
    edits = [decide(view, replace(mention, label=label, form="name"), fresh)]
    entity = view.entities.get(mention.entity or "")
    if entity is not None and entity.label != label:
        edits.append(decide(view, replace(entity, label=label), fresh))
    else:
        edits += with_entity(view, mention, fresh)
    return joined(f"label {label}", edits)


def twins(view: View, mention: Mention) -> tuple[Mention, ...]:
    """The other names with exactly the text of this one."""
    text = cut(view.article.text, mention.span)
    return tuple(
        other
        for other in view.mentions
        if other.id != mention.id
        and other.form == "name"
        and cut(view.article.text, other.span) == text
    )


def relabel_twins(view: View, mention: Mention, fresh: Fresh) -> Change:
    """Carry a mention's label to every name with the same text."""
    wrong = [m for m in twins(view, mention) if m.label != mention.label]
    edits = [decide(view, replace(m, label=mention.label), fresh) for m in wrong]
    for twin in wrong:
        edits += with_entity(view, twin, fresh)
    return joined(f"label {mention.label} everywhere", edits)


def tie(view: View, mention: Mention, entity: Entity, fresh: Fresh) -> Change:
    """Say that a mention refers to an entity."""
    edits = [decide(view, replace(mention, entity=entity.id), fresh)]
    if entity.id not in view.layer.entities:
        edits.insert(0, decide(view, entity, fresh))
    return joined(f"mention of {entity.name}", edits)


def delete_mention(view: View, mention: Mention, fresh: Fresh) -> Change:
    """Say that this span mentions nobody."""
    return joined("delete mention", [withdraw(view, mention, fresh)])


def _twin(view: View, text: str) -> Mention | None:
    for mention in view.mentions:
        if mention.form == "name" and cut(view.article.text, mention.span) == text:
            return mention
    return None

from __future__ import annotations

from annotators.model.digits import with_digits
from annotators.model.items import Entity, Quote
from annotators.model.layer import Header, Layer
from annotators.model.span import Span


def cast(layer: Layer) -> dict[str, int | None]:
    return {entity.name: entity.digit for entity in layer.entities.values()}


def layer(*speakers: str, digits: dict[str, int] | None = None) -> Layer:
    """A layer in which these speak, one after the other, and Dee does not."""
    entities = [
        Entity(id=name, name=name, digit=(digits or {}).get(name)) for name in ("Dee", *speakers)
    ]
    quotes = [
        Quote(id=f"q{n}", contents=(Span(n, n + 1),), speakers=(name,), speaker_state="known")
        for n, name in enumerate(speakers)
    ]
    return Layer.of(Header(), [*entities, *reversed(quotes)])


def test_those_who_speak_get_digits_as_they_come() -> None:
    assert cast(with_digits(layer("Bo", "Al", "Cy"), {})) == {
        "Dee": None,
        "Bo": 1,
        "Al": 2,
        "Cy": 3,
    }


def test_who_had_a_digit_keeps_it_and_nobody_gets_one_that_was_given() -> None:
    assert cast(with_digits(layer("Bo", "Al"), {"Al": 1, "gone": 2})) == {
        "Dee": None,
        "Bo": 3,
        "Al": 1,
    }
    own = layer("Bo", "Al", digits={"Al": 1})
    assert cast(with_digits(own, {})) == {"Dee": None, "Bo": 2, "Al": 1}
    assert cast(with_digits(own, {"gone": 1})) == {"Dee": None, "Bo": 2, "Al": 3}


def test_there_are_nine() -> None:
    digits = cast(with_digits(layer(*"abcdefghijk"), {}))
    assert [digits[name] for name in "abcdefghijk"] == [*range(1, 10), None, None]

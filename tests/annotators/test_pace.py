from __future__ import annotations

from pathlib import Path

import pytest

from annotators.commands import main
from annotators.model.items import Quote, Trace
from annotators.model.layer import Layer
from annotators.pace import Pace, pace_of, told
from annotators.project import Project, create_project


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def layer(count: int, *, bulk: int = 0) -> Layer:
    """A layer of so many decided quotes, some of them in bulk."""
    quotes = [Quote(id=f"q{n}") for n in range(count)]
    more = [Quote(id=f"b{n}", trace=Trace(bulk=True)) for n in range(bulk)]
    return Layer.of(Layer().header, [*quotes, *more])


def decide(pace: Pace, clock: Clock, count: int, *, seconds: float) -> None:
    """Decide so many quotes one after the other."""
    pace.begin(layer(0))
    for number in range(count):
        clock.now += seconds
        pace.note(layer(number + 1))


def test_the_time_left_is_told_from_what_was_decided(tmp_path: Path) -> None:
    clock = Clock()
    pace = Pace(tmp_path / "pace.json", "anna", clock=clock)
    decide(pace, clock, 19, seconds=30)
    assert pace.seconds is None
    assert pace.left(10) == ""
    decide(pace, clock, 1, seconds=30)
    assert pace.seconds == pytest.approx(30)
    assert pace.left(10) == "5 min"
    assert pace.left(0) == ""


def test_a_pause_counts_as_two_minutes_and_a_change_back_takes_its_time(tmp_path: Path) -> None:
    clock = Clock()
    pace = Pace(tmp_path / "pace.json", "anna", clock=clock)
    decide(pace, clock, 20, seconds=10)
    clock.now += 9999
    pace.note(layer(20))
    assert pace.seconds == pytest.approx(320 / 20)
    pace.note(layer(19))
    assert pace.seconds is None


def test_what_is_accepted_in_bulk_does_not_count(tmp_path: Path) -> None:
    clock = Clock()
    pace = Pace(tmp_path / "pace.json", "anna", clock=clock)
    decide(pace, clock, 20, seconds=10)
    clock.now += 2
    pace.note(layer(20, bulk=500))
    assert pace.seconds == pytest.approx(202 / 20)


def test_times_are_kept_and_a_broken_file_is_none(tmp_path: Path) -> None:
    clock, path = Clock(), tmp_path / "new" / "pace.json"
    pace = Pace(path, "anna", clock=clock)
    decide(pace, clock, 30, seconds=10)
    pace.write()
    assert Pace(path, "anna").seconds == pytest.approx(10)
    again = Pace(path, "anna", clock=clock)
    decide(again, clock, 30, seconds=20)
    again.write()
    assert Pace(path, "anna").seconds == pytest.approx(15)
    path.write_text('{"times": [[1]]}')
    assert Pace(path, "anna").seconds is None


def test_each_annotator_and_project_has_times_of_their_own_outside_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    one, other = Project(tmp_path / "one"), Project(tmp_path / "other")
    paces = [pace_of(one, "anna"), pace_of(one, "Bo"), pace_of(other, "anna")]
    assert len({pace._path for pace in paces}) == 3
    assert all(pace._path.is_relative_to(tmp_path / "data") for pace in paces)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(5, "1 min"), (3000, "50 min"), (7800, "2 h 10 min"), (7200, "2 h"), (54000, "15 h")],
)
def test_a_time_is_told_in_round_words(seconds: float, words: str) -> None:
    assert told(seconds) == words


def test_an_empty_project_has_no_times_to_tell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    create_project(tmp_path / "one")
    assert main(["stats", "--project", str(tmp_path / "one")]) == 0
    assert "time" not in capsys.readouterr().out

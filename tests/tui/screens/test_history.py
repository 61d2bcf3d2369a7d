"""The history pane tells who decided what, and goes to the item."""

from __future__ import annotations

from annotators.project import Project
from tests.tui.desk_pilot import seated


async def test_decisions_are_listed_newest_first_and_enter_goes_to_the_item(
    project: Project,
) -> None:
    async with seated(project) as seat:
        await seat.press("H")
        assert "nothing has been changed" in seat.foot
        await seat.press("a", "a")
        await seat.press("H")
        assert "Enter goes to the item, other keys leave" in seat.shown
        lines = [line for line in seat.shown.splitlines() if "accept quote" in line]
        assert [("anna" in line, "“We have waited" in line) for line in lines] == [
            (True, True),
            (True, False),
        ]
        await seat.press("down", "enter")
        assert seat.here.startswith("The old ferry will cross")


async def test_any_other_key_leaves_and_nothing_is_done(project: Project) -> None:
    async with seated(project) as seat:
        await seat.press("a")
        focus = seat.session.focus
        await seat.press("H", "x")
        assert seat.session.focus == focus
        assert len(seat.session.review.dossier.history.entries) == 1
        assert "accept quote" not in seat.shown


async def test_what_another_program_wrote_is_said_and_shown(project: Project) -> None:
    async with seated(project) as seat:
        await seat.press("a")
        await seat.saved()
        path = project.annotation_path("ferry")
        path.write_bytes(
            path.read_bytes().replace(b'"decision": "accepted"', b'"decision": "corrected"')
        )
        await seat.until(lambda: "another program changed the file of ferry" in seat.foot)
        (quote,) = seat.session.review.layer.quotes.values()
        assert quote.trace.decision == "corrected"

from __future__ import annotations

from pathlib import Path

from annotators.model import intents
from annotators.model.elsewhere import correction_of
from annotators.model.items import Quote
from tests.tui.corpus import FERRY, FERRY_DRAFT, add_article, make_project
from tui.workbench import Workbench


def test_a_correction_of_the_open_article_is_pending_in_another(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    add_article(project, "again", FERRY, FERRY_DRAFT)
    said: list[str] = []
    bench = Workbench(
        project, "anna", on_saved=lambda _: None, on_failed=lambda _: None, on_carried=said.append
    )
    session, _ = bench.open("ferry")
    quote = session.view.locate("q5")
    assert isinstance(quote, Quote)
    board = session.view.entities["e3"]
    session.do(intents.give_speaker(session.view, quote, board, session.review.fresh))
    given = session.view.locate("q5")
    assert isinstance(given, Quote)
    carried = correction_of(session.view, given)
    assert carried is not None
    assert session.elsewhere is not None
    session.elsewhere(carried)
    bench.close(20.0)
    assert said == ["the harbour board is proposed in 1 other article, pending there"]
    there, _ = bench.open("again")
    proposed = there.view.locate("q5")
    assert isinstance(proposed, Quote)
    assert proposed.speakers == ("e3",)
    assert there.view.is_pending(proposed)
    assert "in ferry" in proposed.trace.because
    bench.close(20.0)

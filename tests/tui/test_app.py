"""The whole path by keys, on the screen and on the disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tinydb import Query, TinyDB

from annotators.errors import CopydeskError
from annotators.identity import known_annotator
from annotators.model.span import Span
from annotators.project import Project
from annotators.store.article_store import ArticleStore
from tests.tui import corpus
from tests.tui.desk_pilot import NARROW, WIDE, seated
from tui.keys.keymap import Keymap

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from annotators.project import Project
from annotators.store.lock import hold
with hold(Project(Path(sys.argv[1])), "ferry", "Bo"):
    print("held", flush=True)
    sys.stdin.read()
"""


async def test_the_first_screen_shows_the_article_and_the_first_item_to_decide(
    project: Project,
) -> None:
    async with seated(project) as seat:
        assert "Ferry to sail again by autumn" in seat.shown
        assert "the engine alone costs [two]" in seat.shown
        assert "1 Ines Corvell" in seat.shown
        assert seat.here.startswith("The old ferry")
        assert "a accept" in seat.foot


async def test_from_article_to_gold(project: Project) -> None:
    async with seated(project) as seat:
        await seat.press("a", "2")
        assert seat.quote("q2").speakers == ("e2",)
        await seat.press("u")
        assert seat.session.focus.item == "q2"
        await seat.press("a", "x")
        assert seat.session.view.locate("q3") is None
        await seat.press("f")
        await seat.type("who hid it?")
        await seat.press("enter")
        assert seat.quote("q4").trace.note == "who hid it?"
        await seat.press("n", "F")
        assert "1 left to decide" in seat.foot
        await seat.press("3", "F", "g")
        await seat.until(lambda: seat.article == "strike")
        assert "finished as gold" in seat.foot
        await seat.until(lambda: seat.app.workbench.is_all_saved)
    db = TinyDB(project.annotation_path("ferry"), access_mode="r")
    gold = db.table("gold").search(Query().type == "quote") or db.table("gold").all()
    db.close()
    assert gold
    dossier = ArticleStore(project).load("ferry")
    assert dossier is not None
    (layer,) = dossier.finished
    assert layer.header.purpose == "gold"
    decisions = sorted(str(quote.trace.decision) for quote in layer.quotes.values())
    assert decisions == ["accepted", "accepted", "accepted", "corrected", "rejected"]


async def test_reopening_is_exactly_where_it_was_left(project: Project) -> None:
    async with seated(project) as seat:
        await seat.press(")", "a", "tab", "tab")
        left = seat.session.focus
        layer = seat.session.view.layer
        assert (seat.article, left.role) == ("strike", "sources")
        assert seat.here == "Ada Quill"
        await seat.saved()
    async with seated(project) as seat:
        assert seat.article == "strike"
        assert seat.session.focus == left
        assert seat.session.view.layer == layer
        await seat.press("u")
        assert seat.session.view.layer.quotes == {}


async def test_every_change_is_called_saved_only_when_it_is(project: Project) -> None:
    async with seated(project) as seat:
        await seat.press("a")
        await seat.saved()
        assert "saved" in seat.shown.splitlines()[0]
        saved = ArticleStore(project).load("ferry")
        assert saved == seat.session.review.dossier


async def test_a_name_is_asked_once_and_kept_in_the_own_settings(project: Project) -> None:
    async with seated(project, annotator=None) as seat:
        assert "Who annotates?" in seat.shown
        await seat.press("ctrl+u", "enter")
        assert "is no name" in seat.shown
        await seat.type("Bo [x]")
        await seat.press("enter")
        await seat.until(lambda: "Who annotates?" not in seat.shown)
        await seat.press("a")
        await seat.saved()
    assert known_annotator() == "Bo [x]"
    dossier = ArticleStore(project).load("ferry")
    assert dossier is not None
    assert list(dossier.work) == ["Bo [x]"]
    async with seated(project, annotator=known_annotator()) as seat:
        assert "Who annotates?" not in seat.shown


async def test_the_corpus_is_filtered_sorted_and_opened_by_keys(project: Project) -> None:
    async with seated(project) as seat:
        await seat.press("a", "w")
        assert seat.is_in_corpus
        assert "3 articles" in seat.shown
        assert seat.app._corpus.order == ["ferry", "strike", "zoo"]
        await seat.press("/")
        await seat.type("bakers")
        assert seat.app._corpus.order == ["strike"]
        await seat.press("escape")
        assert seat.app._corpus.order == ["ferry", "strike", "zoo"]
        await seat.press("s")
        assert "sorted by status" in seat.foot
        await seat.press("s", "s", "s", "s")
        assert seat.app._corpus.order == ["strike", "ferry", "zoo"]
        await seat.press("}", "enter")
        await seat.until(lambda: not seat.is_in_corpus)
        assert seat.article == "zoo"
        await seat.press("w", "{", "j", "k", "enter")
        assert seat.article == "strike"
        await seat.press("w", "escape")
        assert not seat.is_in_corpus
        assert seat.article == "strike"


async def test_the_row_under_the_cursor_stays_when_something_is_drafted(project: Project) -> None:
    async with seated(project) as seat:
        await seat.press("w", "j", "j")
        seat.app._show_draft("strike")
        await seat.press("enter")
        assert seat.article == "zoo"


async def test_a_click_selects_and_a_drag_marks(project: Project) -> None:
    async with seated(project) as seat:
        view = seat.app._desk.widgets.article
        text = seat.session.review.article.text

        def spot(offset: int) -> tuple[int, int]:
            row, cell = view._sheet.layout.place(offset)
            return view._sheet.left + cell, row - view.scroll_offset.y

        at = text.index("“Nobody has") + 4
        await seat.pilot.click(view, offset=spot(at))
        await seat.settle()
        assert seat.session.focus.item == "q3"
        start = text.index("waited")
        end = start + len("waited long")
        await seat.pilot.mouse_down(view, offset=spot(start))
        await seat.pilot.hover(view, offset=spot(end - 1))
        await seat.pilot.mouse_up(view, offset=spot(end - 1))
        await seat.settle()
        assert seat.session.focus.item is None
        assert seat.session.focus.span == Span(start, end)


async def test_a_click_leaves_a_pick_under_way(project: Project) -> None:
    async with seated(project) as seat:
        view = seat.app._desk.widgets.article
        await seat.press("e")
        await seat.pilot.click(view, offset=(view._sheet.left + 3, 0))
        await seat.settle()
        assert not seat.app._desk.questions.takes_keys
        await seat.press("f")
        assert seat.session.view.layer.quotes == {}


async def test_a_click_on_a_row_without_a_key_chooses_nothing(project: Project) -> None:
    async with seated(project) as seat:
        chosen: list[str] = []
        questions = seat.app._desk.questions
        questions.choose("The cast", [("1", "Xi"), ("", "the tenth")], chosen.append)
        questions.choose_row(1)
        assert chosen == []
        questions.choose_row(0)
        assert chosen == ["1"]


async def test_picking_gives_a_quote_in_three_keys(project: Project) -> None:
    async with seated(project) as seat:
        await seat.press("s")
        assert "pick" in seat.foot
        pick = seat.app._desk.questions._pick
        assert pick is not None
        hale = seat.session.review.article.text.index("Tomas Hale")
        await seat.press(*pick.drawn[hale])
        assert seat.quote("q1").speakers == ("e2",)


async def test_escape_leaves_a_passing_mode_and_changes_nothing(project: Project) -> None:
    async with seated(project) as seat:
        for key in ("s", "e", "t", "f", "0", "/", "i", "c", "A"):
            focus = seat.session.focus
            await seat.press(key)
            assert seat.app._desk.questions.takes_keys or seat.app._desk.questions.is_typing
            await seat.press("escape")
            assert not seat.app._desk.questions.takes_keys
            assert not seat.app._desk.questions.is_typing
            assert seat.session.focus == focus
        assert seat.session.view.layer.quotes == {}


async def test_typing_part_of_a_name_gives_the_quote(project: Project) -> None:
    async with seated(project) as seat:
        await seat.press("t")
        await seat.type("hal")
        assert "Tomas Hale" in seat.shown
        await seat.press("enter")
        assert seat.quote("q1").speakers == ("e2",)


async def test_help_shows_the_keys_of_the_place_and_any_key_leaves_it(project: Project) -> None:
    async with seated(project) as seat:
        await seat.press("?")
        assert "What the keys do on a quote" in seat.shown
        await seat.press("a")
        assert "What the keys do" not in seat.shown
        assert seat.session.view.layer.quotes == {}
        await seat.press("w", "?")
        assert "What the keys do in the corpus" in seat.shown


async def test_the_palette_does_an_action_on_the_screen_it_was_called_from(
    project: Project,
) -> None:
    async with seated(project) as seat:
        await seat.press(":")
        await seat.type("accept the sug")
        await seat.until(lambda: "accept" in seat.shown)
        await seat.press("enter")
        await seat.until(lambda: bool(seat.session.view.layer.quotes))
        await seat.press("w", ":")
        await seat.type("sort by the")
        await seat.until(lambda: "sort  s" in seat.shown)
        await seat.press("enter")
        await seat.until(lambda: seat.is_in_corpus and seat.app._corpus._sort == 1)


async def test_the_palette_over_the_corpus_offers_nothing_of_the_desk(project: Project) -> None:
    async with seated(project) as seat:
        await seat.press("w", ":")
        await seat.until(lambda: "open article" in seat.shown)
        assert seat.app.key_context == "corpus"


@pytest.mark.parametrize("size", [WIDE, (110, 30), (109, 30), NARROW, (40, 10), (20, 5)])
async def test_everything_can_be_done_at_any_size(project: Project, size: tuple[int, int]) -> None:
    async with seated(project, size=size) as seat:
        await seat.press("a", "s", "escape", "0", "n", "?", "escape", "h", "escape", "i", "escape")
        await seat.press("w", "j", "enter", "a")
        assert seat.article == "strike"
        await seat.pilot.resize_terminal(*NARROW)
        await seat.settle()
        assert len(seat.shown.splitlines()) == NARROW[1]


async def test_the_narrow_desk_names_the_focus_and_its_speaker_under_the_article(
    project: Project,
) -> None:
    async with seated(project, size=NARROW) as seat:
        low = "\n".join(seat.shown.splitlines()[-5:])
        assert "QUOTE 1 of 5" in low
        assert "Ines Corvell" in low
        assert "FINDINGS" not in seat.shown


async def test_an_article_that_another_process_holds_is_read_only(project: Project) -> None:
    other = subprocess.Popen(  # noqa: S603, ASYNC220 - our own interpreter on our own words
        [sys.executable, "-c", HOLD, str(project.root)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        async with seated(project) as seat:
            assert "read only" in seat.shown.splitlines()[0]
            await seat.press("a", "x", "2", "d", "u")
            assert "read only: ferry: is open for Bo" in seat.foot
            assert seat.session.view.layer.quotes == {}
        other.communicate()
    assert not project.annotation_path("ferry").exists()


async def test_a_failing_save_stays_said_until_it_is_mended(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with seated(project) as seat:
        saving = seat.app.workbench._saving
        works = saving._store.save
        monkeypatch.setattr(saving, "_retry_seconds", 0.02)

        def fail(*_: object) -> None:
            raise CopydeskError("cannot be written (disk full)", place="ferry.json", remedy="mend")

        monkeypatch.setattr(saving._store, "save", fail)
        await seat.press("a")
        await seat.until(lambda: "disk full" in seat.foot)
        assert "not saved" in seat.shown.splitlines()[0]
        await seat.press("n", "p")
        assert "disk full" in seat.foot
        monkeypatch.setattr(saving._store, "save", works)
        await seat.saved()
        assert "disk full" not in seat.foot
    assert ArticleStore(project).load("ferry") is not None


async def test_leaving_says_when_the_last_change_could_not_be_saved(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.app._CLOSING_SECONDS", 0.05)
    async with seated(project) as seat:

        def fail(*_: object) -> None:
            raise CopydeskError("disk full")

        monkeypatch.setattr(seat.app.workbench._saving._store, "save", fail)
        await seat.press("a", "ctrl+q")
    assert seat.app.return_value == "the last change could not be saved"


HOSTILE = (
    "[Reuters] [/] [bold]x\ufeff\n\n“Go \x1b[31mred\x1b[0m,” said [/b] \u202bשלום\u202c Smith. "
    "\x07\x9b2J “No,” e\u0301 👩\u200d👩\u200d👧 日本 said.\n"
)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_hostile_text_shows_and_does_nothing(project: Project, size: tuple[int, int]) -> None:
    start = HOSTILE.index("[/b]")
    name = HOSTILE[start : HOSTILE.index(" Smith") + 6]
    entity = corpus.Entity(id="e1", name=name, label="PERSON", digit=1)
    mention = corpus.Mention(
        id="m1", span=Span(start, start + len(name)), label="PERSON", entity="e1"
    )
    draft = (
        entity,
        mention,
        corpus.said("q1", HOSTILE, ["“Go \x1b[31mred\x1b[0m,”"], "said", name, entity, 0.5, name),
    )
    corpus.add_article(project, "a-hostile", HOSTILE, draft)
    async with seated(project, size=size, annotator="[b]anna[/") as seat:
        assert seat.article == "a-hostile"
        assert "[Reuters] [/] [bold]x¤" in seat.shown
        assert "␛[31mred" in seat.shown
        await seat.press("a", "k", "f", "[", "/", "enter", "t", "[", "/", "enter", "tab")
        await seat.press("h", "escape", "i", "escape", "/", "[", "/", "enter")
        await seat.press("w", "/", "[", "/", "enter", "escape")
        await seat.saved()
        for sign in ("\x1b", "\x07", "\x9b", "\u202b", "\ufeff"):
            assert sign not in seat.shown


async def test_a_broken_article_is_said_in_one_line_and_the_others_can_be_opened(
    project: Project,
) -> None:
    project.article_path("ferry").write_bytes(b"\x00\x01binary")
    async with seated(project) as seat:
        assert seat.is_in_corpus
        await seat.press("j", "enter")
        await seat.until(lambda: not seat.is_in_corpus)
        assert seat.article == "strike"
        await seat.press("(")
        assert "is no text but a binary file" in seat.app._desk.widgets.hints._message
        assert seat.article == "strike"


async def test_the_corpus_is_drawn_each_time_it_is_shown(project: Project) -> None:
    async with seated(project) as seat:
        for _ in range(3):
            await seat.press("w")
            assert "3 articles" in seat.shown
            await seat.press("escape")
            assert "QUOTE" in seat.shown


async def test_a_new_filter_begins_empty(project: Project) -> None:
    async with seated(project) as seat:
        await seat.press("w", "/")
        await seat.type("bakers")
        await seat.press("enter", "/")
        await seat.type("zoo")
        assert seat.app._corpus.order == ["zoo"]


async def test_an_empty_corpus_says_how_to_fill_it(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(corpus.CONFIG)
    (tmp_path / "corpus" / "articles").mkdir(parents=True)
    async with seated(Project.find(tmp_path)) as seat:
        assert "no articles yet; `copydesk add FILE`" in seat.foot
        await seat.press("enter", "escape", "s", "/", "escape", "?", "escape")
        assert seat.is_in_corpus


async def test_a_rebound_key_does_its_action(project: Project) -> None:
    keymap = Keymap({"accept": ("space", "ctrl+a"), "finish": ()})
    async with seated(project, keymap=keymap) as seat:
        await seat.press("a")
        assert seat.session.view.layer.quotes == {}
        await seat.press("space", "ctrl+a")
        assert len(seat.session.view.layer.quotes) == 2
        assert "Space accept" in seat.foot


async def test_the_queue_is_walked_by_two_keys_and_ends(project: Project) -> None:
    async with seated(project) as seat:
        await seat.press("(")
        assert "first article" in seat.foot
        await seat.press(")", ")")
        assert seat.article == "zoo"
        await seat.press(")")
        assert "last article" in seat.foot


async def test_an_article_without_a_draft_is_not_drafted_unless_it_is_wanted(
    project: Project,
) -> None:
    async with seated(project, article_id="zoo") as seat:
        assert seat.app._drafts is not None
        assert not seat.app._drafts.is_busy
        assert seat.here == "Zoo"


async def test_vim_hands_count_and_choose_the_cast_after_a_quotation_mark(project: Project) -> None:
    async with seated(project, keymap=Keymap(base="vim"), size=WIDE) as seat:
        assert "'1-9 speaker" in seat.foot
        await seat.press("'")
        assert seat.foot.startswith("  '    1-9 speaker")
        await seat.press("2")
        assert seat.quote("q1").speakers == ("e2",)
        await seat.press("'", "3", "2")
        assert seat.foot.startswith("  2 ")
        await seat.press("u")
        assert seat.quote("q1").speakers == ("e1",)
        assert seat.session.view.layer.quotes == {}
        await seat.press("g", "g", "1", "4", "w")
        assert seat.here == "2026"
        await seat.press("5", "escape", "b")
        assert seat.here == ","
        await seat.press("g", "z")
        assert "gz means nothing on " in seat.foot
        await seat.press("9", "9", "9", "w")
        assert seat.here == "."
        await seat.press("9", "9", "9", "b")
        assert seat.here == "Ferry"


async def test_vim_hands_count_in_the_corpus_too(project: Project) -> None:
    async with seated(project, keymap=Keymap(base="vim")) as seat:
        await seat.press("W", "2")
        assert seat.foot.startswith("  2    j down")
        await seat.press("j", "enter")
        assert seat.article == "zoo"
        await seat.press("W", "g", "g", "enter")
        assert seat.article == "ferry"
        await seat.press("?", "j", "k")
        assert "What the keys do on a quote" in seat.shown
        await seat.press("escape", "Z", "Z")
    assert seat.app.return_value == ""


async def test_a_rebound_quit_key_leaves_and_its_old_one_is_free(project: Project) -> None:
    keymap = Keymap({"quit": ("ctrl+x",), "accept": ("ctrl+q", "f10"), "palette": (":",)})
    async with seated(project, keymap=keymap) as seat:
        await seat.press("ctrl+q", "f10")
        assert len(seat.session.view.layer.quotes) == 2
        await seat.press("t", "ctrl+x")
    assert seat.app.return_value == ""


async def test_an_action_without_a_key_is_done_from_the_palette(project: Project) -> None:
    async with seated(project, keymap=Keymap({"give-speaker": ()})) as seat:
        await seat.press("2")
        assert seat.session.view.layer.quotes == {}
        await seat.press(":")
        await seat.type("give sp")
        await seat.until(lambda: "member of the cast" in seat.shown)
        await seat.press("enter")
        await seat.until(lambda: "The cast" in seat.shown)
        await seat.press("2")
        assert seat.quote("q1").speakers == ("e2",)

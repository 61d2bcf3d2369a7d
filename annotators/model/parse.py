"""A syntactic parse kept as plain arrays, so that the screen needs no parser."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from annotators.model.span import Span


@dataclass(frozen=True)
class Parse:
    """Tokens, heads and sentences of one article, in its order.

    `starts` and `ends` are code point offsets of tokens (white space is no
    token); `heads[i]` is the index of token i's head, itself at a root; `deps`
    and `tags` are the dependency label and the fine part of speech of each
    token; `sentences` holds the index of each sentence's first token.
    """

    sha256: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    heads: tuple[int, ...]
    deps: tuple[str, ...]
    tags: tuple[str, ...]
    sentences: tuple[int, ...]

    def to_record(self) -> dict[str, Any]:
        """The parse as JSON can hold it."""
        names = ("sha256", "starts", "ends", "heads", "deps", "tags", "sentences")
        return {name: getattr(self, name) for name in names}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Parse:
        """The parse that `to_record` wrote; KeyError when a field is missing."""
        names = ("starts", "ends", "heads", "deps", "tags", "sentences")
        return cls(str(record["sha256"]), *(tuple(record[name]) for name in names))

    def tokens_in(self, span: Span) -> range:
        """Indices of the tokens that overlap `span`."""
        return range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))

    def span_of(self, first: int, last: int) -> Span:
        """The span from token `first` to token `last`, both included."""
        return Span(self.starts[first], self.ends[last])

    @cached_property
    def edges(self) -> tuple[tuple[int, int], ...]:
        """For each token the first and last token of its subtree."""
        left = list(range(len(self.heads)))
        right = list(left)
        for token in range(len(self.heads)):
            above = token
            while (head := self.heads[above]) != above:
                left[head] = min(left[head], token)
                right[head] = max(right[head], token)
                above = head
        return tuple(zip(left, right, strict=True))

    def sentence_at(self, token: int) -> range:
        """Indices of the tokens of the sentence that holds `token`."""
        index = bisect_right(self.sentences, token) - 1
        last = len(self.starts)
        if index + 1 < len(self.sentences):
            last = self.sentences[index + 1]
        return range(self.sentences[index] if index >= 0 else 0, last)

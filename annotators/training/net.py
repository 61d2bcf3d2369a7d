"""The network: MiniLM (Wang et al., NeurIPS 2020), its upper half there twice.

The lower layers read a window once. One copy of the upper layers tags cues; the
other, for each cue that is marked in its line, tags source and contents.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from annotators.extraction.encoder.wordpieces import FEATURES

SIZE, WIDE, HEADS, LAYERS, SHARED = 384, 1536, 12, 6, 3
WORDS, PLACES = 30522, 512
DROPPED = 0.1
NEW = ("feature", "mark", "of_cue", "of_part")
"""Parts that have no weights to start from."""

_POOL = 1 << 22
_ROUND = 128

Attend = Callable[[Tensor], Tensor]
"""What pieces take from each other: from query, key and value side by side, size by size."""


class Pool:
    """Dropout from a pool of random numbers; drawing them each time costs a third of a step."""

    def __init__(self) -> None:
        self.mask = torch.empty(0)

    def renew(self) -> None:
        """Draw the pool again."""
        self.mask = (torch.rand(_POOL) >= DROPPED).float() / (1 - DROPPED)

    def drop(self, x: Tensor) -> Tensor:
        """The tensor with a tenth of its numbers at zero."""
        if x.numel() >= _POOL:
            return functional.dropout(x, DROPPED)
        at = int(torch.randint(_POOL - x.numel(), ()))
        return x * self.mask[at : at + x.numel()].view_as(x)


POOL = Pool()


def attention(seen: Tensor | None = None) -> Attend:
    """Attention within each line of batch x pieces x (three times size), in numbers of 32 bits.

    `seen` (batch x 1 x 1 x pieces) says which pieces are there; all, if it is not given.
    """

    def attend(split: Tensor) -> Tensor:
        batch, length, _ = split.shape
        heads = split.view(batch, length, 3, HEADS, SIZE // HEADS).permute(2, 0, 3, 1, 4)
        query, key, value = heads.float().unbind(0)
        with torch.autocast("cpu", enabled=False):
            told = functional.scaled_dot_product_attention(query, key, value, attn_mask=seen)
        return told.transpose(1, 2).reshape(batch, length, SIZE)

    return attend


class Layer(nn.Module):
    """One layer of the encoder: attention, then two linear maps."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(SIZE, 3 * SIZE), nn.Linear(SIZE, SIZE)
        self.norm, self.norm2 = (nn.LayerNorm(SIZE, eps=1e-12) for _ in range(2))
        self.up, self.down = nn.Linear(SIZE, WIDE), nn.Linear(WIDE, SIZE)

    def forward(self, x: Tensor, attend: Attend) -> Tensor:
        """What the layer makes of vectors; `attend` knows which of them are of one line."""
        x = self.norm(x + self._drop(self.out(attend(self.qkv(x)))))
        return self.norm2(x + self._drop(self.down(functional.gelu(self.up(x)))))

    def _drop(self, x: Tensor) -> Tensor:
        return POOL.drop(x) if self.training else x


class Network(nn.Module):
    """Both passes. Ids, features and marks are batch x pieces; what comes out are logits."""

    def __init__(self) -> None:
        super().__init__()
        self.word, self.place = nn.Embedding(WORDS, SIZE), nn.Embedding(PLACES, SIZE)
        self.feature, self.mark = nn.Embedding(FEATURES, SIZE), nn.Embedding(3, SIZE)
        self.kind = nn.Parameter(torch.zeros(SIZE))
        self.norm = nn.LayerNorm(SIZE, eps=1e-12)
        self.lower = nn.ModuleList(Layer() for _ in range(SHARED))
        self.cue = nn.ModuleList(Layer() for _ in range(LAYERS - SHARED))
        self.part = nn.ModuleList(Layer() for _ in range(LAYERS - SHARED))
        self.of_cue, self.of_part = nn.Linear(SIZE, 3), nn.Linear(SIZE, 4)
        nn.init.zeros_(self.feature.weight)
        nn.init.normal_(self.mark.weight, std=0.02)
        for head in (self.of_cue, self.of_part):
            nn.init.normal_(head.weight, std=0.02)
            nn.init.zeros_(head.bias)

    def read(self, ids: Tensor, features: Tensor, attend: Attend) -> Tensor:
        """What the lower layers make of windows: batch x pieces x size."""
        places = self.place.weight[: ids.shape[1]]
        x = self.norm(self.word(ids) + places + self.kind + self.feature(features))
        return _through(self.lower, x, attend)

    def cues(self, read: Tensor, attend: Attend) -> Tensor:
        """Logits of outside, begin and inside for each piece of the windows."""
        out: Tensor = self.of_cue(_through(self.cue, read, attend))
        return out

    def parts(self, read: Tensor, marks: Tensor, attend: Attend) -> Tensor:
        """Logits of neither, source, contents and cue for each piece of marked stretches."""
        out: Tensor = self.of_part(_through(self.part, read + self.mark(marks), attend))
        return out


def _through(layers: nn.ModuleList, x: Tensor, attend: Attend) -> Tensor:
    if layers.training:
        return _in_rows(layers, x, attend)
    for layer in layers:
        x = layer(x, attend)
    return x


def _in_rows(layers: nn.ModuleList, x: Tensor, attend: Attend) -> Tensor:
    """The layers over all pieces in a row, with zeros up to a multiple of `_ROUND`.

    A product of matrices is made ready anew for each shape that comes up; with a few
    shapes in place of hundreds a step takes half the time.
    """
    batch, length, _ = x.shape
    count = batch * length

    def attend_rows(split: Tensor) -> Tensor:
        told = attend(split[:count].view(batch, length, 3 * SIZE))
        return functional.pad(told.flatten(0, 1), (0, 0, 0, len(split) - count))

    rows = functional.pad(x.flatten(0, 1), (0, 0, 0, -count % _ROUND))
    for layer in layers:
        rows = layer(rows, attend_rows)
    return rows[:count].view(batch, length, SIZE)


class _Named(NamedTuple):
    ours: str
    theirs: str


_LAYER = (
    _Named("out", "attention.output.dense"),
    _Named("norm", "attention.output.LayerNorm"),
    _Named("up", "intermediate.dense"),
    _Named("down", "output.dense"),
    _Named("norm2", "output.LayerNorm"),
)
_HEAD = {
    "word.weight": "word_embeddings.weight",
    "place.weight": "position_embeddings.weight",
    "norm.weight": "LayerNorm.weight",
    "norm.bias": "LayerNorm.bias",
}


def start_from(network: Network, weights: Mapping[str, Tensor]) -> None:
    """Give the network the weights of a BERT of its size, under their usual names."""
    given = {name.removeprefix("bert."): tensor for name, tensor in weights.items()}
    state = {ours: given[f"embeddings.{theirs}"] for ours, theirs in _HEAD.items()}
    state["kind"] = given["embeddings.token_type_embeddings.weight"][0]
    for number in range(LAYERS):
        names = (
            [f"lower.{number}"]
            if number < SHARED
            else [f"{part}.{number - SHARED}" for part in ("cue", "part")]
        )
        for name in names:
            state |= {f"{name}.{k}": v for k, v in _layer(given, number).items()}
    missing, unknown = network.load_state_dict(state, strict=False)
    if unknown or any(not name.startswith(NEW) for name in missing):
        raise ValueError(f"these weights do not fit: {unknown or missing}")


def _layer(given: Mapping[str, Tensor], number: int) -> dict[str, Tensor]:
    at = f"encoder.layer.{number}."
    state: dict[str, Tensor] = {}
    for kind in ("weight", "bias"):
        three = [given[f"{at}attention.self.{x}.{kind}"] for x in ("query", "key", "value")]
        state[f"qkv.{kind}"] = torch.cat(three)
        state |= {f"{one.ours}.{kind}": given[f"{at}{one.theirs}.{kind}"] for one in _LAYER}
    return state

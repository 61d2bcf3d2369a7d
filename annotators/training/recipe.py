"""The recipe: how the encoder learns, and how it stops and goes on.

Weights are averaged over the steps (Polyak and Juditsky 1992), decaying by
`MEAN`. What is kept is the mean of that average at `EARLY` of the way and at the
end: later weights find more, earlier ones are surer of where spans end.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from annotators.errors import CopydeskError
from annotators.training.batches import batches, stretches_of, windows_of
from annotators.training.examples import IGNORED, Example, Story, make_examples
from annotators.training.net import NEW, POOL, Network, attention
from annotators.training.renaming import (
    Names,
    Pool,
    doubtful_words,
    draw_doubtful,
    rename,
    restyle,
)

MEAN = 0.999
EARLY = 5 / 12
_CUE_LOSS = 4.0
_SMOOTHED = 0.05
_RENAMED, _RESTYLED = 0.5, 0.15
_DOUBTFUL, _LEAST_DOUBTFUL = 0.25, 0.1
_WARM = 0.02
_EVERY = 200

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be chosen of the recipe. Rates are of AdamW, falling to zero in a line."""

    epochs: int = 6
    rate: float = 3e-4
    new_rate: float = 1e-3
    seed: int = 1
    threads: int = 2


class Tutor:
    """Trains a network on stories, with a checkpoint in `folder` to go on from."""

    def __init__(
        self,
        network: Network,
        tokenizer: Tokenizer,
        stories: Sequence[tuple[Story, Names]],
        folder: Path,
        settings: Settings,
    ) -> None:
        self.network, self.tokenizer, self.stories = network, tokenizer, stories
        self.settings = settings
        self.kept = folder / "checkpoint.pt"
        self.log = folder / "log.jsonl"
        self.short = has_fast_short_numbers()
        self.pool = Pool(stories)
        rates = doubtful_words(story for story, _ in stories)
        self.rates = {word: rate for word, rate in rates.items() if rate >= _LEAST_DOUBTFUL}
        network.word.weight.requires_grad_(False)
        network.place.weight.requires_grad_(False)
        self.learned = {n: p for n, p in network.named_parameters() if p.requires_grad}
        self.means = {n: p.detach().clone() for n, p in self.learned.items()}
        self.early: dict[str, Tensor] = {}
        self.optimizer = torch.optim.AdamW(self._groups(), weight_decay=0.01, fused=True)
        self.step = 0

    def _groups(self) -> list[dict[str, Any]]:
        new = [p for n, p in self.learned.items() if n.startswith(NEW)]
        old = [p for n, p in self.learned.items() if not n.startswith(NEW)]
        chosen = self.settings
        return [{"params": old, "base": chosen.rate}, {"params": new, "base": chosen.new_rate}]

    def train(self, say: Say) -> None:
        """Run all epochs, or what is left of them; the network ends with averaged weights."""
        torch.set_num_threads(self.settings.threads)
        epoch, done = self._resume(say)
        self.network.train()
        began, first = time.monotonic(), epoch + 0.0
        for number in range(epoch, self.settings.epochs):
            todo = list(self.examples(number))
            for at, batch in enumerate(todo):
                if number == epoch and at < done:
                    first = number + (at + 1) / len(todo)
                    continue
                share = (number + at / len(todo)) / self.settings.epochs
                losses = self._learn(batch, share)
                self.step += 1
                if not self.early and share >= EARLY:
                    self.early = {n: mean.clone() for n, mean in self.means.items()}
                if self.step % _EVERY == 0:
                    self._keep(number, at + 1)
                    now = number + (at + 1) / len(todo)
                    left = (time.monotonic() - began) / (now - first) * (self.settings.epochs - now)
                    self._report(now, losses, left, say)
        self._keep(self.settings.epochs, 0)
        with torch.no_grad():
            early = self.early or self.means
            for name, parameter in self.learned.items():
                parameter.copy_((early[name] + self.means[name]) / 2)
        self.network.eval()

    def examples(self, epoch: int) -> Iterator[list[Example]]:
        """The batches of an epoch, the same ones whenever it is asked for."""
        chance = random.Random(f"{self.settings.seed} {epoch}")
        found: list[Example] = []
        for story, names in self.stories:
            told = story
            if chance.random() < _RENAMED:
                told = rename(told, names, self.pool, chance)
            if chance.random() < _RESTYLED:
                told = restyle(told, chance)
            doubtful = draw_doubtful(told, self.rates, _DOUBTFUL, chance)
            found += make_examples(self.tokenizer, told, doubtful)
        yield from batches(found, chance)

    def _learn(self, batch: Sequence[Example], share: float) -> tuple[float, float]:
        torch.manual_seed(self.settings.seed * 1_000_000 + self.step)
        if self.step % _EVERY == 0 or not POOL.mask.numel():
            POOL.renew()
        chance = random.Random(f"{self.settings.seed} step {self.step}")
        for group in self.optimizer.param_groups:
            group["lr"] = group["base"] * min(1.0, (share + 1e-4) / _WARM, 1.01 - share)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.short):
            of_cues, of_parts = losses(self.network, batch, chance)
        (_CUE_LOSS * of_cues + of_parts).backward()
        torch.nn.utils.clip_grad_norm_(self.learned.values(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self._average()
        return float(of_cues.detach()), float(of_parts.detach())

    def _average(self) -> None:
        weight = 1 - min(MEAN, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            torch._foreach_lerp_(list(self.means.values()), list(self.learned.values()), weight)

    def _report(self, now: float, losses: tuple[float, float], left: float, say: Say) -> None:
        say(f"epoch {now:.2f} of {self.settings.epochs}, {left / 60:.0f} min left")
        line = {"epoch": round(now, 3), "cues": losses[0], "parts": losses[1]}
        with self.log.open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")

    def _keep(self, epoch: int, done: int) -> None:
        state = {
            "settings": repr(self.settings),
            "epoch": epoch,
            "done": done,
            "step": self.step,
            "network": self.network.state_dict(),
            "means": self.means,
            "early": self.early,
            "optimizer": self.optimizer.state_dict(),
        }
        partial = self.kept.with_suffix(".part")
        torch.save(state, partial)
        partial.replace(self.kept)

    def _resume(self, say: Say) -> tuple[int, int]:
        if not self.kept.exists():
            return 0, 0
        state = torch.load(self.kept, weights_only=True)
        if state["settings"] != repr(self.settings):
            raise CopydeskError(
                "was begun with other settings",
                place=str(self.kept),
                remedy="remove it, or name another --work",
            )
        self.network.load_state_dict(state["network"])
        self.means, self.early = state["means"], state["early"]
        self.optimizer.load_state_dict(state["optimizer"])
        self.step = state["step"]
        say(f"going on at step {self.step}")
        return int(state["epoch"]), int(state["done"])


def has_fast_short_numbers() -> bool:
    """Whether this processor multiplies numbers of 16 bits at several times the speed of 32."""
    return bool(torch.cpu.get_capabilities().get("amx_bf16"))


def losses(
    network: Network, batch: Sequence[Example], chance: random.Random | None
) -> tuple[Tensor, Tensor]:
    """The mean loss of both passes over a batch."""
    windows = windows_of(batch)
    attend = attention(windows.seen)
    read = network.read(windows.ids, windows.features, attend)
    logits = network.cues(read, attend)
    of_cues = functional.cross_entropy(
        logits.flatten(0, 1).float(),
        windows.labels.flatten(),
        ignore_index=IGNORED,
        label_smoothing=_SMOOTHED,
    )
    total, count = torch.zeros(()), 0
    flat = read.flatten(0, 1)
    for stretches in stretches_of(batch, windows.ids.shape[1], chance):
        asked = flat[stretches.source]
        logits = network.parts(asked, stretches.marks, attention(stretches.seen))
        total = total + functional.cross_entropy(
            logits.flatten(0, 1).float(),
            stretches.labels.flatten(),
            ignore_index=IGNORED,
            reduction="sum",
        )
        count += int((stretches.labels != IGNORED).sum())
    return of_cues, total / max(count, 1)

"""What the annotator's keys add up to, as tables and as a record."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from benchmarks.annotator.run import Result

_KINDS = ("all", "direct", "mixed", "indirect")


def summary(results: Sequence[Result]) -> dict[str, Any]:
    """All figures as a record that JSON can hold."""
    keys = [pair for result in results for pair in result.keys]
    commands: Counter[str] = sum((result.commands for result in results), Counter())
    corrections: dict[str, list[int]] = {}
    for result in results:
        for name, (times, count) in result.corrections.items():
            held = corrections.setdefault(name, [0, 0])
            held[0] += times
            held[1] += count
    return {
        "articles": len(results),
        "identical": sum(result.is_identical for result in results),
        "attributions": len(keys),
        "without_contents": sum(result.empty for result in results),
        "keys": sum(commands.values()),
        "kinds": {kind: _figures(kind, keys) for kind in _KINDS},
        "corrections": {
            name: {"times": times, "keys": count}
            for name, (times, count) in sorted(corrections.items(), key=lambda c: -c[1][1])
        },
        "commands": dict(commands.most_common()),
        "different": {
            result.article: {
                "missing": result.missing, "extra": result.extra, "problem": result.problem,
            }
            for result in results
            if not result.is_identical
        },
    }  # fmt: skip


def lines(told: dict[str, Any]) -> Iterable[str]:
    """The figures as lines to read."""
    yield (
        f"{told['articles']} articles, {told['identical']} identical; {told['attributions']} "
        f"attributions ({told['without_contents']} without contents left out), {told['keys']} keys"
    )
    yield f"\n{'kind':12}{'number':>8}{'keys each':>11}{'p90':>6}"
    for kind, figures in told["kinds"].items():
        yield f"{kind:12}{figures['number']:8}{figures['mean']:11.2f}{figures['p90']:6}"
    total = max(1, told["keys"])
    yield f"\n{'correction':20}{'times':>8}{'keys':>8}{'share':>8}{'each':>7}"
    for name, figures in told["corrections"].items():
        times, keys = figures["times"], figures["keys"]
        each = f"{keys / times:7.2f}" if times else ""
        yield f"{name:20}{times or '':>8}{keys:8}{keys / total:8.1%}{each}"
    yield f"\n{'command':20}{'keys':>16}{'share':>8}"
    for name, keys in told["commands"].items():
        yield f"{name:20}{keys:16}{keys / total:8.1%}"
    for article, why in told["different"].items():
        yield f"\nnot identical: {article}: {why['problem']}"
        yield from (f"  missing {one}" for one in why["missing"])
        yield from (f"  extra   {one}" for one in why["extra"])


def _figures(kind: str, keys: Sequence[tuple[str, int]]) -> dict[str, Any]:
    found = sorted(count for known, count in keys if kind in {"all", known})
    if not found:
        return {"number": 0, "mean": 0.0, "p90": 0}
    p90 = found[math.ceil(0.9 * len(found)) - 1]
    return {"number": len(found), "mean": sum(found) / len(found), "p90": p90}

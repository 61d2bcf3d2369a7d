"""The trained network as two ONNX graphs: one reads windows, one a line with a marked cue."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

READER, PARTS, TOKENIZER = "cues.onnx", "parts.onnx", "tokenizer.json"

_SLOW = ["SkipLayerNormFusion"]
"""What onnxruntime joins into one step that takes longer than the two: a tenth of all time."""

NEITHER, SOURCE, CONTENTS, CUE = range(4)
"""Labels of a piece in the second pass, for the cue that is marked."""

OWN, OTHER = 1, 2
"""Marks of a piece in the second pass: of the cue asked about, of another cue."""


class Network:
    """Runs both graphs on the processor, in one thread unless told otherwise."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        # Imported here, since it takes a third of a second and not every engine needs it.
        import onnxruntime  # noqa: PLC0415

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3

        def load(name: str) -> Any:
            return onnxruntime.InferenceSession(
                str(folder / name),
                options,
                providers=["CPUExecutionProvider"],
                disabled_optimizers=_SLOW,
            )

        self._reader, self._parts = load(READER), load(PARTS)

    def read(self, ids: Ints, features: Ints) -> tuple[Floats, Floats]:
        """What the lower layers make of windows, and logits of outside, begin and inside.

        Ids and features are windows x pieces, the windows all of one length; what comes out
        is windows x pieces x size, and windows x pieces x 3.
        """
        read, cues = self._reader.run(None, {"ids": ids, "features": features})
        return read, cues

    def parts(self, read: Floats, marks: Ints, seen: NDArray[np.bool_]) -> Floats:
        """Logits of neither, source, contents and cue: stretches x pieces x 4."""
        given = {"read": read, "marks": marks, "seen": seen}
        told: Floats = self._parts.run(None, given)[0]
        return told


def softmax(logits: Floats) -> Floats:
    """Probabilities along the last axis."""
    powers: Floats = np.exp(logits - logits.max(-1, keepdims=True))
    chances: Floats = powers / powers.sum(-1, keepdims=True)
    return chances

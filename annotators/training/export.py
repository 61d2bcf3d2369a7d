"""A trained network written as the two ONNX graphs that the engine runs."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from annotators.extraction.encoder.network import PARTS, READER
from annotators.training.net import SIZE, Network

_NEVER = 1e4


class _Reader(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        weights = _weights(ids > 0)
        read = self.network.read(ids, features, weights)
        return read, self.network.cues(read, weights)


class _Parts(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, read: Tensor, marks: Tensor, seen: Tensor) -> Tensor:
        return self.network.parts(read, marks, _weights(seen))


def _weights(seen: Tensor) -> Tensor:
    """What attention adds to its logits; a mask of truth values would cost a sixth more time."""
    return (seen.float() - 1)[:, None, None, :] * _NEVER


def export(network: Network, folder: Path, *, small: bool = True) -> None:
    """Write both graphs into a folder; `small` makes their weights whole numbers of 8 bits."""
    network.eval()
    ids, features = torch.randint(5, 3000, (2, 40)), torch.randint(0, 8, (2, 40))
    _write(
        _Reader(network), (ids, features), ["ids", "features"], ["read", "cues"], folder / READER
    )
    given = torch.randn(3, 30, SIZE), torch.randint(0, 2, (3, 30)), torch.ones(3, 30).bool()
    _write(_Parts(network), given, ["read", "marks", "seen"], ["parts"], folder / PARTS)
    if small:
        _quantise(folder / READER)
        _quantise(folder / PARTS)


def _write(
    module: nn.Module, given: tuple[Tensor, ...], inputs: list[str], outputs: list[str], path: Path
) -> None:
    axes = {name: {0: "rows", 1: "pieces"} for name in (*inputs, *outputs)}
    torch.onnx.export(
        module.eval(),
        given,
        str(path),
        input_names=inputs,
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def _quantise(path: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415

    partial = path.with_suffix(".part")
    quantize_dynamic(
        path,
        partial,
        weight_type=QuantType.QInt8,
        per_channel=True,
        # Seven bits: processors without VNNI add up eight-bit products wrongly.
        reduce_range=True,
        op_types_to_quantize=["MatMul", "Gather", "Gemm"],
    )
    partial.replace(path)

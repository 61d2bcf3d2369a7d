"""A trained network written as the two ONNX graphs that the engine runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from annotators.extraction.encoder.network import PARTS, READER
from annotators.training.net import HEADS, SIZE, Attend, Network, attention


class _Fused(torch.autograd.Function):
    """Attention as one step of the graph: onnxruntime would not make one of many."""

    @staticmethod
    def forward(_: Any, split: Tensor, seen: Tensor | None) -> Tensor:
        return attention(None if seen is None else seen[:, None, None, :].bool())(split)

    @staticmethod
    def symbolic(graph: Any, split: Any, seen: Any) -> Any:
        given = list(graph.op("Split", split, axis_i=-1, outputs=3))
        if seen is not None:
            bias = graph.op("prim::Constant")
            bias.setType(torch._C.OptionalType.ofTensor())  # noqa: SLF001 - an input left out
            given += [bias, seen]
        told = graph.op("com.microsoft::MultiHeadAttention", *given, num_heads_i=HEADS)
        return told.setType(split.type().with_sizes([None, None, SIZE]))


def _fused(seen: Tensor | None = None) -> Attend:
    return lambda split: _Fused.apply(split, seen)


class _Reader(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        read = self.network.read(ids, features, _fused())
        return read, self.network.cues(read, _fused())


class _Parts(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, read: Tensor, marks: Tensor, seen: Tensor) -> Tensor:
        return self.network.parts(read, marks, _fused(seen.int()))


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

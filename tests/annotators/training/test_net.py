"""The network that learns, and the graphs written from it; run where the `train` extra is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the extra `train`")

from annotators.extraction.encoder.network import Network as Graphs  # noqa: E402
from annotators.training import net  # noqa: E402


@pytest.fixture
def network() -> net.Network:
    torch.manual_seed(3)
    return net.Network()


def lines() -> tuple[Any, Any, Any]:
    """Ids, features and what is seen of three lines, the last two shorter."""
    torch.manual_seed(4)
    ids, features = torch.randint(5, 3000, (3, 37)), torch.randint(0, 8, (3, 37))
    seen = torch.ones(3, 37, dtype=torch.bool)
    seen[1, 20:] = seen[2, 9:] = False
    return ids, features, seen


def test_rows_that_are_learned_from_are_read_like_lines(
    network: net.Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(net.POOL, "drop", lambda x: x)
    ids, features, seen = lines()
    attend = net.attention(seen[:, None, None, :])
    learned = network.train().cues(network.read(ids, features, attend), attend)
    plain = network.eval().cues(network.read(ids, features, attend), attend)
    assert torch.allclose(learned[seen], plain[seen], atol=1e-4)


def test_what_is_not_seen_changes_nothing(network: net.Network) -> None:
    ids, features, seen = lines()
    attend = net.attention(seen[:, None, None, :])
    network.eval()
    before = network.read(ids, features, attend)
    ids[~seen] = 7
    assert torch.allclose(before[seen], network.read(ids, features, attend)[seen], atol=1e-5)


def test_the_written_graphs_say_what_the_network_says(network: net.Network, tmp_path: Path) -> None:
    pytest.importorskip("onnx", reason="needs the extra `train`")
    from annotators.training.export import export  # noqa: PLC0415 - needs onnx

    export(network, tmp_path, small=False)
    ids, features, seen = lines()
    with torch.no_grad():
        read = network.read(ids, features, net.attention())
        cues = network.cues(read, net.attention())
        parts = network.parts(read, ids % 3, net.attention(seen[:, None, None, :]))
    graphs = Graphs(tmp_path)
    told, said = graphs.read(ids.numpy(), features.numpy())
    assert np.allclose(told, read.numpy(), atol=1e-3)
    assert np.allclose(said, cues.numpy(), atol=1e-3)
    asked = graphs.parts(told, (ids % 3).numpy(), seen.numpy())
    assert np.allclose(asked[seen.numpy()], parts[seen].numpy(), atol=1e-3)

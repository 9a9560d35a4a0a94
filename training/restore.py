"""The bundled weights as a torch state, to go on training from.  python -m training.restore OUT.pt

What was made int8 comes back rounded; a short training mends it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnx
import torch

from training.model import Tagger

BUNDLED = Path(__file__).resolve().parents[1] / "src/onrecord/models/attribution"


def restored(folder: Path = BUNDLED) -> Tagger:
    """A tagger with the weights of an exported model."""
    graph = onnx.load(str(folder / "model.onnx")).graph
    stored = {w.name: onnx.numpy_helper.to_array(w) for w in graph.initializer}
    state = {name.removeprefix("tagger."): w for name, w in stored.items() if name.startswith("tagger.")}
    state["encoder.embeddings.word_embeddings.weight"] = stored["pieces_int8"] * stored["pieces_scale"]
    for node in graph.node:
        place = ".".join(node.name.split("/")[2:-1])  # "/tagger/encoder/encoder/layer.0/…/MatMul_quant"
        name = next((i.removesuffix("_quantized").removesuffix("_wide") for i in node.input if i.startswith("onnx::MatMul_")), "")
        if node.op_type == "MatMulInteger":
            state[f"{place}.weight"] = (stored[name + "_quantized"] * stored[name + "_scale"]).T
        elif node.op_type == "MatMul" and name:
            state[f"{place}.weight"] = stored[name].astype(np.float32).T
    decoder = np.load(folder / "decoder.npz")
    tagger = Tagger()
    state["transitions"], state["starts"] = np.where(decoder["transitions"] < -1e3, 0, decoder["transitions"]), decoder["starts"]
    state["starts"] = np.where(state["starts"] < -1e3, 0, state["starts"])
    names = {"dependent_bias": "dependent_first.bias", "head_bias": "head_first.bias"}
    for name in tagger.link.arrays():
        is_matrix = name.endswith(("_first", "_last"))
        state["link." + names.get(name, name + ".weight" * is_matrix)] = decoder[name].T if is_matrix else decoder[name]
    state["allowed"] = tagger.allowed.numpy()
    tagger.load_state_dict({name: torch.from_numpy(np.array(w, dtype=np.float32)) for name, w in state.items()})
    return tagger


if __name__ == "__main__":
    torch.save(restored().state_dict(), sys.argv[1])

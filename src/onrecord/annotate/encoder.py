"""The encoder: texts → label scores and vectors of their words. The only importer of onnxruntime."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidArgument, InvalidGraph, InvalidProtobuf, NoSuchFile
from tokenizers import Tokenizer

from onrecord.annotate.pieces import Pieces, cut_pieces, cut_windows, window_arrays
from onrecord.errors import ModelError
from onrecord.records import EncodedWords

MODEL_ID = "attribution-1"
LABELS, VECTOR = 7, 384


def load_session(folder: Path, *, threads: int) -> ort.InferenceSession:
    """The model of a folder, ready to run; ModelError when the installation is damaged."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_BASIC  # the graph is written as it should run
    try:
        return ort.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
    except (NoSuchFile, InvalidArgument, InvalidProtobuf, InvalidGraph, Fail, RuntimeError) as error:
        raise ModelError(f"the model in {folder} cannot be loaded: {error}. Install onrecord again.") from error


def load_tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer of a folder; ModelError when the installation is damaged."""
    try:
        return Tokenizer.from_str((folder / "tokenizer.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"the tokenizer in {folder} cannot be loaded: {error}. Install onrecord again.") from error


class Encoder:
    """A word-piece encoder with a label head, run by onnxruntime on the CPU."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        self.tokenizer = load_tokenizer(folder)
        self.session = load_session(folder, threads=threads)

    def __call__(self, texts: Sequence[str]) -> list[EncodedWords]:
        """Encoded words of each text, in the order of the texts."""
        return [self._encode(cut_pieces(text, self.tokenizer)) for text in texts]

    def _encode(self, pieces: Pieces) -> EncodedWords:
        """One forward pass a window; the scores land in the rows of the window's own pieces.

        Windows are not batched: the int8 model scales its activations by what is in the batch, so a text would read differently
        beside other texts. One by one every text always reads the same, and on two cores it is as fast.
        """
        emissions = np.zeros((len(pieces), LABELS), dtype=np.float32)
        vectors = np.zeros((len(pieces), VECTOR), dtype=np.float16)
        for window in cut_windows(pieces):
            ids, case, quote, index = window_arrays(pieces, window)
            inputs = {name: column[None].astype(np.int32) for name, column in (("ids", ids), ("case", case), ("quote", quote))}
            scores, hidden = self.session.run(["emissions", "vectors"], inputs)
            rows = np.flatnonzero(index >= window.begin)
            emissions[index[rows]] = scores[0, rows]
            vectors[index[rows]] = hidden[0, rows]
        return _words(pieces, emissions, vectors)


def _words(pieces: Pieces, emissions: NDArray[np.float32], vectors: NDArray[np.float16]) -> EncodedWords:
    """One row a word: that of its first piece."""
    first = np.flatnonzero(pieces.word_start)
    last = np.append(first[1:], len(pieces)) - 1 if len(first) else first
    return EncodedWords(pieces.start[first], pieces.end[last], pieces.paragraph[first], emissions[first], vectors[first])

"""The encoders: texts → label scores and vectors of their words; a statement → scores of what it does.

The only importer of onnxruntime.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.annotate.parts import part_arrays
from onrecord.annotate.pieces import Pieces, cut_pieces, cut_windows, window_arrays
from onrecord.errors import ModelError
from onrecord.records import EncodedWords

MODEL_ID = "attribution-1"
LABELS, VECTOR = 7, 384


class Encoder:
    """A word-piece encoder with a label head, run by onnxruntime on the CPU."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        try:
            self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except (OSError, ValueError, RuntimeError) as error:
            raise _damaged(folder, error) from error
        self.session = _session(folder, threads)

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


class Weigher:
    """An encoder of single statements, with one linear layer over the mean of its vectors."""

    def __init__(self, folder: Path, tokenizer: Tokenizer, *, threads: int = 1) -> None:
        self.tokenizer = tokenizer
        self.session = _session(folder, threads)

    def __call__(self, parts: tuple[str, str, str]) -> NDArray[np.float32]:
        """Scores of a statement's printed source, cue and content, those of the acts first, then those of the values of factuality.

        One statement a pass, for the same reason as one window.
        """
        arrays = zip(("ids", "case", "part"), part_arrays(parts, self.tokenizer), strict=True)
        (scores,) = self.session.run(["emissions"], {name: column[None].astype(np.int32) for name, column in arrays})
        return np.asarray(scores[0].mean(0), dtype=np.float32)  # the layer is linear: the mean of scores is the score of the mean


def _session(folder: Path, threads: int) -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_BASIC  # the graph is written as it should run
    try:
        return ort.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
    except (OSError, ValueError, RuntimeError) as error:
        raise _damaged(folder, error) from error


def _damaged(folder: Path, error: Exception) -> ModelError:
    return ModelError(f"the encoder in {folder} cannot be loaded: {error}. Install onrecord again.")


def _words(pieces: Pieces, emissions: NDArray[np.float32], vectors: NDArray[np.float16]) -> EncodedWords:
    """One row a word: that of its first piece."""
    first = np.flatnonzero(pieces.word_start)
    last = np.append(first[1:], len(pieces)) - 1 if len(first) else first
    return EncodedWords(pieces.start[first], pieces.end[last], pieces.paragraph[first], emissions[first], vectors[first])

"""What words mean, as a vector: a small sentence encoder, so that two wordings of one matter are near each other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.annotate.encoder import load_session
from onrecord.errors import ModelError

CELLS = 256  # regions of the space of vectors; a wording's few nearest regions are where its like is looked for
MAX_PIECES = 96  # a claim's words; longer ones are cut, as their first assertion is what counts


class Meaning:
    """Words → vectors of length one (384 numbers, 32 bits); the same words always give the same vector."""

    def __init__(self, folder: Path, tokenizer: Tokenizer, *, threads: int = 1) -> None:
        self.session = load_session(folder, threads=threads)
        self.tokenizer = tokenizer
        try:
            self.cells = np.load(folder / "cells.npy").astype(np.float32)
        except (OSError, ValueError) as error:
            raise ModelError(f"the model in {folder} cannot be loaded: {error}. Install onrecord again.") from error

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row a text. One by one, as the int8 model scales by what is in a batch."""
        found = np.zeros((len(texts), 384), dtype=np.float32)
        for row, text in enumerate(texts):
            ids = self.tokenizer.encode(text).ids[:MAX_PIECES]
            if ids:
                (states,) = self.session.run(["vectors"], {"ids": np.array([ids], dtype=np.int32)})
                mean = states[0].mean(0)
                found[row] = mean / (np.linalg.norm(mean) or 1.0)
        return found

"""What words mean where they stand, as a vector: a small encoder, so that two wordings of one matter are near each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.annotate.encoder import load_session
from onrecord.errors import ModelError
from onrecord.records import Wording

CELLS = 256  # regions of the space of vectors that the claims of reports are sorted into
MAX_PIECES = 112  # of what stands around a claim; what is longer is cut around it
HEAD = 20  # pieces of the headline that stay then
BEFORE = 3  # a claim begins a third into what stays of the rest


@dataclass(frozen=True)
class Cut:
    """The pieces of a wording that the encoder sees, and the places among them of the words that are meant."""

    ids: tuple[int, ...]
    places: tuple[int, ...]


def cut(wording: Wording, tokenizer: Tokenizer) -> Cut:
    """A wording in pieces, no more than MAX_PIECES of them; all of them are meant where no piece is of the words."""
    pieces = tokenizer.encode(wording.text)
    ids = pieces.ids
    meant = [n for n, (start, end) in enumerate(pieces.offsets) if end > start and any(start < e and end > s for s, e in wording.spans)]
    meant = meant or list(range(len(ids)))
    if len(ids) > MAX_PIECES:
        rest = MAX_PIECES - HEAD
        first = max(HEAD, min(meant[0] - rest // BEFORE, len(ids) - rest))
        kept = [*range(HEAD), *range(first, first + rest)]
        place = {piece: number for number, piece in enumerate(kept)}
        ids, meant = [ids[piece] for piece in kept], [place[piece] for piece in meant if piece in place]
    return Cut(tuple(ids), tuple(meant))


class Meaning:
    """Wordings → vectors of length one (384 numbers, 32 bits); the same wording always gives the same vector."""

    def __init__(self, folder: Path, tokenizer: Tokenizer, *, threads: int = 1) -> None:
        self.session = load_session(folder, threads=threads)
        self.tokenizer = tokenizer
        try:
            self.cells = np.load(folder / "cells.npy").astype(np.float32)
        except (OSError, ValueError) as error:
            raise ModelError(f"the model in {folder} cannot be loaded: {error}. Install onrecord again.") from error

    def __call__(self, wordings: Sequence[Wording]) -> NDArray[np.float32]:
        """One row a wording: the mean of its words. What several stand in is read once, by itself, as the int8 model scales by a batch."""
        found = np.zeros((len(wordings), 384), dtype=np.float32)
        known: dict[tuple[int, ...], NDArray[np.float32]] = {}
        for row, wording in enumerate(wordings):
            pieces = cut(wording, self.tokenizer)
            if not pieces.ids:
                continue
            if pieces.ids not in known:
                (states,) = self.session.run(["vectors"], {"ids": np.array([pieces.ids], dtype=np.int32)})
                known[pieces.ids] = states[0]
            mean = known[pieces.ids][list(pieces.places)].mean(0)
            found[row] = mean / (np.linalg.norm(mean) or 1.0)
        return found

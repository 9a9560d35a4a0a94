"""What a statement does and how firmly, as scores of a small encoder that reads its source, cue and content by themselves."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.annotate.encoder import load_session
from onrecord.annotate.pieces import CLS, SEP, case_of
from onrecord.quotes import STRAIGHT

ROOM = (12, 12, 64)  # word pieces of source, cue and content at most: nine contents of ten are shorter, and what one does is seen early
PARTS = len(ROOM) + 1  # the marks between are a part of their own


def part_arrays(parts: tuple[str, str, str], tokenizer: Tokenizer) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """(ids, case, part) of the printed words of source, cue and content, with a mark at the start and behind each."""
    ids, case, part = [CLS], [0], [0]
    for number, (words, room) in enumerate(zip(parts, ROOM, strict=True), 1):
        plain = words.translate(STRAIGHT).replace("\n", " ")
        encoding = tokenizer.encode(plain, add_special_tokens=False)
        kept = encoding.ids[:room]
        ids += [*kept, SEP]
        case += [*(case_of(plain[start:end]) for start, end in encoding.offsets[:room]), 0]
        part += [number] * len(kept) + [0]
    return np.array(ids), np.array(case), np.array(part)


class Weigher:
    """An encoder of single statements, with one linear layer over the mean of its vectors."""

    def __init__(self, folder: Path, tokenizer: Tokenizer, *, threads: int = 1) -> None:
        self.tokenizer = tokenizer
        self.session = load_session(folder, threads=threads)

    def __call__(self, parts: tuple[str, str, str]) -> NDArray[np.float32]:
        """Scores of a statement's printed source, cue and content, those of the acts first, then those of the values of factuality.

        One by one, as the int8 model scales by what is in a batch.
        """
        arrays = zip(("ids", "case", "part"), part_arrays(parts, self.tokenizer), strict=True)
        (scores,) = self.session.run(["emissions"], {name: column[None].astype(np.int32) for name, column in arrays})
        return np.asarray(scores[0].mean(0), dtype=np.float32)  # the layer is linear: the mean of scores is the score of the mean

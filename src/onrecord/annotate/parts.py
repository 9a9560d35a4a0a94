"""A statement as word pieces: its source, its cue and its content behind one another, each piece with its case and its part."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

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

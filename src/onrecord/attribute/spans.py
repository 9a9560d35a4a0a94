"""Emissions of the encoder → role spans, by a linear-chain model over the words of each paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

ROLES = ("source", "cue", "content")
LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
IMPOSSIBLE = -1e4  # in log space; as good as minus infinity, and safe to add up


@dataclass(frozen=True)
class RoleSpan:
    """Words `[first, last]` of the document in one role."""

    role: str
    first: int
    last: int


def allowed_transitions() -> NDArray[np.float32]:
    """0 where label j may follow label i, `IMPOSSIBLE` where I- follows another role."""
    matrix = np.zeros((len(LABELS), len(LABELS)), dtype=np.float32)
    for j, after in enumerate(LABELS):
        if after.startswith("I-"):
            for i, before in enumerate(LABELS):
                if before[1:] != after[1:]:
                    matrix[i, j] = IMPOSSIBLE
    return matrix


def best_path(emissions: NDArray[np.float32], transitions: NDArray[np.float32], starts: NDArray[np.float32]) -> NDArray[np.int64]:
    """Viterbi: emissions (words, labels) → the label number of each word."""
    score = emissions[0] + starts
    back = np.zeros(emissions.shape, dtype=np.int64)
    for t in range(1, len(emissions)):
        reach = score[:, None] + transitions
        back[t] = reach.argmax(0)
        score = reach.max(0) + emissions[t]
    path = np.empty(len(emissions), dtype=np.int64)
    path[-1] = score.argmax()
    for t in range(len(emissions) - 1, 0, -1):
        path[t - 1] = back[t, path[t]]
    return path


def spans_of(path: NDArray[np.int64], offset: int = 0) -> list[RoleSpan]:
    """The role spans of a label path whose first word is word `offset`."""
    found: list[RoleSpan] = []
    role, first = "", 0
    for at, number in enumerate(path.tolist()):
        label = LABELS[number]
        if role and not (label.startswith("I-") and label[2:] == role):
            found.append(RoleSpan(role, offset + first, offset + at - 1))
            role = ""
        if label != "O" and not role:
            role, first = label[2:], at
    if role:
        found.append(RoleSpan(role, offset + first, offset + len(path) - 1))
    return found


def tag_paragraphs(
    emissions: NDArray[np.float32], paragraph: NDArray[np.int64], transitions: NDArray[np.float32], starts: NDArray[np.float32]
) -> list[RoleSpan]:
    """Role spans of a document in the order of the text; no span crosses a paragraph's end."""
    if not len(emissions):
        return []
    bounds = [0, *(np.flatnonzero(np.diff(paragraph)) + 1).tolist(), len(paragraph)]
    found: list[RoleSpan] = []
    for begin, end in pairwise(bounds):
        found += spans_of(best_path(emissions[begin:end], transitions, starts), begin)
    return found

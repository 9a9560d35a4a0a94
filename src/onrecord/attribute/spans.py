"""Emissions of the encoder → role spans, by a linear-chain model over the words of each paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

ROLES = ("source", "cue", "content")
LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
PRIOR = np.array([0, 0, 0, 0, 0, -0.1, -0.08], dtype=np.float32)
"""Added to each label's score: contents came out a little too long (0.7 points of exact F1 on PolNeAR dev, where it was set)."""
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


def best_paths(
    emissions: NDArray[np.float32], bounds: NDArray[np.int64], transitions: NDArray[np.float32], starts: NDArray[np.float32]
) -> NDArray[np.int64]:
    """Viterbi over many stretches side by side: emissions (words, labels), edges (stretches + 1,) → the label number of each word."""
    lengths = np.diff(bounds)
    order = np.argsort(-lengths, kind="stable")  # the longest first, so that those still running stand in front
    first, lengths = bounds[:-1][order], lengths[order]
    running = np.searchsorted(-lengths, -np.arange(1, lengths[0]), side="left").tolist()
    score = emissions[first] + starts
    back: list[NDArray[np.int8]] = []
    for t, alive in enumerate(running, start=1):
        reach = score[:alive, :, None] + transitions
        back.append(reach.argmax(1).astype(np.int8))
        score[:alive] = reach.max(1) + emissions[first[:alive] + t]
    path = np.empty(len(emissions), dtype=np.int64)
    at = score.argmax(1)
    path[first + lengths - 1] = at
    for t in range(len(back), 0, -1):
        alive = running[t - 1]
        at[:alive] = back[t - 1][np.arange(alive), at[:alive]]
        path[first[:alive] + t - 1] = at[:alive]
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
    bounds = np.concatenate([[0], np.flatnonzero(np.diff(paragraph)) + 1, [len(paragraph)]])
    path = best_paths(emissions + PRIOR, bounds, transitions, starts)
    found: list[RoleSpan] = []
    for begin, end in pairwise(bounds.tolist()):
        found += spans_of(path[begin:end], begin)
    return found

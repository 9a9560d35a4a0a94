"""Role spans → attributions: every content finds its cue, every cue its source.

A biaffine scorer (Dozat and Manning 2017) over the encoder's word vectors; the weights are trained with the encoder.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.attribute.spans import RoleSpan

KINDS = (("content", "cue"), ("cue", "source"), ("content", "source"))
REACH = 160  # words between the two: farther links were never right on the training texts
DISTANCES = (0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89)
BETWEEN = 3  # other candidates in between, counted up to here
Array = NDArray[np.float32]
Vectors = NDArray[np.float32] | NDArray[np.float16]


@dataclass(frozen=True)
class LinkWeights:
    """Projections (384 → k) of first and last word, one k × k form for each of `KINDS`, and what distance is worth."""

    dependent_first: Array
    dependent_last: Array
    dependent_bias: Array
    head_first: Array
    head_last: Array
    head_bias: Array
    forms: Array
    nothing: Array
    distance: Array
    paragraphs: Array
    between: Array


@dataclass(frozen=True)
class Attribution:
    """Role spans that belong together; at least one content."""

    source: tuple[RoleSpan, ...]
    cue: tuple[RoleSpan, ...]
    content: tuple[RoleSpan, ...]
    score: float


def distance_bucket(dependent: RoleSpan, head: RoleSpan) -> int:
    """Signed, roughly logarithmic bucket of the words between two spans."""
    gap = head.first - dependent.last - 1 if head.first > dependent.last else dependent.first - head.last - 1
    step = int(np.searchsorted(DISTANCES, max(gap, 0), side="right"))
    return step if head.first > dependent.first else step + len(DISTANCES) + 1


def paragraph_bucket(dependent: int, head: int) -> int:
    """0 same paragraph, 1 head in the one before, 2 farther before, 3 after, 4 farther after."""
    step = head - dependent
    return {0: 0, -1: 1, 1: 3}.get(step, 2 if step < 0 else 4)


def between_bucket(dependent: RoleSpan, head: RoleSpan, heads: list[RoleSpan]) -> int:
    """How many other candidates stand between the two."""
    low, high = sorted((dependent.first, head.first))
    return min(BETWEEN, sum(low < other.first < high for other in heads))


def link(spans: list[RoleSpan], vectors: Vectors, paragraph: NDArray[np.int64], weights: LinkWeights) -> list[Attribution]:
    """Attributions of a document; vectors (words, 384), paragraph numbers (words,)."""
    by_role = {role: [s for s in spans if s.role == role] for role in ("source", "cue", "content")}
    contents, cues, sources = by_role["content"], by_role["cue"], by_role["source"]
    cue_of = _choose(0, contents, cues, vectors, paragraph, weights)
    source_of_cue = _choose(1, cues, sources, vectors, paragraph, weights)
    source_of_content = _choose(2, contents, sources, vectors, paragraph, weights)
    found: list[Attribution] = []
    for number, cue in enumerate(cues):
        mine = [i for i, (chosen, _) in enumerate(cue_of) if chosen == number]
        if mine:
            source, sure = source_of_cue[number]
            score = min([sure, *(cue_of[i][1] for i in mine)])
            found.append(Attribution(_one(sources, source), (cue,), tuple(contents[i] for i in mine), score))
    for i, (chosen, score) in enumerate(cue_of):
        if chosen is None:
            found.append(Attribution(_one(sources, source_of_content[i][0]), (), (contents[i],), score))
    return sorted(found, key=lambda a: min(s.first for s in (*a.source, *a.cue, *a.content)))


def _one(spans: list[RoleSpan], number: int | None) -> tuple[RoleSpan, ...]:
    return () if number is None else (spans[number],)


def _choose(
    kind: int,
    dependents: list[RoleSpan],
    heads: list[RoleSpan],
    vectors: Vectors,
    paragraph: NDArray[np.int64],
    weights: LinkWeights,
) -> list[tuple[int | None, float]]:
    """For each dependent the number of its head, or None, and the probability of that choice."""
    if not dependents:
        return []
    left = _project(dependents, vectors, weights.dependent_first, weights.dependent_last, weights.dependent_bias)
    right = _project(heads, vectors, weights.head_first, weights.head_last, weights.head_bias)
    table = left @ weights.forms[kind] @ np.concatenate([weights.nothing[kind][None], right]).T
    chosen: list[tuple[int | None, float]] = []
    for i, dependent in enumerate(dependents):
        near = [
            j for j, head in enumerate(heads) if abs(head.first - dependent.first) <= REACH or abs(dependent.last - head.first) <= REACH
        ]
        scores = np.array([table[i, 0], *(table[i, j + 1] + _place(kind, dependent, heads[j], heads, paragraph, weights) for j in near)])
        odds = np.exp(scores - scores.max())
        best = int(odds.argmax())
        chosen.append((near[best - 1] if best else None, float(odds[best] / odds.sum())))
    return chosen


def _project(spans: list[RoleSpan], vectors: Vectors, first: Array, last: Array, bias: Array) -> Array:
    if not spans:
        return np.zeros((0, first.shape[1]), dtype=np.float32)
    a = vectors[[s.first for s in spans]].astype(np.float32)
    b = vectors[[s.last for s in spans]].astype(np.float32)
    return np.tanh(a @ first + b @ last + bias)


def _place(
    kind: int, dependent: RoleSpan, head: RoleSpan, heads: list[RoleSpan], paragraph: NDArray[np.int64], weights: LinkWeights
) -> float:
    step = paragraph_bucket(int(paragraph[dependent.first]), int(paragraph[head.first]))
    return float(
        weights.distance[kind, distance_bucket(dependent, head)]
        + weights.paragraphs[kind, step]
        + weights.between[kind, between_bucket(dependent, head, heads)]
    )

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


@dataclass(frozen=True)
class Heads:
    """Candidates for heads, in the order of the text: first words, last words and paragraphs, each (heads,)."""

    first: NDArray[np.int64]
    last: NDArray[np.int64]
    paragraph: NDArray[np.int64]

    @classmethod
    def of(cls, spans: list[RoleSpan], paragraph: NDArray[np.int64]) -> Heads:
        """The heads that some spans are."""
        first, last = (np.array(column, dtype=np.int64) for column in ([s.first for s in spans], [s.last for s in spans]))
        return cls(first, last, paragraph[first].astype(np.int64))

    def near(self, dependent: RoleSpan) -> NDArray[np.int64]:
        """Numbers of the heads that begin within reach of a span's first or last word."""
        edges = [dependent.first - REACH, dependent.first + REACH + 1, dependent.last - REACH, dependent.last + REACH + 1]
        a, b, c, d = self.first.searchsorted(edges).tolist()
        return np.arange(a, d) if c <= b else np.concatenate([np.arange(a, b), np.arange(c, d)])

    def places(self, dependent: RoleSpan, paragraph: int, near: NDArray[np.int64]) -> tuple[NDArray[np.int64], ...]:
        """Where these heads stand as seen from a dependent: buckets of distance, of paragraphs, and of heads in between."""
        first, last = self.first[near], self.last[near]
        after = first > dependent.first
        gap = np.where(first > dependent.last, first - dependent.last, dependent.first - last) - 1
        step = np.searchsorted(DISTANCES, np.maximum(gap, 0), side="right")
        low, high = np.minimum(first, dependent.first), np.maximum(first, dependent.first)
        between = self.first.searchsorted(high) - self.first.searchsorted(low, side="right")
        distance = np.where(after, step, step + len(DISTANCES) + 1)
        return distance, paragraph_bucket(self.paragraph[near] - paragraph), np.clip(between, 0, BETWEEN)


def paragraph_bucket(step: NDArray[np.int64]) -> NDArray[np.int64]:
    """0 same paragraph, 1 head in the one before, 2 farther before, 3 after, 4 farther after."""
    return np.array([2, 1, 0, 3, 4])[np.clip(step, -2, 2) + 2]


def link(spans: list[RoleSpan], vectors: Vectors, paragraph: NDArray[np.int64], weights: LinkWeights) -> list[Attribution]:
    """Attributions of a document; spans in the order of the text, vectors (words, 384), paragraph numbers (words,)."""
    by_role = {role: [s for s in spans if s.role == role] for role in ("source", "cue", "content")}
    contents, cues, sources = by_role["content"], by_role["cue"], by_role["source"]
    cue_of = _choose(0, contents, cues, vectors, paragraph, weights)
    source_of_cue = _choose(1, cues, sources, vectors, paragraph, weights)
    source_of_content = _choose(2, contents, sources, vectors, paragraph, weights)
    contents_of: dict[int, list[int]] = {}
    for i, (chosen, _) in enumerate(cue_of):
        if chosen is not None:
            contents_of.setdefault(chosen, []).append(i)
    found: list[Attribution] = []
    for number, cue in enumerate(cues):
        if mine := contents_of.get(number):
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
    left = _project(dependents, vectors, weights.dependent_first, weights.dependent_last, weights.dependent_bias) @ weights.forms[kind]
    right = _project(heads, vectors, weights.head_first, weights.head_last, weights.head_bias)
    candidates = Heads.of(heads, paragraph)
    chosen: list[tuple[int | None, float]] = []
    for row, dependent in zip(left, dependents, strict=True):
        near = candidates.near(dependent)  # so that time and memory grow with the text, not with its square
        distance, step, between = candidates.places(dependent, int(paragraph[dependent.first]), near)
        worth = weights.distance[kind, distance] + weights.paragraphs[kind, step] + weights.between[kind, between]
        scores = np.append(weights.nothing[kind] @ row, (right[near] @ row).astype(np.float64) + worth)
        odds = np.exp(scores - scores.max())
        best = int(odds.argmax())
        chosen.append((int(near[best - 1]) if best else None, float(odds[best] / odds.sum())))
    return chosen


def _project(spans: list[RoleSpan], vectors: Vectors, first: Array, last: Array, bias: Array) -> Array:
    if not spans:
        return np.zeros((0, first.shape[1]), dtype=np.float32)
    a = vectors[[s.first for s in spans]].astype(np.float32)
    b = vectors[[s.last for s in spans]].astype(np.float32)
    return np.tanh(a @ first + b @ last + bias)

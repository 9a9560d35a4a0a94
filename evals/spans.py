"""Counts for attribution scores: a port of the corpora's own scorer (`eval/attribution.py`), with equal numbers (tested).

A unit of `exact` is the whole, possibly split, span of a role, as a set per document; `pieces` counts each contiguous piece.
`overlap` compares sets of characters. In `e2e` two attributions agree when their contents' characters have IoU >= 0.5 and their
sources intersect or are both empty; agreements are a maximum one-to-one matching.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

ROLES = ("source", "cue", "content")
Roles = Mapping[str, Sequence[Sequence[int]]]
Pieces = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Score:
    """Precision, recall and F1 in per cent, from counts."""

    right: int
    guessed: int
    gold: int

    @property
    def precision(self) -> float:
        """Right of those guessed."""
        return 100 * self.right / self.guessed if self.guessed else 0.0

    @property
    def recall(self) -> float:
        """Right of those in the gold."""
        return 100 * self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.guessed + self.gold
        return 200 * self.right / both if both else 0.0


def normalise(pieces: Iterable[Sequence[int]], text: str) -> Pieces:
    """Edges without white space; pieces that touch or are parted by white space only become one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted((p[0], p[1]) for p in pieces):
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end:
            continue
        if out and (start <= out[-1][1] or not text[out[-1][1] : start].strip()):
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


def characters(pieces: Pieces, text: str) -> set[int]:
    """The places of the letters and marks that pieces cover."""
    return {i for start, end in pieces for i in range(start, end) if not text[i].isspace()}


def scores(guesses: Mapping[str, Sequence[Roles]], gold: Mapping[str, tuple[str, Sequence[Roles]]]) -> dict[str, Score]:
    """Micro-averaged scores by name: `exact source`, `pieces source`, `overlap source` …, `content only`, `e2e`."""
    total: Counter[tuple[str, int]] = Counter()
    for name, (text, right) in gold.items():
        for metric, counts in _document(text, right, guesses.get(name, [])):
            for place, count in enumerate(counts):
                total[metric, place] += count
    return {metric: Score(total[metric, 0], total[metric, 1], total[metric, 2]) for metric in dict.fromkeys(m for m, _ in total)}


def _document(text: str, gold: Sequence[Roles], guessed: Sequence[Roles]) -> Iterable[tuple[str, tuple[int, int, int]]]:
    sides = [[{role: normalise(a.get(role) or [], text) for role in ROLES} for a in side] for side in (gold, guessed)]
    for role in ROLES:
        whole = [{a[role] for a in side if a[role]} for side in sides]
        single = [{piece for a in side for piece in a[role]} for side in sides]
        covered = [set().union(*(characters(a[role], text) for a in side)) for side in sides]
        yield f"exact {role}", (len(whole[0] & whole[1]), len(whole[1]), len(whole[0]))
        yield f"pieces {role}", (len(single[0] & single[1]), len(single[1]), len(single[0]))
        yield f"overlap {role}", (len(covered[0] & covered[1]), len(covered[1]), len(covered[0]))
    content = [[characters(a["content"], text) for a in side] for side in sides]
    source = [[characters(a["source"], text) for a in side] for side in sides]
    near = [[j for j, g in enumerate(content[0]) if p and 2 * len(p & g) >= len(p | g)] for p in content[1]]
    same = [[j for j in js if source[1][i] & source[0][j] or not (source[1][i] or source[0][j])] for i, js in enumerate(near)]
    for name, edges in (("content only", near), ("e2e", same)):
        yield name, (matching(edges), len(guessed), len(gold))


def matching(edges: Sequence[Sequence[int]]) -> int:
    """Size of a maximum one-to-one matching; edges[i] are the right nodes that left node i may take."""
    owner: dict[int, int] = {}

    def place(left: int, seen: set[int]) -> bool:
        for right in edges[left]:
            if right not in seen:
                seen.add(right)
                if right not in owner or place(owner[right], seen):
                    owner[right] = left
                    return True
        return False

    return sum(place(left, set()) for left in range(len(edges)))

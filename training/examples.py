"""Annotated documents → training windows: gold labels by word, gold links between spans."""

from __future__ import annotations

import glob
import json
import os
import random
import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.annotate.pieces import Pieces, Window, cut_pieces, cut_windows, window_arrays
from onrecord.attribute.link import KINDS, REACH, Heads
from onrecord.attribute.spans import LABELS, RoleSpan, spans_of
from training.corpora import text_of

Spans = list[tuple[int, int]]
Gold = list[dict[str, Spans]]


@dataclass(frozen=True)
class Example:
    """A document's pieces with one label a piece (that of its word) and one attribution number a piece and role."""

    name: str
    pieces: Pieces
    labels: NDArray[np.int64]
    members: dict[int, set[int]]
    """First piece of a gold span → the attributions it belongs to."""


@dataclass(frozen=True)
class Links:
    """One kind of link in one window: rows of the window's word table, buckets, and which heads are right."""

    kind: int
    dependents: NDArray[np.int64]
    heads: NDArray[np.int64]
    places: NDArray[np.int64]
    right: NDArray[np.bool_]


def read_brat(folder: Path) -> dict[str, tuple[str, list[Gold]]]:
    """Name → (text, one gold for each annotator) of a PolNeAR compartment."""
    annotations: dict[str, list[str]] = defaultdict(list)
    for path in sorted(glob.glob(os.fspath(folder / "attributions/*.ann"))):
        annotations[Path(path).stem.rsplit("_", 1)[0]].append(path)
    found = {}
    for path in sorted(glob.glob(os.fspath(folder / "text/*.txt"))):
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read()
        name = Path(path).stem
        if name in annotations:
            found[name] = (text, [_brat(p) for p in annotations[name]])
    return found


def _brat(path: str) -> Gold:
    spans: dict[str, Spans] = {}
    gold: Gold = []
    with open(path, encoding="utf-8", newline="") as file:
        for line in file.read().split("\n"):
            if match := re.match(r"(T\d+)\t\S+ (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)", line):
                spans[match[1]] = [(int(a), int(b)) for a, b in (p.split() for p in match[2].split(";"))]
            elif match := re.match(r"E\d+\t(.+)", line):
                roles: dict[str, Spans] = {"source": [], "cue": [], "content": []}
                for name, term in (a.split(":") for a in match[1].split()):
                    role = re.sub(r"\d+$", "", name).lower()
                    if role in roles:
                        roles[role] += spans.get(term, [])
                if roles["content"]:
                    gold.append(roles)
    return gold


def read_own(paths: list[Path]) -> dict[str, tuple[str, list[Gold]]]:
    """Name → (text, gold) of the project's own standoff labels, outermost attributions only."""
    grouped: dict[str, Gold] = defaultdict(list)
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            label = json.loads(line)
            if "source" in label and not label.get("nested"):
                grouped[label["document"]].append({role: [tuple(s) for s in label[role]] for role in ("source", "cue", "content")})
            else:
                grouped.setdefault(label["document"], [])
    return {name: (text_of(name), [gold]) for name, gold in grouped.items()}


def make_example(name: str, text: str, gold: Gold, tokenizer: Tokenizer) -> Example:
    """Align character spans with words; a word is in a span when its middle is."""
    pieces = cut_pieces(text, tokenizer)
    labels = np.zeros(len(pieces), dtype=np.int64)
    members: dict[int, set[int]] = defaultdict(set)
    starts = np.flatnonzero(pieces.word_start)
    ends = np.append(starts[1:], len(pieces)) - 1
    middle = (pieces.start[starts] + pieces.end[ends]) / 2
    paragraph = pieces.paragraph[starts]
    for role in ("content", "source", "cue"):
        for number, attribution in enumerate(gold):
            for begin, end in attribution[role]:
                inside = np.flatnonzero((middle > begin) & (middle < end))
                for run in np.split(inside, np.flatnonzero(np.diff(paragraph[inside])) + 1) if len(inside) else []:
                    labels[starts[run]] = LABELS.index(f"I-{role}")
                    labels[starts[run[0]]] = LABELS.index(f"B-{role}")
                    members[int(starts[run[0]])].add(number)
    return Example(name, pieces, labels, dict(members))


def windows_of(example: Example, rng: random.Random | None) -> list[Window]:
    """The document's windows; with a generator the first one is of any size, to move the cuts about."""
    return cut_windows(example.pieces, first=rng.randint(60, 320) if rng else None)


def tensors_of(example: Example, window: Window) -> dict[str, NDArray[np.int64]]:
    """Arrays of a window; `rows` are the places of word starts, `label`, `paragraph` go with them."""
    ids, case, quote, index = window_arrays(example.pieces, window)
    rows = np.flatnonzero((index >= 0) & example.pieces.word_start[index])
    at = index[rows]
    return {
        "ids": ids,
        "case": case,
        "quote": quote,
        "rows": rows,
        "piece": at,
        "label": example.labels[at],
        "paragraph": example.pieces.paragraph[at],
        "body": (at >= window.begin).astype(np.int64),
    }


def links_of(example: Example, arrays: dict[str, NDArray[np.int64]]) -> list[Links]:
    """Gold links among the gold spans of a window (word numbers are the window's)."""
    label, paragraph, piece = arrays["label"], arrays["paragraph"], arrays["piece"]
    spans: list[RoleSpan] = []
    bounds = [0, *(np.flatnonzero(np.diff(paragraph)) + 1).tolist(), len(paragraph)]
    for begin, end in pairwise(bounds):
        spans += spans_of(label[begin:end], begin)
    known = [s for s in spans if int(piece[s.first]) in example.members]
    found = []
    for kind, (dependent_role, head_role) in enumerate(KINDS):
        dependents = [s for s in known if s.role == dependent_role and arrays["body"][s.last]]
        heads = [s for s in known if s.role == head_role]
        if not dependents:
            continue
        candidates = Heads.of(heads, paragraph)
        places = np.zeros((len(dependents), len(heads), 3), dtype=np.int64)
        right = np.zeros((len(dependents), len(heads) + 1), dtype=np.bool_)
        for i, dependent in enumerate(dependents):
            mine = example.members[int(piece[dependent.first])]
            places[i] = np.stack(candidates.places(dependent, int(paragraph[dependent.first]), np.arange(len(heads))), 1)
            for j, head in enumerate(heads):
                close = abs(head.first - dependent.first) <= REACH
                right[i, j + 1] = close and bool(mine & example.members[int(piece[head.first])])
            right[i, 0] = not right[i].any()
        ends = [np.array([[s.first, s.last] for s in side], dtype=np.int64).reshape(-1, 2) for side in (dependents, heads)]
        found.append(Links(kind, ends[0], ends[1], places, right))
    return found

"""Statements that the tables of cues label: a first lesson for the encoder of acts.

Two kinds: those of PolNeAR's training part as people marked them, and what the program itself finds in Wikinews, recorded pages and
cross-outlet copies, so that the lesson is of many topics. Documents with labels for tuning or scores are left out.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass

from evals.corpora import LABELS, data_root, read_brat
from evals.statements import annotated_of

from onrecord.attribute.statements import find_statements
from onrecord.clauses import Clauses
from onrecord.codec import words
from onrecord.interpret.heads import by_rules
from onrecord.pipeline import Models
from onrecord.records import AnnotatedDocument, Spans
from training.corpora import text_of
from training.fit_heads import parsed


@dataclass(frozen=True)
class Silver:
    """The printed source, cue and content of a statement, with what the tables make of it."""

    parts: tuple[str, str, str]
    act: str
    value: str


def silver(models: Models) -> Iterator[Silver]:
    """All silver statements."""
    away = _kept_out()
    for name, (text, attributions) in sorted(read_brat(data_root() / "polnear/train").items()):
        document = f"polnear/train/{name}"
        if document not in away:
            annotated = parsed(models.syntax, document, text)
            found = [tuple(tuple(sorted((s, e) for s, e in a[role])) for role in ("source", "cue", "content")) for a in attributions]
            yield from _judged(annotated, found)
    for document in _others(away):
        if document not in away:
            annotated = annotated_of(models, document, text_of(document))
            statements = find_statements(annotated, models.weights)
            yield from _judged(annotated, [(s.source, s.cue, s.content) for s in statements])


def _judged(annotated: AnnotatedDocument, found: list[tuple[Spans, ...]]) -> Iterator[Silver]:
    clauses, text = Clauses(annotated.tokens), annotated.document.text
    for source, cue, content in found:
        if content:
            act, value = by_rules(annotated, clauses, cue, content)
            yield Silver((words(text, source), words(text, cue), words(text, content)), act, value)


def _kept_out() -> set[str]:
    """Documents that something is tuned or scored on."""
    named = {
        line.split()[0] for kind in ("heldout", "nested-heldout") for line in (LABELS / f"{kind}.txt").read_text().splitlines() if line
    }
    for path in (*LABELS.glob("*tune-*.jsonl"), *LABELS.glob("*heldout-*.jsonl"), *LABELS.glob("fresh-*.jsonl")):
        named |= {json.loads(line)["document"] for line in path.read_text("utf-8").splitlines()}
    return named


def _others(away: set[str]) -> Iterator[str]:
    """Articles of the other corpora by name; of a page one version, and none where another version or copy is away."""
    root, near = data_root(), {name.rsplit("/", 1)[0] for name in away}
    csv.field_size_limit(10**8)
    for year in (2019, 2020):
        with (root / f"wikinews/wikinews_{year}.csv").open(encoding="utf-8", newline="") as file:
            yield from (f"wikinews/{year}/{row}" for row, _ in enumerate(csv.DictReader(file)))
    for path in sorted((root / "pages").glob("*.json")):
        if f"pages/{path.stem}" not in near:
            yield f"pages/{path.stem}/{next(iter(json.loads(path.read_text('utf-8'))))}"
    for line, _ in enumerate((root / "copies/pairs-dev.jsonl").read_text("utf-8").splitlines()):
        if f"copies/{line}" not in near:
            yield from (f"copies/{line}/a", f"copies/{line}/b")

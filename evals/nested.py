"""Statements inside statements: F1 of those found in the gold contents of labelled documents.

    python -m evals.nested [--data ROOT] [--part train|tune|heldout]

Two agree when their contents' characters have IoU >= 0.5 and their sources overlap or are both empty, as for whole attributions.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from evals.corpora import LABELS, data_root
from evals.spans import ROLES, Roles, Score, scores
from onrecord.attribute.nested import find_nested
from onrecord.clauses import Clauses
from onrecord.codec import statement_id
from onrecord.pipeline import Models, load_models
from onrecord.records import AnnotatedDocument, Document, DocumentId, EncodedWords, Spans, Statement, Style

_NONE = np.zeros(0, dtype=np.int64)
NO_WORDS = EncodedWords(_NONE, _NONE, _NONE, np.zeros((0, 7), np.float32), np.zeros((0, 384), np.float16))  # only contents are read


def read_outer(paths: Iterable[Path]) -> dict[str, tuple[list[Roles], list[Roles]]]:
    """Document → (outermost labels, nested labels)."""
    found: dict[str, tuple[list[Roles], list[Roles]]] = defaultdict(lambda: ([], []))
    anew = [name for path in LABELS.glob("nested*.txt") for name in path.read_text("utf-8").split()]
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            label = json.loads(line)
            former = label.get("nested") and label["document"] in anew and not path.name.startswith("nested")
            if label.get("content") and not former:
                found[label["document"]][bool(label.get("nested"))].append({role: label[role] for role in ROLES})
    return {name: labels for name, labels in found.items() if labels[0]}


def evaluate(models: Models, root: Path, paths: Iterable[Path]) -> dict[str, Score]:
    """Scores on the labels of some files."""
    from training.corpora import text_of

    labels = read_outer(paths)
    gold, guesses = {}, {}
    for name, (outer, inner) in labels.items():
        text = text_of(name, root)
        gold[name] = (text, inner)
        document = Document(DocumentId(name), name, text)
        ((tokens, entities),) = models.syntax([text])
        annotated = AnnotatedDocument(document, tokens, entities, NO_WORDS)
        statements = [outer_statement(document.id, label) for label in outer]
        found = find_nested(annotated, Clauses(tokens), statements, models.encoder, models.weights, models.nested)
        guesses[name] = [{role: getattr(s, role) for role in ROLES} for s in found]
    table = scores(guesses, gold)
    return {"nested": table["e2e"], "nested content only": table["content only"]}


def outer_statement(document: DocumentId, label: Roles) -> Statement:
    """A label as a statement."""
    source, cue, content = (_spans(label[role]) for role in ROLES)
    return Statement(statement_id(document, source, cue, content), document, source, cue, content, Style.INDIRECT)


def _spans(pieces: Iterable[Iterable[int]]) -> Spans:
    return tuple((start, end) for start, end in sorted(tuple(p) for p in pieces))


def files_of(part: str) -> list[Path]:
    """The label files of a part; all their nested labels are in files of their own."""
    names = {"train": "train-*.jsonl", "tune": "heldout.jsonl", "heldout": "fresh-*.jsonl"}
    return [*sorted(LABELS.glob(names[part])), LABELS / ("nested-heldout.jsonl" if part == "heldout" else "nested.jsonl")]


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=data_root())
    parser.add_argument("--part", default="tune")
    options = parser.parse_args()
    for name, s in evaluate(load_models(), options.data, files_of(options.part)).items():
        print(f"{name:<22}{s.precision:7.1f}{s.recall:7.1f}{s.f1:7.1f}   {s.right}/{s.guessed}/{s.gold}")


if __name__ == "__main__":
    main()

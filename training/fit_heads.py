"""Fit the linear heads (acts, factuality) on the project's labels, and write them into the package.

    python -m training.fit_heads [--parts train tune more broad] [--folder MODEL]

The parts `more` and `broad` have statements with act and factuality alone.

Scores are of a cross-validation over documents, so nothing is scored that was fitted on. Needs scikit-learn; takes some minutes.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from evals.corpora import LABELS
from evals.statements import macro, read_labels, statement_of
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from onrecord.annotate.syntax import Syntax
from onrecord.clauses import Clauses
from onrecord.interpret.heads import by_rules, statement_features
from onrecord.records import AnnotatedDocument, Document, DocumentId
from training.corpora import text_of

BUNDLED = Path(__file__).resolve().parents[1] / "src/onrecord/models/attribution"
FILES = {
    "train": "interpretation-train-statements.jsonl",
    "tune": "interpretation-tune-statements.jsonl",
    "more": "acts-more.jsonl",
    "broad": "acts-broad.jsonl",
}
PARTS = tuple(FILES)
FOLDS = 5
KEPT = 5  # cases that every class has at least, where shares are compared
SEEN = 2  # a feature seen once teaches nothing
STRENGTH = {"act": 0.6, "factuality": 0.6}  # inverse of the penalty, by cross-validation


@dataclass
class Rows:
    """Features, label and fold of each case."""

    features: list[list[str]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    folds: list[int] = field(default_factory=list)
    usual: list[bool] = field(default_factory=list)

    def add(self, features: list[str], label: str, document: str, *, usual: bool = True) -> None:
        """One case; a document's cases are in one fold. Cases chosen because they are hard are not as `usual` as others."""
        self.features.append(features)
        self.usual.append(usual)
        self.labels.append(label)
        self.folds.append(fold_of(document))


def fold_of(document: str) -> int:
    """The fold of a document, the same in every run."""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % FOLDS


def parsed(syntax: Syntax, name: str, text: str) -> AnnotatedDocument:
    """A text with its syntax, not encoded."""
    ((tokens, entities),) = syntax([text])
    return AnnotatedDocument(Document(DocumentId(name), name, text), tokens, entities, None)  # type: ignore[arg-type]


def labelled_statements(part: str) -> dict[str, list[dict[str, Any]]]:
    """Document → its statements with act and factuality."""
    return read_labels(LABELS / FILES[part])


def is_usual(part: str, document: str) -> bool:
    """Whether the statements of a document were taken as they came, and not because they are rare or hard."""
    return part in {"train", "tune"} or (part == "broad" and not document.startswith("polnear/"))


def gather(parts: Sequence[str]) -> dict[str, Rows]:
    """The cases of all heads."""
    syntax, rows = Syntax(), {name: Rows() for name in STRENGTH}
    for part in parts:
        statements = labelled_statements(part)
        for name in sorted(statements):
            text = text_of(name)
            annotated = parsed(syntax, name, text)
            clauses = Clauses(annotated.tokens)
            for label in statements[name]:
                s = statement_of(label)
                rules = by_rules(annotated, clauses, s.cue, s.content)
                features = statement_features(annotated, clauses, s, rules)
                rows["act"].add(features, label["act"], name, usual=is_usual(part, name))
                rows["factuality"].add(features, label["factuality"], name, usual=is_usual(part, name))
    return rows


def fit(rows: Rows, chosen: np.ndarray, strength: float) -> tuple[DictVectorizer, LogisticRegression]:
    """A penalised logistic regression."""
    counts = Counter(f for i in chosen for f in set(rows.features[i]))
    kept = {f for f, n in counts.items() if n >= SEEN}
    vectorizer = DictVectorizer(dtype=np.float32)
    inputs = vectorizer.fit_transform([{f: 1 for f in rows.features[i] if f in kept} for i in chosen])
    model = LogisticRegression(C=strength, max_iter=400)
    model.fit(inputs, [rows.labels[i] for i in chosen])
    return vectorizer, model


def scored(
    vectorizer: DictVectorizer, model: LogisticRegression, rows: Rows, cases: NDArray[np.intp], names: Sequence[str]
) -> NDArray[np.float32]:
    """Scores (cases, names) of some cases; a class that the model never saw is out of the question."""
    scores = model.decision_function(vectorizer.transform([dict.fromkeys(rows.features[i], 1) for i in cases]))
    if scores.ndim == 1:  # one column stands for the second of two classes
        scores = np.stack([np.zeros_like(scores), scores], 1)
    found = np.full((len(cases), len(names)), -np.inf, dtype=np.float32)
    found[:, [names.index(str(c)) for c in model.classes_]] = scores
    return found


def held_out_scores(rows: Rows, strength: float, names: Sequence[str]) -> NDArray[np.float32]:
    """Scores (cases, names) of every case by a model that did not see its document."""
    folds = np.array(rows.folds)
    found = np.full((len(folds), len(names)), -np.inf, dtype=np.float32)
    for fold in range(FOLDS):
        vectorizer, model = fit(rows, np.flatnonzero(folds != fold), strength)
        test = np.flatnonzero(folds == fold)
        found[test] = scored(vectorizer, model, rows, test, names)
    return found


def validated(rows: Rows, strength: float) -> list[tuple[str, str]]:
    """(gold, guess) of every case, guessed by a model that did not see its document."""
    names = sorted(set(rows.labels))
    guesses = held_out_scores(rows, strength, names).argmax(1)
    return [(label, names[guess]) for label, guess in zip(rows.labels, guesses, strict=True)]


def prior_shift(labels: Sequence[str], usual: Sequence[bool], names: Sequence[str]) -> NDArray[np.float32]:
    """How much likelier each class is (in log odds) among the usual cases than among all."""
    among = Counter(label for label, is_usual in zip(labels, usual, strict=True) if is_usual)
    counts = np.array([[among[n] + KEPT for n in names], [Counter(labels)[n] + KEPT for n in names]], dtype=np.float32)
    usual_shares, shares = counts / counts.sum(1, keepdims=True)
    return np.asarray(np.log(usual_shares / shares), dtype=np.float32)


def arrays(name: str, vectorizer: DictVectorizer, model: LogisticRegression) -> dict[str, np.ndarray]:
    """The weights as `interpret.heads` reads them."""
    weights, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # one row stands for the second class
        weights, bias = np.concatenate([np.zeros_like(weights), weights]), np.concatenate([[0.0], bias])
    return {
        f"{name}_features": np.frombuffer("\n".join(vectorizer.feature_names_).encode(), dtype=np.uint8),
        f"{name}_classes": np.frombuffer("\n".join(map(str, model.classes_)).encode(), dtype=np.uint8),
        f"{name}_weights": weights.T.astype(np.float16),
        f"{name}_bias": bias.astype(np.float32),
    }


def main() -> None:
    """Validate, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parts", nargs="+", default=PARTS)
    parser.add_argument("--folder", type=Path, default=BUNDLED)
    o = parser.parse_args()
    weights: dict[str, np.ndarray] = {}
    for name, rows in gather(o.parts).items():
        accuracy, f1 = macro(validated(rows, STRENGTH[name]))
        print(f"{name}: {len(rows.labels)} cases, accuracy {accuracy:.1f}, macro F1 {f1:.1f}", flush=True)
        vectorizer, model = fit(rows, np.arange(len(rows.labels)), STRENGTH[name])
        if name == "act":  # hard cases are richer in rare acts than reports are; of factuality this makes no difference
            model.intercept_ = model.intercept_ + prior_shift(rows.labels, rows.usual, model.classes_)
        weights |= arrays(name, vectorizer, model)
    np.savez_compressed(o.folder / "heads.npz", **weights)
    print((o.folder / "heads.npz").stat().st_size, "bytes")


if __name__ == "__main__":
    main()

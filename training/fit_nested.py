"""Weigh proposals of inner statements: the weights of `attribute.nested`, from the labels of statements inside statements.

    python -m training.fit_nested [--folder DIR] [--validate]

Cross-validation over documents is printed first; `--validate` writes nothing. To be run again whenever the encoder changes.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from evals.corpora import LABELS, read_brat
from evals.nested import outer_statement, read_outer
from evals.spans import Roles, characters, matching, normalise
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.decomposition import PCA
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from onrecord.annotate.encoder import Encoder
from onrecord.annotate.syntax import Syntax
from onrecord.attribute.nested import LEAST, Finder, Weighed, chosen
from onrecord.attribute.nested_features import Features, features_of, vectors_of
from onrecord.attribute.proposals import Proposal
from onrecord.attribute.usage import Usage
from onrecord.attribute.weights import load_weights
from onrecord.clauses import Clauses
from training.corpora import data_root, text_of
from training.fit_heads import BUNDLED, FOLDS, fold_of, parsed
from training.usage import usage_of_polnear

STRENGTH = 0.1  # of logistic regression; 0.05 and 0.2 did no better in cross-validation
SEEN = 5  # proposals that a feature must stand with
AXES, WEIGHT = 64, 0.3  # principal axes of each of the four vectors, and what they weigh beside the other features


@dataclass(frozen=True)
class Case:
    """A proposal with its features, and which label it agrees with (None: none)."""

    weighed: Weighed
    features: Features
    vectors: NDArray[np.float32]
    label: int | None


Cases = dict[str, list[Case]]


def labelled() -> dict[str, tuple[list[Roles], list[Roles]]]:
    """Document → (outer labels, nested labels) of all documents for training and tuning; the outer ones of PolNeAR's are the corpus's own."""
    found = read_outer(
        [*sorted(LABELS.glob("train-*.jsonl")), LABELS / "heldout.jsonl", LABELS / "nested.jsonl", LABELS / "nested-more.jsonl"]
    )
    inner: dict[str, list[Roles]] = defaultdict(list)
    for line in (LABELS / "nested.jsonl").read_text("utf-8").splitlines():
        label = json.loads(line)
        inner[label["document"]].append(label)
    corpus = read_brat(data_root() / "polnear/train")
    for name in (LABELS / "nested.txt").read_text("utf-8").split():
        if name.startswith("polnear/"):
            found[name] = ([a for a in corpus[name.split("/")[2]][1] if a["content"]], inner[name])
    return found


def gather(folder: Path, usage: Usage) -> tuple[Cases, dict[str, int]]:
    """Every proposal in the labelled documents, as the model of a folder reads them, and how many labels each document has."""
    syntax, encoder, weights = Syntax(), Encoder(folder), load_weights(folder)
    cases: Cases = {}
    golds = {}
    for name, (outer, inner) in sorted(labelled().items()):
        text = text_of(name)
        annotated = parsed(syntax, name, text)
        statements = [outer_statement(annotated.document.id, label) for label in outer]
        finder = Finder(annotated, Clauses(annotated.tokens), statements, encoder, weights, usage)
        gold = [(_letters(label["source"], text), _letters(label["content"], text)) for label in inner]
        cases[name], golds[name] = list(_cases(finder, gold)), len(inner)
    return cases, golds


def _cases(finder: Finder, gold: list[tuple[set[int], set[int]]]) -> Iterator[Case]:
    tokens = finder.clauses.tokens

    def letters(rows: Sequence[tuple[int, int]]) -> set[int]:
        return _letters([(int(tokens.start[a]), int(tokens.end[b])) for a, b in rows], finder.text)

    for number, statement in enumerate(finder.statements):
        outer = finder.outer(statement)
        for group in finder.groups(statement):
            for proposal, features in zip(group, features_of(finder.view, outer, group), strict=True):
                source, content = letters([proposal.source] if proposal.source else []), letters(proposal.content)
                label = next(
                    (i for i, (s, c) in enumerate(gold) if 2 * len(c & content) >= len(c | content) and (s & source or not (s or source))),
                    None,
                )
                yield Case(Weighed(proposal, number, 0.0), features, vectors_of(finder.view, proposal), label)


def _letters(spans: Sequence[Sequence[int]], text: str) -> set[int]:
    return characters(normalise(spans, text), text)


@dataclass(frozen=True)
class Model:
    """Names of features, their weights, those of the vectors, and a bias."""

    features: tuple[str, ...]
    weights: NDArray[np.float64]
    vectors: NDArray[np.float64]
    bias: float

    def probabilities(self, cases: Sequence[Case]) -> NDArray[np.float64]:
        """Of each case."""
        index = {name: i for i, name in enumerate(self.features)}
        plain = [sum(self.weights[index[f]] * v for f, v in c.features.items() if f in index) for c in cases]
        scores = np.array(plain) + np.array([float((c.vectors * self.vectors).sum()) for c in cases]) + self.bias
        return np.asarray(1 / (1 + np.exp(-scores)), dtype=np.float64)


def fit(cases: Sequence[Case]) -> Model:
    """A penalised logistic regression over features and the principal axes of the vectors, written as weights of the vectors themselves."""
    counts = Counter(name for case in cases for name in case.features)
    vectorizer = DictVectorizer()
    plain = vectorizer.fit_transform([{f: v for f, v in c.features.items() if counts[f] >= SEEN} for c in cases])
    stacked = np.stack([c.vectors for c in cases])
    axes = [PCA(AXES, svd_solver="full").fit(stacked[:, k]) for k in range(stacked.shape[1])]
    turned = np.concatenate([WEIGHT * a.transform(stacked[:, k]) for k, a in enumerate(axes)], 1)
    model = LogisticRegression(C=STRENGTH, max_iter=500).fit(csr_matrix(hstack([plain, turned])), [c.label is not None for c in cases])
    weights, parts = model.coef_[0][: plain.shape[1]], np.split(model.coef_[0][plain.shape[1] :], len(axes))
    vectors = np.stack([WEIGHT * part @ a.components_ for part, a in zip(parts, axes, strict=True)])
    bias = float(model.intercept_[0]) - sum(float(v @ a.mean_) for v, a in zip(vectors, axes, strict=True))
    return Model(tuple(vectorizer.feature_names_), weights, vectors, bias)


def validate(cases: Cases, golds: dict[str, int], least: Sequence[float]) -> dict[float, tuple[int, int, int]]:
    """Threshold → (right, guessed, gold), every document weighed by a model that did not see it."""
    weighed: dict[str, NDArray[np.float64]] = {}
    for fold in range(FOLDS):
        model = fit([case for name, found in cases.items() if fold_of(name) != fold for case in found])
        weighed |= {name: model.probabilities(found) for name, found in cases.items() if fold_of(name) == fold}
    found = {}
    for threshold in least:
        right = guessed = 0
        for name, own in cases.items():
            kept = chosen([_with(c.weighed, float(p)) for c, p in zip(own, weighed[name], strict=True)], threshold)
            label = {_key(c.weighed.proposal, c.weighed.outer): c.label for c in own}
            labels = [label[_key(w.proposal, w.outer)] for w in kept]
            right += matching([[n] if n is not None else [] for n in labels])
            guessed += len(kept)
        found[threshold] = right, guessed, sum(golds.values())
    return found


def _with(weighed: Weighed, probability: float) -> Weighed:
    return Weighed(weighed.proposal, weighed.outer, probability)


def _key(proposal: Proposal, outer: int) -> tuple[object, ...]:
    return proposal.head, proposal.source, proposal.content, outer


def main() -> None:
    """Validate, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=BUNDLED)
    parser.add_argument("--validate", action="store_true")
    o = parser.parse_args()
    usage = usage_of_polnear()
    cases, golds = gather(o.folder, usage)
    every = [case for found in cases.values() for case in found]
    met = {(name, case.label) for name, found in cases.items() for case in found if case.label is not None}
    print(f"{len(cases)} documents, {len(every)} proposals; {len(met)} of {sum(golds.values())} labels proposed")
    for least, (right, guessed, gold) in validate(cases, golds, (0.2, LEAST, 0.3, 0.35)).items():
        print(f"from {least:.2f}: P {100 * right / guessed:.1f} R {100 * right / gold:.1f} F1 {200 * right / (guessed + gold):.1f}")
    if not o.validate:
        model = fit(every)
        np.savez_compressed(
            o.folder / "nested.npz",
            features=np.frombuffer("\n".join(model.features).encode(), dtype=np.uint8),
            weights=model.weights.astype(np.float16),
            vectors=model.vectors.astype(np.float16),
            bias=np.float32(model.bias),
            words=np.frombuffer("\n".join(usage.rates).encode(), dtype=np.uint8),
            rates=np.array(list(usage.rates.values()), dtype=np.float16),
            grammar=np.frombuffer("\n".join(usage.grammar).encode(), dtype=np.uint8),
            grammar_weights=np.array(list(usage.grammar.values()), dtype=np.float16),
            grammar_bias=np.float32(usage.bias),
        )
        print((o.folder / "nested.npz").stat().st_size, "bytes")


if __name__ == "__main__":
    main()

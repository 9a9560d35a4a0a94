"""Fits the weights by which a speaker is given a country of the report, or none, where no word tells whose it is.

    python -m training.fit_countries [--write]

Each labelled statement whose speaker is found, and not placed by its words, is an example: its country among those that the report names,
or none. A conditional logit with a quadratic penalty; statements of one speaker, and of one report, share their weight. What it makes of
documents that it has not seen is printed. `--write` writes src/onrecord/interpret/country_weights.py. Needs scipy.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import numpy as np
from evals.corpora import LABELS, data_root
from evals.speakers import Annotate, Label, agree, read_labels, statement_of, syntax_only
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from onrecord.interpret.placing import by_rules, told
from onrecord.interpret.speaker import Speakers
from onrecord.interpret.whose import candidates
from onrecord.records import AnnotatedDocument
from training.corpora import text_of
from training.fit_heads import FOLDS, fold_of

FILES = ("interpretation-train-statements", "interpretation-tune-statements", "speakers-fresh", "speakers-more")
PENALTY = 3.0  # from 1 to 5 makes no difference on documents not seen
SEEN = 3  # documents that a feature must be of
CROWD = 15  # statements of one report that count as much as all others of it together
TARGET = Path(__file__).resolve().parents[1] / "src/onrecord/interpret/country_weights.py"
HEAD = '"""What speaks for a country, and for none (`whose.py`): made by `python -m training.fit_countries --write`."""\n'
Options = dict[str | None, list[str]]


@dataclass(frozen=True)
class Case:
    """A speaker that no word places, the countries in question, the right one, and what the program says now."""

    document: str
    speaker: str
    options: Options
    gold: str | None
    now: str | None

    @property
    def is_open(self) -> bool:
        """Whether the right one is in question."""
        return self.gold in self.options


def cases_of(labels: Sequence[Label], annotated: AnnotatedDocument) -> list[Case]:
    """The cases of one document, in the order of the text."""
    speakers, found = Speakers(annotated), []
    for label in sorted(labels, key=lambda one: min(s for role in ("source", "cue", "content") for s, _ in one[role])):
        statement = statement_of(label)
        speaker = speakers.resolve(statement)
        if speaker is None or not label["speaker"] or not agree(label["speaker"], speaker.name):
            continue
        span = (statement.source or statement.content)[0]
        if speaker.country is None or speaker.country_inferred:
            bare = replace(speaker, country=None, country_inferred=False)
            if by_rules(speakers.scene, bare, span, speakers.behind) is None:
                options = candidates(speakers.scene, bare, span, told(speakers.scene, bare, span))
                found.append(Case(label["document"], speaker.name, options, label["country"], speaker.country))
    return found


def cases(files: Iterable[str], annotate: Annotate) -> list[Case]:
    """The cases of all documents of some label files."""
    found = []
    for file in files:
        labels = sorted(read_labels(LABELS / f"{file}.jsonl"), key=lambda label: label["document"])
        for document, group in groupby(labels, key=lambda label: label["document"]):
            found += cases_of(list(group), annotate(text_of(document, data_root())))
    return found


def weights_of(examples: Sequence[Case]) -> NDArray[np.float64]:
    """How much each counts: a speaker who says much, and a report with many speakers, not as much as their numbers."""
    speakers, documents = Counter((c.document, c.speaker) for c in examples), Counter(c.document for c in examples)
    return np.array([speakers[c.document, c.speaker] ** -0.5 / (1 + documents[c.document] / CROWD) for c in examples])


def fit(examples: Sequence[Case]) -> dict[str, float]:
    """Feature → weight."""
    examples = [c for c in examples if c.is_open]
    seen: dict[str, set[str]] = defaultdict(set)
    for case in examples:
        for features in case.options.values():
            for feature in features:
                seen[feature].add(case.document)
    names = sorted(name for name, documents in seen.items() if len(documents) >= SEEN)
    index = {name: number for number, name in enumerate(names)}
    rows = [[index[f] for f in features if f in index] for case in examples for features in case.options.values()]
    matrix = csr_matrix((np.ones(sum(map(len, rows))), np.concatenate(rows), np.cumsum([0, *map(len, rows)])), (len(rows), len(names)))
    sizes = np.array([len(case.options) for case in examples])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    group = np.repeat(np.arange(len(examples)), sizes)
    right = starts + np.array([list(case.options).index(case.gold) for case in examples])
    counts = weights_of(examples)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = matrix @ weights
        shifted = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        chance = shifted / np.add.reduceat(shifted, starts)[group]
        pull = chance * counts[group]
        np.subtract.at(pull, right, counts)
        value = -(counts * np.log(chance[right])).sum() + PENALTY * (weights @ weights) / 2
        return float(value), matrix.T @ pull + PENALTY * weights

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return {name: round(float(weight), 3) for name, weight in zip(names, best, strict=True)}


def choice(case: Case, weights: dict[str, float]) -> str | None:
    """The option with the highest score."""
    return max(case.options, key=lambda code: sum(weights.get(f, 0.0) for f in case.options[code]))


def crossed(examples: Sequence[Case]) -> list[bool]:
    """Whether each is right by weights that were fitted without its document's fold."""
    right = [False] * len(examples)
    for fold in range(FOLDS):
        weights = fit([c for c in examples if fold_of(c.document) != fold])
        for number, case in enumerate(examples):
            if fold_of(case.document) == fold:
                right[number] = choice(case, weights) == case.gold
    return right


def main() -> None:
    """Print how well it does, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    examples = cases(FILES, syntax_only())
    print(f"{len(examples)} cases; right by weights of other documents: {100 * np.mean(crossed(examples)):.1f} %")
    print(f"right as the program is now: {100 * np.mean([c.now == c.gold for c in examples]):.1f} %")
    weights = fit(examples)
    if options.write:
        rows = "".join(f'    "{name}": {weight},\n' for name, weight in weights.items() if weight)
        TARGET.write_text(f"{HEAD}\nWEIGHTS: dict[str, float] = {{\n{rows}}}\n", "utf-8")


if __name__ == "__main__":
    main()

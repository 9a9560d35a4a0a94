"""Fits the weights by which two claims are held to be of one matter, on the labelled scenarios to train on and to develop on.

    python -m training.fit_joins [--write]

Every pair of labelled claims of a scenario that have words of their own is an example: of one matter or of two. Logistic regression with a
quadratic penalty; what it makes of a scenario that it has not seen is printed, as average precision. `--write` writes
src/onrecord/ledger/join_weights.py.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from evals.thread_scores import matches
from evals.threads import SCENARIOS, labelled, read
from numpy.typing import NDArray

from onrecord.ledger import Embedder
from onrecord.ledger.antecedents import pointers
from onrecord.ledger.joins import FEATURES, features
from onrecord.ledger.sightings import Sighting, sightings
from onrecord.ledger.thread_keys import packed, unpacked
from onrecord.ledger.wordings import wordings
from onrecord.meaning import LazyMeaning
from onrecord.pipeline import Models, load_models
from onrecord.records import Reading

Numbers = NDArray[np.float64]
HALVES = ("train", "dev")
STRENGTH = 100.0  # of the penalty on standardised weights; from 10 to 300 makes no difference on scenarios not seen
SHIFT = 0.6  # added to the log-odds: chosen on the same scenarios, each by the weights of the others, for precision over 80
TARGET = Path(__file__).resolve().parents[1] / "src/onrecord/ledger/join_weights.py"
HEAD = '"""What speaks for two claims being of one matter, by `joins.FEATURES`: made by `python -m training.fit_joins --write`."""\n'


def pairs(models: Models, meaning: Embedder, path: Path) -> tuple[Numbers, Numbers]:
    """The examples of one scenario: features (pairs, features), and whether each pair is of one matter."""
    gold, readings = labelled(path), read(models, path)
    of_matter = {claim: thread.name for thread in gold.threads for claim in thread.claims}
    found = {s.claim: s for reading in readings.values() for s in _seen(reading, meaning)}
    pointing = {
        claim for reading in readings.values() for claim in pointers([s for s in found.values() if s.document == reading.document.id])
    }
    named = {claim: of_matter[gold_claim] for gold_claim, claim in matches(gold, readings).items()}
    own = sorted(claim for claim in named if claim not in pointing and not found[claim].refers)
    examples = [(features(found[a], found[b]), named[a] == named[b]) for a, b in combinations(own, 2)]
    return np.array([values for values, _ in examples]), np.array([float(same) for _, same in examples])


def _seen(reading: Reading, meaning: Embedder) -> list[Sighting]:
    """A reading's claims, with vectors as the ledger keeps them."""
    return sightings(reading, [unpacked(packed(vector)) for vector in meaning(wordings(reading))])


def average_precision(scores: Numbers, same: Numbers) -> float:
    """Mean of the precision at each true pair, in per cent."""
    ranked = same[np.argsort(-scores, kind="stable")]
    return 100 * float((np.cumsum(ranked) / np.arange(1, len(ranked) + 1) * ranked).sum() / ranked.sum())


def fit(values: Numbers, same: Numbers) -> tuple[Numbers, float]:
    """Weights and bias of plain features, by Newton's method on standardised ones."""
    middle, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    columns = np.c_[(values - middle) / spread, np.ones(len(values))]
    penalty = np.diag([*[STRENGTH] * values.shape[1], 0.0])
    weights = np.zeros(columns.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-columns @ weights))
        slope = columns.T @ (chance - same) + penalty @ weights
        step = np.linalg.solve((columns * (chance * (1 - chance))[:, None]).T @ columns + penalty, slope)
        weights -= step
        if np.abs(step).max() < 1e-9:
            break
    plain = weights[:-1] / spread
    return plain, float(weights[-1] - plain @ middle)


def crossed(examples: Sequence[tuple[Numbers, Numbers]]) -> list[float]:
    """Average precision on each scenario, by weights fitted on the others."""
    found = []
    for left_out, (values, same) in enumerate(examples):
        others = [example for number, example in enumerate(examples) if number != left_out]
        weights, bias = fit(np.concatenate([v for v, _ in others]), np.concatenate([s for _, s in others]))
        found.append(average_precision(values @ weights + bias, same))
    return found


def main() -> None:
    """Print how well it does, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    models = load_models()
    paths = [path for half in HALVES for path in sorted((SCENARIOS / half).glob("*.json"))]
    meaning = LazyMeaning()
    examples = [pairs(models, meaning, path) for path in paths]
    for path, value in zip(paths, crossed(examples), strict=True):
        print(f"{path.stem:<24}{value:6.1f}")
    weights, bias = fit(np.concatenate([v for v, _ in examples]), np.concatenate([s for _, s in examples]))
    for name, weight in zip(FEATURES, weights, strict=True):
        print(f"{name:<36}{weight:7.3f}")
    if options.write:
        rows = "".join(f"    {weight:.4f},  # {name}\n" for name, weight in zip(FEATURES, weights, strict=True))
        TARGET.write_text(f"{HEAD}\nWEIGHTS = (\n{rows})\nBIAS = {bias + SHIFT:.4f}\n", "utf-8")


if __name__ == "__main__":
    main()

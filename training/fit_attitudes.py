"""Fits the weights by which a claim that by itself asserts is held for a denial, an admission or a retraction in its matter.

    python -m training.fit_attitudes [--more FOLDER] [--write]

Every labelled claim of the scenarios to train on and to develop on that rules hold for an assertion is an example, in its labelled matter;
`--more` adds a folder of scenarios. A softmax with a quadratic penalty; how many are right in scenarios not seen is printed, beside the
rules alone. `--write` writes src/onrecord/ledger/attitude_weights.py.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from evals.thread_scores import matches
from evals.threads import SCENARIOS, labelled, read
from numpy.typing import NDArray

from onrecord.ledger.attitudes import KINDS, NAMES, features
from onrecord.ledger.holders import parties
from onrecord.ledger.positions import by_rule
from onrecord.ledger.sightings import Sighting, sightings, wordings
from onrecord.ledger.thread_keys import packed, unpacked
from onrecord.meaning import LazyMeaning
from onrecord.pipeline import Models, load_models
from onrecord.records import PositionKind, Reading

Numbers = NDArray[np.float64]
HALVES = ("train", "dev")
STRENGTH = 10.0  # of the penalty: 3 and 30 are worse on scenarios not seen
STEPS, STEP = 4000, 0.002  # of the descent, which has then come to rest
TARGET = Path(__file__).resolve().parents[1] / "src/onrecord/ledger/attitude_weights.py"
HEAD = '"""What speaks for each of `attitudes.KINDS`, by `attitudes.NAMES`: made by `python -m training.fit_attitudes --write`."""\n'


@dataclass(frozen=True)
class Examples:
    """The claims of a scenario: their features, and the number of the labelled kind."""

    values: Numbers
    kinds: NDArray[np.int64]


def examples(models: Models, meaning: LazyMeaning, path: Path) -> Examples:
    """The claims of one scenario's labelled matters that the rules hold for assertions."""
    return examples_of(path, read(models, path), meaning)


def examples_of(path: Path, readings: dict[str, Reading], meaning: LazyMeaning) -> Examples:
    """The same from its readings."""
    gold = labelled(path)
    matched = matches(gold, readings)
    seen = {s.claim: s for reading in readings.values() for s in _seen(reading, meaning)}
    rows: list[list[float]] = []
    kinds: list[int] = []
    for thread in gold.threads:
        asked = {matched[c]: c.position for c in thread.claims if c in matched}
        found = [seen[claim] for claim in asked]
        if len(found) < 2:
            continue
        documents = {s.document for s in found}
        party = parties(found, [s for s in seen.values() if s.document in documents])
        ruled = by_rule(found, party)
        wanted = [s for s in found if ruled[s.claim] is PositionKind.ASSERTS and PositionKind(asked[s.claim]) in KINDS]
        rows += features(found, party, wanted)
        kinds += [KINDS.index(PositionKind(asked[s.claim])) for s in wanted]
    return Examples(np.array(rows).reshape(len(rows), len(NAMES)), np.array(kinds, dtype=np.int64))


def _seen(reading: Reading, meaning: LazyMeaning) -> list[Sighting]:
    """A reading's claims, with vectors as the ledger keeps them."""
    return sightings(reading, [unpacked(packed(vector)) for vector in meaning(wordings(reading))])


def fit(some: list[Examples]) -> Numbers:
    """Weights (kinds, features) by gradient descent from nought."""
    values = np.concatenate([e.values for e in some])
    truth = np.eye(len(KINDS))[np.concatenate([e.kinds for e in some])]
    weights = np.zeros((len(KINDS), values.shape[1]))
    for _ in range(STEPS):
        scores = values @ weights.T
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        weights -= STEP * ((chances - truth).T @ values + STRENGTH * weights)
    return weights


def right(weights: Numbers, held: Examples) -> int:
    """How many examples the weights get right."""
    return int((np.argmax(held.values @ weights.T, axis=1) == held.kinds).sum())


def crossed(found: list[Examples]) -> tuple[int, int, int]:
    """Examples, those that are assertions, and those right by weights fitted on the other scenarios."""
    total = sum(len(e.kinds) for e in found)
    plain = sum(int((e.kinds == 0).sum()) for e in found)
    return total, plain, sum(right(fit(found[:n] + found[n + 1 :]), held) for n, held in enumerate(found))


def write(weights: Numbers) -> None:
    """Writes the weights as the program reads them."""
    columns = "\n".join(f"    ({', '.join(f'{w:.3f}' for w in column)}),  # {name}" for name, column in zip(NAMES, weights.T, strict=True))
    TARGET.write_text(f"{HEAD}\nWEIGHTS = (\n{columns}\n)  # one row a feature, one column a kind\n", "utf-8")


def main() -> None:
    """Fit, print how it does on scenarios not seen, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--more", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    folders = [*(SCENARIOS / half for half in HALVES), *([options.more] if options.more else [])]
    paths = list({path.stem: path for folder in folders for path in sorted(folder.glob("*.json"))}.values())
    models, meaning = load_models(), LazyMeaning()
    found = [examples(models, meaning, path) for path in paths]
    total, plain, good = crossed(found)
    print(
        f"{len(paths)} scenarios, {total} claims: {100 * plain / total:.1f} % by the rules, {100 * good / total:.1f} % by weights of the others"
    )
    if options.write:
        write(fit(found))


if __name__ == "__main__":
    main()

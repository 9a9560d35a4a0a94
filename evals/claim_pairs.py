"""Linking of single claims: pairs from two articles on one topic, against pairs made across topics.

    python -m evals.claim_pairs [--data ROOT]

ClaimDiff gives two sentences of two articles on a topic, and whether one strengthens or weakens the other. "same topic" asks for all its
pairs against as many made across topics; "related" only for those that strengthen or weaken, against the same. The program compares
claims made from each sentence alone. Average precision by its log-odds, F1 at its own threshold. Not every pair of one topic is of
one matter: it is recall on "related" and precision that say something.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evals.corpora import data_root
from evals.spans import Score
from onrecord.codec import claim_id
from onrecord.interpret.claims import selector
from onrecord.ledger.grouping import VETOED
from onrecord.ledger.joins import compare
from onrecord.ledger.sightings import Sighting, sightings
from onrecord.ledger.wordings import wordings
from onrecord.meaning import LazyMeaning
from onrecord.pipeline import Models, Pipeline, load_models
from onrecord.records import Claim, Document, DocumentId, Event, Factuality, Page, Reading

SEED = 4
FILES = ("claimdiff-strength.json", "claimdiff-weak.json")


@dataclass(frozen=True)
class Labelled:
    """Two sentences on a topic, and whether one bears on the other."""

    topic: str
    date: str
    first: str
    second: str
    related: bool


def pairs(root: Path) -> list[Labelled]:
    """The pairs, each once: the other direction of one is the same pair."""
    found: dict[tuple[str, frozenset[str]], Labelled] = {}
    for name in FILES:
        for values in json.loads((root / "claim-pairs" / name).read_text("utf-8"))["data"]:
            key = (values["topic"], frozenset({values["claim_a"], values["claim_b"]}))
            known = found.get(key)
            bears = bool(values["relation"]) or (known is not None and known.related)
            first, second = (known.first, known.second) if known else (values["claim_a"], values["claim_b"])
            found[key] = Labelled(values["topic"], values["date"], first, second, bears)
    return list(found.values())


def across(given: Sequence[Labelled]) -> list[Labelled]:
    """As many pairs of sentences of two topics, at random."""
    rng = random.Random(SEED)
    made: list[Labelled] = []
    while len(made) < len(given):
        one, other = rng.choice(given), rng.choice(given)
        if one.topic != other.topic:
            made.append(Labelled(one.topic, one.date, one.first, other.second, related=False))
    return made


def seen(models: Models, texts: dict[str, str]) -> dict[str, Sighting]:
    """Sentence → sighting: all of its words as one claim, with the events that the program finds there. Values of `texts` are dates."""
    pages = [Page(f"https://example.org/{n}", text.encode(), "text/plain", published=day) for n, (text, day) in enumerate(texts.items())]
    embed = LazyMeaning()
    found: dict[str, Sighting] = {}
    for text, item in zip(texts, Pipeline(models)(pages), strict=True):
        document = item.document if isinstance(item, Reading) else Document(DocumentId(f"d-{len(found)}"), "", text)
        events = tuple(event for claim in item.claims for event in claim.events) if isinstance(item, Reading) else ()
        whole = (0, len(document.text))
        identity, evidence = claim_id(document.id, None, (whole,)), (selector(document.text, whole),)
        claim = Claim(identity, None, document.id, None, None, value_of(events), events, evidence)
        reading = Reading(document, (), (claim,))
        (sighting,) = sightings(reading, list(embed(wordings(reading))))
        found[text] = replace(sighting, paragraph=1)  # it stands within an article and is no headline
    return found


def value_of(events: Sequence[Event]) -> Factuality:
    """How firmly the main event is held."""
    return events[0].factuality if events else Factuality.CERTAIN


def average_precision(scored: Sequence[tuple[float, bool]]) -> float:
    """Mean precision at each true pair, the likeliest pairs first, in per cent; of pairs with one score, false ones come first."""
    right, total = 0, 0.0
    for rank, (_, true) in enumerate(sorted(scored, key=lambda item: (-item[0], item[1])), start=1):
        if true:
            right += 1
            total += right / rank
    return 100 * total / right if right else 0.0


def evaluate(models: Models, root: Path) -> dict[str, float]:
    """Scores of linking."""
    given = pairs(root)
    texts = {text: pair.date for pair in given for text in (pair.first, pair.second)}
    sights = seen(models, texts)
    table: dict[str, float] = {}
    for name, true in (("same topic", given), ("related", [pair for pair in given if pair.related])):
        compared = [(compare(sights[p.first], sights[p.second]), yes) for some, yes in ((true, True), (across(true), False)) for p in some]
        scored = [(c.score if c.veto is None else VETOED, yes) for c, yes in compared]
        joined = Score(sum(c.same and yes for c, yes in compared), sum(c.same for c, _ in compared), len(true))
        table |= {f"pairs {name} AP": average_precision(scored), f"pairs {name} F1": joined.f1}
        table |= {f"pairs {name} precision": joined.precision, f"pairs {name} recall": joined.recall}
    return table


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=data_root())
    options = parser.parse_args()
    for name, value in evaluate(load_models(), options.data).items():
        print(f"{name:<28}{value:7.1f}")


if __name__ == "__main__":
    main()

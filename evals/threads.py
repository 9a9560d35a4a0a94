"""Threads of the labelled scenarios, five reports each, read by the whole program into one fresh ledger.

    python -m evals.threads [--data ROOT] [--part dev|heldout|all] [--show]

Per cent over all scenarios of a half: claims found; extended B-cubed of who is together with whom; positions with and without their
holder; status and number of independent sources of each labelled thread with two or more claims, by the program's thread that holds
most of them; conflicts by kind and pair of holders; copies. The held-out half is only ever printed as totals. The scenarios lie in
tests/cases/threads; `--data` is taken for likeness with the other scorers.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from evals.corpora import data_root
from evals.thread_scores import Found, GoldClaim, GoldConflict, GoldThread, Scenario, Tally, matches, same_holder, tally
from onrecord.ledger import Embedder, Ledger, Provenance
from onrecord.meaning import LazyMeaning
from onrecord.pipeline import Models, Pipeline, load_models
from onrecord.records import ClaimId, Page, Position, Reading

SCENARIOS = Path(__file__).resolve().parents[1] / "tests/cases/threads"
HALVES = ("dev", "heldout")  # beside them lie the scenarios that weights are fitted on, which are no measure
BY = Provenance("onrecord", "bundled", "2026-01-01T00:00:00Z")  # when a fresh ledger was written makes no difference to its threads


def labelled(path: Path) -> Scenario:
    """The labels of a scenario file."""
    values = json.loads(path.read_text("utf-8"))
    texts = {report["id"]: report["text"] for report in values["reports"]}
    claims = {(c["report"], c["quote"]): _claim(c, texts[c["report"]]) for thread in values["threads"] for c in thread["claims"]}
    copies = frozenset((copy["report"], copy["copy_of"]) for copy in values["copies"])
    return Scenario(path.stem, tuple(_thread(thread, claims) for thread in values["threads"]), copies)


def _thread(values: dict[str, Any], claims: dict[tuple[str, str], GoldClaim]) -> GoldThread:
    """A labelled matter; a conflict may be with a claim of another one."""
    conflicts = [(c["kind"], *(claims[report, quote] for report, quote in c["between"])) for c in values["conflicts"]]
    return GoldThread(
        values["name"],
        values["status"],
        values["independent_sources"],
        tuple(claims[c["report"], c["quote"]] for c in values["claims"]),
        tuple(GoldConflict(kind, (one, other)) for kind, one, other in conflicts),
    )


def _claim(values: dict[str, Any], text: str) -> GoldClaim:
    start = text.index(values["quote"])
    span = (start, start + len(values["quote"]))
    return GoldClaim(values["report"], span, values["quote"], values["holder"], values["holder_country"], values["position"])


def read(models: Models, path: Path) -> dict[str, Reading]:
    """The readings of a scenario's reports."""
    found: dict[str, Reading] = {}
    for report in json.loads(path.read_text("utf-8"))["reports"]:
        page = Page(
            report["url"], report["text"].encode(), "text/plain", "utf-8", report["title"], report["publisher"], report["published"]
        )
        (reading,) = Pipeline(models)([page])
        if not isinstance(reading, Reading):
            raise SystemExit(f"{path.stem} {report['id']}: {reading.reason}")
        found[report["id"]] = reading
    return found


def found_in(readings: dict[str, Reading], embedder: Embedder) -> Found:
    """The threads of some readings in a ledger of their own, and the copies that their positions show."""
    with TemporaryDirectory() as folder, Ledger.open(Path(folder) / "scenario.db", embedder=embedder) as ledger:
        ledger.append(list(readings.values()), BY)
        threads = list(ledger.whole_threads())
    copies = {(p.document, p.copied_from) for thread in threads for p in thread.positions if p.copied_from}
    return Found(readings, threads, frozenset(copies))


def evaluate(models: Models, half: str, *, show: bool = False) -> dict[str, float]:
    """Scores of a half, over all its scenarios."""
    sums, embedder = Tally(), LazyMeaning()
    for path in sorted((SCENARIOS / half).glob("*.json")):
        gold, found = labelled(path), found_in(read(models, path), embedder)
        one = tally(gold, found)
        sums.add(one)
        if show and half == "dev":
            listing(gold, found)
            print("  ".join(f"{name} {value:.1f}" for name, value in one.table().items()), end="\n\n")
    return {f"threads {half} {name}": value for name, value in sums.table().items()}


def listing(gold: Scenario, found: Found) -> None:
    """Every labelled claim with the thread that the program has it in, and what is wrong with it."""
    matched = matches(gold, found.readings)
    numbers: dict[ClaimId, list[int]] = defaultdict(list)
    held = {}
    for number, thread in enumerate(found.threads):
        for position in thread.positions:
            numbers[position.claim].append(number)
            held[position.claim] = position
    print(gold.name)
    for asked in gold.threads:
        print(f"  {asked.name}: {asked.status}, {asked.sources} sources")
        for claim in asked.claims:
            said = held.get(matched[claim]) if claim in matched else None
            where = ",".join(map(str, numbers[said.claim])) if said else "–"
            print(f"    {where:>6} {claim.report} {claim.quote[:70]!r} {'; '.join(_faults(claim, said) if said else ['missed'])}")
    for number, thread in enumerate(found.threads):
        if len(thread.positions) > 1:
            words = " / ".join(position.quote[:40].replace("\n", " ") for position in thread.positions)
            print(f"  {number}: {thread.status}, {thread.independent_sources} sources: {words}")


def _faults(claim: GoldClaim, position: Position) -> list[str]:
    """What is wrong with a position, in words."""
    faults = [] if position.position == claim.position else [f"{position.position} for {claim.position}"]
    if not same_holder(claim, position):
        faults.append(f"held by {position.holder} ({position.holder_country}), not {claim.holder}")
    return faults


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=data_root())
    parser.add_argument("--part", default="all", choices=[*HALVES, "all"])
    parser.add_argument("--show", action="store_true", help="list every claim of the dev half")
    options = parser.parse_args()
    models = load_models()
    for half in HALVES if options.part == "all" else [options.part]:
        for name, value in evaluate(models, half, show=options.show).items():
            print(f"{name:<36}{value:7.1f}")


if __name__ == "__main__":
    main()

"""All scores, the history and the floors.

    python -m evals.gate [--data ROOT] [--part NAME] [--note "what changed" --date YYYY-MM-DD]

With a note, the scores are appended to `history.jsonl`. A score below its floor in `floors.json` fails the run.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from evals import (
    actors,
    attribution,
    boilerplate,
    claim_pairs,
    copies,
    events,
    meantime,
    nested,
    plover,
    slips,
    speakers,
    statements,
    threads,
    times,
)
from evals.corpora import LABELS, data_root
from onrecord.pipeline import Models, load_models

HERE = Path(__file__).parent


CEILINGS = frozenset({"false alarms per 100"})  # of these less is better


def below(table: dict[str, float], floors: dict[str, float]) -> list[str]:
    """What fell below its floor, or rose above its ceiling, in words."""
    return [
        f"{name}: {table[name]:.1f} is {'above the ceiling' if name in CEILINGS else 'below the floor'} of {floor}"
        for name, floor in floors.items()
        if name in table and (table[name] > floor if name in CEILINGS else table[name] < floor)
    ]


def interpretation(models: Models, root: Path, part: str) -> dict[str, float]:
    """Scores of what statements amount to: on the project's own held-out labels, and on the corpora of that part."""
    table = {**times.evaluate(root, part), **actors.evaluate(root, part), **plover.evaluate(models.syntax, root, part)}
    if not ((root / "wikinews").exists() and (root / "pages").exists()):
        print(f"skipped: there is no wikinews and pages in {root}", file=sys.stderr)
        return table
    labels = [LABELS / f"interpretation-heldout-{kind}.jsonl" for kind in ("statements", "events")]
    table |= statements.evaluate(models, root, labels[0])
    table |= speakers.evaluate(labels[0], root)
    table |= {f"events {name}": score.f1 for name, score in events.evaluate(models, root, labels[1]).items()}
    table |= {name: score.f1 for name, score in nested.evaluate(models, root, nested.files_of("heldout")).items()}
    return table | meantime.evaluate(models, root) | slips.evaluate(models, root, "train")


def matters(models: Models, root: Path) -> dict[str, float]:
    """Scores of threads: on both halves of the labelled scenarios, and on pairs of claims where these are at hand."""
    table = {name: value for half in threads.HALVES for name, value in threads.evaluate(models, half).items()}
    if (root / "claim-pairs").exists():
        return table | claim_pairs.evaluate(models, root)
    print(f"skipped: there is no claim-pairs in {root}", file=sys.stderr)
    return table


def main() -> int:
    """Print one table; exit status 1 when a score fell below its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=data_root())
    parser.add_argument("--part", default="dev")
    parser.add_argument("--note", help="what changed; appends the scores to the history")
    parser.add_argument("--date", help="the day to write beside the note")
    options = parser.parse_args()
    models = load_models()
    scores = attribution.evaluate(models, options.data, options.part)
    attribution.show(scores)
    table = {name: round(score.f1, 2) for name, score in scores.items()}
    others = boilerplate.totals(options.data) | interpretation(models, options.data, options.part) | matters(models, options.data)
    others |= copies.evaluate(options.data, options.part)
    for name, value in others.items():
        print(f"{name:<36}{value:7.1f}")
    table |= {name: round(value, 2) for name, value in others.items()}
    if options.note:
        with (HERE / "history.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps({"date": options.date, "part": options.part, "change": options.note, "scores": table}) + "\n")
    floors = json.loads((HERE / "floors.json").read_text("utf-8")) if options.part == "dev" else {}
    faults = below(table, floors)
    unchecked = [name for name in floors if name not in table]
    if unchecked:
        print(f"skipped, for want of its corpus: {', '.join(unchecked)}")
    print("\n".join(faults) or f"{len(floors) - len(unchecked)} of {len(floors)} floors checked, none broken")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

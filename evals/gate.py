"""All scores, the history and the floors.

    python -m evals.gate [--data ROOT] [--part NAME] [--note "what changed" --date YYYY-MM-DD]

With a note, the scores are appended to `history.jsonl`. A score below its floor in `floors.json` fails the run.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from evals import attribution, boilerplate
from evals.corpora import data_root
from onrecord.pipeline import load_models

HERE = Path(__file__).parent


def below(table: dict[str, float], floors: dict[str, float]) -> list[str]:
    """What fell below its floor, in words."""
    return [
        f"{name}: {table[name]:.1f} is below the floor of {floor}"
        for name, floor in floors.items()
        if name in table and table[name] < floor
    ]


def main() -> int:
    """Print one table; exit status 1 when a score fell below its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=data_root())
    parser.add_argument("--part", default="dev")
    parser.add_argument("--note", help="what changed; appends the scores to the history")
    parser.add_argument("--date", help="the day to write beside the note")
    options = parser.parse_args()
    scores = attribution.evaluate(load_models(), options.data, options.part)
    attribution.show(scores)
    table = {name: round(score.f1, 2) for name, score in scores.items()}
    furniture = boilerplate.totals(options.data)
    for name, value in furniture.items():
        print(f"{name:<22}{'':14}{value:7.1f}")
    table |= furniture
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

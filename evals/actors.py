"""How many country mentions are resolved rightly from their words alone, and how many undecidable ones are left open.

    python -m evals.actors [--data ROOT] [--part NAME] [--list]

COUNTRY mentions of `actors/newswcl50-NAME.csv` (any `newswcl50-*.csv` where there is none of that name). The mentions that
`undecidable-actors.tsv` lists are out of the score, and are to stay unresolved. A mention that names two countries stands in the corpus
once for each: it is right where the line's country is one of the two found.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from evals.corpora import data_root
from onrecord.interpret.mentions import countries_of_mention

LISTED = Path(__file__).parent / "undecidable-actors.tsv"


@dataclass(frozen=True)
class Mention:
    """One mention with the country that the corpus gives it."""

    words: str
    code: str


def read_mentions(path: Path) -> list[Mention]:
    """The COUNTRY mentions of one file."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = [row for row in csv.DictReader(file) if row["code_type"] == "COUNTRY"]
    return [Mention(row["mention"], row["code"]) for row in lines]


def undecidable(path: Path = LISTED) -> list[re.Pattern[str]]:
    """The listed mentions, as patterns for whole mentions."""
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [re.compile(line.split("\t")[0], re.I) for line in lines[1:]]


def is_right(mention: Mention) -> bool:
    """Whether the country is the one found, or one of two."""
    found = countries_of_mention(mention.words)
    return mention.code in found and len(found) <= 2


def files_of(root: Path, part: str) -> list[Path]:
    """The file of a part, else every file of the corpus."""
    named = root / "actors" / f"newswcl50-{part}.csv"
    return [named] if named.exists() else sorted((root / "actors").glob("newswcl50-*.csv"))


def evaluate(root: Path, part: str, *, show: bool = False) -> dict[str, float]:
    """Per cent by name; nothing, and a word on standard error, where the corpus is absent."""
    paths = files_of(root, part)
    if not paths:
        print(f"skipped: there is no {root / 'actors'}", file=sys.stderr)
        return {}
    mentions = [m for path in paths for m in read_mentions(path)]
    patterns = undecidable()
    listed = [m for m in mentions if any(p.fullmatch(m.words) for p in patterns)]
    left = [m for m in mentions if not any(p.fullmatch(m.words) for p in patterns)]
    wrong = [m for m in left if not is_right(m)]
    guessed = [m for m in listed if countries_of_mention(m.words)]
    if show:
        _show("wrong", wrong)
        _show("guessed though undecidable", guessed)
    return {
        "actors decidable": 100 * (1 - len(wrong) / max(1, len(left))),
        "actors listed undecidable": 100 * len(listed) / max(1, len(mentions)),
        "actors listed left open": 100 * (1 - len(guessed) / max(1, len(listed))),
    }


def _show(title: str, mentions: list[Mention]) -> None:
    print(f"{title}: {len(mentions)}")
    for (words, code), times in Counter((m.words, m.code) for m in mentions).most_common():
        print(f"  {times:3} {words} [{code}] found {' '.join(countries_of_mention(words)) or '-'}")


def main() -> None:
    """Print the table, and on demand what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=data_root())
    parser.add_argument("--part", default="dev")
    parser.add_argument("--list", action="store_true", help="print the mentions that are wrong as well")
    options = parser.parse_args()
    for name, value in evaluate(options.data, options.part, show=options.list).items():
        print(f"{name:<30}{value:7.1f}")


if __name__ == "__main__":
    main()

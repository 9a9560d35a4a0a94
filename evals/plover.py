"""PLOVER root codes of pairs of parties.

    python -m evals.plover [--data ROOT] [--part NAME] [--show]

Reads `plover/sentences.tsv`, or `plover/NAME.tsv` or `plover/sentences-NAME.tsv` where present. Scores are F1 by root, and their macro
mean over the roots with ten or more cases. CONCEDE and RETREAT count as YIELD. The table was written while looking
at `sentences.tsv`: its score there is flattering. Before 300 of the sentences were looked at, it had a macro F1 of 84.1 on them.
"""

from __future__ import annotations

import argparse
from collections import Counter
from csv import QUOTE_NONE, DictReader
from dataclasses import dataclass
from pathlib import Path

from evals.corpora import data_root
from onrecord.annotate.syntax import Syntax
from onrecord.clauses import Clauses
from onrecord.interpret.plover import plover_of, rows_of

YIELD = frozenset({"CONCEDE", "RETREAT"})
CASES = 10  # a root with fewer cases says little


@dataclass(frozen=True)
class Case:
    """A sentence with the rows of its two parties, and the gold root."""

    sentence: str
    clauses: Clauses
    actor: range
    recipient: range
    gold: str


def corpus(root: Path, part: str) -> Path | None:
    """The file of a part, None where there is none."""
    names = (f"{part}.tsv", f"sentences-{part}.tsv", "sentences.tsv")
    return next((path for name in names if (path := root / "plover" / name).exists()), None)


def read_cases(path: Path, syntax: Syntax) -> list[Case]:
    """The sentences of a file with their syntax; a party that the sentence does not name is empty."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(DictReader(file, delimiter="\t", quoting=QUOTE_NONE if _plain(path) else 0))
    cases = []
    for line, (tokens, _) in zip(lines, syntax([line["sentence"] for line in lines]), strict=True):
        actor = place(line["sentence"], line["source"])
        recipient = place(line["sentence"], line["target"], actor)
        cases.append(Case(line["sentence"], Clauses(tokens), rows_of(tokens, actor), rows_of(tokens, recipient), line["gold_root"]))
    return cases


def _plain(path: Path) -> bool:
    """Whether quotation marks are characters like others."""
    return '""' not in path.read_text("utf-8")


def place(sentence: str, words: str, taken: tuple[int, int] = (0, 0)) -> tuple[int, int]:
    """Where a party stands: the first place outside another's, else the first; (0, 0) where it does not."""
    starts = [at for at in range(len(sentence)) if words and sentence.startswith(words, at)]
    free = [at for at in starts if at >= taken[1] or at + len(words) <= taken[0]]
    return (at, at + len(words)) if (at := next(iter(free or starts), None)) is not None else (0, 0)


def folded(code: str | None) -> str:
    """The code as the corpus has it."""
    return "YIELD" if code in YIELD else code or "none"


def scores(gold: list[str], guessed: list[str]) -> dict[str, float]:
    """F1 by root in per cent, the macro mean over the roots with enough cases, and the share that is right."""
    right = Counter(g for g, p in zip(gold, guessed, strict=True) if g == p)
    cases, guesses = Counter(gold), Counter(guessed)
    table = {root: 200 * right[root] / (count + guesses[root]) for root, count in sorted(cases.items())}
    enough = [value for root, value in table.items() if cases[root] >= CASES]
    summary = {"macro F1": sum(enough) / max(1, len(enough)), "accuracy": 100 * right.total() / max(1, len(gold))}
    return {f"plover {name}": value for name, value in (summary | table).items()}


def evaluate(syntax: Syntax, root: Path, part: str = "dev", *, show: bool = False) -> dict[str, float]:
    """Scores of a part in per cent by name; empty where the corpus is absent."""
    path = corpus(root, part)
    if path is None:
        return {}
    gold, guessed = [], []
    for case in read_cases(path, syntax):
        code = folded(plover_of(case.clauses, case.actor, case.recipient)[0]) if case.actor or case.recipient else "none"
        gold.append(case.gold)
        guessed.append(code)
        if show and code != case.gold:
            print(f"{code} for {case.gold}: {case.sentence}")
    return scores(gold, guessed)


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=data_root())
    parser.add_argument("--part", default="dev")
    parser.add_argument("--show", action="store_true", help="list what disagrees")
    options = parser.parse_args()
    table = evaluate(Syntax(), options.data, options.part, show=options.show)
    if not table:
        print("plover: skipped, no corpus")
    for name, value in table.items():
        print(f"{name:<22}{value:7.1f}")


if __name__ == "__main__":
    main()

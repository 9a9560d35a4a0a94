"""MEANTIME: how certain reports are of the events they name, whether they deny them, and which are still to come.

    python -m evals.meantime [--data ROOT] [--show]

Each event mention of the corpus (`factuality/meantime`) is given by its words. The program's value is that of its own event there, else
that of the clause the word stands in: CT is certain, PR probable, PS possible, Uu underspecified; the sign is the polarity, underspecified
where the value is Uu. Accuracy, and macro F1 over values with ten or more mentions, in per cent; beside them what comes of calling
every event certain and affirmed. The corpus's tense is not read by the program and is left out.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.corpora import data_root, printed
from evals.statements import macro
from onrecord.clauses import Clauses
from onrecord.interpret.factuality import of_clause
from onrecord.pipeline import Models, Pipeline, load_models
from onrecord.records import Factuality, Page, Reading, Span, Tokens

CERTAINTY = {"CT": "CERTAIN", "PR": "PROBABLE", "PS": "POSSIBLE", "Uu": "UNDERSPECIFIED"}
POLARITY = {"+": "POS", "-": "NEG", "u": "UNDERSPECIFIED"}


@dataclass(frozen=True)
class Mention:
    """A word or phrase for an event, with the corpus's certainty and polarity."""

    span: Span
    certainty: str
    polarity: str


def read_report(path: Path) -> tuple[str, list[Mention]]:
    """The text of a report, a line a sentence, and its event mentions."""
    text, found = "", []
    for block in path.read_text("utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line.count("\t") == 5]
        if not rows:
            continue
        sentence, starts = printed([{"``": "“", "''": "”"}.get(row[1], row[1]) for row in rows])
        text += "\n\n" if text else ""
        found += list(_mentions(rows, [len(text) + s for s in starts], [len(text) + len(sentence)]))
        text += sentence
    return text, found


def _mentions(rows: Sequence[Sequence[str]], starts: Sequence[int], end: Sequence[int]) -> Iterator[Mention]:
    edges = [*starts, *end]
    for number, row in enumerate(rows):
        if row[2].startswith("B-") and row[3].startswith("B-") and row[4].startswith("B-"):
            last = number
            while last + 1 < len(rows) and rows[last + 1][2].startswith("I-"):
                last += 1
            yield Mention((starts[number], edges[last + 1]), row[3].split("-")[1], row[4].split("-")[1])


def values(reading: Reading, tokens: Tokens, mentions: Sequence[Mention]) -> Iterator[Factuality]:
    """The program's value of each mention."""
    clauses = Clauses(tokens)
    known: dict[int, Factuality] = {}
    for claim in reading.claims:
        for number, event in enumerate(claim.events):
            known.setdefault(event.span[0], claim.factuality if number == 0 else event.factuality)
    for mention in mentions:
        first, last = (int(tokens.start.searchsorted(edge)) for edge in mention.span)
        rows = range(first, max(last, first + 1))
        head = next((r for r in rows if clauses.heads[r] not in rows or clauses.heads[r] == r), first)
        start = int(tokens.start[min(head, len(tokens) - 1)])
        yield known[start] if start in known else of_clause(clauses, min(head, len(tokens) - 1))


def evaluate(models: Models, root: Path, *, show: bool = False) -> dict[str, float]:
    """Scores over the whole corpus; nothing where it is absent."""
    certainty: list[tuple[str, str]] = []
    polarity: list[tuple[str, str]] = []
    for path in sorted((root / "factuality/meantime").rglob("*.conll")):
        text, mentions = read_report(path)
        (reading,) = Pipeline(models)([Page(path.as_uri() if path.is_absolute() else f"file:///{path}", text.encode(), "text/plain")])
        if not isinstance(reading, Reading):
            continue
        ((tokens, _),) = models.syntax([reading.document.text])
        for mention, value in zip(mentions, values(reading, tokens, mentions), strict=True):
            certainty.append((mention.certainty, CERTAINTY[value.value[:2]]))
            polarity.append((mention.polarity, POLARITY[value.value[2:] or "u"] if value.value != "Uu" else "UNDERSPECIFIED"))
            if show and (certainty[-1][0] != certainty[-1][1] or polarity[-1][0] != polarity[-1][1]):
                around = text[max(0, mention.span[0] - 60) : mention.span[1] + 30].replace("\n", " ")
                print(f"{mention.certainty:>14} {mention.polarity:>14} {value.value}  {text[slice(*mention.span)]} | {around}")
    if not certainty:
        return {}
    scores: dict[str, float] = {}
    for name, pairs in (("certainty", certainty), ("polarity", polarity)):
        accuracy, f1 = macro(pairs)
        plain, plain_f1 = macro([(gold, {"certainty": "CERTAIN", "polarity": "POS"}[name]) for gold, _ in pairs])
        scores |= {f"meantime {name} accuracy": accuracy, f"meantime {name} macro F1": f1}
        scores |= {f"meantime {name} accuracy, all firm": plain, f"meantime {name} macro F1, all firm": plain_f1}
    return scores | {"meantime mentions": float(len(certainty))}


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=data_root())
    parser.add_argument("--show", action="store_true", help="list what disagrees")
    options = parser.parse_args()
    table = evaluate(load_models(), options.data, show=options.show)
    for name, value in table.items():
        print(f"{name:<36}{value:7.1f}")
    if not table:
        print("meantime: skipped, the corpus is absent")


if __name__ == "__main__":
    main()

"""Events of labelled sentences: triggers, frames, roles; actor and recipient of transfers.

    python -m evals.events [--data ROOT] [--part train|tune|heldout] [--show]

A trigger agrees when it is the same word; `trigger` counts framed ones and asks for the frame too, `trigger word` does not. A role
agrees when trigger and frame do and its words overlap by half (IoU of characters) or share their last word's place. `not swapped`: of
matched transfers whose actor or recipient both sides name, the share where no actor of ours is a recipient of theirs or the reverse.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from evals.corpora import LABELS, data_root
from evals.spans import Score
from onrecord.annotate.times import find_times
from onrecord.clauses import Clauses
from onrecord.interpret.events import EventFinder, Found
from onrecord.pipeline import Models, load_models
from onrecord.records import AnnotatedDocument, Document, DocumentId

ROLES = ("actor", "recipient", "theme", "quantity", "via", "origin", "destination", "place", "date")
Place = tuple[int, int]
Label = dict[str, Any]


def read_labels(path: Path) -> dict[str, list[Label]]:
    """Document → its labelled sentences."""
    found: dict[str, list[Label]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        label = json.loads(line)
        found[label["document"]].append(label)
    return dict(found)


class Counts:
    """Right, guessed and gold by name."""

    def __init__(self) -> None:
        self.table: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])

    def add(self, name: str, right: int, guessed: int, gold: int) -> None:
        """Add to one row."""
        for place, count in enumerate((right, guessed, gold)):
            self.table[name][place] += count


def roles_of(found: Found, clauses: Clauses) -> dict[str, list[Place]]:
    """The words of each role."""
    return {role: [clauses.phrase(row) for row in rows] for role, rows in found.roles.items() if role in ROLES}


def same(one: Place, other: Place) -> bool:
    """Overlap by half, or the same last word."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    return both > 0 and (2 * both >= max(one[1], other[1]) - min(one[0], other[0]) or one[1] == other[1])


def score_sentence(counts: Counts, gold: list[Label], found: list[Found], clauses: Clauses) -> Iterable[str]:
    """Count one sentence; yields what disagrees, in words."""
    starts = {int(clauses.tokens.start[f.row]): f for f in found}
    named = {at: f.frame.name for at, f in starts.items() if f.frame}
    framed = {g["trigger"][0]: g for g in gold if g["frame"]}
    hits = {at for at in named.keys() & framed.keys() if named[at] == framed[at]["frame"]}
    counts.add("trigger", len(hits), len(named), len(framed))
    counts.add("trigger word", len(named.keys() & {g["trigger"][0] for g in gold}), len(named), len(framed))
    yield from (f"missed {framed[at]['frame']}@{at}" for at in framed.keys() - named.keys())
    yield from (f"false {named[at]}@{at}" for at in named.keys() - framed.keys())
    yield from (f"frame {named[at]} for {framed[at]['frame']}@{at}" for at in (named.keys() & framed.keys()) - hits)
    for at in hits:
        ours, theirs = roles_of(starts[at], clauses), framed[at]
        for role in ROLES:
            want = [tuple(p) for p in theirs[role]]
            if role == "quantity":
                continue  # a number is found in its noun phrase; see `quantity` of the records
            have = ours.get(role, [])
            right = sum(any(same(h, w) for w in want) for h in have)
            counts.add(f"role {role}", right, len(have), len(want))
            counts.add("roles", right, len(have), len(want))
            yield from (f"role {role}@{at} lacks {w}" for w in want if not any(same(h, w) for h in have))
            yield from (f"role {role}@{at} has {h}" for h in have if not any(same(h, w) for w in want))
        counts.add("negated", int(starts[at].negated and theirs["negated"]), int(starts[at].negated), int(theirs["negated"]))
        if framed[at]["frame"] == "transfer" and (theirs["actor"] or theirs["recipient"]) and (ours.get("actor") or ours.get("recipient")):
            swapped = any(
                same(h, tuple(w)) for a, b in (("actor", "recipient"), ("recipient", "actor")) for h in ours.get(a, []) for w in theirs[b]
            )
            counts.add("transfers not swapped", int(not swapped), 1, 1)


def evaluate(models: Models, root: Path, path: Path, *, show: bool = False) -> dict[str, Score]:
    """Scores on one file of labels."""
    from training.corpora import text_of

    counts = Counts()
    for name, labels in read_labels(path).items():
        text = text_of(name, root)
        ((tokens, entities),) = models.syntax([text])
        annotated = AnnotatedDocument(Document(DocumentId(name), name, text), tokens, entities, models.encoder([text])[0])
        clauses = Clauses(tokens)
        times = [t.span for t in find_times(text, published=None)]
        finder = EventFinder(annotated, clauses, times, models.heads.event)
        for label in labels:
            begin, end = label["sentence"]
            rows = range(int(tokens.start.searchsorted(begin)), int(tokens.start.searchsorted(end)))
            for fault in score_sentence(counts, label["events"], finder.events(rows), clauses):
                if show:
                    at = int(fault.split("@")[1].split()[0])
                    print(f"{fault:<34} {text[max(begin, at - 60) : at]}[{text[at : min(end, at + 70)]}]".replace("\n", " "))
    return {name: Score(*row) for name, row in sorted(counts.table.items())}


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=data_root())
    parser.add_argument("--part", default="tune")
    parser.add_argument("--show", action="store_true", help="list what disagrees")
    options = parser.parse_args()
    path = LABELS / f"interpretation-{options.part}-events.jsonl"
    for name, s in evaluate(load_models(), options.data, path, show=options.show).items():
        print(f"{name:<22}{s.precision:7.1f}{s.recall:7.1f}{s.f1:7.1f}   {s.right}/{s.guessed}/{s.gold}")


if __name__ == "__main__":
    main()

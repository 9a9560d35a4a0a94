"""How well copies are told from reports on the same story, and how they hold out against editing.

    python -m evals.copies [--data ROOT] [--part NAME] [--list] [--speed NUMBER]

Pairs come from `copies/pairs-NAME.jsonl`. Edited copies are made of the longer Wikinews articles. No two of these are copies, but those of
a series repeat background: the table counts them once as one outlet's, once as if each were another outlet's. With `--speed`, so many
made-up reports are added to an index in a file, and the processor time of each is told.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, create_engine

from evals.corpora import data_root
from evals.edited_copies import EDITS, made_up, paragraphs, report
from onrecord.ledger.copies import CopyIndex
from onrecord.ledger.copy_overlap import COPY_SHARE, Overlap, compare
from onrecord.ledger.copy_prints import fingerprint
from onrecord.ledger.copy_tables import copy_keys, copy_prints
from onrecord.ledger.tables import metadata
from onrecord.records import Copy, Document, DocumentId

SEED = 88
LONG = 120  # words; the third part of a shorter article is a note of two sentences
FOLDS = 10
LATER = "2021-06-01"  # than every article


@dataclass(frozen=True)
class Pair:
    """Two reports on one story, and whether one is a copy of the other."""

    first: Document
    second: Document
    copy: bool

    def overlap(self) -> Overlap:
        """What they share."""
        return compare(fingerprint(self.first), fingerprint(self.second))


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of one file."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [Pair(_side(row["a"]), _side(row["b"]), row["kind"] == "copy") for row in rows]


def _side(values: dict[str, str]) -> Document:
    return report(f"{values['outlet']}/{values['id']}", values["text"], title=values["title"], publisher=values["outlet"])


def f1(scored: list[tuple[float, bool]], threshold: float) -> float:
    """F1 of copies, in per cent, when shares from a threshold on count as copies."""
    right = sum(copy and share >= threshold for share, copy in scored)
    return 200 * right / max(1, sum(share >= threshold for share, _ in scored) + sum(copy for _, copy in scored))


def middle(scored: list[tuple[float, bool]]) -> float:
    """The threshold in the middle of the widest gap among those with the best F1."""
    shares = sorted({0.0, 1.0} | {share for share, _ in scored})
    low, high = max(itertools.pairwise(shares), key=lambda gap: (f1(scored, gap[1]), gap[1] - gap[0]))
    return (low + high) / 2


def cross_validated(scored: list[tuple[float, bool]]) -> tuple[float, list[float]]:
    """F1 of pairs when each is judged by the threshold that the other folds give; and these thresholds."""
    order = random.Random(SEED).sample(range(len(scored)), len(scored))
    right = guessed = 0
    thresholds = []
    for fold in range(FOLDS):
        out = set(order[fold::FOLDS])
        threshold = middle([scored[at] for at in range(len(scored)) if at not in out])
        thresholds.append(threshold)
        right += sum(scored[at][1] and scored[at][0] >= threshold for at in out)
        guessed += sum(scored[at][0] >= threshold for at in out)
    return 200 * right / max(1, guessed + sum(copy for _, copy in scored)), thresholds


def evaluate_pairs(path: Path, *, show: bool = False) -> dict[str, float]:
    """F1 on natural pairs as the index would judge them, with the threshold in use and with thresholds from other folds."""
    pairs = read_pairs(path)
    overlaps = [pair.overlap() for pair in pairs]
    scored = [(max(o.first_share, o.second_share), pair.copy) for o, pair in zip(overlaps, pairs, strict=True)]
    found = [_found(pair) for pair in pairs]
    right = sum(hit and pair.copy for hit, pair in zip(found, pairs, strict=True))
    validated, thresholds = cross_validated(scored)
    if show:
        for pair, overlap, hit in zip(pairs, overlaps, found, strict=True):
            if hit != pair.copy:
                print(f"  {'missed' if pair.copy else 'wrong'}: {pair.first.title} | {pair.second.title}: {overlap}")
        copies, others = ([share for share, copy in scored if copy is kind] for kind in (True, False))
        print(f"  least share of a copy {min(copies):.2f}, most of another pair {max(others):.2f}, threshold {COPY_SHARE}")
        print(f"  thresholds of the folds {min(thresholds):.2f} to {max(thresholds):.2f}")
    return {
        "copies F1": 200 * right / max(1, sum(found) + sum(pair.copy for pair in pairs)),
        "copies F1 by folds": validated,
    }


def _found(pair: Pair) -> bool:
    """Whether an index of the two finds one to be a copy of the other."""
    with index_of([pair.first, pair.second]) as (connection, index):
        return any(index.copies(connection))


@contextmanager
def index_of(documents: Iterable[Document], database: str = "sqlite://") -> Iterator[tuple[Connection, CopyIndex]]:
    """An index of some documents."""
    engine = create_engine(database)
    with engine.begin() as connection:
        metadata.create_all(connection, tables=[copy_prints, copy_keys])
        index = CopyIndex()
        for document in documents:
            index.add(connection, document)
        yield connection, index
    engine.dispose()


def read_articles(folder: Path) -> list[Document]:
    """The longer articles of the folder, each text once."""
    found: dict[str, Document] = {}
    for path in sorted(folder.glob("wikinews_*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if len(row["text"].split()) >= LONG:
                    name = row["url"].rsplit("/", 1)[-1]
                    found.setdefault(
                        row["text"], report(name, row["text"], title=row["title"], publisher="Wikinews", published=row["date"])
                    )
    return list(found.values())


def reprint(of: Document, text: str) -> Document:
    """A text printed later by another outlet."""
    return report(of.url.rsplit("/", 1)[-1], text, title="A reprint", publisher="Daily", published=LATER)


def evaluate_edits(folder: Path, *, show: bool = False) -> dict[str, float]:
    """Per cent of edited copies traced to their article by the index, and of unaltered articles left apart."""
    articles = read_articles(folder)
    many_outlets = [replace(article, publisher=f"Outlet {number}") for number, article in enumerate(articles)]
    with index_of(many_outlets) as (connection, index):
        table = {"copies left apart, many outlets": _left_apart(list(index.copies(connection)), articles, show=show)}
    with index_of(articles) as (connection, index):
        table["copies left apart"] = _left_apart(list(index.copies(connection)), articles, show=show)
        for name, edit in EDITS.items():
            chance = random.Random(SEED)
            found = [_origins(connection, index, reprint(a, edit(a.text, chance))) == [a.id] for a in articles]
            table[f"copies {name}"] = 100 * sum(found) / max(1, len(found))
        table |= _halves(connection, index, articles)
    return table


def _left_apart(alarms: list[Copy], articles: list[Document], *, show: bool) -> float:
    if show:
        print("".join(f"  taken for a copy: {alarm}\n" for alarm in alarms), end="")
    return 100 * (1 - len({alarm.document for alarm in alarms}) / max(1, len(articles)))


def _origins(connection: Connection, index: CopyIndex, copy: Document) -> list[DocumentId]:
    """What the index traces a document to, which is then taken out again."""
    index.add(connection, copy)
    found = [each.copy_of for each in index.copies_of(connection, [copy.id])]
    index.remove(connection, copy.id)
    return found


def _halves(connection: Connection, index: CopyIndex, articles: list[Document]) -> dict[str, float]:
    """Half of one article and half of one as long: both are found, and each character is traced to the right one."""
    both = right = wrong = total = 0
    articles = sorted(articles, key=lambda article: len(article.text))
    for first, second in zip(articles, articles[1:] + articles[:1], strict=True):
        opening = " ".join(paragraphs(first.text[: len(first.text) // 2]))
        copy = reprint(first, f"{opening}\n{second.text[len(second.text) // 2 :]}")
        index.add(connection, copy)
        both += {each.copy_of for each in index.copies_of(connection, [copy.id])} == {first.id, second.id}
        for (start, end), origin in index.copied_spans(connection, copy.id):
            before, after = max(0, min(end, len(opening)) - start), max(0, end - max(start, len(opening)))
            right += before * (origin == first.id) + after * (origin == second.id)
            wrong += before * (origin != first.id) + after * (origin != second.id)
        total += len(copy.text)
        index.remove(connection, copy.id)
    return {
        "copies of two halves": 100 * both / max(1, len(articles)),
        "copies halves by character": 100 * right / max(1, total),
        "copies halves, wrong origin": 100 * wrong / max(1, total),
    }


def speed(number: int) -> None:
    """Print what adding and asking cost, by thousands."""
    with tempfile.TemporaryDirectory() as folder, index_of([], f"sqlite:///{folder}/copies.db") as (connection, index):
        start, ids = time.process_time(), []
        for at, document in enumerate(made_up(number), 1):
            index.add(connection, document)
            ids.append(document.id)
            if at % 1000 == 0:
                print(f"  {at:6} documents, {time.process_time() - start:6.2f} ms each for the last thousand")
                start = time.process_time()
        found = sum(1 for _ in index.copies(connection))
        print(f"  {found} copies listed in {time.process_time() - start:.1f} s")
        start = time.process_time()
        for document_id in ids[-500:]:
            index.copied_spans(connection, document_id)
        size = Path(folder, "copies.db").stat().st_size
        print(f"  copied spans of one: {(time.process_time() - start) * 2:.2f} ms; {size / 1e3 / number:.1f} kB a document")


def evaluate(root: Path, part: str, *, show: bool = False) -> dict[str, float]:
    """Per cent by name; a word on standard error for each corpus that is absent."""
    table: dict[str, float] = {}
    pairs, articles = root / f"copies/pairs-{part}.jsonl", root / "wikinews"
    for place, scorer in ((pairs, evaluate_pairs), (articles, evaluate_edits)):
        if place.exists():
            table |= scorer(place, show=show)
        else:
            print(f"skipped: there is no {place}", file=sys.stderr)
    return table


def main() -> None:
    """Print the table, and on demand what is wrong, or the cost of an index."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=data_root())
    parser.add_argument("--part", default="dev")
    parser.add_argument("--list", action="store_true", help="print what is wrong as well, and how far the threshold is from either side")
    parser.add_argument("--speed", type=int, metavar="NUMBER", help="measure an index of so many made-up reports instead")
    options = parser.parse_args()
    if options.speed:
        speed(options.speed)
        return
    for name, value in evaluate(options.data, options.part, show=options.list).items():
        print(f"{name:<30}{value:7.1f}")


if __name__ == "__main__":
    main()

"""Which reports are held against each other: under each key those that stand next to each other in time.

A report has few keys, and under each stand all reports that have it, by day. Two reports are near when under any key at most NEAREST - 1
others stand between them. So a rare name leads to everything ever said with it, a frequent one to what was printed around the same time,
and a new report has no more than so many near ones, however large the ledger is. Which reports are near depends on the set of reports
alone: one that comes between two others may move them apart, and one that goes may bring them together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, CompoundSelect, Connection, bindparam, delete, insert, literal_column, select, union_all

from onrecord.ledger import dialect
from onrecord.ledger.append import chunks
from onrecord.ledger.thread_keys import MOST_KEYS, packed_keys, unpacked_keys
from onrecord.ledger.thread_tables import near_reports, report_keys, reports
from onrecord.records import DocumentId

NEAREST = 8  # reports before one, and as many after it, under each of its keys
Both = tuple[int, int]


def both(a: int, b: int) -> Both:
    """Two numbers in their one order."""
    return (a, b) if a <= b else (b, a)


@dataclass
class Moves:
    """Reports that come to be near each other, and reports that no longer are."""

    met: set[Both] = field(default_factory=set)
    parted: set[Both] = field(default_factory=set)


@cache
def _look_up(nearest: int) -> CompoundSelect[Any]:
    """The so many reports just before and after a number, under each of MOST_KEYS keys, by the index alone; compiled once."""
    number = bindparam("number", type_=BigInteger)
    sides = []
    for place in range(MOST_KEYS):
        same = report_keys.c.key == bindparam(f"key{place}")
        before = select(report_keys.c.key, report_keys.c.report).where(same, report_keys.c.report < number)
        after = select(report_keys.c.key, report_keys.c.report).where(same, report_keys.c.report > number)
        sides.append(before.order_by(report_keys.c.report.desc()).limit(literal_column(str(nearest))).subquery())
        sides.append(after.order_by(report_keys.c.report).limit(literal_column(str(nearest))).subquery())
    return union_all(*(select(side.c.key, side.c.report) for side in sides))


def numbers_of(connection: Connection, documents: Collection[DocumentId]) -> dict[DocumentId, int]:
    """The numbers of documents, those that have one."""
    found: dict[DocumentId, int] = {}
    for some in chunks(sorted(documents)):
        rows = connection.execute(select(reports.c.document, reports.c.number).where(reports.c.document.in_(some)))
        found |= {DocumentId(document): number for document, number in rows}
    return found


def free_number(connection: Connection, wanted: int) -> int:
    """The number itself, or the next one where, by the rarest of chances, another document has it."""
    while connection.scalar(select(reports.c.number).where(reports.c.number == wanted)) is not None:
        wanted += 1
    return wanted


def add(connection: Connection, arrivals: Iterable[tuple[DocumentId, int, list[int]]]) -> Moves:
    """Takes in reports (document, number, keys), one after the other."""
    shared: Counter[Both] = Counter()
    for document, number, keys in arrivals:
        for before, after in _around(connection, number, keys):
            shared.update(both(number, other) for other in (*before, *after))
            shared.subtract(both(a, b) for a, b in _at_the_edge(before, after))
        connection.execute(insert(reports), {"number": number, "document": document, "packed_keys": packed_keys(keys)})
        connection.execute(insert(report_keys), [{"key": key, "report": number} for key in keys])
    return _settle(connection, shared)


def remove(connection: Connection, numbers: Collection[int]) -> Moves:
    """Lets go of reports, one after the other."""
    shared: Counter[Both] = Counter()
    for number in sorted(numbers):
        keys = unpacked_keys(connection.scalars(select(reports.c.packed_keys).where(reports.c.number == number)).one())
        for before, after in _around(connection, number, keys):
            shared.subtract(both(number, other) for other in (*before, *after))
            shared.update(both(a, b) for a, b in _at_the_edge(before, after))
        connection.execute(delete(report_keys).where(report_keys.c.key.in_(keys), report_keys.c.report == number))
        connection.execute(delete(reports).where(reports.c.number == number))
    return _settle(connection, shared)


def _around(connection: Connection, number: int, keys: list[int]) -> Iterable[tuple[list[int], list[int]]]:
    """Under each key the reports before a number and after it, the nearest first."""
    padded = (keys * MOST_KEYS)[:MOST_KEYS]
    values = {f"key{place}": key for place, key in enumerate(padded)} | {"number": number}
    sides: dict[int, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    for key, other in connection.execute(_look_up(NEAREST), values).all():
        sides[key][other > number].add(other)
    return [(sorted(before, reverse=True), sorted(after)) for before, after in sides.values()]


def _at_the_edge(before: list[int], after: list[int]) -> Iterable[Both]:
    """Reports that are near each other under a key only as long as nothing stands between: with one more they are too far apart."""
    return ((a, after[NEAREST - 1 - place]) for place, a in enumerate(before) if NEAREST - 1 - place < len(after))


def _settle(connection: Connection, shared: Mapping[Both, int]) -> Moves:
    """Brings the counts of keys under which reports are near up to date."""
    changed = {pair: count for pair, count in shared.items() if count}
    known = _known(connection, changed)
    moves = Moves()
    rows, gone = [], []
    for (a, b), count in sorted(changed.items()):
        before = known.get((a, b), 0)
        now = before + count
        if now <= 0:
            gone.append((a, b))
            moves.parted.add((a, b))
            continue
        if not before:
            moves.met.add((a, b))
        rows += [{"report": a, "other": b, "shared_keys": now}, {"report": b, "other": a, "shared_keys": now}]
    dialect.upsert(connection, near_reports, rows)
    if gone:
        same = (near_reports.c.report == bindparam("one")) & (near_reports.c.other == bindparam("two"))
        connection.execute(delete(near_reports).where(same), [{"one": x, "two": y} for a, b in gone for x, y in ((a, b), (b, a))])
    return moves


def _known(connection: Connection, pairs: Iterable[Both]) -> dict[Both, int]:
    """Under how many keys pairs of reports are near, as it was."""
    by_first: dict[int, set[int]] = defaultdict(set)
    for a, b in pairs:
        by_first[a].add(b)
        by_first[b].add(a)
    wanted: dict[int, set[int]] = {}
    left = dict(by_first)
    for number in sorted(by_first, key=lambda n: (-len(by_first[n]), n)):  # few reports stand in all the pairs
        if left[number]:
            wanted[number] = set(left[number])
            for other in left[number]:
                left[other].discard(number)
            left[number] = set()
    known: dict[Both, int] = {}
    for some in chunks(sorted(wanted)):
        rows = connection.execute(
            select(near_reports.c.report, near_reports.c.other, near_reports.c.shared_keys).where(near_reports.c.report.in_(some))
        )
        known |= {both(a, b): keys for a, b, keys in rows}
    return known

"""Which sayings of near reports are worth comparing: a rough likeness of very many at once, in whole numbers, the same on every machine."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from onrecord.ledger.append import chunks
from onrecord.ledger.near_reports import Both, both
from onrecord.ledger.thread_tables import sightings

MEANING, WORDS, SHORTER = 6.0, 2.0, 1.0  # weights of the rough likeness: cosine, shared stems, those of the shorter one
LIKELY = 2.5  # rough likeness from which sayings of two reports are compared; of those that prove alike, 98 in 100 are above it
LIKELY_BROAD = 2.0  # of those that a broad denial may answer, which need be less alike
LEAST_LIKE = 0.25  # cosine from which claims of one report are compared
NEXT = 4  # claims of a report are compared with so many that follow, however unlike: one may answer the other, or go on with it
SHORT = 60  # claims of a report are compared with so many that follow; in a longer one, an interview mostly, what is far apart is not

Whole = NDArray[np.float32]  # whole numbers: sums of products stay below 2**24, so they are exact in any order


@dataclass(frozen=True, eq=False)
class Sheet:
    """The sayings of a report, or of several, a row each: vectors and stems in whole numbers, lengths, and what they are."""

    sayings: NDArray[np.int64]
    vectors: Whole
    stems: Whole
    own: NDArray[np.bool_]
    broad: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.sayings)

    def take(self, rows: NDArray[np.intp]) -> Sheet:
        """Some of the rows."""
        return Sheet(self.sayings[rows], self.vectors[rows], self.stems[rows], self.own[rows], self.broad[rows])


class Sheets:
    """The sheets of reports, as they are kept now; those asked for again are read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._kept: dict[int, Sheet] = {}

    def of(self, reports: Collection[int]) -> list[Sheet]:
        """The sheets of reports, in the order given."""
        lacking = [report for report in reports if report not in self._kept]
        for some in chunks(lacking):
            self._kept |= _read(self._connection, some)
        return [self._kept[report] for report in reports]


def pairs(sheets: Sheets, moved: Collection[Both]) -> Counter[Both]:
    """The sayings that are alike enough to be compared, with how often two near reports bring them together.

    `moved` are pairs of reports; a report with itself is one too.
    """
    found: Counter[Both] = Counter()
    for report, others in _by_report(moved).items():
        (mine,) = sheets.of([report])
        if not len(mine):
            continue
        if report in others:
            others.remove(report)
            found.update(_within(mine))
        if others:
            found.update(_across(mine, sheets.of(sorted(others))))
    return found


def _by_report(moved: Collection[Both]) -> dict[int, set[int]]:
    """Each pair once, under the one of the two that is in more of them."""
    count = Counter(report for pair in moved for report in set(pair))
    grouped: dict[int, set[int]] = defaultdict(set)
    for a, b in moved:
        first, other = (a, b) if (count[a], -a) >= (count[b], -b) else (b, a)
        grouped[first].add(other)
    return dict(sorted(grouped.items()))


def _within(mine: Sheet) -> Sequence[Both]:
    """The pairs of a report's sayings, of which one at least is somebody's statement."""
    count = len(mine)
    alike = np.tri(count, count, NEXT, dtype=np.bool_)
    alike |= cosines(mine.vectors, mine.vectors) >= LEAST_LIKE if mine.vectors.shape[1] else True
    alike &= np.triu(np.tri(count, count, SHORT - 1, dtype=np.bool_), 1)
    alike &= ~(mine.own[:, None] & mine.own[None, :])
    return [both(int(mine.sayings[row]), int(mine.sayings[column])) for row, column in zip(*np.nonzero(alike), strict=True)]


def _across(mine: Sheet, others: list[Sheet]) -> Mapping[Both, int]:
    """The pairs of a report's sayings with those of others, with how many of these have each."""
    sayings, first, times = np.unique(np.concatenate([sheet.sayings for sheet in others]), return_index=True, return_counts=True)
    if not len(sayings):
        return {}
    theirs = _joined(others).take(first)
    found: Counter[Both] = Counter()
    rows, columns = np.nonzero(alike(mine, theirs) & (mine.sayings[:, None] != sayings[None, :]))
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        found[both(int(mine.sayings[row]), int(sayings[column]))] += int(times[column])
    return found


def alike(a: Sheet, b: Sheet) -> NDArray[np.bool_]:
    """Which of one's rows are roughly like which of the other's."""
    inside = (a.stems @ b.stems.T).astype(np.float64)
    here, there = a.stems.sum(axis=1)[:, None], b.stems.sum(axis=1)[None, :]
    shared = inside / np.maximum(here + there - inside, 1)
    rough = WORDS * shared + SHORTER * inside / np.maximum(np.minimum(here, there), 1)
    rough += MEANING * (cosines(a.vectors, b.vectors) if a.vectors.shape[1] else shared)
    least = np.where(a.broad[:, None] | b.broad[None, :], LIKELY_BROAD, LIKELY)
    return np.asarray(rough >= least)


def cosines(a: Whole, b: Whole) -> NDArray[np.float64]:
    """Cosines of rows of whole numbers."""
    lengths = [np.sqrt(np.einsum("ij,ij->i", rows, rows, dtype=np.float64)) for rows in (a, b)]
    products: NDArray[np.float64] = (a @ b.T).astype(np.float64)
    return products / np.maximum(np.outer(lengths[0], lengths[1]), 1e-9)


def _joined(sheets: list[Sheet]) -> Sheet:
    return Sheet(
        *(
            np.concatenate([getattr(sheet, name) for sheet in sheets if len(sheet)])
            for name in ("sayings", "vectors", "stems", "own", "broad")
        )
    )


def _read(connection: Connection, reports: Collection[int]) -> dict[int, Sheet]:
    """The sheets of reports, rows in the order of the text, a saying once in each."""
    query = select(sightings.c.report, sightings.c.saying, sightings.c.vector, sightings.c.stems, sightings.c.statement, sightings.c.broad)
    query = query.where(sightings.c.report.in_(reports), sightings.c.stems.is_not(None))
    rows: dict[int, dict[int, tuple[bytes, bytes, bool, bool]]] = {report: {} for report in reports}
    for report, saying, vector, stems, statement, broad in connection.execute(query.order_by(sightings.c.start, sightings.c.claim)).all():
        rows[report].setdefault(saying, (vector, stems, statement is None, broad))
    return {report: sheet_of(list(found), list(found.values())) for report, found in rows.items()}


def sheet_of(sayings: Sequence[int], rows: Sequence[tuple[bytes, bytes, bool, bool]]) -> Sheet:
    """A sheet of sayings; each row has a vector and stems as they are kept, whether it is a publisher's own, and whether a broad denial."""
    vectors = np.frombuffer(b"".join(row[0] for row in rows), dtype=np.int8)
    stems = np.frombuffer(b"".join(row[1] for row in rows), dtype=np.uint8)
    count = len(rows)
    return Sheet(
        np.array(sayings, dtype=np.int64),
        vectors.reshape(count, -1).astype(np.float32) if count else np.zeros((0, 0), dtype=np.float32),
        np.unpackbits(stems.reshape(count, -1), axis=1).astype(np.float32) if count else np.zeros((0, 0), dtype=np.float32),
        np.array([row[2] for row in rows], dtype=np.bool_),
        np.array([row[3] for row in rows], dtype=np.bool_),
    )

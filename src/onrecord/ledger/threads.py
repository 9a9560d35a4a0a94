"""Threads kept up to date: what changed in the readings changes the threads that it touches, and no others.

What the threads are is a function of the claims, the copies and people's decisions; the order in which they came makes no difference.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, bindparam, insert, select, update

from onrecord.ledger import circles, likely, making, near_reports, saying_links, thread_store
from onrecord.ledger.antecedents import pointers
from onrecord.ledger.append import chunks
from onrecord.ledger.grouping import Decisions
from onrecord.ledger.near_reports import Both, Moves
from onrecord.ledger.sightings import sightings
from onrecord.ledger.tables import Row
from onrecord.ledger.thread_keys import packed, rank, report_keys, saying_of, unpacked
from onrecord.ledger.thread_tables import sightings as table
from onrecord.ledger.wordings import wordings
from onrecord.records import ClaimId, DocumentId, PositionKind, Reading, Span, Wording

Copied = Callable[[Connection, Sequence[DocumentId]], Iterable[tuple[DocumentId, Sequence[tuple[Span, DocumentId]]]]]
Decided = Callable[[Connection], Decisions]


@dataclass(frozen=True)
class Seen:
    """A reading as people have corrected it, with the positions that they set, and what is to be shown beside a claim."""

    reading: Reading
    positions: Mapping[ClaimId, PositionKind]
    notes: Mapping[ClaimId, str]


@dataclass
class Touched:
    """Sayings that are new, or linked otherwise than before, and those of which only the claims are others."""

    changed: set[int] = field(default_factory=set)
    grown: set[int] = field(default_factory=set)


class Embedder(Protocol):
    """Gives words their meaning: rows of length one; `cells` (regions, numbers) are the middles of the regions it is sorted into."""

    @property
    def cells(self) -> NDArray[np.float32]:
        """The regions' middles."""

    def __call__(self, wordings: Sequence[Wording]) -> NDArray[np.float32]:
        """One row a wording."""


class Threads:
    """Follows a ledger's readings."""

    def __init__(self, embedder: Embedder, copied: Copied, decided: Decided) -> None:
        self.embed = embedder
        self.copied = copied
        self.decided = decided

    def follow(
        self, connection: Connection, changed: Sequence[Seen], removed: Collection[DocumentId] = (), later: Collection[DocumentId] = ()
    ) -> None:
        """Takes in the readings that changed, and lets go of documents that are removed; `later` are those that may copy either."""
        decisions = self.decided(connection)
        documents = [seen.reading.document.id for seen in changed]
        touched = Touched(_forget(connection, {*documents, *removed}))
        self._take_in(connection, changed, decisions, touched)
        moved = self._recopy(connection, {*later, *documents})
        touched.grown |= thread_store.sayings_of(connection, moved)
        _refresh(connection, touched, decisions)

    def _take_in(self, connection: Connection, changed: Sequence[Seen], decisions: Decisions, touched: Touched) -> None:
        """Keeps the claims of readings and compares them."""
        decided = {claim for both in (*decisions.joined, *decisions.parted) for claim in both}
        rows: list[Row] = []
        arrivals: list[tuple[DocumentId, int, list[int]]] = []
        for seen in changed:
            document = seen.reading.document
            vectors = self.embed(wordings(seen.reading))
            number = near_reports.free_number(connection, rank(document.published, document.id))
            found = _rows(seen, vectors, number, decided)
            if found:
                rows += found
                arrivals.append((document.id, number, report_keys(document, vectors, self.embed.cells)))
        if not rows:
            return
        sayings = {row["saying"] for row in rows if row["saying"] is not None}
        before = saying_links.firsts(connection, sayings)
        connection.execute(insert(table), rows)
        moves = near_reports.add(connection, arrivals)
        moves.met.update((number, number) for _, number, _ in arrivals)
        now = saying_links.firsts(connection, before)
        other = {saying for saying in before if now[saying] != before[saying]}
        touched.changed |= (sayings - before.keys()) | other | saying_links.rescore(connection, other) | _compare(connection, moves)
        answered = {ClaimId(row["points_to"]) for row in rows if row["points_to"]}
        touched.grown |= sayings | set(thread_store.saying_by_claim(connection, answered).values())

    def _recopy(self, connection: Connection, documents: Collection[DocumentId]) -> set[ClaimId]:
        """Finds again which claims of documents stand in words of another; the claims of which that is new."""
        rows = []
        for document, spans in self.copied(connection, sorted(documents)):
            query = select(table.c.claim, table.c.start, table.c.end, table.c.copied_from).where(table.c.document == document)
            if not spans:
                query = query.where(table.c.copied_from.is_not(None))
            for claim, start, end, former in connection.execute(query):
                origin = _origin((start, end), spans)
                if origin != former:
                    rows.append({"moved": claim, "origin": origin})
        if rows:
            connection.execute(update(table).where(table.c.claim == bindparam("moved")).values(copied_from=bindparam("origin")), rows)
        return {ClaimId(row["moved"]) for row in rows}


def _rows(given: Seen, vectors: NDArray[np.float32], report: int, decided: Collection[ClaimId]) -> list[Row]:
    """A reading's claims as they are kept. A claim that answers another is no saying, unless people have decided about it."""
    found = [
        replace(s, position=given.positions.get(s.claim, s.position), note=given.notes.get(s.claim))
        for s in sightings(given.reading, [unpacked(packed(v)) for v in vectors])
    ]
    said = pointers(found)
    rows = []
    for s in found:
        answers = said.get(s.claim)
        alone = answers is None and not s.refers
        compared = alone and not s.says_little
        saying = saying_of(s, apart=not compared or s.claim in decided) if answers is None or s.claim in decided else None
        rows.append(thread_store.sighting_row(s, answers, report, saying, compared=compared))
    return rows


def _forget(connection: Connection, documents: Collection[DocumentId]) -> set[int]:
    """Lets go of the claims of documents and of what links them; the sayings that this touches."""
    numbers = near_reports.numbers_of(connection, documents)
    if not numbers:
        return set()
    sayings: set[int] = set()
    for some in chunks(sorted(numbers.values())):
        query = select(table.c.saying).where(table.c.report.in_(some), table.c.saying.is_not(None)).distinct()
        sayings |= set(connection.scalars(query))
    before = saying_links.firsts(connection, sayings)
    moves = near_reports.remove(connection, list(numbers.values()))
    moves.parted.update((number, number) for number in numbers.values())
    touched = _compare(connection, moves)
    thread_store.forget(connection, list(numbers))
    now = saying_links.firsts(connection, sayings)
    saying_links.drop(connection, sayings - now.keys())
    touched |= saying_links.rescore(connection, [saying for saying in now if now[saying] != before[saying]])
    return sayings | touched


def _compare(connection: Connection, moves: Moves) -> set[int]:
    """Compares the sayings of reports that have come near, and undoes that for those that no longer are; the sayings that this touches."""
    sheets = likely.Sheets(connection)
    support: Counter[Both] = Counter()
    support.update(likely.pairs(sheets, moves.met))
    support.subtract(likely.pairs(sheets, moves.parted))
    return saying_links.change(connection, support)


def _refresh(connection: Connection, touched: Touched, decisions: Decisions) -> None:
    """Makes again the threads of circles that sayings are in, were in, or come to be in; where no saying is new, as it was grouped."""
    look = circles.Circles(connection, _joined_sayings(connection, decisions))
    wanted: set[int] = set(touched.changed)
    while True:
        gone = circles.former(connection, wanted)
        members = {saying for circle in gone for saying in circle.matters}
        found = look.around(saying_links.firsts(connection, wanted | members))
        reached = {saying for circle in found for saying in circle}
        if members <= wanted and reached <= wanted:
            break
        wanted |= members | reached
    grown = circles.former(connection, touched.grown - wanted)
    made = making.group(connection, look, found, decisions)
    circles.keep(connection, [circle.number for circle in gone], made.circles)
    made.threads += making.regroup(connection, grown, decisions).threads
    thread_store.replace(connection, [circle.number for circle in (*gone, *grown)], made.threads)


def _joined_sayings(connection: Connection, decisions: Decisions) -> dict[int, set[int]]:
    """The sayings that belong together whatever their likeness: those that people have joined, and a decided reply with what it answers."""
    decided = {claim for both in (*decisions.joined, *decisions.parted) for claim in both}
    answers = thread_store.answers(connection, decided)
    saying = thread_store.saying_by_claim(connection, {claim for both in (*decisions.joined, *answers) for claim in both})
    joined: dict[int, set[int]] = defaultdict(set)
    for a, b in (*decisions.joined, *answers):
        if a in saying and b in saying:
            joined[saying[a]].add(saying[b])
            joined[saying[b]].add(saying[a])
    return joined


def _origin(claim: Span, spans: Sequence[tuple[Span, DocumentId]]) -> DocumentId | None:
    """The document that most of a claim's words are copied from."""
    first, last = claim
    for (start, end), origin in spans:
        if 2 * (min(end, last) - max(start, first)) >= last - first:
            return origin
    return None

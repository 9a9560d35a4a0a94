"""Threads kept up to date: what changed in the readings changes the threads that it touches, and no others.

What the threads are is a function of the claims, the copies and people's decisions; the order in which they came makes no difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, delete, insert, select, update

from onrecord.ledger import assembly, thread_names
from onrecord.ledger.antecedents import answered, pointers
from onrecord.ledger.append import chunks
from onrecord.ledger.grouping import Decisions, Pair, link_score, matters, pair, reaches
from onrecord.ledger.joins import turned
from onrecord.ledger.sightings import Sighting, sightings, wordings
from onrecord.ledger.thread_keys import keys_of, packed, report_key, story_of, unpacked
from onrecord.ledger.thread_store import copied_claims, forget, links_of, load, pointing, sighting_row, stored_sighting, write
from onrecord.ledger.thread_tables import claim_keys, links, memberships, threads
from onrecord.ledger.thread_tables import sightings as table
from onrecord.records import ClaimId, Conflict, ConflictKind, DocumentId, PositionKind, Reading, Span, Thread

LEAST_LIKE = 0.25  # cosine below which no other likeness makes two claims one matter
SHORT = 60  # claims of a report are compared with so many that follow; in a longer one, an interview mostly, what is far apart is not
Copied = Callable[[Connection, Sequence[DocumentId]], Iterable[tuple[DocumentId, Sequence[tuple[Span, DocumentId]]]]]
Decided = Callable[[Connection, Collection[ClaimId]], Decisions]


@dataclass(frozen=True)
class Seen:
    """A reading as people have corrected it, with the positions that they set, and what is to be shown beside a claim."""

    reading: Reading
    positions: Mapping[ClaimId, PositionKind]
    notes: Mapping[ClaimId, str]


class Embedder(Protocol):
    """Gives words their meaning: rows of length one; `cells` (regions, numbers) are the middles of the regions it is sorted into."""

    @property
    def cells(self) -> NDArray[np.float32]:
        """The regions' middles."""

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row a text."""


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
        touched = forget(connection, [*(seen.reading.document.id for seen in changed), *removed])
        new: list[Sighting] = []
        alone: list[Sighting] = []
        for seen in changed:
            claims, own = self._see(connection, seen)
            new += claims
            alone += own
        _link(connection, alone)
        moved = self._recopy(connection, {*later, *(seen.reading.document.id for seen in changed)})
        self.refresh(connection, touched | moved | {s.claim for s in new})

    def refresh(self, connection: Connection, claims: Collection[ClaimId]) -> None:
        """Works out again the threads that these claims are in, or could be in."""
        component, edges, decisions = self._around(connection, claims)
        found = load(connection, component)
        answers = _answers(connection, found.values(), edges)
        stale: set[str] = set()
        for some in chunks(sorted({*claims, *component})):
            stale |= set(connection.scalars(select(memberships.c.thread).where(memberships.c.claim.in_(some))))
        for few in chunks(sorted(stale)):
            connection.execute(delete(memberships).where(memberships.c.thread.in_(few)))
            connection.execute(delete(threads).where(threads.c.id.in_(few)))
            thread_names.forget(connection, few)
        groups = [[found[claim] for claim in sorted(group)] for group in matters(found, edges, answers, decisions)]
        groups = [group for group in groups if _is_matter(group)]
        copied = copied_claims(connection, found)
        homes = Counter(s.claim for group in groups for s in group)
        shared = {claim for claim, count in homes.items() if count > 1}
        made = [assembly.thread(group, copied, shared) for group in groups]
        write(connection, _with_reversals(made, found, edges))

    def _see(self, connection: Connection, given: Seen) -> tuple[list[Sighting], list[Sighting]]:
        """A reading's claims as sightings, kept with the keys that they are found by; and those that have a matter of their own."""
        reading = given.reading
        vectors = [unpacked(packed(v)) for v in self.embed(wordings(reading))]
        seen = [
            replace(s, position=given.positions.get(s.claim, s.position), note=given.notes.get(s.claim))
            for s in sightings(reading, vectors)
        ]
        if not seen:
            return [], []
        said, story = pointers(seen), story_of(reading.document)
        rows = [sighting_row(s, said.get(s.claim)) for s in seen]
        alone = [s for s in seen if not s.refers and s.claim not in said]
        report = report_key(reading.document.id)
        keys = [{"key": key, "claim": s.claim, "report": report} for s in alone for key in keys_of(s, story, self.embed.cells)]
        connection.execute(insert(table), rows)
        if keys:
            connection.execute(insert(claim_keys), keys)
        return seen, alone

    def _around(self, connection: Connection, claims: Collection[ClaimId]) -> tuple[set[ClaimId], dict[Pair, float], Decisions]:
        """Everything that is linked with these claims, over any number of steps; the links among it; and what people decided of it."""
        component: set[ClaimId] = set()
        edges: dict[Pair, float] = {}
        todo = set(claims)
        joined: set[Pair] = set()
        parted: set[Pair] = set()
        while todo:
            component |= todo
            found = links_of(connection, todo) | pointing(connection, todo)
            decisions = self.decided(connection, todo)
            joined |= decisions.joined
            parted |= decisions.parted
            reached = {c for both, score in found.items() if reaches(score) for c in both} | {c for both in decisions.joined for c in both}
            edges |= found
            todo = reached - component
        inside = {both: score for both, score in edges.items() if both[0] in component and both[1] in component}
        return component, inside, Decisions(frozenset(joined), frozenset(parted))

    def _recopy(self, connection: Connection, documents: Collection[DocumentId]) -> set[ClaimId]:
        """Finds again which claims of documents stand in words of another; the claims of which that is new."""
        moved: set[ClaimId] = set()
        for document, spans in self.copied(connection, sorted(documents)):
            query = select(table.c.claim, table.c.record, table.c.vector, table.c.copied_from).where(table.c.document == document)
            if not spans:
                query = query.where(table.c.copied_from.is_not(None))
            for claim, record, vector, former in connection.execute(query).all():
                origin = _origin(stored_sighting(record, vector), spans)
                if origin != former:
                    moved.add(ClaimId(claim))
                    connection.execute(update(table).where(table.c.claim == claim).values(copied_from=origin))
        return moved


def _origin(s: Sighting, spans: Sequence[tuple[Span, DocumentId]]) -> DocumentId | None:
    """The document that most of a claim's words are copied from."""
    for (start, end), origin in spans:
        if 2 * (min(end, s.end) - max(start, s.start)) >= s.end - s.start:
            return origin
    return None


def _is_matter(group: Sequence[Sighting]) -> bool:
    """Somebody's statement is a matter; what one report tells in its own voice becomes one when another report has it too."""
    return any(s.statement is not None for s in group) or len({s.document for s in group}) > 1


def _link(connection: Connection, new: Sequence[Sighting]) -> None:
    """Compares new claims with those that share a key, and with those of their own report."""
    fresh = {s.claim: s for s in new}
    pairs: set[Pair] = set()
    by_document: dict[DocumentId, list[Sighting]] = {}
    for s in fresh.values():
        by_document.setdefault(s.document, []).append(s)
    for mine in by_document.values():
        mine.sort(key=lambda s: (s.start, s.end, s.claim))
        for place, s in enumerate(mine):
            near = mine[place + 1 : place + SHORT]
            pairs |= {pair(s.claim, o.claim) for o in near if s.statement is not None or o.statement is not None}
    other = claim_keys.alias()
    for some in chunks(sorted(fresh)):
        same_key = select(claim_keys.c.claim, other.c.claim).join(other, other.c.key == claim_keys.c.key)
        for a, b in connection.execute(same_key.where(claim_keys.c.claim.in_(some), other.c.report != claim_keys.c.report).distinct()):
            pairs.add(pair(ClaimId(a), ClaimId(b)))
    known = fresh | load(connection, {c for both in pairs for c in both} - set(fresh))
    rows = []
    for a, b in sorted(pairs):
        if len(known[a].vector) and float(known[a].vector @ known[b].vector) < LEAST_LIKE:
            continue
        score = link_score(known[a], known[b])
        if score is not None:
            rows.append({"claim": a, "other": b, "score": round(score, 4)})
    if rows:
        connection.execute(insert(links), rows)


def _answers(connection: Connection, found: Iterable[Sighting], edges: Mapping[Pair, float]) -> dict[ClaimId, set[ClaimId]]:
    """What each reply and each broad denial among some claims answers."""
    known = {s.claim: s for s in found}
    answers: dict[ClaimId, set[ClaimId]] = {}
    for some in chunks(sorted(known)):
        query = select(table.c.claim, table.c.points_to).where(table.c.claim.in_(some), table.c.points_to.is_not(None))
        answers |= {ClaimId(reply): {ClaimId(said)} for reply, said in connection.execute(query)}
    linked: dict[ClaimId, set[ClaimId]] = {}
    for a, b in edges:
        linked.setdefault(a, set()).add(b)
        linked.setdefault(b, set()).add(a)
    for s in known.values():
        if s.is_broad and s.claim not in answers:
            narrower = {said.claim for said in answered(s, [known[c] for c in sorted(linked.get(s.claim, ())) if c in known])}
            if narrower:
                answers[s.claim] = narrower
    return answers


def _with_reversals(made: Sequence[Thread], found: Mapping[ClaimId, Sighting], edges: Mapping[Pair, float]) -> list[Thread]:
    """Threads of which one has the parties of another in each other's roles list that in both."""
    swapped = {both for both in edges if all(c in found for c in both) and turned(found[both[0]], found[both[1]])}
    if not swapped:
        return list(made)
    home = {p.claim: number for number, thread in enumerate(made) for p in thread.positions}
    extra: dict[int, list[Conflict]] = {}
    for a, b in sorted(swapped):
        if a in home and b in home and home[a] != home[b]:
            conflict = Conflict(ConflictKind.ROLE_REVERSAL, (a, b), f"“{found[a].quote[:80]}” / “{found[b].quote[:80]}”")
            for number in (home[a], home[b]):
                extra.setdefault(number, [])
                if not extra[number]:
                    extra[number].append(conflict)
    return [assembly.with_conflicts(thread, extra.get(number, [])) for number, thread in enumerate(made)]

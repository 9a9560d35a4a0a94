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
from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, insert, or_, select, update

from onrecord.ledger import assembly, dialect
from onrecord.ledger.antecedents import answered, pointers
from onrecord.ledger.append import chunks
from onrecord.ledger.grouping import TOGETHER, Decisions, Pair, link_score, matters, pair, reaches
from onrecord.ledger.joins import turned
from onrecord.ledger.sightings import Sighting, sightings, wordings
from onrecord.ledger.tables import Row, folded, plain
from onrecord.ledger.thread_keys import keys_of, packed, report_key, story_of, unpacked
from onrecord.ledger.thread_tables import claim_keys, links, memberships, threads
from onrecord.ledger.thread_tables import sightings as table
from onrecord.records import ClaimId, Conflict, ConflictKind, DocumentId, PositionKind, Reading, Span, Thread, ThreadStatus

LEAST_LIKE = 0.25  # cosine below which no other likeness makes two claims one matter
SHORT = 60  # claims of a report are compared with so many that follow; in a longer one, an interview mostly, what is far apart is not
Copied = Callable[[Connection, Sequence[DocumentId]], Iterable[tuple[DocumentId, Sequence[tuple[Span, DocumentId]]]]]
Decided = Callable[[Connection, Collection[ClaimId]], Decisions]

_SIGHTING = TypeAdapter(Sighting)
_THREAD = TypeAdapter(Thread)


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
        touched = _forget(connection, [*(seen.reading.document.id for seen in changed), *removed])
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
        groups = [[found[claim] for claim in sorted(group)] for group in matters(found, edges, answers, decisions)]
        groups = [group for group in groups if _is_matter(group)]
        copied = _copied_claims(connection, found)
        homes = Counter(s.claim for group in groups for s in group)
        shared = {claim for claim, count in homes.items() if count > 1}
        made = [assembly.thread(group, copied, shared) for group in groups]
        _write(connection, _with_reversals(made, found, edges))

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
        rows = [_row(s, said.get(s.claim)) for s in seen]
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
            found = _links_of(connection, todo) | _pointing(connection, todo)
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
                origin = _origin(_sighting(record, vector), spans)
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


def load(connection: Connection, claims: Collection[ClaimId]) -> dict[ClaimId, Sighting]:
    """The sightings of claims, those that are still there."""
    found: dict[ClaimId, Sighting] = {}
    for some in chunks(sorted(claims)):
        for record, vector in connection.execute(select(table.c.record, table.c.vector).where(table.c.claim.in_(some))):
            s = _sighting(record, vector)
            found[s.claim] = s
    return found


def _copied_claims(connection: Connection, claims: Collection[ClaimId]) -> dict[ClaimId, DocumentId]:
    """Which claims stand in words that are another document's."""
    found: dict[ClaimId, DocumentId] = {}
    for some in chunks(sorted(claims)):
        query = select(table.c.claim, table.c.copied_from).where(table.c.claim.in_(some), table.c.copied_from.is_not(None))
        found |= {ClaimId(claim): DocumentId(origin) for claim, origin in connection.execute(query)}
    return found


def _is_matter(group: Sequence[Sighting]) -> bool:
    """Somebody's statement is a matter; what one report tells in its own voice becomes one when another report has it too."""
    return any(s.statement is not None for s in group) or len({s.document for s in group}) > 1


def stored_thread(record: str) -> Thread:
    """A thread as it is kept."""
    return _THREAD.validate_json(record)


def _sighting(record: str, vector: bytes) -> Sighting:
    found = _SIGHTING.validate_json(record)
    object.__setattr__(found, "vector", unpacked(vector))
    return found


def _row(s: Sighting, said: Sighting | None) -> Row:
    record = _SIGHTING.dump_json(s, exclude={"vector"}).decode("utf-8", "replace")
    return {
        "claim": s.claim,
        "document": s.document,
        "statement": s.statement,
        "points_to": said.claim if said else None,
        "copied_from": None,
        "record": plain(record),
        "vector": packed(s.vector),
    }


def _forget(connection: Connection, documents: Sequence[DocumentId]) -> set[ClaimId]:
    """Lets go of the sightings of documents; the claims that were linked with them, and they themselves."""
    gone: set[ClaimId] = set()
    for some in chunks(sorted(documents)):
        gone |= {ClaimId(c) for c in connection.scalars(select(table.c.claim).where(table.c.document.in_(some)))}
    touched = set(gone)
    for few in chunks(sorted(gone)):
        touched |= {c for both in _links_of(connection, few) for c in both}
        stale = connection.scalars(select(memberships.c.thread).where(memberships.c.claim.in_(few))).all()
        for these in chunks(sorted(set(stale))):
            touched |= {ClaimId(c) for c in connection.scalars(select(memberships.c.claim).where(memberships.c.thread.in_(these)))}
        connection.execute(delete(links).where(or_(links.c.claim.in_(few), links.c.other.in_(few))))
        connection.execute(delete(claim_keys).where(claim_keys.c.claim.in_(few)))
        connection.execute(delete(table).where(table.c.claim.in_(few)))
    return touched


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


def _links_of(connection: Connection, claims: Collection[ClaimId]) -> dict[Pair, float]:
    found: dict[Pair, float] = {}
    for some in chunks(sorted(claims)):
        for side in (links.c.claim, links.c.other):
            for a, b, score in connection.execute(select(links.c.claim, links.c.other, links.c.score).where(side.in_(some))):
                found[ClaimId(a), ClaimId(b)] = score
    return found


def _pointing(connection: Connection, claims: Collection[ClaimId]) -> dict[Pair, float]:
    """Replies among these claims or to them, with a score that keeps both together while looking around."""
    found: dict[Pair, float] = {}
    for some in chunks(sorted(claims)):
        query = select(table.c.claim, table.c.points_to).where(
            table.c.points_to.is_not(None), or_(table.c.claim.in_(some), table.c.points_to.in_(some))
        )
        for reply, said in connection.execute(query):
            found[pair(ClaimId(reply), ClaimId(said))] = TOGETHER
    return found


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


def _write(connection: Connection, made: Sequence[Thread]) -> None:
    rows, belonging = [], []
    for thread in made:
        rows.append(_thread_row(thread))
        for claim, holder in {p.claim: p.holder_country or folded(p.holder) for p in thread.positions}.items():
            belonging.append({"claim": claim, "thread": thread.id, "holder": holder})
    if rows:
        dialect.upsert(connection, threads, rows)
        connection.execute(insert(memberships), belonging)


def _thread_row(thread: Thread) -> Row:
    days = sorted(p.date for p in thread.positions if p.date)
    holders = list(dict.fromkeys(p.holder for p in thread.positions if p.holder))
    said = " ".join([thread.title, *holders, *dict.fromkeys(p.body or "" for p in thread.positions), *(p.quote for p in thread.positions)])
    return {
        "id": thread.id,
        "title": plain(thread.title),
        "words": folded(said),
        "frame": thread.proposition.frame if thread.proposition else None,
        "status": thread.status.value,
        "sources": thread.independent_sources,
        "documents": len(thread.documents),
        "claims": len(thread.positions),
        "holders": plain("\n".join(holders)),
        "first_day": days[0] if days else None,
        "last_day": days[-1] if days else None,
        "conflicts": len(thread.conflicts),
        "disputed": thread.status is ThreadStatus.CONTESTED or any(p.position is PositionKind.DENIES for p in thread.positions),
        "record": plain(_THREAD.dump_json(thread).decode("utf-8", "replace")),
    }

"""How sightings, their links and threads are kept and read back."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, insert, or_, select

from onrecord.ledger import dialect, thread_names
from onrecord.ledger.append import chunks
from onrecord.ledger.grouping import TOGETHER, Pair, pair
from onrecord.ledger.sightings import Sighting
from onrecord.ledger.tables import Row, folded, plain
from onrecord.ledger.thread_keys import packed, unpacked
from onrecord.ledger.thread_tables import claim_keys, links, memberships, threads
from onrecord.ledger.thread_tables import sightings as table
from onrecord.records import ClaimId, DocumentId, PositionKind, Thread, ThreadStatus

_SIGHTING = TypeAdapter(Sighting)
_THREAD = TypeAdapter(Thread)


def load(connection: Connection, claims: Collection[ClaimId]) -> dict[ClaimId, Sighting]:
    """The sightings of claims, those that are still there."""
    found: dict[ClaimId, Sighting] = {}
    for some in chunks(sorted(claims)):
        for record, vector in connection.execute(select(table.c.record, table.c.vector).where(table.c.claim.in_(some))):
            s = stored_sighting(record, vector)
            found[s.claim] = s
    return found


def copied_claims(connection: Connection, claims: Collection[ClaimId]) -> dict[ClaimId, DocumentId]:
    """Which claims stand in words that are another document's."""
    found: dict[ClaimId, DocumentId] = {}
    for some in chunks(sorted(claims)):
        query = select(table.c.claim, table.c.copied_from).where(table.c.claim.in_(some), table.c.copied_from.is_not(None))
        found |= {ClaimId(claim): DocumentId(origin) for claim, origin in connection.execute(query)}
    return found


def stored_thread(record: str) -> Thread:
    """A thread as it is kept."""
    return _THREAD.validate_json(record)


def stored_sighting(record: str, vector: bytes) -> Sighting:
    """A sighting as it is kept, with its vector."""
    found = _SIGHTING.validate_json(record)
    object.__setattr__(found, "vector", unpacked(vector))
    return found


def sighting_row(s: Sighting, said: Sighting | None) -> Row:
    """The row of a sighting; `said` is what it answers."""
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


def forget(connection: Connection, documents: Sequence[DocumentId]) -> set[ClaimId]:
    """Lets go of the sightings of documents; the claims that were linked with them, and they themselves."""
    gone: set[ClaimId] = set()
    for some in chunks(sorted(documents)):
        gone |= {ClaimId(c) for c in connection.scalars(select(table.c.claim).where(table.c.document.in_(some)))}
    touched = set(gone)
    for few in chunks(sorted(gone)):
        touched |= {c for both in links_of(connection, few) for c in both}
        stale = connection.scalars(select(memberships.c.thread).where(memberships.c.claim.in_(few))).all()
        for these in chunks(sorted(set(stale))):
            touched |= {ClaimId(c) for c in connection.scalars(select(memberships.c.claim).where(memberships.c.thread.in_(these)))}
        connection.execute(delete(links).where(or_(links.c.claim.in_(few), links.c.other.in_(few))))
        connection.execute(delete(claim_keys).where(claim_keys.c.claim.in_(few)))
        connection.execute(delete(table).where(table.c.claim.in_(few)))
    return touched


def links_of(connection: Connection, claims: Collection[ClaimId]) -> dict[Pair, float]:
    """The links of claims, with their log-odds."""
    found: dict[Pair, float] = {}
    for some in chunks(sorted(claims)):
        for side in (links.c.claim, links.c.other):
            for a, b, score in connection.execute(select(links.c.claim, links.c.other, links.c.score).where(side.in_(some))):
                found[ClaimId(a), ClaimId(b)] = score
    return found


def pointing(connection: Connection, claims: Collection[ClaimId]) -> dict[Pair, float]:
    """Replies among these claims or to them, with a score that keeps both together while looking around."""
    found: dict[Pair, float] = {}
    for some in chunks(sorted(claims)):
        query = select(table.c.claim, table.c.points_to).where(
            table.c.points_to.is_not(None), or_(table.c.claim.in_(some), table.c.points_to.in_(some))
        )
        for reply, said in connection.execute(query):
            found[pair(ClaimId(reply), ClaimId(said))] = TOGETHER
    return found


def write(connection: Connection, made: Sequence[Thread]) -> None:
    """Keeps threads, and which claims are in them."""
    rows, belonging = [], []
    for thread in made:
        rows.append(_thread_row(thread))
        for claim, holder in {p.claim: p.holder_country or folded(p.holder) for p in thread.positions}.items():
            belonging.append({"claim": claim, "thread": thread.id, "holder": holder})
    if rows:
        dialect.upsert(connection, threads, rows)
        connection.execute(insert(memberships), belonging)
        thread_names.write(connection, made)


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

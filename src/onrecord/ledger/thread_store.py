"""How sightings, their links and threads are kept and read back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, insert, select
from sqlalchemy import Row as SqlRow

from onrecord.ledger.append import chunks
from onrecord.ledger.sightings import Sighting
from onrecord.ledger.tables import Row, folded, plain
from onrecord.ledger.thread_keys import packed, rank, stem_bits, unpacked
from onrecord.ledger.thread_tables import memberships, threads
from onrecord.ledger.thread_tables import sightings as table
from onrecord.records import ClaimId, DocumentId, PositionKind, Thread, ThreadStatus

_SIGHTING = TypeAdapter(Sighting)
_THREAD = TypeAdapter(Thread)


@dataclass(frozen=True)
class Seen:
    """A claim as it is kept: the saying that it is, what it answers, where its words are from."""

    sighting: Sighting
    saying: int | None
    rank: int
    points_to: ClaimId | None
    copied_from: DocumentId | None


def load(connection: Connection, claims: Collection[ClaimId]) -> dict[ClaimId, Sighting]:
    """The sightings of claims, those that are still there."""
    found: dict[ClaimId, Sighting] = {}
    for some in chunks(sorted(claims)):
        for record, vector in connection.execute(select(table.c.record, table.c.vector).where(table.c.claim.in_(some))):
            s = stored_sighting(record, vector)
            found[s.claim] = s
    return found


def seen(connection: Connection, sayings: Collection[int]) -> list[Seen]:
    """The claims that are these sayings, and those that answer them and are none of their own."""
    columns = select(table.c.record, table.c.vector, table.c.saying, table.c.rank, table.c.points_to, table.c.copied_from)
    found = [_seen(row) for some in chunks(sorted(sayings)) for row in connection.execute(columns.where(table.c.saying.in_(some))).all()]
    for few in chunks([s.sighting.claim for s in found]):
        found += [_seen(row) for row in connection.execute(columns.where(table.c.points_to.in_(few), table.c.saying.is_(None)))]
    return found


def _seen(row: SqlRow[*tuple[Any, ...]]) -> Seen:
    return Seen(
        stored_sighting(row.record, row.vector),
        row.saying,
        row.rank,
        ClaimId(row.points_to) if row.points_to else None,
        DocumentId(row.copied_from) if row.copied_from else None,
    )


def sayings_of(connection: Connection, claims: Collection[ClaimId]) -> set[int]:
    """The sayings that claims are, or else answer."""
    found: set[int] = set()
    for some in chunks(sorted(claims)):
        rows = connection.execute(select(table.c.saying, table.c.points_to).where(table.c.claim.in_(some))).all()
        found |= {saying for saying, _ in rows if saying is not None}
        answered = sorted({points_to for saying, points_to in rows if saying is None and points_to})
        for few in chunks(answered):
            found |= {saying for saying in connection.scalars(select(table.c.saying).where(table.c.claim.in_(few))) if saying is not None}
    return found


def saying_by_claim(connection: Connection, claims: Collection[ClaimId]) -> dict[ClaimId, int]:
    """The saying that each of some claims is, of those that are one."""
    found: dict[ClaimId, int] = {}
    for some in chunks(sorted(claims)):
        query = select(table.c.claim, table.c.saying).where(table.c.claim.in_(some), table.c.saying.is_not(None))
        found |= {ClaimId(claim): saying for claim, saying in connection.execute(query)}
    return found


def answers(connection: Connection, claims: Collection[ClaimId]) -> list[tuple[ClaimId, ClaimId]]:
    """Those of some claims that answer another, with that one."""
    found: list[tuple[ClaimId, ClaimId]] = []
    for some in chunks(sorted(claims)):
        query = select(table.c.claim, table.c.points_to).where(table.c.claim.in_(some), table.c.points_to.is_not(None))
        found += [(ClaimId(reply), ClaimId(said)) for reply, said in connection.execute(query)]
    return found


def stored_thread(record: str) -> Thread:
    """A thread as it is kept."""
    return _THREAD.validate_json(record)


def stored_sighting(record: str, vector: bytes) -> Sighting:
    """A sighting as it is kept, with its vector."""
    found = _SIGHTING.validate_json(record)
    object.__setattr__(found, "vector", unpacked(vector))
    return found


def sighting_row(s: Sighting, said: Sighting | None, report: int, saying: int | None, *, compared: bool) -> Row:
    """The row of a sighting; `said` is what it answers; `compared`: whether other sayings may be like it."""
    record = _SIGHTING.dump_json(s, exclude={"vector"}).decode("utf-8", "replace")
    return {
        "claim": s.claim,
        "document": s.document,
        "statement": s.statement,
        "report": report,
        "start": s.start,
        "end": s.end,
        "saying": saying,
        "rank": rank(s.printed, s.claim),
        "points_to": said.claim if said else None,
        "copied_from": None,
        "broad": s.is_broad,
        "stems": stem_bits(s) if compared else None,
        "vector": packed(s.vector),
        "record": plain(record),
    }


def forget(connection: Connection, documents: Collection[DocumentId]) -> None:
    """Lets go of the sightings of documents."""
    for some in chunks(sorted(documents)):
        connection.execute(delete(table).where(table.c.document.in_(some)))


def forget_threads(connection: Connection, circles: Collection[int]) -> None:
    """Lets go of the threads that were made of circles."""
    for some in chunks(sorted(circles)):
        mine = select(threads.c.id).where(threads.c.circle.in_(some))
        connection.execute(delete(memberships).where(memberships.c.thread.in_(mine)))
        connection.execute(delete(threads).where(threads.c.circle.in_(some)))


def write(connection: Connection, made: Iterable[tuple[int, Thread]]) -> None:
    """Keeps threads, each with the circle that it is of, and which claims are in them."""
    rows, belonging = [], []
    for circle, thread in made:
        rows.append(_thread_row(thread) | {"circle": circle})
        for claim, holder in {p.claim: p.holder_country or folded(p.holder) for p in thread.positions}.items():
            belonging.append({"claim": claim, "thread": thread.id, "holder": holder})
    if rows:
        connection.execute(insert(threads), rows)
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
        "moved": days[-1] if days else "",
        "conflicts": len(thread.conflicts),
        "disputed": thread.status is ThreadStatus.CONTESTED or any(p.position is PositionKind.DENIES for p in thread.positions),
        "record": plain(_THREAD.dump_json(thread).decode("utf-8", "replace")),
    }

"""How sightings, their links and threads are kept and read back."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Table, and_, bindparam, delete, insert, select
from sqlalchemy import Row as SqlRow

from onrecord.ledger import thread_names
from onrecord.ledger.append import chunks
from onrecord.ledger.sightings import Sighting
from onrecord.ledger.tables import Row, folded, plain
from onrecord.ledger.thread_keys import packed, rank, stem_bits, unpacked
from onrecord.ledger.thread_tables import memberships, thread_words, threads
from onrecord.ledger.thread_tables import sightings as table
from onrecord.records import ClaimId, DocumentId, PositionKind, Thread, ThreadStatus

KNOWN = 8192  # sightings that are kept in memory as they were last read, each under its very record, so that none is ever out of date
LONGEST = 40  # letters of a word that are kept
WORD = re.compile(r"[^\W_]+")
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
    stems: bytes | None
    vector: bytes


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
    columns = select(table.c.record, table.c.vector, table.c.saying, table.c.rank, table.c.points_to, table.c.copied_from, table.c.stems)
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
        row.stems,
        row.vector,
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


def words_of(text: str) -> list[str]:
    """The words by which threads are found, as they are compared."""
    return list(dict.fromkeys(word[:LONGEST] for word in WORD.findall(folded(text) or "")))


def stored_thread(record: str) -> Thread:
    """A thread as it is kept."""
    return _THREAD.validate_json(record)


@lru_cache(KNOWN)
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


def replace(connection: Connection, gone: Collection[int], made: Sequence[tuple[int, Thread]]) -> None:
    """Keeps threads, each with the circle that it is of, in place of those of circles that are gone. Only what differs is written."""
    words: set[tuple[str, str]] = set()
    members: set[tuple[str, str, str | None]] = set()
    for some in chunks(sorted(gone)):
        stale = connection.execute(select(threads.c.id, threads.c.words).where(threads.c.circle.in_(some))).all()
        words |= {(word, identity) for identity, said in stale for word in words_of(said)}
        for few in chunks([identity for identity, _ in stale]):
            thread_names.forget(connection, few)
            members |= {tuple(row) for row in connection.execute(select(memberships).where(memberships.c.thread.in_(few))).all()}
        connection.execute(delete(threads).where(threads.c.circle.in_(some)))
    rows = [_thread_row(thread) | {"circle": circle} for circle, thread in made]
    if rows:
        connection.execute(insert(threads), rows)
        thread_names.write(connection, [thread for _, thread in made])
    _change(connection, thread_words, words, {(word, row["id"]) for row in rows for word in words_of(row["words"])})
    held = {(p.claim, thread.id): p.holder_country or folded(p.holder) for _, thread in made for p in thread.positions}
    _change(connection, memberships, members, {(*of, holder) for of, holder in held.items()})


def _change(connection: Connection, of: Table, before: set[tuple[Any, ...]], now: set[tuple[Any, ...]]) -> None:
    """Takes rows out of a table and puts others in."""
    names = [column.name for column in of.columns]
    keys = list(of.primary_key)
    gone = [dict(zip((f"old_{key.name}" for key in keys), row, strict=False)) for row in sorted(before - now, key=str)]
    if gone:
        same = and_(*(key == bindparam(f"old_{key.name}") for key in keys))
        connection.execute(delete(of).where(same), gone)
    new = [dict(zip(names, row, strict=True)) for row in sorted(now - before, key=str)]
    if new:
        connection.execute(insert(of), new)


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

"""Lists of threads: by filters, in several orders, and the threads of a list in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, false, func, or_, select

from onrecord.errors import LedgerError
from onrecord.ledger.append import chunks
from onrecord.ledger.thread_records import BY_DISPUTE, ThreadLine, ThreadOrder
from onrecord.ledger.thread_store import stored_thread, words_of
from onrecord.ledger.thread_tables import memberships, moved, opening, thread_words, threads
from onrecord.ledger.thread_tables import sightings as table
from onrecord.records import DocumentId, StatementId, Thread, ThreadId, ThreadStatus

KNOWN = 512  # threads that are kept in memory as they were last read, each under its very record, so that none is ever out of date
parsed = lru_cache(KNOWN)(stored_thread)
LAST = "\U0010ffff"  # after every letter
NEWEST = (moved.desc(), threads.c.disputed.desc(), threads.c.id)
ORDERS: dict[ThreadOrder, tuple[ColumnElement[Any], ...]] = {
    ThreadOrder.LATEST: NEWEST,
    ThreadOrder.CONTESTED: NEWEST,  # of each status
    ThreadOrder.SOURCES: (threads.c.sources.desc(), *NEWEST),
    ThreadOrder.REPORTS: (threads.c.documents.desc(), *NEWEST),
    ThreadOrder.CONFLICTS: (threads.c.conflicts.desc(), *NEWEST),
    ThreadOrder.TITLE: (opening, threads.c.id),
}
LINE = [column for column in threads.c if column.name not in {"words", "record", "frame", "disputed", "circle"}]


@dataclass(frozen=True)
class Wanted:
    """Which threads a list is to have."""

    words: str | None = None
    about: str | None = None
    status: ThreadStatus | None = None
    since: str | None = None
    frame: str | None = None


def lines(
    connection: Connection,
    wanted: Wanted,
    *,
    limit: int,
    after: ThreadId | None = None,
    order: ThreadOrder = ThreadOrder.LATEST,
    skip: int = 0,
) -> list[ThreadLine]:
    """Threads that match, in an order; `after` is the last one of the page before, and goes with the newest movement first alone."""
    chosen = select(threads.c.id).where(*_filters(wanted)).order_by(*ORDERS[order])  # by an index alone, without the rows
    if after is not None:
        chosen = chosen.where(_later_in_list(connection, after))
    if order is ThreadOrder.CONTESTED:
        ids = _by_dispute(connection, chosen, limit, skip)
    else:
        ids = list(connection.scalars(chosen.limit(limit).offset(skip)))
    found = {row.id: _line(row) for some in chunks(ids) for row in connection.execute(select(*LINE).where(threads.c.id.in_(some)))}
    return [found[identity] for identity in ids]


def _by_dispute(connection: Connection, chosen: Select[Any], limit: int, skip: int) -> list[str]:
    """The ids that are chosen, status by status, the disputed first."""
    ids: list[str] = []
    for status in BY_DISPUTE:
        mine = chosen.where(threads.c.status == status.value)
        found = connection.scalars(mine.limit(limit - len(ids)).offset(skip)).all()
        if not found and skip:
            skip -= connection.scalars(select(func.count()).select_from(mine.order_by(None).subquery())).one()
        elif found:
            ids, skip = [*ids, *found], 0
        if len(ids) == limit:
            break
    return ids


def count(connection: Connection, wanted: Wanted) -> int:
    """How many threads match."""
    return connection.scalars(select(func.count(threads.c.id)).where(*_filters(wanted))).one()


def whole(connection: Connection, ids: Sequence[str]) -> list[Thread]:
    """Some threads in full, in the order of their ids given; those that are no more are left out."""
    found: dict[str, str] = {}
    for some in chunks(ids):
        found |= {row.id: row.record for row in connection.execute(select(threads.c.id, threads.c.record).where(threads.c.id.in_(some)))}
    return [parsed(found[identity]) for identity in ids if identity in found]


def threads_of(connection: Connection, document: DocumentId) -> dict[StatementId, ThreadId]:
    """The thread that each statement of a document is in; the first by id where it is in several."""
    query = select(table.c.statement, func.min(memberships.c.thread)).join(memberships, memberships.c.claim == table.c.claim)
    query = query.where(table.c.document == document, table.c.statement.is_not(None)).group_by(table.c.statement)
    return {StatementId(statement): ThreadId(thread) for statement, thread in connection.execute(query)}


def _line(row: Row[Any]) -> ThreadLine:
    return ThreadLine(
        id=ThreadId(row.id),
        title=row.title,
        status=ThreadStatus(row.status),
        independent_sources=row.sources,
        documents=row.documents,
        claims=row.claims,
        holders=tuple(row.holders.split("\n")) if row.holders else (),
        first=row.first_day,
        last=row.last_day,
        conflicts=row.conflicts,
    )


def _filters(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.words:
        yield _has(wanted.words)
    if wanted.about:
        yield _has(wanted.about)
    if wanted.status:
        yield threads.c.status == wanted.status.value
    if wanted.since:
        yield moved >= wanted.since
    if wanted.frame:
        yield threads.c.frame == wanted.frame


def _has(asked: str) -> ColumnElement[bool]:
    """Whether a thread has words that begin as those asked for do."""
    found = words_of(asked)
    beginnings = ((thread_words.c.word >= word) & (thread_words.c.word < word + LAST) for word in found)
    return and_(*(threads.c.id.in_(select(thread_words.c.thread).where(beginning)) for beginning in beginnings)) if found else false()


def _later_in_list(connection: Connection, after: ThreadId) -> ColumnElement[bool]:
    """Whatever comes after a thread, the newest movement first."""
    row = connection.execute(select(moved.label("moved"), threads.c.disputed).where(threads.c.id == after)).one_or_none()
    if row is None:
        raise LedgerError(f"there is no thread {after} any more; begin the list anew")
    follows = and_(threads.c.disputed == row.disputed, threads.c.id > after)
    if row.disputed:
        follows = or_(follows, threads.c.disputed.is_(False))
    return and_(moved <= row.moved, or_(moved < row.moved, follows))

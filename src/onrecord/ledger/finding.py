"""Looking for statements by words and filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select

from onrecord.ledger import append, dialect
from onrecord.ledger.entries import Hit
from onrecord.ledger.query import as_corrected, hit_query, hits
from onrecord.ledger.tables import claims, day, documents, folded, plain, speakers, statements
from onrecord.ledger.thread_tables import memberships, threads
from onrecord.records import Act, ThreadStatus

MAX_LIMIT = 1_000_000
FEW, STEP = 32, 8  # reports that are looked through first for the newest statements, and how many times as many each time after that


@dataclass(frozen=True)
class Search:
    """What `find` is to look for; dates are ISO and inclusive, and may be a year or a month; countries are alpha-3 codes."""

    words: str | None = None
    speaker: str | None = None
    act: Act | None = None
    publisher: str | None = None
    since: str | None = None
    until: str | None = None
    country: str | None = None
    status: ThreadStatus | None = None


def find(connection: Connection, search: Search, limit: int, skip: int = 0) -> list[Hit]:
    """The statements that match, the best first, then the newest."""
    limit = max(0, min(limit, MAX_LIMIT))
    if search.words is None or not search.words.strip():
        return _hits_of(connection, _newest(connection, search, limit + skip)[skip:])
    matching = dialect.matching(connection, search.words)
    if matching is None:
        return []
    matches = matching.subquery()
    query = select(statements.c.entry).join(documents, documents.c.id == statements.c.document)
    query = query.join(matches, matches.c.rowid == statements.c.entry)
    query = query.where(statements.c.live, *_of_documents(search), *_of_statements(search))
    order = matches.c.rank, day.desc(), documents.c.entry.desc(), statements.c.start, statements.c.id
    return _hits_of(connection, connection.scalars(query.order_by(*order).limit(limit).offset(skip)).all())


def _newest(connection: Connection, search: Search, most: int) -> list[int]:
    """The entries of the newest statements that match, found report by report from the newest on, in steps that grow."""
    found: list[int] = []
    done, step = 0, FEW
    while len(found) < most:
        some = select(documents.c.id, documents.c.entry, day.label("day")).where(*_of_documents(search))
        some = some.order_by(day.desc(), documents.c.entry.desc()).limit(step).offset(done)
        if not connection.scalar(select(func.count()).select_from(some.subquery())):
            break
        these = some.subquery()
        query = select(statements.c.entry).join(these, these.c.id == statements.c.document)
        query = query.where(statements.c.live, *_of_statements(search))
        order = these.c.day.desc(), these.c.entry.desc(), statements.c.start, statements.c.id
        found += connection.scalars(query.order_by(*order).limit(most - len(found))).all()
        done, step = done + step, step * STEP
    return found


def varied(connection: Connection, limit: int, each: int) -> list[Hit]:
    """The first statements of each of the newest reports, at most `each`; more of one only where there are no others."""
    some = select(documents.c.id, documents.c.entry, day.label("day")).order_by(day.desc(), documents.c.entry.desc())
    these = some.limit(2 * limit).subquery()  # some reports have no statement
    query = select(statements.c.entry, statements.c.document).join(these, these.c.id == statements.c.document).where(statements.c.live)
    order = these.c.day.desc(), these.c.entry.desc(), statements.c.start, statements.c.id
    seen = Counter[str]()
    first: list[int] = []
    more: list[int] = []
    for entry, document in connection.execute(query.order_by(*order)):
        seen[document] += 1
        (first if seen[document] <= each else more).append(entry)
    return _hits_of(connection, [*first, *more][:limit])


def _of_documents(search: Search) -> Iterator[ColumnElement[bool]]:
    if search.publisher:
        yield documents.c.publisher_folded.contains(folded(search.publisher), autoescape=True)
    if search.since:
        yield documents.c.published >= plain(search.since)
    if search.until:
        yield documents.c.published < f"{plain(search.until)}~"  # "2022-11~" comes after every day of that month


def _of_statements(search: Search) -> Iterator[ColumnElement[bool]]:
    if search.speaker:
        yield statements.c.speaker_folded.contains(folded(search.speaker), autoescape=True)
    if search.act:
        yield statements.c.act == search.act.value
    if search.country:
        yield statements.c.id.in_(select(speakers.c.statement).where(speakers.c.country == search.country.upper()))
    if search.status:
        yield _in_thread(search.status)


def _in_thread(status: ThreadStatus) -> ColumnElement[bool]:
    """Whether a statement is in a thread that stands so; most threads are uncontested, so the others are looked up from the threads."""
    threaded = select(claims.c.statement).join(memberships, memberships.c.claim == claims.c.id)
    threaded = threaded.join(threads, threads.c.id == memberships.c.thread).where(threads.c.status == status.value, claims.c.live)
    if status is ThreadStatus.UNCONTESTED:
        return threaded.where(claims.c.statement == statements.c.id).exists()
    return statements.c.id.in_(threaded.where(claims.c.statement.is_not(None)))


def _hits_of(connection: Connection, numbers: Sequence[int]) -> list[Hit]:
    """The statements of some entries, in their order, as people have corrected them."""
    found: dict[int, Hit] = {}
    for some in append.chunks(numbers):
        found |= hits(connection, hit_query(statements.c.entry).where(statements.c.entry.in_(some)))
    return as_corrected(connection, [found[number] for number in numbers if number in found])

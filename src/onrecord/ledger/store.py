"""The ledger: opening it, and everything that can be asked of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, insert, inspect, select

from onrecord.errors import LedgerError
from onrecord.ledger import (
    actors,
    append,
    corrections,
    dialect,
    finding,
    following,
    query,
    takedown,
    thread_lists,
    thread_names,
    thread_query,
    upgrade,
    verify,
)
from onrecord.ledger.entries import START, Appended, Counts, Damage, Decision, Forgotten, Hit, Provenance, Revision
from onrecord.ledger.tables import SCHEMA, about, documents, metadata
from onrecord.ledger.thread_records import Dossier, Explanation, ThreadLine, ThreadOrder
from onrecord.ledger.threads import Embedder, Threads
from onrecord.records import Act, Copy, DocumentId, Reading, Skipped, StatementId, Thread, ThreadId, ThreadStatus

WAIT = 30.0  # seconds; a batch holds the write lock for well under one


class Ledger:
    """An append-only record of readings in a file or a PostgreSQL database, which any number of processes may use at once.

    Every method raises LedgerError, with the next step in its message, when the file or the database cannot be used.
    """

    def __init__(self, place: dialect.Place, engine: Engine, embedder: Embedder) -> None:
        self.place = place
        self._engine = engine
        self._threads = following.threads(embedder)

    @classmethod
    def open(cls, address: Path | str, *, create: bool = True, wait: float = WAIT, embedder: Embedder = following.NO_MEANING) -> Self:
        """Opens the ledger in a file, or in the database of an address such as postgresql://user@host/database.

        `create` makes a missing one and asks for the right to write; `wait` is for other writers, in seconds. `embedder` gives words
        their meaning, for threads; without it only claims in nearly the same words are joined.
        """
        place = dialect.place(address)
        writable = place.require(create=create)
        engine = place.connect(wait)
        try:
            with dialect.explained(place):
                _prepare(place, engine, following.threads(embedder), writable=writable)
        except LedgerError:
            engine.dispose()
            raise
        return cls(place, engine, embedder)

    def close(self) -> None:
        """Lets go of the file or the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def append(self, readings: Sequence[Reading | Skipped], provenance: Provenance) -> Appended:
        """Adds what is new, all of it or nothing; a reading that the ledger has already adds nothing."""
        for item in readings:
            if isinstance(item, Reading):
                append.check(item)
        latest = {r.document.id: r for r in readings if isinstance(r, Reading)}
        with dialect.explained(self.place), dialect.writing(self._engine) as connection:
            added = append.append(connection, readings, provenance)
            following.read(connection, self._threads, [latest[document] for document in added.changed])
            return added

    def find(
        self,
        words: str | None = None,
        *,
        speaker: str | None = None,
        act: Act | None = None,
        publisher: str | None = None,
        since: str | None = None,
        until: str | None = None,
        country: str | None = None,
        status: ThreadStatus | None = None,
        limit: int = 50,
        skip: int = 0,
    ) -> list[Hit]:
        """Current statements, the most relevant first, then the newest; `skip` leaves out as many at the beginning.

        All words must occur in content, speaker or title, in any inflection; "quoted words" as a phrase. A part of a speaker's or
        publisher's name is enough. `since` and `until` are ISO dates of publication, inclusive; a year or a month will do. `country` is
        the speaker's, an alpha-3 code; `status` that of the statement's thread.
        """
        with self._reading() as connection:
            return finding.find(connection, finding.Search(words, speaker, act, publisher, since, until, country, status), limit, skip)

    def newest(self, limit: int, *, each: int) -> list[Hit]:
        """The first statements of the newest reports, at most `each` of one while there are others."""
        with self._reading() as connection:
            return finding.varied(connection, limit, each)

    def threads(
        self,
        query: str | None = None,
        *,
        about: str | None = None,
        status: ThreadStatus | None = None,
        since: str | None = None,
        frame: str | None = None,
        limit: int = 50,
        after: ThreadId | None = None,
        order: ThreadOrder = ThreadOrder.LATEST,
        skip: int = 0,
    ) -> list[ThreadLine]:
        """Matters, the newest movement first, disputed ones before others of the day; `after` is the last one of the page before.

        Each word of `query` must begin one of title, holders or quotes; `about` somebody's name; `since` an ISO date, a month or a year;
        `frame` what the proposition is about, such as `transfer`. In another `order`, `skip` leaves out as many at the beginning.
        """
        wanted = thread_lists.Wanted(query, about, status, since, frame)
        with self._reading() as connection:
            return thread_lists.lines(connection, wanted, limit=limit, after=after, order=order, skip=skip)

    def count_threads(self, *, status: ThreadStatus | None = None, frame: str | None = None) -> int:
        """How many matters there are, of a status, or about something."""
        with self._reading() as connection:
            return thread_lists.count(connection, thread_lists.Wanted(status=status, frame=frame))

    def thread(self, identity: str) -> Thread | None:
        """The thread with this id, or the only one whose id begins with these six or more characters."""
        with self._reading() as connection:
            return thread_query.thread(connection, identity)

    def whole_threads(self, ids: Sequence[str] | None = None) -> Iterator[Thread]:
        """Every thread, in the order of ids, few of them in memory at once; or those with some ids, in the order given."""
        if ids is not None:
            with self._reading() as connection:
                chosen = thread_lists.whole(connection, ids)
            yield from chosen
            return
        last = ""
        while True:
            with self._reading() as connection:
                page = thread_query.after(connection, last)
            if not page:
                return
            yield from page
            last = page[-1].id

    def thread_of(self, identity: str) -> ThreadId | None:
        """The thread that a claim or statement is in."""
        with self._reading() as connection:
            return thread_query.thread_of(connection, identity)

    def threads_of(self, document: DocumentId) -> dict[StatementId, ThreadId]:
        """The thread that each statement of a document is in, if any."""
        with self._reading() as connection:
            return thread_lists.threads_of(connection, document)

    def explain(self, one: str, other: str) -> Explanation:
        """Why two claims or statements are, or are not, in one thread."""
        with self._reading() as connection:
            return thread_query.explain(connection, one, other)

    def actor(self, name: str) -> Dossier | None:
        """What somebody said over the whole ledger, on what they changed their position, whom they accuse and who accuses them."""
        with self._reading() as connection:
            return actors.actor(connection, name)

    def copies(self) -> Iterator[Copy]:
        """Every document that has another's words, with what it has of them; the earliest document first."""
        with self._reading() as connection:
            yield from following.COPIES.copies(connection)

    def decide(self, decision: Decision, provenance: Provenance) -> None:
        """Keeps somebody's decision, and brings the threads that it touches up to date."""
        with dialect.explained(self.place), dialect.writing(self._engine) as connection:
            documents = corrections.decide(connection, decision, provenance)
            following.read(connection, self._threads, [stored.reading() for stored in query.load(connection, documents)])

    def decisions(self, *subjects: str) -> list[Decision]:
        """The decisions that hold, the first one first; those about some statements and claims, where any are given."""
        with self._reading() as connection:
            return corrections.about(connection, set(subjects)) if subjects else corrections.listed(connection)

    def forget(self, document: str, by: str, why: str, provenance: Provenance) -> Forgotten:
        """Takes a document down: its text, quotes and index go; the chain of entries stays, with who asked for it and why."""
        with dialect.explained(self.place), dialect.writing(self._engine) as connection:
            found = query.resolve(connection, documents.c.id, document, "d-")
            if found is None:
                raise LedgerError(f"the ledger has no document {document}")
            partners = corrections.partners(connection, DocumentId(found))
            following.forget(connection, self._threads, DocumentId(found))
            thread_names.scrub(connection)
            gone = takedown.forget(connection, DocumentId(found), (by, why), provenance)
            following.read(connection, self._threads, [stored.reading() for stored in query.load(connection, partners)])
        with dialect.explained(self.place):
            self.place.scrub(self._engine)
        return gone

    def statement(self, identity: str) -> Hit | None:
        """The statement with this id, or the only one whose id begins with these six or more characters."""
        with self._reading() as connection:
            return query.statement(connection, identity)

    def history(self, identity: str) -> list[Revision]:
        """Every entry about a statement, the first one first."""
        with self._reading() as connection:
            return query.history(connection, identity)

    def reading(self, identity: str) -> Reading | None:
        """The current reading of a document, by its id or six or more first characters of it."""
        with self._reading() as connection:
            found = query.resolve(connection, documents.c.id, identity, "d-")
            return following.as_corrected(connection, query.load(connection, [found])[0].reading()) if found else None

    def readings(self, after: str = "") -> Iterator[Reading]:
        """The current reading of every document, in the order of ids, from the first one after an id; few are in memory at once."""
        last = after
        while True:
            with self._reading() as connection:
                ids = query.documents_after(connection, last)
                page = [following.as_corrected(connection, stored.reading()) for stored in query.load(connection, ids)]
            if not ids:
                return
            yield from page
            last = ids[-1]

    def skips(self) -> Iterator[Skipped]:
        """Everything that could not be read, the first one first."""
        last = 0
        while True:
            with self._reading() as connection:
                page = query.skips_after(connection, last)
            if not page:
                return
            yield from (skipped for _, skipped in page)
            last = page[-1][0]

    def head(self) -> str:
        """The hash of the last entry: as long as it stays, so does everything that can be asked."""
        with self._reading() as connection:
            return query.head(connection)

    def counts(self) -> Counts:
        """How much the ledger holds."""
        with self._reading() as connection:
            return query.counts(connection)

    def countries(self) -> list[str]:
        """The countries that speakers stand for or come from, as alpha-3 codes."""
        with self._reading() as connection:
            return query.countries(connection)

    def verify(self) -> Iterator[Damage]:
        """Derives every hash again from what is stored, and names each fault; nothing when the ledger is whole."""
        try:
            with dialect.explained(self.place):
                fault = self.place.search_fault(self._engine)
            if fault:
                yield Damage(None, None, fault)
            with self._reading() as connection:
                yield from verify.verify(connection)
        except dialect.DamagedLedgerError as error:
            yield Damage(None, None, str(error))

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with dialect.explained(self.place), self._engine.connect() as connection, connection.begin():
            yield connection


def _prepare(place: dialect.Place, engine: Engine, threads: Threads, *, writable: bool) -> None:
    """Gives an empty place its tables, and refuses one that is not ours."""
    with engine.connect() as connection, connection.begin():
        tables = set(inspect(connection).get_table_names())
    if not tables and writable:
        with dialect.writing(engine) as connection:
            if not inspect(connection).get_table_names():  # another process may have been quicker
                metadata.create_all(connection)
                dialect.create_search(connection)
                connection.execute(insert(about).values(id=1, schema=SCHEMA, entries=0, head=START))
        tables = {about.name}
    if not tables:
        raise LedgerError(f"there is no ledger in {place} yet. `onrecord read` makes one")
    if about.name not in tables:
        raise LedgerError(f"{place} is the database of another program. {place.other}")
    with engine.connect() as connection, connection.begin():
        schema = connection.scalars(select(about.c.schema)).one()
    if schema < SCHEMA and writable:
        with dialect.writing(engine) as connection:
            upgrade.upgrade(connection, threads)
        schema = SCHEMA
    if schema < SCHEMA and not writable:
        dialect.lend(engine, metadata)
        schema = SCHEMA
    if schema != SCHEMA:
        raise LedgerError(f"{place} was written by a newer onrecord (its form is {schema}, this one knows {SCHEMA}). Update onrecord")
    if writable:
        place.settle(engine)

"""The ledger file: opening it, and everything that can be asked of it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, insert, inspect, select

from onrecord.errors import LedgerError
from onrecord.ledger import append, dialect, query, verify
from onrecord.ledger.entries import START, Appended, Counts, Damage, Hit, Provenance, Revision
from onrecord.ledger.tables import SCHEMA, about, documents, metadata
from onrecord.records import Act, Reading, Skipped

WAIT = 30.0  # seconds; a batch holds the write lock for well under one


class Ledger:
    """An append-only record of readings in one file, which any number of processes may use at once.

    Every method raises LedgerError, with the next step in its message, when the file cannot be used.
    """

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine

    @classmethod
    def open(cls, path: Path, *, create: bool = True, wait: float = WAIT) -> Self:
        """Opens a ledger; `create` makes a missing one and asks for the right to write; `wait` is for other writers, in seconds."""
        _require(path, create=create)
        writable = _writable(path)
        frozen = not _may_write(path.parent) and not path.with_name(path.name + "-wal").exists()
        engine = dialect.connect(path, wait, frozen=frozen)
        try:
            with dialect.explained(path):
                _prepare(path, engine, writable=writable)
        except LedgerError:
            engine.dispose()
            raise
        return cls(path, engine)

    def close(self) -> None:
        """Lets go of the file."""
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
        with dialect.explained(self.path), dialect.writing(self._engine) as connection:
            return append.append(connection, readings, provenance)

    def find(
        self,
        words: str | None = None,
        *,
        speaker: str | None = None,
        act: Act | None = None,
        publisher: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int = 50,
        skip: int = 0,
    ) -> list[Hit]:
        """Current statements, the most relevant first, then the newest; `skip` leaves out as many at the beginning.

        All words must occur in content, speaker or title, in any inflection; "quoted words" as a phrase. A part of a speaker's or
        publisher's name is enough. `since` and `until` are ISO dates of publication, inclusive; a year or a month will do.
        """
        with self._reading() as connection:
            return query.find(connection, query.Search(words, speaker, act, publisher, since, until), limit, skip)

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
            return query.load(connection, [found])[0].reading() if found else None

    def readings(self, after: str = "") -> Iterator[Reading]:
        """The current reading of every document, in the order of ids, from the first one after an id; few are in memory at once."""
        last = after
        while True:
            with self._reading() as connection:
                ids = query.documents_after(connection, last)
                page = query.load(connection, ids)
            if not ids:
                return
            yield from (stored.reading() for stored in page)
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

    def verify(self) -> Iterator[Damage]:
        """Derives every hash again from what is stored, and names each fault; nothing when the ledger is whole."""
        try:
            if _writable(self.path):
                with dialect.explained(self.path):
                    fault = dialect.search_fault(self._engine)
                if fault:
                    yield Damage(None, None, fault)
            with self._reading() as connection:
                yield from verify.verify(connection)
        except dialect.DamagedLedgerError as error:
            yield Damage(None, None, str(error))

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with dialect.explained(self.path), self._engine.connect() as connection, connection.begin():
            yield connection


def _require(path: Path, *, create: bool) -> None:
    """Sees to it that there is a file, readable by its owner only from its first moment."""
    if path.is_dir():
        raise LedgerError(f"{path} is a folder. Name a file for the ledger, such as {path / 'onrecord.db'}")
    if path.exists():
        if create and not _writable(path):
            raise LedgerError(f"{path} is read-only. Allow writing to the file and its folder, or name another file for the ledger")
        return
    if not create:
        raise LedgerError(f"there is no ledger at {path}. `onrecord read` makes one; or name the right file")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise LedgerError(f"{path} cannot be made: {error.strerror}. Name another file for the ledger") from error


def _writable(path: Path) -> bool:
    """SQLite keeps files beside its own while it works, so the folder counts too."""
    return _may_write(path) and _may_write(path.parent)


def _may_write(place: Path) -> bool:
    return os.access(place, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _prepare(path: Path, engine: Engine, *, writable: bool) -> None:
    """Gives an empty file its tables, and refuses a file that is not ours."""
    with engine.connect() as connection, connection.begin():
        tables = set(inspect(connection).get_table_names())
    if not tables and writable:
        with dialect.writing(engine) as connection:
            if not inspect(connection).get_table_names():  # another process may have been quicker
                metadata.create_all(connection)
                connection.exec_driver_sql(dialect.CREATE_SEARCH)
                connection.execute(insert(about).values(id=1, schema=SCHEMA, entries=0, head=START))
        tables = {about.name}
    if about.name not in tables:
        raise LedgerError(f"{path} is the database of another program. Name another file for the ledger")
    with engine.connect() as connection, connection.begin():
        schema = connection.scalar(select(about.c.schema))
    if schema != SCHEMA:
        raise LedgerError(f"{path} was written by a newer onrecord (its form is {schema}, this one knows {SCHEMA}). Update onrecord")
    if writable:
        dialect.share(engine)

"""A ledger in an SQLite file: opening it, the write lock, full-text search, and SQLite's errors in plain words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from sqlalchemy import Connection, Engine, Select, create_engine, event, func, insert, literal_column, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from onrecord.errors import LedgerError
from onrecord.ledger.place import HELD, INDEX_DAMAGED, VERIFY, DamagedLedgerError
from onrecord.ledger.tables import Row
from onrecord.ledger.words import CONTENT, SPEAKER, TITLE, search

CREATE_SEARCH = "CREATE VIRTUAL TABLE search USING fts5(content, speaker, title, tokenize='porter unicode61 remove_diacritics 2')"
OTHER = "Name another file for the ledger"
READ_ONLY = "is read-only. Allow writing to the file and its folder, or name another file for the ledger"

NEXT_STEP = {
    sqlite3.SQLITE_NOTADB: f"is no ledger, nor any database. {OTHER}",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened. Check that its folder exists and that you may write there, or name another file",
    sqlite3.SQLITE_PERM: "may not be used by you. Change its permissions, or name another file for the ledger",
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_FULL: "cannot grow: the disk is full. Free some space and run the command again; what was recorded is kept",
    sqlite3.SQLITE_BUSY: HELD,
    sqlite3.SQLITE_LOCKED: HELD,
    sqlite3.SQLITE_CORRUPT: "is damaged. `onrecord verify` lists what it can; take a backup, or read the reports again into a new file",
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk is full or failing. Check it and run the command again",
}
DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}  # the last is what a missing table gives


@dataclass(frozen=True)
class File:
    """A file for a ledger."""

    path: Path
    other: ClassVar[str] = OTHER

    def __str__(self) -> str:
        return str(self.path)

    def require(self, *, create: bool) -> bool:
        """Sees to it that there is a file, readable by its owner only from its first moment; whether it may be written to."""
        path = self.path
        if path.is_dir():
            raise LedgerError(f"{path} is a folder. Name a file for the ledger, such as {path / 'onrecord.db'}")
        if path.exists():
            if create and not self._writable():
                raise LedgerError(f"{path} {READ_ONLY}")
            return self._writable()
        if not create:
            raise LedgerError(f"there is no ledger at {path}. `onrecord read` makes one; or name the right file")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        except OSError as error:
            raise LedgerError(f"{path} cannot be made: {error.strerror}. {OTHER}") from error
        return True

    def connect(self, wait: float) -> Engine:
        """An engine for the file; where nobody can write, it is read without the files SQLite adds beside it."""
        frozen = not _may_write(self.path.parent) and not self.path.with_name(self.path.name + "-wal").exists()
        uri = self.path.absolute().as_uri() + ("?mode=ro&immutable=1" if frozen else "?mode=rw")

        def creator() -> sqlite3.Connection:
            connection = sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)
            connection.text_factory = _lenient
            connection.execute("PRAGMA secure_delete = ON")  # what a takedown deletes is overwritten
            connection.execute("PRAGMA synchronous = NORMAL")  # with WAL a kill loses nothing; a power cut at most the last appends
            return connection

        engine = create_engine("sqlite://", creator=creator, poolclass=QueuePool)
        event.listen(engine, "begin", _begin)
        return engine

    def settle(self, engine: Engine) -> None:
        """Lets readers and a writer work at once (WAL); where another process is doing the same right now, it will do."""
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            if not isinstance(raw, sqlite3.Connection):
                return
            try:
                raw.execute("PRAGMA journal_mode = WAL")
            except sqlite3.Error as error:
                if _code(error) != sqlite3.SQLITE_BUSY:
                    raise self.explanation(error) from error

    def scrub(self, engine: Engine) -> None:
        """Empties the file beside the ledger's own (-wal) too; while somebody reads, that waits until the last one closes."""
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            if isinstance(raw, sqlite3.Connection):
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def search_fault(self, engine: Engine) -> str | None:
        """Whether the search index disagrees with itself; not looked at without the right to write, which SQLite needs for it."""
        if not self._writable():
            return None
        try:
            with engine.connect().execution_options(ledger_write=True) as connection, connection.begin():
                connection.exec_driver_sql("INSERT INTO search (search) VALUES ('integrity-check')")
        except DBAPIError as error:
            if _code(error.orig) == sqlite3.SQLITE_CORRUPT:
                return INDEX_DAMAGED
            raise
        return None

    def explanation(self, error: BaseException | None) -> LedgerError:
        """An error of SQLite in plain words."""
        known = NEXT_STEP.get(_code(error), f"cannot be used as a ledger: {error}. {VERIFY}")
        kind = DamagedLedgerError if _code(error) in DAMAGE else LedgerError
        return kind(f"{self} {known}")

    def _writable(self) -> bool:
        """SQLite keeps files beside its own while it works, so the folder counts too."""
        return _may_write(self.path) and _may_write(self.path.parent)


def create_search(connection: Connection) -> None:
    """Makes the FTS5 table."""
    connection.exec_driver_sql(CREATE_SEARCH)


def add_to_search(connection: Connection, rows: Sequence[Row]) -> None:
    """Puts statements into the search index."""
    connection.execute(insert(search), list(rows))


def scrub_search(connection: Connection) -> None:
    """Writes the index anew: FTS5 marks deleted words as deleted and keeps them until then."""
    connection.exec_driver_sql("INSERT INTO search (search) VALUES ('optimize')")


def matching(terms: Sequence[str]) -> Select[Any]:
    """The entries that match; every word or phrase is a quoted string of FTS5, so that no character has a meaning of its own."""
    query = " AND ".join(f'"{term}"' for term in terms)
    rank = func.bm25(literal_column("search"), CONTENT, SPEAKER, TITLE).label("rank")
    return select(search.c.rowid, rank).where(literal_column("search").op("MATCH")(query))


def file_faults(connection: Connection) -> Iterator[str]:
    """What SQLite itself finds wrong with the file."""
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield f"the file is damaged: {line}"


def _may_write(place: Path) -> bool:
    return os.access(place, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("ledger_write") else "BEGIN")


def _lenient(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _code(error: BaseException | None) -> int:
    code = getattr(error, "sqlite_errorcode", 0)
    return int(code) & 0xFF  # the rest tells apart kinds of one error

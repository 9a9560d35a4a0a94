"""What is particular to SQLite: opening a file, the write lock, upserts, full-text search, and its errors in plain words."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    Select,
    Table,
    bindparam,
    column,
    create_engine,
    delete,
    event,
    func,
    insert,
    literal_column,
    select,
    table,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from onrecord.errors import LedgerError
from onrecord.ledger.tables import Row, plain

search = table("search", column("rowid"), column("content"), column("speaker"), column("title"))
CREATE_SEARCH = "CREATE VIRTUAL TABLE search USING fts5(content, speaker, title, tokenize='porter unicode61 remove_diacritics 2')"
WEIGHTS = (1.0, 2.0, 0.25)  # a name asked for is mostly the speaker's; a title's words hold for all statements alike
MAX_TERMS = 64  # more words than anybody types; FTS5 gives up on very long queries
TERM = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]|([^\s"“”„«»]+)')

NEXT_STEP = {
    sqlite3.SQLITE_NOTADB: "is no ledger, nor any database. Name another file for the ledger",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened. Check that its folder exists and that you may write there, or name another file",
    sqlite3.SQLITE_PERM: "may not be used by you. Change its permissions, or name another file for the ledger",
    sqlite3.SQLITE_READONLY: "is read-only. Allow writing to the file and its folder, or name another file for the ledger",
    sqlite3.SQLITE_FULL: "cannot grow: the disk is full. Free some space and run the command again; what was recorded is kept",
    sqlite3.SQLITE_BUSY: "is held by another program. Wait until that has finished and run the command again",
    sqlite3.SQLITE_LOCKED: "is held by another program. Wait until that has finished and run the command again",
    sqlite3.SQLITE_CORRUPT: "is damaged. `onrecord verify` lists what it can; take a backup, or read the reports again into a new file",
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk is full or failing. Check it and run the command again",
}
DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}  # the last is what a missing table gives


class DamagedLedgerError(LedgerError):
    """A ledger that cannot be used as its file is damaged."""


def connect(path: Path, wait: float, *, frozen: bool) -> Engine:
    """An engine for an existing file; a frozen one is read where nobody can write, so without the files SQLite adds beside it."""
    uri = path.absolute().as_uri() + ("?mode=ro&immutable=1" if frozen else "?mode=rw")

    def creator() -> sqlite3.Connection:
        connection = sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)
        connection.text_factory = _lenient
        connection.execute("PRAGMA synchronous = NORMAL")  # with WAL a kill loses nothing; a power cut at most the last appends
        return connection

    engine = create_engine("sqlite://", creator=creator, poolclass=QueuePool)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that holds the write lock from its start, so that what it reads stays true until it commits."""
    with engine.connect().execution_options(ledger_write=True) as connection, connection.begin():
        yield connection


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Database errors become LedgerErrors that name the file and the next step."""
    try:
        yield
    except DBAPIError as error:
        raise _explanation(path, error.orig) from error
    except sqlite3.Error as error:
        raise _explanation(path, error) from error


def share(engine: Engine) -> None:
    """Lets readers and a writer work at once (WAL); where another process is doing the same right now, it will do."""
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        if not isinstance(raw, sqlite3.Connection):
            return
        try:
            raw.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if _code(error) != sqlite3.SQLITE_BUSY:
                raise


def upsert(connection: Connection, into: Table, rows: Sequence[Row]) -> None:
    """Writes rows, each in place of the one with its primary key."""
    if rows:
        statement = sqlite.insert(into)
        changed = {name: statement.excluded[name] for name in rows[0]}
        connection.execute(statement.on_conflict_do_update(index_elements=list(into.primary_key), set_=changed), list(rows))


def add_missing(connection: Connection, into: Table, rows: Sequence[Row]) -> None:
    """Writes the rows whose primary key is not there yet."""
    if rows:
        connection.execute(sqlite.insert(into).on_conflict_do_nothing(), list(rows))


def index(connection: Connection, gone: Sequence[int], rows: Sequence[Row]) -> None:
    """Brings the search index up to date."""
    if gone:
        connection.execute(delete(search).where(search.c.rowid == bindparam("gone")), [{"gone": number} for number in gone])
    if rows:
        connection.execute(insert(search), list(rows))


def matching(words: str) -> Select[Any] | None:
    """The entries (`rowid`, `rank`; the lowest is the best) whose words match; None when there is nothing to look for."""
    query = _match_query(words)
    if query is None:
        return None
    rank = func.bm25(literal_column("search"), *WEIGHTS).label("rank")
    return select(search.c.rowid, rank).where(literal_column("search").op("MATCH")(query))


def file_faults(connection: Connection) -> Iterator[str]:
    """What SQLite itself finds wrong with the file."""
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield f"the file is damaged: {line}"


def search_fault(engine: Engine) -> str | None:
    """Whether the search index disagrees with itself; needs the right to write."""
    try:
        with writing(engine) as connection:
            connection.exec_driver_sql("INSERT INTO search (search) VALUES ('integrity-check')")
    except DBAPIError as error:
        if _code(error.orig) == sqlite3.SQLITE_CORRUPT:
            return "the search index is damaged: searches may miss statements"
        raise
    return None


def _match_query(words: str) -> str | None:
    """User input as an FTS5 query: every word or phrase is a quoted string, so that no character has a meaning of its own."""
    found = [phrase or word for phrase, word in TERM.findall(plain(words) or "")]
    terms = [term for term in found if any(c.isalnum() for c in term)][:MAX_TERMS]
    return " AND ".join(f'"{term}"' for term in terms) or None


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("ledger_write") else "BEGIN")


def _lenient(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _code(error: BaseException | None) -> int:
    code = getattr(error, "sqlite_errorcode", 0)
    return int(code) & 0xFF  # the rest tells apart kinds of one error


def _explanation(path: Path, error: BaseException | None) -> LedgerError:
    known = NEXT_STEP.get(_code(error), f"cannot be used as a ledger: {error}. `onrecord verify` lists damage")
    kind = DamagedLedgerError if _code(error) in DAMAGE else LedgerError
    return kind(f"{path} {known}")

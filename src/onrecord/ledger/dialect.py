"""The one place that knows there are two databases: which one an address means, and which one a connection is to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, MetaData, Select, Table, bindparam, delete, event, inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite as lite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateTable

from onrecord.errors import LedgerError
from onrecord.ledger import postgres, sqlite
from onrecord.ledger.place import DamagedLedgerError, Place
from onrecord.ledger.tables import Row
from onrecord.ledger.words import search, terms

__all__ = [
    "DamagedLedgerError",
    "Place",
    "add_missing",
    "create_search",
    "explained",
    "file_faults",
    "index",
    "lend",
    "matching",
    "place",
    "scrub_search",
    "search",
    "upsert",
    "writing",
]

SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)


class Dialect(Protocol):
    """What the module of each database offers besides its place."""

    def create_search(self, connection: Connection) -> None:
        """Makes the search index."""

    def add_to_search(self, connection: Connection, rows: Sequence[Row]) -> None:
        """Puts statements into the search index."""

    def scrub_search(self, connection: Connection) -> None:
        """Leaves nothing of deleted statements in the search index."""

    def matching(self, terms: Sequence[str]) -> Select[Any]:
        """The entries (`rowid`, `rank`; the lowest is the best) in which all the words and phrases occur."""

    def file_faults(self, connection: Connection) -> Iterator[str]:
        """What the database itself finds wrong with what it keeps."""


DIALECTS: dict[str, Dialect] = {"sqlite": sqlite, "postgresql": postgres}
INSERT: dict[str, Callable[[Table], lite.Insert | postgresql.Insert]] = {"sqlite": lite.insert, "postgresql": postgresql.insert}
PASSING = {"sqlite": "temp", "postgresql": "pg_temp"}  # the schema of tables that only their connection sees


def place(address: Path | str) -> Place:
    """The place that a path, or an address such as postgresql://user@host/database, stands for."""
    scheme = SCHEME.match(address) if isinstance(address, str) else None
    if scheme is None:
        return sqlite.File(Path(address))
    if scheme[1].lower() not in postgres.SCHEMES:
        raise LedgerError(f"a ledger cannot be kept at {scheme[0]}… Name a file, or postgresql://user@host/database")
    return postgres.server(str(address))


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that holds the write lock from its start, so that what it reads stays true until it commits."""
    with engine.connect().execution_options(ledger_write=True) as connection, connection.begin():
        yield connection


@contextmanager
def explained(at: Place) -> Iterator[None]:
    """Database errors become LedgerErrors that name the place and the next step."""
    try:
        yield
    except DBAPIError as error:
        raise at.explanation(error.orig) from error


def upsert(connection: Connection, into: Table, rows: Sequence[Row]) -> None:
    """Writes rows, each in place of the one with its primary key."""
    if rows:
        statement = INSERT[connection.dialect.name](into)
        changed = {name: statement.excluded[name] for name in rows[0]}
        connection.execute(statement.on_conflict_do_update(index_elements=list(into.primary_key), set_=changed), list(rows))


def add_missing(connection: Connection, into: Table, rows: Sequence[Row]) -> None:
    """Writes the rows whose primary key is not there yet."""
    if rows:
        connection.execute(INSERT[connection.dialect.name](into).on_conflict_do_nothing(), list(rows))


def create_search(connection: Connection) -> None:
    """Makes the search index of a new ledger."""
    DIALECTS[connection.dialect.name].create_search(connection)


def scrub_search(connection: Connection) -> None:
    """Leaves nothing of deleted statements in the search index."""
    DIALECTS[connection.dialect.name].scrub_search(connection)


def lend(engine: Engine, tables: MetaData) -> None:
    """Gives every connection to a ledger that may not be written to, for itself alone, the tables which it lacks, empty."""
    there = set(inspect(engine).get_table_names())
    own = MetaData()
    for table in tables.sorted_tables:
        table.to_metadata(own, schema=PASSING[engine.dialect.name])
    lacking = [str(CreateTable(table).compile(engine)) for table in own.sorted_tables if table.name not in there]
    engine.dispose()

    @event.listens_for(engine, "connect")
    def _connected(raw: DBAPIConnection, _record: object) -> None:
        cursor = raw.cursor()
        for statement in lacking:
            cursor.execute(statement)
        cursor.close()


def index(connection: Connection, gone: Sequence[int], rows: Sequence[Row]) -> None:
    """Brings the search index up to date."""
    if gone:
        connection.execute(delete(search).where(search.c.rowid == bindparam("gone")), [{"gone": number} for number in gone])
    if rows:
        DIALECTS[connection.dialect.name].add_to_search(connection, rows)


def matching(connection: Connection, words: str) -> Select[Any] | None:
    """The entries (`rowid`, `rank`; the lowest is the best) whose words match; None when there is nothing to look for."""
    found = terms(words)
    return DIALECTS[connection.dialect.name].matching(found) if found else None


def file_faults(connection: Connection) -> Iterator[str]:
    """What the database itself finds wrong with what it keeps."""
    return DIALECTS[connection.dialect.name].file_faults(connection)

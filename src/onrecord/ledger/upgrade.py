"""Brings a ledger that an earlier onrecord wrote into today's form: the entries stay as they are, what is derived from them is added."""

from __future__ import annotations

from sqlalchemy import Connection, select, update
from sqlalchemy.schema import CreateIndex

from onrecord.ledger import dialect, thread_names
from onrecord.ledger.entries import stored_statement
from onrecord.ledger.tables import SCHEMA, about, entries, metadata, speaker_row, speakers, statements
from onrecord.ledger.thread_store import stored_thread
from onrecord.ledger.thread_tables import threads

FORMER = ("threads_by_movement", "ix_threads_frame", "ix_threads_status")  # indexes that others do the work of now
PAGE = 1000  # statements, or threads, in memory at once


def upgrade(connection: Connection) -> None:
    """Adds the tables and indexes that came later, and fills them; claims and threads are filled when reports are read again."""
    metadata.create_all(connection)
    for name in FORMER:
        connection.exec_driver_sql(f"DROP INDEX IF EXISTS {name}")
    for table in metadata.sorted_tables:
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            connection.execute(CreateIndex(index, if_not_exists=True))
    _fill_speakers(connection)
    _fill_names(connection)
    connection.execute(update(about).values(schema=SCHEMA))


def _fill_speakers(connection: Connection) -> None:
    last = 0
    query = select(entries.c.number, entries.c.record).join(statements, statements.c.entry == entries.c.number).where(statements.c.live)
    while page := connection.execute(query.where(entries.c.number > last).order_by(entries.c.number).limit(PAGE)).all():
        dialect.upsert(connection, speakers, [speaker_row(stored_statement(row.number, row.record)) for row in page])
        last = page[-1].number


def _fill_names(connection: Connection) -> None:
    last = ""
    query = select(threads.c.id, threads.c.record).order_by(threads.c.id).limit(PAGE)
    while page := connection.execute(query.where(threads.c.id > last)).all():
        thread_names.write(connection, [stored_thread(row.record) for row in page])
        last = page[-1].id

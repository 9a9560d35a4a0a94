"""Brings a ledger that an earlier onrecord wrote into today's form: the entries stay as they are, what is derived is made anew."""

from __future__ import annotations

from sqlalchemy import Connection, inspect, select, update
from sqlalchemy.schema import CreateIndex

from onrecord.ledger import dialect, following, query
from onrecord.ledger.entries import stored_statement
from onrecord.ledger.tables import SCHEMA, about, entries, metadata, speaker_row, speakers, statements
from onrecord.ledger.threads import Threads

FORMER = (
    "sightings", "sayings", "saying_links", "thread_reports", "thread_report_keys", "thread_near_reports",
    "threads", "memberships", "thread_names", "thread_words", "known_names", "claim_keys", "claim_links",
)  # tables of threads in this and other forms; they are made again  # fmt: skip
PAGE = 1000  # statements in memory at once


def upgrade(connection: Connection, threads: Threads) -> None:
    """Adds the tables and indexes that came later, and fills them; threads are made again from the readings that have claims."""
    there = set(inspect(connection).get_table_names())
    for name in FORMER:
        if name in there:
            connection.exec_driver_sql(f"DROP TABLE {name}")
    metadata.create_all(connection)
    for table in metadata.sorted_tables:
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            connection.execute(CreateIndex(index, if_not_exists=True))
    _fill_speakers(connection)
    _fill_threads(connection, threads)
    connection.execute(update(about).values(schema=SCHEMA))


def _fill_speakers(connection: Connection) -> None:
    last = 0
    live = select(entries.c.number, entries.c.record).join(statements, statements.c.entry == entries.c.number).where(statements.c.live)
    while page := connection.execute(live.where(entries.c.number > last).order_by(entries.c.number).limit(PAGE)).all():
        dialect.upsert(connection, speakers, [speaker_row(stored_statement(row.number, row.record)) for row in page])
        last = page[-1].number


def _fill_threads(connection: Connection, threads: Threads) -> None:
    last = ""
    while ids := query.documents_after(connection, last):
        following.read(connection, threads, [stored.reading() for stored in query.load(connection, ids)])
        last = ids[-1]

"""The tables of threads. All that is in them can be derived again from the entries."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, LargeBinary, Table, func, literal_column

from onrecord.ledger.tables import Text, metadata

reports = Table(
    "thread_reports",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("document", Text, nullable=False, unique=True),
    Column("packed_keys", LargeBinary, nullable=False),
)

report_keys = Table(
    "thread_report_keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("report", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

near_reports = Table(
    "thread_near_reports",
    metadata,
    Column("report", BigInteger, primary_key=True, autoincrement=False),
    Column("other", BigInteger, primary_key=True, autoincrement=False),
    Column("shared_keys", Integer, nullable=False),
    sqlite_with_rowid=False,
)

sightings = Table(
    "sightings",
    metadata,
    Column("claim", Text, primary_key=True),
    Column("document", Text, nullable=False, index=True),
    Column("statement", Text, index=True),
    Column("report", BigInteger, nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("saying", BigInteger),
    Column("rank", BigInteger, nullable=False),
    Column("points_to", Text, index=True),
    Column("copied_from", Text),
    Column("broad", Boolean, nullable=False),
    Column("stems", LargeBinary),
    Column("vector", LargeBinary, nullable=False),
    Column("record", Text, nullable=False),
    Index("sightings_of_saying", "saying", "rank"),
)

sayings = Table(
    "sayings",
    metadata,
    Column("saying", BigInteger, primary_key=True, autoincrement=False),
    Column("circle", BigInteger, nullable=False, index=True),
    Column("matter", BigInteger),
)

links = Table(
    "saying_links",
    metadata,
    Column("saying", BigInteger, primary_key=True, autoincrement=False),
    Column("other", BigInteger, primary_key=True, autoincrement=False),
    Column("score", Float, nullable=False),
    Column("support", Integer, nullable=False),
    sqlite_with_rowid=False,
)

threads = Table(
    "threads",
    metadata,
    Column("id", Text, primary_key=True),
    Column("circle", BigInteger, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("frame", Text),
    Column("status", Text, nullable=False),
    Column("sources", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("holders", Text, nullable=False),
    Column("first_day", Text),
    Column("last_day", Text),
    Column("conflicts", Integer, nullable=False),
    Column("disputed", Boolean, nullable=False),
    Column("record", Text, nullable=False),
)
moved = func.coalesce(threads.c.last_day, literal_column("''"))  # as text, so that both databases sort by an index what has no date last
opening = func.substr(threads.c.words, literal_column("1"), literal_column("80"))  # of the title, folded
Index("threads_by_status", threads.c.status, moved, threads.c.disputed, threads.c.id)
Index("threads_by_frame", threads.c.frame, moved, threads.c.disputed, threads.c.id)
Index("threads_by_day", moved, threads.c.disputed, threads.c.id)
Index("threads_by_opening", opening, threads.c.id)
for _size in (threads.c.sources, threads.c.documents, threads.c.conflicts):
    Index(f"threads_by_{_size.name}", _size, moved, threads.c.disputed, threads.c.id)

thread_words = Table(
    "thread_words",
    metadata,
    Column("word", Text, primary_key=True),
    Column("thread", Text, primary_key=True),
    sqlite_with_rowid=False,
)

memberships = Table(
    "memberships",
    metadata,
    Column("claim", Text, primary_key=True),
    Column("thread", Text, primary_key=True),
    Column("holder", Text),
    Index("memberships_of_thread", "thread"),
    Index("memberships_of_holder", "holder"),
    sqlite_with_rowid=False,
)

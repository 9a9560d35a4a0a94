"""The tables of threads. All that is in them can be derived again from the entries."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, LargeBinary, Table, func, literal_column

from onrecord.ledger.tables import Text, metadata

sightings = Table(
    "sightings",
    metadata,
    Column("claim", Text, primary_key=True),
    Column("document", Text, nullable=False, index=True),
    Column("statement", Text, index=True),
    Column("points_to", Text),
    Column("copied_from", Text),
    Column("record", Text, nullable=False),
    Column("vector", LargeBinary, nullable=False),
)

claim_keys = Table(
    "claim_keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("claim", Text, primary_key=True),
    Column("report", BigInteger, nullable=False),
    Index("claim_keys_of_claim", "claim"),
    sqlite_with_rowid=False,
)

links = Table(
    "claim_links",
    metadata,
    Column("claim", Text, primary_key=True),
    Column("other", Text, primary_key=True),
    Column("score", Float, nullable=False),
    Index("claim_links_of_other", "other"),
    sqlite_with_rowid=False,
)

threads = Table(
    "threads",
    metadata,
    Column("id", Text, primary_key=True),
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

"""The tables of threads. All that is in them can be derived again from the entries."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, LargeBinary, Table

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
    Column("frame", Text, index=True),
    Column("status", Text, nullable=False, index=True),
    Column("sources", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("holders", Text, nullable=False),
    Column("first_day", Text),
    Column("last_day", Text),
    Column("conflicts", Integer, nullable=False),
    Column("disputed", Boolean, nullable=False),
    Column("record", Text, nullable=False),
    Index("threads_by_movement", "last_day", "disputed", "id"),
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

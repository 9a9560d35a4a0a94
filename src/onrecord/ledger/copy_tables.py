"""The tables in which copies are looked for: a print of every document, and the keys to find it by.

Both are views of the documents, kept for speed; all that is in them can be derived again.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from sqlalchemy import BigInteger, Column, LargeBinary, Table
from sqlalchemy import Row as SqlRow

from onrecord.ledger.copy_prints import Print
from onrecord.ledger.tables import Row, Text, metadata, plain
from onrecord.records import DocumentId

STORED = "<u4"  # one form on every machine

copy_prints = Table(
    "copy_prints",
    metadata,
    Column("document", Text, primary_key=True),
    Column("rank", BigInteger, nullable=False),
    Column("label", Text, nullable=False),
    Column("publisher", Text),
    Column("credits", Text, nullable=False),
    Column("words", LargeBinary, nullable=False),
    Column("passages", LargeBinary, nullable=False),
)

copy_keys = Table(
    "copy_keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("rank", BigInteger, primary_key=True, autoincrement=False),
    Column("document", Text, primary_key=True),
    sqlite_with_rowid=False,
)


def print_row(of: Print) -> Row:
    """The row that keeps a print."""
    words = np.stack([of.starts, of.ends, of.hashes, of.quoted.astype(np.uint32)])
    return {
        "document": of.document,
        "rank": of.rank,
        "label": plain(of.label),
        "publisher": of.publisher,
        "credits": ",".join(of.credits),
        "words": words.astype(STORED).tobytes(),
        "passages": np.array(of.passages).astype(STORED).tobytes(),
    }


def print_of(row: SqlRow[Any]) -> Print:
    """The print that a row keeps."""
    starts, ends, hashes, quoted = np.frombuffer(row.words, STORED).astype(np.uint32).reshape(4, -1)
    passages = np.frombuffer(row.passages, STORED).reshape(-1, 2).tolist()
    return Print(
        document=DocumentId(row.document),
        rank=row.rank,
        label=row.label,
        publisher=row.publisher,
        credits=tuple(filter(None, row.credits.split(","))),
        starts=starts,
        ends=ends,
        hashes=hashes,
        quoted=quoted.astype(np.bool_),
        passages=tuple((start, end) for start, end in passages),
    )

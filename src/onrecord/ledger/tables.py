"""The tables of a ledger.

`entries`, `texts` and `runs` are the record: rows are added and never changed, save that a takedown empties them of words.
`documents`, `statements`, `speakers`, `claims`, `conflicts`, `decisions`, `forgotten` and the search index (in `dialect`) are views of the
latest entries, kept for speed; all that is in them can be derived again.
"""

from __future__ import annotations

import unicodedata
from typing import Any

import sqlalchemy
from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    func,
    literal_column,
)

from onrecord import codec
from onrecord.records import Claim, Document, Statement

SCHEMA = 5
Row = dict[str, Any]
# compared byte for byte by both databases: ranges of ids and the order of ids rely on it
Text = sqlalchemy.Text().with_variant(sqlalchemy.Text(collation="C"), "postgresql")

metadata = MetaData()

about = Table(
    "onrecord_ledger",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("schema", Integer, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("head", String(64), nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("program", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    UniqueConstraint("program", "model", "recorded_at"),
)

texts = Table(
    "texts",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("text", LargeBinary, nullable=False),
)

entries = Table(
    "entries",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False, index=True),
    Column("document", Text),
    Column("record", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("revision_of", Integer),
    Column("run", Integer, ForeignKey("runs.number"), nullable=False),
    Column("chain", String(64), nullable=False),
)
is_skip = entries.c.kind == literal_column("'skipped'")  # written out, so that the index is used for it
Index("skips", entries.c.number, sqlite_where=is_skip, postgresql_where=is_skip)

documents = Table(
    "documents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("entry", Integer, ForeignKey("entries.number"), nullable=False, unique=True),
    Column("sha256", String(64), nullable=False),
    Column("url", Text, nullable=False),
    Column("title", Text),
    Column("publisher", Text),
    Column("publisher_folded", Text),
    Column("published", Text, index=True),
)
day = func.coalesce(documents.c.published, literal_column("''"))  # as text, so that both databases sort by an index what has no date last
Index("documents_by_day", day, documents.c.entry)

statements = Table(
    "statements",
    metadata,
    Column("id", Text, primary_key=True),
    Column("document", Text, nullable=False),
    Column("entry", Integer, ForeignKey("entries.number"), nullable=False, unique=True),
    Column("live", Boolean, nullable=False),
    Column("start", Integer, nullable=False),
    Column("act", Text, nullable=False),
    Column("speaker_folded", Text),
    Index("statements_of_document", "document", "start"),
)
is_retired = statements.c.live.is_(False)
Index("statements_retired", statements.c.id, sqlite_where=is_retired, postgresql_where=is_retired)

speakers = Table(
    "speakers",
    metadata,
    Column("statement", Text, primary_key=True),
    Column("country", Text),
    Index("speakers_of_country", "country", "statement"),
    sqlite_with_rowid=False,
)

claims = Table(
    "claims",
    metadata,
    Column("id", Text, primary_key=True),
    Column("document", Text, nullable=False, index=True),
    Column("statement", Text, index=True),
    Column("entry", Integer, ForeignKey("entries.number"), nullable=False, unique=True),
    Column("live", Boolean, nullable=False),
)

conflicts = Table(
    "conflicts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("document", Text, nullable=False, index=True),
    Column("entry", Integer, ForeignKey("entries.number"), nullable=False, unique=True),
    Column("live", Boolean, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("entry", Integer, ForeignKey("entries.number"), nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False, index=True),
    Column("other", Text, index=True),
    Column("live", Boolean, nullable=False),
)

forgotten = Table(
    "forgotten",
    metadata,
    Column("id", Text, primary_key=True),
    Column("entry", Integer, ForeignKey("entries.number"), nullable=False, unique=True),
)


def document_row(entry: int, document: Document, sha256: str) -> Row:
    """The row of `documents` for a document's latest entry."""
    return {
        "id": document.id,
        "entry": entry,
        "sha256": sha256,
        "url": plain(document.url),
        "title": plain(document.title),
        "publisher": plain(document.publisher),
        "publisher_folded": folded(document.publisher),
        "published": plain(document.published),
    }


def statement_row(entry: int, statement: Statement, *, live: bool = True) -> Row:
    """The row of `statements` for a statement's latest entry."""
    return {
        "id": statement.id,
        "document": statement.document,
        "entry": entry,
        "live": live,
        "start": codec.cover(statement.source, statement.cue, statement.content)[0],
        "act": statement.act.value,
        "speaker_folded": folded(statement.speaker.name) if statement.speaker else None,
    }


def speaker_row(statement: Statement) -> Row:
    """The row of `speakers` for a statement: the country that its speaker stands for or comes from."""
    return {"statement": statement.id, "country": plain(statement.speaker.country) if statement.speaker else None}


def claim_row(entry: int, claim: Claim, *, live: bool = True) -> Row:
    """The row of `claims` for a claim's latest entry."""
    return {"id": claim.id, "document": claim.document, "statement": claim.statement, "entry": entry, "live": live}


def search_row(entry: int, statement: Statement, document: Document) -> Row:
    """The row of the search index for a statement."""
    speaker = statement.speaker
    return {
        "rowid": entry,
        "content": plain(codec.words(document.text, statement.content)),
        "speaker": plain(" ".join(filter(None, [speaker.name, speaker.role]))) if speaker else "",
        "title": plain(document.title or ""),
    }


def plain(text: str | None) -> str | None:
    """Text that any database takes: no NUL and no half surrogate pair."""
    return text if text is None else text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")


def folded(text: str | None) -> str | None:
    """Text as it is compared: without case, accents and doubled spaces."""
    if text is None:
        return None
    if text.isascii():
        return plain(" ".join(text.lower().split()))
    letters = unicodedata.normalize("NFKD", text.casefold())
    return plain(" ".join("".join(c for c in letters if not unicodedata.combining(c)).split()))

"""What the ledger takes in and gives out, and the hashes that hold its entries together."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from onrecord import codec
from onrecord.errors import LedgerError, OnRecordError
from onrecord.records import Document, DocumentId, Skipped, Statement, StatementId

START = "0" * 64  # what the first entry follows


class Kind(StrEnum):
    """What an entry records; `retired` says that a new reading of a document no longer finds a statement."""

    DOCUMENT = "document"
    STATEMENT = "statement"
    SKIPPED = "skipped"
    RETIRED = "retired"


@dataclass(frozen=True)
class Provenance:
    """Which program and model made an entry, and when (ISO time)."""

    program: str
    model: str
    recorded_at: str


@dataclass(frozen=True)
class Appended:
    """What an append added: new documents, statements and skips, changed readings, retired statements; `known` were there."""

    documents: int = 0
    statements: int = 0
    revisions: int = 0
    retired: int = 0
    known: int = 0
    skipped: int = 0

    def __add__(self, other: Appended) -> Appended:
        return Appended(
            self.documents + other.documents,
            self.statements + other.statements,
            self.revisions + other.revisions,
            self.retired + other.retired,
            self.known + other.known,
            self.skipped + other.skipped,
        )


@dataclass(frozen=True)
class Hit:
    """A statement of the ledger with its words cut from the text, and where they were printed."""

    statement: Statement
    url: str
    title: str | None
    publisher: str | None
    published: str | None
    source: str
    cue: str
    content: str
    retired: bool = False


@dataclass(frozen=True)
class Revision:
    """One entry about a statement; `statement` is None where a new reading no longer found it."""

    number: int
    kind: Kind
    statement: Statement | None
    revision_of: int | None
    provenance: Provenance


@dataclass(frozen=True)
class Counts:
    """How much a ledger holds; `head` is the hash of its last entry, which stands for all before it."""

    documents: int
    statements: int
    retired: int
    skipped: int
    entries: int
    head: str


@dataclass(frozen=True)
class Damage:
    """One fault that `verify` found: the entry and document it concerns, where it concerns one, and what is wrong."""

    entry: int | None
    document: DocumentId | None
    reason: str


@dataclass(frozen=True)
class Draft:
    """An entry that has no number yet; the record of a document names its text by hash."""

    kind: Kind
    subject: str
    document: DocumentId | None
    record: str
    digest: str


def draft(record: Document | Statement | Skipped) -> Draft:
    """The entry for a record."""
    values = codec.to_json(record)
    digest = digest_of(values)
    if isinstance(record, Document):
        values["text_sha256"] = text_sha256(values.pop("text"))
        return Draft(Kind.DOCUMENT, record.id, record.id, _json(values), digest)
    if isinstance(record, Statement):
        return Draft(Kind.STATEMENT, record.id, record.document, _json(values), digest)
    return Draft(Kind.SKIPPED, "x-" + digest[:24], None, _json(values), digest)


def retirement(statement: StatementId, document: DocumentId) -> Draft:
    """The entry that says a statement is no longer found in its document."""
    values = {"type": Kind.RETIRED, "statement": statement, "document": document}
    return Draft(Kind.RETIRED, statement, document, _json(values), digest_of(values))


def digest_of(values: Mapping[str, Any]) -> str:
    """`codec.digest` of an object as it is stored, so that fields which later versions add do not alter old digests."""
    hashed = {key: value for key, value in values.items() if key not in codec.UNDIGESTED}
    canonical = json.dumps(hashed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(to_bytes(canonical)).hexdigest()


def chain(previous: str, number: int, entry: Draft, revision_of: int | None, by: Provenance) -> str:
    """The hash of an entry and of everything before it; the record itself is held by the digest."""
    line = [previous, number, entry.kind, entry.subject, entry.document, entry.digest, revision_of]
    return hashlib.sha256(_json([*line, by.program, by.model, by.recorded_at]).encode()).hexdigest()


def stored_values(number: int, record: str) -> dict[str, Any]:
    """The object that an entry stores; LedgerError when it is none."""
    try:
        values = json.loads(record)
    except ValueError as error:
        raise LedgerError(f"entry {number} holds no readable record; `onrecord verify` lists all damage") from error
    if not isinstance(values, dict):
        raise LedgerError(f"entry {number} holds no record; `onrecord verify` lists all damage")
    return values


def stored_statement(number: int, record: str) -> Statement:
    """The statement that an entry stores."""
    found = _record(number, stored_values(number, record))
    if not isinstance(found, Statement):
        raise LedgerError(f"entry {number} should hold a statement; `onrecord verify` lists all damage")
    return found


def stored_document(number: int, record: str, text: bytes | None) -> Document:
    """The document that an entry stores, with its text."""
    if text is None:
        raise LedgerError(f"the text of entry {number} is missing; `onrecord verify` lists all damage")
    found = _record(number, stored_values(number, record) | {"text": from_bytes(text)})
    if not isinstance(found, Document):
        raise LedgerError(f"entry {number} should hold a document; `onrecord verify` lists all damage")
    return found


def stored_skip(number: int, record: str) -> Skipped:
    """The skip that an entry stores."""
    found = _record(number, stored_values(number, record))
    if not isinstance(found, Skipped):
        raise LedgerError(f"entry {number} should hold a skip; `onrecord verify` lists all damage")
    return found


def text_sha256(text: str) -> str:
    """The hash a document's text is kept under."""
    return hashlib.sha256(to_bytes(text)).hexdigest()


def to_bytes(text: str) -> bytes:
    """UTF-8 that takes any code point, as web pages now and then hold half a surrogate pair."""
    return text.encode("utf-8", "surrogatepass")


def from_bytes(text: bytes) -> str:
    """What `to_bytes` took; damaged bytes become replacement characters."""
    try:
        return text.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return text.decode("utf-8", "replace")


def _record(number: int, values: Mapping[str, Any]) -> codec.Line:
    try:
        return codec.from_json(values)
    except OnRecordError as error:
        raise LedgerError(f"entry {number} is {error}; `onrecord verify` lists all damage") from error


def _json(values: object) -> str:
    return json.dumps(values, separators=(",", ":"))

"""What the ledger takes in and gives out, and the hashes that hold its entries together."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from onrecord import codec
from onrecord.errors import LedgerError, OnRecordError
from onrecord.records import Claim, Conflict, Document, DocumentId, Skipped, Statement

START = "0" * 64  # what the first entry follows
GONE = '{"type":"forgotten"}'  # what is left of the record of an entry whose document was taken down


class Kind(StrEnum):
    """What an entry records; `retired` says that a new reading of a document no longer finds a statement, claim or conflict."""

    DOCUMENT = "document"
    STATEMENT = "statement"
    SKIPPED = "skipped"
    RETIRED = "retired"
    CLAIM = "claim"
    CONFLICT = "conflict"
    DECISION = "decision"
    TOMBSTONE = "tombstone"


class DecisionKind(StrEnum):
    """What a person decides: a correction of a statement, which claims belong together or do not, or that a decision no longer holds."""

    SPEAKER = "speaker"
    ACT = "act"
    POSITION = "position"
    REJECT = "reject"
    JOIN = "join"
    PART = "part"
    UNDO = "undo"


@dataclass(frozen=True)
class Decision:
    """Somebody's decision about a statement or claim, or about two claims (`join`, `part`); `value` is the new speaker, act or position."""

    kind: DecisionKind
    subject: str
    other: str | None
    value: str | None
    by: str
    why: str
    at: str

    @property
    def id(self) -> str:
        """What another decision names it by, to undo it."""
        return "j-" + digest_of(decision_values(self))[:24]


@dataclass(frozen=True)
class Forgotten:
    """What a takedown removed."""

    document: DocumentId
    statements: int


@dataclass(frozen=True)
class Provenance:
    """Which program and model made an entry, and when (ISO time)."""

    program: str
    model: str
    recorded_at: str


@dataclass(frozen=True)
class Appended:
    """What an append added: new documents, statements and skips, changed readings, retired statements; `known` were there.

    `claims` counts claims and conflicts that are new or changed; `changed` names the documents that anything was added about.
    """

    documents: int = 0
    statements: int = 0
    revisions: int = 0
    retired: int = 0
    known: int = 0
    skipped: int = 0
    claims: int = 0
    changed: tuple[DocumentId, ...] = field(default=(), compare=False)

    def __add__(self, other: Appended) -> Appended:
        return Appended(
            self.documents + other.documents,
            self.statements + other.statements,
            self.revisions + other.revisions,
            self.retired + other.retired,
            self.known + other.known,
            self.skipped + other.skipped,
            self.claims + other.claims,
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


def draft(record: Document | Statement | Claim | Conflict | Skipped, document: DocumentId | None = None) -> Draft:
    """The entry for a record; a conflict does not say itself in which document it is."""
    values = codec.to_json(record)
    digest = digest_of(values)
    if isinstance(record, Document):
        values["text_sha256"] = text_sha256(values.pop("text"))
        return Draft(Kind.DOCUMENT, record.id, record.id, _json(values), digest)
    if isinstance(record, Statement):
        return Draft(Kind.STATEMENT, record.id, record.document, _json(values), digest)
    if isinstance(record, Claim):
        return Draft(Kind.CLAIM, record.id, record.document, _json(values), digest)
    if isinstance(record, Conflict):
        return Draft(Kind.CONFLICT, conflict_id(record), document, _json(values), digest)
    return Draft(Kind.SKIPPED, "x-" + digest[:24], None, _json(values), digest)


def retirement(kind: Kind, subject: str, document: DocumentId) -> Draft:
    """The entry that says a statement, claim or conflict is no longer found in its document."""
    values = {"type": Kind.RETIRED, kind.value: subject, "document": document}
    return Draft(Kind.RETIRED, subject, document, _json(values), digest_of(values))


def conflict_id(conflict: Conflict) -> str:
    """A kind and its claims make a conflict."""
    return "k-" + digest_of({"kind": conflict.kind.value, "claims": sorted(conflict.claims)})[:24]


def decision_values(decision: Decision) -> dict[str, Any]:
    """The object that an entry stores of a decision."""
    return {"type": Kind.DECISION.value, **{name: value for name, value in vars(decision).items() if value is not None}}


def decided(decision: Decision, document: DocumentId | None) -> Draft:
    """The entry of a decision."""
    values = decision_values(decision)
    return Draft(Kind.DECISION, decision.id, document, _json(values), digest_of(values))


def tombstone(document: DocumentId, by: str, why: str, at: str) -> Draft:
    """The entry that says a document was taken down, by whom and why."""
    values = {"type": Kind.TOMBSTONE.value, "document": document, "by": by, "why": why, "at": at}
    return Draft(Kind.TOMBSTONE, document, document, _json(values), digest_of(values))


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


def stored_claim(number: int, record: str) -> Claim:
    """The claim that an entry stores."""
    found = _record(number, stored_values(number, record))
    if not isinstance(found, Claim):
        raise LedgerError(f"entry {number} should hold a claim; `onrecord verify` lists all damage")
    return found


def stored_conflict(number: int, record: str) -> Conflict:
    """The conflict that an entry stores."""
    found = _record(number, stored_values(number, record))
    if not isinstance(found, Conflict):
        raise LedgerError(f"entry {number} should hold a conflict; `onrecord verify` lists all damage")
    return found


def stored_decision(number: int, record: str) -> Decision:
    """The decision that an entry stores."""
    values = stored_values(number, record)
    try:
        return Decision(
            DecisionKind(values["kind"]),
            values["subject"],
            values.get("other"),
            values.get("value"),
            values["by"],
            values["why"],
            values["at"],
        )
    except (KeyError, ValueError) as error:
        raise LedgerError(f"entry {number} should hold a decision; `onrecord verify` lists all damage") from error


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

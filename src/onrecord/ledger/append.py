"""Adding readings: what is new becomes entries, what is known stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from sqlalchemy import Connection, insert, select, update

from onrecord import codec
from onrecord.errors import UnfitReadingError
from onrecord.ledger import dialect
from onrecord.ledger.entries import Appended, Draft, Kind, Provenance, chain, draft, retirement, text_sha256, to_bytes
from onrecord.ledger.tables import (
    Row,
    about,
    claim_row,
    claims,
    conflicts,
    document_row,
    documents,
    entries,
    forgotten,
    runs,
    search_row,
    speaker_row,
    speakers,
    statement_row,
    statements,
    texts,
)
from onrecord.records import Claim, Conflict, Document, DocumentId, Reading, Skipped, Statement

Id = TypeVar("Id")
CHUNK = 500  # ids a query, well under SQLite's limit on parameters
PARTS = {Kind.CLAIM: claims, Kind.CONFLICT: conflicts}  # what a reading has beside statements, and where it is listed


@dataclass(frozen=True)
class Latest:
    """The latest entry about something, as far as it matters here."""

    number: int
    kind: Kind
    digest: str


@dataclass
class Pending:
    """What one append will write."""

    by: Provenance
    count: int
    head: str
    documents: dict[str, Latest]
    statements: dict[str, dict[str, Latest]]
    skips: set[str]
    parts: dict[Kind, dict[str, dict[str, Latest]]]
    stored: int = 0
    part_rows: dict[Kind, dict[str, Row]] = field(default_factory=lambda: {kind: {} for kind in PARTS})
    changed: set[DocumentId] = field(default_factory=set)
    entries: list[Row] = field(default_factory=list)
    texts: dict[str, Row] = field(default_factory=dict)
    document_rows: dict[str, Row] = field(default_factory=dict)
    statement_rows: dict[str, Row] = field(default_factory=dict)
    speaker_rows: dict[str, Row] = field(default_factory=dict)
    retired: dict[str, Row] = field(default_factory=dict)
    search_rows: dict[str, Row] = field(default_factory=dict)
    unsearched: set[int] = field(default_factory=set)

    def add(self, new: Draft, former: Latest | None) -> Latest:
        """One more entry, chained to the last."""
        number = self.count + 1
        revision_of = former.number if former else None
        self.head = chain(self.head, number, new, revision_of, self.by)
        self.count = number
        self.entries.append(vars(new) | {"number": number, "revision_of": revision_of, "chain": self.head})
        return Latest(number, new.kind, new.digest)


def check(reading: Reading) -> None:
    """Refuses what could never be verified: a wrong id, or words outside the text."""
    document = reading.document
    if document.id != codec.document_id(document.url, document.text):
        raise UnfitReadingError(f"document {document.id} does not have the id of its address and text")
    for statement in reading.statements:
        reason = misfit(statement, document.id, len(document.text))
        if reason:
            raise UnfitReadingError(f"statement {statement.id} of document {document.id}: {reason}")
    for claim in reading.claims:
        reason = claim_misfit(claim, document.id, document.text)
        if reason:
            raise UnfitReadingError(f"claim {claim.id} of document {document.id}: {reason}")


def misfit(statement: Statement, document: str, length: int) -> str | None:
    """Why a statement cannot be one of a document with a text of this length; None when it can."""
    spans = [*statement.source, *statement.cue, *statement.content]
    if statement.document != document:
        return f"it belongs to document {statement.document}"
    if not spans or not all(0 <= start < end <= length for start, end in spans):
        return "its words lie outside the text"
    if statement.id != codec.statement_id(statement.document, statement.source, statement.cue, statement.content):
        return "its id is not that of its words"
    return None


def claim_misfit(claim: Claim, document: str, text: str) -> str | None:
    """Why a claim cannot be one of a document with this text; None when it can."""
    if claim.document != document:
        return f"it belongs to document {claim.document}"
    if not claim.evidence or any(e.start < 0 or text[e.start : e.end] != e.exact for e in claim.evidence):
        return "its evidence is not the words of the text"
    return None


def append(connection: Connection, items: Sequence[Reading | Skipped], by: Provenance) -> Appended:
    """Writes what is new, inside the caller's transaction, which must hold the write lock."""
    _refuse_forgotten(connection, items)
    pending = _pending(connection, items, by)
    counts = [_skip(pending, item) if isinstance(item, Skipped) else _read(pending, item) for item in items]
    if pending.count > pending.stored:
        _write(connection, pending)
    return replace(sum(counts, Appended()), changed=tuple(sorted(pending.changed)))


def add(connection: Connection, new: Sequence[tuple[Draft, int | None]], by: Provenance) -> list[int]:
    """Adds entries by themselves, each with the number of the entry that it revises; their numbers."""
    count, head = connection.execute(select(about.c.entries, about.c.head)).one()
    pending = Pending(by, count, head, {}, {}, set(), {}, stored=count)
    numbers = [pending.add(entry, Latest(former, entry.kind, "") if former else None).number for entry, former in new]
    _write(connection, pending)
    return numbers


def _refuse_forgotten(connection: Connection, items: Sequence[Reading | Skipped]) -> None:
    """What somebody has taken down is not read in again."""
    for some in chunks(sorted({item.document.id for item in items if isinstance(item, Reading)})):
        gone = connection.scalar(select(forgotten.c.id).where(forgotten.c.id.in_(some)).limit(1))
        if gone:
            raise UnfitReadingError(f"document {gone} was taken down from this ledger (`onrecord forget`) and is not kept again")


def chunks(ids: Sequence[Id]) -> Iterator[Sequence[Id]]:
    """Ids in portions that a query takes."""
    return (ids[i : i + CHUNK] for i in range(0, len(ids), CHUNK))


def _pending(connection: Connection, items: Sequence[Reading | Skipped], by: Provenance) -> Pending:
    count, head = connection.execute(select(about.c.entries, about.c.head)).one()
    ids = sorted({item.document.id for item in items if isinstance(item, Reading)})
    skips = sorted({draft(item).subject for item in items if isinstance(item, Skipped)})
    parts: dict[Kind, dict[str, dict[str, Latest]]] = {kind: {document: {} for document in ids} for kind in PARTS}
    pending = Pending(by, count, head, {}, {document: {} for document in ids}, set(), parts, stored=count)
    latest = (entries.c.number, entries.c.kind, entries.c.digest)
    for some in chunks(ids):
        query = select(documents.c.id, *latest).join(entries, entries.c.number == documents.c.entry).where(documents.c.id.in_(some))
        pending.documents |= {row.id: Latest(row.number, Kind(row.kind), row.digest) for row in connection.execute(query)}
        known = select(statements.c.id, statements.c.document, *latest).join(entries, entries.c.number == statements.c.entry)
        for row in connection.execute(known.where(statements.c.document.in_(some))):
            pending.statements[row.document][row.id] = Latest(row.number, Kind(row.kind), row.digest)
        for kind, view in PARTS.items():
            listed = select(view.c.id, view.c.document, *latest).join(entries, entries.c.number == view.c.entry)
            for row in connection.execute(listed.where(view.c.document.in_(some))):
                parts[kind][row.document][row.id] = Latest(row.number, Kind(row.kind), row.digest)
    for few in chunks(skips):
        pending.skips |= set(connection.scalars(select(entries.c.subject).where(entries.c.subject.in_(few))))
    return pending


def _skip(pending: Pending, skipped: Skipped) -> Appended:
    new = draft(skipped)
    if new.subject in pending.skips:
        return Appended()
    pending.skips.add(new.subject)
    pending.add(new, None)
    return Appended(skipped=1)


def _read(pending: Pending, reading: Reading) -> Appended:
    document = reading.document
    former = pending.documents.get(document.id)
    new = draft(document)
    changed = former is None or former.digest != new.digest
    if changed:
        sha256 = text_sha256(document.text)
        pending.documents[document.id] = latest = pending.add(new, former)
        pending.texts[sha256] = {"sha256": sha256, "text": to_bytes(document.text)}
        pending.document_rows[document.id] = document_row(latest.number, document, sha256)
    found = {statement.id: statement for statement in reversed(reading.statements)}  # the first of two alike counts
    total = Appended(documents=int(former is None), revisions=int(changed and former is not None))
    for statement in reversed(found.values()):
        total += _state(pending, statement, document, retitled=changed)
    for identity, latest in sorted(pending.statements[document.id].items()):
        if identity not in found and latest.kind == Kind.STATEMENT:
            total += _retire(pending, identity, document, latest)
    total += _parts(pending, Kind.CLAIM, reading.claims, document)
    total += _parts(pending, Kind.CONFLICT, reading.conflicts, document)
    if changed or total != Appended(known=total.known):
        pending.changed.add(document.id)
    return total


def _parts(pending: Pending, kind: Kind, found: Sequence[Claim | Conflict], document: Document) -> Appended:
    """Claims or conflicts of a reading: what is new or other than before is added, and what is no longer found retired."""
    known = pending.parts[kind][document.id]
    rows = pending.part_rows[kind]
    seen: set[str] = set()
    added = 0
    for record in found:
        new = draft(record, document.id)
        if new.subject in seen:
            continue
        seen.add(new.subject)
        former = known.get(new.subject)
        if former is not None and former.digest == new.digest:
            continue
        latest = known[new.subject] = pending.add(new, former)
        added += 1
        if isinstance(record, Claim):
            rows[new.subject] = claim_row(latest.number, record)
        else:
            rows[new.subject] = {"id": new.subject, "document": document.id, "entry": latest.number, "live": True}
    for identity, former in sorted(known.items()):
        if identity not in seen and former.kind == kind:
            latest = known[identity] = pending.add(retirement(kind, identity, document.id), former)
            row = {"id": identity, "document": document.id, "entry": latest.number, "live": False}
            rows[identity] = row | {"statement": None} if kind is Kind.CLAIM else row
            added += 1
    return Appended(claims=added)


def _state(pending: Pending, statement: Statement, document: Document, *, retitled: bool) -> Appended:
    known = pending.statements[document.id]
    former = known.get(statement.id)
    new = draft(statement)
    if former is not None and former.digest == new.digest:
        latest, counted = former, Appended(known=1)
        if not retitled:
            return counted
    else:
        latest = known[statement.id] = pending.add(new, former)
        pending.statement_rows[statement.id] = statement_row(latest.number, statement)
        pending.speaker_rows[statement.id] = speaker_row(statement)
        pending.retired.pop(statement.id, None)
        counted = Appended(revisions=1) if former else Appended(statements=1)
    if former is not None:
        pending.unsearched.add(former.number)
    pending.search_rows[statement.id] = search_row(latest.number, statement, document)
    return counted


def _retire(pending: Pending, identity: str, document: Document, former: Latest) -> Appended:
    new = retirement(Kind.STATEMENT, identity, document.id)
    latest = pending.statements[document.id][identity] = pending.add(new, former)
    pending.unsearched.add(former.number)
    pending.search_rows.pop(identity, None)
    pending.retired[identity] = {"id": identity, "entry": latest.number, "live": False}
    return Appended(retired=1)


def _write(connection: Connection, pending: Pending) -> None:
    run = _run(connection, pending.by)
    dialect.add_missing(connection, texts, list(pending.texts.values()))
    connection.execute(insert(entries), [row | {"run": run} for row in pending.entries])
    dialect.upsert(connection, documents, list(pending.document_rows.values()))
    dialect.upsert(connection, statements, list(pending.statement_rows.values()))
    dialect.upsert(connection, speakers, list(pending.speaker_rows.values()))
    for kind, view in PARTS.items():
        dialect.upsert(connection, view, list(pending.part_rows[kind].values()))
    for row in pending.retired.values():
        connection.execute(update(statements).where(statements.c.id == row["id"]).values(entry=row["entry"], live=False))
    gone = sorted(number for number in pending.unsearched if number <= pending.stored)
    dialect.index(connection, gone, list(pending.search_rows.values()))
    connection.execute(update(about).values(entries=pending.count, head=pending.head))


def _run(connection: Connection, by: Provenance) -> int:
    same = (runs.c.program == by.program) & (runs.c.model == by.model) & (runs.c.recorded_at == by.recorded_at)
    found = connection.scalar(select(runs.c.number).where(same))
    if found is None:
        connection.execute(insert(runs).values(vars(by)))
        found = connection.scalars(select(runs.c.number).where(same)).one()
    return int(found)

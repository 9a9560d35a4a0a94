"""Looking things up in a ledger: the latest entries, and the history behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, LargeBinary, Select, Table, cast, func, select

from onrecord import codec
from onrecord.errors import LedgerError
from onrecord.ledger import corrections
from onrecord.ledger.entries import (
    Counts,
    Hit,
    Kind,
    Provenance,
    Revision,
    from_bytes,
    stored_claim,
    stored_conflict,
    stored_document,
    stored_skip,
    stored_statement,
)
from onrecord.ledger.tables import (
    about,
    claims,
    conflicts,
    documents,
    entries,
    is_retired,
    is_skip,
    plain,
    runs,
    speakers,
    statements,
    texts,
)
from onrecord.records import Claim, Conflict, Document, Reading, Skipped, Statement

PAGE = 64  # readings, or skips, that are in memory at once
MIN_PREFIX = 6
MAX_NAMED = 5  # ids that an ambiguous prefix is answered with
WHOLE_TEXT = cast(texts.c.text, LargeBinary)  # also where somebody has put a string in its place


@dataclass(frozen=True)
class Stored:
    """A reading with the numbers of its entries."""

    entry: int
    document: Document
    statements: tuple[tuple[int, Statement], ...]
    claims: tuple[tuple[int, Claim], ...] = ()
    conflicts: tuple[tuple[int, Conflict], ...] = ()

    def reading(self) -> Reading:
        """The reading, its statements in the order of the text."""
        found = [statement for _, statement in self.statements]
        claims = sorted((claim for _, claim in self.claims), key=lambda c: (c.evidence[0].start, c.evidence[0].end, c.id))
        conflicts = sorted((conflict for _, conflict in self.conflicts), key=lambda c: (c.kind.value, c.claims))
        return Reading(self.document, tuple(sorted(found, key=_place)), tuple(claims), tuple(conflicts))


def statement(connection: Connection, prefix: str) -> Hit | None:
    """The statement with this id or beginning of an id, retired ones too, in its last form."""
    identity = resolve(connection, statements.c.id, prefix, "s-")
    if identity is None:
        return None
    last_read = select(func.max(entries.c.number)).where(entries.c.subject == identity, entries.c.kind == Kind.STATEMENT)
    found = hits(connection, hit_query(last_read.scalar_subquery()).where(statements.c.id == identity))
    return next(iter(as_corrected(connection, list(found.values()))), None)


def history(connection: Connection, prefix: str) -> list[Revision]:
    """Every entry about a statement, the first one first."""
    identity = resolve(connection, statements.c.id, prefix, "s-")
    query = (
        select(entries.c.number, entries.c.kind, entries.c.record, entries.c.revision_of, runs.c.program, runs.c.model, runs.c.recorded_at)
        .join(runs, runs.c.number == entries.c.run)
        .where(entries.c.subject == identity)
        .order_by(entries.c.number)
    )
    return [
        Revision(
            number,
            Kind(kind),
            stored_statement(number, record) if kind == Kind.STATEMENT else None,
            revision_of,
            Provenance(program, model, recorded_at),
        )
        for number, kind, record, revision_of, program, model, recorded_at in connection.execute(query)
    ]


def head(connection: Connection) -> str:
    """The hash of the last entry."""
    found: str = connection.scalars(select(about.c.head)).one()
    return found


def counts(connection: Connection) -> Counts:
    """How much there is."""
    every = connection.scalars(select(func.count()).select_from(statements)).one()
    retired = connection.scalars(select(func.count()).select_from(statements).where(is_retired)).one()
    total, head = connection.execute(select(about.c.entries, about.c.head)).one()
    return Counts(
        documents=connection.scalars(select(func.count()).select_from(documents)).one(),
        statements=every - retired,
        retired=retired,
        skipped=connection.scalars(select(func.count()).select_from(entries).where(is_skip)).one(),
        entries=total,
        head=head,
    )


def countries(connection: Connection) -> list[str]:
    """The countries that speakers stand for or come from; each is looked up after the one before, which passes over their statements."""
    step = select(func.min(speakers.c.country).label("country")).cte(recursive=True)
    later = select(func.min(speakers.c.country)).where(speakers.c.country > step.c.country).scalar_subquery()
    every = step.union_all(select(later).where(step.c.country.is_not(None)))
    return [country for country in connection.scalars(select(every.c.country)) if country]


def skips_after(connection: Connection, number: int) -> list[tuple[int, Skipped]]:
    """The next skips after an entry, with their numbers."""
    query = select(entries.c.number, entries.c.record).where(is_skip, entries.c.number > number)
    rows = connection.execute(query.order_by(entries.c.number).limit(PAGE))
    return [(row.number, stored_skip(row.number, row.record)) for row in rows]


def documents_after(connection: Connection, identity: str) -> Sequence[str]:
    """The next document ids; a walk in pages leaves the writer alone, as one long query would not."""
    return connection.scalars(select(documents.c.id).where(documents.c.id > identity).order_by(documents.c.id).limit(PAGE)).all()


def load(connection: Connection, ids: Sequence[str]) -> list[Stored]:
    """The latest readings of documents, in the order of the ids."""
    found: dict[str, list[tuple[int, Statement]]] = {identity: [] for identity in ids}
    claimed: dict[str, list[tuple[int, Claim]]] = {identity: [] for identity in ids}
    opposed: dict[str, list[tuple[int, Conflict]]] = {identity: [] for identity in ids}
    for number, record, document in connection.execute(_listed(claims, ids)):
        claimed[document].append((number, stored_claim(number, record)))
    for number, record, document in connection.execute(_listed(conflicts, ids)):
        opposed[document].append((number, stored_conflict(number, record)))
    query = select(entries.c.number, entries.c.record, statements.c.document).join(statements, statements.c.entry == entries.c.number)
    for number, record, document in connection.execute(query.where(statements.c.live, statements.c.document.in_(ids))):
        found[document].append((number, stored_statement(number, record)))
    rows = connection.execute(
        select(entries.c.number, entries.c.record, documents.c.id, WHOLE_TEXT)
        .join(documents, documents.c.entry == entries.c.number)
        .outerjoin(texts, texts.c.sha256 == documents.c.sha256)
        .where(documents.c.id.in_(ids))
    )
    stored = {
        identity: Stored(
            number,
            stored_document(number, record, text),
            tuple(found[identity]),
            tuple(claimed[identity]),
            tuple(opposed[identity]),
        )
        for number, record, identity, text in rows
    }
    return [stored[identity] for identity in ids if identity in stored]


def _listed(view: Table, ids: Sequence[str]) -> Select[Any]:
    """The current claims or conflicts of documents."""
    query = select(entries.c.number, entries.c.record, view.c.document).join(view, view.c.entry == entries.c.number)
    return query.where(view.c.live, view.c.document.in_(ids))


def resolve(connection: Connection, ids: ColumnElement[str], prefix: str, letter: str) -> str | None:
    """The one id that begins like this, with or without its letter; None when there is none."""
    wanted = (plain(prefix) or "").strip().lower()
    if len(wanted) < MIN_PREFIX:
        raise LedgerError(f"{prefix!r} is too short for an id: give at least its first {MIN_PREFIX} characters")
    start = wanted if wanted.startswith(letter) else letter + wanted
    found = connection.scalars(select(ids).where(ids >= start, ids < start + "~").order_by(ids).limit(MAX_NAMED)).all()
    if len(found) > 1 and start not in found:
        raise LedgerError(f"several ids begin with {prefix!r}: {', '.join(found)}; give more characters")
    return found[0] if found else None


def hit_query(entry: ColumnElement[int]) -> Select[Any]:
    """What `hits` needs to know, with the record of an entry."""
    document = (documents.c.url, documents.c.title, documents.c.publisher, documents.c.published, documents.c.sha256)
    return (
        select(entries.c.number, entries.c.record, statements.c.live, *document)
        .select_from(statements)
        .join(documents, documents.c.id == statements.c.document)
        .join(entries, entries.c.number == entry)
    )


def as_corrected(connection: Connection, read: list[Hit]) -> list[Hit]:
    """Statements as people have corrected them, without those that they reject."""
    made = corrections.about(connection, [hit.statement.id for hit in read])
    if not made:
        return read
    found = []
    for hit in read:
        statement = corrections.statement_as_corrected(hit.statement, [d for d in made if d.subject == hit.statement.id])
        found += [replace(hit, statement=statement)] if statement else []
    return found


def hits(connection: Connection, query: Select[Any]) -> dict[int, Hit]:
    """Statements by the numbers of their entries."""
    rows = connection.execute(query).all()
    kept: dict[str, str] = {}
    for sha256 in {row.sha256 for row in rows}:
        text = connection.scalar(select(WHOLE_TEXT).where(texts.c.sha256 == sha256))
        if text is None:
            raise LedgerError(f"a text is missing from the ledger ({sha256}); `onrecord verify` lists all damage")
        kept[sha256] = from_bytes(text)
    return {row.number: _hit(row, kept[row.sha256]) for row in rows}


def _hit(row: Any, text: str) -> Hit:
    found = stored_statement(row.number, row.record)
    return Hit(
        statement=found,
        url=row.url,
        title=row.title,
        publisher=row.publisher,
        published=row.published,
        source=codec.words(text, found.source),
        cue=codec.words(text, found.cue),
        content=codec.words(text, found.content),
        retired=not row.live,
    )


def _place(found: Statement) -> tuple[int, int, str]:
    start, end = codec.cover(found.source, found.cue, found.content)
    return start, end, found.id

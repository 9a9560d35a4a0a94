"""Taking a document down: its words go, the chain of entries and the reason stay."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, select, update

from onrecord.errors import LedgerError
from onrecord.ledger import append, dialect
from onrecord.ledger.entries import GONE, Forgotten, Kind, Provenance, tombstone
from onrecord.ledger.tables import claims, conflicts, decisions, documents, entries, forgotten, speakers, statements, texts
from onrecord.records import DocumentId


def forget(connection: Connection, document: DocumentId, why: tuple[str, str], by: Provenance) -> Forgotten:
    """Removes the text, the records and the index of a document; `why` is who asks for it and the reason."""
    name, reason = (words.strip() for words in why)
    if not name or not reason:
        raise LedgerError("a takedown needs the name of whoever asks for it and the reason: --by NAME --why TEXT")
    sha256 = connection.scalars(select(documents.c.sha256).where(documents.c.id == document)).one()
    count = connection.scalars(
        select(func.count()).select_from(statements).where(statements.c.document == document, statements.c.live)
    ).one()
    (number,) = append.add(connection, [(tombstone(document, name, reason, by.recorded_at), None)], by)
    dialect.upsert(connection, forgotten, [{"id": document, "entry": number}])
    numbers = connection.scalars(select(statements.c.entry).where(statements.c.document == document)).all()
    dialect.index(connection, list(numbers), [])
    subjects = connection.scalars(select(entries.c.subject).where(entries.c.document == document).distinct()).all()
    for some in append.chunks(sorted(subjects)):
        connection.execute(update(decisions).where(decisions.c.subject.in_(some)).values(live=False))
        connection.execute(update(decisions).where(decisions.c.other.in_(some)).values(live=False))  # kept with the other document
    connection.execute(delete(decisions).where(decisions.c.entry.in_(select(entries.c.number).where(entries.c.document == document))))
    mine = select(statements.c.id).where(statements.c.document == document)
    connection.execute(delete(speakers).where(speakers.c.statement.in_(mine)))
    for view in (statements, claims, conflicts):
        connection.execute(delete(view).where(view.c.document == document))
    connection.execute(delete(documents).where(documents.c.id == document))
    kept = entries.c.kind != Kind.TOMBSTONE
    connection.execute(update(entries).where(entries.c.document == document, kept).values(record=GONE))
    if connection.scalar(select(func.count()).select_from(documents).where(documents.c.sha256 == sha256)) == 0:
        connection.execute(delete(texts).where(texts.c.sha256 == sha256))
    dialect.scrub_search(connection)
    return Forgotten(document, count)

"""Proving a ledger: every hash is derived again from what is stored, and each fault is named."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, exists, func, select

from onrecord import codec
from onrecord.errors import LedgerError
from onrecord.ledger import dialect, query
from onrecord.ledger.append import misfit
from onrecord.ledger.entries import (
    GONE,
    START,
    Damage,
    Draft,
    Kind,
    Provenance,
    chain,
    conflict_id,
    digest_of,
    from_bytes,
    stored_claim,
    stored_conflict,
    stored_decision,
    stored_document,
    stored_statement,
    stored_values,
)
from onrecord.ledger.tables import (
    about,
    claim_row,
    claims,
    conflicts,
    decisions,
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
from onrecord.ledger.thread_tables import memberships, thread_words, threads
from onrecord.records import DocumentId

LETTERS = {"documents": "d-", "statements": "s-", "claims": "c-", "conflicts": "k-", "decisions": "j-", "forgotten": "d-"}  # ids begin so
MAX_LISTED = 1000  # faults of one kind; a wrecked file needs no longer list
IDENTITIES: dict[str, Callable[[int, str], str]] = {
    Kind.STATEMENT: lambda number, record: stored_statement(number, record).id,
    Kind.CLAIM: lambda number, record: stored_claim(number, record).id,
    Kind.CONFLICT: lambda number, record: conflict_id(stored_conflict(number, record)),
    Kind.DECISION: lambda number, record: stored_decision(number, record).id,
}
DERIVED = "; the record itself is whole"


def verify(connection: Connection) -> Iterator[Damage]:
    """Every fault of a ledger, in the order of its entries; nothing when it is whole."""
    for reason in dialect.file_faults(connection):
        yield Damage(None, None, reason)
    yield from _texts(connection)
    yield from _entries(connection)
    yield from _views(connection)
    yield from _search(connection)
    yield from _threads(connection)


def _threads(connection: Connection) -> Iterator[Damage]:
    """Whether each thread says what its claims say, and no claim that is gone is in one."""
    stray = select(memberships.c.claim).where(memberships.c.claim.not_in(select(claims.c.id).where(claims.c.live))).limit(MAX_LISTED)
    for claim in connection.scalars(stray):
        yield Damage(None, None, f"a thread holds claim {claim}, which is no current claim{DERIVED}")
    lonely = select(threads.c.id).where(threads.c.id.not_in(select(memberships.c.thread))).limit(MAX_LISTED)
    for identity in connection.scalars(lonely):
        yield Damage(None, None, f"thread {identity} has no claims{DERIVED}")
    words = select(thread_words.c.thread).where(thread_words.c.thread.not_in(select(threads.c.id))).distinct().limit(MAX_LISTED)
    for identity in connection.scalars(words):
        yield Damage(None, None, f"words lead to thread {identity}, which is none{DERIVED}")
    silent = select(threads.c.id).where(threads.c.words != "", threads.c.id.not_in(select(thread_words.c.thread))).limit(MAX_LISTED)
    for identity in connection.scalars(silent):
        yield Damage(None, None, f"no words lead to thread {identity}{DERIVED}")


def _texts(connection: Connection) -> Iterator[Damage]:
    used = select(documents.c.id).where(documents.c.sha256 == texts.c.sha256).order_by(documents.c.id).limit(1).scalar_subquery()
    for sha256, text, document in connection.execute(select(texts.c.sha256, query.WHOLE_TEXT, used).execution_options(yield_per=16)):
        if hashlib.sha256(text).hexdigest() != sha256:
            yield Damage(None, DocumentId(document) if document else None, f"its text has been changed: it no longer has the hash {sha256}")


def _entries(connection: Connection) -> Iterator[Damage]:
    rows = connection.execute(
        select(entries, runs.c.program, runs.c.model, runs.c.recorded_at)
        .outerjoin(runs, runs.c.number == entries.c.run)
        .order_by(entries.c.number)
        .execution_options(yield_per=256)
    )
    gone = frozenset(connection.scalars(select(entries.c.document).where(entries.c.kind == Kind.TOMBSTONE)))
    last, follows, lengths = 0, {START}, dict[str, int]()
    for row in rows:
        if row.number != last + 1:
            missing = f"entry {last + 1} is" if row.number == last + 2 else f"entries {last + 1} to {row.number - 1} are"
            yield Damage(last + 1, None, f"{missing} missing: deleted from the ledger")
            follows = set()
        document = DocumentId(row.document) if row.document else None
        reason = _record_fault(connection, row, lengths, gone)
        links = {previous: _link(row, previous) for previous in follows}
        if reason is None and links and row.chain not in links.values():
            reason = "it does not follow from the entry before it: one of the two, or its provenance, has been changed"
        if reason:
            yield Damage(row.number, document, reason)
        last, follows = row.number, {row.chain, *links.values()}
    count, head = connection.execute(select(about.c.entries, about.c.head)).one()
    if count > last:
        yield Damage(last + 1, None, f"entries {last + 1} to {count} are missing: deleted from the end of the ledger")
    elif count != last or head not in follows:
        yield Damage(last, None, "the ledger's last hash is not that of its last entry")


def _record_fault(connection: Connection, row: Row[Any], lengths: dict[str, int], gone: frozenset[str]) -> str | None:
    """What is wrong with one entry by itself; `lengths` of the texts met so far are kept in it; `gone` are documents taken down."""
    if row.record == GONE and row.document in gone:
        return None
    try:
        values = stored_values(row.number, row.record)
        if row.kind == Kind.DOCUMENT:
            text = connection.scalar(select(query.WHOLE_TEXT).where(texts.c.sha256 == str(values.get("text_sha256"))))
            if text is None:
                return "its text is missing or filed under another hash"
            if hashlib.sha256(text).hexdigest() != values.pop("text_sha256"):
                lengths[row.subject] = len(from_bytes(text))
                return None  # named already, as damage to the text
            document = stored_document(row.number, row.record, text)
            lengths[row.subject] = len(document.text)
            values["text"] = document.text
            if codec.document_id(document.url, document.text) != row.subject or document.id != row.subject:
                return "its id is not that of its address and text"
        if row.kind == Kind.STATEMENT:
            fault = _statement_fault(row, lengths.get(row.document))
            if fault:
                return fault
        identity = IDENTITIES.get(row.kind)
        if identity and identity(row.number, row.record) != row.subject:
            return f"it is filed under the id of another {row.kind}"
    except LedgerError as error:
        return str(error).partition(";")[0]
    return None if digest_of(values) == row.digest else "its record or its digest has been changed: they no longer agree"


def _statement_fault(row: Row[Any], length: int | None) -> str | None:
    """What is wrong with the statement of an entry, whose document's text has this length."""
    statement = stored_statement(row.number, row.record)
    return "its document is missing" if length is None else misfit(statement, row.document, length)


def _link(row: Row[Any], previous: str) -> str:
    entry = Draft(row.kind, row.subject, row.document, row.record, row.digest)
    return chain(previous, row.number, entry, row.revision_of, Provenance(row.program, row.model, row.recorded_at))


def _views(connection: Connection) -> Iterator[Damage]:
    for view, kinds in (
        (documents, [Kind.DOCUMENT]),
        (statements, [Kind.STATEMENT, Kind.RETIRED]),
        (claims, [Kind.CLAIM, Kind.RETIRED]),
        (conflicts, [Kind.CONFLICT, Kind.RETIRED]),
        (decisions, [Kind.DECISION]),
        (forgotten, [Kind.TOMBSTONE]),
    ):
        latest = (
            select(entries.c.subject, func.max(entries.c.document).label("document"), func.max(entries.c.number).label("number"))
            .where(entries.c.kind.in_(kinds), entries.c.subject.startswith(LETTERS[view.name]), entries.c.record != GONE)
            .group_by(entries.c.subject)
            .subquery()
        )
        lost = select(latest.c.number, latest.c.document).outerjoin(view, view.c.id == latest.c.subject)
        for number, document in connection.execute(lost.where(view.c.entry.is_distinct_from(latest.c.number)).limit(MAX_LISTED)):
            yield Damage(number, document, f"the list of current {view.name} does not have it{DERIVED}")
        stray = select(view.c.entry).where(~exists().where(entries.c.subject == view.c.id))
        for (number,) in connection.execute(stray.limit(MAX_LISTED)):
            yield Damage(number, None, f"the list of current {view.name} has a line that no entry stands for")
    for view in (statements, claims, conflicts):
        flagged = select(entries.c.number, entries.c.document).join(view, view.c.entry == entries.c.number)
        for number, document in connection.execute(flagged.where(view.c.live != (entries.c.kind != Kind.RETIRED)).limit(MAX_LISTED)):
            yield Damage(number, document, f"the list of current {view.name} is wrong about its being current{DERIVED}")
    yield from _decisions(connection)


def _decisions(connection: Connection) -> Iterator[Damage]:
    """Whether the list of decisions says of each what its entry says."""
    stored = select(decisions, entries.c.number, entries.c.document, entries.c.record).join(entries, entries.c.number == decisions.c.entry)
    for row in connection.execute(stored):
        try:
            made = stored_decision(row.number, row.record)
        except LedgerError:
            continue  # named already, as damage to the entry
        if (row.id, row.kind, row.subject, row.other) != (made.id, made.kind, made.subject, made.other):
            yield Damage(row.number, row.document, f"the list of current decisions says something else{DERIVED}")


def _search(connection: Connection) -> Iterator[Damage]:
    """Whether views and search index say of each reading what its entries say."""
    page = query.documents_after(connection, "")
    while page:
        for stored in _readable(connection, page):
            yield from _reading_faults(connection, stored)
        page = query.documents_after(connection, page[-1])
    index = dialect.search
    stray = select(index.c.rowid).where(index.c.rowid.not_in(select(statements.c.entry).where(statements.c.live)))
    for (number,) in connection.execute(stray.limit(MAX_LISTED)):
        yield Damage(number, None, "the search index has a line for it, though it is no current statement")


def _readable(connection: Connection, ids: Sequence[str]) -> Iterator[query.Stored]:
    """The readings that can be loaded; what is wrong with the others has been named by then."""
    try:
        yield from query.load(connection, ids)
    except LedgerError:
        for identity in ids if len(ids) > 1 else ():
            yield from _readable(connection, [identity])


def _reading_faults(connection: Connection, stored: query.Stored) -> Iterator[Damage]:
    document = stored.document
    row = connection.execute(select(documents).where(documents.c.id == document.id)).mappings().one_or_none()
    same_text = codec.document_id(document.url, document.text) == document.id
    if row is None or not same_text or dict(row) != document_row(stored.entry, document, row["sha256"]):
        yield Damage(stored.entry, document.id, f"the list of current documents says something else{DERIVED}")
    known = {line["entry"]: dict(line) for line in connection.execute(select(claims).where(claims.c.document == document.id)).mappings()}
    for number, claim in stored.claims:
        if known[number] != claim_row(number, claim):
            yield Damage(number, document.id, f"the list of current claims says something else{DERIVED}")
    index = dialect.search
    lines = select(statements, index.c.rowid, index.c.content, index.c.speaker, index.c.title, speakers)
    lines = lines.outerjoin(index, index.c.rowid == statements.c.entry).outerjoin(speakers, speakers.c.statement == statements.c.id)
    rows = connection.execute(lines.where(statements.c.document == document.id)).mappings()
    found = {line["entry"]: dict(line) for line in rows}
    for number, statement in stored.statements:
        listed = statement_row(number, statement)
        indexed = search_row(number, statement, document)
        line = found[number]
        known = speaker_row(statement) if line["statement"] else {}
        if {key: line[key] for key in (*listed, *known)} != listed | known:
            yield Damage(number, document.id, f"the list of current statements says something else{DERIVED}")
        if line["rowid"] is None:
            yield Damage(number, document.id, f"the search index lacks it{DERIVED}")
        elif {key: line[key] for key in indexed} != indexed:
            yield Damage(number, document.id, f"the search index has other words for it{DERIVED}")

"""What people decide about the record: corrections, joins and parts. A decision is an entry of its own and outlives every re-reading."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection, or_, select, update

from onrecord.errors import LedgerError
from onrecord.ledger import append, dialect
from onrecord.ledger.entries import Decision, DecisionKind, Provenance, decided, stored_decision
from onrecord.ledger.grouping import Decisions, pair
from onrecord.ledger.tables import claims, decisions, entries, statements
from onrecord.records import Act, Claim, ClaimId, DocumentId, PositionKind, Reading, Speaker, SpeakerKind, Statement, StatementId

PAIRS = {DecisionKind.JOIN, DecisionKind.PART}
VALUES = {DecisionKind.ACT: Act, DecisionKind.POSITION: PositionKind}


def decide(connection: Connection, decision: Decision, by: Provenance) -> tuple[DocumentId, ...]:
    """Keeps a decision; the documents that it is about. LedgerError when it makes no sense."""
    if not decision.by.strip() or not decision.why.strip():
        raise LedgerError("a decision needs the name of whoever makes it and the reason: --by NAME --why TEXT")
    former = _undone(connection, decision) if decision.kind is DecisionKind.UNDO else None
    about = former or decision
    subjects = [about.subject, *([about.other] if about.other else [])]
    documents = [_document_of(connection, subject) for subject in subjects]
    _check(decision)
    decision = _about_statement(connection, decision)
    (number,) = append.add(connection, [(decided(decision, documents[0]), None)], by)
    row = {"id": decision.id, "entry": number, "kind": decision.kind.value, "subject": decision.subject, "other": decision.other}
    dialect.upsert(connection, decisions, [row | {"live": decision.kind is not DecisionKind.UNDO}])
    if former:
        connection.execute(update(decisions).where(decisions.c.id == former.id).values(live=False))
    elif decision.kind not in PAIRS:
        same = (decisions.c.subject == decision.subject) & (decisions.c.kind == decision.kind.value) & (decisions.c.id != decision.id)
        connection.execute(update(decisions).where(same).values(live=False))  # the last correction of a kind holds
    return tuple(dict.fromkeys(documents))


def _about_statement(connection: Connection, decision: Decision) -> Decision:
    """A correction of a statement's claim is one of the statement; joins and parts are of claims."""
    if decision.kind in PAIRS:
        return replace(decision, subject=claim_of(connection, decision.subject), other=claim_of(connection, decision.other or ""))
    if decision.kind is DecisionKind.UNDO:
        return decision
    statement = connection.scalar(select(claims.c.statement).where(claims.c.id == decision.subject))
    if statement is None and decision.subject.startswith("c-") and decision.kind in {DecisionKind.SPEAKER, DecisionKind.ACT}:
        raise LedgerError("a sentence in the report's own voice has no speaker and no act: reject it, or correct its position")
    return replace(decision, subject=statement) if statement else decision


def _check(decision: Decision) -> None:
    kind = decision.kind
    if kind in VALUES and decision.value not in set(VALUES[kind]):
        raise LedgerError(f"there is no {kind.value} {decision.value!r}. There are: {', '.join(VALUES[kind])}")
    if kind is DecisionKind.SPEAKER and not (decision.value or "").strip():
        raise LedgerError("give the name of the speaker")
    if kind in PAIRS and (not decision.other or decision.other == decision.subject):
        raise LedgerError("two claims are needed")


def _undone(connection: Connection, decision: Decision) -> Decision:
    former = next((d for d in listed(connection) if d.id == decision.subject), None)
    if former is None:
        raise LedgerError(f"there is no decision {decision.subject} that holds")
    return former


def _document_of(connection: Connection, subject: str) -> DocumentId:
    for view in (claims, statements):
        found = connection.scalar(select(view.c.document).where(view.c.id == subject))
        if found:
            return DocumentId(found)
    raise LedgerError(f"the ledger has no statement or claim {subject}")


def claim_of(connection: Connection, identity: str) -> ClaimId:
    """The claim with this id, or that of the statement with this id."""
    found = connection.scalar(select(claims.c.id).where(or_(claims.c.id == identity, claims.c.statement == identity), claims.c.live))
    if found is None:
        raise LedgerError(f"the ledger has no claim or statement {identity}")
    return ClaimId(found)


def listed(connection: Connection, kinds: Collection[DecisionKind] = ()) -> list[Decision]:
    """The decisions that hold, the first one first; those of some kinds, where any are given."""
    query = select(entries.c.number, entries.c.record).join(decisions, decisions.c.entry == entries.c.number).where(decisions.c.live)
    if kinds:
        query = query.where(decisions.c.kind.in_(sorted(kind.value for kind in kinds)))
    return [stored_decision(row.number, row.record) for row in connection.execute(query.order_by(entries.c.number))]


def about(connection: Connection, ids: Collection[str]) -> list[Decision]:
    """The decisions that hold about any of these statements and claims, the first one first."""
    found: dict[int, Decision] = {}
    for some in append.chunks(sorted(ids)):
        query = select(entries.c.number, entries.c.record).join(decisions, decisions.c.entry == entries.c.number)
        rows = connection.execute(query.where(decisions.c.live, or_(decisions.c.subject.in_(some), decisions.c.other.in_(some))))
        found |= {row.number: stored_decision(row.number, row.record) for row in rows}
    return [found[number] for number in sorted(found)]


def pairs(connection: Connection) -> Decisions:
    """Which claims people have joined or parted; the last word on a pair holds."""
    last: dict[tuple[ClaimId, ClaimId], DecisionKind] = {}
    for decision in listed(connection, kinds=PAIRS):
        if decision.other:
            last[pair(ClaimId(decision.subject), ClaimId(decision.other))] = decision.kind
    joined = frozenset(both for both, kind in last.items() if kind is DecisionKind.JOIN)
    return Decisions(joined, frozenset(last) - joined)


def partners(connection: Connection, document: DocumentId) -> list[DocumentId]:
    """Other documents of which claims are joined with, or parted from, claims of this one."""
    mine = select(claims.c.id).where(claims.c.document == document)
    others = [
        select(there).where(decisions.c.live, decisions.c.kind.in_(sorted(kind.value for kind in PAIRS)), here.in_(mine))
        for here, there in ((decisions.c.subject, decisions.c.other), (decisions.c.other, decisions.c.subject))
    ]
    query = select(claims.c.document).where(or_(*(claims.c.id.in_(other) for other in others)), claims.c.document != document)
    return [DocumentId(found) for found in connection.scalars(query.distinct().order_by(claims.c.document))]


def ids_of(reading: Reading) -> list[str]:
    """Everything of a reading that a decision can be about."""
    return [*(s.id for s in reading.statements), *(c.id for c in reading.claims)]


def corrected(reading: Reading, made: Sequence[Decision]) -> Reading:
    """A reading as people have corrected it: other speakers and acts, and without what they reject."""
    if not made:
        return reading
    of = {claim.id: claim.statement or claim.id for claim in reading.claims}
    by_subject: dict[str, list[Decision]] = {}
    for decision in made:
        by_subject.setdefault(str(of.get(ClaimId(decision.subject), decision.subject)), []).append(decision)
    statements = tuple(_corrected(s, by_subject.get(s.id, ())) for s in reading.statements if not _rejected(by_subject.get(s.id, ())))
    kept = {s.id: s for s in statements}
    claims = tuple(_claims(reading, kept, by_subject))
    alive = {claim.id for claim in claims}
    return replace(reading, statements=statements, claims=claims, conflicts=tuple(c for c in reading.conflicts if set(c.claims) <= alive))


def _claims(reading: Reading, kept: dict[StatementId, Statement], by_subject: dict[str, list[Decision]]) -> Iterator[Claim]:
    for claim in reading.claims:
        if claim.statement is None:
            if not _rejected(by_subject.get(claim.id, ())):
                yield claim
        elif claim.statement in kept:
            speaker = kept[claim.statement].speaker
            changed = any(d.kind is DecisionKind.SPEAKER for d in by_subject.get(claim.statement, ()))
            yield replace(claim, holder=speaker.name, holder_country=speaker.country) if changed and speaker else claim


def _rejected(made: Sequence[Decision]) -> bool:
    return any(d.kind is DecisionKind.REJECT for d in made)


def statement_as_corrected(statement: Statement, made: Sequence[Decision]) -> Statement | None:
    """A statement as people have corrected it by decisions about it or its claim; None when it is rejected."""
    return None if _rejected(made) else _corrected(statement, made)


def _corrected(statement: Statement, made: Sequence[Decision]) -> Statement:
    for decision in made:
        if decision.kind is DecisionKind.SPEAKER and decision.value:
            former = statement.speaker
            name = decision.value.strip()
            speaker = replace(former, name=name, anonymous=False, country=None) if former else Speaker(name, SpeakerKind.PERSON)
            statement = replace(statement, speaker=speaker)
        if decision.kind is DecisionKind.ACT and decision.value:
            statement = replace(statement, act=Act(decision.value))
    return statement


def note_of(made: Sequence[Decision]) -> str | None:
    """What is shown beside a corrected statement: what was decided, by whom and why."""
    notes = [f"{d.kind.value}{f' {d.value}' if d.value else ''} by {d.by}: {d.why}" for d in made if d.kind not in PAIRS]
    return "; ".join(notes) or None

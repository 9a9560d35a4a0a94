"""Looking threads up: one of them, all of them, and why two claims are or are not in one."""

from __future__ import annotations

from sqlalchemy import Connection, or_, select

from onrecord.errors import LedgerError
from onrecord.ledger import corrections
from onrecord.ledger.entries import DecisionKind
from onrecord.ledger.grouping import pair
from onrecord.ledger.joins import JOINED, compare
from onrecord.ledger.query import resolve
from onrecord.ledger.thread_lists import parsed
from onrecord.ledger.thread_records import Explanation
from onrecord.ledger.thread_store import load, stored_thread
from onrecord.ledger.thread_tables import memberships, threads
from onrecord.ledger.thread_tables import sightings as table
from onrecord.records import ClaimId, Thread, ThreadId

PAGE = 64  # threads in memory at once


def thread(connection: Connection, identity: str) -> Thread | None:
    """The thread with this id or beginning of an id."""
    found = resolve(connection, threads.c.id, identity, "t-")
    record = connection.scalar(select(threads.c.record).where(threads.c.id == found)) if found else None
    return parsed(record) if record else None


def after(connection: Connection, last: str) -> list[Thread]:
    """The next threads, in the order of ids."""
    query = select(threads.c.record).where(threads.c.id > last).order_by(threads.c.id).limit(PAGE)
    return [stored_thread(record) for record in connection.scalars(query)]


def thread_of(connection: Connection, identity: str) -> ThreadId | None:
    """The thread that a claim or statement is in; the first by id where it is in several."""
    query = select(memberships.c.thread).join(table, table.c.claim == memberships.c.claim)
    found = connection.scalar(query.where(or_(table.c.claim == identity, table.c.statement == identity)).order_by(memberships.c.thread))
    return ThreadId(found) if found else None


def explain(connection: Connection, a: str, b: str) -> Explanation:
    """Why two claims (or statements) are, or are not, in one thread."""
    one, other = corrections.claim_of(connection, a), corrections.claim_of(connection, b)
    found = load(connection, [one, other])
    if len(found) < 2 and one != other:
        raise LedgerError("the ledger has not yet put these claims into threads: read their reports again")
    homes = [set(connection.scalars(select(memberships.c.thread).where(memberships.c.claim == claim))) for claim in (one, other)]
    shared = sorted(homes[0] & homes[1])
    reasons = [
        f"{d.by} decided to {d.kind.value} them: {d.why}"
        for d in corrections.about(connection, [one])
        if d.kind in {DecisionKind.JOIN, DecisionKind.PART} and d.other and pair(ClaimId(d.subject), ClaimId(d.other)) == pair(one, other)
    ]
    points = connection.execute(
        select(table.c.claim, table.c.points_to).where(table.c.claim.in_([one, other]), table.c.points_to.is_not(None))
    )
    which = {one: "the first", other: "the second"}
    reasons += [f"{which[claim]} answers what {which[said]} says" for claim, said in points if said in which]
    compared = compare(found[one], found[other])
    if compared.veto:
        reasons.append(f"they cannot be of one matter: {compared.veto}")
    reasons.append(f"likeness {compared.score:+.1f}, {'enough' if compared.score >= JOINED else 'too little'}: it takes {JOINED:g} or more")
    reasons.append(f"what they have in common: {', '.join(compared.grounds) or 'nothing'}")
    if shared and not compared.same and len(reasons) == 2:
        reasons.append("they are together through other claims that are like both")
    if not shared and compared.same:
        reasons.append("each is more like the claims that it is with than like the other's")
    return Explanation(bool(shared), ThreadId(shared[0]) if shared else None, tuple(reasons))

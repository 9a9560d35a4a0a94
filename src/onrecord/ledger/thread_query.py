"""Looking threads up: lists, one of them, what an actor said, and why two claims are or are not in one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, and_, false, literal, or_, select, tuple_

from onrecord.errors import LedgerError
from onrecord.ledger import corrections
from onrecord.ledger.entries import DecisionKind
from onrecord.ledger.grouping import pair
from onrecord.ledger.joins import compare
from onrecord.ledger.positions import changes, holder_of
from onrecord.ledger.query import resolve
from onrecord.ledger.tables import folded
from onrecord.ledger.thread_records import Dossier, Explanation, ThreadLine
from onrecord.ledger.thread_store import load, stored_thread, words_of
from onrecord.ledger.thread_tables import memberships, thread_words, threads
from onrecord.ledger.thread_tables import sightings as table
from onrecord.records import Act, ClaimId, Position, Thread, ThreadId, ThreadStatus

PAGE = 64  # threads in memory at once
LAST = "\U0010ffff"  # after every letter
ORDER = (threads.c.moved, threads.c.disputed, threads.c.id)  # of lists, backwards; the indexes have it too
MOST_THREADS = 500  # of an actor; whoever is in more is looked up by thread


def lines(
    connection: Connection,
    words: str | None,
    *,
    about: str | None,
    status: ThreadStatus | None,
    since: str | None,
    frame: str | None,
    limit: int,
    after: ThreadId | None,
) -> list[ThreadLine]:
    """Threads that match, the newest movement first, disputed ones before others of the day."""
    query = select(threads).where(*_filters(words, about, status, since, frame))
    if after is not None:
        query = query.where(_later_in_list(connection, after))
    return [
        ThreadLine(
            id=ThreadId(row.id),
            title=row.title,
            status=ThreadStatus(row.status),
            independent_sources=row.sources,
            documents=row.documents,
            claims=row.claims,
            holders=tuple(row.holders.split("\n")) if row.holders else (),
            first=row.first_day,
            last=row.last_day,
            conflicts=row.conflicts,
        )
        for row in connection.execute(query.order_by(*(column.desc() for column in ORDER)).limit(limit))
    ]


def _filters(
    words: str | None, about: str | None, status: ThreadStatus | None, since: str | None, frame: str | None
) -> Iterator[ColumnElement[bool]]:
    if words:
        yield _has(words)
    if about:
        yield _has(about)
    if status:
        yield threads.c.status == status.value
    if since:
        yield threads.c.last_day >= since
    if frame:
        yield threads.c.frame == frame


def _has(asked: str) -> ColumnElement[bool]:
    """Whether a thread has words that begin as those asked for do."""
    found = words_of(asked)
    beginnings = (thread_words.c.word.between(word, word + LAST) for word in found)
    return and_(*(threads.c.id.in_(select(thread_words.c.thread).where(beginning)) for beginning in beginnings)) if found else false()


def _later_in_list(connection: Connection, after: ThreadId) -> ColumnElement[bool]:
    """Whatever comes after a thread in the order of `lines`."""
    row = connection.execute(select(*ORDER).where(threads.c.id == after)).one_or_none()
    if row is None:
        raise LedgerError(f"there is no thread {after} any more; begin the list anew")
    return tuple_(*ORDER) < tuple_(*(literal(value, column.type) for value, column in zip(row, ORDER, strict=True)))


def thread(connection: Connection, identity: str) -> Thread | None:
    """The thread with this id or beginning of an id."""
    found = resolve(connection, threads.c.id, identity, "t-")
    record = connection.scalar(select(threads.c.record).where(threads.c.id == found)) if found else None
    return stored_thread(record) if record else None


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
    reasons += [f"{claim} answers what {said} says" for claim, said in points if said in (one, other)]
    compared = compare(found[one], found[other])
    if compared.veto:
        reasons.append(f"they cannot be of one matter: {compared.veto}")
    likeness = ", ".join(compared.grounds) or "nothing is shared"
    reasons.append(f"likeness {compared.score:+.1f} (0 and more: of one matter): {likeness}")
    if shared and not compared.same and len(reasons) == 1:
        reasons.append("they are together through other claims that are like both")
    if not shared and compared.same:
        reasons.append("each is more like the claims that it is with than like the other's")
    return Explanation(bool(shared), ThreadId(shared[0]) if shared else None, tuple(reasons))


def actor(connection: Connection, name: str) -> Dossier | None:
    """What somebody said over the whole ledger, whom they accuse and who accuses them; None where nobody of that name holds anything."""
    wanted = folded(name) or ""
    if not wanted:
        return None
    query = select(threads.c.record).where(_has(name)).order_by(threads.c.id).limit(MOST_THREADS)
    found = [stored_thread(record) for record in connection.scalars(query)]
    mine = [(t.id, t.title, p) for t in found for p in t.positions if _is(p, wanted)]
    if not mine:
        return None
    mine.sort(key=lambda item: (item[2].date or "9999", item[2].claim))
    keys = {holder_of(p) for _, _, p in mine}
    moves = tuple(c for t in found for c in changes(t.positions) if any(_is(p, wanted) for p in t.positions if p.claim == c.after))
    accuses, accused = Counter[str](), Counter[str]()
    for t in found:
        for p in t.positions:
            if p.act is not Act.ACCUSE or t.proposition is None:
                continue
            if holder_of(p) in keys:
                accuses.update(whom for whom in t.proposition.actor if whom != p.holder)
            elif any(wanted in (folded(whom) or "") for whom in t.proposition.actor):
                accused.update([p.holder or p.body or "somebody unnamed"])
    shown = Counter(p.body if wanted in (folded(p.body) or "") else p.holder for _, _, p in mine if p.holder or p.body).most_common(1)
    country = next((p.holder_country for _, _, p in mine if p.holder_country), None)
    label = str(shown[0][0]) if shown else name
    return Dossier(
        label, country, len({p.claim for _, _, p in mine}), tuple(mine), moves, tuple(accuses.most_common()), tuple(accused.most_common())
    )


def _is(position: Position, wanted: str) -> bool:
    """Whether a position is somebody's: of that name, or of a party or country so called."""
    return any(wanted in (folded(words) or "") for words in (position.holder, position.body, position.holder_country))

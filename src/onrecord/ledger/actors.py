"""What is known of an actor over the whole ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from sqlalchemy import Connection

from onrecord.ledger import thread_names
from onrecord.ledger.positions import changes, holder_of
from onrecord.ledger.tables import folded
from onrecord.ledger.thread_lists import whole
from onrecord.ledger.thread_names import ACCUSED, SPEAKS
from onrecord.ledger.thread_records import Dossier
from onrecord.records import Act, Position, Thread

MOST_THREADS = 200  # of an actor, those that moved last; whoever is in more is looked up by thread


def actor(connection: Connection, name: str) -> Dossier | None:
    """What somebody said over the whole ledger, whom they accuse and who accuses them; None where nobody of that name holds anything."""
    wanted = folded(name) or ""
    known = frozenset(thread_names.like(connection, wanted)) if wanted else frozenset[str]()
    found = whole(connection, thread_names.latest(connection, known, SPEAKS, MOST_THREADS)) if known else []
    found.sort(key=lambda thread: thread.id)
    mine = [(t.id, t.title, p) for t in found for p in t.positions if _is(p, known)]
    if not mine:
        return None
    mine.sort(key=lambda item: (item[2].date or "9999", item[2].claim))
    accusing = whole(connection, thread_names.latest(connection, known, ACCUSED, MOST_THREADS))
    shown = Counter(p.body if folded(p.body) in known else p.holder for _, _, p in mine if p.holder or p.body).most_common(1)
    return Dossier(
        name=str(shown[0][0]) if shown else name,
        country=Counter(p.holder_country for _, _, p in mine).most_common(1)[0][0],
        statements=len({p.claim for _, _, p in mine}),
        positions=tuple(mine),
        changes=tuple(c for t in found for c in changes(t.positions) if any(_is(p, known) for p in t.positions if p.claim == c.after)),
        accuses=_accused(found, known),
        accused_by=_accusers(accusing, known),
        threads=thread_names.count(connection, known, SPEAKS),
        shown=len(found),
    )


def _accused(found: Sequence[Thread], known: Collection[str]) -> tuple[tuple[str, int], ...]:
    """Whom an actor accuses, with how many claims."""
    keys = {holder_of(p) for t in found for p in t.positions if _is(p, known)}
    accuses = Counter[str]()
    for thread, position in _accusations(found):
        if holder_of(position) in keys and thread.proposition:
            accuses.update(whom for whom in thread.proposition.actor if whom != position.holder and folded(whom) not in known)
    return tuple(accuses.most_common())


def _accusers(found: Sequence[Thread], known: Collection[str]) -> tuple[tuple[str, int], ...]:
    """Who accuses an actor, with how many claims."""
    accused = Counter[str]()
    for thread, position in _accusations(found):
        if not _is(position, known) and thread.proposition and any(folded(whom) in known for whom in thread.proposition.actor):
            accused.update([position.holder or position.body or "somebody unnamed"])
    return tuple(accused.most_common())


def _accusations(found: Sequence[Thread]) -> list[tuple[Thread, Position]]:
    return [(thread, position) for thread in found for position in thread.positions if position.act is Act.ACCUSE]


def _is(position: Position, known: Collection[str]) -> bool:
    """Whether a position is somebody's: of one of these names, or of a party or country so called."""
    return any(folded(words) in known for words in (position.holder, position.body, position.holder_country))

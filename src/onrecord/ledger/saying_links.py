"""What links sayings: how like each other they are, of those that were compared, and how many pairs of near reports bring them together.

A link without such support is kept for its score alone, of sayings of one circle. Scores are of the first claims of both sayings, so they
too depend on the set of claims alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, bindparam, delete, func, select

from onrecord.ledger import dialect
from onrecord.ledger.append import chunks
from onrecord.ledger.grouping import ABSENT, TURNED, link_score, reaches
from onrecord.ledger.near_reports import Both
from onrecord.ledger.sightings import Sighting
from onrecord.ledger.tables import Row
from onrecord.ledger.thread_store import stored_sighting
from onrecord.ledger.thread_tables import links
from onrecord.ledger.thread_tables import sightings as table

FIGURES = 4  # after the point of a score
Kept = dict[Both, tuple[float, int]]  # score and support of a link


def scored(a: Sighting, b: Sighting) -> float:
    """The score of a link as it is kept; what is too little for one counts as a pair without."""
    score = link_score(a, b)
    return ABSENT if score is None else round(score, FIGURES)


def first_claims(connection: Connection, sayings: Collection[int]) -> dict[int, Sighting]:
    """The first claim of each saying, which stands for it."""
    found: dict[int, Sighting] = {}
    for some in chunks(sorted(sayings)):
        least = select(table.c.saying, func.min(table.c.rank).label("rank")).where(table.c.saying.in_(some))
        first = least.group_by(table.c.saying).subquery()
        query = select(table.c.saying, table.c.record, table.c.vector)
        query = query.join(first, (table.c.saying == first.c.saying) & (table.c.rank == first.c.rank))
        found |= {saying: stored_sighting(record, vector) for saying, record, vector in connection.execute(query)}
    return found


def firsts(connection: Connection, sayings: Collection[int]) -> dict[int, int]:
    """The rank of each saying's first claim, for those that there are."""
    found: dict[int, int] = {}
    for some in chunks(sorted(sayings)):
        query = select(table.c.saying, func.min(table.c.rank).label("rank")).where(table.c.saying.in_(some)).group_by(table.c.saying)
        found |= {row.saying: row.rank for row in connection.execute(query)}
    return found


def of(connection: Connection, sayings: Collection[int]) -> Kept:
    """The links of sayings, under (saying, other)."""
    found: Kept = {}
    for some in chunks(sorted(sayings)):
        query = select(links.c.saying, links.c.other, links.c.score, links.c.support).where(links.c.saying.in_(some))
        found |= {(saying, other): (score, support) for saying, other, score, support in connection.execute(query).all()}
    return found


def turned(connection: Connection, sayings: Collection[int]) -> dict[Both, float]:
    """The links of sayings of which the parties have each other's roles."""
    found: dict[Both, float] = {}
    for some in chunks(sorted(sayings)):
        query = select(links.c.saying, links.c.other, links.c.score).where(links.c.saying.in_(some), links.c.score == TURNED)
        found |= {(saying, other): score for saying, other, score in connection.execute(query).all()}
    return found


def change(connection: Connection, support: Mapping[Both, int]) -> set[int]:
    """Adds to the support of links; the sayings for which that makes a difference."""
    changed = {pair: count for pair, count in support.items() if count}
    known = of(connection, _few_of_all(changed))
    new = [pair for pair in changed if _find(known, pair) is None]
    first = first_claims(connection, {saying for pair in new for saying in pair})
    kept: Kept = {}
    gone: list[Both] = []
    touched: set[int] = set()
    for (a, b), count in changed.items():
        score, before = _find(known, (a, b)) or (scored(first[a], first[b]), 0)
        if before + count > 0:
            kept[a, b] = score, before + count
        else:
            gone.append((a, b))
        if reaches(score) and (before > 0) != (before + count > 0):
            touched |= {a, b}
    write(connection, kept)
    _delete(connection, gone)
    return touched


def drop(connection: Connection, sayings: Collection[int]) -> None:
    """Forgets the links of sayings that are no more."""
    _delete(connection, of(connection, sayings))


def _delete(connection: Connection, pairs: Iterable[Both]) -> None:
    rows = [{"one": a, "two": b} for a, b in sorted({pair for a, b in pairs for pair in ((a, b), (b, a))})]
    if rows:
        same = (links.c.saying == bindparam("one")) & (links.c.other == bindparam("two"))
        connection.execute(delete(links).where(same), rows)


def rescore(connection: Connection, sayings: Collection[int]) -> set[int]:
    """Compares sayings again whose first claim is another one now; the sayings for which that makes a difference."""
    known = of(connection, sayings)
    first = first_claims(connection, {saying for pair in known for saying in pair})
    kept: Kept = {}
    touched: set[int] = set()
    for (a, b), (before, support) in known.items():
        score = scored(first[a], first[b])
        if score != before:
            kept[a, b] = score, support
            if support > 0 and (reaches(score) or reaches(before)):
                touched |= {a, b}
    write(connection, kept)
    return touched


def write(connection: Connection, kept: Mapping[Both, tuple[float, int]]) -> None:
    """Keeps links, each under both of its sayings."""
    rows: list[Row] = []
    for (a, b), (score, support) in sorted(kept.items()):
        rows += [{"saying": x, "other": y, "score": score, "support": support} for x, y in ((a, b), (b, a))]
    dialect.upsert(connection, links, rows)


def _find(known: Kept, pair: Both) -> tuple[float, int] | None:
    return known.get(pair) or known.get((pair[1], pair[0]))


def _few_of_all(pairs: Iterable[Both]) -> set[int]:
    """Sayings of which each pair has one, those first that are in most."""
    count: dict[int, int] = defaultdict(int)
    listed = list(pairs)
    for a, b in listed:
        count[a] += 1
        count[b] += 1
    return {max(pair, key=lambda saying: (count[saying], -saying)) for pair in listed}

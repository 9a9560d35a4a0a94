"""Sayings → circles: those that are looked at together when matters are made of them. No circle is large, however large the ledger.

Sayings that are linked over any number of steps are a circle. Where these are more than MOST, only stronger links count: the weakest
strength at which no more than MOST hang together. Weaker links join whatever stronger ones do, so every saying is in one circle, the
same from wherever one looks; and looking stops after MOST sayings. So circles depend on the sayings alone, and so do matters.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from onrecord.ledger.append import chunks
from onrecord.ledger.grouping import TURNED, reaches
from onrecord.ledger.near_reports import Both
from onrecord.ledger.saying_links import of
from onrecord.ledger.thread_tables import sayings as table

MOST = 96  # sayings of a circle: to group them takes some 50 ms
STRENGTHS = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0)  # log-odds of links that count; the first ones do for nearly all


class Circles:
    """The circles of a ledger's sayings, with what people have decided to join."""

    def __init__(self, connection: Connection, joined: Mapping[int, Collection[int]]) -> None:
        self._connection = connection
        self._joined = joined
        self._links: dict[int, list[tuple[int, float]]] = {}
        self._scores: dict[int, dict[int, float]] = {}
        self._first: dict[int, int] = {}  # the place in STRENGTHS below which too much is known to hang together with a saying

    def around(self, sayings: Iterable[int]) -> list[frozenset[int]]:
        """The circles of sayings, each once."""
        wanted = sorted(set(sayings))
        self._read(wanted)
        placed: set[int] = set()
        found: list[frozenset[int]] = []
        for saying in wanted:
            if saying not in placed:
                found.append(self._circle(saying))
                placed |= found[-1]
        return found

    def scores(self, circle: frozenset[int]) -> dict[Both, float]:
        """What is known of how like each other the sayings of a circle are, which has been looked at before."""
        return {(a, b): score for a in circle for b, score in self._scores[a].items() if a < b and b in circle}

    def _circle(self, saying: int) -> frozenset[int]:
        for place in range(self._first.get(saying, 0), len(STRENGTHS)):
            found = self._within_reach(saying, place)
            if found is not None:
                return found
        return frozenset(self._by_decisions(saying))

    def _within_reach(self, saying: int, place: int) -> frozenset[int] | None:
        """All that hangs together with a saying by links that strong; None where that is too much."""
        found = {saying}
        edge = [saying]
        while edge:
            self._read(edge)
            edge = sorted({other for near in edge for other in self._linked(near, place)} - found)
            found.update(edge)
            if len(found) > MOST:
                self._first |= {member: max(place + 1, self._first.get(member, 0)) for member in found}
                return None
        return frozenset(found)

    def _by_decisions(self, saying: int) -> set[int]:
        found, edge = {saying}, [saying]
        while edge:
            edge = sorted({other for near in edge for other in self._joined.get(near, ())} - found)
            found.update(edge)
        return found

    def _linked(self, saying: int, place: int) -> Iterable[int]:
        yield from self._joined.get(saying, ())
        for other, score in self._links.get(saying, ()):
            if score >= STRENGTHS[place] or (place == 0 and score == TURNED):
                yield other

    def _read(self, sayings: Iterable[int]) -> None:
        lacking = [saying for saying in sayings if saying not in self._links]
        if lacking:
            self._links |= {saying: [] for saying in lacking}
            self._scores |= {saying: {} for saying in lacking}
            for (saying, other), (score, support) in of(self._connection, lacking).items():
                self._scores[saying][other] = score
                if support > 0 and reaches(score):
                    self._links[saying].append((other, score))


@dataclass(frozen=True)
class Known:
    """A circle as it is kept: its sayings, each with the matter that it is grouped into, if into one alone."""

    number: int
    matters: Mapping[int, int | None]


def former(connection: Connection, sayings: Collection[int]) -> list[Known]:
    """The circles that sayings were in when they were last looked at."""
    numbers: set[int] = set()
    for some in chunks(sorted(sayings)):
        numbers |= set(connection.scalars(select(table.c.circle).where(table.c.saying.in_(some))))
    found: dict[int, dict[int, int | None]] = {number: {} for number in sorted(numbers)}
    for few in chunks(sorted(numbers)):
        for saying, circle, matter in connection.execute(
            select(table.c.saying, table.c.circle, table.c.matter).where(table.c.circle.in_(few))
        ):
            found[circle][saying] = matter
    return [Known(number, matters) for number, matters in found.items()]


def keep(connection: Connection, gone: Collection[int], found: Iterable[Known]) -> None:
    """Keeps circles, in place of those that are gone."""
    for some in chunks(sorted(gone)):
        connection.execute(delete(table).where(table.c.circle.in_(some)))
    rows = [
        {"saying": saying, "circle": circle.number, "matter": matter}
        for circle in found
        for saying, matter in sorted(circle.matters.items())
    ]
    if rows:
        connection.execute(insert(table), rows)

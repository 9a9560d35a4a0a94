"""Circles → threads: the sayings of a circle grouped into matters, and each matter with all its claims made a thread."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

import numpy as np
from sqlalchemy import Connection

from onrecord.ledger import assembly, saying_links, thread_store
from onrecord.ledger.antecedents import answered
from onrecord.ledger.circles import Circles
from onrecord.ledger.grouping import Decisions, Pair, matters, pair
from onrecord.ledger.joins import turned
from onrecord.ledger.near_reports import Both, both
from onrecord.ledger.sightings import Sighting
from onrecord.ledger.thread_store import Seen
from onrecord.records import ClaimId, Conflict, ConflictKind, Thread

LEAST_LIKE = 0.25  # cosine below which no other likeness makes two claims one matter


class _Circle:
    """The claims of a circle: those that stand for their sayings, those that say the same, and those that answer."""

    def __init__(self, found: Sequence[Seen]) -> None:
        self.all = {seen.sighting.claim: seen.sighting for seen in found}
        self.first: dict[int, Sighting] = {}
        self.same: dict[ClaimId, list[ClaimId]] = defaultdict(list)
        self.points: dict[ClaimId, ClaimId] = {}
        self.copied = {seen.sighting.claim: seen.copied_from for seen in found if seen.copied_from}
        self.stands: dict[ClaimId, ClaimId] = {}
        for seen in sorted((seen for seen in found if seen.saying is not None), key=lambda seen: seen.rank):
            first = self.first.setdefault(seen.saying or 0, seen.sighting)
            self.stands[seen.sighting.claim] = first.claim
            self.same[first.claim].append(seen.sighting.claim)
        for seen in found:
            if seen.points_to in self.stands:
                self.points[seen.sighting.claim] = self.stands[seen.points_to]
            if seen.saying is None:
                self.same[seen.sighting.claim].append(seen.sighting.claim)


def threads_of(connection: Connection, look: Circles, circles: Sequence[frozenset[int]], decisions: Decisions) -> list[tuple[int, Thread]]:
    """The threads of circles, each with the circle's number."""
    made: list[tuple[int, Thread]] = []
    compared: dict[Both, tuple[float, int]] = {}
    for circle, members in zip(circles, _members(connection, circles), strict=True):
        claims = _Circle(members)
        known = look.scores(circle) if len(circle) > 1 else {}
        more = _compared(claims.first, known)
        compared |= {pair: (score, 0) for pair, score in more.items()}
        made += [(min(circle), thread) for thread in _threads(claims, known | more, decisions)]
    saying_links.write(connection, compared)
    return made


def _members(connection: Connection, circles: Sequence[frozenset[int]]) -> list[list[Seen]]:
    """The claims of each circle."""
    home = {saying: number for number, circle in enumerate(circles) for saying in circle}
    found: list[list[Seen]] = [[] for _ in circles]
    places: dict[ClaimId, int] = {}
    for seen in thread_store.seen(connection, home):
        if seen.saying is not None:
            places[seen.sighting.claim] = home[seen.saying]
            found[home[seen.saying]].append(seen)
        elif seen.points_to:
            found[places[seen.points_to]].append(seen)
    return found


def _compared(first: Mapping[int, Sighting], known: Mapping[Both, float]) -> dict[Both, float]:
    """The scores of those pairs of a circle that have not been compared yet, where they are at all alike."""
    sayings = sorted(first)
    if len(sayings) < 3:  # two are a circle because they were compared
        return {}
    vectors = [first[saying].vector for saying in sayings]
    if len(vectors[0]):
        rows = np.stack(vectors).astype(np.float64)
        near = rows @ rows.T >= LEAST_LIKE
    else:
        near = np.ones((len(sayings), len(sayings)), dtype=np.bool_)
    found: dict[Both, float] = {}
    for i, j in combinations(range(len(sayings)), 2):
        if near[i, j] and (sayings[i], sayings[j]) not in known:
            found[both(sayings[i], sayings[j])] = saying_links.scored(first[sayings[i]], first[sayings[j]])
    return found


def _threads(circle: _Circle, scores: Mapping[Both, float], decisions: Decisions) -> list[Thread]:
    """The threads of one circle."""
    edges = {pair(circle.first[a].claim, circle.first[b].claim): score for (a, b), score in scores.items()}
    answers = {claim: {said} for claim, said in circle.points.items()} | _broad(circle, edges)
    grouped = matters(circle.same, edges, answers, decisions)
    groups = [[circle.all[claim] for first in sorted(group) for claim in circle.same[first]] for group in grouped]
    groups = [group for group in groups if _is_matter(group)]
    homes = Counter(s.claim for group in groups for s in group)
    shared = {claim for claim, count in homes.items() if count > 1}
    made = [assembly.thread(group, circle.copied, shared, circle.stands) for group in groups]
    return _with_reversals(made, circle.all, edges)


def _broad(circle: _Circle, edges: Collection[Pair]) -> dict[ClaimId, set[ClaimId]]:
    """What each broad denial answers, of what it is linked with."""
    linked: dict[ClaimId, set[ClaimId]] = defaultdict(set)
    for a, b in edges:
        linked[a].add(b)
        linked[b].add(a)
    found: dict[ClaimId, set[ClaimId]] = {}
    for s in circle.first.values():
        if s.is_broad and s.claim not in circle.points:
            narrower = {said.claim for said in answered(s, [circle.all[claim] for claim in sorted(linked[s.claim])])}
            if narrower:
                found[s.claim] = narrower
    return found


def _is_matter(group: Sequence[Sighting]) -> bool:
    """Somebody's statement is a matter; what one report tells in its own voice becomes one when another report has it too."""
    return any(s.statement is not None for s in group) or len({s.document for s in group}) > 1


def _with_reversals(made: Sequence[Thread], found: Mapping[ClaimId, Sighting], edges: Collection[Pair]) -> list[Thread]:
    """Threads of which one has the parties of another in each other's roles list that in both."""
    swapped = {both for both in edges if turned(found[both[0]], found[both[1]])}
    if not swapped:
        return list(made)
    home = {p.claim: number for number, thread in enumerate(made) for p in thread.positions}
    extra: dict[int, list[Conflict]] = {}
    for a, b in sorted(swapped):
        if a in home and b in home and home[a] != home[b]:
            conflict = Conflict(ConflictKind.ROLE_REVERSAL, (a, b), f"“{found[a].quote[:80]}” / “{found[b].quote[:80]}”")
            for number in (home[a], home[b]):
                extra.setdefault(number, [])
                if not extra[number]:
                    extra[number].append(conflict)
    return [assembly.with_conflicts(thread, extra.get(number, [])) for number, thread in enumerate(made)]

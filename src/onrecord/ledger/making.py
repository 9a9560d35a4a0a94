"""Circles → threads: the sayings of a circle grouped into matters, and each matter with all its claims made a thread."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from sqlalchemy import Connection

from onrecord.ledger import assembly, likely, saying_links, thread_store
from onrecord.ledger.antecedents import answered
from onrecord.ledger.circles import Circles, Known
from onrecord.ledger.grouping import DECIDED, Decisions, Pair, matters, pair
from onrecord.ledger.joins import turned
from onrecord.ledger.near_reports import Both, both
from onrecord.ledger.sightings import Sighting
from onrecord.ledger.thread_store import Seen
from onrecord.records import ClaimId, Conflict, ConflictKind, Thread


class _Circle:
    """The claims of a circle: those that stand for their sayings, those that say the same, and those that answer."""

    def __init__(self, found: Sequence[Seen]) -> None:
        self.all = {seen.sighting.claim: seen.sighting for seen in found}
        self.first: dict[int, Sighting] = {}
        self.rows: dict[int, tuple[bytes, bytes, bool, bool]] = {}
        self.same: dict[ClaimId, list[ClaimId]] = defaultdict(list)
        self.points: dict[ClaimId, ClaimId] = {}
        self.copied = {seen.sighting.claim: seen.copied_from for seen in found if seen.copied_from}
        self.stands: dict[ClaimId, ClaimId] = {}
        for seen in sorted((seen for seen in found if seen.saying is not None), key=lambda seen: seen.rank):
            saying, s = seen.saying or 0, seen.sighting
            if saying not in self.first and seen.stems is not None:
                self.rows[saying] = seen.vector, seen.stems, s.statement is None, s.is_broad
            first = self.first.setdefault(saying, s)
            self.stands[seen.sighting.claim] = first.claim
            self.same[first.claim].append(seen.sighting.claim)
        for seen in found:
            if seen.points_to in self.stands:
                self.points[seen.sighting.claim] = self.stands[seen.points_to]
            if seen.saying is None:
                self.same[seen.sighting.claim].append(seen.sighting.claim)


@dataclass
class Made:
    """What was made of circles: their threads, each with the number of its circle, and the circles as they are to be kept."""

    threads: list[tuple[int, Thread]] = field(default_factory=list)
    circles: list[Known] = field(default_factory=list)


def group(connection: Connection, look: Circles, circles: Sequence[frozenset[int]], decisions: Decisions) -> Made:
    """Groups the sayings of circles into matters, and makes the threads of these."""
    made = Made()
    compared: dict[Both, tuple[float, int]] = {}
    for circle, members in zip(circles, _members(connection, circles), strict=True):
        claims = _Circle(members)
        scores = look.scores(circle) if len(circle) > 1 else {}
        more = _compared(claims, scores)
        compared |= {pair: (score, 0) for pair, score in more.items()}
        links = {pair(claims.first[a].claim, claims.first[b].claim): score for (a, b), score in (scores | more).items()}
        _make(made, min(circle), claims, links, links, decisions)
    saying_links.write(connection, compared)
    return made


def regroup(connection: Connection, circles: Sequence[Known], decisions: Decisions) -> Made:
    """Makes the threads of circles of which the sayings are as they were, whatever claims have come to them."""
    made = Made()
    sayings = [frozenset(circle.matters) for circle in circles]
    swapped = saying_links.turned(connection, {saying for circle in sayings if len(circle) > 1 for saying in circle})
    for circle, members in zip(circles, _members(connection, sayings), strict=True):
        claims = _Circle(members)
        broad = [saying for saying, first in claims.first.items() if first.is_broad]
        near = {both: score for both, (score, _) in saying_links.of(connection, broad).items()} if broad else {}
        near |= {both: score for both, score in swapped.items() if both[0] in claims.first}
        links = {pair(claims.first[a].claim, claims.first[b].claim): score for (a, b), score in near.items() if b in claims.first}
        together = {
            pair(claims.first[saying].claim, claims.first[matter].claim): DECIDED
            for saying, matter in circle.matters.items()
            if matter is not None and saying != matter
        }
        _make(made, circle.number, claims, links, together, decisions)
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


def _compared(circle: _Circle, known: Collection[Both]) -> dict[Both, float]:
    """The scores of roughly alike pairs of a circle that no near reports have brought together; those of one report have been looked at."""
    if len(circle.first) < 3:  # two are a circle because they were compared
        return {}
    sheet = likely.sheet_of(list(circle.rows), list(circle.rows.values()))
    sayings = [int(saying) for saying in sheet.sayings]
    alike = np.triu(likely.alike(sheet, sheet), 1)
    pairs = (both(sayings[row], sayings[column]) for row, column in zip(*np.nonzero(alike), strict=True))
    claims = {(a, b): (circle.first[a], circle.first[b]) for a, b in pairs if (a, b) not in known}
    return {pair: saying_links.scored(a, b) for pair, (a, b) in claims.items() if a.document != b.document}


def _make(
    made: Made, number: int, circle: _Circle, links: Mapping[Pair, float], grouping: Mapping[Pair, float], decisions: Decisions
) -> None:
    """The threads of one circle, grouped by links, or by what is to be together."""
    broad = _broad(circle, links)
    answers = {claim: {said} for claim, said in circle.points.items()} | broad
    grouped = matters(circle.same, grouping, answers, decisions)
    groups = [[circle.all[claim] for first in sorted(group) for claim in circle.same[first]] for group in grouped]
    groups = [group for group in groups if _is_matter(group)]
    homes = Counter(s.claim for group in groups for s in group)
    shared = {claim for claim, count in homes.items() if count > 1}
    around = list(circle.all.values())
    threads = [assembly.thread(group, circle.copied, shared, circle.stands, around) for group in groups]
    made.threads += [(number, thread) for thread in _with_reversals(threads, circle.all, links)]
    saying = {first.claim: saying for saying, first in circle.first.items()}
    matter: dict[int, int | None] = dict.fromkeys(circle.first)
    for group in grouped:
        mine = [saying[claim] for claim in group if claim in saying and claim not in answers]
        matter |= dict.fromkeys(mine, min(mine, default=None))
    made.circles.append(Known(number, matter))


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

"""Claims → matters. What comes out depends on the claims alone, in whatever order they arrived."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.ledger.antecedents import answered
from onrecord.ledger.joins import likeness, printed_near, turned, veto
from onrecord.ledger.sightings import Sighting
from onrecord.records import ClaimId

Pair = tuple[ClaimId, ClaimId]


@dataclass(frozen=True)
class Decisions:
    """What people have decided of pairs of claims: that they belong together, or that they do not."""

    joined: frozenset[Pair] = frozenset()
    parted: frozenset[Pair] = frozenset()


NONE = Decisions()
OWN_VOICE = 0.4  # less for a sentence in a publisher’s own voice, which mostly tells the scene and not the matter
LEAST = 1  # words that say something of what is named
LEAST_LATER = 2  # in reports of another month; with one, "an idea" and "the study" drew whole topics into one matter
LATER = 0.75  # less for reports of another month: primaries, test results and tolls of one kind come again
ABSENT = -1.5  # log-odds of a pair that is not linked: no link is kept below it
BEST = 0.25  # share of the best link in what joins two groups: 1.5 points of B-cubed on scenarios not fitted on
VETOED = -20.0  # of one that cannot be of one matter, however alike its words
TURNED = -19.0  # of one that cannot because the parties have each other's roles: two matters that name each other
TOGETHER = 0.0  # log-odds from which a link makes claims be looked at together
DECIDED = 1e6  # what people have decided outweighs everything


@dataclass
class Cluster:
    """Claims of one matter, and what links them to other clusters: the sum of the links, their number, and the best."""

    claims: list[ClaimId]
    sums: dict[int, tuple[float, int, float]] = field(default_factory=dict)


def pair(a: ClaimId, b: ClaimId) -> Pair:
    """Two claims in their one order."""
    return (a, b) if a <= b else (b, a)


def link_score(a: Sighting, b: Sighting) -> float | None:
    """What links two claims: log-odds of being of one matter; None where too little does to be kept."""
    near = printed_near(a, b)
    if a.is_open or b.is_open or min(a.substance, b.substance) < (LEAST if near else LEAST_LATER):
        return None
    score = likeness(a, b) - OWN_VOICE * ((a.statement is None) + (b.statement is None)) - (0.0 if near else LATER)
    if answered(a, [b]) or answered(b, [a]):
        return max(TOGETHER, score)  # a broad denial is looked at with all that it answers
    if score <= ABSENT:
        return None
    if veto(a, b):
        return TURNED if turned(a, b) else VETOED
    return score


def reaches(score: float) -> bool:
    """Whether what a link makes of one claim depends on the other."""
    return score >= TOGETHER or score == TURNED


def matters(
    claims: Iterable[ClaimId], links: Mapping[Pair, float], answers: Mapping[ClaimId, Collection[ClaimId]], decisions: Decisions = NONE
) -> list[frozenset[ClaimId]]:
    """Groups of claims that are each of one matter. `answers`: the claims that a reply answers; it belongs wherever these do.

    A reply to one claim has no matter of its own; a broad denial of several may, beside theirs.
    """
    ordered = sorted(claims)
    known = set(ordered)
    replies = {c: {a for a in answers[c] if a in known and pair(c, a) not in decisions.parted} for c in ordered if c in answers}
    moved = {pair[0] for pair in decisions.joined} | {pair[1] for pair in decisions.joined}
    replies = {claim: found for claim, found in replies.items() if found and claim not in moved}
    groups = clusters([claim for claim in ordered if claim not in replies], links, decisions)
    home = {claim: number for number, group in enumerate(groups) for claim in group}
    extra: dict[int, set[ClaimId]] = {}
    alone: list[frozenset[ClaimId]] = []
    for claim, found in replies.items():
        near = {home[said] for said in found if said in home}
        within = {number: groups[number] | extra.get(number, set()) for number in near}
        allowed = [number for number, others in within.items() if not any(pair(claim, other) in decisions.parted for other in others)]
        for number in allowed:
            extra.setdefault(number, set()).add(claim)
        if not allowed:
            alone.append(frozenset([claim]))
    return [frozenset(group) | extra.get(number, set()) for number, group in enumerate(groups)] + alone


def clusters(found: Sequence[ClaimId], links: Mapping[Pair, float], decisions: Decisions) -> list[frozenset[ClaimId]]:
    """Average linkage with a share of the best link, ties broken by the claims' order, so that order of arrival makes no difference."""
    place = {claim: number for number, claim in enumerate(found)}
    live = {number: Cluster([claim]) for claim, number in place.items()}
    scores = dict(links) | dict.fromkeys(decisions.joined, DECIDED) | dict.fromkeys(decisions.parted, -DECIDED)
    for (a, b), score in scores.items():
        if a in place and b in place:
            i, j = place[a], place[b]
            live[i].sums[j] = live[j].sums[i] = (score, 1, score)
    queue = [(-_linkage(live, i, j), i, j) for i, cluster in live.items() for j in cluster.sums if i < j]
    heapq.heapify(queue)
    while queue:
        worse, i, j = heapq.heappop(queue)
        if worse > 0:
            break
        if i in live and j in live and -worse == _linkage(live, i, j):
            for k in _merge(live, i, j):
                heapq.heappush(queue, (-_linkage(live, i, k), min(i, k), max(i, k)))
    return [frozenset(cluster.claims) for cluster in live.values()]


def _linkage(live: Mapping[int, Cluster], i: int, j: int) -> float:
    """What links two clusters: mostly the mean log-odds over all pairs, those without a link counted as ABSENT, and a little the best."""
    total, linked, best = live[i].sums[j]
    pairs = len(live[i].claims) * len(live[j].claims)
    return (1 - BEST) * (total + ABSENT * (pairs - linked)) / pairs + BEST * best


def _merge(live: dict[int, Cluster], i: int, j: int) -> list[int]:
    """The second cluster becomes part of the first; the clusters that the first is now linked to."""
    one, other = live[i], live.pop(j)
    one.claims += other.claims
    one.sums.pop(j, None)
    for k, (total, linked, best) in other.sums.items():
        if k != i:
            mine, number, good = one.sums.get(k, (0.0, 0, best))
            one.sums[k] = live[k].sums[i] = (mine + total, number + linked, max(good, best))
            del live[k].sums[j]
    return sorted(one.sums)

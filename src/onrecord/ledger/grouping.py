"""Claims → matters. What comes out depends on the claims alone, in whatever order they arrived."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.ledger.antecedents import antecedent
from onrecord.ledger.joins import compare
from onrecord.ledger.sightings import Sighting
from onrecord.records import ClaimId

Pair = tuple[ClaimId, ClaimId]
MOST = 400  # claims that are compared each with each; a larger group is first parted at stricter likeness


@dataclass(frozen=True)
class Decisions:
    """What people have decided of pairs of claims: that they belong together, or that they do not."""

    joined: frozenset[Pair] = frozenset()
    parted: frozenset[Pair] = frozenset()


NONE = Decisions()


@dataclass
class Cluster:
    """Claims of one matter, and the sums of likeness to other clusters."""

    claims: list[ClaimId]
    sums: dict[int, float] = field(default_factory=dict)


def pair(a: ClaimId, b: ClaimId) -> Pair:
    """Two claims in their one order."""
    return (a, b) if a <= b else (b, a)


def matters(found: Sequence[Sighting], decisions: Decisions = NONE) -> list[frozenset[ClaimId]]:
    """Groups of claims that are each of one matter; a broad denial belongs to each matter that it answers."""
    ordered = sorted(found, key=lambda s: s.claim)
    plain = [s for s in ordered if not s.refers]
    groups = clusters(plain, decisions)
    home = {claim: number for number, group in enumerate(groups) for claim in group}
    extra: dict[int, set[ClaimId]] = {}
    alone: list[frozenset[ClaimId]] = []
    for reply in (s for s in ordered if s.refers):
        said = antecedent(reply, plain)
        if said is None or pair(said.claim, reply.claim) in decisions.parted:
            alone.append(frozenset([reply.claim]))
        else:
            extra.setdefault(home[said.claim], set()).add(reply.claim)
    return [frozenset(group) | extra.get(number, set()) for number, group in enumerate(groups)] + alone


def clusters(found: Sequence[Sighting], decisions: Decisions) -> list[frozenset[ClaimId]]:
    """Average linkage over all pairs, ties broken by the claims' ids, so that order of arrival makes no difference."""
    scores = _scores(found, decisions)
    live = {number: Cluster([s.claim]) for number, s in enumerate(found)}
    for (i, j), score in scores.items():
        live[i].sums[j] = live[j].sums[i] = score
    while len(live) > 1:
        best = max(_means(live), default=None, key=lambda m: (m[0], -m[1], -m[2]))
        if best is None or best[0] < 0:
            break
        _merge(live, best[1], best[2])
    return [frozenset(cluster.claims) for cluster in live.values()]


def _scores(found: Sequence[Sighting], decisions: Decisions) -> Mapping[tuple[int, int], float]:
    """Log-odds of every pair; what people have decided outweighs everything."""
    scores = {}
    for i, a in enumerate(found):
        for j in range(i + 1, len(found)):
            both = pair(a.claim, found[j].claim)
            compared = compare(a, found[j])
            score = compared.score if compared.veto is None else VETOED
            scores[i, j] = DECIDED if both in decisions.joined else -DECIDED if both in decisions.parted else score
    return scores


VETOED = -20.0
DECIDED = 1e6


def _means(live: Mapping[int, Cluster]) -> Iterable[tuple[float, int, int]]:
    for i, cluster in live.items():
        for j, total in cluster.sums.items():
            if i < j:
                yield total / (len(cluster.claims) * len(live[j].claims)), i, j


def _merge(live: dict[int, Cluster], i: int, j: int) -> None:
    """The second cluster becomes part of the first."""
    one, other = live[i], live.pop(j)
    one.claims += other.claims
    for k, total in other.sums.items():
        if k != i:
            one.sums[k] = live[k].sums[i] = one.sums.get(k, 0.0) + total
            del live[k].sums[j]
    one.sums.pop(j, None)


def members(groups: Collection[frozenset[ClaimId]], claim: ClaimId) -> frozenset[ClaimId]:
    """The group of a claim."""
    return next(group for group in groups if claim in group)

"""What a claim that says too little by itself goes with.

A reply that only points ("denied the allegation", "declined to comment on the matter") goes with what it replies to; a quotation goes with
what its report said just before, which it bears out in the speaker's own words or answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from onrecord.ledger.joins import compare, printed_near
from onrecord.ledger.sightings import Sighting
from onrecord.ledger.tables import folded
from onrecord.records import Act, ClaimId, PositionKind

ACCUSES, CONCERNS, LIKE, STEP, OWN = 1.0, 1.0, 2.0, 0.15, 2.0  # weights of `fitness`, in this order
REPLIES = frozenset({PositionKind.DENIES, PositionKind.DECLINES, PositionKind.ADMITS, PositionKind.WITHDRAWS})
SAID = frozenset({PositionKind.ASSERTS, PositionKind.PROBABLE, PositionKind.POSSIBLE})
NARROWER = 0.25  # log-odds from which a claim is one of those that a broad denial is about
COUNTS = frozenset({"toll", "figur", "number", "count"})


def pointers(found: Sequence[Sighting]) -> dict[ClaimId, Sighting]:
    """Which claim each claim of one document goes with, for those that have no matter of their own; that one always has."""
    ordered = sorted(found, key=lambda s: (s.start, s.end, s.claim))
    said = {s.claim: goal for s, goal in zip(ordered, _led_up_to(ordered), strict=True) if goal}
    plain = [s for s in ordered if not s.refers and s.claim not in said]
    said |= {s.claim: goal for s in ordered if s.refers and s.claim not in said and (goal := antecedent(s, plain))}
    return {claim: goal for claim in said if (goal := _last(claim, said))}


def _led_up_to(ordered: Sequence[Sighting]) -> list[Sighting | None]:
    """For each quotation, the statement that leads up to it: the last one of its paragraph, or its speaker's last in the one before."""
    goals: list[Sighting | None] = []
    for number, s in enumerate(ordered):
        before = next((b for b in reversed(ordered[:number]) if b.statement and b.end <= s.start), None)
        follows = before and (before.paragraph == s.paragraph or (before.paragraph + 1 == s.paragraph and _same_party(before, s)))
        goals.append(before if s.quoted and follows else None)
    return goals


def _last(claim: ClaimId, said: Mapping[ClaimId, Sighting]) -> Sighting | None:
    """The end of a chain of claims that each go with another; None where it runs in a circle."""
    passed = {claim}
    goal = said[claim]
    while goal.claim in said:
        if goal.claim in passed:
            return None
        passed.add(goal.claim)
        goal = said[goal.claim]
    return goal


def _same_party(a: Sighting, b: Sighting) -> bool:
    return a.party is not None and b.party is not None and a.party.key == b.party.key


def antecedent(reply: Sighting, others: Sequence[Sighting]) -> Sighting | None:
    """The claim of the same document that a reply points at: said before by another party, best one that concerns whoever replies."""
    ordered = sorted((s for s in others if s.document == reply.document and not s.refers), key=lambda s: (s.start, s.end, s.claim))
    before = [s for s in ordered if s.start < reply.start and s.end <= reply.start]
    near = [s for s in before if s.paragraph == reply.paragraph and s.statement is not None and s.party != reply.party]
    found = near or before or ordered
    if not found:
        return None
    return max(enumerate(found), key=lambda item: (_fitness(reply, item[1], len(found) - item[0] if before else item[0]), item[0]))[1]


def answered(denial: Sighting, others: Iterable[Sighting]) -> list[Sighting]:
    """The narrower claims about its party, by others, that a broad denial answers ("never had any dealings with")."""
    if not denial.is_broad or denial.refers or denial.party is None:
        return []
    return [
        s
        for s in others
        if s.position in SAID
        and s.party != denial.party
        and _concerns(s, denial)
        and printed_near(s, denial)
        and compare(s, denial).score >= NARROWER
    ]


def _concerns(said: Sighting, reply: Sighting) -> bool:
    """Whether a claim is about the party that replies."""
    if reply.party is None:
        return False
    words = frozenset((folded(reply.party.name) or "").split()) | {reply.party.key}
    return bool(words & (said.actors | said.recipients | said.names))


def _fitness(reply: Sighting, said: Sighting, distance: int) -> float:
    """How well a claim fits as what is replied to."""
    concerned = _concerns(said, reply)
    counted = bool(reply.stems & COUNTS) and said.event is not None and said.event.quantity is not None
    own = reply.party is not None and said.party == reply.party and reply.position in REPLIES
    likeness = float(reply.vector @ said.vector)
    return ACCUSES * (said.act is Act.ACCUSE) + CONCERNS * (concerned or counted) + LIKE * likeness - STEP * distance - OWN * own

"""What a reply replies to: "denied the allegation", "declined to comment on the matter", a headline's short form of what follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.ledger.joins import compare
from onrecord.ledger.sightings import Sighting
from onrecord.ledger.tables import folded
from onrecord.records import Act, PositionKind

ACCUSES, CONCERNS, LIKE, STEP, OWN = 1.0, 1.0, 2.0, 0.15, 2.0  # weights of `fitness`, in this order
REPLIES = frozenset({PositionKind.DENIES, PositionKind.DECLINES, PositionKind.ADMITS, PositionKind.WITHDRAWS})
SAID = frozenset({PositionKind.ASSERTS, PositionKind.PROBABLE, PositionKind.POSSIBLE})
NARROWER = -0.5  # log-odds from which a claim is one of those that a broad denial is about
COUNTS = frozenset({"toll", "figur", "number", "count"})


def antecedent(reply: Sighting, others: Sequence[Sighting]) -> Sighting | None:
    """The claim of the same document that a reply points at: said before by another party, best one that concerns the party that replies."""
    ordered = sorted((s for s in others if s.document == reply.document and not s.refers), key=lambda s: (s.start, s.end, s.claim))
    before = [s for s in ordered if s.start < reply.start and s.end <= reply.start]
    found = before or ordered
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
        if s.position in SAID and s.party != denial.party and _concerns(s, denial) and compare(s, denial).score >= NARROWER
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

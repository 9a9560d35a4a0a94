"""What a reply replies to: "denied the allegation", "declined to comment on the matter", a headline's short form of what follows."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.ledger.sightings import Sighting
from onrecord.records import Act, PositionKind

ACCUSES, CONCERNS, LIKE, STEP, OWN = 1.0, 1.0, 2.0, 0.15, 2.0  # weights of `fitness`, in this order
REPLIES = frozenset({PositionKind.DENIES, PositionKind.DECLINES, PositionKind.ADMITS, PositionKind.WITHDRAWS})
COUNTS = frozenset({"toll", "figur", "number", "count"})


def antecedent(reply: Sighting, others: Sequence[Sighting]) -> Sighting | None:
    """The claim of the same document that a reply points at: said before by another party, best one that concerns the party that replies."""
    ordered = sorted((s for s in others if s.document == reply.document and not s.refers), key=lambda s: (s.start, s.end, s.claim))
    before = [s for s in ordered if s.start < reply.start and s.end <= reply.start]
    found = before or ordered
    if not found:
        return None
    return max(enumerate(found), key=lambda item: (_fitness(reply, item[1], len(found) - item[0] if before else item[0]), item[0]))[1]


def _fitness(reply: Sighting, said: Sighting, distance: int) -> float:
    """How well a claim fits as what is replied to."""
    party = reply.party.key if reply.party else None
    concerned = party is not None and (party in said.actors | said.recipients or bool(said.names & frozenset((reply.party.name if reply.party else "").casefold().split())))
    counted = bool(reply.stems & COUNTS) and said.event is not None and said.event.quantity is not None
    own = party is not None and said.party is not None and said.party.key == party and reply.position in REPLIES
    likeness = float(reply.vector @ said.vector)
    return ACCUSES * (said.act is Act.ACCUSE) + CONCERNS * (concerned or counted) + LIKE * likeness - STEP * distance - OWN * own

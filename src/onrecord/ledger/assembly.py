"""Claims of one matter → a thread: its title, proposition, positions, independence, conflicts and status."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from onrecord.ledger.holders import in_time
from onrecord.ledger.independence import independence_of
from onrecord.ledger.joins import likeness
from onrecord.ledger.positions import changes, positions, status_of
from onrecord.ledger.sightings import Sighting
from onrecord.ledger.thread_conflicts import conflicts_of
from onrecord.ledger.thread_titles import title_of
from onrecord.records import Act, ClaimId, Conflict, DocumentId, Event, PositionKind, Thread, ThreadId

NEAR = 0.0  # log-odds to the middle claim from which a position counts for status, sources, changes and conflicts; others are only listed
CLEAR = 1.0  # log-odds to the middle claim from which the words of another may stand in the title
COSTS = 1.0  # log-odds that a title may lose to be asserted, or of a good length
SAYING = frozenset(
    "say tell assure call describe accuse deny claim insist warn promise ask announce assert allege report add reply answer suggest".split()
)  # what is said of saying is about the talk, not the matter
EMPTY: Mapping[ClaimId, ClaimId] = {}
MOST = 60  # claims that are compared each with each for the title; the rest of a larger matter takes no part in that
GOOD = range(5, 31)  # words of a content that says a proposition by itself


def thread(
    found: Sequence[Sighting],
    copied: Mapping[ClaimId, DocumentId],
    shared: Collection[ClaimId] = (),
    same: Mapping[ClaimId, ClaimId] = EMPTY,
    around: Sequence[Sighting] = (),
) -> Thread:
    """The thread of some claims; its id is that of the first of them that is not `shared`, in other threads too.

    `same`: for claims in the same words the one that stands for them all; `around`: further claims that tell whom somebody speaks for.
    """
    ordered = in_time(found)
    held = positions(ordered, copied, {s.claim: s.note for s in ordered if s.note}, around)
    distinct = list({same.get(s.claim, s.claim): s for s in reversed(ordered)}.values())
    told = _middle(in_time(distinct))
    like = {same.get(s.claim, s.claim) for s in distinct if s is told or s.refers or likeness(s, told) >= NEAR}
    central = {s.claim for s in ordered if same.get(s.claim, s.claim) in like}
    counted = [position for position in held if position.claim in central]
    status, reason = status_of(counted)
    independence = independence_of(counted)
    return Thread(
        id=thread_id([s.claim for s in ordered if s.claim not in shared] or [s.claim for s in ordered]),
        title=title_of(told, _alike([s for s in distinct if s.claim in central], told)),
        proposition=_proposition(told, [s for s in distinct if s.claim in central]),
        status=status,
        independent_sources=len(independence.asserting),
        documents=tuple(dict.fromkeys(s.document for s in ordered)),
        positions=held,
        conflicts=conflicts_of(counted, {s.claim: s for s in ordered}),
        independence=independence,
        changes=changes(counted),
        reason=reason,
    )


def _alike(central: Sequence[Sighting], told: Sighting) -> Iterator[Sighting]:
    """The claims that say the same as the one in the middle, the likest first."""
    scored = [(-likeness(s, told), s.claim, s) for s in central[:MOST] if s is not told and not s.refers]
    yield from (s for score, _, s in sorted(scored, key=lambda item: item[:2]) if -score >= CLEAR)


def _proposition(told: Sighting, central: Sequence[Sighting]) -> Event | None:
    """The event of the claim that gives the title; where it has none, that of the claim most like it which asserts one of a known frame."""
    event = told.event
    if event is None:
        framed = [s for s in central[:MOST] if s.event and s.event.frame and s.position is PositionKind.ASSERTS]
        event = max(framed, key=lambda s: (likeness(s, told), s.claim)).event if framed else None
    return replace(event, negated=False) if event else None


def thread_id(claims: Sequence[ClaimId]) -> ThreadId:
    """A thread is known by the first of its claims' ids, whenever that was read."""
    return ThreadId("t-" + hashlib.sha256(min(claims).encode()).hexdigest()[:24])


def _middle(found: Sequence[Sighting]) -> Sighting:
    """The claim that says best what the matter is: most like all the others, asserted, and neither a scrap nor a speech.

    Where somebody is accused, the accusation is what the others deny or admit.
    """
    likes = dict.fromkeys((s.claim for s in found), 0.0)
    for a, b in combinations(found[:MOST], 2):
        score = max(-COSTS, likeness(a, b))
        likes[a.claim] += score
        likes[b.claim] += score

    def fitness(s: Sighting) -> tuple[bool, float, str]:
        asserted = s.position in {PositionKind.ASSERTS, PositionKind.ADMITS}
        own = s.statement is None
        talk = s.event is not None and s.event.predicate in SAYING
        cost = COSTS * ((len(s.quote.split()) not in GOOD) + (not asserted) + own + talk - 2 * (s.act is Act.ACCUSE))
        return s.refers, cost - likes[s.claim] / max(1, min(len(found), MOST) - 1), f"{s.day or '9999'}{s.claim}"

    return min(found, key=fitness)


def with_conflicts(made: Thread, more: Sequence[Conflict]) -> Thread:
    """A thread with further conflicts."""
    return replace(made, conflicts=(*made.conflicts, *more)) if more else made

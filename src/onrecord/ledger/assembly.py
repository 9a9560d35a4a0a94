"""Claims of one matter → a thread: its title, proposition, positions, independence, conflicts and status."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from onrecord.ledger.independence import independence_of
from onrecord.ledger.positions import changes, in_time, positions, status_of
from onrecord.ledger.sightings import Sighting
from onrecord.ledger.thread_conflicts import conflicts_of
from onrecord.records import Act, ClaimId, Conflict, DocumentId, PositionKind, Thread, ThreadId

TITLE_LENGTH = 140  # characters of a title; longer ones end at a word
ACCUSED = re.compile(r"^(?P<whom>[^,;:.]{2,60}?) of (?P<what>(?:\w+ly )?\w+ing\b.*)", re.DOTALL)  # "Norland of selling shells"
LEADING = re.compile(r"^(?:that|to|of|as|for|how|whether|if)\s+", re.IGNORECASE)
EDGES = "\"“”‘’' ,.;:"
GOOD = range(5, 31)  # words of a content that says a proposition by itself


def thread(found: Sequence[Sighting], copied: Mapping[ClaimId, DocumentId], shared: Collection[ClaimId] = ()) -> Thread:
    """The thread of some claims; its id is that of the first of them that is not `shared`, in other threads too."""
    ordered = in_time(found)
    held = positions(ordered, copied, {s.claim: s.note for s in ordered if s.note})
    status, reason = status_of(held)
    independence = independence_of(held)
    told = min(ordered, key=_title_fitness)
    return Thread(
        id=thread_id([s.claim for s in ordered if s.claim not in shared] or [s.claim for s in ordered]),
        title=title_of(told),
        proposition=replace(told.event, negated=False) if told.event else None,
        status=status,
        independent_sources=len(independence.asserting),
        documents=tuple(dict.fromkeys(s.document for s in ordered)),
        positions=held,
        conflicts=conflicts_of(held, {s.claim: s for s in ordered}),
        independence=independence,
        changes=changes(held),
        reason=reason,
    )


def thread_id(claims: Sequence[ClaimId]) -> ThreadId:
    """A thread is known by the first of its claims' ids; which that is does not depend on when it was read."""
    return ThreadId("t-" + hashlib.sha256(min(claims).encode()).hexdigest()[:24])


def title_of(told: Sighting) -> str:
    """The proposition in a sentence, in the words of the claim that says it best."""
    words = re.sub(r"\s+", " ", told.quote.replace(" […] ", " … ")).strip(EDGES)
    accused = ACCUSED.match(words) if told.act is Act.ACCUSE else None
    if accused:
        words = f"{accused['whom']}: {accused['what']}"
    words = LEADING.sub("", words).strip(EDGES)
    if len(words) > TITLE_LENGTH:
        words = words[:TITLE_LENGTH].rsplit(" ", 1)[0] + " …"
    return words[:1].upper() + words[1:]


def _title_fitness(s: Sighting) -> tuple[bool, bool, bool, int, str]:
    """The lowest says best what the matter is: asserted, not merely pointed at, neither a scrap nor a speech; the earliest of these."""
    words = len(s.quote.split())
    asserted = s.position in {PositionKind.ASSERTS, PositionKind.ADMITS}
    return s.refers, words not in GOOD, not asserted, -len(s.names), f"{s.day or '9999'}{s.claim}"


def with_conflicts(made: Thread, more: Sequence[Conflict]) -> Thread:
    """A thread with further conflicts."""
    return replace(made, conflicts=(*made.conflicts, *more)) if more else made

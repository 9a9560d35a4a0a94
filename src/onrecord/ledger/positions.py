"""Each party's positions on a matter over time, what changed, and how the matter stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from onrecord.ledger.attitudes import attitudes
from onrecord.ledger.holders import ASSERTING, in_time, parties
from onrecord.ledger.parties import Party
from onrecord.ledger.sightings import Sighting
from onrecord.ledger.tables import folded
from onrecord.records import Act, Change, ClaimId, DocumentId, Position, PositionKind, ThreadStatus

FIRM = frozenset({PositionKind.ASSERTS, PositionKind.ADMITS})
FINDERS = re.compile(
    r"\b(?:courts?|tribunal|jury|judges?|(?:commission|panel|board) of (?:inquiry|the \w+)|inquiry|(?:electoral|election) commission|"
    r"ombudsman|arbitrators?|arbitration)\b",
    re.IGNORECASE,
)
ONWARD = 1  # paragraphs further on in which a holder still says the same thing
OUTRIGHT = frozenset({Act.DENY, Act.ADMIT, Act.REFUSE, Act.CONDEMN})  # acts by which a reply is one in so many words
GOES_ON = {
    PositionKind.DENIES: {PositionKind.ASSERTS},
    PositionKind.ADMITS: {PositionKind.ASSERTS},
    PositionKind.WITHDRAWS: {PositionKind.ASSERTS, PositionKind.ADMITS},
}  # what a holder's next claim is, by itself, when it only bears out the one before
UPDATES = frozenset({PositionKind.ASSERTS, PositionKind.ADMITS, PositionKind.PROBABLE})


def positions(
    found: Sequence[Sighting], copied: Mapping[ClaimId, DocumentId], notes: Mapping[ClaimId, str], around: Sequence[Sighting] = ()
) -> tuple[Position, ...]:
    """The positions of a thread, the first one first."""
    party = parties(found, around)
    kinds = kinds_of(found, party)
    return tuple(_position(s, party[s.claim], kinds[s.claim], copied.get(s.claim), notes.get(s.claim)) for s in in_time(found))


def kinds_of(found: Sequence[Sighting], party: Mapping[ClaimId, Party | None]) -> dict[ClaimId, PositionKind]:
    """What each claim does about the matter that it is in."""
    return attitudes(found, party, by_rule(found, party))


def by_rule(found: Sequence[Sighting], party: Mapping[ClaimId, Party | None]) -> dict[ClaimId, PositionKind]:
    """What each claim does by its own words and by its holder's just before.

    Who has just denied, admitted or withdrawn goes on doing so in the report's next sentences. A matter that nobody asserts and nobody has
    denied in so many words is the negative itself ("nobody was hurt"), and is asserted.
    """
    kinds = {s.claim: s.position for s in found}
    before: dict[tuple[DocumentId, str], Sighting] = {}
    for s in sorted(found, key=lambda s: (s.document, s.start, s.end, s.claim)):
        holder = party[s.claim]
        if holder is None or s.statement is None:
            continue
        last = before.get((s.document, holder.key))
        if last and s.note is None and s.paragraph - last.paragraph <= ONWARD and kinds[s.claim] in GOES_ON.get(kinds[last.claim], ()):
            kinds[s.claim] = kinds[last.claim]
        elif s.position in GOES_ON and (s.position is not PositionKind.DENIES or s.act in OUTRIGHT or s.refers):
            before[s.document, holder.key] = s
        else:
            before.pop((s.document, holder.key), None)
    if all(kinds[s.claim] is PositionKind.DENIES and s.act is not Act.DENY and not s.refers and s.note is None for s in found):
        return dict.fromkeys(kinds, PositionKind.ASSERTS)
    return kinds


def _position(s: Sighting, party: Party | None, kind: PositionKind, copied: DocumentId | None, note: str | None) -> Position:
    return Position(
        holder=party.name if party else None,
        holder_country=party.country if party else None,
        position=kind,
        statement=s.statement,
        document=s.document,
        date=s.day,
        quote=s.quote,
        claim=s.claim,
        body=s.body,
        anonymous=s.anonymous,
        printed=s.printed,
        publisher=s.publisher,
        channels=s.channels,
        act=s.act,
        quantity=s.event.quantity if s.event else None,
        copied_from=copied,
        note=note,
    )


def holder_of(position: Position) -> str:
    """What compares the holders of positions."""
    return position.holder_country or folded(position.holder) or f"?{position.claim}"


def by_holder(found: Sequence[Position]) -> dict[str, list[Position]]:
    """Each holder's positions, in their order."""
    groups: dict[str, list[Position]] = defaultdict(list)
    for position in found:
        groups[holder_of(position)].append(position)
    return dict(groups)


def last_positions(found: Sequence[Position]) -> dict[str, Position]:
    """Each holder's last position other than a refusal to answer; where there is only that, it."""
    return {
        holder: next((p for p in reversed(held) if p.position is not PositionKind.DECLINES), held[-1])
        for holder, held in by_holder(found).items()
    }


def changes(found: Sequence[Position]) -> tuple[Change, ...]:
    """Each holder's moves: another position, or another number of the same thing."""
    return tuple(change for held in by_holder(found).values() for change in _moves(held))


def _moves(held: Sequence[Position]) -> Iterator[Change]:
    before: Position | None = None
    counted: Position | None = None
    for now in held:
        if now.copied_from or now.holder is None:
            continue
        if before and before.position != now.position and now.position is not PositionKind.DECLINES:
            yield Change(now.holder, before.claim, now.claim, f"{_said(before)}; {_said(now)}")
        if now.position is not PositionKind.DECLINES:
            before = now
        if now.quantity and now.quantity.value is not None and now.position in UPDATES:
            if counted and _differs(counted, now):
                yield Change(now.holder, counted.claim, now.claim, f"{_number(counted)}; {_number(now)}")
            counted = now


def _said(position: Position) -> str:
    return f"{verb_of(position)}{f' on {position.date}' if position.date else ''}"


def verb_of(position: Position) -> str:
    """What a holder does, as a verb: it "asserts", or "thinks it possible"."""
    unsure = position.position in {PositionKind.PROBABLE, PositionKind.POSSIBLE}
    return f"thinks it {position.position.value}" if unsure else position.position.value


def _number(position: Position) -> str:
    words = position.quantity.text if position.quantity else ""
    return f"{words}{f' on {position.date}' if position.date else ''}"


def _differs(a: Position, b: Position) -> bool:
    """Two numbers of one thing."""
    return bool(a.quantity and b.quantity and a.quantity.unit == b.quantity.unit and a.quantity.value != b.quantity.value)


def status_of(found: Sequence[Position]) -> tuple[ThreadStatus, str]:
    """How a matter stands by its positions, and why, for people."""
    held = by_holder(found)
    last = last_positions(found)
    asserted = {h: p for h, p in last.items() if p.position in ASSERTING}
    denied = {h: p for h, p in last.items() if any(q.position is PositionKind.DENIES and q.statement for q in held[h])}
    taken_back = [p for p in last.values() if p.position is PositionKind.WITHDRAWS]
    if taken_back and not asserted:
        return ThreadStatus.WITHDRAWN, f"{_names(taken_back)} took it back, and nobody else asserts it"
    admitted = [p for p in found if p.position is PositionKind.ADMITS and last[holder_of(p)].position is not PositionKind.WITHDRAWS]
    admitted = [p for p in admitted if len(asserted) > 1 or holder_of(p) in denied]
    if admitted:
        return ThreadStatus.CONFIRMED, f"{_names(admitted)} admitted it"
    finders = [p for p in last.values() if p.body and (FINDERS.search(p.body) or FINDERS.search(p.holder or ""))]
    for kind, status, words in (
        (PositionKind.ASSERTS, ThreadStatus.CONFIRMED, "found it so"),
        (PositionKind.DENIES, ThreadStatus.DENIED, "found it not so"),
    ):
        ruled = [p for p in finders if p.position is kind]
        if ruled and len(last) > 1:
            return status, f"{_names(ruled)} {words}"
    if denied and not asserted:
        return ThreadStatus.DENIED, f"{_names(list(denied.values()))} denied it, and nobody asserts it"
    if denied and any(h not in asserted or len(asserted) > 1 for h in denied):
        return ThreadStatus.CONTESTED, f"{_names(list(asserted.values()))} asserted it; {_names(list(denied.values()))} denied it"
    return ThreadStatus.UNCONTESTED, "nobody denies it"


def _names(found: Sequence[Position]) -> str:
    names = list(dict.fromkeys(p.holder or p.body or "somebody unnamed" for p in found))
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")

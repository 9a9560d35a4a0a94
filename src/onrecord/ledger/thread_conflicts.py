"""Where the accounts of a matter contradict each other: two holders on one question, not one holder who learns more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from onrecord.ledger.amounts import amounts_of, differ
from onrecord.ledger.holders import ASSERTING
from onrecord.ledger.joins import likeness, turned, veto
from onrecord.ledger.positions import by_holder, holder_of, verb_of
from onrecord.ledger.sightings import Sighting
from onrecord.records import Act, ClaimId, Conflict, ConflictKind, Position, PositionKind

SURELY = 0.75  # log-odds of being of one matter from which two claims are held against each other: a false alarm costs trust
MOST_SURELY = 1.5  # the same where a day differs, or where a sentence is only negative: reports have many of both
FIRMLY = frozenset({PositionKind.ASSERTS, PositionKind.ADMITS})


def conflicts_of(found: Sequence[Position], sighted: Mapping[ClaimId, Sighting]) -> tuple[Conflict, ...]:
    """Conflicts between the holders of a thread, each pair of holders once a kind, by the first claims that show it."""
    originals = [p for p in found if p.holder and not p.copied_from]  # nobody known contradicts nobody
    held = by_holder(originals)
    seen: dict[tuple[str, str, str], Conflict] = {}
    for (one, mine), (other, theirs) in combinations(sorted(held.items()), 2):
        for conflict in _between(mine, theirs, sighted):
            key = conflict.kind.value, one, other
            if key not in seen and _of_one_thing(conflict.kind, *(sighted[claim] for claim in conflict.claims)):
                seen[key] = conflict
    for holder, mine in held.items():
        for conflict in _with_itself(mine):
            seen.setdefault((conflict.kind.value, holder, holder), conflict)
    return tuple(seen[key] for key in sorted(seen))


def _between(mine: Sequence[Position], theirs: Sequence[Position], sighted: Mapping[ClaimId, Sighting]) -> Iterator[Conflict]:
    """In what claims of two holders differ, whether or not they are of one thing."""
    for a in mine:
        for b in theirs:
            kinds = {a.position, b.position}
            if PositionKind.DENIES in kinds and kinds & ASSERTING and not _own_negative(a) and not _own_negative(b):
                yield Conflict(ConflictKind.DENIAL, (a.claim, b.claim), f"{_name(a)} {verb_of(a)}, {_name(b)} {verb_of(b)}")
            elif kinds <= FIRMLY:
                yield from _numbers(a, b)
                yield from _dates(a, b, sighted)
                yield from _places(a, b, sighted)


def _own_negative(p: Position) -> bool:
    """Whether a publisher tells in its own voice that something is not so: it tells how things stand, and answers nobody."""
    return p.statement is None and p.position is PositionKind.DENIES


def _of_one_thing(kind: ConflictKind, a: Sighting, b: Sighting) -> bool:
    """Whether two claims are about the same by themselves, not only through others; a reply is about what its report says, or a charge."""
    if a.refers or b.refers:
        stated = a.statement is not None and b.statement is not None
        return stated and (a.document == b.document or Act.ACCUSE in {a.act, b.act})
    least = SURELY
    if kind is ConflictKind.DENIAL and (None in {a.statement, b.statement} or not (_is_outright(a) or _is_outright(b))):
        least = MOST_SURELY
    if kind is ConflictKind.PLACE:
        return likeness(a, b) >= MOST_SURELY and not turned(a, b)  # of two places is what the veto says
    return likeness(a, b) >= least and veto(a, b) is None


def _is_outright(s: Sighting) -> bool:
    """Whether something is denied in so many words, or by a person's decision; a negative sentence alone may be about something else."""
    return s.position is PositionKind.DENIES and (s.act is Act.DENY or s.note is not None)


def _numbers(a: Position, b: Position) -> Iterator[Conflict]:
    """Two firm numbers of one thing by two holders; "at least 12" does not contradict 17."""
    x, y = a.quantity, b.quantity
    if x and y and x.value is not None and y.value is not None and x.unit is not None and x.unit == y.unit:
        texts = None if x.value == y.value or x.approximate or y.approximate else (x.text, y.text)
    else:
        found = differ(amounts_of(a.quote), amounts_of(b.quote))
        texts = (found[0].text, found[1].text) if found else None
    if texts:
        yield Conflict(ConflictKind.QUANTITY, (a.claim, b.claim), f"{_name(a)}: {texts[0]}; {_name(b)}: {texts[1]}")


def _dates(a: Position, b: Position, sighted: Mapping[ClaimId, Sighting]) -> Iterator[Conflict]:
    """Two days for one thing by two holders: the same verb, or claims that are surely of one thing."""
    one, other = sighted[a.claim], sighted[b.claim]
    if len(one.days) != 1 or len(other.days) != 1 or one.days == other.days:
        return
    same_verb = one.event is not None and other.event is not None and one.event.predicate == other.event.predicate
    if same_verb or likeness(one, other) >= MOST_SURELY:
        days = (next(iter(s.days)) for s in (one, other))
        yield Conflict(ConflictKind.DATE, (a.claim, b.claim), "; ".join(f"{_name(p)}: {day}" for p, day in zip((a, b), days, strict=True)))


def _places(a: Position, b: Position, sighted: Mapping[ClaimId, Sighting]) -> Iterator[Conflict]:
    """Two places for one thing by two holders, told with the same verb."""
    one, other = sighted[a.claim], sighted[b.claim]
    same_verb = one.event is not None and other.event is not None and one.event.predicate == other.event.predicate
    if same_verb and one.places and other.places and one.places.isdisjoint(other.places):
        places = (", ".join(sorted(s.places)) for s in (one, other))
        yield Conflict(
            ConflictKind.PLACE, (a.claim, b.claim), "; ".join(f"{_name(p)}: {told}" for p, told in zip((a, b), places, strict=True))
        )


def _with_itself(held: Sequence[Position]) -> Iterator[Conflict]:
    """One body that asserts and denies on one day, with no change in between."""
    for a, b in combinations(held, 2):
        kinds = {a.position, b.position}
        same = a.body == b.body and a.date == b.date and a.document != b.document
        if same and kinds == {PositionKind.ASSERTS, PositionKind.DENIES}:
            yield Conflict(ConflictKind.SELF_CONTRADICTION, (a.claim, b.claim), f"{_name(a)} both asserts and denies on {a.date}")


def _name(position: Position) -> str:
    return position.holder or position.body or holder_of(position)

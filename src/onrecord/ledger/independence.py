"""How many really say so: origins, not outlets, each with its reason."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from onrecord.ledger.positions import FIRM, holder_of, last_positions
from onrecord.ledger.tables import folded
from onrecord.records import Independence, Origin, Position, PositionKind

VAGUE = frozenset("a an the of in at for from with by who two three several some senior former another top and its his her".split())
OFFICES = frozenset("official officer source diplomat person people employee adviser aide minister member".split())  # too many hold one


def independence_of(found: Sequence[Position]) -> Independence:
    """The independent origins of those who say it is so, and of those who say it is not."""
    last = last_positions(found)
    sides: dict[bool, dict[str, list[Position]]] = {True: defaultdict(list), False: defaultdict(list)}
    told = {p.document for p in found if p.statement is not None and p.position in FIRM and p.holder is not None}
    for position in found:
        if position.holder is None:
            continue  # who is not known cannot be counted
        if position.statement is None and position.document in told and holder_of(position) == folded(position.publisher):
            continue  # a report that lays it to others tells it again in its own words
        end = last[holder_of(position)].position
        if end in FIRM and position.position in FIRM:
            sides[True][holder_of(position)].append(position)
        elif end is PositionKind.DENIES and position.position is PositionKind.DENIES:
            sides[False][holder_of(position)].append(position)
    return Independence(_origins(sides[True]), _origins(sides[False]))


def _origins(side: dict[str, list[Position]]) -> tuple[Origin, ...]:
    """One origin a holder; a publisher whose words are all copied is none of its own."""
    found: list[Origin] = []
    unnamed: list[tuple[str, Position]] = []
    for held in side.values():
        if all(p.statement is None and p.copied_from for p in held):
            continue
        first = held[0]
        name = first.holder or first.body or "unnamed"
        perhaps = next((other for other, said in unnamed if _may_be_one(said, first)), None) if first.anonymous else None
        if first.anonymous:
            unnamed.append((name, first))
        found.append(Origin(name, tuple(p.claim for p in held), _reason(held), perhaps))
    return tuple(found)


def _may_be_one(a: Position, b: Position) -> bool:
    """Whether two unnamed may be one: of two reports, and described alike ("a ministry official", "an official of the ministry")."""
    one, other = (frozenset(w for w in re.findall(r"[\w-]+", (p.body or "").casefold()) if w not in VAGUE) for p in (a, b))
    one, other = (frozenset(w.removesuffix("s") for w in words) for words in (one, other))
    return a.document != b.document and bool(one & other) and not (one - other and other - one and one & other <= OFFICES)


def _reason(held: Sequence[Position]) -> str:
    """Why these claims are one origin, for people."""
    outlets = list(dict.fromkeys(p.publisher for p in held if p.publisher))
    copies = sum(p.copied_from is not None for p in held)
    bodies = list(dict.fromkeys(p.body for p in held if p.body))
    parts = [
        "the publisher’s own report" if all(p.statement is None for p in held) else f"said by {', '.join(bodies[:3]) or 'somebody unnamed'}"
    ]
    if len(outlets) > 1:
        parts.append(f"printed by {len(outlets)} outlets: {', '.join(outlets[:4])}")
    if copies:
        parts.append(f"{f'{copies} of {len(held)} ' if copies < len(held) else ''}reprinted from another report")
    if all(p.anonymous for p in held):
        parts.append("no name is given")
    return "; ".join(parts)

"""Who holds each claim of a matter: what one report tells of a speaker holds for the same speaker in the others."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.ledger.bodies import FIRMS
from onrecord.ledger.joins import likeness
from onrecord.ledger.parties import Party, named
from onrecord.ledger.sightings import Sighting
from onrecord.ledger.tables import folded
from onrecord.records import ClaimId, PositionKind

ASSERTING = frozenset({PositionKind.ASSERTS, PositionKind.ADMITS, PositionKind.PROBABLE, PositionKind.POSSIBLE})
SHORTEST = 3  # letters of a surname that tells people apart
MOST_NAMED = 0.25  # share of the others' claims that name a person from which the matter is about him and he speaks for himself
GENERIC = re.compile(rf"(?:{FIRMS})(?:\schief|\sboss)?")  # whichever firm the report is about


@dataclass(frozen=True)
class Person:
    """Somebody who holds claims: all his names, and whom he speaks for."""

    names: frozenset[str]
    party: Party
    called: str

    @property
    def is_own(self) -> bool:
        """Whether he is only known to speak for himself."""
        return not self.party.country and bool(self.names & set(self.party.key.split()))


def in_time(found: Iterable[Sighting]) -> list[Sighting]:
    """Sightings as they were said: by day, then by when they were printed and where they stand."""
    return sorted(found, key=lambda s: (s.day or s.printed or "9999", s.printed or "9999", s.document, s.start, s.end, s.claim))


def parties(found: Sequence[Sighting], around: Sequence[Sighting] = ()) -> dict[ClaimId, Party | None]:
    """The party of each claim; a person whom one report places is placed in all ("Kruk" after "Alena Kruk, a spokeswoman for Belarus").

    A name that ends another is the same one's ("Kennedy" after "John F. Kennedy"), within one matter. Whom the matter is about speaks for
    himself, unless he speaks for a state. `around`: claims beside the matter's own that tell whom somebody speaks for.
    """
    known = in_time({s.claim: s for s in (*around, *found)}.values())
    people, firm = _people(known), _firm(known)
    told = {s.claim: _placed(s, people, firm) for s in found}
    for s in found:
        if _is_name(s) and (party := told[s.claim]) and not party.country and _is_about(s, found, told):
            told[s.claim] = _himself(s, people)
    return told | {s.claim: party for s in found if (party := _summed_up(s, found, told))}


def is_own_voice(s: Sighting) -> bool:
    """Whether a claim is the outlet's, and not what it tells of somebody."""
    return s.statement is None and s.body == s.publisher


def _people(found: Iterable[Sighting]) -> dict[str, list[Person]]:
    """People by surname, first those of whom it is sure whom they speak for."""
    people: dict[str, list[Person]] = defaultdict(list)
    for s in found:
        if s.party is not None and _is_name(s):
            people[_surname(s.body)].append(Person(frozenset((folded(s.body) or "").split()), s.party, s.body or ""))
    for known in people.values():
        counts = Counter(person.party.key for person in known)
        known.sort(key=lambda p: (not p.party.placed, p.is_own, -counts[p.party.key], p.party.key, -len(p.names), p.called))
    return people


def _firm(found: Iterable[Sighting]) -> Party | None:
    """The body that speaks most often, for "the company" of a report that names none."""
    bodies = Counter(
        s.party for s in found if s.party and s.party.placed and not s.party.country and s.party.name[:1].isupper() and _is_name(s)
    )
    return min(bodies, key=lambda party: (-bodies[party], party.key), default=None)


def _placed(s: Sighting, people: Mapping[str, list[Person]], firm: Party | None) -> Party | None:
    """A claim's party, by what all claims say of a holder of this name."""
    if s.party and not s.party.placed and s.statement is not None and firm and GENERIC.fullmatch(s.party.key):
        return firm
    if s.party is None or s.party.placed or not _is_name(s):
        return s.party
    names = set((folded(s.body) or "").split())
    same = [p for p in people[_surname(s.body)] if names <= p.names or p.names <= names]
    surest = next((p for p in same if not p.is_own and not GENERIC.fullmatch(p.party.key)), None)
    if surest:
        return surest.party
    fullest = max(same, key=lambda p: len(p.party.key.split()), default=None)
    if fullest and fullest.party.key.endswith(s.party.key):
        return fullest.party
    return firm if firm and GENERIC.fullmatch(s.party.key) else s.party


def _is_about(s: Sighting, found: Sequence[Sighting], told: Mapping[ClaimId, Party | None]) -> bool:
    """Whether a matter is about the one who speaks: others name him in what they say."""
    surname, party = _surname(s.body), told[s.claim]
    others = {
        o.quote: surname in {w for name in o.names | o.actors for w in name.split()}
        for o in found
        if o.statement and told[o.claim] != party and o.body != s.body
    }
    return any(others.values()) and sum(others.values()) >= MOST_NAMED * len(others)


def _himself(s: Sighting, people: Mapping[str, list[Person]]) -> Party:
    """Somebody as a party of his own, by the fullest name that he has anywhere."""
    names = frozenset((folded(s.body) or "").split())
    same = [p for p in people[_surname(s.body)] if names <= p.names or p.names <= names]
    fullest = max(same, key=lambda p: (len(p.names), p.called), default=None)
    return named(fullest.called if fullest and len(fullest.names) > len(names) else s.body or "")


def _summed_up(s: Sighting, found: Sequence[Sighting], told: Mapping[ClaimId, Party | None]) -> Party | None:
    """Whose claim a headline sums up: the one most like it of those that its report lays to somebody."""
    if s.paragraph or not (is_own_voice(s) or _is_described(s, told[s.claim])):
        return None
    inside = [o for o in in_time(found) if o.document == s.document and o.paragraph and o.statement is not None and o.position in ASSERTING]
    if s.statement is not None:
        inside = [
            o for o in in_time(found) if o.document == s.document and o.paragraph and o.statement is not None and o.position == s.position
        ]
    alike = max((o for o in inside if told[o.claim]), key=lambda o: likeness(o, s), default=None)
    return told[alike.claim] if alike else None


def _is_described(s: Sighting, party: Party | None) -> bool:
    """Whether a headline says only what its speaker is ("Builder", "miners’ leader"), not who."""
    if party is None:
        return True
    return (
        not party.placed and s.body is not None and (party.key == folded(s.body)) and not re.search(r"\s[^\W\d_a-z]|^[A-ZÀ-Þ]{2}", s.body)
    )


def _is_name(s: Sighting) -> bool:
    return s.body is not None and not s.anonymous and not is_own_voice(s) and len(_surname(s.body)) >= SHORTEST


def _surname(body: str | None) -> str:
    words = (folded(body) or body or "").split()
    return words[-1] if words else ""

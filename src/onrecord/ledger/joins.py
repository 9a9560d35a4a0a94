"""Whether two claims are about the same proposition, and why: a logistic model of what the two have in common, and what forbids it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.ledger.join_weights import BIAS, WEIGHTS
from onrecord.ledger.sightings import Sighting, day_of
from onrecord.records import PositionKind

FEATURES = (
    "meaning",
    "words",
    "words of the shorter",
    "names",
    "the same frame",
    "the same verb",
    "who acts",
    "to whom",
    "one denies",
    "one report",
    "near in it",
    "one party",
    "one answers the other",
    "one goes on with the other",
    "headlines",
    "denials",
    "quotations",
    "length of the shorter",
)  # in the order of join_weights.WEIGHTS
SHARED = FEATURES[:-4]  # what two claims have in common, or not; the rest is how such claims are in general
REPLIES = frozenset({PositionKind.DENIES, PositionKind.ADMITS, PositionKind.WITHDRAWS})
SAID = frozenset({PositionKind.ASSERTS, PositionKind.PROBABLE, PositionKind.POSSIBLE})
JOINED = 0.0  # log-odds from which two claims are held to be of one matter
FAR_APART = 45  # days between two dated events that cannot be one; less may be a conflict of dates
NEAR_IN_TIME = 30  # days between two reports of one affair, mostly
LONG = 6  # stems from which words are as long as need be
FARTHEST = 6  # paragraphs from which nearness counts for nothing


@dataclass(frozen=True)
class Comparison:
    """How two claims compare: the log-odds of being about one matter, or why they cannot be; and the grounds in words."""

    score: float
    veto: str | None
    grounds: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether they are of one matter."""
        return self.veto is None and self.score >= JOINED


def compare(a: Sighting, b: Sighting) -> Comparison:
    """Compares two claims; the same whichever comes first."""
    values = features(a, b)
    grounds = tuple(name if value >= 1 else f"{name} {value:.0%}" for name, value in zip(SHARED, values, strict=False) if value)
    return Comparison(_log_odds(values), veto(a, b), grounds)


def likeness(a: Sighting, b: Sighting) -> float:
    """The score of `compare` alone, for where very many are compared."""
    return _log_odds(features(a, b))


def features(a: Sighting, b: Sighting) -> tuple[float, ...]:
    """What the likeness of two claims is judged by (FEATURES); shared words stand for a meaning not known."""
    words = _shared(a.stems, b.stems)
    meaning = max(0.0, float(a.vector @ b.vector)) if len(a.vector) and len(b.vector) else words
    x, y = a.event, b.event
    return (
        meaning,
        words,
        _contained(a.stems, b.stems),
        _shared(a.names, b.names),
        float(x is not None and y is not None and x.frame is not None and x.frame == y.frame),
        float(x is not None and y is not None and x.predicate == y.predicate),
        float(not a.actors.isdisjoint(b.actors)),
        float(not a.recipients.isdisjoint(b.recipients)),
        float((a.position is PositionKind.DENIES) != (b.position is PositionKind.DENIES)),
        *_of_place(a, b),
        float((a.paragraph == 0) + (b.paragraph == 0)) * (a.document == b.document or not other_names(a, b)),
        float((a.position is PositionKind.DENIES) + (b.position is PositionKind.DENIES)),
        float(a.quoted + b.quoted),
        min(len(a.stems), len(b.stems), LONG) / LONG,
    )


def _of_place(a: Sighting, b: Sighting) -> tuple[float, ...]:
    """Where two claims stand to each other: in one report, how near, by one party, as answer or as the next thing said."""
    one_party = a.party is not None and b.party is not None and a.party.key == b.party.key
    if a.document != b.document:
        return 0.0, 0.0, float(one_party), 0.0, 0.0
    first, second = (a, b) if (a.start, a.end, a.claim) <= (b.start, b.end, b.claim) else (b, a)
    apart = second.paragraph - first.paragraph
    stated = first.statement is not None and second.statement is not None and second.position in REPLIES
    answers = stated and apart == 0 and not one_party and first.position in SAID
    goes_on = stated and apart <= 1 and one_party and first.position in REPLIES
    return 1.0, float(max(0, FARTHEST - abs(apart))), float(one_party), float(answers), float(goes_on)


def _log_odds(values: Sequence[float]) -> float:
    return sum(w * v for w, v in zip(WEIGHTS, values, strict=True)) + BIAS


def veto(a: Sighting, b: Sighting) -> str | None:
    """Why two claims cannot be of one matter, however alike their words; None when they can."""
    if turned(a, b):
        return "the parties have each other's roles"
    if a.actors & b.actors and _others(a.recipients, b.recipients):
        return f"other recipients: {_names(a.recipients)} and {_names(b.recipients)}"
    if _others(a.actors, b.actors) and _others(a.recipients, b.recipients):
        return f"other parties: {_names(a.actors | a.recipients)} and {_names(b.actors | b.recipients)}"
    if a.places and b.places and not a.places & b.places:
        return f"other places: {_names(a.places)} and {_names(b.places)}"
    if a.years and b.years and not a.years & b.years:
        return f"other years: {_names(a.years)} and {_names(b.years)}"
    apart = days_apart(a, b)
    if apart is not None and apart > FAR_APART:
        return f"{apart} days apart"
    return None


def other_names(a: Sighting, b: Sighting) -> bool:
    """Whether both name somebody or something, and none what the other names."""
    return bool(a.names and b.names and a.names.isdisjoint(b.names))


def turned(a: Sighting, b: Sighting) -> bool:
    """Whether the same two parties have each other's roles in two claims."""
    return bool(a.actors & b.recipients and b.actors & a.recipients and not a.actors & b.actors)


def days_apart(a: Sighting, b: Sighting) -> int | None:
    """Days between the events of two claims; None where a day is not known."""
    days = [day_of(s.event.date) for s in (a, b) if s.event]
    if len(days) < 2 or any(d is None or len(d) < 10 for d in days):
        return None
    first, second = (date.fromisoformat(d) for d in days if d)
    return abs((first - second).days)


def printed_near(a: Sighting, b: Sighting) -> bool:
    """Whether two claims were printed within some weeks of each other, or in one report."""
    if a.document == b.document:
        return True
    days = [s.printed for s in (a, b) if s.printed and len(s.printed) >= len("2031-05-03")]
    if len(days) < 2:
        return False
    first, second = (date.fromisoformat(day[:10]) for day in days)
    return abs((first - second).days) <= NEAR_IN_TIME


def _resolved(*groups: frozenset[str]) -> bool:
    """Whether countries are meant, which have one name each; other names may have two."""
    return all(len(name) == 3 and name.isupper() for group in groups for name in group)


def _others(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether both name countries, and none the other's."""
    return bool(a and b and not a & b and _resolved(a, b))


def _shared(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


def _contained(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _names(names: Sequence[str] | frozenset[str]) -> str:
    return ", ".join(sorted(names))

"""Whether two claims are about the same proposition, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from onrecord.ledger.sightings import Sighting, day_of

FEATURES = ("meaning", "words", "words of the shorter", "names", "names of the shorter", "same frame", "other frame", "same numbers", "party is actor")
WEIGHTS = np.array([9.0, 2.0, 1.5, 0.5, 0.7, 0.5, -0.3, 0.4, 0.3], dtype=np.float32)
BIAS = -7.0
JOINED = 0.0  # log-odds from which two claims are held to be of one matter
FAR_APART = 45  # days between two dated events that cannot be one; less may be a conflict of dates


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
    grounds = tuple(f"{name} {value:.2f}" for name, value in zip(FEATURES, values.tolist(), strict=True) if value)
    return Comparison(float(values @ WEIGHTS + BIAS), veto(a, b), grounds)


def features(a: Sighting, b: Sighting) -> NDArray[np.float32]:
    """What the likeness of two claims is judged by (FEATURES), each between 0 and 1."""
    frames = {s.event.frame for s in (a, b) if s.event} - {None}
    both = all(s.event and s.event.frame for s in (a, b))
    party = any(one.party and one.party.key in other.actors | other.recipients for one, other in ((a, b), (b, a)))
    numbers = [s.event.quantity.value for s in (a, b) if s.event and s.event.quantity and s.event.quantity.value is not None]
    return np.array(
        [
            max(0.0, float(a.vector @ b.vector)),
            _shared(a.stems, b.stems),
            _contained(a.stems, b.stems),
            _shared(a.names, b.names),
            _contained(a.names, b.names),
            both and len(frames) == 1,
            both and len(frames) == 2,
            len(numbers) == 2 and numbers[0] == numbers[1],
            party,
        ],
        dtype=np.float32,
    )


def veto(a: Sighting, b: Sighting) -> str | None:
    """Why two claims cannot be of one matter, however alike their words; None when they can."""
    if a.actors & b.recipients and b.actors & a.recipients and not a.actors & b.actors:
        return "the parties have each other's roles"
    if a.actors & b.actors and a.recipients and b.recipients and not a.recipients & b.recipients and _resolved(a.recipients, b.recipients):
        return f"other recipients: {_names(a.recipients)} and {_names(b.recipients)}"
    if a.places and b.places and not a.places & b.places:
        return f"other places: {_names(a.places)} and {_names(b.places)}"
    if a.years and b.years and not a.years & b.years:
        return f"other years: {_names(a.years)} and {_names(b.years)}"
    apart = days_apart(a, b)
    if apart is not None and apart > FAR_APART:
        return f"{apart} days apart"
    return None


def days_apart(a: Sighting, b: Sighting) -> int | None:
    """Days between the events of two claims; None where a day is not known."""
    days = [day_of(s.event.date) for s in (a, b) if s.event]
    if len(days) < 2 or any(d is None or len(d) < 10 for d in days):
        return None
    first, second = (date.fromisoformat(d) for d in days if d)
    return abs((first - second).days)


def _resolved(*groups: frozenset[str]) -> bool:
    """Whether countries are meant, which have one name each; other names may have two."""
    return all(len(name) == 3 and name.isupper() for group in groups for name in group)


def _shared(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


def _contained(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _names(names: Sequence[str] | frozenset[str]) -> str:
    return ", ".join(sorted(names))

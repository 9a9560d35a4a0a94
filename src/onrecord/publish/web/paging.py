"""Long lists in portions: each portion names the place where the next one begins."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Generic, TypeVar

from fastapi import Query

from onrecord.publish.web.problems import ProblemError
from onrecord.records import Reading

Entry = TypeVar("Entry")
MOST = 200  # of anything in one portion
DEEPEST = 10_000  # statements that can be paged through in the order of relevance; filters lead further

Cursor = Annotated[str, Query(max_length=200, pattern=r"^[\w-]*$", description="`next` of the portion before; empty for the first")]
Limit = Annotated[int, Query(ge=1, le=MOST, description="how many at most")]


@dataclass(frozen=True)
class Portion(Generic[Entry]):
    """Some of a list, and the cursor of what follows, if anything does."""

    entries: Sequence[Entry]
    next: str | None


def encode(*place: str | int) -> str:
    """A cursor for a place in a list."""
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def decode(cursor: str) -> tuple[str, int]:
    """The place in a cursor: an id and a number; ProblemError (400) for what is no cursor."""
    if not cursor:
        return "", 0
    try:
        name, number = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (ValueError, TypeError, binascii.Error):
        raise ProblemError(400, "this cursor was not made here; begin without one") from None
    if not isinstance(name, str) or not isinstance(number, int) or not 0 <= number <= 10**12:
        raise ProblemError(400, "this cursor was not made here; begin without one")
    return name, number


def by_offset(ask: Callable[[int, int], Sequence[Entry]], cursor: str, limit: int) -> Portion[Entry]:
    """A portion of a list that can be asked from the n-th entry on: `ask(limit, skip)`."""
    _, skip = decode(cursor)
    if skip > DEEPEST:
        raise ProblemError(400, f"only the first {DEEPEST} are listed; narrow the search, by dates for instance")
    found = ask(limit + 1, skip)
    return Portion(found[:limit], encode("", skip + limit) if len(found) > limit else None)


def by_document(
    readings: Callable[[str], Iterable[Reading]], pick: Callable[[Reading], Sequence[Entry]], cursor: str, limit: int
) -> Portion[Entry]:
    """A portion of what all readings hold, in the order of documents: `readings(id)` are those after an id."""
    before, skip = decode(cursor)

    def rest() -> Iterator[tuple[str, int, Entry]]:
        last, done = before, skip
        for reading in readings(before):
            entries = pick(reading)
            for number in range(done, len(entries)):
                yield last, number, entries[number]
            last, done = reading.document.id, 0

    found = list(islice(rest(), limit + 1))
    more = found[limit:]
    return Portion([entry for _, _, entry in found[:limit]], encode(more[0][0], more[0][1]) if more else None)

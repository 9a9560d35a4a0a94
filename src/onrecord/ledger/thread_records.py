"""What the ledger gives out about threads: a line of a list, why two claims are joined, and what is known of an actor."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.records import Change, Position, ThreadId, ThreadStatus

BY_DISPUTE = (ThreadStatus.CONTESTED, ThreadStatus.DENIED, ThreadStatus.WITHDRAWN, ThreadStatus.CONFIRMED, ThreadStatus.UNCONTESTED)


class ThreadOrder(StrEnum):
    """By what threads are sorted; where that does not tell, the newest movement comes first."""

    CONTESTED = "contested"
    LATEST = "latest"
    SOURCES = "sources"
    REPORTS = "reports"
    CONFLICTS = "conflicts"
    TITLE = "title"


@dataclass(frozen=True)
class ThreadLine:
    """A thread as a list shows it: how it stands, how much there is of it, who takes part, its first and last day (ISO dates)."""

    id: ThreadId
    title: str
    status: ThreadStatus
    independent_sources: int
    documents: int
    claims: int
    holders: tuple[str, ...]
    first: str | None
    last: str | None
    conflicts: int


@dataclass(frozen=True)
class Explanation:
    """Why two claims are, or are not, in one thread; `thread` is the one that both are in."""

    together: bool
    thread: ThreadId | None
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Dossier:
    """One actor over the whole ledger.

    `positions` are (thread, its title, position) from the first to the last; `accuses` and `accused_by` are
    names with how many claims say so. All that is of the `shown` threads that moved last, of `threads` in all.
    """

    name: str
    country: str | None
    statements: int
    positions: tuple[tuple[ThreadId, str, Position], ...]
    changes: tuple[Change, ...]
    accuses: tuple[tuple[str, int], ...]
    accused_by: tuple[tuple[str, int], ...]
    threads: int = 0
    shown: int = 0

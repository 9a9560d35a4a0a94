"""What the pages ask of a ledger about threads."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.ledger import Ledger
from onrecord.records import Thread, ThreadId, ThreadStatus


@dataclass(frozen=True)
class ThreadLine:
    """A thread in a list."""

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


class ThreadLedger(Ledger):
    """A ledger that knows of no threads."""

    def threads(
        self,
        query: str | None = None,
        *,
        about: str | None = None,
        status: ThreadStatus | None = None,
        since: str | None = None,
        limit: int = 50,
        after: ThreadId | None = None,
    ) -> list[ThreadLine]:
        """None."""
        del query, about, status, since, limit, after
        return []

    def thread(self, identity: str) -> Thread | None:
        """None."""
        del identity
        return None

    def thread_of(self, claim_or_statement: str) -> ThreadId | None:
        """None."""
        del claim_or_statement
        return None

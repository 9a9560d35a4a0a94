"""What the pages ask of a ledger about threads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from onrecord.ledger import Ledger, Provenance
from onrecord.ledger.thread_records import Dossier, Explanation, ThreadLine
from onrecord.records import Copy, Thread, ThreadId, ThreadStatus

__all__ = ["Decision", "DecisionKind", "Dossier", "Explanation", "ThreadLedger", "ThreadLine"]


class DecisionKind(StrEnum):
    """What a person decides about the ledger."""

    SPEAKER = "speaker"
    ACT = "act"
    POSITION = "position"
    REJECT = "reject"
    JOIN = "join"
    PART = "part"
    UNDO = "undo"


@dataclass(frozen=True)
class Decision:
    """A correction, a join or a parting by a named person, kept for good."""

    kind: DecisionKind
    subject: str
    other: str | None
    value: str | None
    by: str
    why: str
    at: str


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

    def whole_threads(self) -> Iterator[Thread]:
        """None."""
        return iter(())

    def explain(self, a: str, b: str) -> Explanation:
        """Never together."""
        del a, b
        return Explanation(together=False, thread=None, reasons=())

    def actor(self, name: str) -> Dossier | None:
        """None."""
        del name
        return None

    def decide(self, decision: Decision, provenance: Provenance) -> None:
        """Keeps nothing."""
        del decision, provenance

    def decisions(self, subject: str | None = None) -> list[Decision]:
        """None."""
        del subject
        return []

    def copies(self) -> Iterator[Copy]:
        """None."""
        return iter(())

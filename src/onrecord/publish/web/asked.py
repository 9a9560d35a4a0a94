"""What the pages of threads ask of a ledger, beyond statements and reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from onrecord.ledger import Provenance
from onrecord.publish.web.pending import ThreadLine
from onrecord.records import Change, Position, Thread, ThreadId, ThreadStatus


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


@dataclass(frozen=True)
class Explanation:
    """Why two claims are, or are not, in one thread."""

    together: bool
    thread: ThreadId | None
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Dossier:
    """What is known of an actor over all threads."""

    name: str
    country: str | None
    statements: int
    positions: tuple[tuple[ThreadId, str, Position], ...]
    changes: tuple[Change, ...]
    accuses: tuple[tuple[str, int], ...]
    accused_by: tuple[tuple[str, int], ...]


class Threads(Protocol):
    """A ledger of threads."""

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
        """Threads, the newest movement first."""

    def thread(self, identity: str) -> Thread | None:
        """One thread."""

    def whole_threads(self) -> Iterator[Thread]:
        """Every thread."""

    def explain(self, a: str, b: str) -> Explanation:
        """Why two claims are, or are not, in one thread."""

    def actor(self, name: str) -> Dossier | None:
        """One actor."""

    def decide(self, decision: Decision, provenance: Provenance) -> None:
        """Keeps a decision."""

    def decisions(self, subject: str | None = None) -> list[Decision]:
        """Decisions, the first one first."""

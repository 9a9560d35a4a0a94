"""What a place must offer where a ledger can be kept; `sqlite.File` and `postgres.Server` are the two there are."""

from __future__ import annotations

from typing import Protocol

from sqlalchemy import Engine

from onrecord.errors import LedgerError

HELD = "is held by another program. Wait until that has finished and run the command again"
INDEX_DAMAGED = "the search index is damaged: searches may miss statements"
VERIFY = "`onrecord verify` lists damage"


class DamagedLedgerError(LedgerError):
    """A ledger that cannot be used as what it is kept in is damaged."""


class Place(Protocol):
    """Where a ledger is kept. Its text is what messages call it, and holds no password."""

    @property
    def other(self) -> str:
        """What to do when something else is kept there."""

    def require(self, *, create: bool) -> bool:
        """Sees to it that there is something to connect to, LedgerError when there is not; whether it may be written to."""

    def connect(self, wait: float) -> Engine:
        """Whose transactions read one state of the ledger, or hold the write lock from their start; they wait for it so many seconds."""

    def settle(self, engine: Engine) -> None:
        """Does what is left to do before a ledger is written to; LedgerError when that is not allowed."""

    def scrub(self, engine: Engine) -> None:
        """Sees to it, after a takedown, that nothing of what was deleted is left in files of the database, as far as its user can."""

    def search_fault(self, engine: Engine) -> str | None:
        """Whether the search index disagrees with itself."""

    def explanation(self, error: BaseException | None) -> LedgerError:
        """A database error in plain words: what is wrong with this place, and the next step."""

"""The ledger: what was read, kept for good, searched and checked."""

from onrecord.ledger.entries import (
    Appended,
    Counts,
    Damage,
    Decision,
    DecisionKind,
    Forgotten,
    Hit,
    Kind,
    Provenance,
    Revision,
)
from onrecord.ledger.store import Ledger
from onrecord.ledger.thread_records import Dossier, Explanation, ThreadLine, ThreadOrder
from onrecord.ledger.threads import Embedder

__all__ = [
    "Appended", "Counts", "Damage", "Decision", "DecisionKind", "Dossier", "Embedder", "Explanation", "Forgotten", "Hit", "Kind",
    "Ledger", "Provenance", "Revision", "ThreadLine", "ThreadOrder",
]  # fmt: skip

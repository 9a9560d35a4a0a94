"""The ledger: what was read, kept for good, searched and checked."""

from onrecord.ledger.entries import Appended, Counts, Damage, Hit, Kind, Provenance, Revision
from onrecord.ledger.store import Ledger

__all__ = ["Appended", "Counts", "Damage", "Hit", "Kind", "Ledger", "Provenance", "Revision"]

"""Where the record and what is derived from it meet: readings as people have corrected them, copies, threads."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from onrecord.ledger import corrections
from onrecord.ledger.copies import CopyIndex
from onrecord.ledger.entries import Decision, DecisionKind
from onrecord.ledger.threads import Embedder, Seen, Threads
from onrecord.records import ClaimId, DocumentId, PositionKind, Reading, Wording


class _NoMeaning:
    """Knows nothing of what words mean."""

    cells: NDArray[np.float32] = np.zeros((0, 0), dtype=np.float32)

    def __call__(self, wordings: Sequence[Wording]) -> NDArray[np.float32]:
        return np.zeros((len(wordings), 0), dtype=np.float32)


NO_MEANING = _NoMeaning()
COPIES = CopyIndex()


def threads(embedder: Embedder) -> Threads:
    """What keeps the threads of a ledger up to date."""
    return Threads(embedder, COPIES.all_copied_spans, corrections.pairs)


def read(connection: Connection, kept: Threads, readings: Sequence[Reading]) -> None:
    """Takes in readings that are new or have changed, or about which something was decided."""
    if not readings:
        return
    later: set[DocumentId] = set()
    for reading in readings:
        later |= COPIES.later(connection, reading.document.id)  # by what it was known as before, and by what it is now
        COPIES.add(connection, reading.document)
        later |= COPIES.later(connection, reading.document.id)
    kept.follow(connection, [_seen(connection, reading) for reading in readings], later=later)


def forget(connection: Connection, kept: Threads, document: DocumentId) -> None:
    """Lets go of a document."""
    later = COPIES.later(connection, document)
    COPIES.remove(connection, document)
    kept.follow(connection, [], [document], later)


def as_corrected(connection: Connection, reading: Reading) -> Reading:
    """A reading with what people have decided about it."""
    return corrections.corrected(reading, corrections.about(connection, corrections.ids_of(reading)))


def _seen(connection: Connection, reading: Reading) -> Seen:
    made = corrections.about(connection, corrections.ids_of(reading))
    positions: dict[ClaimId, PositionKind] = {}
    notes: dict[ClaimId, str] = {}
    for claim in reading.claims if made else ():
        mine = [d for d in made if d.subject in (claim.id, claim.statement)]
        note = corrections.note_of(mine)
        if note:
            notes[claim.id] = note
        for decision in mine:
            if decision.kind is DecisionKind.POSITION:
                positions[claim.id] = _position(decision)
    return Seen(corrections.corrected(reading, made), positions, notes)


def _position(decision: Decision) -> PositionKind:
    return PositionKind(decision.value or "")

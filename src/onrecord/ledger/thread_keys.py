"""Where the like of a claim is looked for: the regions of meaning that it is in, each with a name that it has."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.ledger.sightings import Sighting, names_of

NEAREST = 3  # regions a claim is filed under; two wordings of one matter share one of three far more often than the first
FEW_NAMES = 2  # claims with fewer are filed under the names of their report's title too
MOST_NAMES = 6


def keys_of(sighting: Sighting, title: str, cells: NDArray[np.float32]) -> list[int]:
    """The keys of a claim, 64-bit numbers that are the same on every machine."""
    own = set(sighting.names) | ({sighting.party.key} if sighting.party else set())
    if len(sighting.names) < FEW_NAMES:
        own |= names_of(f"— {title}")
    names = sorted(own)[:MOST_NAMES] or [""]
    return sorted({_hash(f"{cell}\n{name}") for cell in nearest(sighting.vector, cells) for name in names})


def nearest(vector: NDArray[np.float32], cells: NDArray[np.float32]) -> Sequence[int]:
    """The regions whose middles are nearest to a vector."""
    if not len(cells):
        return [0]
    order = np.argsort(-(cells @ vector), kind="stable")[:NEAREST]
    return [int(cell) for cell in order]


def packed(vector: NDArray[np.float32]) -> bytes:
    """A vector as it is kept: a byte a number."""
    return np.round(vector * 127).astype(np.int8).tobytes()


def unpacked(kept: bytes) -> NDArray[np.float32]:
    """A kept vector, of length one again; nothing where none was kept."""
    vector = np.frombuffer(kept, dtype=np.int8).astype(np.float32)
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector


def _hash(words: str) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)

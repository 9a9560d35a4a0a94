"""Where the like of a claim is looked for: the regions of meaning that it is in, each with a name that it has."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.ledger.sightings import NAME, Sighting, names_of
from onrecord.records import Document

NEAREST = 6  # regions a claim is filed under; of the links between reports of one story, 0.82 share a key with six, 0.66 with three
NAMES = 4  # of a report's story; with three, 0.70
IN_TITLE = 2  # a name of the headline counts this much more
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december".split()
)


def story_of(document: Document) -> list[str]:
    """The names that a report is about: those that it says most often, and in its headline."""
    counts = Counter(name for word in NAME.findall(document.text) for name in names_of(f"— {word}"))
    for name in names_of(f"— {document.title or ''}"):
        counts[name] += IN_TITLE
    known = [(-count, name) for name, count in counts.items() if name not in CALENDAR]
    return [name for _, name in sorted(known)[:NAMES]]


def keys_of(sighting: Sighting, story: Sequence[str], cells: NDArray[np.float32]) -> list[int]:
    """The keys of a claim, 64-bit numbers that are the same on every machine: each region with each name of the report's story."""
    return sorted({_hash(f"{cell}\n{name}") for cell in nearest(sighting.vector, cells) for name in story or [""]})


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

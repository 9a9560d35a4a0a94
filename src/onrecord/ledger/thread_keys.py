"""By what reports and claims are found again: numbers that are the same on every machine."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from onrecord.ledger.sightings import NAME, Sighting, names_of
from onrecord.ledger.tables import folded
from onrecord.records import Document

NAMES = 6  # of a report's story: each is a key, and so is each two of them, which are rarer
IN_TITLE = 2  # a name of the headline counts this much more
REGIONS = 2  # of meaning that a report as a whole lies in: what names nobody is found by these
MOST_KEYS = NAMES + NAMES * (NAMES - 1) // 2 + REGIONS
STEM_BITS = 256  # stems of a claim as a row of bits; two of its dozen stems seldom share one
TAIL = 41  # bits of a rank below those of the day; 63 in all, what a signed column of a database holds
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december".split()
)


def report_keys(document: Document, vectors: NDArray[np.float32], regions: NDArray[np.float32]) -> list[int]:
    """The keys of a report: the names that it is about, alone and two by two, and the regions of meaning that its claims lie in."""
    story = sorted(story_of(document))
    keys = {_hash("\n".join(names)) for size in (1, 2) for names in combinations(story, size)}
    if len(regions) and len(vectors):
        order = np.argsort(-(regions @ vectors.sum(axis=0)), kind="stable")
        keys |= {_hash(f"region\n{region}") for region in order[:REGIONS]}
    return sorted(keys or {_hash("")})


def story_of(document: Document) -> list[str]:
    """The names that a report is about: those that it says most often, and in its headline."""
    counts = Counter(name for word in NAME.findall(document.text) for name in _as_name(word))
    for word in NAME.findall(f"— {document.title or ''}"):
        for name in _as_name(word):
            counts[name] += IN_TITLE
    known = [(-count, name) for name, count in counts.items() if name not in CALENDAR]
    return [name for _, name in sorted(known)[:NAMES]]


@lru_cache(maxsize=50_000)
def _as_name(word: str) -> frozenset[str]:
    return names_of(f"— {word}")


def rank(day: str | None, identity: str) -> int:
    """A number for something printed on a day: later days have higher ones. What has no date comes before all."""
    tail = _hash(identity) & ((1 << 63) - 1)
    try:
        return (date.fromisoformat((day or "")[:10]).toordinal() << TAIL) | (tail >> (63 - TAIL))
    except ValueError:
        return -tail - 1


def saying_of(s: Sighting, *, apart: bool) -> int:
    """The saying that a claim is: the same words of one party about the same, in one month, in however many reports.

    `apart`: it is one by itself, because it says too little or people have decided about it.
    """
    if apart:
        return _hash(f"claim\n{s.claim}")
    event = s.event
    parts = [
        "own" if s.statement is None else s.party.key if s.party else "",
        (s.printed or "")[:7],
        s.position.value,
        s.act.value if s.act else "",
        s.factuality.value,
        *((event.frame or "", event.predicate, event.date or "", str(event.negated)) if event else ()),
        *("|".join(sorted(names)) for names in (s.actors, s.recipients, s.places, s.names)),
        str(s.quoted),
        folded(s.quote) or "",
    ]
    return _hash("\n".join(parts))


def stem_bits(s: Sighting) -> bytes:
    """The stems of a claim as bits."""
    bits = np.zeros(STEM_BITS, dtype=np.uint8)
    for stem in s.stems:
        bits[_bit(stem)] = 1
    return np.packbits(bits).tobytes()


@lru_cache(maxsize=100_000)
def _bit(stem: str) -> int:
    return _hash(stem) % STEM_BITS


def packed(vector: NDArray[np.float32]) -> bytes:
    """A vector as it is kept: a byte a number."""
    return np.round(vector * 127).astype(np.int8).tobytes()


def unpacked(kept: bytes) -> NDArray[np.float32]:
    """A kept vector, of length one again; nothing where none was kept."""
    vector = np.frombuffer(kept, dtype=np.int8).astype(np.float32)
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector


def packed_keys(keys: Sequence[int]) -> bytes:
    """Keys as they are kept."""
    return np.array(keys, dtype="<i8").tobytes()


def unpacked_keys(kept: bytes) -> list[int]:
    """Kept keys."""
    return [int(key) for key in np.frombuffer(kept, dtype="<i8")]


def _hash(words: str) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)

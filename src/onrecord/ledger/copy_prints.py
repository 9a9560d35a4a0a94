"""Fingerprints of documents: which words stand where, by hashes that are the same on every machine.

A shingle is a run of words. Two texts that share shingles share wording. Longer shingles are also sampled, for an index: of every
window of neighbouring shingles the one with the smallest hash is a key (minimum hashing by windows, called winnowing: Schleimer,
Wilkerson, Aiken 2003). Two texts with WINDOW + KEY_WORDS - 1 words in a row in common have a key in common, wherever they stand.
"""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from onrecord.ledger.copy_credits import credits_of, is_agency
from onrecord.ledger.tables import folded
from onrecord.quotes import QuoteState, quote_states
from onrecord.records import Document, DocumentId, Span, Spans

SHINGLE = 4  # words; strangers share many runs of three, and of five few are left when a word in ten is another: evals/copies.py
KEY_WORDS = 6  # words of a key; fewer, and strangers meet by set phrases ("the president of the united")
WINDOW = 12  # shingles; any 17 words in common are found, with some 13 keys for 100 words

WORD = re.compile(r"[^\W_]+(?:['’ʼ\u00ad][^\W_]+)*")
JOINTS = str.maketrans("", "", "'’ʼ\u00ad")
SENTENCE_END = re.compile(r"\n+|(?<=[.!?])[\"”’»)\]]{0,2}\s+(?=[\"“‘«(\[]{0,2}[A-ZÀ-ÖØ-Þ\d])")

STANDINGS, LENGTHS, TAILS = 2, 20, 19  # bits of a rank below the day's; 63 in all, what a signed column of a database holds
UNDATED = (1 << 22) - 1  # no date, no claim to have been first

_ODD = np.uint64(0x9E3779B97F4A7C15)  # odd, so that multiplying loses nothing
_FINISH = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB), (31, 1))  # of SplitMix64 (Steele, Lea, Flood 2014): spreads every bit


@dataclass(frozen=True, eq=False)
class Print:
    """A document as copies are looked for: its words by place and hash, its sentences, its credits, and its rank.

    The arrays have a row a word outside page furniture; `quoted` marks words that the report gives as somebody's. `label` names the
    document for people; `publisher` is folded.
    """

    document: DocumentId
    rank: int
    label: str
    publisher: str | None
    credits: tuple[str, ...]
    starts: NDArray[np.uint32]
    ends: NDArray[np.uint32]
    hashes: NDArray[np.uint32]
    quoted: NDArray[np.bool_]
    passages: Spans

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def wording(self) -> NDArray[np.uint64]:
        """The hash of every run of SHINGLE words, in the order of the text."""
        return shingles(self, SHINGLE)

    @cached_property
    def first_places(self) -> tuple[NDArray[np.uint64], NDArray[np.intp]]:
        """The different hashes of `wording`, sorted, and where each stands first."""
        found, places = np.unique(self.wording, return_index=True)
        return found, places

    @cached_property
    def passage_words(self) -> NDArray[np.intp]:
        """The words of each passage: a row of the first one and the one after the last."""
        return np.searchsorted(self.starts, np.array(self.passages, dtype=np.uint32).reshape(-1, 2))

    @property
    def order(self) -> tuple[int, DocumentId]:
        """The smaller one is taken for the earlier print."""
        return self.rank, self.document


def fingerprint(document: Document) -> Print:
    """The print of a document; page furniture is left out; case, accents, apostrophes, hyphens and spaces make no difference."""
    found = (match.span() for match in WORD.finditer(document.text))
    spans = [span for span in found if not _within(span[0], document.boilerplate)]
    places = np.array(spans, dtype=np.uint32).reshape(-1, 2)
    credited = credits_of(document)
    return Print(
        document=document.id,
        rank=_rank(document, credited, len(spans)),
        label=_label(document),
        publisher=folded(document.publisher),
        credits=credited,
        starts=places[:, 0],
        ends=places[:, 1],
        hashes=np.array([_word_hash(document.text[start:end]) for start, end in spans], dtype=np.uint32),
        quoted=quote_states(document.text)[places[:, 0]] == QuoteState.INSIDE,
        passages=tuple(_passages(document.text)),
    )


def band_keys(of: Print) -> tuple[int, ...]:
    """What an index finds the document by, sorted: sampled shingles that are not all quotation; the same on every machine."""
    keys = shingles(of, KEY_WORDS)
    if len(keys):
        keys = keys[~np.lib.stride_tricks.sliding_window_view(of.quoted, KEY_WORDS).all(axis=1)]
    if not len(keys):
        return ()
    least = np.lib.stride_tricks.sliding_window_view(keys, min(WINDOW, len(keys))).min(axis=1)
    return tuple(int(key) for key in np.unique(least >> np.uint64(1)))


def shingles(of: Print, length: int) -> NDArray[np.uint64]:
    """The hash of every run of that many words, in the order of the text."""
    count = max(len(of) - length + 1, 0)
    mixed = np.zeros(count, dtype=np.uint64)
    words = of.hashes.astype(np.uint64)
    for at in range(length):
        mixed = (mixed ^ words[at : at + count]) * _ODD
    for shift, factor in _FINISH:
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return mixed


def _within(at: int, spans: Spans) -> bool:
    place = bisect.bisect_right(spans, at, key=lambda span: span[0])
    return place > 0 and at < spans[place - 1][1]


@lru_cache(maxsize=1 << 16)  # news repeats its words; a few MB
def _word_hash(word: str) -> int:
    plain = (folded(word) or word).translate(JOINTS)
    return int.from_bytes(blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "little")


def _passages(text: str) -> Iterator[Span]:
    """Sentences, as far as full stops, capitals and line ends show them."""
    start = 0
    for match in SENTENCE_END.finditer(text):
        if text[start : match.start()].strip():
            yield start, match.end()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def _rank(document: Document, credited: tuple[str, ...], words: int) -> int:
    """Earlier day first, then an agency's own print, then one that credits nobody, then the longer; the id's hash ends every tie."""
    standing = 0 if is_agency(document.publisher) else 2 if credited else 1
    longest = (1 << LENGTHS) - 1
    tail = int.from_bytes(blake2b(document.id.encode(), digest_size=4).digest(), "little") % (1 << TAILS)
    rank = _day(document.published)
    for bits, value in ((STANDINGS, standing), (LENGTHS, longest - min(words, longest)), (TAILS, tail)):
        rank = (rank << bits) | value
    return rank


def _day(published: str | None) -> int:
    try:
        return dt.date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return UNDATED


def _label(document: Document) -> str:
    title = f"“{document.title}”" if document.title else document.url
    where = ", ".join(filter(None, (document.publisher, document.published)))
    return f"{title} ({where})" if where else title

"""How much two documents have in common, where, and whether that makes one a copy of the other.

Two reports of one story share what people said. So quotations count for no share: what counts is the wording that is the report's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from onrecord.ledger.copy_prints import SHINGLE, Print
from onrecord.records import DocumentId, Span

COPY_SHARE = (
    0.35  # of the own words of either; same-story pairs reach 0.21, natural copies begin at 0.59: below the middle, as half copies count
)
OUTLET_SHARE = (
    0.75  # within one outlet, which repeats the background of a story in each report on it (to 0.62), and a report in its updates
)
PASSAGE_SHARE = 0.5  # of a sentence's words
LEAST_WORDS = 20  # own words in common; less is a formula, such as a notice that a story is developing

Words = NDArray[np.bool_]
SpanPair = tuple[Span, Span]


class Verdict(StrEnum):
    """Whether a document's text is another's."""

    COPY = "copy"
    APART = "apart"


@dataclass(frozen=True)
class Overlap:
    """What two documents share: of the own words of each, the share (0 to 1) that stands in the other, and where, as pairs of spans."""

    first: DocumentId
    second: DocumentId
    first_share: float
    second_share: float
    passages: tuple[SpanPair, ...]
    verdict: Verdict


def compare(first: Print, second: Print) -> Overlap:
    """What two documents share; swapping them swaps the answer and changes nothing else."""
    there, back = shared_words(first, second), shared_words(second, first)
    ordered = first.order <= second.order
    passages = _aligned(first, second) if ordered else tuple((own, other) for other, own in _aligned(second, first))
    shares = own_share(first, there), own_share(second, back)
    return Overlap(first.document, second.document, *shares, tuple(sorted(passages)), _verdict(first, second, there, back))


def judged(first: Print, others: Sequence[Print]) -> Iterator[tuple[Words, Verdict]]:
    """The words of the first that it shares with each of the others, and the verdict of `compare`."""
    found = _all_shared(first, others)
    enough = (found & ~first.quoted).sum(axis=1) >= LEAST_WORDS
    for there, likely, other in zip(found, enough.tolist(), others, strict=True):
        yield there, _verdict(first, other, there, shared_words(other, first)) if likely else Verdict.APART


def _all_shared(of: Print, others: Sequence[Print]) -> Words:
    """`shared_words` of a document with each of the others, a row each."""
    runs, back = np.unique(of.wording, return_inverse=True)
    words = np.zeros((len(others), len(of)), dtype=np.bool_)
    if not len(runs) or not others:
        return words
    theirs = np.concatenate([other.wording for other in others])
    whose = np.repeat(np.arange(len(others)), [len(other.wording) for other in others])
    at = np.minimum(np.searchsorted(runs, theirs), len(runs) - 1)
    same = runs[at] == theirs
    has = np.zeros((len(others), len(runs)), dtype=np.bool_)
    has[whose[same], at[same]] = True
    found = has[:, back]
    for place in range(SHINGLE):
        words[:, place : place + found.shape[1]] |= found
    return words


def shared_words(of: Print, other: Print) -> Words:
    """Which words of a document stand in runs that the other has too."""
    return np.asarray(_all_shared(of, [other])[0])


def own_share(of: Print, words: Words) -> float:
    """The share of a document's own words, quotations left out, that are marked."""
    own = ~of.quoted
    return float((words & own).sum() / max(own.sum(), 1))


def copied_passages(of: Print, words: Words, verdict: Verdict) -> Words:
    """Which passages are copied: most of one stands there, and it belongs to a copy or is too long to agree by chance."""
    first, last = of.passage_words.T
    shared, own = (np.concatenate([[0], np.cumsum(marked)]) for marked in (words, words & ~of.quoted))
    long = own[last] - own[first] >= LEAST_WORDS
    most = shared[last] - shared[first] > PASSAGE_SHARE * (last - first)
    return np.asarray(most & (long | (verdict == Verdict.COPY)))


def _verdict(first: Print, second: Print, there: Words, back: Words) -> Verdict:
    enough = min((there & ~first.quoted).sum(), (back & ~second.quoted).sum()) >= LEAST_WORDS
    share = max(own_share(first, there), own_share(second, back))
    same_outlet = first.publisher is not None and first.publisher == second.publisher
    return Verdict.COPY if enough and share >= (OUTLET_SHARE if same_outlet else COPY_SHARE) else Verdict.APART


def _places(of: Print, other: Print) -> NDArray[np.intp]:
    """For every run of SHINGLE words of a document, where the other has it first; -1 where it does not."""
    known, first = other.first_places
    if not len(known):
        return np.full(len(of.wording), -1)
    at = np.minimum(np.searchsorted(known, of.wording), len(known) - 1)
    return np.where(known[at] == of.wording, first[at], -1)


def _aligned(of: Print, other: Print) -> tuple[SpanPair, ...]:
    """The longest stretches with the same words in the same order, each where it first stands in the other."""
    places = _places(of, other)
    rows = np.flatnonzero(places >= 0)
    if not len(rows):
        return ()
    breaks = np.flatnonzero((np.diff(rows) != 1) | (np.diff(places[rows]) != 1)) + 1
    return tuple((_span(of, run[0], run[-1]), _span(other, places[run[0]], places[run[-1]])) for run in np.split(rows, breaks))


def _span(of: Print, first: int, last: int) -> Span:
    """From the first word of one run to the last of another."""
    return int(of.starts[first]), int(of.ends[last + SHINGLE - 1])

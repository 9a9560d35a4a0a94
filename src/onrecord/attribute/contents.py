"""What is said, read once more by itself: the contents of a document's statements as a text of their own, a line each.

A word has one role in the first reading, and inside a content it is the content's. In a text of contents alone the tagger sees who
speaks there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from onrecord.attribute.link import link
from onrecord.attribute.spans import RoleSpan, tag_paragraphs
from onrecord.attribute.weights import Weights
from onrecord.quotes import DOUBLE_CLOSE, DOUBLE_EITHER, DOUBLE_OPEN
from onrecord.records import EncodedWords, Spans, Statement

_DOUBLE = DOUBLE_OPEN + DOUBLE_CLOSE + DOUBLE_EITHER
UNQUOTED = str.maketrans(dict.fromkeys(_DOUBLE + "\n", " "))  # who is quoted is known; marks around all would hide the rest
LEAST_WORDS = 4  # a shorter content has no room for another's


@dataclass(frozen=True)
class Contents:
    """A text of contents, and where each of its characters stands in the document (-1: nowhere)."""

    text: str
    places: NDArray[np.int64]


def is_long(text: str, statement: Statement) -> bool:
    """Whether a content has room for another statement."""
    return sum(len(text[a:b].split()) for a, b in statement.content) >= LEAST_WORDS


def contents_of(text: str, statements: Sequence[Statement]) -> Contents:
    """The contents of some statements, in their order, pieces of one on one line."""
    lines: list[str] = []
    places: list[NDArray[np.int64]] = []
    for statement in statements:
        lines.append(" ".join(text[a:b].translate(UNQUOTED) for a, b in statement.content))
        for a, b in statement.content:
            places += [np.arange(a, b), np.array([-1])]  # the space or line end behind a piece
    joined = "\n".join(lines)
    return Contents(joined, np.concatenate(places)[: len(joined)] if places else np.zeros(0, dtype=np.int64))


@dataclass(frozen=True)
class Tagged:
    """An attribution that the tagger finds among contents, in spans of the document."""

    source: Spans
    cue: Spans
    content: Spans


class SecondReading:
    """Contents as the encoder and the tagger read them."""

    def __init__(self, contents: Contents, words: EncodedWords, weights: Weights) -> None:
        self.contents, self.words = contents, words
        odds = np.exp(words.emissions - words.emissions.max(1, keepdims=True, initial=0))
        odds /= odds.sum(1, keepdims=True)
        self.outside, self.source, self.cue, self.content = odds[:, 0], odds[:, 1:3].sum(1), odds[:, 3:5].sum(1), odds[:, 5:7].sum(1)
        self._weights = weights

    @cached_property
    def tagged(self) -> list[Tagged]:
        """The attributions with a cue."""
        words = self.words
        spans = tag_paragraphs(words.emissions, words.paragraph, self._weights.transitions, self._weights.starts)
        found = link(spans, words.vectors, words.paragraph, self._weights.link)
        return [Tagged(self._spans(a.source), self._spans(a.cue), self._spans(a.content)) for a in found if a.cue]

    def _spans(self, spans: Sequence[RoleSpan]) -> Spans:
        """Where role spans stand in the document; a span over two pieces of a content comes apart."""
        found: list[tuple[int, int]] = []
        for span in spans:
            places = self.contents.places[self.words.start[span.first] : self.words.end[span.last]]
            places = places[places >= 0]
            runs = np.split(places, np.flatnonzero(np.diff(places) != 1) + 1)
            found += [(int(run[0]), int(run[-1]) + 1) for run in runs if len(run)]
        return tuple(sorted(found))

    def words_at(self, starts: NDArray[np.int32]) -> NDArray[np.int64]:
        """For each token of the document, by where it starts, the word here (-1: none)."""
        known = np.flatnonzero(self.contents.places >= 0)
        owner = np.full(int(starts.max(initial=0)) + 1, -1, dtype=np.int64)
        word_of = np.full(len(self.contents.text), -1, dtype=np.int64)
        for number, (start, end) in enumerate(zip(self.words.start.tolist(), self.words.end.tolist(), strict=True)):
            word_of[start:end] = number
        kept = known[self.contents.places[known] < len(owner)]
        owner[self.contents.places[kept]] = word_of[kept]
        return owner[starts]

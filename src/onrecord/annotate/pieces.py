"""Word pieces with what the vocabulary forgets (case, quotation marks), cut into windows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from onrecord.quotes import STRAIGHT, quote_states

WINDOW = 320  # word pieces in one forward pass; longer ones cost more attention and gave no score
CONTEXT = 64  # pieces of the text before, shown and not tagged: who spoke last
CLS, SEP = 101, 102


@dataclass(frozen=True)
class Pieces:
    """A text as word pieces; arrays are parallel, offsets are code points of the text."""

    ids: NDArray[np.int64]
    case: NDArray[np.int64]
    quote: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    word_start: NDArray[np.bool_]
    paragraph: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True)
class Window:
    """Pieces `[context, begin)` are shown, `[begin, end)` are tagged, in one forward pass."""

    context: int
    begin: int
    end: int

    def __len__(self) -> int:
        return self.end - self.context


def cut_pieces(text: str, tokenizer: Tokenizer) -> Pieces:
    """The word pieces of a whole text; line ends part paragraphs."""
    plain = text.translate(STRAIGHT)
    quotes = quote_states(text)
    columns: list[list[int]] = [[], [], [], [], [], []]
    position, number = 0, 0
    lines = plain.split("\n")
    for line, encoding in zip(lines, tokenizer.encode_batch(lines, add_special_tokens=False), strict=True):
        if encoding.ids:
            _add_line(columns, encoding, line, position, number)
            number += 1
        position += len(line) + 1
    ids, case, start, end, first, paragraph = (np.array(column, dtype=np.int64) for column in columns)
    quote = quotes[start].astype(np.int64) if len(start) else start
    return Pieces(ids, case, quote, start, end, first.astype(np.bool_), paragraph)


def _add_line(columns: list[list[int]], encoding: Encoding, line: str, position: int, number: int) -> None:
    ids, offsets, words = encoding.ids, encoding.offsets, encoding.word_ids
    ids_, case_, start_, end_, first_, paragraph_ = columns
    last = None
    for identifier, (start, end), word in zip(ids, offsets, words, strict=True):
        ids_.append(identifier)
        case_.append(case_of(line[start:end]))
        start_.append(position + start)
        end_.append(position + end)
        first_.append(word != last)
        paragraph_.append(number)
        last = word


def case_of(piece: str) -> int:
    """0 no letters, 1 lower, 2 capitalised, 3 all capitals, 4 mixed, 5 digits."""
    if not piece.isalpha():
        return 5 if piece.isdigit() else 0
    if piece.islower():
        return 1
    if piece.isupper():
        return 3 if len(piece) > 1 else 2
    return 2 if piece[0].isupper() and piece[1:].islower() else 4


def cut_windows(pieces: Pieces, *, window: int = WINDOW, context: int = CONTEXT, first: int | None = None) -> list[Window]:
    """Windows of whole paragraphs where they fit, each with a stretch of the text before it.

    `first` is the room of the first window (training moves the cuts about with it).
    """
    if not len(pieces):
        return []
    place = np.arange(len(pieces)) + pieces.paragraph  # every paragraph costs one mark
    ends = [*(np.flatnonzero(np.diff(pieces.paragraph)) + 1).tolist(), len(pieces)]
    windows: list[Window] = []
    begin, room = 0, first or window
    for start, end in pairwise([0, *ends]):
        if place[end - 1] - place[begin] >= room and start > begin:
            windows.append(_window(begin, start, context))
            begin, room = start, window - context
        while end - begin > room:
            cut = _cut(pieces, begin, begin + room)
            windows.append(_window(begin, cut, context))
            begin, room = cut, window - context
    windows.append(_window(begin, len(pieces), context))
    return windows


def _window(begin: int, end: int, context: int) -> Window:
    return Window(max(0, begin - context), begin, end)


def _cut(pieces: Pieces, begin: int, limit: int) -> int:
    """The last word start before the limit, so that no word is cut in two."""
    cut = limit
    while cut > begin + 1 and not pieces.word_start[cut]:
        cut -= 1
    return cut if cut > begin + 1 else limit


def window_arrays(pieces: Pieces, window: Window) -> tuple[NDArray[np.int64], ...]:
    """(ids, case, quote, piece index) with a mark at the start and between paragraphs; -1: a mark."""
    at = np.arange(window.context, window.end)
    parted = np.append(False, np.diff(pieces.paragraph[at]) > 0) | ((at == window.begin) & (window.begin > window.context))
    place = 1 + np.arange(len(at)) + np.cumsum(parted)  # the first place is the opening mark's
    where = np.full(place[-1] + 1 if len(at) else 1, -1, dtype=np.int64)
    where[place] = at
    ids = np.where(where >= 0, pieces.ids[where], SEP)
    ids[0] = CLS
    case = np.where(where >= 0, pieces.case[where], 0)
    quote = np.where(where >= 0, pieces.quote[where], 0)
    return ids, case, quote, where

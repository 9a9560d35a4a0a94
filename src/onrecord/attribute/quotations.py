"""The quotations of a text, and content spans that take in the marks that belong to them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate

from onrecord.quotes import pairs
from onrecord.records import Span

_STOPS = ".!?…"


@dataclass(frozen=True)
class Quotation:
    """From the opening mark to after the closing one (or the line's end when it is left open)."""

    start: int
    end: int
    open_ended: bool
    is_sentence: bool
    """It begins where a sentence begins and closes with a full stop of its own, or runs on."""
    runs_on: bool = False
    """It opens a line, and the quotation before it was left open at the end of the line before."""


class Quotations:
    """The outermost quotations of a text in its order, to be looked up by place."""

    def __init__(self, text: str) -> None:
        self.all = _quotations(text)
        self._starts = [q.start for q in self.all]
        self._open = [0, *accumulate(int(q.open_ended) for q in self.all)]

    def within(self, start: int, end: int) -> list[Quotation]:
        """Those that begin in a stretch."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def has_open(self, start: int, end: int) -> bool:
        """Whether one that begins in a stretch is left open."""
        return self._open[bisect_left(self._starts, end)] > self._open[bisect_left(self._starts, start)]


def _quotations(text: str) -> list[Quotation]:
    found: list[Quotation] = []
    offset, left_open = 0, False
    for line in text.split("\n"):
        if line.strip():
            edges = len(line) - len(line.lstrip()), len(line.rstrip())
            here = [_quotation(line, offset, opening, closing, edges, left_open) for opening, closing in pairs(line)]
            found += here
            left_open = bool(here) and here[-1].open_ended
        offset += len(line) + 1
    return found


def _quotation(line: str, offset: int, opening: int, closing: int | None, edges: tuple[int, int], left_open: bool) -> Quotation:
    """One quotation of a line; `edges` are where the line's words begin and end."""
    end = edges[1] if closing is None else closing + 1
    first = opening <= edges[0]
    begins = first or _last(line, 0, opening) in _STOPS + "\"”’'"
    stops = closing is None or _last(line, opening, closing) in _STOPS
    after = end
    while after < edges[1] and line[after].isspace():
        after += 1
    alone = after >= edges[1] or line[after].isupper() or line[after] in "“\"‘'"
    return Quotation(offset + opening, offset + end, closing is None, begins and stops and alone, first and left_open)


def _last(line: str, start: int, end: int) -> str:
    """The last character of a stretch that is no white space; its first one where there is none."""
    while end - 1 > start and line[end - 1].isspace():
        end -= 1
    return line[end - 1]


def completed(span: Span, found: Quotations, text: str) -> Span:
    """The span with a quotation mark just outside it whose partner stands inside; edges without white space."""
    start, end = span
    for quotation in found.within(start - 1, end):
        if quotation.start == start - 1 and start < quotation.end <= end + 2 and quotation.end - 1 <= end:
            start -= 1
        if not quotation.open_ended and start <= quotation.start < end < quotation.end:
            tail = text[end : min(quotation.end, end + 3)]
            if quotation.end <= end + 2 and re.fullmatch(r"[.,!?…]?.", tail):
                end = quotation.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end

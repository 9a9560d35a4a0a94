"""The quotations of a text, and content spans that take in the marks that belong to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

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


def quotations(text: str) -> list[Quotation]:
    """All outermost quotations in the order of the text."""
    found: list[Quotation] = []
    offset, left_open = 0, False
    for line in text.split("\n"):
        if line.strip():
            here = [_quotation(line, offset, opening, closing, left_open) for opening, closing in pairs(line)]
            found += here
            left_open = bool(here) and here[-1].open_ended
        offset += len(line) + 1
    return found


def _quotation(line: str, offset: int, opening: int, closing: int | None, left_open: bool) -> Quotation:
    end = len(line.rstrip()) if closing is None else closing + 1
    first = not line[:opening].strip()
    begins = first or line[:opening].rstrip()[-1] in _STOPS + "\"”’'"
    stops = closing is None or line[opening:closing].rstrip()[-1:] in _STOPS
    after = line[end:].lstrip()
    alone = not after or after[0].isupper() or after[0] in "“\"‘'"
    return Quotation(offset + opening, offset + end, closing is None, begins and stops and alone, first and left_open)


def completed(span: Span, found: Sequence[Quotation], text: str) -> Span:
    """The span with a quotation mark just outside it whose partner stands inside; edges without white space."""
    start, end = span
    for quotation in found:
        if quotation.start == start - 1 and start < quotation.end <= end + 2 and quotation.end - 1 <= end:
            start -= 1
        if not quotation.open_ended and start <= quotation.start < end < quotation.end:
            tail = text[end : quotation.end]
            if len(tail) <= 2 and re.fullmatch(r"[.,!?…]?.", tail):
                end = quotation.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end

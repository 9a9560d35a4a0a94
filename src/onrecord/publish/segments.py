"""A text cut at every edge of overlapping spans, so that flat markup can show all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from onrecord.records import Span

Mark = TypeVar("Mark")
BREAK = re.compile(r"\n+")


@dataclass(frozen=True)
class Segment(Generic[Mark]):
    """A stretch `[start, end)` of a text that lies under the same marks everywhere, in the order they were given."""

    start: int
    end: int
    marks: tuple[Mark, ...] = ()


def cut_segments(text: str, marked: Sequence[tuple[Span, Mark]]) -> Iterator[Segment[Mark]]:
    """The whole text in segments, without gaps; cut at span edges and around line ends.

    Offsets are code points. Spans may overlap in any way; what of them lies outside the text is left out.
    """
    size = len(text)
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for number, ((start, end), _) in enumerate(marked):
        start, end = max(0, start), min(size, end)
        if start < end:
            opening.setdefault(start, []).append(number)
            closing.setdefault(end, []).append(number)
    breaks = {edge for match in BREAK.finditer(text) for edge in match.span()}
    under: set[int] = set()
    for start, end in pairwise(sorted({0, size} | breaks | opening.keys() | closing.keys())):
        under.difference_update(closing.get(start, ()))
        under.update(opening.get(start, ()))
        yield Segment(start, end, tuple(marked[number][1] for number in sorted(under)))


def cut_blocks(text: str, segments: Iterable[Segment[Mark]]) -> Iterator[tuple[bool, list[Segment[Mark]]]]:
    """Segments gathered into paragraphs; the flag is false for the line ends between them."""
    block: list[Segment[Mark]] = []
    for segment in segments:
        if text[segment.start] == "\n":
            if block:
                yield True, block
            yield False, [segment]
            block = []
        else:
            block.append(segment)
    if block:
        yield True, block

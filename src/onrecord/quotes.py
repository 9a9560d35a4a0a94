"""Quotation marks: which are marks at all, which open and which close."""

from __future__ import annotations

import re
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

DOUBLE_OPEN, DOUBLE_CLOSE, DOUBLE_EITHER = "“„«", "”»", '"＂'
SINGLE_OPEN, SINGLE_CLOSE, SINGLE_EITHER = "‘‚", "’", "'"
MARKS = DOUBLE_OPEN + DOUBLE_CLOSE + DOUBLE_EITHER + SINGLE_OPEN + SINGLE_CLOSE + SINGLE_EITHER
STRAIGHT = str.maketrans(dict.fromkeys(DOUBLE_OPEN + DOUBLE_CLOSE + DOUBLE_EITHER, '"') | dict.fromkeys("‘‚’", "'"))

_ANY_MARK = re.compile(f"[{MARKS}]")
LONGEST_SINGLE = 1_000  # characters; a longer quotation stands in double marks, and the search stays linear
_SINGLE_END = re.compile("[’']")
_ELISION = re.compile(r"\d0s\b|em\b|til\b|tis\b|twas\b|cause\b|n\b")
_BEFORE_OPENING = frozenset(" \t\xa0([{—–-/:…" + MARKS)


class QuoteState(IntEnum):
    """Where a character stands with respect to quotation marks."""

    OUTSIDE = 0
    INSIDE = 1
    OPENING = 2
    CLOSING = 3


def quote_states(text: str) -> NDArray[np.uint8]:
    """One `QuoteState` per character; a quotation left open ends with its line.

    Straight and curly marks are read alike, by what stands around them. Single marks count only
    as a pair around words, so apostrophes, decades and plural possessives stay outside.
    """
    states = np.zeros(len(text), dtype=np.uint8)
    start = 0
    for line in text.split("\n"):
        if _ANY_MARK.search(line):
            for opening, closing in pairs(line):
                end = len(line) if closing is None else closing
                states[start + opening + 1 : start + end] = QuoteState.INSIDE
                states[start + opening] = QuoteState.OPENING
                if closing is not None:
                    states[start + closing] = QuoteState.CLOSING
        start += len(line) + 1
    return states


def pairs(line: str) -> list[tuple[int, int | None]]:
    """Outermost quotations of one line as (opening, closing), offsets in the line; None: left open."""
    found: list[tuple[int, int | None]] = []
    opened: int | None = None
    single_until = -1
    for match in _ANY_MARK.finditer(line):
        at, mark = match.start(), match.group()
        if at < single_until:
            continue
        if mark in SINGLE_OPEN + SINGLE_CLOSE + SINGLE_EITHER:
            closing = None if opened is not None else _single_closing(line, at)
            if closing is not None:
                found.append((at, closing))
                single_until = closing + 1
        elif opened is None:
            if mark not in DOUBLE_CLOSE and (mark in DOUBLE_OPEN or _may_open(line, at)):
                opened = at
        elif mark in DOUBLE_CLOSE or (mark in DOUBLE_EITHER and not _must_open(line, at)):
            found.append((opened, at))
            opened = None
    if opened is not None:
        found.append((opened, None))
    return found


def _may_open(line: str, at: int) -> bool:
    """A straight mark may open unless a word stands before it and a gap after."""
    after_gap = at + 1 >= len(line) or line[at + 1].isspace()
    return not after_gap or at == 0


def _must_open(line: str, at: int) -> bool:
    """Inside a quotation, a mark between a gap and a word would open another one."""
    return at > 0 and line[at - 1].isspace() and at + 1 < len(line) and line[at + 1].isalnum()


def _single_closing(line: str, at: int) -> int | None:
    """Where the single quotation opened at `at` closes; None when the mark is an apostrophe."""
    if line[at] in SINGLE_CLOSE or at + 1 >= len(line) or not (line[at + 1].isalnum() or line[at + 1] in "[($£€"):
        return None
    if at > 0 and line[at - 1] not in _BEFORE_OPENING:
        return None
    if _ELISION.match(line, at + 1):
        return None
    plural: int | None = None  # "the workers' rights": taken as the end only if nothing better follows
    for match in _SINGLE_END.finditer(line, at + 2, at + 2 + LONGEST_SINGLE):
        here = match.start()
        follows = line[here + 1 : here + 2]
        if follows.isalnum():
            continue
        if line[here - 1] == "s" and follows == " ":
            plural = here if plural is None else plural
            continue
        return here if not line[here - 1].isspace() else None
    return plural

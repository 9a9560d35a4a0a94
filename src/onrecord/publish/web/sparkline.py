"""A small line of how often something was said over time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT, BINS = 120, 24, 24  # user units of the drawing, and how many bars it has


@dataclass(frozen=True)
class Bar:
    """One bar of the drawing, in its user units."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Sparkline:
    """Bars from the first day to the last, and the same in words."""

    bars: tuple[Bar, ...]
    words: str


def sparkline(days: Iterable[str | None]) -> Sparkline | None:
    """The bars for some ISO dates; None where they are not of two days at least."""
    known = sorted(day for day in map(_ordinal, days) if day is not None)
    if len(set(known)) < 2:
        return None
    first, span = known[0], known[-1] - known[0]
    counts = [0] * BINS
    for day in known:
        counts[min(BINS - 1, (day - first) * BINS // span)] += 1
    step, top = WIDTH / BINS, max(counts)
    bars = tuple(
        Bar(round(i * step, 2), round(HEIGHT - HEIGHT * n / top, 2), step - 1, round(HEIGHT * n / top, 2))
        for i, n in enumerate(counts)
        if n
    )
    begin, end = date.fromordinal(first), date.fromordinal(known[-1])
    return Sparkline(bars, f"{len(known)} statements from {begin} to {end}")


def _ordinal(day: str | None) -> int | None:
    try:
        return date.fromisoformat((day or "")[:10]).toordinal()
    except ValueError:
        return None

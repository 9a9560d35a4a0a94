"""Actors against threads: who holds what about which matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.ledger import ThreadLine, ThreadOrder
from onrecord.publish.web.thread_views import Said, sayings_of
from onrecord.records import Thread

ACTORS = 5  # columns
LONE = 3  # columns where nobody takes part in two threads


@dataclass(frozen=True)
class Line:
    """A thread with what each actor of the columns last said about it."""

    line: ThreadLine
    cells: tuple[Said | None, ...]


@dataclass(frozen=True)
class Matrix:
    """The threads of a portion against the actors that take part in most of them."""

    actors: tuple[str, ...]
    lines: tuple[Line, ...]
    order: ThreadOrder


def matrix(lines: Sequence[ThreadLine], order: ThreadOrder, whole: Sequence[Thread]) -> Matrix:
    """The matrix of some threads, in their order; `whole` are the same in full, as far as they are still there."""
    frequent = Counter(holder for line in lines for holder in line.holders).most_common(ACTORS)
    actors = tuple(name for name, times in frequent if times > 1) or tuple(name for name, _ in frequent[:LONE])
    of = {thread.id: thread for thread in whole}
    return Matrix(actors, tuple(Line(line, _cells(actors, of.get(line.id))) for line in lines), order)


def _cells(actors: Sequence[str], thread: Thread | None) -> tuple[Said | None, ...]:
    """What each actor last said in a thread."""
    last: dict[str, Said] = {}
    if thread is not None:
        for said in sayings_of(thread):
            last[said.holder] = said
    return tuple(last.get(actor) for actor in actors)

"""Actors against threads: who holds what about which matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from onrecord.ledger import ThreadLine
from onrecord.publish.web.thread_views import Said, sayings_of
from onrecord.records import Thread

ACTORS = 8  # columns


class Order(StrEnum):
    """By what the matrix is sorted."""

    CONTESTED = "contested"
    LATEST = "latest"
    SOURCES = "sources"
    REPORTS = "reports"
    CONFLICTS = "conflicts"
    TITLE = "title"


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
    order: Order


def matrix(lines: Sequence[ThreadLine], order: Order, thread: Callable[[str], Thread | None]) -> Matrix:
    """The matrix of some threads; `thread` gives one in full."""
    frequent = Counter(holder for line in lines for holder in line.holders)
    actors = tuple(name for name, _ in frequent.most_common(ACTORS))
    return Matrix(actors, tuple(Line(line, _cells(actors, thread(line.id))) for line in ordered(lines, order)), order)


def ordered(lines: Sequence[ThreadLine], order: Order) -> list[ThreadLine]:
    """Threads, which come contested first, in an order; where it does not tell, the newest movement first."""
    if order is Order.CONTESTED:
        return list(lines)
    newest = sorted(lines, key=lambda line: line.last or "", reverse=True)
    keys: dict[Order, Callable[[ThreadLine], int]] = {
        Order.LATEST: lambda _: 0,
        Order.SOURCES: lambda line: -line.independent_sources,
        Order.REPORTS: lambda line: -line.documents,
        Order.CONFLICTS: lambda line: -line.conflicts,
    }
    if order is Order.TITLE:
        return sorted(newest, key=lambda line: line.title.casefold())
    return sorted(newest, key=keys[order])


def _cells(actors: Sequence[str], thread: Thread | None) -> tuple[Said | None, ...]:
    """What each actor last said in a thread."""
    last: dict[str, Said] = {}
    if thread is not None:
        for said in sayings_of(thread):
            last[said.holder] = said
    return tuple(last.get(actor) for actor in actors)

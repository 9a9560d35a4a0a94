"""Other processes that take a share of the work, so that every processor core is busy."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from threading import Thread
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

IN_HAND = 2  # pieces of work a process: one that it does and one that waits, so that it is never idle
NOISY = ("trafilatura", "htmldate", "pypdf")  # what they could not read is told as a skip
Given = ParamSpec("Given")
Made = TypeVar("Made")


class Helpers:
    """So many processes beside this one; they start with the first piece of work. Close them, or use `with`."""

    def __init__(self, count: int) -> None:
        self._pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_begin) if count else None
        self._room = count * IN_HAND
        self._pending: list[Future[object]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def take(self, work: Callable[Given, Made], *given: Given.args, **named: Given.kwargs) -> Future[Made] | None:
        """Hand a piece of work over; None when they have enough to do, or one of them has died."""
        self._pending = [future for future in self._pending if not future.done()]
        if self._pool is None or len(self._pending) >= self._room:
            return None
        try:
            future = self._pool.submit(work, *given, **named)
        except BrokenExecutor:
            self._pool = None
            return None
        self._pending.append(future)  # type: ignore[arg-type]  # a future of anything is one of an object
        return future


def settle() -> None:
    """One thread a process for numpy's small matrices (more spin in vain, at the cost of a third of the speed), and no words of libraries.

    To be called before numpy is imported.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for library in NOISY:
        logging.getLogger(library).setLevel(logging.CRITICAL)


def _begin() -> None:
    """A helper ends with the process that asked for it, and leaves Control-C to that one."""
    settle()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)  # a process that waits for work never learns that nobody is left to give it any

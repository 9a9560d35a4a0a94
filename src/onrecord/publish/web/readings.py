"""The reading queue: one thread that reads what people hand in, a few pages at a time, and keeps it in the ledger."""

from __future__ import annotations

import secrets
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from onrecord.errors import OnRecordError, UnfitReadingError
from onrecord.ledger import Ledger, Provenance
from onrecord.publish.web.problems import ProblemError
from onrecord.records import DocumentId, Page, Reading, Skipped

AT_ONCE = 4  # pages in one step; a text that somebody pastes waits for no more than these
MAX_WAITING = 100  # jobs
MAX_JOBS = 500  # that are remembered
MAX_LISTED = 200  # reports and skips that a job lists; all are counted
Item = Page | Skipped


@dataclass(frozen=True)
class Hands:
    """What the pages need of the rest of onrecord.

    `read` loads the models when it is first called; `fetch` visits public addresses only; `unpack` gives the pages of a file that was
    handed in, from its bytes, its address and its name; `walk` those of a path on this machine; `provenance` says which program and
    model read, and when.
    """

    read: Callable[[Sequence[Item]], Sequence[Reading | Skipped]]
    fetch: Callable[[str], Item]
    unpack: Callable[[BinaryIO, str, str], Iterator[Item]]
    walk: Callable[[str], Iterator[Item]]
    provenance: Callable[[], Provenance]


class State(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    READING = "reading"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(eq=False)
class Job:
    """Something to read, and what has come of it so far."""

    identity: str
    kind: str
    name: str
    pages: Iterator[Item]
    added: str
    names: Mapping[str, str]
    state: State = State.WAITING
    documents: list[DocumentId] = field(default_factory=list)
    titles: dict[DocumentId, str] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    reports: int = 0
    statements: int = 0
    new: int = 0
    skips: int = 0
    error: str | None = None
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.ended.is_set()

    def called(self, address: str) -> str:
        """What people call an address: the name of a file that they handed in, else the address itself."""
        return self.names.get(address, address)

    def end(self, state: State, error: str | None = None) -> None:
        """Nothing more will come."""
        self.state, self.error = state, error
        self.ended.set()


class ReadingQueue:
    """Jobs in the order they came, small ones before large ones; one thread reads them, a step at a time."""

    def __init__(self, hands: Hands, ledger: Ledger) -> None:
        self.hands = hands
        self.ledger = ledger
        self._jobs: dict[str, Job] = {}
        self._small: deque[Job] = deque()
        self._large: deque[Job] = deque()
        self._turn = threading.RLock()
        self._reader = ThreadPoolExecutor(1, "reading")  # a step that fails in any way ends its job, and nothing else
        self._busy = self._closed = False
        self._uploads = TemporaryDirectory(prefix="onrecord-")

    @property
    def folder(self) -> Path:
        """Where uploaded files wait; it goes with the queue."""
        return Path(self._uploads.name)

    def add(self, kind: str, name: str, pages: Iterator[Item], *, large: bool = False, names: Mapping[str, str] | None = None) -> Job:
        """One more thing to read, with what people call its addresses; ProblemError (503) when too many wait already."""
        job = Job(
            secrets.token_urlsafe(9), kind, name, pages, datetime.now(UTC).isoformat(timespec="seconds"), {} if names is None else names
        )
        with self._turn:
            if len(self._small) + len(self._large) >= MAX_WAITING or self._closed:
                raise ProblemError(503, "too much is waiting to be read; try again in a while", {"Retry-After": "60"})
            for old in [old for old in self._jobs.values() if old.over][: max(0, len(self._jobs) + 1 - MAX_JOBS)]:
                del self._jobs[old.identity]
            self._jobs[job.identity] = job
            (self._large if large else self._small).append(job)
            self._go_on()
        return job

    def job(self, identity: str) -> Job | None:
        """The job with this identity, as long as it is remembered."""
        return self._jobs.get(identity)

    def jobs(self) -> list[Job]:
        """All jobs that are remembered, the newest first."""
        with self._turn:
            return list(reversed(self._jobs.values()))

    def stop(self, job: Job) -> None:
        """Reads no more of a job; what was read is kept."""
        self._end(job, State.STOPPED)

    def close(self) -> None:
        """Ends the thread after the step it is at; what still waits is not read."""
        with self._turn:
            self._closed = True
            for job in [*self._small, *self._large]:
                self._end(job, State.STOPPED)
        self._reader.shutdown()
        self._uploads.cleanup()

    def _go_on(self) -> None:
        """Takes the next step, unless one is being taken."""
        line = self._small or self._large
        if line and not self._busy and not self._closed:
            self._busy, job = True, line[0]
            self._reader.submit(self._step, job).add_done_callback(partial(self._after, job))

    def _after(self, job: Job, step: Future[bool]) -> None:
        """What a step has come to."""
        error = step.exception()
        with self._turn:
            if isinstance(error, OnRecordError | OSError):
                self._end(job, State.FAILED, str(error))
            elif error is not None:
                self._end(job, State.FAILED, f"an error of onrecord itself, please report it: {type(error).__name__}: {error}")
            elif step.result():
                self._end(job, State.DONE)
            self._busy = False
            self._go_on()

    def _step(self, job: Job) -> bool:
        """Reads a few pages; whether they were the last."""
        with self._turn:
            job.state = job.state if job.over else State.READING
        pages = list(islice(job.pages, AT_ONCE))
        for item in self.hands.read(pages) if pages else ():
            self._keep(job, item)
        return len(pages) < AT_ONCE

    def _keep(self, job: Job, item: Reading | Skipped) -> None:
        """Appends one reading to the ledger, and counts it."""
        try:
            added = self.ledger.append([item], self.hands.provenance())
        except UnfitReadingError as error:
            item = Skipped(item.url if isinstance(item, Skipped) else item.document.url, "ledger", str(error))
        else:
            job.new += added.statements + added.revisions
        if isinstance(item, Skipped):
            job.skips += 1
            job.skipped = [*job.skipped, item][:MAX_LISTED]
        else:
            job.reports += 1
            job.statements += len(item.statements)
            if len(job.documents) < MAX_LISTED:
                job.titles[item.document.id] = item.document.title or job.called(item.document.url)
                job.documents = [*job.documents, item.document.id]

    def _end(self, job: Job, state: State, error: str | None = None) -> None:
        with self._turn:
            for line in (self._small, self._large):
                if job in line:
                    line.remove(job)
            if not job.over:
                job.end(state, error)

"""What the ledger costs: appends with threads and copies, as it grows, and what is asked of it.

    python -m bench.threads [--documents N] [--profile]

The readings are made once, of invented reports (bench/reports.py); no model reads them. Meaning is worked out beforehand, once for each wording,
and its time is printed apart, so that the rest is the ledger's own. PostgreSQL is measured where a server can be started here.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import numpy as np
import psycopg
import pytest
from numpy.typing import NDArray
from tests.ledger.shelves import running_server

from bench.read import timed
from bench.reports import readings
from onrecord.ledger import Ledger, Provenance
from onrecord.ledger.wordings import wordings
from onrecord.meaning import LazyMeaning
from onrecord.records import Reading, ThreadStatus, Wording

BATCH = 64  # readings that `onrecord read` keeps at a time
STEP = 1000  # documents of a line
TIMES = 5  # each question is asked so often; the middle time counts
BY = Provenance("bench", "bench", "2026-01-01T00:00:00Z")


class Remembered:
    """An embedder that works out each wording once."""

    def __init__(self, embedder: LazyMeaning) -> None:
        self._embedder = embedder
        self._known: dict[Wording, NDArray[np.float32]] = {}

    @property
    def cells(self) -> NDArray[np.float32]:
        """Those of the embedder."""
        return self._embedder.cells

    def __len__(self) -> int:
        return len(self._known)

    def __call__(self, wordings: Sequence[Wording]) -> NDArray[np.float32]:
        """One row a wording."""
        new = [wording for wording in dict.fromkeys(wordings) if wording not in self._known]
        self._known |= dict(zip(new, self._embedder(new), strict=True)) if new else {}
        return np.array([self._known[wording] for wording in wordings], dtype=np.float32).reshape(len(wordings), -1)


def fill(ledger: Ledger, made: Sequence[Reading]) -> list[tuple[int, float]]:
    """Appends all in batches; (documents, seconds) for each thousand."""
    steps: list[tuple[int, float]] = []
    count, spent = 0, 0.0
    for start in range(0, len(made), BATCH):
        some = made[start : start + BATCH]
        spent += timed(lambda: ledger.append(some, BY))
        count += len(some)
        if count >= STEP or start + BATCH >= len(made):
            steps.append((count, spent))
            print(
                f"  to {start + len(some):6d}       {count / spent:8.1f} documents/s  {1000 * spent / count:6.1f} ms a document", flush=True
            )
            count, spent = 0, 0.0
    return steps


def middle(work: Callable[[], object]) -> float:
    """Milliseconds that it takes: the middle of some times."""
    return 1000 * statistics.median(timed(work) for _ in range(TIMES))


def ask(ledger: Ledger, made: Sequence[Reading]) -> None:
    """Print how long questions take."""
    lines = ledger.threads(limit=100_000)
    biggest = max(lines, key=lambda line: line.claims)
    told = made[len(made) // 2]
    actor = told.claims[0].events[0].actor[0]
    place = told.claims[0].events[0].place or ""
    print(f"  {len(lines)} threads, the largest of {biggest.claims} claims in {biggest.documents} documents")
    questions: dict[str, Callable[[], object]] = {
        "threads, 20": lambda: ledger.threads(limit=20),
        "  by words": lambda: ledger.threads(place, limit=20),
        "  about": lambda: ledger.threads(about=actor, limit=20),
        "  by status": lambda: ledger.threads(status=ThreadStatus.CONTESTED, limit=20),
        "  the next page": lambda: ledger.threads(limit=20, after=lines[min(20, len(lines)) - 1].id),
        "thread": lambda: ledger.thread(lines[0].id),
        "  the largest": lambda: ledger.thread(biggest.id),
        "actor": lambda: ledger.actor(actor),
    }
    for name, question in questions.items():
        print(f"  {name:16}{middle(question):8.1f} ms")
    start = time.perf_counter()
    copies = len(list(ledger.copies()))
    print(f"  {'copies':16}{time.perf_counter() - start:8.1f} s   ({copies})")
    start = time.perf_counter()
    damages = len(list(ledger.verify()))
    print(f"  {'verify':16}{time.perf_counter() - start:8.1f} s   ({damages} damages)")


def measure(address: Path | str, made: Sequence[Reading], embedder: Remembered) -> None:
    """Print what one ledger costs."""
    with Ledger.open(address, embedder=embedder) as ledger:
        steps = fill(ledger, made)
        seconds = sum(spent for _, spent in steps)
        print(f"  all             {len(made) / seconds:8.1f} documents/s  {seconds:6.1f} s")
        full = [spent / count for count, spent in steps if count >= STEP]
        if len(full) > 1:
            print(f"  growth          {full[-1] / full[0]:8.2f} times the first thousand's cost a document in the last")
        ask(ledger, made)
    print(f"  size            {size(address) / 1e6:8.1f} MB")


def size(address: Path | str) -> int:
    """Bytes that a ledger takes, closed."""
    if isinstance(address, Path):
        return address.stat().st_size
    with psycopg.connect(address) as connection:
        found = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    return int(found[0]) if found else 0


@contextmanager
def server() -> Iterator[str | None]:
    """A PostgreSQL server for the time of this; None where there are no programs for one."""
    address: str | None = None
    with ExitStack() as stack:
        with suppress(pytest.skip.Exception):
            address = stack.enter_context(running_server())
        yield address


def profile(made: Sequence[Reading], embedder: Remembered) -> None:
    """Print where the time of appends goes."""
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "bench.db", embedder=embedder) as ledger:
        watch = cProfile.Profile()
        watch.enable()
        fill(ledger, made)
        watch.disable()
        pstats.Stats(watch).sort_stats("tottime").print_stats(35).sort_stats("cumulative").print_stats("onrecord|thread|copy", 45)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--profile", action="store_true", help="where the time goes, in place of the figures")
    parser.add_argument("--only", choices=["sqlite", "postgresql"], help="one of the two")
    options = parser.parse_args()
    made = list(readings(options.documents))
    embedder = Remembered(LazyMeaning())
    words = list(dict.fromkeys(wording for reading in made for wording in wordings(reading)))
    seconds = timed(lambda: embedder(words))
    claims = sum(len(reading.claims) for reading in made)
    print(f"{len(made)} documents, {claims} claims, {len(embedder)} wordings")
    print(f"meaning           {len(words) / seconds:8.1f} wordings/s {seconds:6.1f} s, once, not in what follows")
    if options.profile:
        profile(made, embedder)
        return
    if options.only != "postgresql":
        print("SQLite")
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder) / "bench.db", made, embedder)
    if options.only != "sqlite":
        with server() as address:
            print("PostgreSQL" if address else "PostgreSQL: skipped, no server here")
            if address:
                measure(address, made, embedder)


if __name__ == "__main__":
    main()

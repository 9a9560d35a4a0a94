"""What the web pages cost on a large ledger: 20 readers at one request a second each, while another process appends.

    python -m bench.web [--statements N] [--keep PLACE] [--seconds S] [--readers N]

The ledger is filled by program with invented reports (bench/archive.py), through the same append that `onrecord read` uses; --keep names a file,
or the address of an empty PostgreSQL database, that is filled once and used again. The server is the real command on loopback. Times are those
inside the application, as its Server-Timing header gives them. On a machine that is busy otherwise they say more about the machine: the processor's
time of each page, measured first with one reader alone, does not depend on that.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.parse import quote

import httpx

from bench.archive import WordMeaning, archive
from bench.read import timed
from onrecord.ledger import Ledger, Provenance
from onrecord.publish.web.timing import HEADER

BATCH = 400  # readings in one append while the ledger is filled; each append works out again what it touches, once
MEDIAN, SLOWEST = 150, 400  # milliseconds: the goals for the median and the 95th percentile of every page
ALONE = 6  # requests of each page with nobody else there
LONGEST = 600.0  # seconds
MORE = 10**6  # statements that can be appended while readers read
PAUSE = 0.5  # seconds between two appended reports: `onrecord read` on one core makes about two a second
BY = Provenance("bench", "bench", "2026-01-01T00:00:00Z")


@dataclass(frozen=True)
class Site:
    """What there is to look at."""

    documents: Sequence[str]
    threads: Sequence[str]
    actors: Sequence[str]
    words: Sequence[str]

    def pages(self) -> Mapping[str, Callable[[random.Random], str]]:
        """Each page by its name: an address, by chance."""
        found: dict[str, Callable[[random.Random], str]] = {
            "home": lambda _: "/",
            "report": lambda chance: f"/report/{chance.choice(self.documents)}",
            "thread": lambda chance: f"/thread/{chance.choice(self.threads)}",
            "actor": lambda chance: f"/actor/{quote(chance.choice(self.actors), safe='')}",
            "matrix": lambda chance: f"/matrix?sort={chance.choice(('contested', 'latest', 'sources', 'title'))}",
            "flows": lambda _: "/flows",
            "search, newest": lambda _: "/search?",
            "search, words": lambda chance: f"/search?q={quote(chance.choice(self.words))}",
            "search, filters": lambda chance: f"/search?act={chance.choice(('deny', 'warn'))}&publisher=valley&since=2024-05",
            "search, speaker": lambda chance: f"/search?speaker={quote(chance.choice(self.actors))}",
            "queue": lambda _: "/queue?",
        }
        twins = {
            f"{name}, JSON": lambda chance, page=page: with_json(page(chance))
            for name, page in found.items()
            if name in {"home", "report", "thread", "actor", "matrix", "flows", "search, words", "queue"}
        }
        return found | twins


def with_json(address: str) -> str:
    """The JSON twin of a page."""
    return f"{address}{'&' if '?' in address else '?'}format=json"


def filled(place: Path | str, statements: int) -> None:
    """Appends until there are as many; a ledger that was filled before is left as it is."""
    with Ledger.open(place, embedder=WordMeaning()) as ledger:
        if ledger.counts().statements >= statements:
            return
        made = archive(statements)
        while some := list(islice(made, BATCH)):
            ledger.append(some, BY)
            print(f"\rfilling {100 * ledger.counts().statements // statements} % ", end="", file=sys.stderr, flush=True)
        print("\r", end="", file=sys.stderr)


def site_of(place: Path | str) -> Site:
    """What readers will look at: reports, threads and actors of all sizes."""
    chance = random.Random(3)
    with Ledger.open(place, create=False) as ledger:
        hits = ledger.find(limit=3000)
        lines = [*ledger.threads(limit=1000), *sorted(ledger.threads(limit=20_000), key=lambda line: -line.claims)[:200]]
    speakers = Counter(hit.statement.speaker.name for hit in hits if hit.statement.speaker)
    parties = Counter(holder for line in lines for holder in line.holders)
    actors = [name for name, _ in (speakers + parties).most_common(200)]
    words = [" ".join(re.findall(r"[a-z]{4,}", hit.content)[:2]) for hit in hits[:200]]
    documents = sorted({hit.statement.document for hit in hits})
    return Site(documents, [line.id for line in chance.sample(lines, len(lines))], actors, words)


def append_on(place: str) -> None:
    """Appends further reports, one at a time, until standard input ends."""
    stop = threading.Event()

    def listen() -> None:
        sys.stdin.read()
        stop.set()

    threading.Thread(target=listen, daemon=True).start()
    with Ledger.open(place, embedder=WordMeaning()) as ledger:
        for reading in archive(MORE, seed=12, start=ledger.counts().documents):
            if stop.is_set():
                return
            ledger.append([reading], Provenance("bench", "bench", f"{time.time():.3f}"))
            stop.wait(PAUSE)


@contextmanager
def appending(place: Path | str) -> Iterator[None]:
    """Another process appends for the time of this."""
    command = [sys.executable, "-m", "bench.web", "--append", "--keep", str(place)]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        try:
            yield
        finally:
            if process.stdin:
                process.stdin.close()
            process.wait(60)


@contextmanager
def serving(place: Path | str) -> Iterator[tuple[str, subprocess.Popen[str], float]]:
    """The command `onrecord serve`: its address, its process, and the seconds from its start to the first page."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "onrecord", "serve", "--ledger", str(place), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            told = process.stderr.readline() if process.stderr else ""
            address = told.split(" ", 1)[0].rstrip("/\n")
            httpx.get(f"{address}/", timeout=60).raise_for_status()
            yield address, process, time.perf_counter() - start
        finally:
            process.terminate()
            process.wait(30)


def alone(address: str, process: int, site: Site) -> dict[str, float]:
    """Milliseconds of the processor for each page, with one reader."""
    chance, costs = random.Random(5), {}
    with httpx.Client(base_url=address, timeout=120) as client:
        for name, page in site.pages().items():
            client.get(page(chance)).raise_for_status()
            before = processor(process)
            for _ in range(ALONE):
                client.get(page(chance)).raise_for_status()
            costs[name] = 1000 * (processor(process) - before) / ALONE
    return costs


def processor(process: int) -> float:
    """Seconds of processor time that a process has had."""
    tasks = Path(f"/proc/{process}/task").iterdir()
    return sum(int((task / "schedstat").read_text("ascii").split()[0]) for task in tasks) / 1e9


def memory(process: int, what: str) -> float:
    """Megabytes of a process: VmRSS now, VmHWM at most."""
    status = Path(f"/proc/{process}/status").read_text("ascii", "replace")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(what)) / 1024


async def visited(address: str, site: Site, readers: int, seconds: float) -> dict[str, list[float]]:
    """Milliseconds inside the application for each page, asked by some readers once a second each."""
    found: dict[str, list[float]] = defaultdict(list)
    pages = site.pages()
    end = time.perf_counter() + min(seconds, LONGEST)

    async def read(number: int, client: httpx.AsyncClient) -> None:
        chance = random.Random(number)
        await asyncio.sleep(chance.random())
        while time.perf_counter() < end:
            begun = time.perf_counter()
            name = chance.choice(sorted(pages))
            answer = await client.get(pages[name](chance))
            answer.raise_for_status()
            found[name].append(float(answer.headers[HEADER].split("dur=")[1]))
            await asyncio.sleep(max(0.0, begun + 1 - time.perf_counter()))

    limits = httpx.Limits(max_connections=readers)
    async with httpx.AsyncClient(base_url=address, timeout=120, limits=limits) as client:
        await asyncio.gather(*(read(number, client) for number in range(readers)))
    return found


def show(found: Mapping[str, Sequence[float]], costs: Mapping[str, float]) -> None:
    """Print page by page."""
    print(f"{'page':22}{'requests':>9}{'median':>9}{'p95':>9}   ms in the app{'processor alone':>18}")
    for name, cost in costs.items():
        times = sorted(found.get(name, ()))
        if times:
            middle, slow = statistics.median(times), times[min(len(times) - 1, int(0.95 * len(times)))]
            mark = "" if middle < MEDIAN and slow < SLOWEST else "  over the goal"
            print(f"{name:22}{len(times):9d}{middle:9.1f}{slow:9.1f}{'':16}{cost:18.1f}{mark}")


def measure(place: Path | str, readers: int, seconds: float) -> None:
    """Print what one ledger costs."""
    site = site_of(place)
    with serving(place) as (address, process, first):
        print(f"first page        {first:8.2f} s after the command")
        costs = alone(address, process.pid, site)
        print(f"memory            {memory(process.pid, 'VmRSS'):8.0f} MB after each page, no model loaded")
        with appending(place):
            found = asyncio.run(visited(address, site, readers, seconds))
        print(f"memory            {memory(process.pid, 'VmHWM'):8.0f} MB at most")
        print(
            f"{readers} readers at one request a second, {sum(map(len, found.values()))} requests, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
        )
        show(found, costs)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--keep", help="the ledger to fill, or to use if it is filled")
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--append", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.append:
        append_on(options.keep)
        return
    with tempfile.TemporaryDirectory() as folder:
        place = options.keep or str(Path(folder) / "archive.db")
        seconds = timed(lambda: filled(place, options.statements))
        print(f"{options.statements} statements, {seconds:.0f} s to fill the ledger")
        measure(place, options.readers, options.seconds)


if __name__ == "__main__":
    main()

"""A running server on a ledger of the bundled examples, and a real browser in front of it."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from onrecord.acquire import files
from onrecord.acquire.fetch import Client, fetch
from onrecord.ledger import Ledger, Provenance
from onrecord.meaning import LazyMeaning
from onrecord.pipeline import Models, Pipeline
from onrecord.publish.reporter import example_paths
from onrecord.publish.web.app import create_app
from onrecord.publish.web.readings import Hands
from onrecord.publish.web.security import Access

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run".split()
BY = Provenance("onrecord test", "model", "2026-01-01T00:00:00+00:00")
SHELLS = """Seoul says the North shipped shells; Pyongyang denies it

By a staff reporter

SEOUL, Sept. 14, 2023 — South Korea said on Thursday that North Korea had shipped artillery shells to Russia.

North Korea denied that it had shipped artillery shells to Russia.

Norway said that Sweden had sold rifles to Kenya.
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser these tests are skipped, and say so."""
    if CHROMIUM is None:
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine (Debian: apt-get install chromium)"))


@dataclass
class Guarded:
    """A page, and everything it said or asked for that it should not have."""

    page: Page
    origin: str
    faults: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Goes to a path of the server."""
        response = self.page.goto(self.origin + path)
        assert response is not None
        assert response.ok, f"{path}: {response.status}"
        return self.page


class Visit(Protocol):
    """Opens a window of the browser."""

    def __call__(self, scheme: Literal["light", "dark"] = "light", width: int = 1280) -> Guarded: ...


@pytest.fixture(scope="session")
def origin(models: Models, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on the examples and a report about transfers."""
    pipeline = Pipeline(models)
    report = tmp_path_factory.mktemp("reports") / "shells.txt"
    report.write_text(SHELLS, encoding="utf-8")
    path = tmp_path_factory.mktemp("ledger") / "ledger.db"
    with ExitStack() as stack:
        ledger = stack.enter_context(Ledger.open(path, embedder=LazyMeaning()))
        pages = list(files.pages([*example_paths(), str(report)], stdin=None))
        ledger.append(list(pipeline(pages)), BY)
        client = stack.enter_context(Client())
        hands = Hands(pipeline, lambda url: fetch(url, client), files.unpack, lambda place: files.pages([place], stdin=None), lambda: BY)
        yield from _served(ledger, hands)


def _served(ledger: Ledger, hands: Hands) -> Iterator[str]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(ledger, hands, Access()), log_level="warning", lifespan="on"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        end = time.monotonic() + 30
        while not server.started and time.monotonic() < end:
            time.sleep(0.05)
        assert server.started
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, origin: str) -> Iterator[Visit]:
    """Opens windows; afterwards none may have had an error, or have asked another host for anything."""
    opened: list[Guarded] = []

    def window(scheme: Literal["light", "dark"] = "light", width: int = 1280) -> Guarded:
        page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, locale="en-GB")
        page.set_default_timeout(30_000)
        guarded = Guarded(page, origin)
        page.on("console", lambda message: guarded.faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: guarded.faults.append(str(error)))
        page.on("request", lambda asked: None if asked.url.startswith((origin, "data:", "blob:")) else guarded.faults.append(asked.url))
        opened.append(guarded)
        return guarded

    yield window
    for guarded in opened:
        guarded.page.close()
    assert [fault for guarded in opened for fault in guarded.faults] == []

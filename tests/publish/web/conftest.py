"""A running application on a ledger of two short reports, with the real models and a web that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response
from tests.ledger.samples import BY, harbour, ledger_path, note

from onrecord.acquire import files
from onrecord.acquire.fetch import Client, fetch
from onrecord.errors import PageError
from onrecord.ledger import Ledger
from onrecord.pipeline import Models, Pipeline
from onrecord.publish.web.app import create_app
from onrecord.publish.web.readings import Hands
from onrecord.publish.web.security import Access

ORIGIN = "http://127.0.0.1:8765"
BRIDGE = (
    "Bridge closed after crack is found\n\nThe mayor of Arenal, Maria Lopez, said on Monday that the bridge would stay closed.\n\n"
    "“It is not safe,” she told Reuters. The builder denied that its steel was too weak.\n"
)


def site(request: httpx.Request) -> httpx.Response:
    """The whole web: one report and its robots.txt."""
    pages = {"/robots.txt": "User-agent: *\nAllow: /", "/bridge": BRIDGE}
    text = pages.get(request.url.path)
    return httpx.Response(200 if text else 404, text=text or "")


def token(page: Response) -> str:
    """What a form of a page must hand back."""
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', page.text)
    assert found
    return found[1]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(ledger_path(tmp_path)) as opened:
        yield opened


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.append([note(), harbour()], BY)
    return ledger


ADDRESSES = {
    "news.example": "93.184.215.14",
    "inside.example": "10.0.0.7",
    "2130706433": "127.0.0.1",
    "127.0.0.1": "127.0.0.1",
    "::1": "::1",
}


def resolver(host: str, _port: int, _seconds: float) -> tuple[str, ...]:
    """Where the names lead that there are."""
    if host not in ADDRESSES:
        raise PageError(f"no server is known by the name {host}")
    return (ADDRESSES[host],)


@pytest.fixture
def hands(models: Models) -> Iterator[Hands]:
    client = Client(transport=httpx.MockTransport(site), resolver=resolver)
    with client:
        yield Hands(
            Pipeline(models), lambda url: fetch(url, client), files.unpack, lambda path: files.pages([path], stdin=None), lambda: BY
        )


@pytest.fixture
def app(filled: Ledger, hands: Hands) -> FastAPI:
    return create_app(filled, hands, Access())


@pytest.fixture
def browser(app: FastAPI) -> Iterator[TestClient]:
    """Somebody's browser on the same machine."""
    with TestClient(app, base_url=ORIGIN, headers={"Accept": "text/html"}, follow_redirects=True) as client:
        yield client

"""What the pages do where there is much, and that they are quick to start."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.ledger.matters import reading
from tests.ledger.samples import BY, ledger_path, note

from onrecord.ledger import Ledger
from onrecord.publish.web.app import create_app
from onrecord.publish.web.readings import Hands
from onrecord.publish.web.security import Access
from onrecord.publish.web.timing import HEADER

HEAVY = {"spacy", "onnxruntime", "tokenizers", "altair", "vl_convert"}
START = """
import sys
from fastapi.testclient import TestClient
from onrecord import cli
from onrecord.publish.web import server

def visit(app, listening):
    with TestClient(app, base_url="http://127.0.0.1", headers={"Accept": "text/html"}) as browser:
        assert "Ana Brûlé" in browser.get("/").text
        for path in ("/search?q=arms", "/matrix", "/queue", sys.argv[2], "/api/v1/threads"):
            assert browser.get(path).status_code == 200, path
    print(*sorted(set(sys.modules) & set(sys.argv[3].split(","))))
    print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1])

server.run = visit
cli.main(["serve", "--ledger", sys.argv[1], "--port", "0"], standalone_mode=False)
"""


@pytest.fixture
def crowded(filled: Ledger) -> Ledger:
    """A ledger of forty-five matters of one holder."""
    names = [
        f"{one}{other}"
        for one in ("Aas", "Bel", "Cor", "Dun", "Eik", "Fos", "Gul", "Hol", "Ims")
        for other in ("vik", "by", "stad", "nes", "dal")
    ]
    days = [f"2031-{1 + n % 12:02d}-{1 + n % 28:02d}" for n in range(len(names))]
    filled.append(
        [
            reading(f"that {name} {name[::-1].lower()} {name[:3] * 3}", publisher=name, day=day)
            for name, day in zip(names, days, strict=True)
        ],
        BY,
    )
    return filled


def followed(browser: TestClient, path: str) -> list[str]:
    """The titles on a page and on all that follow it."""
    titles: list[str] = []
    address: str | None = path
    while address:
        page = browser.get(address).text
        titles += re.findall(r'<(?:th scope="row"|h3)><a href="/thread/[^"]+"><bdi>([^<]+)', page)
        following = re.search(r'href="([^"]+)" rel="next"', page)
        address = path.partition("?")[0] + following[1].replace("&amp;", "&") if following else None
    return titles


def test_the_matrix_is_sorted_over_all_its_portions(browser: TestClient, crowded: Ledger) -> None:
    titles = followed(browser, "/matrix?sort=title")
    assert len(titles) == len(set(titles)) == len(crowded.threads(limit=1000)) > 40
    assert all(one.casefold() <= other.casefold() for one, other in pairwise(titles))


@pytest.mark.usefixtures("crowded")
def test_an_actor_in_many_threads_comes_in_portions(browser: TestClient) -> None:
    titles = followed(browser, "/actor/Norland")
    assert len(titles) == len(set(titles)) == 45
    assert "1 to 20 of 45" in browser.get("/actor/Norland").text


@pytest.mark.usefixtures("crowded")
def test_home_shows_few_statements_of_one_report_while_there_are_others(browser: TestClient) -> None:
    shown = [line["document"] for line in browser.get("/?format=json").json()["statements"]]
    assert len(shown) == 12
    assert max(shown.count(document) for document in shown) <= 2


@pytest.mark.usefixtures("crowded")
def test_search_by_country_and_by_how_the_thread_stands(browser: TestClient) -> None:
    page = browser.get("/search?status=uncontested&speaker=norland").text
    assert page.count('class="hit ') == 25
    assert "<option selected>uncontested" in page
    assert "status=uncontested" in re.findall(r'href="([^"]+)" rel="next"', page)[0]
    assert browser.get("/api/v1/statements?country=NOR").json()["items"] == []
    assert browser.get("/api/v1/statements?status=gone").status_code == 422


def test_answers_say_how_long_they_took_where_only_this_machine_asks(browser: TestClient, filled: Ledger, hands: Hands) -> None:
    assert re.fullmatch(r"app;dur=\d+\.\d", browser.get("/").headers[HEADER])
    open_to_all = create_app(filled, hands, Access("0.0.0.0", ("a long password",)))
    with TestClient(open_to_all, base_url="http://192.0.2.1") as stranger:
        assert HEADER not in stranger.get("/login").headers


def test_no_model_and_no_chart_library_is_loaded_before_it_is_needed(tmp_path: Path) -> None:
    path = ledger_path(tmp_path)
    with Ledger.open(path) as ledger:
        ledger.append([note()], BY)
    command = [sys.executable, "-c", START, str(path), f"/report/{note().document.id}", ",".join(HEAVY)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    loaded, most = done.stdout.split("\n")[:2]
    assert loaded == ""
    assert int(most) / 1024 < 400

"""The pages, as somebody with a browser meets them."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response
from tests.ledger.samples import BY, NOTE, note
from tests.publish.web.conftest import BRIDGE, ORIGIN, token

from onrecord.codec import document_id, statement_id
from onrecord.ledger import Ledger
from onrecord.publish.web.app import create_app
from onrecord.publish.web.readings import Hands
from onrecord.publish.web.security import Access
from onrecord.records import Act, Document, Reading, Speaker, SpeakerKind, Statement, Style

HOSTILE = "</title><script>alert(1)</script><img src=x onerror=alert(1)>\"'{{ 7*7 }}\u202e"


def hand_in(browser: TestClient, words: str, **more: str) -> Response:
    return browser.post("/read", data={"csrf": token(browser.get("/")), "words": words, **more})


def plain(page: str) -> str:
    """The words of a page without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


def test_a_pasted_text_is_shown_with_its_statements(browser: TestClient) -> None:
    page = hand_in(browser, BRIDGE, publisher="Arenal Post", published="2024-05-02")
    assert page.status_code == 200
    assert re.fullmatch(r"/report/d-[0-9a-f]{24}", page.url.path)
    assert "Arenal Post" in page.text
    assert "2 May 2024" in page.text
    cards = page.text.split('class="cards"')[1]
    assert "Maria Lopez" in cards
    assert "via <bdi>Reuters</bdi>" in cards
    assert '<span class="act">deny' in cards
    assert "that the bridge would stay closed" in plain(cards)


def test_the_same_text_twice_is_one_report(browser: TestClient) -> None:
    first, second = hand_in(browser, BRIDGE), hand_in(browser, BRIDGE.replace("\n", "\r\n"))
    assert first.url.path != "/"
    assert browser.get("/api/v1/counts").json()["documents"] == 3
    assert first.url.path == second.url.path


def test_an_address_is_fetched_and_read(browser: TestClient) -> None:
    page = hand_in(browser, " https://news.example/bridge ")
    assert "Maria Lopez" in page.text
    assert 'href="https://news.example/bridge"' in page.text


@pytest.mark.parametrize("address", ["http://127.0.0.1/bridge", "http://inside.example/bridge", "http://[::1]/", "http://2130706433/"])
def test_addresses_within_are_not_visited(browser: TestClient, address: str) -> None:
    page = hand_in(browser, address)
    assert page.url.path.startswith("/queue/")
    assert "skipped 1" in plain(page.text)
    assert "not allowed" in page.text or "no server is known" in page.text


def test_what_cannot_be_read_says_why(browser: TestClient) -> None:
    page = hand_in(browser, "Der Minister sagte am Montag vor der Presse, dass die Brücke wegen eines Risses geschlossen bleibt. " * 4)
    assert "written in German" in page.text


def test_nothing_handed_in_is_told(browser: TestClient) -> None:
    page = hand_in(browser, "  \n ")
    assert page.status_code == 422
    assert "there is nothing to read" in page.text


@pytest.mark.parametrize(
    "words", ["htp:/news.example/bridge", "https://", "bridge", "https://news.example/bridge\nand one more", "https://news.example/a, b"]
)
def test_a_slip_in_an_address_is_no_report(browser: TestClient, words: str) -> None:
    page = hand_in(browser, words)
    assert page.status_code == 422
    assert "is neither a web address, which begins with http:// or https://, nor the text of a report" in page.text
    assert "2 reports" in plain(browser.get("/").text)


def test_an_address_may_be_copied_without_its_beginning(browser: TestClient) -> None:
    assert "the bridge would stay closed" in plain(hand_in(browser, "news.example/bridge").text)


def test_a_text_may_hold_addresses(browser: TestClient) -> None:
    page = hand_in(browser, f"https://news.example/bridge\n\n{BRIDGE}")
    assert page.url.path.startswith("/report/")


def test_a_field_that_is_written_wrongly_says_how_to_write_it(browser: TestClient) -> None:
    page = browser.get("/search", params={"since": "last week"})
    assert page.status_code == 422
    assert "“last week” is not what since can be: write a year, a month or a day, like 1962, 1962-10 or 1962-10-25" in page.text


def test_home_of_an_empty_ledger_says_what_to_do(ledger: Ledger, hands: Hands) -> None:
    with TestClient(create_app(ledger, hands, Access()), base_url=ORIGIN, headers={"Accept": "text/html"}) as browser:
        page = browser.get("/")
        assert page.status_code == 200
        assert "The ledger is empty" in page.text
        assert "onrecord read --examples" in page.text
        assert "The ledger is empty" in browser.get("/search").text


def test_home_shows_the_newest_and_counts(browser: TestClient) -> None:
    page = plain(browser.get("/").text)
    assert "2 reports" in page
    assert "4 statements" in page
    assert page.index("Tom Reed") < page.index("Ana Brûlé")


def test_a_report_shows_its_whole_text(browser: TestClient) -> None:
    page = browser.get(f"/report/{note().document.id}")
    text = re.search(r'<div class="text"[^>]*>(.*?)</div>\s*<section', page.text, re.DOTALL)
    assert text
    assert re.sub(r"<[^>]+>", "", text[1]) == NOTE


def test_cards_can_be_filtered_without_script(browser: TestClient) -> None:
    page = browser.get(f"/report/{note().document.id}", params={"act": "deny"}).text
    shown = re.findall(r'<li class="card [^>]*data-act="(\w+)"[^>]*?( hidden)?>', page)
    assert [(act, bool(hidden)) for act, hidden in shown] == [("deny", False), ("state", True), ("confirm", True)]
    assert "<option selected>deny</option>" in page


def test_a_share_link_opens_the_report_at_the_statement(browser: TestClient) -> None:
    said = note().statements[1]
    answer = browser.get(f"/statement/{said.id}", follow_redirects=False)
    assert answer.headers["location"] == f"/report/{said.document}#{said.id}"
    assert f'id="{said.id}"' in browser.get(answer.headers["location"]).text


def test_a_quote_is_copied_with_who_said_it_where(browser: TestClient) -> None:
    page = browser.get(f"/report/{note().document.id}").text
    assert (
        "“We sent medicine,” (Ana Brûlé, in “Minister denies shipment”, The Evening Globe, 4 March 2025, https://news.example/note)" in page
    )


def test_a_quote_of_a_text_without_an_address_is_copied_with_its_title(browser: TestClient) -> None:
    page = hand_in(browser, BRIDGE).text
    assert "Handed in as a text or a file; it has no address of its own" in page
    assert re.search(r"\([^()]+, in “Bridge closed after crack is found”\)", page)


def test_a_statement_is_listed_with_how_it_was_said(browser: TestClient) -> None:
    page = plain(browser.get("/search", params={"q": "shipped"}).text)
    assert "denied that arms had been shipped" in page


def test_search_by_words_and_filters(browser: TestClient) -> None:
    found = browser.get("/search", params={"q": "medicine", "act": "", "since": "2025"}).text
    assert "We sent medicine" in found
    assert "four ships" not in found
    nothing = browser.get("/search", params={"q": "zeppelin"}).text
    assert "No statement matches" in nothing
    assert "four ships" in browser.get("/search", params={"speaker": "reed"}).text


@pytest.mark.parametrize("path", ["/", "/search?q=ships", f"/report/{note().document.id}", "/queue"])
def test_every_page_has_a_json_twin(browser: TestClient, path: str) -> None:
    answer = browser.get(f"{path}{'&' if '?' in path else '?'}format=json")
    assert answer.headers["content-type"] == "application/json"
    assert isinstance(json.loads(answer.text), dict)


def test_the_twin_of_a_report_is_what_read_prints(browser: TestClient) -> None:
    items = browser.get(f"/report/{note().document.id}?format=json").json()["items"]
    assert [item["type"] for item in items] == ["document", "statement", "statement", "statement"]
    assert items[0]["text"] == NOTE


def test_files_wait_in_the_queue_and_are_read(browser: TestClient, app: FastAPI) -> None:
    files = [("files", ("story.txt", BRIDGE.encode())), ("files", ("../../etc/photo.png", b"\x89PNG\r\n"))]
    page = browser.post("/queue/files", data={"csrf": token(browser.get("/queue"))}, files=files)
    job = app.state.web.queue.jobs()[0]
    assert job.ended.wait(60)
    page = browser.get(page.url)
    assert "reports 1" in plain(page.text)
    assert "this is a picture" in page.text
    assert "photo.png" in page.text
    assert "2 files" in browser.get("/queue").text


def test_a_folder_is_read_where_only_this_machine_can_ask(
    browser: TestClient, app: FastAPI, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("saved")
    (folder / "story.txt").write_text(BRIDGE, "utf-8")
    browser.post("/queue/folder", data={"csrf": token(browser.get("/queue")), "path": str(folder)})
    job = app.state.web.queue.jobs()[0]
    assert job.ended.wait(60)
    assert job.reports == 1


def test_a_job_can_be_stopped(browser: TestClient, app: FastAPI) -> None:
    csrf = token(browser.get("/queue"))
    addresses = "\n".join(f"https://news.example/{n}" for n in range(900))
    page = browser.post("/queue/words", data={"csrf": csrf, "words": addresses})
    browser.post(f"{page.url.path}/stop", data={"csrf": csrf})
    job = app.state.web.queue.jobs()[0]
    assert job.over
    assert job.state == "stopped"
    assert job.skips < 900


def hostile() -> Reading:
    """A report that would take a page over."""
    text = f"{HOSTILE}\n\n{HOSTILE} said {HOSTILE}."
    document = Document(document_id("javascript:alert(1)", text), "javascript:alert(1)", text, HOSTILE, HOSTILE, HOSTILE, language=HOSTILE)
    size, start = len(HOSTILE), len(HOSTILE) + 2
    roles = (((start, start + size),), ((start + size + 1, start + size + 5),), ((start + size + 6, len(text) - 1),))
    speaker = Speaker(HOSTILE, SpeakerKind.PERSON, HOSTILE, role=HOSTILE)
    said = Statement(statement_id(document.id, *roles), document.id, *roles, style=Style.DIRECT, speaker=speaker, act=Act.STATE)
    return Reading(document, (replace(said, channels=(HOSTILE,), said_on=HOSTILE),))


def test_hostile_words_stay_words(browser: TestClient, filled: Ledger) -> None:
    reading = hostile()
    filled.append([reading], BY)
    for path in (
        "/",
        "/search",
        f"/search?q={HOSTILE}",
        f"/report/{reading.document.id}",
        f"/report/{reading.document.id}?speaker={HOSTILE}",
    ):
        page = browser.get(path)
        assert page.status_code == 200, path
        assert "<img" not in page.text
        assert page.text.count("<script") == len(re.findall(r'<script src="/static/\w+\.js\?v=\w+" defer></script>', page.text))
        assert not re.search(r'(href|src|action)="\s*javascript:', page.text, re.IGNORECASE)
        assert "49" not in plain(page.text).replace(document_id("", ""), "")


def test_hostile_words_that_are_handed_in_stay_words(browser: TestClient, app: FastAPI) -> None:
    page = hand_in(browser, f"{HOSTILE} " * 3, title=HOSTILE, publisher=HOSTILE)
    assert app.state.web.queue.jobs()[0].ended.wait(60)
    for shown in (page, browser.get("/queue"), browser.get(f"/nowhere{HOSTILE}")):
        assert "<img" not in shown.text
        assert "<script>" not in shown.text


@pytest.mark.parametrize(
    "path", ["/report/d-000000000000000000000000", "/report/x", "/statement/s-000000000000000000000000", "/queue/x", "/no"]
)
def test_what_is_not_there_is_said_kindly(browser: TestClient, path: str) -> None:
    page = browser.get(path)
    assert page.status_code == 404
    assert "<h1" in page.text
    assert 'href="/search"' in page.text


@pytest.mark.parametrize("name", ["../security.py", "..%2fsecurity.py", "%2e%2e/security.py", "/etc/passwd", "style.css%00", "templates"])
def test_static_files_are_those_of_the_list(browser: TestClient, name: str) -> None:
    assert browser.get(f"/static/{name}").status_code == 404


def test_styles_and_scripts_may_be_kept_by_the_browser(browser: TestClient) -> None:
    page = browser.get("/").text
    for address in re.findall(r'(?:src|href)="(/static/[^"]+)"', page):
        answer = browser.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]


def test_pages_ask_nothing_of_other_hosts(browser: TestClient) -> None:
    for path in ("/", "/search", "/queue", "/login"):
        assert not re.search(r'(?:src|action)="(?:https?:)?//', browser.get(path).text)

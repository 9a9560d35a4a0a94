"""Who may see the pages, who may change things, and what no request may do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from tests.publish.web.conftest import BRIDGE, ORIGIN, token

from onrecord.errors import SettingsError
from onrecord.ledger import Ledger
from onrecord.publish.web.app import create_app
from onrecord.publish.web.readings import Hands
from onrecord.publish.web.security import MAX_BODY, Access, local_path
from onrecord.publish.web.sessions import IDLE, LIFETIME, PAUSE, TRIES

PASSWORD = "a long password, of words"
ELSEWHERE = "http://192.0.2.7:8765"


@dataclass
class Clock:
    """A clock that a test moves."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def guest(filled: Ledger, hands: Hands, clock: Clock) -> Iterator[TestClient]:
    """Somebody's browser on another machine, of a server that wants a password."""
    app = create_app(filled, hands, Access("0.0.0.0", (PASSWORD, "token-for-programs"), ("ledger.example",)), clock=clock)
    with TestClient(app, base_url=ELSEWHERE, headers={"Accept": "text/html"}) as client:
        yield client


def login(guest: TestClient, password: str = PASSWORD, after: str = "/") -> Response:
    return guest.post("/login", data={"csrf": token(guest.get("/login")), "password": password, "next": after})


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "ledger.example"])
def test_other_machines_need_a_password(host: str) -> None:
    with pytest.raises(SettingsError, match="--password-file"):
        Access(host)
    assert not Access(host, (PASSWORD,)).local


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.8.8"])
def test_this_machine_needs_none(host: str) -> None:
    assert Access(host).local


def test_a_short_password_is_refused() -> None:
    with pytest.raises(SettingsError, match="too short"):
        Access("0.0.0.0", ("1234567",))


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "localhost.evil.example", "192.0.2.7", "", "[", "a@b"]
)
def test_a_foreign_host_name_gets_nothing(browser: TestClient, host: str) -> None:
    answer = browser.get("/", headers={"Host": host})
    assert answer.status_code == 421
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost", "LOCALHOST:1", "[::1]:8765"])
def test_the_names_of_this_machine_are_known(browser: TestClient, host: str) -> None:
    assert browser.get("/", headers={"Host": host}).status_code == 200


def test_names_of_a_public_server(guest: TestClient) -> None:
    assert guest.get("/login", headers={"Host": "ledger.example"}).status_code == 200
    assert guest.get("/login", headers={"Host": "evil.example"}).status_code == 421


def test_every_answer_has_the_headers_of_caution(browser: TestClient) -> None:
    for path in ("/", "/api/v1/counts", "/static/app.js", "/no"):
        headers = browser.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_pages_hold_no_inline_script_or_style(browser: TestClient) -> None:
    for path in ("/", "/search", "/queue"):
        page = browser.get(path).text
        assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=", page)


CHANGES = ["/read", "/queue/files", "/queue/words", "/queue/folder", "/queue/x/stop", "/login", "/logout"]


@pytest.mark.parametrize("path", CHANGES)
def test_a_change_needs_the_token_of_the_session(browser: TestClient, path: str) -> None:
    right = token(browser.get("/"))
    for sent in (None, "0" * 64, right[:-1], "ü"):
        answer = browser.post(path, data={"words": BRIDGE} | ({"csrf": sent} if sent else {}))
        assert answer.status_code == 403, sent
    browser.cookies.clear()
    assert browser.post(path, data={"words": BRIDGE, "csrf": right}).status_code == 403


def test_another_sites_page_cannot_change_anything(browser: TestClient) -> None:
    right = token(browser.get("/"))
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        assert browser.post("/read", data={"words": BRIDGE, "csrf": right}, headers=headers).status_code == 403
        assert browser.post("/api/v1/documents", json={"text": BRIDGE}, headers=headers).status_code == 403


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""])
def test_what_a_foreign_form_can_send_is_no_call_of_the_interface(browser: TestClient, kind: str) -> None:
    answer = browser.post("/api/v1/documents", content=b'{"text": "The mayor said no."}', headers={"Content-Type": kind})
    assert answer.status_code in (400, 403, 422)
    assert browser.get("/api/v1/counts").json()["documents"] == 2


def test_the_cookie_is_out_of_reach(browser: TestClient) -> None:
    cookie = browser.get("/").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "set-cookie" not in browser.get("/").headers


def test_a_forged_cookie_is_replaced(browser: TestClient) -> None:
    browser.get("/")
    name, value = next(iter(browser.cookies.items()))
    browser.cookies.clear()
    answer = browser.get("/", headers={"Cookie": f"{name}={value[:-1]}{'0' if value[-1] != '0' else '1'}"})
    assert "set-cookie" in answer.headers


def test_too_large_a_request_is_refused_unread(browser: TestClient) -> None:
    answer = browser.post("/read", content=b"words=x", headers={"Content-Length": str(MAX_BODY + 1)})
    assert answer.status_code == 413
    assert "MB" in answer.json()["detail"]


def test_a_request_must_say_how_long_it_is(browser: TestClient) -> None:
    assert browser.post("/read", content=iter([b"words=x"])).status_code == 411


def test_a_long_text_is_refused_in_words(browser: TestClient) -> None:
    data = {"csrf": token(browser.get("/")), "words": "The mayor said that the bridge was safe. " * 30_000}
    page = browser.post("/read", data=data)
    assert "too long for a report" in page.text


def test_pages_are_behind_the_login(guest: TestClient) -> None:
    answer = guest.get("/search?q=arms", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=%2Fsearch%3Fq%3Darms"
    assert guest.get("/api/v1/statements", headers={"Accept": "*/*"}).status_code == 401
    assert "Ana" not in guest.get("/").text


def test_the_right_password_lets_in(guest: TestClient) -> None:
    assert login(guest, "a wrong password").status_code == 401
    page = login(guest, after="/search?q=medicine")
    assert page.url.path == "/search"
    assert "We sent medicine" in page.text
    assert "Log out" in page.text


def test_a_token_lets_programs_in(guest: TestClient) -> None:
    headers = {"Authorization": "Bearer token-for-programs", "Accept": "application/json"}
    assert guest.get("/api/v1/counts", headers=headers).json()["documents"] == 2
    assert guest.get("/api/v1/counts", headers=headers | {"Authorization": "Bearer token"}).status_code == 401


@pytest.mark.parametrize("seconds", [IDLE + 1, LIFETIME + 1])
def test_a_login_expires(guest: TestClient, clock: Clock, seconds: float) -> None:
    login(guest)
    assert guest.get("/search").url.path == "/search"
    clock.now += seconds
    assert guest.get("/search").url.path == "/login"


def test_a_login_in_use_ends_after_a_working_day(guest: TestClient, clock: Clock) -> None:
    login(guest)
    for _ in range(int(LIFETIME // 3600) - 1):
        clock.now += 3600
        assert guest.get("/search").url.path == "/search"
    clock.now += 3601
    assert guest.get("/search").url.path == "/login"


def test_logging_out_ends_the_login_even_for_who_kept_the_cookie(guest: TestClient) -> None:
    page = login(guest)
    kept = dict(guest.cookies)
    guest.post("/logout", data={"csrf": token(page)})
    guest.cookies.update(kept)
    assert guest.get("/").url.path == "/login"


def test_the_session_changes_with_the_login(guest: TestClient) -> None:
    guest.get("/login")
    before = dict(guest.cookies)
    login(guest)
    assert dict(guest.cookies) != before


def test_passwords_cannot_be_tried_without_end(guest: TestClient, clock: Clock) -> None:
    for _ in range(TRIES):
        assert login(guest, "a wrong password").status_code == 401
    assert login(guest).status_code == 429
    clock.now += PAUSE + 1
    assert login(guest).status_code == 200


@pytest.mark.parametrize("place", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", "/\nx"])
def test_a_login_goes_on_to_places_of_ours_only(place: str) -> None:
    assert local_path(place) == "/"
    assert local_path("/search?q=arms") == "/search?q=arms"


def test_folders_are_not_read_for_other_machines(guest: TestClient) -> None:
    page = login(guest)
    answer = guest.post("/queue/folder", data={"csrf": token(page), "path": "/etc"})
    assert answer.status_code == 403
    assert "/queue/folder" not in guest.get("/queue").text
    assert ORIGIN != ELSEWHERE

"""Fetching: what is refused, what is limited, and what a reader is told."""

import gzip
import socketserver
import threading
import time
from collections.abc import Callable, Iterator

import httpx
import pytest

from onrecord.acquire.addresses import refusal
from onrecord.acquire.fetch import Client, Limits, fetch, without_password
from onrecord.records import Page, Skipped

PUBLIC = "8.8.8.8"
PLACES = """
10.0.0.1 172.16.3.4 192.168.1.1 100.64.0.1 198.18.0.1 192.0.0.192 169.254.169.254 169.254.1.1 168.63.129.16
224.0.0.1 240.0.0.1 255.255.255.255 fe80::1 fe80::1%eth0 fec0::1 fc00::1 fd00:ec2::254 ff02::1 2001:db8::1 ::
::ffff:10.0.0.1 ::10.0.0.1 64:ff9b::a00:1 2002:a00:1::1
"""
REPORT = b"<html><body><p>The minister denied it.</p></body></html>"
SHORT = Limits(seconds=0.5, bytes=50_000, redirects=5)


class Site(socketserver.ThreadingTCPServer):
    """A small site on this machine, with every kind of trouble."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Visit)
        self.robots = b"HTTP/1.1 404 Not Found\r\n\r\n"
        self.asked: list[str] = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}"

    def answer(self, path: str) -> tuple[bytes, bytes]:
        """What is sent at once, and what is sent drop by drop."""
        ok = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
        answers = {
            "/robots.txt": (self.robots, b""),
            "/large": (ok + b"\r\n" + b"x" * 60_000, b""),
            "/announced": (ok + b"Content-Length: 60000\r\n\r\n", b""),
            "/bomb": (ok + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"x" * 5_000_000), b""),
            "/slow-head": (b"", b"HTTP/1.1 200 OK\r\nX-Slow: aaaaaaaaaaaa"),
            "/slow-body": (ok + b"\r\n", b"The minister denied everything."),
            "/silent": (b"", b""),
            "/loop": (b"HTTP/1.1 302 Found\r\nLocation: /loop\r\n\r\n", b""),
            "/moved": (b"HTTP/1.1 301 Moved\r\nLocation: /report#top\r\n\r\n", b""),
        }
        return answers.get(path, (ok + b"\r\n" + REPORT, b""))


class Visit(socketserver.StreamRequestHandler):
    """One request to the site."""

    def handle(self) -> None:
        """Answer by path, then hang up."""
        path = self.rfile.readline().split()[1].decode()
        while self.rfile.readline().strip():
            pass
        assert isinstance(self.server, Site)
        self.server.asked.append(path)
        whole, drops = self.server.answer(path)
        try:
            self.wfile.write(whole)
            for at in range(len(drops)):
                time.sleep(0.1)
                self.wfile.write(drops[at : at + 1])
        except OSError:
            return  # the client has had enough


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def told(answer: Page | Skipped) -> str:
    assert isinstance(answer, Skipped)
    assert answer.stage == "acquire"
    return answer.reason


def visitor(answer: Callable[[httpx.Request], httpx.Response], **hosts: str) -> Client:
    """A client on an invented internet: names lead where `hosts` says, else to a public address."""
    return Client(SHORT, transport=httpx.MockTransport(answer), resolver=lambda host, _port, _s: (hosts.get(host.split(".")[0], PUBLIC),))


def answering(status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> Callable[[httpx.Request], httpx.Response]:
    """A server that has no robots.txt and the same answer to everything else."""

    def answer(request: httpx.Request) -> httpx.Response:
        return (
            httpx.Response(404)
            if request.url.path == "/robots.txt"
            else httpx.Response(status, stream=httpx.ByteStream(body), headers=headers)
        )

    return answer


def test_page_is_fetched_with_type_charset_and_final_address(site: Site) -> None:
    with Client(SHORT) as client:
        page = fetch(site.url + "/moved", client, allow_private=True)
    assert page == Page(site.url + "/report", REPORT, "text/html", "utf-8")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/large", "larger than 0.05 MB"),
        ("/announced", "larger than 0.05 MB"),
        ("/bomb", "larger than 0.05 MB"),
        ("/slow-head", "did not answer within 0.5 seconds"),
        ("/slow-body", "within 0.5 seconds"),
        ("/silent", "broke off"),
        ("/loop", "redirects more than 5 times"),
    ],
)
def test_trouble_on_a_real_connection_is_skipped_in_time(site: Site, path: str, reason: str) -> None:
    began = time.monotonic()
    with Client(SHORT) as client:
        assert reason in told(fetch(site.url + path, client, allow_private=True))
    assert time.monotonic() - began < 2


def test_server_without_encryption_behind_https_is_skipped(site: Site) -> None:
    with Client(SHORT) as client:
        assert "no secure connection" in told(fetch(site.url.replace("http:", "https:"), client, allow_private=True))


def test_this_machine_is_refused_without_the_flag(site: Site) -> None:
    with Client(SHORT) as client:
        reason = told(fetch(site.url + "/report", client))
    assert reason == "the address leads to this machine (127.0.0.1), which is not allowed without --allow-private"
    assert site.asked == []


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0x7f.1", "127.1", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]", "localhost"])
def test_every_spelling_of_this_machine_is_refused(site: Site, host: str) -> None:
    with Client(SHORT) as client:
        assert "this machine" in told(fetch(site.url.replace("127.0.0.1", host), client))
    assert site.asked == []


@pytest.mark.parametrize(
    "address",
    PLACES.split(),
)
def test_places_that_are_not_public_are_refused(address: str) -> None:
    assert "not allowed without --allow-private" in str(refusal(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_allowed(address: str) -> None:
    assert refusal(address) is None


def test_redirect_to_this_machine_is_refused() -> None:
    client = visitor(answering(302, headers={"location": "http://inner.example/admin"}), inner="127.0.0.1")
    assert "leads to this machine (127.0.0.1)" in told(fetch("https://paper.example/a", client))


def test_one_bad_address_among_good_ones_is_refused() -> None:
    client = Client(SHORT, transport=httpx.MockTransport(answering(200, REPORT)), resolver=lambda *_: (PUBLIC, "10.0.0.7"))
    assert "a private network (10.0.0.7)" in told(fetch("https://paper.example/a", client))


def test_connection_goes_to_the_address_that_was_checked(site: Site) -> None:
    """A name that changes its mind after the check gains nothing: it is looked up once for each request."""
    asked = []

    def resolver(host: str, _port: int, _seconds: float) -> tuple[str, ...]:
        asked.append(host)
        return ("127.0.0.1",)

    with Client(SHORT, resolver=resolver) as client:
        page = fetch(site.url.replace("127.0.0.1", "paper.invalid") + "/report", client, allow_private=True)
    assert isinstance(page, Page)
    assert asked == ["paper.invalid"] * 2  # the page and its robots.txt


def test_robots_are_obeyed_and_asked_once(site: Site) -> None:
    site.robots = b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /private\n"
    with Client(SHORT) as client:
        assert "robots.txt asks programs not to read this page" in told(fetch(site.url + "/private/a", client, allow_private=True))
        assert isinstance(fetch(site.url + "/public", client, allow_private=True), Page)
    assert site.asked == ["/robots.txt", "/public"]


def test_robots_that_cannot_be_read_forbid(site: Site) -> None:
    site.robots = b"HTTP/1.1 503 Busy\r\n\r\n"
    with Client(SHORT) as client:
        reason = told(fetch(site.url + "/report", client, allow_private=True))
    assert reason == "the site's robots.txt could not be read (the server has a fault of its own (503)), so the page was left alone"
    assert site.asked == ["/robots.txt"]


def test_robots_hold_for_the_target_of_a_redirect_too() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/robots.txt":
            return httpx.Response(200, text="User-agent: onrecord\nDisallow: /" if request.url.host == "b.example" else "")
        return httpx.Response(301, headers={"location": "//b.example/x"})

    assert "asks programs not to read" in told(fetch("https://a.example/", visitor(answer)))


@pytest.mark.parametrize(
    ("status", "headers", "reason"),
    [
        (404, {}, "the server has no page at this address (404)"),
        (403, {}, "the server refuses access (403)"),
        (500, {}, "the server has a fault of its own (500)"),
        (200, {"content-type": "image/png"}, "the address leads to an image (image/png)"),
        (200, {"content-type": "video/mp4"}, "the address leads to a video (video/mp4)"),
        (200, {"content-encoding": "br"}, "the page is packed in a way that was not asked for (br)"),
        (200, {"content-encoding": "gzip, gzip"}, "the page is packed in a way that was not asked for (gzip, gzip)"),
        (200, {"content-encoding": "gzip"}, "the page arrived damaged: it cannot be unpacked"),
        (302, {"location": "ftp://files.example/a"}, "only http and https addresses can be fetched, not ftp"),
        (302, {"location": "http://"}, "this is no web address"),
    ],
)
def test_what_is_no_page_is_skipped(status: int, headers: dict[str, str], reason: str) -> None:
    with visitor(answering(status, b"no gzip", headers)) as client:
        assert told(fetch("https://paper.example/a", client)) == reason


@pytest.mark.parametrize(
    "url",
    [
        "report.txt",
        "file:///etc/passwd",
        "http://",
        "http://a:99999/",
        "http://0177.0.0.1/",
        "http://[::1",
        "http://a\0b/",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_web_address_is_skipped(url: str) -> None:
    with visitor(answering(200, REPORT)) as client:
        assert told(fetch(url, client))


def test_unreachable_and_unknown_hosts_are_skipped() -> None:
    with Client(SHORT) as client:
        assert "the server cannot be reached" in told(fetch("http://127.0.0.1:1/", client, allow_private=True))
    with Client(SHORT) as client:
        assert told(fetch("http://" + "a" * 64 + ".example/", client))


def test_password_goes_to_its_own_site_only_and_is_not_kept() -> None:
    seen: dict[str, str | None] = {}

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/robots.txt":
            return httpx.Response(404)
        seen[request.url.host] = request.headers.get("authorization")
        assert "secret" not in str(request.url)
        return httpx.Response(302, headers={"location": "https://b.example/"}) if request.url.host == "a.example" else httpx.Response(410)

    skipped = fetch("https://reader:secret@a.example/x", visitor(answer))
    assert skipped == Skipped("https://a.example/x", "acquire", "the page has been taken down (410)")
    assert seen["a.example"]
    assert seen["b.example"] is None


@pytest.mark.parametrize(
    "url", ["http://me:secret@[::1/x", "me:secret@host/x", "https://me:secret@host:port/x", "https://me:se@secret@host/"]
)
def test_password_is_hidden_even_in_an_address_that_cannot_be_read(url: str) -> None:
    assert "secret" not in without_password(url)
    with visitor(answering(404)) as client:
        assert "secret" not in str(fetch(url, client))


def test_visitor_says_who_it_is_and_takes_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    agents = set()

    def answer(request: httpx.Request) -> httpx.Response:
        agents.add(request.headers["user-agent"])
        return httpx.Response(200, content=b"")

    assert isinstance(fetch("https://paper.example/", visitor(answer)), Page)
    (agent,) = agents
    assert agent.startswith("onrecord/")
    assert agent.endswith(" (reads news reports; respects robots.txt)")

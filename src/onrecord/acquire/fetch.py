"""Pages from the web, fetched politely: robots.txt respected, every hop checked, time and size limited."""

from __future__ import annotations

import re
import ssl
import threading
import time
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType
from typing import Self

import httpcore
import httpx
from protego import Protego

from onrecord.acquire.addresses import Resolver, refusal, resolve
from onrecord.acquire.transport import PinnedTransport
from onrecord.errors import PageError
from onrecord.records import Page, Skipped

PRODUCT = "onrecord"  # the name that robots.txt files address
ROBOTS_BYTES = 500 * 1024  # what RFC 9309 asks crawlers to read at least; the rest is ignored
_TEXT = ("html", "plain", "markdown", "xml")
_APPLICATION = ("xhtml+xml", "xml", "pdf", "json", "x-ndjson", "jsonl", "gzip", "x-gzip", "octet-stream")
TEXT_TYPES = frozenset([f"text/{kind}" for kind in _TEXT] + [f"application/{kind}" for kind in _APPLICATION])
NOT_TEXT = {"image": "an image", "video": "a video", "audio": "a sound recording", "font": "a typeface"}
STATUS = {
    401: "the server asks for a password",
    402: "the server asks for payment",
    403: "the server refuses access",
    404: "the server has no page at this address",
    410: "the page has been taken down",
    429: "the server asks to come back later",
    451: "the page is withheld for legal reasons",
}
Auth = tuple[str, str]


@dataclass(frozen=True)
class Limits:
    """How long a page may take with its redirects (and again each robots.txt), its size unpacked, and how many redirects."""

    seconds: float = 20
    bytes: int = 20_000_000  # long reports as PDF reach a few megabytes
    redirects: int = 5


LIMITS = Limits()


class Client:
    """One run's visitor: one request at a time, and what each site's robots.txt says. Close it, or use `with`."""

    def __init__(self, limits: Limits = LIMITS, *, transport: httpx.BaseTransport | None = None, resolver: Resolver = resolve) -> None:
        self.limits = limits
        self.resolver = resolver
        self.robots: dict[tuple[str, bool], Protego | str] = {}  # rules, or why they cannot be known
        self.turn = threading.Lock()
        self.http = httpx.Client(
            transport=transport or PinnedTransport(),
            headers={"User-Agent": user_agent(), "Accept-Encoding": "gzip, deflate"},
            follow_redirects=False,
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.http.close()


def user_agent() -> str:
    """Who we say we are."""
    try:
        return f"{PRODUCT}/{version(PRODUCT)} (reads news reports; respects robots.txt)"
    except PackageNotFoundError:
        return f"{PRODUCT}/unreleased (reads news reports; respects robots.txt)"


def fetch(url: str, client: Client, *, allow_private: bool = False) -> Page | Skipped:
    """Fetch one page; whatever stands in the way becomes a Skipped with a reason for people.

    The page's url is the one it was found at in the end. Passwords in the url are sent to its own site only, and never kept.
    """
    try:
        with client.turn:
            client.http.cookies.clear()
            return _page(url, client, allow_private=allow_private)
    except PageError as error:
        return Skipped(without_password(url), "acquire", str(error))


def without_password(url: str) -> str:
    """The address without user name and password, even where it cannot be parsed."""
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL:
        parsed = httpx.URL()
    return str(_bare(parsed)) if parsed.host else re.sub(r"\A([A-Za-z][A-Za-z0-9+.-]*:/*)?.*@", r"\1", url, flags=re.DOTALL)


def _bare(url: httpx.URL) -> httpx.URL:
    return url.copy_with(userinfo=b"", fragment=None)


@dataclass(frozen=True)
class _Answer:
    """What a server sent for one request; no body with redirects and errors."""

    status: int
    location: str | None
    media_type: str | None
    charset: str | None
    body: bytes


def _page(address: str, client: Client, *, allow_private: bool) -> Page:
    """Follow redirects by hand, each hop checked like the first."""
    deadline = time.monotonic() + client.limits.seconds
    url = _parsed(address)
    auth: Auth | None = (url.username, url.password) if url.userinfo else None
    url = _bare(url)
    for _ in range(client.limits.redirects + 1):
        hosts = _addresses(url, client, deadline, allow_private=allow_private)
        waited = time.monotonic()
        _ask_robots(url, client, allow_private=allow_private)
        deadline += time.monotonic() - waited  # robots.txt has a time limit of its own
        answer = _get(url, client, hosts, deadline, auth=auth)
        if answer.location is None:
            if answer.status >= 300:
                raise PageError(_status_reason(answer.status))
            return Page(str(url), answer.body, answer.media_type, answer.charset)
        onward = _bare(_parsed(answer.location, base=url))
        auth = auth if _site(onward) == _site(url) else None
        url = onward
    raise PageError(f"the server redirects more than {client.limits.redirects} times")


def _parsed(address: str, base: httpx.URL | None = None) -> httpx.URL:
    """Parse an address, or a redirect's target; raises PageError unless it is a web address."""
    try:
        url = base.join(address) if base else httpx.URL(address)
    except httpx.InvalidURL:
        raise PageError("the server redirects to something that is no web address" if base else "this is no web address") from None
    if url.scheme not in ("http", "https"):
        raise PageError(f"only http and https addresses can be fetched, not {url.scheme or 'one without either'}")
    if not url.host or not 0 < (url.port or 80) < 65536:
        raise PageError("this is no web address")
    return url


def _site(url: httpx.URL) -> str:
    """Scheme, host and port: what a robots.txt speaks for."""
    return f"{url.scheme}://{url.host}:{_port(url)}"


def _port(url: httpx.URL) -> int:
    return url.port or {"http": 80, "https": 443}[url.scheme]


def _addresses(url: httpx.URL, client: Client, deadline: float, *, allow_private: bool) -> tuple[str, ...]:
    """The addresses to connect to, every one of them checked; raises PageError for a place that is not public."""
    found = client.resolver(url.raw_host.decode("ascii"), _port(url), deadline - time.monotonic())
    reasons = [] if allow_private else [reason for reason in map(refusal, found) if reason]
    if reasons:
        raise PageError(reasons[0])
    return found


def _ask_robots(url: httpx.URL, client: Client, *, allow_private: bool) -> None:
    """Raise PageError where the site does not want this page read; each site is asked once."""
    key = (_site(url), allow_private)
    if key not in client.robots:
        client.robots[key] = _robots(url.join("/robots.txt"), client, allow_private=allow_private)
    rules = client.robots[key]
    if isinstance(rules, str):
        raise PageError(rules)
    if not rules.can_fetch(str(url), PRODUCT):
        raise PageError("the site's robots.txt asks programs not to read this page")


def _robots(url: httpx.URL, client: Client, *, allow_private: bool) -> Protego | str:
    """The site's rules, or why they cannot be known: then the page is left alone, as RFC 9309 asks."""
    deadline = time.monotonic() + client.limits.seconds
    try:
        for _ in range(client.limits.redirects + 1):
            hosts = _addresses(url, client, deadline, allow_private=allow_private)
            answer = _get(url, client, hosts, deadline, robots=True)
            if answer.location is None:
                break
            url = _bare(_parsed(answer.location, base=url))
    except PageError as error:
        return f"the site's robots.txt could not be read ({error}), so the page was left alone"
    if answer.status >= 500:
        return f"the site's robots.txt could not be read ({_status_reason(answer.status)}), so the page was left alone"
    return Protego.parse(answer.body.decode("utf-8", "replace"))


def _get(
    url: httpx.URL, client: Client, hosts: tuple[str, ...], deadline: float, *, auth: Auth | None = None, robots: bool = False
) -> _Answer:
    """One request and its answer; every way it can fail becomes a PageError."""
    late = f"the server did not answer within {client.limits.seconds:g} seconds"
    try:
        request = client.http.build_request("GET", url, extensions={"addresses": hosts, "deadline": deadline})
        with closing(client.http.send(request, stream=True, auth=auth)) as response:
            return _answer(response, client.limits, deadline, robots=robots)
    except (httpx.TimeoutException, httpcore.TimeoutException):
        raise PageError(late) from None
    except httpx.DecodingError:
        raise PageError("the page arrived damaged: it cannot be unpacked") from None
    except (httpx.ConnectError, httpcore.ConnectError) as error:
        if any(isinstance(cause, ssl.SSLError) for cause in error.args):
            raise PageError("no secure connection to the server: its certificate or encryption cannot be trusted") from None
        raise PageError("the server cannot be reached") from None
    except (httpx.HTTPError, httpx.InvalidURL, httpcore.NetworkError, httpcore.ProtocolError):
        raise PageError("the connection to the server broke off") from None


def _answer(response: httpx.Response, limits: Limits, deadline: float, *, robots: bool) -> _Answer:
    """Read the answer; a body that is not wanted is not read."""
    location = response.headers["location"] if response.has_redirect_location else None
    media_type = response.headers.get("content-type", "").split(";")[0].strip().lower() or None
    body = b""
    if response.is_success:
        if not robots:
            _check_readable(response, media_type, limits)
        body = _body(response, limits, deadline, robots=robots)
    return _Answer(response.status_code, location, media_type, response.charset_encoding, body)


def _check_readable(response: httpx.Response, media_type: str | None, limits: Limits) -> None:
    """Raise PageError for what the server itself calls no text, or too large."""
    if media_type is not None and media_type not in TEXT_TYPES:
        what = NOT_TEXT.get(media_type.split("/")[0], "something that is no text")
        raise PageError(f"the address leads to {what} ({media_type})")
    length = response.headers.get("content-length", "")
    if length.isdecimal() and int(length) > limits.bytes:
        raise PageError(_too_large(limits))


def _body(response: httpx.Response, limits: Limits, deadline: float, *, robots: bool) -> bytes:
    """The body unpacked, up to the limit; raises PageError beyond it, except for robots.txt, which is cut."""
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("identity", "gzip", "deflate"):  # others, and several on top of each other, unpack to any size from a few bytes
        raise PageError(f"the page is packed in a way that was not asked for ({packing})")
    limit = ROBOTS_BYTES if robots else limits.bytes
    body = bytearray()
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) > limit:
            if robots:
                return bytes(body[:limit])
            raise PageError(_too_large(limits))
        if time.monotonic() > deadline:
            raise PageError(f"the page did not arrive whole within {limits.seconds:g} seconds")
    return bytes(body)


def _too_large(limits: Limits) -> str:
    return f"the page is larger than {limits.bytes / 1_000_000:g} MB"


def _status_reason(status: int) -> str:
    """What an error status means, for people."""
    usual = "the server has a fault of its own" if status >= 500 else "the server gives no page"
    return f"{STATUS.get(status, usual)} ({status})"

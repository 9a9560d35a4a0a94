"""What every request passes first: the name it asks for, its size, who it comes from, and the headers of its answer."""

from __future__ import annotations

import ipaddress
from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.errors import SettingsError
from onrecord.publish.web.problems import Problem, ProblemError
from onrecord.publish.web.sessions import LIFETIME, Session, Sessions

COOKIE = "onrecord_session"
MAX_BODY = 64_000_000  # bytes of a request; a little more than the largest PDF that is read
SHORTEST = 8  # characters of a password
SAFE = {"GET", "HEAD", "OPTIONS"}
OPEN = ("/login", "/static/")  # what may be seen before a login
POLICY = "; ".join(
    [
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True)
class Access:
    """Where the pages are served, by which other names, and the passwords or tokens that let people in; none: no login."""

    host: str = "127.0.0.1"
    secrets: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.secrets and not is_loopback(self.host):
            raise SettingsError(
                f"{self.host} can be reached from other machines, so a login is needed: "
                "name a file that holds a password with --password-file, or a token with --token-file"
            )
        if any(len(secret) < SHORTEST for secret in self.secrets):
            raise SettingsError(f"the password or token is too short: {SHORTEST} characters at least")

    @property
    def local(self) -> bool:
        """Whether only this machine can reach the pages."""
        return is_loopback(self.host)

    def answers_to(self, host: str) -> bool:
        """Whether a Host header names this server; a page of another name that leads here must get nothing (DNS rebinding)."""
        try:
            name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
        except ValueError:
            return False
        if is_loopback(name) or name in {self.host.lower(), *(other.lower() for other in self.names)}:
            return True
        return not self.local and _is_address(name)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, seen from itself."""
    return host.lower() == "localhost" or (_is_address(host) and ipaddress.ip_address(host).is_loopback)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


class Guard:
    """Wraps the application: refuses what may not come in, and sets the headers of all that goes out."""

    def __init__(self, app: ASGIApp, access: Access, sessions: Sessions) -> None:
        self.app = app
        self.access = access
        self.sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        session = self.sessions.of(request.cookies.get(COOKIE))
        request.state.session = session
        refusal = self._unfit(request)

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
                if request.state.session.is_new and not refusal and not request.url.path.startswith("/static/"):
                    headers.append("Set-Cookie", cookie(request.state.session, secure=request.url.scheme == "https"))
            await send(message)

        await (refusal or self._stranger(request, session) or self.app)(scope, receive, sending)

    def _unfit(self, request: Request) -> Response | None:
        """The answer to a request that is not meant for us, or too large."""
        host = request.headers.get("host", "")
        if not self.access.answers_to(host):
            return Problem(421, f"this server does not answer to the name {host!r}; --name lets it")
        if "transfer-encoding" in request.headers:
            return Problem(411, "say how long the body is, with Content-Length")
        if _length(request.headers) > MAX_BODY:
            return Problem(413, f"more than {MAX_BODY // 1_000_000} MB at once; read large files with `onrecord read`")
        return None

    def _stranger(self, request: Request, session: Session) -> Response | None:
        """The answer to somebody who is not logged in."""
        if request.url.path.startswith(OPEN) or self.sessions.may_enter(session) or self._bears_secret(request):
            return None
        if request.method in SAFE and "text/html" in request.headers.get("accept", ""):
            wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse(f"/login?next={quote(wanted, safe='')}", status_code=303)
        return Problem(401, "log in, or send a token: Authorization: Bearer …", {"WWW-Authenticate": "Bearer"})

    def _bears_secret(self, request: Request) -> bool:
        address = client(request)
        kind, _, secret = request.headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer" or self.sessions.must_wait(address):
            return False
        return self.sessions.knows(secret.strip())


async def check_origin(request: Request) -> AsyncIterator[None]:
    """Refuses a change that was not asked for from one of our own pages, or by a program; closes what was uploaded in the end.

    A form carries the session's token. A program sends JSON, which a foreign page cannot make a browser send.
    """
    try:
        if request.method not in SAFE:
            _check_site(request)
            await _check_token(request)
        yield
    finally:
        await request.close()


def _check_site(request: Request) -> None:
    """Refuses what a browser says to come from a page of another site."""
    origin = request.headers.get("origin")
    foreign = origin is not None and urlsplit(origin).netloc != request.headers.get("host")
    if foreign or request.headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
        raise ProblemError(403, "this was sent from a page of another site")


async def _check_token(request: Request) -> None:
    """Refuses a form without the session's token."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.url.path.startswith("/api/") and media_type == "application/json":
        return
    token = request.headers.get("x-csrf-token")
    if token is None and media_type in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        field = (await request.form(max_part_size=MAX_BODY)).get("csrf")
        token = field if isinstance(field, str) else None
    sessions: Sessions = request.app.state.sessions
    if token is None or not sessions.matches(request.state.session, token):
        raise ProblemError(403, "this form is not from a page of ours, or has been open too long; go back, reload the page, and try again")


def cookie(session: Session, *, secure: bool) -> str:
    """The cookie that keeps a session; it comes along when somebody follows a link to us, not with what other pages send."""
    kept = f"{COOKIE}={session.cookie}; Path=/; Max-Age={LIFETIME}; HttpOnly; SameSite=Lax"
    return kept + "; Secure" if secure else kept


def client(request: Request) -> str:
    """The address that a request comes from."""
    return request.client.host if request.client else "unknown"


def local_path(wanted: str) -> str:
    """A place on this server to go on to; the home page for any other."""
    plain = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable()
    return wanted if plain else "/"


def _length(headers: Headers) -> int:
    """The length that a request announces; the server lets no more through."""
    told = headers.get("content-length", "0")
    return int(told) if told.isdecimal() and len(told) < 20 else 0

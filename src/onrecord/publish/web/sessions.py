"""Who is at the other end: cookies that cannot be forged, logins that expire, and passwords that cannot be tried for long."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

LIFETIME = 12 * 3600  # seconds; a working day, after which everybody logs in again
IDLE = 2 * 3600  # seconds without a request that end a login sooner
TRIES = 5  # wrong passwords that an address may give in a row …
PAUSE = 60.0  # … before it has to wait so many seconds
MAX_KEPT = 10_000  # logins, and addresses that failed, held in memory
COOKIE = re.compile(r"([\w-]{20,60})\.(\d{1,12})\.([0-9a-f]{64})", re.ASCII)


@dataclass(frozen=True)
class Session:
    """One browser: its identity, and the cookie that says so."""

    identity: str
    cookie: str
    is_new: bool = False


@dataclass
class _Failures:
    count: int = 0
    until: float = 0.0


@dataclass
class Sessions:
    """Sessions and logins of one running server; nothing of them outlives it.

    `clock` gives seconds and never goes back. Without secrets nobody has to log in.
    """

    given: Sequence[str]
    clock: Callable[[], float]
    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    _logins: dict[str, float] = field(default_factory=dict)
    _failures: dict[str, _Failures] = field(default_factory=dict)

    def of(self, cookie: str | None) -> Session:
        """The session of a cookie; a new one where there is none, or where it is forged or too old."""
        found = COOKIE.fullmatch(cookie or "")
        if not cookie or not found or not hmac.compare_digest(found[3], self._sign(f"session {found[1]} {found[2]}")):
            return self._new()
        return Session(found[1], cookie) if self.clock() - int(found[2]) < LIFETIME else self._new()

    def token(self, session: Session) -> str:
        """What a form must hand back to show that it came from one of our pages."""
        return self._sign(f"form {session.identity}")

    def matches(self, session: Session, token: str) -> bool:
        """Whether this is the session's token."""
        return hmac.compare_digest(token.encode(), self.token(session).encode())

    def may_enter(self, session: Session) -> bool:
        """Whether the session is logged in, or need not be; counts as a sign of life."""
        if not self.given:
            return True
        now, seen = self.clock(), self._logins.get(session.identity)
        if seen is None or now - seen > IDLE:
            self._logins.pop(session.identity, None)
            return False
        self._logins[session.identity] = now
        return True

    def knows(self, secret: str) -> bool:
        """Whether this is one of the passwords or tokens; takes as long for a near miss as for a wild guess."""
        tried = hashlib.sha256(secret.encode("utf-8", "replace")).digest()
        right = [hmac.compare_digest(tried, hashlib.sha256(one.encode()).digest()) for one in self.given]
        return any(right)

    def login(self, secret: str, address: str) -> Session | None:
        """A new session that is logged in, or None for a wrong password."""
        if not self.knows(secret):
            if len(self._failures) >= MAX_KEPT:
                self._failures.clear()
            failures = self._failures.setdefault(address, _Failures())
            failures.count += 1
            if failures.count >= TRIES:
                failures.until, failures.count = self.clock() + PAUSE, 0
            return None
        self._failures.pop(address, None)
        self._forget_old()
        session = self._new()
        self._logins[session.identity] = self.clock()
        return session

    def must_wait(self, address: str) -> bool:
        """Whether an address has given too many wrong passwords just now."""
        failures = self._failures.get(address)
        return failures is not None and self.clock() < failures.until

    def logout(self, session: Session) -> None:
        """Ends a login."""
        self._logins.pop(session.identity, None)

    def _forget_old(self) -> None:
        now = self.clock()
        self._logins = {identity: seen for identity, seen in self._logins.items() if now - seen <= IDLE}
        while len(self._logins) >= MAX_KEPT:
            self._logins.pop(min(self._logins, key=self._logins.__getitem__))

    def _new(self) -> Session:
        identity, issued = secrets.token_urlsafe(24), int(self.clock())
        return Session(identity, f"{identity}.{issued}.{self._sign(f'session {identity} {issued}')}", is_new=True)

    def _sign(self, words: str) -> str:
        return hmac.new(self._key, words.encode(), hashlib.sha256).hexdigest()

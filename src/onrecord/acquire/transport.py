"""Connections that lead to addresses checked beforehand, and end at a deadline whatever the server does."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import httpcore
import httpx

SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]


class PinnedTransport(httpx.BaseTransport):
    """One new connection a request, to the request's own `addresses` until its `deadline` (monotonic seconds).

    The name is not looked up again, so it cannot point elsewhere by then; Host and TLS still carry the name.
    """

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return httpx.create_ssl_context(trust_env=False)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; the connection closes with the response."""
        backend = _PinnedBackend(request.extensions["addresses"], request.extensions["deadline"])
        pool = httpcore.ConnectionPool(ssl_context=self._tls, network_backend=backend, max_keepalive_connections=0)
        url = httpcore.URL(scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path)
        try:
            response = pool.handle_request(httpcore.Request(request.method, url, headers=request.headers.raw))
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException):
            pool.close()
            raise
        return httpx.Response(response.status, headers=response.headers, stream=_Stream(response, pool))


class _Stream(httpx.SyncByteStream):
    """The body as it arrives; closing it closes the connection."""

    def __init__(self, response: httpcore.Response, pool: httpcore.ConnectionPool) -> None:
        self._response = response
        self._pool = pool

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        """End the connection."""
        self._response.close()
        self._pool.close()


class _PinnedBackend(httpcore.NetworkBackend):
    """Connects to the first of the checked addresses that answers."""

    def __init__(self, addresses: tuple[str, ...], deadline: float) -> None:
        self._addresses = addresses
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the pinned address; the name is for Host and TLS only."""
        del host, timeout
        failure: httpcore.ConnectError | httpcore.ConnectTimeout = httpcore.ConnectError("no address")
        for tried, address in enumerate(self._addresses):
            share = _left(self._deadline) / (len(self._addresses) - tried)
            try:
                stream = httpcore.SyncBackend().connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _DeadlineStream(stream, self._deadline)
        raise failure


class _DeadlineStream(httpcore.NetworkStream):
    """A stream on which each step may take only what is left of the whole time."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what has arrived."""
        del timeout
        return self._stream.read(max_bytes, _left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of it."""
        del timeout
        self._stream.write(buffer, _left(self._deadline))

    def close(self) -> None:
        """End the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Encrypt, with the certificate checked against the name."""
        del timeout
        return _DeadlineStream(self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline)), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """Pass on what the connection knows of itself."""
        return self._stream.get_extra_info(info)


def _left(deadline: float) -> float:
    """Seconds left; raises httpcore.ReadTimeout when there are none."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time is up")
    return left

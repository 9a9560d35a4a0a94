"""The socket that people reach, and the server behind it."""

from __future__ import annotations

import socket
from contextlib import suppress

import uvicorn
from fastapi import FastAPI

from onrecord.errors import SettingsError

WAITING = 128  # connections that may wait to be taken
FAREWELL = 5  # seconds for requests to end once the server is stopped


def listen(host: str, port: int) -> socket.socket:
    """A socket at an address and port, 0 for any free one; SettingsError where it cannot be had."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listening = socket.socket(family, kind, protocol)
    except OSError as error:
        raise SettingsError(f"there is no address {host} on this machine: {error.strerror or error}") from error
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(place)
        listening.listen(WAITING)
    except OSError as error:
        listening.close()
        raise SettingsError(f"port {port} of {host} cannot be used: {error.strerror or error}. Choose another with --port") from error
    return listening


def run(app: FastAPI, listening: socket.socket) -> None:
    """Serves an application until somebody stops it, with Ctrl-C for instance."""
    config = uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=FAREWELL)
    with suppress(KeyboardInterrupt):  # raised again once all is closed
        uvicorn.Server(config).run([listening])

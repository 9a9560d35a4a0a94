"""How long an answer took, as a header that browsers show with the request (Server-Timing)."""

from __future__ import annotations

import time

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = "Server-Timing"


class Timing:
    """Wraps the application and says in a header how many milliseconds went by inside it until the answer was ready."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = time.perf_counter()

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[HEADER] = f"app;dur={1000 * (time.perf_counter() - begun):.1f}"
            await send(message)

        await self.app(scope, receive, sending)

"""The web application: its pages, its interface for programs, and what stands before both."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from mimetypes import guess_type

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Match

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger
from onrecord.publish.web import api, handing, pages, thread_api, thread_pages, vega
from onrecord.publish.web.problems import ProblemError, fault_words
from onrecord.publish.web.readings import Hands, ReadingQueue
from onrecord.publish.web.security import Access, Guard, check_origin
from onrecord.publish.web.sessions import Sessions
from onrecord.publish.web.timing import Timing
from onrecord.publish.web.views import Web, asset, refused

YEAR = 365 * 24 * 3600


def create_app(ledger: Ledger, hands: Hands, access: Access, *, clock: Callable[[], float] = time.monotonic) -> FastAPI:
    """The pages of a ledger; `hands` reads, fetches and unpacks for them, `access` says who may see them.

    Raises SettingsError where other machines could reach the pages without a login.
    """
    sessions = Sessions(access.secrets, clock)
    queue = ReadingQueue(hands, ledger)

    @asynccontextmanager
    async def living(_: FastAPI) -> AsyncIterator[None]:
        yield
        queue.close()

    app = FastAPI(
        title="onrecord",
        summary="Who claims what, in which words, through whom.",
        version=version("onrecord"),
        docs_url=None,
        redoc_url=None,
        lifespan=living,
        dependencies=[Depends(check_origin)],
        middleware=[
            *([Middleware(Timing)] if access.local else []),  # how long a login took is nobody's business
            Middleware(Guard, access=access, sessions=sessions),
        ],
    )
    app.state.web = Web(ledger, queue, access, sessions)
    app.state.sessions = sessions
    for router in (pages.router, handing.router, thread_pages.router, api.router, thread_api.router):
        app.include_router(router)
    app.add_api_route("/static/vega.js", vega_script, include_in_schema=False)
    app.add_api_route("/static/{name}", static, include_in_schema=False)
    _refuse_in_words(app)
    return app


def static(name: str) -> Response:
    """A style or a script."""
    body = asset(name)
    if body is None:
        raise ProblemError(404, "there is no such file")
    return Response(body, media_type=guess_type(name)[0], headers={"Cache-Control": f"public, max-age={YEAR}, immutable"})


def vega_script() -> Response:
    """Vega for the charts."""
    return Response(vega.script(), media_type="text/javascript", headers={"Cache-Control": f"public, max-age={YEAR}, immutable"})


def _refuse_in_words(app: FastAPI) -> None:
    """Every refusal says why, to people and to programs."""

    @app.exception_handler(ProblemError)
    def problem(request: Request, error: ProblemError) -> Response:
        return refused(request, error.status, error.detail, dict(error.headers or {}))

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Response:
        headers = {"Allow": _methods(request)} if error.status_code == 405 else dict(error.headers or {})
        return refused(request, error.status_code, str(error.detail), headers)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        if any(one["loc"][0] == "path" for one in error.errors()):
            return refused(request, 404, "there is nothing at this address")
        return refused(request, 422, "; ".join(map(fault_words, error.errors())))

    @app.exception_handler(LedgerError)
    def ledger(request: Request, error: LedgerError) -> Response:
        return refused(request, 503, str(error))


def _methods(request: Request) -> str:
    """What can be done at an address: of all its routes, where the framework names the first one's methods alone."""

    def served(method: str) -> bool:
        asked = {**request.scope, "method": method}
        return any(route.matches(asked)[0] == Match.FULL for route in request.app.routes)

    return ", ".join(filter(served, ("GET", "POST")))

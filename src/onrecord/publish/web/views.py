"""Pages from templates, and their JSON twins."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from onrecord.ledger import Ledger
from onrecord.publish.page import UNPRINTABLE
from onrecord.publish.report import dated_words, day_words, tone
from onrecord.publish.terminal import shortened
from onrecord.publish.web.problems import Json, Problem, ProblemError
from onrecord.publish.web.readings import ReadingQueue
from onrecord.publish.web.security import Access
from onrecord.publish.web.sessions import Sessions
from onrecord.publish.web.world import SHAPES

STATIC = files("onrecord.publish.web") / "static"
SHARED = files("onrecord.publish") / "templates"
ASSETS = {"style.css": STATIC, "app.js": STATIC, "page.css": SHARED, "page.js": SHARED, "icon.svg": STATIC}
ASSETS |= {"threads.css": STATIC, "threads.js": STATIC, SHAPES: STATIC}


@dataclass(frozen=True)
class Web:
    """What every page can ask."""

    ledger: Ledger
    queue: ReadingQueue
    access: Access
    sessions: Sessions


def web_of(request: Request) -> Web:
    """The application's own things."""
    found: Web = request.app.state.web
    return found


def show(request: Request, template: str, *, status: int = 200, **view: object) -> HTMLResponse:
    """A page from a template; the request's session gives its forms their token."""
    return _rendered(request, template, status, view)


def _rendered(request: Request, template: str, status: int, view: Mapping[str, object]) -> HTMLResponse:
    web = web_of(request)
    session = request.state.session
    page = _environment().get_template(template)
    html = page.render(
        view,
        path=request.url.path,
        csrf=web.sessions.token(session),
        logged_in=bool(web.access.secrets) and web.sessions.may_enter(session),
        local=web.access.local,
        assets=asset_versions(),
    )
    return HTMLResponse(html.translate(UNPRINTABLE), status_code=status)


def answer(request: Request, template: str, twin: Callable[[], object], **view: object) -> Response:
    """A page, or its JSON twin where `?format=json` asks for it."""
    if wants_json(request):
        return conditional(request, twin)
    return _rendered(request, template, 200, view)


def conditional(request: Request, make: Callable[[], object]) -> Response:
    """JSON under the ledger's head as its entity tag; 304 where the reader has it already."""
    tag = f'W/"{web_of(request).ledger.head()[:24]}-{version("onrecord")}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    known = {one.strip() for one in request.headers.get("if-none-match", "").split(",")}
    if tag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    return Json(make(), headers=headers)


def wants_json(request: Request) -> bool:
    """Whether the JSON twin of a page is asked for."""
    return request.query_params.get("format") == "json"


def refused(request: Request, status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """Says no: to a person with a page, to a program with problem details."""
    if request.url.path.startswith("/api/") or wants_json(request) or "text/html" not in request.headers.get("accept", ""):
        return Problem(status, detail, headers)
    response = show(request, "refused.html", status=status, detail=detail, code=status)
    response.headers.update(headers or {})
    return response


def missing(what: str) -> ProblemError:
    """The refusal for something that is not there."""
    return ProblemError(404, f"there is no such {what} in this ledger")


def asset(name: str) -> bytes | None:
    """A style or script by its name; None when there is none. Names are looked up, never joined to a path that a reader chose."""
    place = ASSETS.get(name)
    return (place / name).read_bytes() if place is not None else None


@cache
def asset_versions() -> dict[str, str]:
    """The address of each style and script; it changes with the contents, so a browser may keep them."""
    return {name: f"/static/{name}?v={sha256(asset(name) or b'').hexdigest()[:12]}" for name in ASSETS} | {
        "vega.js": f"/static/vega.js?v={version('vl-convert-python')}"
    }


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("onrecord.publish.web"), PackageLoader("onrecord.publish")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"day": day_words, "dated": dated_words, "shortened": shortened, "tone": tone}
    return environment

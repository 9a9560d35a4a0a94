"""The pages about matters: a thread, an actor, the matrix, the transfers; each with its JSON twin and its table as CSV."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from onrecord.errors import LedgerError
from onrecord.ledger import Decision, DecisionKind, ThreadOrder
from onrecord.publish.web import thread_api as api
from onrecord.publish.web.handing import Form
from onrecord.publish.web.paging import Cursor, decode, encode
from onrecord.publish.web.problems import ProblemError
from onrecord.publish.web.tables import Table, actor_table, csv_response, flows_table, matrix_table, thread_table
from onrecord.publish.web.thread_views import ThreadView, actor_view, thread_view
from onrecord.publish.web.views import answer, web_of
from onrecord.records import ClaimId, Thread

router = APIRouter(include_in_schema=False)

LINKED = re.compile(r"[cs]-[0-9a-f]{24}")  # in the link of a statement
WORDS = 2000  # characters of a field of a decision


@router.get("/thread/{thread}")
def thread(request: Request, thread: api.ThreadPath) -> Response:
    """One matter: who holds what, since when, on whose word, and what disagrees."""
    found = api.one_thread(request, thread)

    def view() -> ThreadView:
        return thread_view(found)

    return _page(
        request,
        "thread.html",
        lambda: api.thread_json(found),
        lambda: thread_table(view()),
        make=view,
        decisions=_decisions(request, found),
    )


@router.get("/thread/{thread}/explain")
def explain(request: Request, thread: api.ThreadPath, a: api.ClaimQuery, b: api.ClaimQuery) -> Response:
    """Why two claims are, or are not, one matter."""
    found = api.one_thread(request, thread)
    explanation = api.explained(request, a, b)
    of_claim = {said.position.claim: said for said in thread_view(found).sayings}
    pair = [(identity, of_claim.get(ClaimId(identity))) for identity in (a, b)]
    return answer(request, "explain.html", lambda: api.explanation_json(explanation), thread=found, explanation=explanation, pair=pair)


@router.post("/thread/{thread}/decide")
def decide(request: Request, thread: api.ThreadPath, form: Form) -> Response:
    """Keeps an editor's decision, and goes to where the matter is now."""
    threads = api.ledger_of(request)
    decision = _decision(form)
    if decision.kind in {DecisionKind.JOIN, DecisionKind.PART} and decision.subject == decision.other:
        raise ProblemError(422, "choose two different claims")
    try:
        threads.decide(decision, web_of(request).queue.hands.provenance())
    except LedgerError as error:
        raise ProblemError(422, str(error)) from error
    now = threads.thread_of(_text(form, "claim") or decision.subject) or (thread if threads.thread(thread) else None)
    return RedirectResponse(f"/thread/{now}" if now else "/", status_code=303)


@router.get("/actor/{name:path}")
def actor(request: Request, name: api.NamePath, cursor: Cursor = "") -> Response:
    """What somebody said, on what they changed their position, and the accusations made and received."""
    dossier = api.one_actor(request, name)
    _, skip = decode(cursor)
    view = actor_view(dossier, skip)
    return _page(
        request,
        "actor.html",
        lambda: api.actor_json(dossier),
        lambda: actor_table(actor_view(dossier, most=dossier.shown)),
        view=view,
        following=encode("", view.last) if view.last < view.total else None,
        cursor=cursor,
    )


@router.get("/matrix")
def matrix_page(request: Request, sort: ThreadOrder = ThreadOrder.CONTESTED, cursor: Cursor = "") -> Response:
    """Actors against threads, a portion at a time."""
    view, following = api.matrix_of(request, sort, cursor)
    return _page(
        request,
        "matrix.html",
        lambda: api.matrix_json(view, following),
        lambda: matrix_table(view),
        matrix=view,
        following=following,
        cursor=cursor,
    )


@router.get("/flows")
def flows(request: Request, cursor: Cursor = "") -> Response:
    """Transfers that are said to have happened, a portion at a time."""
    view, following = api.flows_of_ledger(request, cursor)
    return _page(
        request,
        "flows.html",
        lambda: api.flows_json(view, following),
        lambda: flows_table(view),
        view=view,
        following=following,
        cursor=cursor,
    )


def _decisions(request: Request, thread: Thread) -> list[Decision]:
    """What people have decided about the claims of a thread."""
    mine = {identity for position in thread.positions for identity in (position.claim, position.statement) if identity}
    return api.ledger_of(request).decisions(*mine)


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip()[:WORDS] if isinstance(value, str) else ""


def _page(request: Request, template: str, twin: Callable[[], object], table: Callable[[], Table], **view: object) -> Response:
    """A page, its JSON twin, or its table as CSV where `?format=csv` asks for it."""
    if request.query_params.get("format") == "csv":
        return csv_response(table())
    return answer(request, template, twin, **view)


def _decision(form: FormData) -> Decision:
    """The decision that a form holds; ProblemError (422) where something is missing."""
    try:
        kind = DecisionKind(_text(form, "kind"))
    except ValueError:
        raise ProblemError(422, f"there is no decision of the kind {_text(form, 'kind')!r}") from None
    needed = {"subject": "the claim", "by": "your name", "why": "the reason"}
    needed |= {"other": "the other claim"} if kind in {DecisionKind.JOIN, DecisionKind.PART} else {}
    lacking = [words for name, words in needed.items() if not _text(form, name)]
    if lacking:
        raise ProblemError(422, f"say {' and '.join(lacking)}: a decision is kept with who made it and why")
    at = datetime.now(UTC).isoformat(timespec="seconds")
    subject, other, value, by, why = (_text(form, name) for name in ("subject", "other", "value", "by", "why"))
    linked = LINKED.search(other)
    return Decision(kind, subject, (linked[0] if linked else other) or None, value or None, by, why, at)

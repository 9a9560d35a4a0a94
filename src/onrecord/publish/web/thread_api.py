"""Threads, actors, the matrix and transfers as JSON under /api/v1."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, cast

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import TypeAdapter

from onrecord.ledger import Dossier, Explanation, Ledger, ThreadLine, ThreadOrder
from onrecord.publish.web.api import Day, Status
from onrecord.publish.web.flows import TRANSFER, Flow, FlowsView, flows_view
from onrecord.publish.web.matrix import Matrix, matrix
from onrecord.publish.web.paging import Cursor, Limit, by_offset, decode, encode
from onrecord.publish.web.problems import ProblemError
from onrecord.publish.web.schemas import REFUSALS, Items
from onrecord.publish.web.views import conditional, missing, web_of
from onrecord.records import Change, Position, PositionKind, Thread, ThreadId, ThreadStatus

router = APIRouter(prefix="/api/v1", responses=REFUSALS)

LINES = 20  # threads in one portion of the matrix; each is loaded in full
FLOWS = 40  # threads about transfers in one portion: a diagram of more cannot be read
NamePath = Annotated[str, Path(min_length=1, max_length=500)]
ThreadPath = Annotated[str, Path(pattern=r"^t-[0-9a-f]{6,24}$")]
ClaimQuery = Annotated[str, Query(pattern=r"^[cs]-[0-9a-f]{24}$", description="id of a claim or a statement")]
Words = Annotated[str, Query(max_length=500)]


@dataclass(frozen=True)
class ThreadObject(Thread):
    """One matter over any number of reports."""

    type: Literal["thread"] = "thread"


@dataclass(frozen=True)
class ThreadSummary(ThreadLine):
    """A matter in a list."""

    type: Literal["thread-line"] = "thread-line"


@dataclass(frozen=True)
class ExplanationObject(Explanation):
    """Why two claims are, or are not, one matter."""

    type: Literal["explanation"] = "explanation"


@dataclass(frozen=True)
class PositionOfActor:
    """A position with its thread."""

    thread: ThreadId
    title: str
    position: Position


@dataclass(frozen=True)
class Count:
    """A party, and how often."""

    name: str
    times: int


@dataclass(frozen=True)
class ActorObject:
    """What is known of an actor, by the `shown` threads that moved last of all its `threads`."""

    name: str
    country: str | None
    statements: int
    positions: tuple[PositionOfActor, ...]
    changes: tuple[Change, ...]
    accuses: tuple[Count, ...]
    accused_by: tuple[Count, ...]
    threads: int
    shown: int
    type: Literal["actor"] = "actor"


@dataclass(frozen=True)
class MatrixLine:
    """A thread, and the last position in it of each actor of the matrix, in their order."""

    thread: ThreadLine
    positions: tuple[PositionKind | None, ...]


@dataclass(frozen=True)
class MatrixObject:
    """Actors against threads; `next` is the cursor of what follows, if anything does."""

    actors: tuple[str, ...]
    lines: tuple[MatrixLine, ...]
    next: str | None
    type: Literal["matrix"] = "matrix"


@dataclass(frozen=True)
class FlowObject:
    """A transfer that is said to have happened, and how many claims assert and deny it."""

    thread: ThreadId
    supplier: str
    via: str
    recipient: str
    what: str
    quantities: tuple[str, ...]
    stance: str
    asserting: tuple[Position, ...]
    denying: tuple[Position, ...]
    type: Literal["transfer"] = "transfer"


def as_json(record: ThreadObject | ThreadSummary | ExplanationObject | ActorObject | MatrixObject | FlowObject) -> object:
    """The JSON object of a record."""
    return _adapter(cast("Hashable", type(record))).dump_python(record, mode="json")


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    """What turns records of a kind into JSON; it takes milliseconds to make."""
    return TypeAdapter(kind)


@router.get("/threads", responses={200: {"model": Items[ThreadSummary]}})
def threads(
    request: Request, q: Words = "", about: Words = "", status: Status = "", since: Day = "", cursor: Cursor = "", limit: Limit = 50
) -> Response:
    """Matters, the newest movement first."""
    after = _after(request, cursor)

    def make() -> object:
        found = ledger_of(request).threads(
            q or None,
            about=about or None,
            status=ThreadStatus(status) if status else None,
            since=since or None,
            limit=limit + 1,
            after=after,
        )
        following = encode(found[limit - 1].id, 0) if len(found) > limit else None
        return {"items": [as_json(ThreadSummary(**vars(line))) for line in found[:limit]], "next": following}

    return conditional(request, make)


@router.get("/threads/{thread}", responses={200: {"model": ThreadObject}})
def thread(request: Request, thread: ThreadPath) -> Response:
    """One matter: positions, independent sources, conflicts, changes."""
    found = one_thread(request, thread)
    return conditional(request, lambda: thread_json(found))


@router.get("/explanations", responses={200: {"model": ExplanationObject}})
def explanation(request: Request, a: ClaimQuery, b: ClaimQuery) -> Response:
    """Why two claims are, or are not, one matter."""
    found = explained(request, a, b)
    return conditional(request, lambda: explanation_json(found))


@router.get("/actors/{name}", responses={200: {"model": ActorObject}})
def actor(request: Request, name: NamePath) -> Response:
    """What somebody said, the changes of position, and the accusations made and received."""
    found = one_actor(request, name)
    return conditional(request, lambda: actor_json(found))


@router.get("/matrix", responses={200: {"model": MatrixObject}})
def matrix_portion(request: Request, sort: ThreadOrder = ThreadOrder.CONTESTED, cursor: Cursor = "") -> Response:
    """Actors against threads: who last held what; a portion at a time."""
    return conditional(request, lambda: matrix_json(*matrix_of(request, sort, cursor)))


@router.get("/transfers", responses={200: {"model": Items[FlowObject]}})
def transfers(request: Request, cursor: Cursor = "") -> Response:
    """Transfers that are said to have happened, the newest movement first; a portion at a time."""
    return conditional(request, lambda: flows_json(*flows_of_ledger(request, cursor)))


def ledger_of(request: Request) -> Ledger:
    """The ledger behind a request."""
    return web_of(request).ledger


def _after(request: Request, cursor: str) -> ThreadId | None:
    """The last thread of the portion before; ProblemError (400) where it is there no more."""
    name, _ = decode(cursor)
    if not name:
        return None
    if not re.fullmatch(r"t-[0-9a-f]{24}", name) or ledger_of(request).thread(name) is None:
        raise ProblemError(400, "this place in the list is no more; begin without a cursor")
    return ThreadId(name)


def explained(request: Request, a: str, b: str) -> Explanation:
    """Why two claims or statements are, or are not, one matter; ProblemError (404) where one is not in this ledger."""
    ledger = ledger_of(request)
    if ledger.thread_of(a) is None or ledger.thread_of(b) is None:
        raise missing("claim")
    return ledger.explain(a, b)


def one_thread(request: Request, identity: str) -> Thread:
    """A thread of the ledger; ProblemError (404) where there is none."""
    found = ledger_of(request).thread(identity)
    if found is None:
        raise missing("thread")
    return found


def one_actor(request: Request, name: str) -> Dossier:
    """An actor of the ledger; ProblemError (404) where there is none."""
    found = ledger_of(request).actor(name)
    if found is None:
        raise ProblemError(404, "nobody of this name is on record in this ledger")
    return found


def matrix_of(request: Request, order: ThreadOrder, cursor: str) -> tuple[Matrix, str | None]:
    """A portion of the matrix, sorted over all threads, and the cursor of the next one."""
    ledger = ledger_of(request)
    portion = by_offset(lambda most, skip: ledger.threads(order=order, limit=most, skip=skip), cursor, LINES)
    whole = list(ledger.whole_threads([line.id for line in portion.entries]))
    return matrix(portion.entries, order, whole), portion.next


def flows_of_ledger(request: Request, cursor: str) -> tuple[FlowsView, str | None]:
    """A portion of the transfers of the ledger, the newest movement first, and the cursor of the next one."""
    ledger = ledger_of(request)
    portion = by_offset(lambda most, skip: ledger.threads(frame=TRANSFER, limit=most, skip=skip), cursor, FLOWS)
    whole = ledger.whole_threads([line.id for line in portion.entries])
    return flows_view(whole, ledger.count_threads(frame=TRANSFER)), portion.next


def thread_json(thread: Thread) -> object:
    """A thread as JSON."""
    return as_json(ThreadObject(**vars(thread)))


def explanation_json(found: Explanation) -> object:
    """An explanation as JSON."""
    return as_json(ExplanationObject(**vars(found)))


def actor_json(found: Dossier) -> object:
    """An actor as JSON."""
    return as_json(
        ActorObject(
            name=found.name,
            country=found.country,
            statements=found.statements,
            positions=tuple(PositionOfActor(*place) for place in found.positions),
            changes=found.changes,
            accuses=tuple(Count(*one) for one in found.accuses),
            accused_by=tuple(Count(*one) for one in found.accused_by),
            threads=found.threads,
            shown=found.shown,
        )
    )


def matrix_json(view: Matrix, following: str | None) -> object:
    """A portion of the matrix as JSON."""
    lines = tuple(MatrixLine(line.line, tuple(said.position.position if said else None for said in line.cells)) for line in view.lines)
    return as_json(MatrixObject(view.actors, lines, following))


def flows_json(view: FlowsView, following: str | None) -> object:
    """A portion of the transfers as JSON."""
    return {"items": [as_json(_flow(flow)) for flow in view.flows], "next": following}


def _flow(flow: Flow) -> FlowObject:
    return FlowObject(
        thread=flow.thread.id,
        supplier=flow.supplier,
        via=flow.via,
        recipient=flow.recipient,
        what=flow.what,
        quantities=flow.quantities,
        stance=flow.stance,
        asserting=tuple(said.position for said in flow.asserting),
        denying=tuple(said.position for said in flow.denying),
    )

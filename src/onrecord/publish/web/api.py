"""The ledger as JSON under /api/v1: the objects that `onrecord read --format jsonl` prints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from onrecord.codec import Line, lines_of, to_json
from onrecord.ledger import Hit
from onrecord.publish.web.paging import Cursor, Limit, Portion, by_document, by_offset
from onrecord.publish.web.problems import Json, ProblemError
from onrecord.publish.web.readings import Job
from onrecord.publish.web.schemas import (
    REFUSALS,
    ClaimLine,
    ConflictLine,
    CopyLine,
    CountsLine,
    DocumentLine,
    HtmlSubmission,
    Items,
    JobLine,
    RecordLine,
    SkippedLine,
    StatementLine,
    TextSubmission,
    UrlSubmission,
)
from onrecord.publish.web.submit import submit_addresses, submit_text
from onrecord.publish.web.views import Web, conditional, missing, web_of
from onrecord.records import Act, Reading, Statement, ThreadStatus

router = APIRouter(prefix="/api/v1", responses=REFUSALS)
Record = TypeVar("Record", bound=Line)

WAIT = 60.0  # seconds that a request waits for its reading; a page of the web with slow robots.txt can take 40
Day = Annotated[str, Query(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$", description="2024, 2024-05 or 2024-05-02; inclusive")]
Country = Annotated[str, Query(pattern=r"^([A-Za-z]{3})?$", description="the speaker's, ISO 3166-1 alpha-3")]
Status = Annotated[str, Query(pattern=f"^({'|'.join(ThreadStatus)})?$", description="how the matter stands")]
OneDocument = Annotated[str, Query(pattern=r"^(d-[0-9a-f]{24})?$", description="only of this document")]
DocumentPath = Annotated[str, Path(pattern=r"^d-[0-9a-f]{24}$")]
StatementPath = Annotated[str, Path(pattern=r"^s-[0-9a-f]{24}$")]
READ: dict[int | str, dict[str, Any]] = {200: {"model": Items[RecordLine]}, 201: {"model": Items[RecordLine]}, 202: {"model": JobLine}}
JobPath = Annotated[str, Path(max_length=40)]


@dataclass(frozen=True)
class Asked:
    """What is looked for among statements; empty words hold back nothing."""

    q: str = ""
    speaker: str = ""
    act: Act | None = None
    publisher: str = ""
    since: str = ""
    until: str = ""
    country: str = ""
    status: ThreadStatus | None = None

    def find(self, web: Web, cursor: str, limit: int) -> Portion[Hit]:
        """A portion of the statements that match."""

        def ask(most: int, skip: int) -> Sequence[Hit]:
            return web.ledger.find(
                self.q or None,
                speaker=self.speaker or None,
                act=self.act,
                publisher=self.publisher or None,
                since=self.since or None,
                until=self.until or None,
                country=self.country or None,
                status=self.status,
                limit=most,
                skip=skip,
            )

        return by_offset(ask, cursor, limit)

    def query(self) -> str:
        """The search as the query of an address."""
        given = {"q": self.q, "speaker": self.speaker, "country": self.country, "act": self.act or "", "status": self.status or ""}
        given |= {"publisher": self.publisher, "since": self.since, "until": self.until}
        return urlencode({name: value for name, value in given.items() if value})


def asked(
    q: Annotated[str, Query(max_length=500, description='words, and "phrases in quotation marks"')] = "",
    speaker: Annotated[str, Query(max_length=500, description="part of a name")] = "",
    act: Annotated[str, Query(pattern=f"^({'|'.join(Act)})?$", description="what the speaker does")] = "",
    publisher: Annotated[str, Query(max_length=500, description="part of a name")] = "",
    since: Day = "",
    until: Day = "",
    country: Country = "",
    status: Status = "",
) -> Asked:
    """The search in a request."""
    return Asked(q, speaker, Act(act) if act else None, publisher, since, until, country, ThreadStatus(status) if status else None)


def listed(request: Request, ask: Callable[[], Portion[Record]]) -> Response:
    """A portion of records."""

    def make() -> object:
        portion = ask()
        return {"items": [to_json(record) for record in portion.entries], "next": portion.next}

    return conditional(request, make)


@router.get("/counts", responses={200: {"model": CountsLine}})
def counts(request: Request) -> Response:
    """How much the ledger holds, and its head."""
    return conditional(request, lambda: {"type": "counts", **vars(web_of(request).ledger.counts())})


@router.get("/documents", responses={200: {"model": Items[DocumentLine]}})
def documents(request: Request, cursor: Cursor = "", limit: Limit = 20) -> Response:
    """Reports in the order of their ids."""
    ledger = web_of(request).ledger
    return listed(request, lambda: by_document(ledger.readings, lambda reading: [reading.document], cursor, limit))


@router.post("/documents", status_code=201, responses=READ)
def read(request: Request, submission: TextSubmission | HtmlSubmission | UrlSubmission) -> Response:
    """Reads something, keeps it, and gives its records: 201, or 200 for a skip with its reason, or 202 when it takes long."""
    web = web_of(request)
    if isinstance(submission, UrlSubmission):
        job = submit_addresses(web.queue, [submission.url], submission.known())
    elif isinstance(submission, HtmlSubmission):
        job = submit_text(web.queue, submission.html, submission.known(), "text/html")
    else:
        job = submit_text(web.queue, submission.text, submission.known())
    if not job.ended.wait(WAIT):
        return Json(job_line(job).model_dump(mode="json"), 202, {"Location": f"/api/v1/jobs/{job.identity}"})
    if job.error:
        raise ProblemError(500, job.error)
    reading = web.ledger.reading(job.documents[0]) if job.documents else None
    if reading is None:
        return Json({"items": [to_json(skip) for skip in job.skipped], "next": None})
    lines = [to_json(record) for record in lines_of(reading)]
    return Json({"items": lines, "next": None}, 201, {"Location": f"/api/v1/documents/{reading.document.id}"})


@router.get("/documents/{document}", responses={200: {"model": DocumentLine}})
def document(request: Request, document: DocumentPath) -> Response:
    """One report."""
    reading = _reading(request, document)
    return conditional(request, lambda: to_json(reading.document))


@router.get("/documents/{document}/records", responses={200: {"model": Items[RecordLine]}})
def records(request: Request, document: DocumentPath) -> Response:
    """One report with its statements, claims and conflicts, as `onrecord read` prints them."""
    reading = _reading(request, document)
    return conditional(request, lambda: {"items": [to_json(record) for record in lines_of(reading)], "next": None})


@router.get("/statements", responses={200: {"model": Items[StatementLine]}})
def statements(request: Request, search: Annotated[Asked, Depends(asked)], cursor: Cursor = "", limit: Limit = 50) -> Response:
    """Statements that match, the most relevant first, then the newest."""

    def ask() -> Portion[Statement]:
        found = search.find(web_of(request), cursor, limit)
        return Portion([hit.statement for hit in found.entries], found.next)

    return listed(request, ask)


@router.get("/statements/{statement}", responses={200: {"model": StatementLine}})
def statement(request: Request, statement: StatementPath) -> Response:
    """One statement."""
    hit = web_of(request).ledger.statement(statement)
    if hit is None:
        raise missing("statement")
    return conditional(request, lambda: to_json(hit.statement))


@router.get("/claims", responses={200: {"model": Items[ClaimLine]}})
def claims(request: Request, document: OneDocument = "", cursor: Cursor = "", limit: Limit = 50) -> Response:
    """Claims in the order of their reports."""
    return listed(request, lambda: by_document(_source(request, document), lambda reading: reading.claims, cursor, limit))


@router.get("/conflicts", responses={200: {"model": Items[ConflictLine]}})
def conflicts(request: Request, document: OneDocument = "", cursor: Cursor = "", limit: Limit = 50) -> Response:
    """Conflicts of reports with themselves, in the order of the reports."""
    return listed(request, lambda: by_document(_source(request, document), lambda reading: reading.conflicts, cursor, limit))


@router.get("/copies", responses={200: {"model": Items[CopyLine]}})
def copies(request: Request, cursor: Cursor = "", limit: Limit = 50) -> Response:
    """Reports whose text is another's, with the share of their words and the reason."""
    ledger = web_of(request).ledger
    return listed(request, lambda: by_offset(lambda most, skip: list(islice(ledger.copies(), skip, skip + most)), cursor, limit))


@router.get("/jobs", responses={200: {"model": Items[JobLine]}})
def jobs(request: Request) -> Response:
    """What is being read and was read since the server began, the newest first."""
    return Json({"items": [job_line(job).model_dump(mode="json") for job in web_of(request).queue.jobs()], "next": None})


@router.get("/jobs/{identity}", responses={200: {"model": JobLine}})
def job(request: Request, identity: JobPath) -> Response:
    """How far one reading is."""
    found = web_of(request).queue.job(identity)
    if found is None:
        raise ProblemError(404, "nothing is being read under this id")
    return Json(job_line(found).model_dump(mode="json"))


def job_line(job: Job) -> JobLine:
    """A job as JSON has it."""
    return JobLine(
        id=job.identity,
        kind=job.kind,
        name=job.name,
        added=job.added,
        state=job.state,
        reports=job.reports,
        statements=job.statements,
        new=job.new,
        skips=job.skips,
        documents=list(job.documents),
        skipped=[SkippedLine(skip.url, skip.stage, skip.reason) for skip in job.skipped],
        error=job.error,
    )


def _reading(request: Request, document: str) -> Reading:
    reading = web_of(request).ledger.reading(document)
    if reading is None:
        raise missing("report")
    return reading


def _source(request: Request, document: str) -> Callable[[str], Iterable[Reading]]:
    """The readings after an id: all of them, or one report's alone."""
    if not document:
        return web_of(request).ledger.readings
    reading = _reading(request, document)
    return lambda after: [reading] if after < reading.document.id else []

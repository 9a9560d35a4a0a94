"""The pages where something is handed in: the box on the home page, the reading queue, the login."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile

from onrecord.publish.web.api import JobPath, job_line
from onrecord.publish.web.problems import Json, ProblemError
from onrecord.publish.web.readings import Job
from onrecord.publish.web.security import COOKIE, MAX_BODY, client, local_path
from onrecord.publish.web.submit import Known, submit_files, submit_path, submit_words
from onrecord.publish.web.views import show, wants_json, web_of

router = APIRouter(include_in_schema=False)
PATIENCE = 20.0  # seconds that the box on the home page waits for its reading before it shows the queue


async def form_of(request: Request) -> FormData:
    """The form in a request."""
    return await request.form(max_part_size=MAX_BODY)


Form = Annotated[FormData, Depends(form_of)]


@router.post("/read")
def read(request: Request, form: Form) -> Response:
    """Reads what was put into the box, and goes to the report."""
    job = submit_words(web_of(request).queue, _field(form, "words"), _known(form))
    job.ended.wait(PATIENCE)
    if job.over and not job.error and job.reports == 1 and not job.skips:
        return RedirectResponse(f"/report/{job.documents[0]}", status_code=303)
    return RedirectResponse(f"/queue/{job.identity}", status_code=303)


@router.get("/queue")
def queue(request: Request) -> Response:
    """What is being read, and a form for files, addresses and folders."""
    jobs = web_of(request).queue.jobs()
    if wants_json(request):
        return Json({"items": [job_line(job).model_dump(mode="json") for job in jobs], "next": None})
    return show(request, "queue.html", jobs=jobs)


@router.get("/queue/{identity}")
def one_job(request: Request, identity: JobPath) -> Response:
    """How far one reading is."""
    job = _job(request, identity)
    if wants_json(request):
        return Json(job_line(job).model_dump(mode="json"))
    return show(request, "job.html", job=job)


@router.post("/queue/files")
def files(request: Request, form: Form) -> Response:
    """Files to read."""
    uploads = [(one.file, one.filename or "") for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    return _to_job(submit_files(web_of(request).queue, uploads, _known(form)))


@router.post("/queue/words")
def words(request: Request, form: Form) -> Response:
    """Addresses, or a text, to read when its turn comes."""
    return _to_job(submit_words(web_of(request).queue, _field(form, "words"), _known(form)))


@router.post("/queue/folder")
def folder(request: Request, form: Form) -> Response:
    """A folder of this machine to read; only where nobody else can ask for it."""
    web = web_of(request)
    if not web.access.local:
        raise ProblemError(403, "folders of the server are read only where it serves this machine alone; hand in files instead")
    return _to_job(submit_path(web.queue, _field(form, "path")))


@router.post("/queue/{identity}/stop")
def stop(request: Request, identity: JobPath) -> Response:
    """Reads no more of it."""
    job = _job(request, identity)
    web_of(request).queue.stop(job)
    return _to_job(job)


@router.get("/login")
def login_page(request: Request, after: Annotated[str, Query(alias="next")] = "/") -> Response:
    """Asks for the password."""
    return show(request, "login.html", next=local_path(after), wrong=None)


@router.post("/login")
def login(request: Request, form: Form) -> Response:
    """Lets somebody in who knows the password or the token."""
    sessions, address = web_of(request).sessions, client(request)
    after = local_path(_field(form, "next") or "/")
    if sessions.must_wait(address):
        raise ProblemError(429, "too many wrong passwords; wait a minute", {"Retry-After": "60"})
    session = sessions.login(_field(form, "password"), address)
    if session is None:
        return show(request, "login.html", status=401, next=after, wrong="This is not the password.")
    request.state.session = session
    return RedirectResponse(after, status_code=303)


@router.post("/logout")
def logout(request: Request) -> Response:
    """Ends the login."""
    web_of(request).sessions.logout(request.state.session)
    response = RedirectResponse("/login", status_code=303)
    response.delete_cookie(COOKIE)
    return response


def _to_job(job: Job) -> Response:
    return RedirectResponse(f"/queue/{quote(job.identity)}", status_code=303)


def _job(request: Request, identity: str) -> Job:
    job = web_of(request).queue.job(identity)
    if job is None:
        raise ProblemError(404, "nothing is being read under this id; the queue forgets when the server stops")
    return job


def _field(form: FormData, name: str) -> str:
    """A field of a form, as text."""
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _known(form: FormData) -> Known:
    """What a form says of a report from outside."""
    day = _field(form, "published").strip()
    try:
        published = date.fromisoformat(day).isoformat() if day else None
    except ValueError:
        raise ProblemError(422, f"{day!r} is no date; write it like 2024-05-02") from None
    return Known(_field(form, "title").strip() or None, _field(form, "publisher").strip() or None, published)

"""The pages for people: home, a report, search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.codec import lines_of, to_json
from onrecord.ledger import Counts, Hit, ThreadLine
from onrecord.publish.report import Anchors, Card, Report, build_report
from onrecord.publish.web.api import Asked, DocumentPath, StatementPath, asked
from onrecord.publish.web.paging import Cursor, Limit, Portion
from onrecord.publish.web.sparkline import Sparkline, sparkline
from onrecord.publish.web.views import Web, answer, missing, web_of
from onrecord.publish.web.world import country_name
from onrecord.records import Act, StatementId, Thread, ThreadId, ThreadStatus

router = APIRouter(include_in_schema=False)

QUOTES = '“”„«»" '
SHOWN_THREADS = 6  # contested ones, and as many others
SHOWN_STATEMENTS = 12
LOOKED_AT = 5  # times as many threads, to choose from: what several reports tell comes before what one does
OF_A_REPORT = 2  # statements of one report among the newest


@dataclass(frozen=True)
class Matter:
    """A thread on the home page, with how often it was spoken of over time."""

    line: ThreadLine
    spark: Sparkline | None


@dataclass(frozen=True)
class HomeView:
    """What the home page shows."""

    counts: Counts
    contested: tuple[Matter, ...]
    others: tuple[Matter, ...]
    newest: Sequence[Hit]


@dataclass(frozen=True)
class ReportView:
    """What the page of a report shows; the chosen speaker and act are filters."""

    report: Report
    threads: dict[StatementId, ThreadId]
    speaker: str
    act: str

    @property
    def speakers(self) -> list[str]:
        """The names to choose from, in alphabetical order."""
        return sorted({card.statement.speaker.name for card in self.report.cards if card.statement.speaker}, key=str.casefold)

    @property
    def acts(self) -> list[str]:
        """The acts to choose from."""
        return sorted({card.statement.act.value for card in self.report.cards})

    def hides(self, card: Card) -> bool:
        """Whether a filter leaves a statement out."""
        name = card.statement.speaker.name if card.statement.speaker else ""
        return bool(self.speaker and self.speaker != name) or bool(self.act and self.act != card.statement.act)

    def citation(self, card: Card) -> str:
        """A statement's words and where they stand, to be pasted elsewhere."""
        document = self.report.document
        speaker = card.statement.speaker.name if card.statement.speaker else card.source or "nobody named"
        place = ", ".join(filter(None, [f"“{self.report.title}”", document.publisher, self.report.day, self.report.link]))
        quote = card.content.strip(QUOTES)
        return f"“{quote}” ({speaker}, in {place})"


@router.get("/")
def home(request: Request) -> Response:
    """What is new and contested, and a box to read something at once."""
    web = web_of(request)

    def twin() -> object:
        view = _home(web)
        threads = [asdict(matter.line) for matter in (*view.contested, *view.others)]
        return {"counts": asdict(view.counts), "threads": threads, "statements": [to_json(hit.statement) for hit in view.newest]}

    return answer(request, "home.html", twin, make=lambda: _home(web))


def _home(web: Web) -> HomeView:
    ledger = web.ledger
    disputed = ledger.threads(status=ThreadStatus.CONTESTED, limit=LOOKED_AT * SHOWN_THREADS)
    latest = [line for line in ledger.threads(limit=LOOKED_AT * SHOWN_THREADS) if line.status is not ThreadStatus.CONTESTED]
    contested, others = (sorted(lines, key=lambda line: line.documents < 2)[:SHOWN_THREADS] for lines in (disputed, latest))
    whole = {thread.id: thread for thread in ledger.whole_threads([line.id for line in (*contested, *others)])}
    first, rest = (tuple(Matter(line, _spark(whole.get(line.id))) for line in lines) for lines in (contested, others))
    return HomeView(ledger.counts(), first, rest, ledger.newest(SHOWN_STATEMENTS, each=OF_A_REPORT))


def _spark(thread: Thread | None) -> Sparkline | None:
    return sparkline(position.date for position in thread.positions) if thread else None


@router.get("/report/{document}")
def report(request: Request, document: DocumentPath, speaker: str = "", act: str = "") -> Response:
    """A report's text with its statements in place."""
    web = web_of(request)
    reading = web.ledger.reading(document)
    if reading is None:
        raise missing("report")

    def view() -> ReportView:
        return ReportView(build_report(reading, Anchors()), web.ledger.threads_of(reading.document.id), speaker, act)

    return answer(request, "report.html", lambda: {"items": [to_json(record) for record in lines_of(reading)]}, make=view)


@router.get("/statement/{statement}")
def statement(request: Request, statement: StatementPath) -> Response:
    """A short address that opens the report at a statement."""
    hit = web_of(request).ledger.statement(statement)
    if hit is None:
        raise missing("statement")
    return RedirectResponse(f"/report/{hit.statement.document}#{hit.statement.id}", status_code=302)


@router.get("/search")
def search(request: Request, wanted: Annotated[Asked, Depends(asked)], cursor: Cursor = "", limit: Limit = 25) -> Response:
    """Statements by words and filters."""

    def ask() -> Portion[Hit]:
        return wanted.find(web_of(request), cursor, limit)

    def twin() -> object:
        found = ask()
        return {"items": [to_json(hit.statement) for hit in found.entries], "next": found.next}

    def countries() -> list[tuple[str, str]]:
        codes = {*web_of(request).ledger.countries(), *filter(None, [wanted.country.upper()])}
        return sorted(((code, country_name(code)) for code in codes), key=lambda item: item[1].casefold())

    choices = {"countries": countries, "acts": list(Act), "statuses": list(ThreadStatus)}
    return answer(request, "search.html", twin, make=ask, wanted=wanted, **choices)

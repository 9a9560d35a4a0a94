"""What the interface takes and gives, as its description names it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from onrecord.ledger import Counts
from onrecord.publish.web.problems import MEDIA_TYPE, SCHEMA
from onrecord.publish.web.readings import State
from onrecord.publish.web.submit import Known
from onrecord.records import Claim, Conflict, Copy, Document, DocumentId, Skipped, Statement

Entry = TypeVar("Entry")
Told = Annotated[str, StringConstraints(max_length=1000)]
REFUSALS: dict[int | str, dict[str, object]] = {
    "default": {"description": "Refused, with the reason (RFC 9457)", "content": {MEDIA_TYPE: {"schema": SCHEMA}}}
}


@dataclass(frozen=True)
class DocumentLine(Document):
    """A report."""

    type: Literal["document"] = "document"


@dataclass(frozen=True)
class StatementLine(Statement):
    """One attribution as printed."""

    type: Literal["statement"] = "statement"


@dataclass(frozen=True)
class ClaimLine(Claim):
    """A holder's commitment to what a statement says."""

    type: Literal["claim"] = "claim"


@dataclass(frozen=True)
class ConflictLine(Conflict):
    """Claims of one report that cannot all be so."""

    type: Literal["conflict"] = "conflict"


@dataclass(frozen=True)
class SkippedLine(Skipped):
    """Something that could not be read, and why."""

    type: Literal["skipped"] = "skipped"


@dataclass(frozen=True)
class CopyLine(Copy):
    """A report whose text is another's."""

    type: Literal["copy"] = "copy"


RecordLine = DocumentLine | StatementLine | ClaimLine | ConflictLine | SkippedLine


@dataclass(frozen=True)
class CountsLine(Counts):
    """How much the ledger holds."""

    type: Literal["counts"] = "counts"


class JobLine(BaseModel):
    """Something that is being read, and what has come of it so far; long lists of reports and skips are cut, and counted."""

    type: Literal["job"] = "job"
    id: str
    kind: str
    name: str
    added: str
    state: State
    reports: int
    statements: int
    new: int
    skips: int
    documents: list[DocumentId]
    skipped: list[SkippedLine]
    error: str | None


class Items(BaseModel, Generic[Entry]):
    """Some of a list; `next` is the cursor of what follows, if anything does."""

    items: list[Entry]
    next: str | None = None


class Submission(BaseModel):
    """Something to read, and what is known of it from outside; the report's own words come first."""

    model_config = ConfigDict(extra="forbid")

    title: Told | None = None
    publisher: Told | None = None
    published: date | None = Field(None, description="ISO date")

    def known(self) -> Known:
        """What is known from outside."""
        return Known(self.title, self.publisher, self.published.isoformat() if self.published else None)


class TextSubmission(Submission):
    """The text of a report."""

    text: str = Field(min_length=1, max_length=1_000_000, pattern=r"\S")


class HtmlSubmission(Submission):
    """The source of a page."""

    html: str = Field(min_length=1, max_length=20_000_000, pattern=r"\S")


class UrlSubmission(Submission):
    """The address of a page; only public addresses are visited."""

    url: str = Field(max_length=2000, pattern=r"^[Hh][Tt][Tt][Pp][Ss]?://[!-~]+$")

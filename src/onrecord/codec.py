"""Records ↔ JSON objects, and the digests that identify them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from onrecord.errors import OnRecordError
from onrecord.records import (
    Claim,
    ClaimId,
    Conflict,
    Copy,
    Document,
    DocumentId,
    Reading,
    Skipped,
    Span,
    Spans,
    Statement,
    StatementId,
    Thread,
)

Line = Document | Statement | Claim | Conflict | Thread | Copy | Skipped
KINDS: dict[str, type[Line]] = {
    "document": Document,
    "statement": Statement,
    "claim": Claim,
    "conflict": Conflict,
    "thread": Thread,
    "copy": Copy,
    "skipped": Skipped,
}
FIELDS = {
    "document": ("id", "url", "publisher", "title", "published", "published_inferred", "language", "text", "boilerplate", "copy_of"),
    "statement": (
        "id", "document", "source", "cue", "content", "style", "parent", "speaker", "channels", "act", "said_on", "score",
    ),
    "claim": ("id", "statement", "document", "holder", "holder_country", "factuality", "events", "evidence"),
    "conflict": ("kind", "claims", "note"),
    "thread": (
        "id", "title", "proposition", "status", "independent_sources", "documents", "positions", "conflicts",
        "independence", "changes", "reason",
    ),
    "copy": ("document", "copy_of", "share", "reason"),
    "skipped": ("url", "stage", "reason"),
}  # fmt: skip
UNDIGESTED = {"type", "score"}


_ADAPTERS: dict[str, TypeAdapter[Line]] = {name: TypeAdapter(kind) for name, kind in KINDS.items()}


def to_json(record: Line) -> dict[str, Any]:
    """The JSON object of a record, its keys in the documented order."""
    name = type(record).__name__.lower()
    values = _ADAPTERS[name].dump_python(record, mode="json")
    if isinstance(record, Thread):
        values["conflicts"] = [to_json(conflict) for conflict in record.conflicts]  # the same objects as those of a report
    return {"type": name} | {field: values[field] for field in FIELDS[name]}


def to_line(record: Line) -> str:
    """One line of JSON, without the line end."""
    return json.dumps(to_json(record), ensure_ascii=False, separators=(",", ":"))


def lines_of(reading: Reading) -> list[Line]:
    """The records of a reading in the order of its lines: the document, its statements, their claims, its conflicts."""
    return [reading.document, *reading.statements, *reading.claims, *reading.conflicts]


def from_json(values: Mapping[str, Any]) -> Line:
    """The record of a JSON object; OnRecordError when it is none."""
    if values.get("type") not in KINDS:
        raise OnRecordError(f"not a record of onrecord: type {values.get('type')!r}")
    try:
        return _ADAPTERS[str(values["type"])].validate_python({k: v for k, v in values.items() if k != "type"})
    except ValidationError as error:
        raise OnRecordError(f"not a valid {values['type']}: {error.errors()[0]['msg']}") from error


def digest(record: Line) -> str:
    """SHA-256 of the record's canonical JSON; scores stay out, so that a rerun that reads alike agrees."""
    values = {k: v for k, v in to_json(record).items() if k not in UNDIGESTED}
    return _sha256(values)


def document_id(url: str, text: str) -> DocumentId:
    """An address and a text make a document."""
    return DocumentId("d-" + _sha256([url, text])[:24])


def claim_id(document: DocumentId, statement: StatementId | None, words: Spans) -> ClaimId:
    """A statement makes a claim; where there is none, a document and the place of its words do."""
    return ClaimId("c-" + _sha256([document, statement, words])[:24])


def statement_id(document: DocumentId, source: Spans, cue: Spans, content: Spans) -> StatementId:
    """A document and the places of its words make a statement."""
    return StatementId("s-" + _sha256([document, source, cue, content])[:24])


def words(text: str, spans: Spans) -> str:
    """The verbatim words of a role, pieces parted by an ellipsis in brackets where text was left out."""
    return " […] ".join(text[start:end] for start, end in spans)


def cover(*roles: Spans) -> Span:
    """The stretch from the first to the last character of some roles; at least one must have a span."""
    spans = [span for role in roles for span in role]
    return min(s for s, _ in spans), max(e for _, e in spans)


def _sha256(values: object) -> str:
    canonical = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


__all__ = ["Line", "claim_id", "cover", "digest", "document_id", "from_json", "lines_of", "statement_id", "to_json", "to_line", "words"]

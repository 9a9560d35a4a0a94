"""Readings as JSON lines and as a table for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import TextIO

from onrecord import codec
from onrecord.records import Document, Reading, Skipped, Speaker, Statement

COLUMNS = (
    "id", "published", "publisher", "title", "url", "speaker", "role", "kind", "country", "anonymous", "channels",
    "act", "style", "source", "cue", "content", "said_on",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # a cell that begins so may run when a spreadsheet opens it


def export_jsonl(readings: Iterable[Reading | Skipped], file: TextIO) -> int:
    """Writes one JSON object a line, each document before its statements; says how many lines."""
    lines = 0
    for item in readings:
        records: list[codec.Line] = [item] if isinstance(item, Skipped) else codec.lines_of(item)
        for record in records:
            file.write(codec.to_line(record) + "\n")
            lines += 1
    return lines


def export_csv(readings: Iterable[Reading], file: TextIO) -> int:
    """Writes one row a statement under a row of column names (RFC 4180; open the file with newline=""); says how many statements."""
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    rows = 0
    for reading in readings:
        for statement in reading.statements:
            writer.writerow([safe(cell) for cell in _cells(reading.document, statement)])
            rows += 1
    return rows


def _cells(document: Document, statement: Statement) -> Iterator[str]:
    yield from (statement.id, document.published or "", document.publisher or "", document.title or "", document.url)
    yield from _speaker_cells(statement.speaker)
    yield from ("; ".join(statement.channels), statement.act.value, statement.style.value)
    yield from (codec.words(document.text, spans) for spans in (statement.source, statement.cue, statement.content))
    yield statement.said_on or ""


def _speaker_cells(speaker: Speaker | None) -> tuple[str, ...]:
    if speaker is None:
        return ("",) * 5
    return (speaker.name, speaker.role or "", speaker.kind.value, speaker.country or "", "yes" if speaker.anonymous else "no")


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + cell if cell.startswith(FORMULA) else cell

"""The tables behind the pages about matters, as CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass

from fastapi.responses import Response

from onrecord.publish.export import safe
from onrecord.publish.web.flows import FlowsView
from onrecord.publish.web.matrix import Matrix
from onrecord.publish.web.thread_views import ActorView, Said, ThreadView

SAYING = (
    "date",
    "printed",
    "holder",
    "country",
    "voice",
    "position",
    "number",
    "quote",
    "via",
    "publisher",
    "document",
    "statement",
    "claim",
)


@dataclass(frozen=True)
class Table:
    """Rows under names; the name is that of a file."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def thread_table(view: ThreadView) -> Table:
    """A row for each position."""
    return Table(f"thread-{view.thread.id[2:10]}", SAYING, tuple(_saying(said) for said in view.sayings))


def actor_table(view: ActorView) -> Table:
    """A row for each position, with its thread."""
    rows = [(thread, title, *_saying(said)) for thread, title, sayings in view.matters for said in sayings]
    return Table(f"actor-{view.dossier.name}", ("thread", "title", *SAYING), tuple(rows))


def matrix_table(view: Matrix) -> Table:
    """A row for each thread, a column for each actor."""
    rows = [
        (
            line.line.id,
            line.line.title,
            line.line.status.value,
            str(line.line.independent_sources),
            str(line.line.documents),
            str(line.line.conflicts),
            line.line.last or "",
            *(said.position.position.value if said else "" for said in line.cells),
        )
        for line in view.lines
    ]
    return Table("matrix", ("thread", "title", "status", "independent_sources", "reports", "conflicts", "last", *view.actors), tuple(rows))


def flows_table(view: FlowsView) -> Table:
    """A row for each transfer."""
    columns = ("supplier", "via", "recipient", "what", "how_many", "stance", "asserting", "denying", "asserted_by", "denied_by", "thread")
    rows = [
        (
            flow.supplier,
            flow.via,
            flow.recipient,
            flow.what,
            "; ".join(flow.quantities),
            flow.stance,
            str(len(flow.asserting)),
            str(len(flow.denying)),
            _holders(flow.asserting),
            _holders(flow.denying),
            flow.thread.id,
        )
        for flow in view.flows
    ]
    return Table("transfers", columns, tuple(rows))


def csv_response(table: Table) -> Response:
    """The table as a file to save (RFC 4180)."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(table.columns)
    writer.writerows([safe(cell) for cell in row] for row in table.rows)
    name = re.sub(r"[^A-Za-z0-9-]+", "-", table.name).strip("-")
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(file.getvalue().encode("utf-8", "replace"), media_type="text/csv; charset=utf-8", headers=headers)


def _saying(said: Said) -> tuple[str, ...]:
    position = said.position
    return (
        position.date or "",
        position.printed or "",
        said.holder,
        position.holder_country or "",
        said.voice or "",
        position.position.value,
        position.quantity.text if position.quantity else "",
        position.quote,
        "; ".join(position.channels),
        position.publisher or "",
        position.document,
        position.statement or "",
        position.claim,
    )


def _holders(sayings: Iterable[Said]) -> str:
    return "; ".join(dict.fromkeys(said.holder for said in sayings))

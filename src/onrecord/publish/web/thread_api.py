"""Threads, actors, the matrix and transfers as JSON under /api/v1."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import islice
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, TypeAdapter

from onrecord.ledger import Provenance
from onrecord.publish.web.api import Day
from onrecord.publish.web.asked import Decision, Dossier, Explanation, Threads
from onrecord.publish.web.flows import Flow, FlowsView, flows_view
from onrecord.publish.web.matrix import Matrix, Order, matrix
from onrecord.publish.web.paging import Cursor, Limit, decode, encode
from onrecord.publish.web.pending import ThreadLine
from onrecord.publish.web.schemas import REFUSALS, Items
from onrecord.publish.web.views import conditional, missing, web_of
from onrecord.records import Position, Thread, ThreadId, ThreadStatus

router = APIRouter(prefix="/api/v1", responses=REFUSALS)

LINES = 20  # threads in one portion of the matrix; each is loaded in full
MOST_FLOWS = 200  # transfers on one page: a diagram of more cannot be read
NamePath = Annotated[str, Path(min_length=1, max_length=500)]

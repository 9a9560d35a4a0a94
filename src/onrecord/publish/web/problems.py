"""What a request cannot have, as problem details (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"
SCHEMA = {
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
    "required": ["type", "title", "status", "detail"],
}


DAY_WORDS = "a year, a month or a day, like 1962, 1962-10 or 1962-10-25"
WRITTEN = {"since": DAY_WORDS, "until": DAY_WORDS, "country": "three letters of ISO 3166, like USA"}


def fault_words(fault: Mapping[str, Any]) -> str:
    """What is wrong with a part of a request, for people; `fault` is as pydantic reports it."""
    name = ".".join(str(part) for part in fault["loc"] if part != "query")
    if fault["type"] != "string_pattern_mismatch":
        return f"{name}: {fault['msg']}"
    return f"“{fault['input']}” is not what {name} can be" + (f": write {WRITTEN[name]}" if name in WRITTEN else "")


class ProblemError(Exception):
    """A request that is refused; the detail is for people."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = headers


class Json(Response):
    """JSON in ASCII alone, so that text with half a surrogate pair can be sent too."""

    media_type = "application/json"

    def render(self, content: object) -> bytes:
        """The bytes of an object."""
        return json.dumps(content, separators=(",", ":")).encode("ascii")


class Problem(Json):
    """The answer to a refused request."""

    media_type = MEDIA_TYPE

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        content = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
        super().__init__(content, status_code=status, headers=dict(headers or {}))

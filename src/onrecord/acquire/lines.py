"""JSON lines → pages: one report a line, with its text and what is known of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO
from urllib.parse import quote

from onrecord.acquire import dates, encoding
from onrecord.acquire.encoding import LONE_SURROGATE
from onrecord.acquire.kinds import Kind
from onrecord.errors import PageError
from onrecord.records import Page, Skipped

MAX_LINE = 8_000_000  # bytes; a million characters, each escaped, with some room
FREE = 100_000_000  # bytes that a gzip file may unpack to before its ratio is looked at
BOMB = 200  # times its size; JSON lines of news pack to a third, the same line over and over to a hundredth
WORDS = ("url", "published", "title", "publisher")


def pages(source: BinaryIO, url: str, check: Callable[[], None]) -> Iterator[Page | Skipped]:
    """The report of each line; a bad line is skipped with its number. `check` may raise PageError to end a bomb."""
    number = 0
    while line := source.readline(MAX_LINE + 1):
        number += 1
        check()
        if len(line) > MAX_LINE:
            _to_line_end(source, line, check)
            yield Skipped(f"{url}#line-{number}", "acquire", f"line {number} is longer than {MAX_LINE // 1_000_000} MB")
        elif line.strip():
            try:
                yield page(line, url, number)
            except PageError as error:
                yield Skipped(f"{url}#line-{number}", "acquire", f"line {number}: {error}")


def page(line: bytes, url: str, number: int) -> Page:
    """The report of one line; PageError when the line is none."""
    try:
        values = json.loads(encoding.decode(line))
    except (ValueError, RecursionError) as error:
        raise PageError("this is not JSON") from error
    if not isinstance(values, dict) or not isinstance(values.get("text"), str):
        raise PageError('a report needs "text", in quotation marks')
    told = {name: _words(values, name) for name in WORDS}
    day = dates.iso(told["published"]) if told["published"] else None
    if told["published"] and day is None:
        raise PageError(f'"published" is no date such as 2022-11-08: {told["published"][:40]}')
    place = values.get("id")
    own = f"{url}#{quote(str(place), safe='')}" if isinstance(place, str | int) and str(place) else f"{url}#line-{number}"
    text = values["text"].encode("utf-8", "replace")
    return Page(told["url"] or own, text, Kind.TEXT.value, "utf-8", told["title"], told["publisher"], day)


def check_bomb(unpacked: int, packed: int) -> None:
    """PageError when a gzip file unpacks to far more than any text does."""
    if unpacked > FREE and unpacked > BOMB * packed:
        raise PageError(f"the gzip file unpacks to more than {BOMB} times its size; the rest of it was not read")


def _words(values: dict[str, Any], name: str) -> str | None:
    """A field of text, or None where it is missing or blank."""
    value = values.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise PageError(f'"{name}" must be text in quotation marks')
    return LONE_SURROGATE.sub("\ufffd", value).strip() or None


def _to_line_end(source: BinaryIO, line: bytes, check: Callable[[], None]) -> None:
    """Read on to the end of an overlong line without keeping it."""
    while line and not line.endswith(b"\n"):
        line = source.readline(MAX_LINE)
        check()

"""Readings as one self-contained web page: the report's text with its statements marked in place."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from onrecord.publish.report import Anchors, Report, build_report
from onrecord.records import Reading

UNPRINTABLE = {**dict.fromkeys(range(0xD800, 0xE000), 0xFFFD), 0: 0xFFFD, 0xD: 0x20}  # UTF-8 or HTML would drop these or shift the text


@dataclass(frozen=True)
class Listing:
    """A report's line in the list of contents; all that is held of it once it is written."""

    anchor: str
    title: str
    publisher: str | None
    day: str | None
    statements: int
    is_copy: bool


def report_page(reading: Reading) -> str:
    """One HTML page that shows a reading; it needs neither network nor script."""
    return "".join(_page([reading], single=True))


def reports_page(readings: Iterable[Reading]) -> Iterator[str]:
    """One HTML page that shows any number of readings, in pieces as they come, with a list of contents."""
    return _page(readings, single=False)


def _page(readings: Iterable[Reading], *, single: bool) -> Iterator[str]:
    anchors = Anchors()
    contents: list[Listing] = []

    def reports() -> Iterator[Report]:
        for reading in readings:
            report, document = build_report(reading, anchors), reading.document
            contents.append(Listing(report.anchor, report.title, document.publisher, report.day, len(report.cards), bool(document.copy_of)))
            yield report

    listed = [build_report(reading, anchors) for reading in readings] if single else reports()
    template = _environment().get_template("page.html")
    chunks = template.generate(
        reports=listed,
        contents=contents,
        title=listed[0].title if isinstance(listed, list) else None,
        style_hash=_integrity("page.css"),
        script_hash=_integrity("page.js"),
    )
    return (chunk.translate(UNPRINTABLE) for chunk in chunks)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("onrecord.publish"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


@cache
def _integrity(name: str) -> str:
    """What the content security policy must name to let an inline style or script in."""
    source = _environment().get_template(name).render()
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()

"""The publication date: what a page states in its metadata, as an ISO date."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ISO = re.compile(r"\s*(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?!\d{1,3}(?:\D|$))")  # the day as printed, in the page's own time zone
DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4})\b")
MONTH_FIRST = re.compile(r"\b([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
META = {
    "article:published_time", "article:published", "og:published_time", "og:article:published_time", "datepublished",
    "date_published", "publication_date", "publish-date", "publishdate", "publish_date", "published_time", "pubdate", "parsely-pub-date",
    "sailthru.date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.issued", "dcterms.created", "citation_publication_date",
    "citation_date", "article.published", "cxenseparse:recs:publishtime", "originalpublicationdate", "date",
}  # fmt: skip
ARTICLE = re.compile(r"Article|Report|BlogPosting|LiveBlog|NewsMedia", re.IGNORECASE)
STATED = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')


def iso(value: str) -> str | None:
    """`YYYY-MM-DD` of a date or time as machines and mail headers write it, or in words; None when it is none."""
    if found := ISO.match(value):
        return _valid(found[1], found[2], found[3])
    if found := DAY_FIRST.search(value):
        return _valid(found[3], _month(found[2]), found[1])
    if found := MONTH_FIRST.search(value):
        return _valid(found[3], _month(found[1]), found[2])
    return None


def stated(tree: HtmlElement) -> str | None:
    """The date that a page's metadata gives for its publication."""
    return next((day for value in _candidates(tree) if (day := iso(value))), None)


def linked_data(tree: HtmlElement) -> list[dict[str, Any]]:
    """The JSON-LD objects of a page, articles first; blocks that do not parse are left out."""
    objects: list[dict[str, Any]] = []
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        try:
            objects += _objects(json.loads(script.text or "", strict=False))
        except (ValueError, RecursionError):
            continue
    return sorted(objects, key=lambda found: not ARTICLE.search(str(found.get("@type"))))


def _candidates(tree: HtmlElement) -> Iterator[str]:
    """What metadata says about the date, the most trusted first."""
    yield from (found["datePublished"] for found in linked_data(tree) if isinstance(found.get("datePublished"), str))
    for meta in tree.iterfind(".//meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name in META:
            yield meta.get("content") or ""
    for element in tree.iterfind('.//*[@itemprop="datePublished"]'):
        yield element.get("datetime") or element.get("content") or element.text or ""
    for element in tree.iterfind(".//time[@pubdate]"):
        yield element.get("datetime") or ""
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):  # a block that did not parse
        if found := STATED.search(script.text or ""):
            yield found[1]


def _objects(value: object) -> Iterator[dict[str, Any]]:
    """Every object within a JSON value, in the order of the page."""
    pending = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, dict):
            yield item
            pending += reversed(list(item.values()))
        elif isinstance(item, list):
            pending += reversed(item)


def _month(name: str) -> str:
    short = name[:3].lower()
    return str(MONTHS.index(short) + 1) if short in MONTHS else "0"


def _valid(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None

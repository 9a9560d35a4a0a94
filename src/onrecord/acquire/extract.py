"""A page's bytes → the document that people would read."""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

from onrecord.acquire import encoding, kinds, language
from onrecord.acquire.article import Article, article
from onrecord.acquire.boilerplate import furniture
from onrecord.codec import document_id
from onrecord.errors import PageError
from onrecord.records import Document, Page, Skipped

MAX_CHARACTERS = 1_000_000  # encoder vectors of a longer text would take more than 200 MB
MAX_HEADLINE = 160  # characters; the longest of 55 news headlines has 150
BYLINE = re.compile(r"(?:by|from|story by|reporting by|published|updated|posted|photo|image|copyright|©)\b", re.IGNORECASE)
DATELINE = re.compile(r"^[A-Z][A-Z .,/’'-]{2,40}(?:,[^—–]{0,30})?(?:\([^)]{2,40}\))?\s*[—–-]{1,2}\s")
ADDRESS = re.compile(r"https?://|www\.|\S+@\S+\.\w")


def extract(page: Page, *, published: str | None = None, publisher: str | None = None) -> Document | Skipped:
    """The document in a page; `published` (ISO date) and `publisher` stand in for what the page does not say.

    A page that holds no English report is `Skipped`, with the reason.
    """
    try:
        found = _read(page)
        spoken = _check(found.text)
    except PageError as error:
        return Skipped(page.url, "acquire", str(error))
    day = found.published or page.published or published
    return Document(
        id=document_id(page.url, found.text),
        url=page.url,
        text=found.text,
        title=found.title or page.title,
        publisher=found.publisher or page.publisher or publisher or _host(page.url),
        published=day or found.guessed,
        published_inferred=day is None and found.guessed is not None,
        language=spoken,
        boilerplate=furniture(found.text),
    )


def headline(text: str) -> str | None:
    """The first line of a text, if it looks like a headline: short, no sentence, no byline, with a text below."""
    first, _, rest = text.lstrip().partition("\n")
    first = first.strip().lstrip("#").lstrip()  # Markdown
    if not rest.strip() or len(first.split()) < 2 or len(first) > MAX_HEADLINE:
        return None
    if first[-1] in ".,;:…" or BYLINE.match(first) or DATELINE.match(first) or ADDRESS.search(first):
        return None
    return first


def _read(page: Page) -> Article:
    """The text and metadata of a page, whatever its kind."""
    if not page.body.strip():
        raise PageError("the file is empty")
    page = replace(page, body=_unpacked(page.body))
    kind = kinds.settle(page.body[: kinds.HEAD], kinds.by_media_type(page.media_type))
    return READERS[kind](page)


def _unpacked(body: bytes) -> bytes:
    """The bytes in a gzip file, such as a server hands out; others as they are."""
    if not body.startswith(kinds.GZIP):
        return body
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(body)) as packed:
            unpacked = packed.read(kinds.MAX_BYTES + 1)
    except kinds.DAMAGED as error:
        raise PageError("the gzip file is damaged or cut short") from error
    if len(unpacked) > kinds.MAX_BYTES:
        raise PageError(f"larger than {kinds.MAX_BYTES // 1_000_000} MB unpacked, which is too much for one report")
    return unpacked


def _html(page: Page) -> Article:
    markup = encoding.decode(page.body, page.charset, markup=True).replace("\0", "")
    found = article(markup, page.url if page.url.startswith("http") else None)
    title = encoding.tidy(found.title) if found.title else None
    return Article(encoding.tidy(found.text), title, found.publisher, found.published, found.guessed)


def _text(page: Page) -> Article:
    text = encoding.tidy(encoding.decode(page.body, page.charset))
    return Article(text, page.title or headline(text), None, None, None)


def _pdf(page: Page) -> Article:
    from onrecord.acquire import pdf  # slow to import

    text = encoding.tidy(pdf.text(page.body, MAX_CHARACTERS))
    return Article(text, page.title or headline(text), None, None, None)


READERS: dict[kinds.Kind, Callable[[Page], Article]] = {
    kinds.Kind.HTML: _html,
    kinds.Kind.TEXT: _text,
    kinds.Kind.LINES: _text,
    kinds.Kind.PDF: _pdf,
}


def _check(text: str) -> str | None:
    """The language of a text; PageError when it is empty, too long, or not English."""
    if not text.strip():
        raise PageError("no article text found: the file is blank")
    if len(text) > MAX_CHARACTERS:
        raise PageError(f"too long for a report: {len(text):,} characters, where onrecord reads up to {MAX_CHARACTERS:,}")
    code = language.language(text)
    if code not in (None, "en"):
        raise PageError(f"written in {language.name(code)}; onrecord reads English")
    return code


def _host(url: str) -> str | None:
    """The site's name in a web address, when nothing better is known."""
    try:
        host = urlsplit(url).hostname if url.startswith("http") else None
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None

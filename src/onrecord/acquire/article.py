"""The article in an HTML page: its headline and paragraphs, who published it, and when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.acquire import dates
from onrecord.errors import PageError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_TAGS = 60_000  # ten times the richest of 55 news pages (5,900); 150,000 took eleven seconds
DEEP = 60  # wrappers in a row; libxml2 drops what lies below 256 levels
NESTED = re.compile(rf"(?:<(div|span|section|blockquote|ul|ol|li|font|b|i)\b[^<>]*>\s*){{{DEEP},}}", re.IGNORECASE)
DATE_OPTIONS = {
    "original_date": True,
    "extensive_search": False,  # its guesses from the running text were as often an event's date as the page's
    "deferred_url_extractor": True,
    "max_date": "2100-01-01",  # else htmldate asks the clock, and a rerun could differ
}
FAULTS = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)  # trafilatura's parts raise these
MIN_HEADLINE_WORDS = 3  # "World" or "Live updates" above the headline are sections
SAME_HEADLINE = 0.5  # share of words in common between a page's first heading and its metadata's title
REPEATABLE = 40  # characters; a longer line that comes twice is a caption or pull-quote
SUFFIX = re.compile(r"\s+[|–—-]\s+([^|–—]{2,60})$")


@dataclass(frozen=True)
class Article:
    """What an HTML page says: text that begins with the headline, and its metadata. `guessed` is a date from text or address."""

    text: str
    title: str | None
    publisher: str | None
    published: str | None
    guessed: str | None


def article(markup: str, url: str | None) -> Article:
    """The article of a page; `url` is its address on the web, where it has one. PageError when there is none."""
    if markup.count("<") > MAX_TAGS:
        raise PageError(f"the page is too large for a report: it has more than {MAX_TAGS:,} HTML tags")
    from trafilatura.utils import load_html  # slow to import, and of use for HTML alone

    tree = load_html(NESTED.sub(r"<\1>", markup))
    if tree is None:
        raise PageError("no article text found: this is no HTML page that can be read")
    found = _extracted(tree, url)
    publisher = _publisher(tree, found.sitename, found.hostname)
    titles = [title for title in (found.title, _element_text(tree, ".//head/title")) if title]
    headline = _headline(tree, titles, publisher)
    lines = _lines(found.text or "", [headline, *titles])
    if not lines:
        raise PageError("no article text found: a page of links, pictures or scripts")
    stated = dates.stated(tree)
    text = "\n".join([headline, *lines] if headline else lines)
    return Article(text, headline, publisher, stated, None if stated else found.date)


def _extracted(tree: HtmlElement, url: str | None) -> Any:
    """What trafilatura makes of a page."""
    from lxml.etree import LxmlError
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(
            tree, url=url, include_comments=False, include_tables=False, with_metadata=True, date_extraction_params=DATE_OPTIONS
        )
    except (LxmlError, *FAULTS) as error:
        raise PageError(f"the page's HTML cannot be read ({type(error).__name__})") from error
    if found is None:
        raise PageError("no article text found: a page of links, pictures or scripts")
    return found


def _lines(text: str, titles: Iterable[str | None]) -> list[str]:
    """One paragraph a line; without the headline, which comes first anyway, and without what is printed twice."""
    seen = {_letters(title) for title in titles if title}
    lines = []
    for line in (" ".join(line.split()) for line in text.split("\n")):
        letters = _letters(line)
        if not line or (letters and letters in seen):
            continue
        if len(line) >= REPEATABLE:
            seen.add(letters)
        lines.append(line)
    return lines


def _headline(tree: HtmlElement, titles: list[str], publisher: str | None) -> str | None:
    """The headline as the page prints it, else as its metadata has it, without the outlet's name."""
    headings = [" ".join(element.text_content().split()) for element in tree.iterfind(".//h1")]
    for heading in headings:
        if len(heading.split()) >= MIN_HEADLINE_WORDS and any(_alike(heading, title) for title in titles):
            return heading
    if not titles:
        return next((heading for heading in headings if len(heading.split()) >= MIN_HEADLINE_WORDS), None)
    return _without_outlet(titles[0], publisher)


def _alike(heading: str, title: str) -> bool:
    left, right = (set(re.findall(r"\w+", text.lower())) for text in (heading, title))
    return len(left & right) >= SAME_HEADLINE * len(left)


def _without_outlet(title: str, publisher: str | None) -> str:
    """A title without the " | Outlet" behind it."""
    title = " ".join(title.split())
    while (found := SUFFIX.search(title)) and ("|" in found[0] or (publisher and _letters(found[1]) in _letters(publisher))):
        title = title[: found.start()]
    return title


def _publisher(tree: HtmlElement, sitename: str | None, hostname: str | None) -> str | None:
    """The outlet's name as the page gives it: in JSON-LD, in meta tags, else as trafilatura finds it."""
    publishers = [found.get("publisher") for found in dates.linked_data(tree)]
    names = [found.get("name") for found in publishers if isinstance(found, dict)]
    names += [meta.get("content") for meta in tree.iterfind(".//meta") if (meta.get("property") or "").lower() == "og:site_name"]
    names += [sitename if sitename != hostname else None]
    told = (" ".join(name.partition(" | ")[0].split()) for name in names if isinstance(name, str))
    return next((name for name in told if name), None)


def _element_text(tree: HtmlElement, path: str) -> str | None:
    element = tree.find(path)
    return " ".join(element.text_content().split()) or None if element is not None else None


def _letters(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())

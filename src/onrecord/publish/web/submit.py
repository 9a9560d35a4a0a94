"""What people hand in becomes pages to read."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from onrecord.publish.web.problems import ProblemError
from onrecord.publish.web.readings import Hands, Item, Job, ReadingQueue
from onrecord.records import Page

ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
BARE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?/\S*", re.IGNORECASE)  # an address as people copy it without its beginning
SHORTEST = 12  # words beside addresses that can be a text
MAX_ADDRESSES = 1000  # in one go
LARGE = 3  # files or addresses; more than these wait behind what is smaller
NAME = 80  # characters of a job's name


@dataclass(frozen=True)
class Known:
    """What is known of a report from outside; its own words come first."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None


def submit_words(queue: ReadingQueue, words: str, known: Known) -> Job:
    """A job for what somebody has put into the box: addresses, one a line, or else the text of a report; ProblemError (422) for a slip."""
    parts = [f"https://{part}" if BARE.fullmatch(part) else part for part in words.split()]
    others = [part for part in parts if not ADDRESS.fullmatch(part)]
    if parts and not others:
        return submit_addresses(queue, parts, known)
    if len(parts) == 1 or (parts and len(others) < SHORTEST and ADDRESS.fullmatch(parts[0])):
        raise ProblemError(
            422, f"“{' '.join(others)[:NAME]}” is neither a web address, which begins with http:// or https://, nor the text of a report"
        )
    return submit_text(queue, words, known)


def submit_text(queue: ReadingQueue, text: str, known: Known, media_type: str = "text/plain") -> Job:
    """A job for a text, or for the source of an HTML page; ProblemError (422) when there is none."""
    if not text.strip():
        raise ProblemError(422, "there is nothing to read: paste the text of a report, or its address")
    body = text.replace("\r\n", "\n").encode("utf-8", "replace")  # a browser sends these line ends whatever was pasted
    page = Page(named(hashlib.sha256(body).digest()), body, media_type, "utf-8", known.title, known.publisher, known.published)
    return queue.add("text", known.title or text.strip().split("\n", 1)[0][:NAME], iter([page]), names={page.url: "the text"})


def submit_addresses(queue: ReadingQueue, addresses: list[str], known: Known) -> Job:
    """A job for pages on the web, of which only public ones are visited; ProblemError (422) for what is no web address."""
    if len(addresses) > MAX_ADDRESSES:
        raise ProblemError(422, f"{len(addresses)} addresses at once; {MAX_ADDRESSES} are the most")
    if not addresses or not all(ADDRESS.fullmatch(address) for address in addresses):
        raise ProblemError(422, "an address begins with http:// or https://")
    name = addresses[0][:NAME] if len(addresses) == 1 else f"{len(addresses)} addresses"
    return queue.add("addresses", name, _fetched(queue.hands, addresses, known), large=len(addresses) > LARGE)


def submit_files(queue: ReadingQueue, uploads: Iterable[tuple[BinaryIO, str]], known: Known) -> Job:
    """A job for files; they are copied, as the browser's own are gone when its request ends."""
    kept = [(_copy(upload, queue.folder), name) for upload, name in uploads]
    if not kept:
        raise ProblemError(422, "no file was chosen")
    name = kept[0][1][:NAME] if len(kept) == 1 else f"{len(kept)} files"
    names: dict[str, str] = {}
    return queue.add("files", name, _unpacked(queue.hands, kept, known, names), large=len(kept) > LARGE, names=names)


def submit_path(queue: ReadingQueue, path: str) -> Job:
    """A job for a file or folder on this machine."""
    if not path.strip():
        raise ProblemError(422, "name a folder or a file on this machine")
    return queue.add("folder", path[-NAME:], queue.hands.walk(path), large=True)


def named(digest: bytes) -> str:
    """An address for something that has none: named by the SHA-256 of its bytes (RFC 6920), so that the same text is the same report."""
    return "ni:///sha-256;" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _fetched(hands: Hands, addresses: Iterable[str], known: Known) -> Iterator[Item]:
    return (_with(hands.fetch(address), known) for address in addresses)


def _unpacked(hands: Hands, kept: list[tuple[Path, str]], known: Known, names: dict[str, str]) -> Iterator[Item]:
    """The pages of files; says in `names` which file an address stands for."""
    for place, name in kept:
        with place.open("rb") as file:
            address = _named_by_bytes(file)
            names[address] = name
            file.seek(0)
            yield from (_with(item, known) for item in hands.unpack(file, address, name))
        place.unlink()


def _copy(upload: BinaryIO, folder: Path) -> Path:
    """A copy of an uploaded file, under a name of our own."""
    place = folder / secrets.token_hex(16)
    with place.open("xb") as copy:
        shutil.copyfileobj(upload, copy)
    return place


def _named_by_bytes(file: BinaryIO) -> str:
    found = hashlib.sha256()
    while chunk := file.read(1 << 20):
        found.update(chunk)
    return named(found.digest())


def _with(item: Item, known: Known) -> Item:
    """A page with what is known of it from outside."""
    if not isinstance(item, Page):
        return item
    return replace(
        item,
        title=item.title or known.title,
        publisher=item.publisher or known.publisher,
        published=item.published or known.published,
    )

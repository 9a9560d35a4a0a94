"""What sort of file this is, from its first bytes and its name."""

from __future__ import annotations

import gzip
import re
import zlib
from enum import StrEnum

from onrecord.errors import PageError

MAX_BYTES = 20_000_000  # unpacked; the largest of 55 news pages has 1.6 MB, and trafilatura stops here too
GZIP = b"\x1f\x8b"
DAMAGED = (EOFError, gzip.BadGzipFile, zlib.error)  # what a bad gzip file raises
HEAD = 4096  # enough for every mark below, and for a document type after a comment
READABLE = "onrecord reads text, HTML, PDF, JSON lines, and gzip of these"


class Kind(StrEnum):
    """The sorts of file that can be read; the value is the media type."""

    TEXT = "text/plain"
    HTML = "text/html"
    PDF = "application/pdf"
    LINES = "application/x-ndjson"


SUFFIXES = {
    ".txt": Kind.TEXT, ".text": Kind.TEXT, ".md": Kind.TEXT,
    ".html": Kind.HTML, ".htm": Kind.HTML, ".xhtml": Kind.HTML, ".shtml": Kind.HTML,
    ".pdf": Kind.PDF, ".jsonl": Kind.LINES, ".ndjson": Kind.LINES,
}  # fmt: skip
MEDIA_TYPES = {
    "text/plain": Kind.TEXT, "text/markdown": Kind.TEXT, "text/html": Kind.HTML, "application/xhtml+xml": Kind.HTML,
    "application/pdf": Kind.PDF, "application/x-pdf": Kind.PDF,
}  # fmt: skip
UNTOLD = {"", "application/octet-stream", "binary/octet-stream", "application/x-gzip", "application/gzip"}  # says nothing of the content

BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
FOREIGN = [
    (b"PK\x03\x04", "a Word document or another ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"ID3", "a recording"),
    (b"OggS", "a recording"),
    (b"\x00\x00\x00", "a video or another binary file"),
    (b"SQLite format 3", "a database"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x1f\x8b", "a gzip archive inside another"),
    (b"%!PS", "a PostScript document"),
]  # first match wins
HTML_START = re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
LINES_START = re.compile(rb'\s*\{\s*"')
CONTROLS = bytes(sorted(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")))
MAX_CONTROLS = 0.01  # a stray control byte is a slip of some old editor; one in a hundred is no text


def by_name(name: str) -> Kind | str | None:
    """The kind that a file name tells, the ending where it names something else, or None where it tells nothing."""
    name = name.lower().removesuffix(".gz")
    ending = re.search(r"\.[a-z][a-z0-9]{0,5}$", name)
    if ending is None:
        return None
    return SUFFIXES.get(ending[0], ending[0])


def by_media_type(media_type: str | None) -> Kind | str | None:
    """The kind that a server's media type tells, the type itself where it is another, or None where it tells nothing."""
    told = (media_type or "").partition(";")[0].strip().lower()
    return None if told in UNTOLD else MEDIA_TYPES.get(told, told)


def settle(head: bytes, told: Kind | str | None) -> Kind:
    """The kind of a file from its first bytes and from what its name or its server told; PageError when it cannot be read."""
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if told == Kind.PDF:
        raise PageError("this is no PDF, though it is called one")
    _refuse_binary(head)
    if HTML_START.match(head.removeprefix(BYTE_ORDER_MARKS[0])):
        return Kind.HTML
    if isinstance(told, Kind):
        return told
    if told is not None:
        raise PageError(f"not a kind of file that onrecord reads ({told}): {READABLE}")
    return Kind.LINES if LINES_START.match(head) and b'"text"' in head else Kind.TEXT


def _refuse_binary(head: bytes) -> None:
    """PageError for pictures, archives, programs and the like."""
    if head.startswith(BYTE_ORDER_MARKS):
        return
    for mark, what in FOREIGN:
        if head.startswith(mark):
            raise PageError(f"this is {what}: {READABLE}")
    controls = len(head) - len(head.translate(None, CONTROLS))
    if (b"\0" in head and not HTML_START.match(head)) or controls > MAX_CONTROLS * len(head):
        raise PageError(f"this is a binary file, not text: {READABLE}")

"""Files, folders, JSON lines and standard input → pages, one at a time."""

from __future__ import annotations

import gzip
import io
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from onrecord.acquire import kinds, lines
from onrecord.acquire.kinds import DAMAGED, GZIP, MAX_BYTES, Kind
from onrecord.errors import PageError
from onrecord.records import Page, Skipped

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAX_PDF_BYTES = 60_000_000  # photographs make reports large; a file is held in memory
STDIN = "file:///dev/stdin"


def pages(paths: Iterable[str], *, stdin: BinaryIO | None) -> Iterator[Page | Skipped]:
    """The pages of files, folders (hidden files left out, in the order of their names) and `-`, standard input.

    One file or line is in memory at a time. What cannot be read comes as `Skipped`, in its place.
    """
    for path in paths:
        if path != "-":
            yield from _path(Path(path), set())
        elif stdin is None:
            yield Skipped(STDIN, "acquire", "there is nothing on standard input")
        else:
            yield from unpack(stdin, STDIN, "")


def _path(path: Path, folders: set[tuple[int, int]]) -> Iterator[Page | Skipped]:
    """The pages of one path; `folders` are those already entered, by device and number, so that a loop of links ends."""
    url = _address(path)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            if (found.st_dev, found.st_ino) not in folders:
                folders.add((found.st_dev, found.st_ino))
                yield from _folder(path, url, folders)
            return
        if not stat.S_ISREG(found.st_mode):
            yield Skipped(url, "acquire", "this is a device or pipe, not a file; hand its contents in on standard input, with -")
            return
        stream = path.open("rb")
    except (OSError, ValueError) as error:
        yield Skipped(url, "acquire", _why(error))
        return
    with stream:
        yield from unpack(stream, url, path.name)


def _folder(path: Path, url: str, folders: set[tuple[int, int]]) -> Iterator[Page | Skipped]:
    """The pages below a folder."""
    names = sorted(entry.name for entry in path.iterdir() if not entry.name.startswith("."))
    if not names:
        yield Skipped(url, "acquire", "the folder is empty")
    for name in names:
        yield from _path(path / name, folders)


def unpack(stream: BinaryIO, url: str, name: str) -> Iterator[Page | Skipped]:
    """The page, or the pages of the JSON lines, in a stream; its kind is told by its first bytes and by the name."""
    packed = Tap(stream)
    source = io.BufferedReader(packed, kinds.HEAD)
    try:
        tap = packed
        if source.peek(2)[:2] == GZIP:
            tap = Tap(gzip.GzipFile(fileobj=source))
            source = io.BufferedReader(tap, kinds.HEAD)
        head = source.peek(kinds.HEAD)
        if not head.strip() and len(head) < kinds.HEAD:
            raise PageError("the file is empty")
        kind = kinds.settle(head, kinds.by_name(name))
        if kind is Kind.LINES:
            yield from lines.pages(source, url, lambda: lines.check_bomb(tap.count, packed.count))
        else:
            yield Page(url, _body(source, kind), media_type=kind.value)
    except DAMAGED:
        yield Skipped(url, "acquire", "the gzip file is damaged or cut short")
    except PageError as error:
        yield Skipped(url, "acquire", str(error))
    except OSError as error:
        yield Skipped(url, "acquire", _why(error))


def _body(source: BinaryIO, kind: Kind) -> bytes:
    """All bytes of a page; PageError when they are too many."""
    limit = MAX_PDF_BYTES if kind is Kind.PDF else MAX_BYTES
    body = source.read(limit + 1)
    if len(body) > limit:
        raise PageError(f"larger than {limit // 1_000_000} MB, which is too much for one report")
    return body


class Tap(io.RawIOBase):
    """A stream that counts the bytes drawn from it, and does not close what it draws from."""

    def __init__(self, stream: BinaryIO | gzip.GzipFile) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill a buffer; the number of bytes, 0 at the end."""
        room = memoryview(buffer).cast("B")
        drawn = self._stream.read(len(room))
        room[: len(drawn)] = drawn
        self.count += len(drawn)
        return len(drawn)


def _address(path: Path) -> str:
    """The percent-encoded `file:///` address of a path."""
    try:
        return path.resolve().as_uri()
    except (OSError, RuntimeError, ValueError):  # a loop of links, or a name that no file can have
        return Path(str(path).replace("\0", "%00")).absolute().as_uri()


def _why(error: OSError | ValueError) -> str:
    """An error of the operating system in a reader's words."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, PermissionError):
        return "you may not read this file"
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return f"the file cannot be read: {reason or error}"

"""The text layer of a PDF, its lines joined into paragraphs again."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from onrecord.errors import PageError

MIN_LETTERS = 20  # a page, on average; a scan has none but a stamp or a page number
FULL = 0.8  # of the usual width; a shorter line that ends a sentence ends a paragraph
HALF = 0.6  # of the usual width; so short a line without a full stop is a headline or byline
SENTENCE_END = re.compile(r"[.!?:…][\"'”’)\]]*$")
BROKEN_WORD = re.compile(r"(\w+)[-‐\u00ad]$")
WORD_START = re.compile(r"[^\W\d_]+")
COMPOUND = re.compile(r"\w+-[^\W\d_]+")
PAGE_NUMBER = re.compile(r"(?:page )?\d{1,4}(?: (?:of|/) \d{1,4})?", re.IGNORECASE)
FAULTS = (
    PyPdfError, ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, MemoryError, NotImplementedError,
    OSError, RecursionError, TypeError, ValueError, zlib.error,
)  # fmt: skip  # "broken PDF files might cause other Exceptions": pypdf/errors.py


def text(body: bytes, limit: int) -> str:
    """The text of a PDF, one paragraph a line; reading stops soon after `limit` characters. PageError when it has none."""
    try:
        reader = PdfReader(io.BytesIO(body))
        if reader.is_encrypted and not reader.decrypt(""):
            raise PageError("the PDF is locked with a password")
        pages = list(_pages(reader, limit))
    except (FileNotDecryptedError, DependencyError) as error:
        raise PageError("the PDF is locked with a password") from error
    except FAULTS as error:
        raise PageError(f"the PDF is damaged and cannot be read ({type(error).__name__})") from error
    letters = sum(char.isalpha() for page in pages for char in page)
    if letters < MIN_LETTERS * max(1, len(pages)):
        raise PageError("a scan without a text layer: the PDF holds pictures of pages; run it through text recognition first")
    return "\n".join(paragraphs("\n".join(pages)))


def paragraphs(printed: str) -> Iterator[str]:
    """Paragraphs from printed lines: words broken at a line's end are mended, page numbers left out."""
    lines = [" ".join(line.split()) for line in printed.split("\n")]
    lines = [line for line in lines if not PAGE_NUMBER.fullmatch(line)]
    widths = sorted(len(line) for line in lines if line)
    usual = widths[len(widths) * 3 // 4] if widths else 0
    compounds = set(COMPOUND.findall(printed))
    held: list[str] = []
    for line in lines:
        if held and _ends_paragraph(held[-1], line, usual):
            yield _joined(held, compounds)
            held = []
        if line:
            held.append(line)
    if held:
        yield _joined(held, compounds)


def _pages(reader: PdfReader, limit: int) -> Iterator[str]:
    length = 0
    for page in reader.pages:
        printed = page.extract_text()
        yield printed
        length += len(printed)
        if length > limit:
            return


def _ends_paragraph(line: str, following: str, usual: int) -> bool:
    """Whether a printed line is the last of its paragraph; a blank line after half a sentence is a page's end."""
    ends = SENTENCE_END.search(line) is not None
    if not following:
        return ends
    return not following[0].islower() and len(line) < (FULL if ends else HALF) * usual


def _joined(lines: list[str], compounds: set[str]) -> str:
    """Lines as one; a hyphen at a line's end stays where the word is written with one elsewhere, or a name follows."""
    pieces = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        broken, rest = BROKEN_WORD.search(line), WORD_START.match(following)
        if broken is None or rest is None:
            pieces += [line, " "]
        elif following[0].isupper() or f"{broken[1]}-{rest[0]}" in compounds:
            pieces.append(line)
        else:
            pieces.append(line[:-1])
    return "".join(pieces).strip()

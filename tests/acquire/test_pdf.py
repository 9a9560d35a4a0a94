"""PDF files with a text layer, without one, and damaged."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter

from onrecord.acquire.extract import extract
from onrecord.acquire.pdf import paragraphs
from onrecord.records import Document, Page, Skipped

LINES = [
    "Pilots to strike",
    "The pilots' union said on Friday that its members would stop work at mid-",
    "night on Sunday, and that no ship would enter the harbour before its de-",
    "mands were met by the port authority.",
    "The port authority denied that talks had broken down.",
]


def make_pdf(lines: list[str]) -> bytes:
    """A PDF of one page, written by hand."""
    shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
    content = f"BT /F1 11 Tf 60 760 Td {shown}ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (table, len(body))


def read(body: bytes) -> Document | Skipped:
    return extract(Page("file:///report.pdf", body, "application/pdf"))


def reason(body: bytes) -> str:
    found = read(body)
    assert isinstance(found, Skipped)
    return found.reason


def locked(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf(LINES))))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_printed_lines_become_paragraphs() -> None:
    found = read(make_pdf(LINES))
    assert isinstance(found, Document)
    assert found.title == "Pilots to strike"
    assert found.text == (
        "Pilots to strike\n"
        "The pilots' union said on Friday that its members would stop work at midnight on Sunday, and that no ship would enter "
        "the harbour before its demands were met by the port authority.\n"
        "The port authority denied that talks had broken down."
    )


def test_a_hyphen_stays_where_the_word_has_one_elsewhere() -> None:
    printed = "He spoke of a long-\nterm plan, a long-term plan, and met Jean-\nPaul of the union in the harbour office."
    assert list(paragraphs(printed)) == [
        "He spoke of a long-term plan, a long-term plan, and met Jean-Paul of the union in the harbour office."
    ]


def test_a_sentence_runs_on_over_the_page() -> None:
    printed = "The port authority denied on Friday that the\n3\n\ntalks with the union had broken down at last.\n\nThe union disagreed."
    assert list(paragraphs(printed)) == [
        "The port authority denied on Friday that the talks with the union had broken down at last.",
        "The union disagreed.",
    ]


def test_a_scan_is_named_so() -> None:
    assert reason(make_pdf([])).startswith("a scan without a text layer")


def test_a_locked_file_is_named_so() -> None:
    assert reason(locked("secret")) == "the PDF is locked with a password"


def test_an_empty_password_is_no_lock() -> None:
    assert isinstance(read(locked("")), Document)


@pytest.mark.parametrize("body", [make_pdf(LINES)[:200], b"%PDF-1.4\n" + bytes(range(256)) * 20, b"%PDF-1.7"], ids=["cut", "noise", "bare"])
def test_a_damaged_file_does_no_harm(body: bytes) -> None:
    assert isinstance(read(body), Skipped)

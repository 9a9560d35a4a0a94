"""Bytes → documents: what a reader of the page would expect to find."""

from __future__ import annotations

import gzip
import time
import unicodedata

import pytest

from onrecord.acquire.extract import MAX_CHARACTERS, extract, headline
from onrecord.codec import document_id
from onrecord.records import Document, Page, Skipped

REPORT = "Harbour pilots to strike on Monday\n\nThe pilots’ union said on Friday that its members would stop work.\n"
PARAGRAPHS = [
    "The pilots’ union said on Friday that its members would stop work at midnight on Sunday.",
    "“We were left no choice,” said Ada Lindqvist, who leads the union.",
    "The port authority denied that talks had broken down and said that it would meet the union again.",
]
METADATA = """<meta property="article:published_time" content="2024-03-08T23:30:00+02:00">
<meta property="og:site_name" content="Harbour Gazette">
<meta property="og:title" content="Harbour pilots to strike on Monday | Harbour Gazette">"""


def web_page(head: str = METADATA, body: str = "", heading: str = "Harbour pilots to strike on Monday") -> bytes:
    story = "".join(f"<p>{paragraph}</p>\n" for paragraph in PARAGRAPHS)
    return (
        f"<!DOCTYPE html><html><head><title>{heading} | Harbour Gazette</title>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{heading}</h1>{story}{body}</article><footer>All rights reserved</footer></body></html>"
    ).encode()


def document(body: bytes, media_type: str | None = None, **known: str) -> Document:
    found = extract(Page("file:///report", body, media_type, **known))
    assert isinstance(found, Document), found
    return found


def reason(body: bytes, media_type: str | None = None) -> str:
    found = extract(Page("file:///report", body, media_type))
    assert isinstance(found, Skipped)
    assert found.stage == "acquire"
    return found.reason


def test_a_text_file_is_read_whole() -> None:
    found = document(REPORT.replace("\n", "\r\n").encode(), "text/plain")
    assert found.text == REPORT
    assert found.title == "Harbour pilots to strike on Monday"
    assert (found.language, found.published, found.publisher) == ("en", None, None)
    assert found.id == document_id("file:///report", REPORT)


def test_a_dateline_is_no_publication_date() -> None:
    assert document(b"Pilots to strike\n\nOSLO, March 8, 2024 (Agency) - The pilots will stop work, their union said.").published is None


def test_text_is_composed() -> None:
    assert document(unicodedata.normalize("NFD", "Zoë Müller said no.").encode()).text == "Zoë Müller said no."


@pytest.mark.parametrize(
    ("first", "is_headline"),
    [
        ("Pilots to strike on Monday", True),
        ("Are the pilots about to strike?", True),
        ("# Pilots to strike on Monday", True),
        ("The pilots’ union said that its members would stop work.", False),
        ("By Ada Lindqvist", False),
        ("OSLO (Agency) — Pilots are to strike", False),
        ("https://harbour-gazette.example/pilots", False),
        ("Pilots", False),
        ("Pilots to strike " * 12, False),
    ],
)
def test_headline(first: str, is_headline: bool) -> None:
    assert headline(f"{first}\n\nThe union said so.") == (first.lstrip("# ") if is_headline else None)


def test_a_single_line_is_no_headline() -> None:
    assert headline("Pilots to strike on Monday\n") is None


def test_html_begins_with_its_headline_once() -> None:
    found = document(web_page(), "text/html")
    assert found.text.split("\n") == ["Harbour pilots to strike on Monday", *PARAGRAPHS]
    assert found.title == "Harbour pilots to strike on Monday"
    assert (found.publisher, found.published, found.published_inferred) == ("Harbour Gazette", "2024-03-08", False)


def test_the_page_says_more_than_the_caller() -> None:
    found = extract(Page("file:///a", web_page(), "text/html"), published="1999-01-01", publisher="Nobody")
    assert isinstance(found, Document)
    assert (found.published, found.publisher) == ("2024-03-08", "Harbour Gazette")


def test_the_caller_says_what_the_page_does_not() -> None:
    found = extract(Page("https://gazette.example/2024/03/08/pilots", web_page(head="")), published="2024-03-09", publisher="Gazette")
    assert isinstance(found, Document)
    assert (found.published, found.published_inferred, found.publisher) == ("2024-03-09", False, "Gazette")


def test_a_date_from_the_address_is_marked_as_inferred() -> None:
    found = extract(Page("https://www.gazette.example/2024/03/08/pilots", web_page(head="")))
    assert isinstance(found, Document)
    assert (found.published, found.published_inferred, found.publisher) == ("2024-03-08", True, "gazette.example")


def test_no_date_is_guessed_where_none_is() -> None:
    found = document(web_page(head="", body="<p>The last strike, in March 1998, took nine days, she said.</p><p>© 2024</p>"))
    assert (found.published, found.published_inferred) == (None, False)


def test_a_quotation_that_is_printed_twice_comes_once() -> None:
    body = f"<aside class='pull'><p>{PARAGRAPHS[2]}</p></aside><p>{PARAGRAPHS[0]}</p>"
    text = document(web_page(body=body)).text
    assert text.count(PARAGRAPHS[0]) == 1


def test_json_lines_know_more_than_their_text() -> None:
    found = document(REPORT.encode(), "text/plain", title="Strike", publisher="Gazette", published="2024-03-08")
    assert (found.title, found.publisher, found.published) == ("Strike", "Gazette", "2024-03-08")


def test_a_packed_page_is_unpacked() -> None:
    assert document(gzip.compress(web_page()), "application/gzip").publisher == "Harbour Gazette"


@pytest.mark.parametrize(
    "markup",
    [
        b"<html><body>" + b"<div>" * 5000 + b"<p>The union said no to the offer of the port authority.</p>" * 3 + b"</div>" * 5000,
        b"<html><body><p>" + b"<span>" * 5000 + b"The union said no to the offer of the port authority.",
        b"<html><body>" + b"<ul><li>" * 5000 + b"The union said no to the offer of the port authority.",
    ],
    ids=["div", "span", "list"],
)
def test_deep_nesting_is_read(markup: bytes) -> None:
    assert "The union said no to the offer" in document(markup).text


@pytest.mark.parametrize("cut", [60, 300, 500, 700, 900])
def test_a_truncated_page_does_no_harm(cut: int) -> None:
    assert isinstance(extract(Page("file:///a", web_page()[:cut], "text/html")), Document | Skipped)


def test_a_million_characters_without_a_space_pass_quickly() -> None:
    start = time.perf_counter()
    assert document(b"a" * MAX_CHARACTERS).language is None
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("body", "media_type", "expected"),
    [
        (b"", None, "empty"),
        (b" \n\n ", None, "empty"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0", None, "binary file"),
        (b"\x89PNG\r\n\x1a\n", None, "a picture"),
        (b"PK\x03\x04\x14\0", None, "Word document"),
        (b"{}", "application/json", "application/json"),
        (b"<html><body><p></p></body></html>", None, "no article text found"),
        (b"<html><body><script>let a = 1</script><img src='a.png'></body></html>", None, "no article text found"),
        (b"word " * 250_000, None, "too long for a report"),
        (b"<html><body>" + b"<br>" * 70_000, None, "too large for a report"),
        (b"not a pdf at all", "application/pdf", "no PDF"),
        (gzip.compress(REPORT.encode())[:-20], None, "damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_says_why(body: bytes, media_type: str | None, expected: str) -> None:
    assert expected in reason(body, media_type)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ukhansela wendawo uthe umphakathi kumele ubambisane namaphoyisa ukuze kuqedwe ubugebengu endaweni.", "Zulu"),
        ("Der Minister sagte am Montag, dass die Regierung den Vertrag nicht unterzeichnen werde.", "German"),
        ("Министр заявил в понедельник, что правительство не подпишет договор с соседней страной.", "Russian"),
    ],
)
def test_another_language_is_named(text: str, name: str) -> None:
    assert reason(text.encode()) == f"written in {name}; onrecord reads English"


def test_a_russian_text_in_its_old_encoding_is_no_mojibake() -> None:
    text = "Министр заявил в понедельник, что правительство не подпишет договор с соседней страной."
    assert "Russian" in reason(text.encode("cp1251"))

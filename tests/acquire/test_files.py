"""Files, folders, JSON lines and standard input."""

from __future__ import annotations

import gzip
import io
import itertools
import json
import os
from pathlib import Path

import pytest

from onrecord.acquire.files import pages
from onrecord.records import Page, Skipped

REPORT = "Pilots to strike\n\nThe union said on Friday that its members would stop work.\n"


def read(*paths: Path) -> list[Page | Skipped]:
    return list(pages([str(path) for path in paths], stdin=None))


def piped(body: bytes) -> list[Page | Skipped]:
    return list(pages(["-"], stdin=io.BytesIO(body)))


def reason(path: Path) -> str:
    (found,) = read(path)
    assert isinstance(found, Skipped)
    assert found.stage == "acquire"
    assert found.url == path.absolute().as_uri()
    return found.reason


def lines(*reports: object) -> bytes:
    return b"".join(json.dumps(report).encode() + b"\n" for report in reports)


def test_a_file_has_a_file_address(tmp_path: Path) -> None:
    path = tmp_path / "pilots & tugs #1 é.txt"
    path.write_text(REPORT, encoding="utf-8")
    (found,) = read(path)
    assert found == Page(path.as_uri(), REPORT.encode(), "text/plain")
    assert found.url.endswith("/pilots%20%26%20tugs%20%231%20%C3%A9.txt")


def test_a_folder_is_read_in_order_and_hidden_files_are_left_out(tmp_path: Path) -> None:
    for name in ["b.txt", "a/2.html", "a/1.md", ".hidden.txt", ".git/c.txt", "z.pdf"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("%PDF-1.4" if name == "z.pdf" else REPORT)
    found = read(tmp_path)
    assert [(Path(page.url).name, page.media_type) for page in found if isinstance(page, Page)] == [
        ("1.md", "text/plain"),
        ("2.html", "text/html"),
        ("b.txt", "text/plain"),
        ("z.pdf", "application/pdf"),
    ]


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    first, second = read(tmp_path)
    assert isinstance(first, Page)
    assert isinstance(second, Skipped)


def test_a_missing_file_among_good_ones(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT)
    found = read(tmp_path / "a.txt", tmp_path / "missing.txt", tmp_path / "a.txt")
    assert [type(page) for page in found] == [Page, Skipped, Page]


@pytest.mark.parametrize(
    ("name", "body", "expected"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.html", b" \n ", "empty"),
        ("empty.txt.gz", gzip.compress(b""), "empty"),
        ("cut.txt.gz", gzip.compress(REPORT.encode() * 9)[:-12], "damaged or cut short"),
        ("twice.txt.gz", gzip.compress(gzip.compress(REPORT.encode())), "gzip archive inside another"),
        ("tool.txt", b"\x7fELF\0\0\0\0", "binary file"),
        ("photo.html", b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture"),
        ("table.csv", b"a,b\n1,2\n", "(.csv)"),
        ("false.pdf", b"plain text", "no PDF"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, body: bytes, expected: str) -> None:
    (tmp_path / name).write_bytes(body)
    assert expected in reason(tmp_path / name)


def test_a_page_of_40_mb_is_left(tmp_path: Path) -> None:
    page = b"<html>" + b"<p>no</p>" * 4_500_000
    (tmp_path / "40mb.html").write_bytes(page)
    (tmp_path / "40mb.html.gz").write_bytes(gzip.compress(page, 1))
    assert "larger than 20 MB" in reason(tmp_path / "40mb.html")
    assert "larger than 20 MB" in reason(tmp_path / "40mb.html.gz")


def test_odd_paths(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder").mkdir()
    assert "device or pipe" in reason(tmp_path / "pipe.txt")
    assert "folder is empty" in reason(tmp_path / "folder")
    assert "no such file" in reason(tmp_path / "missing.txt")
    assert isinstance(next(pages(["a\0b", "x" * 5000], stdin=None)), Skipped)


@pytest.mark.parametrize(
    ("body", "media_type"),
    [(REPORT.encode(), "text/plain"), (b"<!doctype html><p>No", "text/html"), (b"%PDF-1.4", "application/pdf")],
)
@pytest.mark.parametrize("packed", [False, True])
def test_standard_input_is_recognised(body: bytes, media_type: str, packed: bool) -> None:
    (found,) = piped(gzip.compress(body) if packed else body)
    assert found == Page("file:///dev/stdin", body, media_type)


def test_nothing_on_standard_input() -> None:
    assert isinstance(piped(b"")[0], Skipped)
    assert isinstance(next(pages(["-"], stdin=None)), Skipped)


def test_json_lines(tmp_path: Path) -> None:
    report = {"id": "p 1", "published": "2024-03-08T10:00:00Z", "publisher": "Gazette", "title": "Pilots to strike", "text": REPORT}
    body = lines(report, report | {"url": "https://gazette.example/1"}, {"text": REPORT})
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(body))
    base = (tmp_path / "a.jsonl.gz").as_uri()
    first, second, third = read(tmp_path / "a.jsonl.gz")
    assert first == Page(f"{base}#p%201", REPORT.encode(), "text/plain", "utf-8", "Pilots to strike", "Gazette", "2024-03-08")
    assert [second.url, third.url] == ["https://gazette.example/1", f"{base}#line-3"]
    assert [type(page) for page in piped(body)] == [Page] * 3


@pytest.mark.parametrize(
    ("bad", "expected"),
    [
        (b"{not json", "line 2: this is not JSON"),
        (b"[" * 100_000, "line 2: this is not JSON"),
        (b'["text"]', 'line 2: a report needs "text"'),
        (b'{"text": 7}', 'line 2: a report needs "text"'),
        (b'{"text": "No.", "title": 7}', 'line 2: "title" must be text'),
        (b'{"text": "No.", "published": "yesterday"}', 'line 2: "published" is no date'),
        (b'{"text": "' + b"a" * 9_000_000 + b'"}', "line 2 is longer than 8 MB"),
    ],
    ids=["broken", "nested", "list", "number", "title", "date", "long"],
)
def test_a_bad_line_is_named_and_the_rest_is_read(tmp_path: Path, bad: bytes, expected: str) -> None:
    good = lines({"text": REPORT})
    (tmp_path / "a.jsonl").write_bytes(good + bad + b"\n\n" + good)
    first, second, third = read(tmp_path / "a.jsonl")
    assert isinstance(first, Page)
    assert isinstance(second, Skipped)
    assert second.reason.startswith(expected)
    assert third.url.endswith("#line-4")


def test_a_bomb_of_lines_is_left(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "a.jsonl.gz", "wb") as packed:
        for _ in range(40):
            packed.write(b" " * 5_000_000 + b"\n")
    assert "200 times its size" in reason(tmp_path / "a.jsonl.gz")


def test_lines_are_read_one_by_one() -> None:
    class Endless(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return lines({"text": REPORT})[:size]

    found = pages(["-"], stdin=Endless())
    assert len(list(itertools.islice(found, 500))) == 500

"""Encodings as they turn up in newsrooms."""

from __future__ import annotations

import pytest

from onrecord.acquire.encoding import decode, tidy

QUOTE = "“We can’t,” said José Peña — twice."


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_encodings_are_found(codec: str) -> None:
    assert tidy(decode(QUOTE.encode(codec))) == QUOTE


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (QUOTE.encode("cp1252"), "iso-8859-1"),
        (QUOTE.encode("cp1252"), "no-such-encoding"),
        (QUOTE.encode("cp1252"), "utf-8"),
        (QUOTE.encode("utf-8"), "iso-8859-1"),
        (QUOTE.encode("cp1252"), "base64"),
    ],
)
def test_what_the_server_says_is_not_always_so(body: bytes, charset: str) -> None:
    assert decode(body, charset) == QUOTE


def test_a_page_may_declare_its_encoding() -> None:
    body = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2"><p>Wałęsa said no.</p>'.encode("iso-8859-2")
    assert "Wałęsa said" in decode(body, markup=True)


def test_mixed_encodings_are_both_read() -> None:
    body = QUOTE.encode() + b"\n" + QUOTE.encode("cp1252") + b"\n" + QUOTE.encode()
    assert decode(body) == "\n".join([QUOTE] * 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("â€œWe canâ€™tâ€\x9d", "“We can’t”"),
        ("JosÃ© PeÃ±a paid Â£5", "José Peña paid £5"),
        ("\x93We can\x92t\x94", "“We can’t”"),
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("The Pâtisserie, in São Tomé, sold “gâteaux”", "The Pâtisserie, in São Tomé, sold “gâteaux”"),
        ("a \ud800 b", "a � b"),
    ],
)
def test_tidy(text: str, expected: str) -> None:
    assert tidy(text) == expected


def test_many_bad_bytes_pass_quickly() -> None:
    assert len(decode("é ".encode() + b"\x92a" * 500_000)) == 1_000_002

"""Bytes → text, in whatever encoding they were saved, without mojibake where it can be avoided."""

from __future__ import annotations

import codecs
import re
import unicodedata

MARKS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins alike
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE
)
META_WITHIN = 4096  # browsers look for it in the first 1,024 bytes; some pages put a comment before it
LATIN = {"ascii", "iso8859-1"}  # called so, meant is Windows-1252: https://encoding.spec.whatwg.org/#names-and-labels
SAMPLE = 20_000  # bytes for the guess, which is slow
MAX_HIGH = 0.25  # share of bytes above 127; more than half in Cyrillic, Greek or Asian text, in English only marks and names

WINDOWS = {byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0xA0)}
C1_CONTROLS = {byte: char for byte, char in WINDOWS.items() if char != "�"}  # nobody writes these; they are Windows-1252 unconverted
ESCAPED = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}  # as surrogateescape writes them
HIGH_BYTES = {char: byte for byte, char in C1_CONTROLS.items()} | {chr(byte): byte for byte in range(0x80, 0x100)}
TWICE = re.compile(r"â(?:€|\x80)[\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Ã[\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Â[\xa0-\xbf]")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(body: bytes, charset: str | None = None, *, markup: bool = False) -> str:
    """The text of some bytes: by byte-order mark, as UTF-8, as declared by server or page, or by a guess."""
    for mark, name in MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    try:
        return body.decode("utf-8")  # what passes as UTF-8 is UTF-8, whatever it is called
    except UnicodeDecodeError:
        pass
    declared = _codec(charset) or (_codec(_meta_charset(body)) if markup else None)
    if declared and declared != "utf-8":
        try:
            return body.decode(declared)
        except UnicodeError:
            pass
    if declared is None and not _has_utf8(body):
        return body.decode(_guess(body), "replace")
    return _mixed(body)


def tidy(text: str) -> str:
    """NFC with line ends `\\n`; what is left of Windows-1252 and of doubly encoded quotation marks is put right."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = TWICE.sub(_once, text).translate(C1_CONTROLS)
        text = LONE_SURROGATE.sub("�", text)
    return unicodedata.normalize("NFC", text)


def _codec(name: str | None) -> str | None:
    """Python's name of an encoding for text, or None."""
    try:
        known = codecs.lookup(name or "").name
        b"\0\0\0\0".decode(known)  # base64 and its like are codecs too, but not of text
    except (LookupError, ValueError):
        return None
    return "cp1252" if known in LATIN else known


def _meta_charset(body: bytes) -> str | None:
    found = META_CHARSET.search(body[:META_WITHIN])
    return (found[1] or found[2]).decode("ascii") if found else None


def _has_utf8(body: bytes) -> bool:
    """Whether there are characters of several bytes in proper UTF-8."""
    return re.search(rb"[\xc3-\xdf][\x80-\xbf](?![\x80-\xbf])|[\xe1-\xef][\x80-\xbf]{2}", body) is not None


def _guess(body: bytes) -> str:
    """The likeliest one-byte or Asian encoding; Windows-1252 for text that is mostly plain letters."""
    high = len(body) - len(body.translate(None, bytes(range(0x80, 0x100))))
    if high <= MAX_HIGH * len(body):
        return "mac_roman" if _mac(body) else "cp1252"
    from charset_normalizer import from_bytes  # slow to import, and seldom needed

    best = from_bytes(body[:SAMPLE]).best()
    return best.encoding if best else "cp1252"


def _mac(body: bytes) -> bool:
    """Whether bytes read as an old Mac's quotation marks, and not as Windows'."""
    return len(re.findall(rb"[ \n]\xd2\w|[\w.,?!]\xd3[ \n]|\w\xd5\w", body)) > len(re.findall(rb"[\x91-\x97]", body))


def _mixed(body: bytes) -> str:
    """UTF-8 in which pieces of Windows-1252 were pasted; each byte that is not UTF-8 is read as Windows-1252."""
    return body.decode("utf-8", "surrogateescape").translate(ESCAPED)


def _once(match: re.Match[str]) -> str:
    """Characters that were encoded as UTF-8 twice; left alone where they make no sense that way either."""
    try:
        return bytes(HIGH_BYTES[char] for char in match[0]).decode("utf-8")
    except (UnicodeDecodeError, KeyError):
        return match[0]

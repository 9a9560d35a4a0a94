"""Reads the tables of this folder: tab-separated, `#` before a remark, lists within a cell joined by `|`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from csv import QUOTE_NONE, DictReader
from importlib.resources import files

_EDGES = ' ,;:!?()[]“”"'
_POSSESSIVE = re.compile(r"(?<=[\w.])'s?$")
_YEARS = re.compile(r" \([\d-]*/[\d-]+\)$")  # of use, after a name
_THE = re.compile(r"^the ", re.I)


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table by its file name, each by the names of the columns."""
    lines = (files("onrecord.interpret") / name).read_text(encoding="utf-8").splitlines()
    return list(DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=QUOTE_NONE))


def entries(cell: str | None) -> Iterator[tuple[str, bool]]:
    """The names of a cell, each with whether it is shared with something else (marked `?`); years of use are left out."""
    for entry in filter(None, (cell or "").split("|")):
        yield plain(_YEARS.sub("", entry).removesuffix("?")), entry.endswith("?")


def plain(words: str) -> str:
    """One line with straight apostrophes, without "the" before and possessive mark after."""
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFC", words).replace("’", "'").replace("‘", "'")).strip(_EDGES)
    return _POSSESSIVE.sub("", _THE.sub("", text))

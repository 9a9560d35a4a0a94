"""Texts of the corpora by name, so that standoff labels can point into them."""

from __future__ import annotations

import csv
import json
import os
import unicodedata
from pathlib import Path


def data_root() -> Path:
    """The folder with the corpora: `ONRECORD_DATA`, else `../shared/data` beside the project."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    return Path(os.environ.get("ONRECORD_DATA", beside))


def text_of(document: str, root: Path | None = None) -> str:
    """The NFC text of `wikinews/YEAR/ROW`, `pages/NAME/VERSION`, `copies/LINE/SIDE`, `polnear/PART/NAME` or `claim-pairs/PAIR/SIDE`."""
    kind, name, part = document.split("/")
    root = root or data_root()
    if kind == "wikinews":
        csv.field_size_limit(10**8)
        with (root / f"wikinews/wikinews_{name}.csv").open(encoding="utf-8", newline="") as file:
            row = list(csv.DictReader(file))[int(part)]
        text = row["title"] + "\n\n" + row["text"]
    elif kind == "pages":
        page = json.loads((root / f"pages/{name}.json").read_text("utf-8"))[part]
        text = "\n\n".join(_paragraphs(page))
    elif kind == "copies":
        line = (root / "copies/pairs-dev.jsonl").read_text("utf-8").splitlines()[int(name)]
        text = json.loads(line)[part]["text"]
    elif kind == "polnear":
        with (root / f"polnear/{name}/text/{part}.txt").open(encoding="utf-8", newline="") as file:
            text = file.read()
    elif kind == "claim-pairs":
        pairs = json.loads((root / "claim-pairs/claimdiff-weak.json").read_text("utf-8"))["data"]
        text = next(pair for pair in pairs if pair["pair_id"] == name)[f"claim_{part}"]
    else:
        raise ValueError(f"unknown corpus: {document}")
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n"))


def _paragraphs(page: dict[str, dict[str, list[dict[str, list[str]]]]]) -> list[str]:
    """Summary, then each section's headline and paragraphs."""
    body = page["body"]
    lines: list[str] = list(body["summary"])  # type: ignore[arg-type]
    for section in body["sections"]:
        lines += section["headline"] + section["paragraphs"]
    return lines


def paragraphs_with_offsets(text: str) -> list[tuple[int, str]]:
    """(offset, text) of every line that is not blank."""
    found, position = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((position + len(line) - len(line.lstrip()), line.strip()))
        position += len(line) + 1
    return found

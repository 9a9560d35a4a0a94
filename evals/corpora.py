"""Where the corpora lie, and how their gold is read. They stay outside the repository."""

from __future__ import annotations

import glob
import json
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from evals.spans import ROLES, Roles

LABELS = Path(__file__).resolve().parents[1] / "training/labels"


def data_root() -> Path:
    """`ONRECORD_DATA`, else `../shared/data` beside the project."""
    return Path(os.environ.get("ONRECORD_DATA") or Path(__file__).resolve().parents[2] / "shared/data")


def read_brat(folder: Path) -> dict[str, tuple[str, list[Roles]]]:
    """Name → (text, attributions of the first annotator) of a PolNeAR part."""
    annotations: dict[str, str] = {}
    for path in sorted(glob.glob(str(folder / "attributions/*.ann"))):
        annotations.setdefault(Path(path).stem.rsplit("_", 1)[0], path)
    found = {}
    for text_path in sorted((folder / "text").glob("*.txt")):
        if text_path.stem in annotations:
            found[text_path.stem] = (_whole(text_path), _attributions(_whole(Path(annotations[text_path.stem]))))
    return found


def _whole(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def _attributions(annotation: str) -> list[Roles]:
    spans: dict[str, list[list[int]]] = {}
    found: list[Roles] = []
    for line in annotation.split("\n"):
        if term := re.match(r"(T\d+)\t\S+ (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)", line):
            spans[term[1]] = [[int(x) for x in piece.split()] for piece in term[2].split(";")]
        elif event := re.match(r"E\d+\t(.+)", line):
            roles: dict[str, list[list[int]]] = {role: [] for role in ROLES}
            for name, number in (argument.split(":") for argument in event[1].split()):
                role = re.sub(r"\d+$", "", name).lower()
                if role in roles:
                    roles[role] += spans.get(number, [])
            if roles["content"]:
                found.append(roles)
    return found


@dataclass(frozen=True)
class Tagged:
    """A paragraph as tokens with one BIO label each."""

    document: str
    tokens: tuple[str, ...]
    labels: tuple[str, ...]


def read_tagged(path: Path) -> Iterator[Tagged]:
    """The paragraphs of a `*.cofenet.jsonl` file; bank quotation marks and brackets as print has them."""
    marks = {"``": "“", "''": "”", "`": "‘", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}
    for line in path.read_text("utf-8").splitlines():
        values = json.loads(line)
        yield Tagged(values["id"], tuple(marks.get(t, t) for t in values["tokens"]), tuple(values["labels"]))


def printed(tokens: Iterable[str]) -> tuple[str, list[int]]:
    """Tokens as print has them, with the offset of each: no space before a comma, none after an opening mark."""
    text, starts = "", []
    for token in tokens:
        glued = not text or text[-1] in "“‘([$£#" or re.match(r"[,.;:?!)\]%”’]|['’](?:s|re|ve|ll|m|d|t)\b|n['’]t\b", token, re.I)
        text += "" if glued else " "
        starts.append(len(text))
        text += token
    return text, starts


def read_own(path: Path) -> dict[str, list[Roles]]:
    """Document name → outermost attributions of our standoff labels."""
    found: dict[str, list[Roles]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        label = json.loads(line)
        if not label.get("nested"):
            found[label["document"]].append({role: label[role] for role in ROLES})
    return dict(found)

"""Turn a reader's labels (verbatim words by paragraph) into standoff offsets.

    python -m training.label show DOCUMENT        numbered paragraphs, to label from
    python -m training.label freeze RAW.jsonl     check, and print the standoff lines
    python -m training.label agree A.jsonl B.jsonl

A raw line: {"doc": "wikinews/2019/40", "p": 3, "source": ["Jane Roe"], "cue": ["said"], "content": ["it rained", "4|and snowed"]}
A piece is verbatim text of paragraph p, or "N|text" of paragraph N; "text##2" is the second occurrence there.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from training.corpora import paragraphs_with_offsets, text_of

ROLES = ("content", "cue", "source")  # content first: its words are seldom ambiguous
Span = tuple[int, int]


def locate(piece: str, home: int, paragraphs: list[tuple[int, str]], anchors: list[Span]) -> Span:
    """The span of a piece; among several occurrences, the nearest to the anchors."""
    number, bar, rest = piece.partition("|")
    if bar and number.isdigit():
        home, piece = int(number), rest
    piece, _, ordinal = piece.partition("##")
    offset, text = paragraphs[home]
    starts, at = [], text.find(piece)
    while at >= 0:
        if _whole_words(text, at, at + len(piece)):
            starts.append(at)
        at = text.find(piece, at + 1)
    if not piece or not starts:
        raise ValueError(f"not in paragraph {home}: {piece!r}")
    if ordinal:
        start = starts[int(ordinal) - 1]
    elif anchors:
        start = min(starts, key=lambda s: _distance((offset + s, offset + s + len(piece)), anchors))
    else:
        start = starts[0]
    return offset + start, offset + start + len(piece)


def _whole_words(text: str, start: int, end: int) -> bool:
    inside_left = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    inside_right = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return not (inside_left or inside_right)


def _distance(span: Span, anchors: list[Span]) -> tuple[bool, int]:
    """Overlapping places come last, then the gap in characters."""
    gaps = [max(span[0] - e, s - span[1]) for s, e in anchors]
    return min(gaps) < 0, min(abs(g) for g in gaps)


def freeze(lines: list[str]) -> list[dict[str, object]]:
    """Standoff labels of raw lines; raises ValueError naming every line that does not fit its text."""
    labels, faults, texts = [], [], {}
    for count, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
            text = texts.setdefault(raw["doc"], text_of(raw["doc"]))
            labels.append(_standoff(raw, text))
        except (ValueError, KeyError, IndexError) as error:
            faults.append(f"line {count}: {error}")
    if faults:
        raise ValueError("\n".join(faults))
    return labels


def _standoff(raw: dict, text: str) -> dict[str, object]:  # type: ignore[type-arg]
    paragraphs = paragraphs_with_offsets(text)
    spans: dict[str, list[Span]] = {}
    for role in ROLES:
        anchors = [span for found in spans.values() for span in found]
        spans[role] = sorted(locate(p, raw["p"], paragraphs, anchors) for p in raw.get(role) or [])
        overlap = [s for s in spans[role] for a in anchors if s[0] < a[1] and a[0] < s[1]]
        if overlap:
            raise ValueError(f"{role} {raw[role]!r} overlaps another role; use '##N' for the N-th occurrence")
    if not spans["content"]:
        raise ValueError("no content")
    label: dict[str, object] = {"document": raw["doc"], "sha256": hashlib.sha256(text.encode()).hexdigest()}
    label |= {role: spans[role] for role in ("source", "cue", "content")}
    if raw.get("nested"):
        label["nested"] = True
    return label


def agree(first: list[dict], second: list[dict]) -> str:  # type: ignore[type-arg]
    """F1 between two labellings of the same documents: content IoU >= 0.5 and sources overlap."""

    def chars(label: dict, role: str) -> set[tuple[str, int]]:  # type: ignore[type-arg]
        return {(label["document"], i) for s, e in label[role] for i in range(s, e)}

    def match(a: dict, b: dict) -> bool:  # type: ignore[type-arg]
        x, y = chars(a, "content"), chars(b, "content")
        s, t = chars(a, "source"), chars(b, "source")
        return len(x & y) / len(x | y) >= 0.5 and (bool(s & t) or not (s or t))

    one, two = ([x for x in labels if not x.get("nested")] for labels in (first, second))
    hits = sum(any(match(a, b) for b in two) for a in one)
    back = sum(any(match(a, b) for a in one) for b in two)
    return f"{len(one)} and {len(two)} outermost labels; F1 {(hits + back) / (len(one) + len(two)):.3f}"


def main(arguments: list[str]) -> int:
    """Run one of the three commands above."""
    command, *names = arguments
    if command == "show":
        for number, (_, line) in enumerate(paragraphs_with_offsets(text_of(names[0]))):
            print(f"[{number}] {line}")
    elif command == "freeze":
        try:
            for label in freeze(Path(names[0]).read_text("utf-8").splitlines()):
                print(json.dumps(label))
        except ValueError as error:
            print(error, file=sys.stderr)
            return 1
    elif command == "agree":
        sides = [[json.loads(x) for x in Path(n).read_text("utf-8").splitlines()] for n in names]
        print(agree(*sides))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

"""How well page furniture is found where it is glued into real reports: characters right, by halves.

python -m evals.boilerplate [--data ROOT] [--half tuned|unseen] [--misses]
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.corpora import data_root, text_of

from evals.furniture_pieces import TUNED, UNSEEN, Pieces
from onrecord.acquire.boilerplate import furniture
from onrecord.records import Span, Spans

SEED = 20191
ARTICLES = 25  # for each half
PIECES_PER_ARTICLE = 4
MIN_PARAGRAPHS = 6  # fewer are stubs, with no room for four pieces
MIN_DISTANCE = 80  # characters between two pieces, so that there is report between them
ENDS = (".", '."', ".”", "?", "!")

Gap = tuple[int, int, str]  # the text up to here, then the blank put before the piece, then the text from there


@dataclass(frozen=True)
class Piece:
    """A piece of furniture where it stands in the glued text."""

    kind: str
    place: str
    span: Span


@dataclass(frozen=True)
class Glued:
    """An article with furniture in it, and the spans found before any was glued in."""

    name: str
    text: str
    pieces: tuple[Piece, ...]
    masked: Spans


@dataclass
class Count:
    """Characters found rightly, found wrongly, missed; blanks left out."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, gold: set[int], found: set[int]) -> None:
        """Count one text."""
        self.right += len(gold & found)
        self.wrong += len(found - gold)
        self.missed += len(gold - found)

    @property
    def f1(self) -> float:
        """Of characters, 0 to 1."""
        return 2 * self.right / max(2 * self.right + self.wrong + self.missed, 1)

    def __str__(self) -> str:
        precision = self.right / max(self.right + self.wrong, 1)
        recall = self.right / max(self.right + self.missed, 1)
        return f"precision {precision:.3f}  recall {recall:.3f}  F1 {self.f1:.3f}  characters {self.right + self.missed}"


def main() -> None:
    """Print a table for each half, with recall by kind and place."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=data_root())
    parser.add_argument("--part", default="dev", help="accepted like in every eval; the pieces are always the same")
    parser.add_argument("--half", choices=("tuned", "unseen"), help="only this half")
    parser.add_argument("--misses", action="store_true", help="show pieces missed and words found wrongly (never with unseen)")
    options = parser.parse_args()
    if not (options.data / "wikinews").is_dir():
        print(f"boilerplate: skipped (no wikinews in {options.data})")
        return
    for number, (half, pieces) in enumerate((("tuned", TUNED), ("unseen", UNSEEN))):
        if options.half in (None, half):
            report(half, list(glued_articles(options.data, number, pieces)), misses=options.misses and half == "tuned")


def totals(root: Path) -> dict[str, float]:
    """Character F1 in per cent of both halves; empty where the articles are absent."""
    if not (root / "wikinews").is_dir():
        return {}
    found = {}
    for number, (half, pieces) in enumerate((("tuned", TUNED), ("unseen", UNSEEN))):
        total = Count()
        for case in glued_articles(root, number, pieces):
            total.add(_characters(case.text, tuple(p.span for p in case.pieces)), _found(case))
        found[f"boilerplate {half}"] = round(100 * total.f1, 2)
    return found


def _found(case: Glued) -> set[int]:
    """Characters taken for furniture, without those so taken in the bare article."""
    return _characters(case.text, furniture(case.text)) - _characters(case.text, case.masked)


def report(half: str, cases: list[Glued], *, misses: bool) -> None:
    """Score the cases of one half and print the table."""
    total = Count()
    by_kind: dict[str, Count] = defaultdict(Count)
    for case in cases:
        gold = _characters(case.text, tuple(piece.span for piece in case.pieces))
        spans = furniture(case.text)
        found = _found(case)
        total.add(gold, found)
        for piece in case.pieces:
            own = _characters(case.text, (piece.span,))
            by_kind[piece.kind].add(own, own & found)
            by_kind[f"({piece.place})"].add(own, own & found)
            if misses and own - found:
                print(f"  missed {len(own - found)}: {case.text[max(piece.span[0] - 20, 0) : piece.span[1] + 20]!r}")
        if misses:
            _print_false_alarms(case.text, spans, gold)
    print(f"boilerplate {half:7} {total}  articles {len(cases)}  spans in the bare articles {sum(len(case.masked) for case in cases)}")
    for kind, count in sorted(by_kind.items()):
        print(f"  {kind:12} recall {count.right / (count.right + count.missed):.3f}  characters {count.right + count.missed}")


def _print_false_alarms(text: str, spans: Spans, gold: set[int]) -> None:
    for start, end in spans:
        if set(range(start, end)) - gold - {at for at in range(start, end) if text[at].isspace()}:
            print(f"  beyond: {text[start:end]!r}")


def _characters(text: str, spans: Spans) -> set[int]:
    return {at for start, end in spans for at in range(start, end) if not text[at].isspace()}


def glued_articles(root: Path, half: int, pieces: Pieces) -> Iterator[Glued]:
    """Every second suitable Wikinews article of 2019, with four pieces each; every piece has its turn."""
    chance = random.Random(SEED + half)
    pool = [(kind, piece) for kind, texts in pieces.items() for piece in texts]
    queue: list[tuple[str, str]] = []
    for name, text in _articles(root, half):
        while len(queue) < PIECES_PER_ARTICLE:
            queue += chance.sample(pool, len(pool))
        yield _glue(name, text, [queue.pop(0) for _ in range(PIECES_PER_ARTICLE)], chance)


def _articles(root: Path, half: int) -> Iterator[tuple[str, str]]:
    """(name, text) of the articles of one half."""
    suitable = 0
    for row in range(200):
        name = f"wikinews/2019/{row}"
        text = text_of(name, root)
        if len(_paragraphs(text)) < MIN_PARAGRAPHS:
            continue
        suitable += 1
        if suitable % 2 == half:
            yield name, text
        if suitable == 2 * ARTICLES:
            return


def _glue(name: str, text: str, pieces: list[tuple[str, str]], chance: random.Random) -> Glued:
    """Put each piece at a place of its own and keep account of all offsets."""
    gaps = _gaps(text)
    chosen: list[tuple[Gap, str, str, str]] = []
    for kind, words in pieces:
        place = chance.choice([one for one in gaps if gaps[one]])
        gap = chance.choice(gaps[place])
        chosen.append((gap, place, kind, words))
        gaps = {one: [other for other in found if abs(other[0] - gap[0]) > MIN_DISTANCE] for one, found in gaps.items()}
    out, found, last = "", [], 0
    moved: list[tuple[int, int]] = [(0, 0)]
    for (stop, resume, blank), place, kind, words in sorted(chosen):
        out += text[last:stop] + blank
        found.append(Piece(kind, place, (len(out), len(out) + len(words))))
        out += words
        moved.append((resume, len(out) - resume))
        last = resume
    masked = tuple((start + _shift(moved, start), end + _shift(moved, start)) for start, end in furniture(text))
    return Glued(name, out + text[last:], tuple(found), masked)


def _shift(moved: list[tuple[int, int]], offset: int) -> int:
    """How far the text at an offset has moved."""
    return max(shift for position, shift in moved if position <= offset)


def _paragraphs(text: str) -> list[Span]:
    """Where the paragraphs stand that end a sentence."""
    found, position = [], 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare.endswith(ENDS):
            start = position + line.index(bare)
            found.append((start, start + len(bare)))
        position += len(line) + 1
    return found


def _gaps(text: str) -> dict[str, list[Gap]]:
    """The places where furniture can stand: of its own, or touching a sentence."""
    paragraphs = _paragraphs(text)
    inside = [(at - 1, at, "") for start, end in paragraphs for at in range(start + 6, end - 30) if _starts_sentence(text, at)]
    return {
        "between": [(end, end, "\n\n") for _, end in paragraphs],
        "after": [(end, end, "") for _, end in paragraphs],
        "inside": inside,
        "before": [(start, start, "") for start, _ in paragraphs if text[start].isupper()],
    }


def _starts_sentence(text: str, at: int) -> bool:
    """True where a capital follows a whole word, a full stop and a blank."""
    return text[at].isupper() and text[at - 2 : at] == ". " and text[at - 6 : at - 2].isalpha() and text[at - 6 : at - 2].islower()


if __name__ == "__main__":
    main()

"""Interviews and transcripts: paragraphs that open with the name of who speaks in them ("((Jane Roe)) …", "ROE: …", "Q: …").

Each paragraph of a turn is a statement by whom its label names. The tagger, which has learned from reports, takes what stands there for
the words of the outlet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from onrecord.records import Span

_WORD = r"(?:[^\W\d_a-z][\w.’'-]*|de|del|der|van|von|al|el|bin|la|le)"
_MARKED = r"\(\([ \t]*(?P<marked>[^()\n]{1,60}?)[ \t]*\)\)[ \t]*:?"  # as wikis mark who speaks
_PLAIN = rf"(?P<plain>{_WORD}(?:[ \t]{_WORD}){{0,4}})(?:[ \t]\([^()\n]{{1,30}}\))?:(?=[ \t]|$)"  # "SEN. ROE (D):"
_LETTER = r"(?P<letter>[QA])[:.](?=[ \t])"
LABEL = re.compile(rf"^[ \t]*(?:{_MARKED}|{_PLAIN}|{_LETTER})[ \t]*", re.MULTILINE)
LINE = re.compile(r"[^\n]*\S[^\n]*")
LEAST_MARKED, LEAST_TURNS = 3, 4  # labels that a text has when they are no accident
LEAST_CHANGES = 3  # times that the word passes from one speaker to another
LEAST_WORDS = 5  # in the middle turn; lists of facts have fewer behind their labels


@dataclass(frozen=True)
class Turn:
    """One paragraph of what somebody says: where the label stands that names who, and where the words stand."""

    label: Span
    words: Span


@dataclass(frozen=True)
class _Opening:
    """A label at the start of a line."""

    name: str
    label: Span
    start: int
    end: int


def turns_of(text: str) -> tuple[Turn, ...]:
    """The turns of an interview or a transcript, a paragraph each, in the text's order; none where the text is no such thing."""
    openings = _openings(text)
    if not openings:
        return ()
    ends = [following.start for following in openings[1:]]
    several = len({o.name for o in openings}) > 1
    found = [turn for o, end in zip(openings, ends, strict=False) for turn in _turn(text, o, end, goes_on=several)]
    return (*found, *_turn(text, openings[-1], len(text), goes_on=False))  # nothing tells where the last one ends but its paragraph


def _openings(text: str) -> list[_Opening]:
    """The labels of a text that is in turns."""
    found: list[tuple[str, _Opening]] = []
    for match in LABEL.finditer(text):
        kind = match.lastgroup or ""
        found.append((kind, _Opening(match[kind], match.span(kind), match.start(), match.end())))
    marked = [o for kind, o in found if kind == "marked"]
    everything = [o for _, o in found]
    if _is_dialogue(text, everything):
        return _repeated(everything)
    return marked if len(marked) >= LEAST_MARKED else []


def _repeated(openings: Sequence[_Opening]) -> list[_Opening]:
    """Without labels that come once, when they are no shorter or longer form of another: captions, mostly."""
    count = Counter(o.name for o in openings)
    return [o for o in openings if count[o.name] > 1 or any(_same(o.name, name) for name, n in count.items() if n > 1)]


def _same(name: str, other: str) -> bool:
    """Whether one is the other's initials ("NG" for Natasha Gownaris) or last word ("GOWNARIS")."""
    words = name.split()
    return len(words) > 1 and other.casefold() in {"".join(w[0] for w in words).casefold(), words[-1].casefold()}


def _is_dialogue(text: str, openings: Sequence[_Opening]) -> bool:
    """Whether labels pass the word between at least two speakers who each say something again."""
    often = [name for name, n in Counter(o.name for o in openings).items() if n > 1]
    kept = [o for o in openings if o.name in often]
    if len(kept) < LEAST_TURNS or len(often) < 2:
        return False
    changes = sum(one.name != other.name for one, other in pairwise(kept))
    return changes >= LEAST_CHANGES and median(len(_own_line(text, o).split()) for o in kept) >= LEAST_WORDS


def _own_line(text: str, opening: _Opening) -> str:
    return text[opening.end : (text.find("\n", opening.end) + 1 or len(text) + 1) - 1]


def _turn(text: str, opening: _Opening, end: int, *, goes_on: bool) -> Iterator[Turn]:
    """The paragraphs of one turn; after a question, and where nobody answers under a label, only the first is surely the speaker's."""
    for line in LINE.finditer(text, opening.end, end):
        words = line[0].strip()
        start = line.start() + line[0].index(words)
        yield Turn(opening.label, (start, start + len(words)))
        if not goes_on or words.endswith("?"):
            return

"""Paragraphs that say by their form who speaks in them: turns of interviews and transcripts, and quotations signed with a name.

"((Jane Roe)) …", "ROE: …", "Q: …"; “…” — Jane Roe. Each turn is a statement by whom its label names. The tagger, which has learned from
reports, takes what stands there for the words of the outlet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from onrecord.records import Span, Spans

_WORD = r"(?:[^\W\d_a-z][\w.’'-]*|de|del|der|van|von|al|el|bin|la|le)"
_MARKED = r"\(\([ \t]*(?P<marked>[^()\n]{1,60}?)[ \t]*\)\)[ \t]*:?"  # as wikis mark who speaks
_PLAIN = rf"(?P<plain>{_WORD}(?:[ \t]{_WORD}){{0,4}})(?:[ \t]\([^()\n]{{1,30}}\))?:(?=[ \t]|$)"  # "SEN. ROE (D):"
_LETTER = r"(?P<letter>[QA])[:.](?=[ \t])"
LABEL = re.compile(rf"^[ \t]*[“\"]?(?:{_MARKED}|{_PLAIN}|{_LETTER})[ \t]*", re.MULTILINE)
_NAME = rf"(?P<label>{_WORD}(?:[ \t]{_WORD}){{0,5}}(?:,[^\n.“”\"]{{1,60}})?)"  # with a role behind a comma
SIGNED = re.compile(
    rf"^[ \t]*(?P<words>[“”\"][^\n]*[”\"])\s*(?P<mark>―|—|–|--?)[ \t]*{_NAME}\.?[ \t]*$", re.MULTILINE
)  # there, or a line below
LINE = re.compile(r"[^\n]*\S[^\n]*")
LEAST_MARKED, LEAST_TURNS = 3, 4  # labels that a text has when they are no accident
LEAST_CHANGES = 3  # times that the word passes from one speaker to another
LEAST_WORDS = 5  # in the middle turn; lists of facts have fewer behind their labels


@dataclass(frozen=True)
class Turn:
    """What somebody says: where the label stands that names who, the mark that parts it from the words (a colon, a dash), and the words."""

    label: Span
    mark: Spans
    words: Spans


@dataclass(frozen=True)
class _Opening:
    """A label at the start of a line."""

    name: str
    label: Span
    mark: Spans
    start: int
    end: int


def turns_of(text: str) -> tuple[Turn, ...]:
    """Turns and signed quotations, in the text's order."""
    spoken = _spoken(text)
    covered = [span for turn in spoken for span in turn.words]
    signed = [turn for turn in _signed(text) if not any(a < turn.words[0][1] and turn.words[0][0] < b for a, b in covered)]
    return tuple(sorted((*spoken, *signed), key=lambda turn: turn.words))


def _signed(text: str) -> Iterator[Turn]:
    """Quotations with a name behind them, as readers' voices and mottoes are printed."""
    for match in SIGNED.finditer(text):
        if len(match["words"].split()) >= LEAST_WORDS:
            yield Turn(match.span("label"), (match.span("mark"),), (match.span("words"),))


def _spoken(text: str) -> list[Turn]:
    """The turns of an interview or a transcript; none where the text is no such thing."""
    openings = _openings(text)
    if not openings:
        return []
    ends = [following.start for following in openings[1:]]
    several = len({o.name for o in openings}) > 1
    bounds = [(o, end, several) for o, end in zip(openings, ends, strict=False)]
    bounds.append((openings[-1], len(text), False))  # nothing tells where the last one ends but its paragraph
    turns = [Turn(o.label, o.mark, tuple(_paragraphs(text, o, end, goes_on=goes_on))) for o, end, goes_on in bounds]
    return [turn for turn in turns if turn.words]


def _openings(text: str) -> list[_Opening]:
    """The labels of a text that is in turns."""
    found: list[tuple[str, _Opening]] = []
    for match in LABEL.finditer(text):
        kind = match.lastgroup or ""
        colon = text.find(":", match.end(kind), match.end())
        mark = ((colon, colon + 1),) if colon >= 0 else ()
        found.append((kind, _Opening(match[kind], match.span(kind), mark, match.start(), match.end())))
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


def _paragraphs(text: str, opening: _Opening, end: int, *, goes_on: bool) -> Iterator[Span]:
    """The paragraphs of one turn; after a question, and where nobody answers under a label, only the first is surely the speaker's."""
    for line in LINE.finditer(text, opening.end, end):
        words = line[0].strip()
        start = line.start() + line[0].index(words)
        yield start, start + len(words)
        if not goes_on or words.endswith("?"):
            return

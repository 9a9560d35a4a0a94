"""Page furniture inside plain text: appeals, prompts, links, credits and notices that are no part of the report.

A line is cut where a sentence ends and where a capital is glued to what stands before it. Each part is held against
the tables of `furniture_rules`; a part is furniture whole or not at all. Rules lean towards leaving the report whole: words in
quotation marks and sentences with a speaker are never furniture.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.acquire.furniture_rules import (
    ADDRESS,
    BUTTONS,
    HEADLINE_LABELS,
    INNER_CAPITALS,
    LIST_HEADERS,
    REPORTING,
    SENTENCES,
    WEAK_LABELS,
    WHOLE_PARTS,
)
from onrecord.records import Span, Spans

MAX_SENTENCE = 280  # characters; longer parts are report text whose glue was not seen
MAX_HEADLINE = 170  # characters of label and headline, for the same reason
MAX_LISTED = 6  # headlines under "Most read"; longer lists have one-word links between them
MAX_LISTED_LENGTH = 110
MIN_PART = 3  # characters; nothing shorter says anything: "AFP", "Ads"
MANY_PARTS, MIN_MEAN_PART = 50, 12  # a line of more and shorter parts than these is no prose, and would take long

_UPPER = "A-ZÀ-ÖØ-Þ"
_LOWER = "a-zß-öø-ÿ"
CUT = re.compile(
    rf"""
    (?P<name> \b(?:{INNER_CAPITALS}) )                                        # passed over: no glue inside these
  | (?P<stop> [.!?…][\"”’')\]]{{0,3}} \s{{1,4}} (?=[{_UPPER}“‘\"'«(©\d$£€]) )  # a sentence ends
  | (?P<glue> (?<=[{_LOWER}\d.!?…:;)\]”»%|]) (?=[{_UPPER}“«(©])               # reporters.Read, newsletterThe, 2019The
            | (?<=[.!?,…][\"'’]) (?=[{_UPPER}])                               # ended."He
            | (?<=[{_LOWER}][.!?]) (?=[\"‘'\d])                               # ended.47 Comments
            | (?<=[{_LOWER}]) (?=[\"][{_UPPER}])                              # newsletter"We
            | (?<=[{_UPPER}]{{2}}) (?=[{_UPPER}][{_LOWER}]{{0,12}}[ ][{_LOWER}])   # ADVERTISEMENTThe minister
            | (?<=\bX) (?=[{_UPPER}][{_LOWER}]) )                             # on XThe
    """,
    re.VERBOSE,
)
ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|No|Gov|Sen|Rep|Lt|Col|Gen|Prof|Rev|Jr|Sr|vs)|\b[A-Z])\.\s*$")
QUOTES = "“”‘’\"'"
QUOTE = re.compile('[“”"]')
BULLET = re.compile(r"\A[\s•·*>|▶►–—-]{1,8}")


@dataclass(frozen=True)
class _Part:
    """A stretch of one line, and whether a line's end or glue bounds it on the left, on the right."""

    start: int
    end: int
    words: str
    free_left: bool
    free_right: bool
    last: bool
    quoted: bool

    @property
    def isolated(self) -> bool:
        return self.free_left and self.free_right


def furniture(text: str) -> Spans:
    """Find page furniture: sorted, disjoint spans in code points of the text; empty where there is none."""
    found: list[Span] = []
    listed, headline_seen = 0, False
    for start, end in _lines(text):
        parts = _parts(text, start, end)
        if not parts:
            continue
        spans = [(start, end)] if listed and _listable(text[start:end]) else _furniture_of_line(parts, headline=not headline_seen)
        found += spans
        headline_seen = True
        listed = MAX_LISTED if LIST_HEADERS.fullmatch(parts[-1].words) and parts[-1].isolated else max(listed - 1, 0) if spans else 0
    return _merged(text, found)


def _lines(text: str) -> Iterator[Span]:
    """Start and end of each line that is not blank, its outer blanks left out."""
    position = 0
    for line in text.split("\n"):
        bare = line.strip()
        if len(bare) >= MIN_PART:
            start = position + len(line) - len(line.lstrip())
            yield start, start + len(bare)
        position += len(line) + 1


def _parts(text: str, start: int, end: int) -> list[_Part]:
    """Cut a line at sentence ends and at glue, and note which parts begin inside quotation marks."""
    cuts = [(start, start, True)]
    for match in CUT.finditer(text, start, end):
        if match["name"] or match.start() == start or match.end() >= end:
            continue
        glued = match["stop"] is None
        if glued or not ABBREVIATION.search(text, max(match.start() - 6, start), match.end()):
            cuts.append((match.start() + len(match[0].rstrip()), match.end(), glued))
    cuts.append((end, end, True))
    if len(cuts) > MANY_PARTS and (end - start) < MIN_MEAN_PART * len(cuts):
        return []
    found: list[_Part] = []
    straight, curly, mended = 0, 0, False
    for (_, begin, free_left), (stop, _, free_right) in itertools.pairwise(cuts):
        words = text[begin:stop]
        if free_left:
            mended = begin > start and text[begin - 1] not in QUOTES  # nobody speaks with glue: the quotation was cut off
        quoted = not mended and (straight % 2 == 1 or curly > 0)
        mended = mended and not QUOTE.search(words)
        straight += words.count('"')
        curly = max(curly + words.count("“") - words.count("”"), 0)
        found.append(_Part(begin, stop, words, free_left, free_right, stop == end, quoted))
    return found


def _furniture_of_line(parts: list[_Part], *, headline: bool) -> list[Span]:
    """The parts that are furniture by the tables, then those that only go on with it."""
    kept = [_is_furniture(part, headline=headline) for part in parts]
    if any(kept):
        _spread(parts, kept)
    return [(part.start, part.end) for part, hit in zip(parts, kept, strict=True) if hit]


def _is_furniture(part: _Part, *, headline: bool) -> bool:
    """Hold one part against the tables; the report's own headline can only be furniture of the plainest kind."""
    if part.quoted:
        return False
    words = BULLET.sub("", part.words, count=1) if len(part.words) <= MAX_SENTENCE else ""
    if not words:
        return False
    if part.isolated and (BUTTONS.fullmatch(words) or LIST_HEADERS.fullmatch(words) or any(rule.fullmatch(words) for rule in WHOLE_PARTS)):
        return True
    if headline and part.last:
        return False
    if len(words) <= MAX_HEADLINE and (HEADLINE_LABELS.match(words) or (part.free_left and WEAK_LABELS.match(words))):
        return True
    return not REPORTING.search(words) and any(rule.match(words) for rule in SENTENCES)


def _spread(parts: list[_Part], kept: list[bool]) -> None:
    """Take in what goes on with furniture in the same line: buttons, and sentences that speak to the reader."""
    for order in (range(1, len(parts)), range(len(parts) - 2, -1, -1)):
        forward = order.step > 0
        for at in order:
            beside = at - 1 if forward else at + 1
            glued = parts[max(at, beside)].free_left
            if kept[at] or not kept[beside] or parts[at].quoted or glued:
                continue
            words = parts[at].words
            if len(words) <= MAX_SENTENCE and not REPORTING.search(words):
                kept[at] = bool((forward and BUTTONS.fullmatch(words)) or ADDRESS.search(words))


def _listable(line: str) -> bool:
    """True for a line that looks like a linked headline: short, and no sentence."""
    return len(line) <= MAX_LISTED_LENGTH and line[-1] not in '.!”":;,' and line.count(" ") >= 2


def _merged(text: str, spans: list[Span]) -> Spans:
    """Join spans with nothing but blanks between them."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)

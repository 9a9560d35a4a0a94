"""Annotated document → statements: role spans, their links, and what quotation marks say about both."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from onrecord.attribute.link import Attribution, link
from onrecord.attribute.quotations import Quotations, completed
from onrecord.attribute.spans import RoleSpan, tag_paragraphs
from onrecord.attribute.turns import Turn, turns_of
from onrecord.attribute.weights import Weights
from onrecord.codec import statement_id
from onrecord.quotes import QuoteState, quote_states
from onrecord.records import AnnotatedDocument, EncodedWords, Span, Spans, Statement, Style

OPENING_MARKS, CLOSING_MARKS = "“\"‘'", "”\"’'"
HYPHEN_BEFORE, HYPHEN_AFTER = re.compile(r"\w+(?:-\w+)*-$"), re.compile(r"(?:-\w+)+")
LONGEST_WORD = 40  # characters
LONGEST_NAME = 8  # words of who speaks, between the halves of a quotation
OWN_WORDS = 4  # a quotation of fewer words that nobody is linked with is a title or a term, not a statement

SPOKEN = 0.95  # score of what is said under the name of who speaks


@dataclass(frozen=True)
class Draft:
    """An attribution in character spans, before it has an identity."""

    source: Spans
    cue: Spans
    content: Spans
    score: float

    @property
    def start(self) -> int:
        """Where its first word stands."""
        return min(s for s, _ in (*self.source, *self.cue, *self.content))

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return max(e for _, e in (*self.source, *self.cue, *self.content))


def find_statements(annotated: AnnotatedDocument, weights: Weights) -> tuple[Statement, ...]:
    """Statements in the order of the text; no word of page furniture is in one."""
    text, words = annotated.document.text, annotated.words
    spans = tag_paragraphs(words.emissions, words.paragraph, weights.transitions, weights.starts)
    turns = turns_of(text)
    apart = (*annotated.document.boilerplate, *(span for turn in turns for span in (turn.label, *turn.mark, *turn.words)))
    spans = _outside(spans, words, apart)
    attributions = link(spans, words.vectors, words.paragraph, weights.link)
    found = Quotations(text)
    gaps = [m.end() for m in re.finditer("\n\n", text)]
    drafts = [_beside_cue(_draft(a, words, text, found), text, gaps) for a in attributions]
    drafts = _join_free_standing(_add_unclaimed(drafts, found, text, apart), found, text)
    drafts += _spoken(turns, annotated.document.boilerplate)
    spoken = {span for turn in turns for span in turn.words}
    states = quote_states(text)
    document = annotated.document.id
    return tuple(
        Statement(
            id=statement_id(document, d.source, d.cue, d.content),
            document=document,
            source=d.source,
            cue=d.cue,
            content=d.content,
            style=Style.DIRECT if spoken.issuperset(d.content) else style_of(d.content, text, states),
            score=round(d.score, 4),
        )
        for d in sorted(drafts, key=lambda d: (d.start, d.end))
    )


def _spoken(turns: Sequence[Turn], boilerplate: Spans) -> list[Draft]:
    """What somebody says under his name, without page furniture."""
    taken = Taken(boilerplate)
    clear = [(turn, tuple(span for span in turn.words if not taken.touches(*span))) for turn in turns]
    return [Draft((turn.label,), turn.mark, content, SPOKEN) for turn, content in clear if content]


def _outside(spans: list[RoleSpan], words: EncodedWords, boilerplate: Spans) -> list[RoleSpan]:
    """Role spans that touch no page furniture."""
    taken = Taken(boilerplate)
    return [s for s in spans if not taken.touches(int(words.start[s.first]), int(words.end[s.last]))]


class Taken:
    """Stretches of a text, to be asked whether others touch them."""

    def __init__(self, spans: Spans) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = [0, *accumulate((end for _, end in ordered), max)]

    def touches(self, start: int, end: int) -> bool:
        """Whether one of them shares a character with a stretch."""
        return self._reach[bisect_left(self._starts, end)] > start


def _draft(attribution: Attribution, words: EncodedWords, text: str, found: Quotations) -> Draft:
    """Words to characters; contents take in the quotation marks that belong to them."""

    def characters(spans: tuple[RoleSpan, ...]) -> Spans:
        return tuple(_whole_words(int(words.start[s.first]), int(words.end[s.last]), text) for s in spans)

    content = [completed(span, found, text) for span in characters(attribution.content)]
    source = []
    for start, end in characters(attribution.source):
        said = [q for q in found.within(start + 1, end) if len(text[q.start : q.end].split()) >= OWN_WORDS]
        if said:  # nobody's name holds a quotation of several words: it is what is said
            content += [(q.start, q.end) for q in said]
            end = start + len(text[start : said[0].start].rstrip(" ,;:"))
        source.append((start, end))
    draft = Draft(tuple(source), characters(attribution.cue), merged(tuple(content), text), attribution.score)
    return _with_name_between(draft, text, found)


def _whole_words(start: int, end: int, text: str) -> Span:
    """A stretch with the rest of a word of which a hyphen would part it ("COVID" of "COVID-19")."""
    before, after = HYPHEN_BEFORE.search(text, max(0, start - LONGEST_WORD), start), HYPHEN_AFTER.match(text, end)
    return (before.start() if before and text[start].isalnum() else start), (after.end() if after and text[end - 1].isalnum() else end)


def _with_name_between(draft: Draft, text: str, found: Quotations) -> Draft:
    """The name between a cue and the second half of a quotation is the source ("We are ready," tweeted Roe, "to help"), not said."""
    if not draft.cue:
        return draft
    line = text.rfind("\n", 0, draft.cue[0][0]) + 1, (text.find("\n", draft.cue[-1][1]) + 1 or len(text) + 1) - 1
    if any(line[0] <= start < line[1] for start, _ in draft.source):
        return draft
    end = draft.cue[-1][1]
    before = any(stop <= draft.cue[0][0] and text[stop - 1] in CLOSING_MARKS for _, stop in draft.content)
    piece = next((span for span in draft.content if 0 <= span[0] - end <= 1), None)
    if piece is None or not before or not text[piece[0]].isupper():
        return draft
    quoted = next(iter(found.within(*piece)), None)
    name = text[piece[0] : quoted.start].rstrip(" ,;:") if quoted else ""
    if quoted is None or not 0 < len(name.split()) <= LONGEST_NAME:
        return draft
    here = [span for span in draft.content if line[0] <= span[0] < line[1]]
    content = tuple((quoted.start, span[1]) if span == piece else span for span in here)
    return replace(draft, source=((piece[0], piece[0] + len(name)),), content=content)


def _beside_cue(draft: Draft, text: str, gaps: list[int]) -> Draft:
    """Without far pieces: where words stand on the cue's own line, only a quotation on the next line or the last one goes with them.

    `gaps` are the places where a blank line ends.
    """
    if not draft.cue or len(draft.content) < 2:
        return draft
    own = bisect_right(gaps, draft.cue[0][0])
    lines = [bisect_right(gaps, start) for start, _ in draft.content]
    if own not in lines:
        return draft
    kept = [
        span
        for span, line in zip(draft.content, lines, strict=True)
        if line == own or (abs(line - own) == 1 and text[span[0]] in OPENING_MARKS)
    ]
    return replace(draft, content=tuple(kept))


def merged(spans: Spans, text: str) -> Spans:
    """Sorted spans; those that overlap or have only white space between them become one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and (start <= out[-1][1] or (not text[out[-1][1] : start].strip() and "\n" not in text[out[-1][1] : start])):
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


def _add_unclaimed(drafts: list[Draft], found: Quotations, text: str, boilerplate: Spans) -> list[Draft]:
    """Whole quoted sentences that the tagger left out become statements without a cue."""
    taken = Taken((*(span for d in drafts for span in (*d.source, *d.cue, *d.content)), *boilerplate))
    extra = [
        Draft((), (), ((q.start, q.end),), 0.5)
        for q in found.all
        if q.is_sentence and len(text[q.start : q.end].split()) >= OWN_WORDS and not taken.touches(q.start, q.end)
    ]
    return sorted([*drafts, *extra], key=lambda d: d.start)


def _join_free_standing(drafts: list[Draft], found: Quotations, text: str) -> list[Draft]:
    """A quotation without a cue that follows a speaker's words directly, or runs on from them, is theirs."""
    joined: list[list[Draft]] = []  # a draft, and those that are to join it
    end = 0
    for draft in sorted(drafts, key=lambda d: d.start):
        if joined and not draft.cue and not draft.source and _goes_on(joined[-1][0], end, draft, found, text):
            joined[-1].append(draft)
            end = max(end, draft.end)
        else:
            joined.append([draft])
            end = draft.end
    return [replace(whole[0], content=merged(tuple(span for d in whole for span in d.content), text)) for whole in joined]


def _goes_on(before: Draft, end: int, draft: Draft, found: Quotations, text: str) -> bool:
    """Whether a draft of bare words continues the one before, which has grown up to `end`."""
    first = next(iter(found.within(draft.start, draft.start + 1)), None)
    if first is None:
        return False
    if first.runs_on:
        return found.has_open(before.start, end)
    gap = text[end : draft.start].strip()
    return bool(before.cue) and gap in {"", ".", ",", ":", ";", "…"} and bool(found.within(before.start, end))


def style_of(content: Spans, text: str, states: NDArray[np.uint8]) -> Style:
    """Direct when every letter stands in quotation marks, mixed when some do."""
    quoted = unquoted = 0
    for start, end in content:
        for at in range(start, end):
            if text[at].isalnum():
                if states[at] == QuoteState.INSIDE:
                    quoted += 1
                else:
                    unquoted += 1
    if not quoted:
        return Style.INDIRECT
    return Style.MIXED if unquoted else Style.DIRECT

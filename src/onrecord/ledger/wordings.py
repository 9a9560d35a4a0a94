"""What to take the meaning of, for each claim: its words, as they stand in their paragraph under the headline.

Few claims say by themselves what they are about ("Not one", "the builder had paid her all right"); the paragraph and the headline do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from onrecord import codec
from onrecord.records import Claim, Document, Reading, Span, Spans, Statement, Wording

PARAGRAPH = re.compile(r"[^\n]+")
HEADLINE = 150  # characters of a headline that count
LEAD = 250  # characters of the first paragraph, which stands beside a claim of the headline
AROUND = 600  # characters of a paragraph, those about the claim where it is longer


@dataclass(frozen=True)
class Paragraphs:
    """Where the paragraphs of a text stand, the headline first."""

    text: str
    spans: tuple[Span, ...]

    @classmethod
    def of(cls, text: str) -> Self:
        """Those of a text."""
        return cls(text, tuple(match.span() for match in PARAGRAPH.finditer(text)))

    def around(self, words: Spans) -> Wording:
        """Words within what stands around them."""
        first, last = min(start for start, _ in words), max(end for _, end in words)
        number = max((n for n, (start, _) in enumerate(self.spans) if start <= first), default=0)
        start, end = self.spans[number] if self.spans else (0, len(self.text))
        end = max(end, min(last, start + AROUND))
        if end - start > AROUND:
            start = max(start, min(first - AROUND // 3, end - AROUND))
            end = min(end, start + AROUND)
        part = self.text[start:end]
        if number == 0 and len(self.spans) > 1:
            after, limit = self.spans[1]
            return Wording(f"{part}. {self.text[after : min(limit, after + LEAD)]}", _within(words, start, end, 0))
        head = "" if number == 0 else self.text[slice(*self.spans[0])][:HEADLINE] + ". "
        return Wording(head + part, _within(words, start, end, len(head)))


def wordings(reading: Reading) -> list[Wording]:
    """What to take the meaning of, for each claim."""
    statements = {statement.id: statement for statement in reading.statements}
    paragraphs = Paragraphs.of(reading.document.text)
    return [paragraphs.around(spans_of(claim, statements.get(claim.statement) if claim.statement else None)) for claim in reading.claims]


def spans_of(claim: Claim, statement: Statement | None) -> Spans:
    """Where a claim's words stand: the content of its statement, else the sentence that it rests on."""
    return (statement.content or statement.cue) if statement else tuple((e.start, e.end) for e in claim.evidence)


def words_of(document: Document, claim: Claim, statement: Statement | None) -> str:
    """A claim's words, verbatim."""
    return codec.words(document.text, spans_of(claim, statement))


def _within(words: Spans, start: int, end: int, at: int) -> Spans:
    """Spans of a text as they stand in a part of it that begins at `at`; the whole part where none of them is in it."""
    inside = tuple((max(first, start) - start + at, min(last, end) - start + at) for first, last in words if first < end and last > start)
    return inside or ((at, at + end - start),)

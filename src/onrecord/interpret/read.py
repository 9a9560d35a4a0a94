"""Statements with their speakers, channels and acts, the claims they amount to, and the report's conflicts with itself."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from onrecord.clauses import Clauses
from onrecord.interpret.channels import Channels, sentence_of
from onrecord.interpret.claims import Tools, claims_of
from onrecord.interpret.conflicts import conflicts_in
from onrecord.interpret.events import EventFinder
from onrecord.interpret.heads import Heads, Weigh, judged
from onrecord.interpret.speaker import Speakers
from onrecord.records import AnnotatedDocument, Reading, Span, Statement, Timex


def interpret(
    annotated: AnnotatedDocument, clauses: Clauses, statements: Sequence[Statement], times: Sequence[Timex], heads: Heads, weigh: Weigh
) -> Reading:
    """The statements, in the same order, with speaker, channels, act and day; what they and the report's own sentences claim."""
    speakers, channels = Speakers(annotated), Channels(annotated)
    dates = Dates(times)
    said = _without_echoes([_spoken(annotated, speakers, channels, dates, statement) for statement in statements])
    judgements = [judged(annotated, clauses, statement, heads, weigh) for statement in said]
    said = [replace(statement, act=act) for statement, (act, _) in zip(said, judgements, strict=True)]
    values = [value for _, value in judgements]
    finder = EventFinder(annotated, clauses, [t.span for t in times], heads.event)
    tools = Tools(annotated, clauses, finder, speakers.resolve_actor, dates.value_in)
    claims = claims_of(tools, said, values)
    return Reading(annotated.document, tuple(said), claims, conflicts_in(claims, clauses, annotated.document.text))


class Dates:
    """The time expressions of a document by their place."""

    def __init__(self, times: Sequence[Timex]) -> None:
        self._times = sorted(times, key=lambda t: t.span)
        self._starts = [t.span[0] for t in self._times]

    def value_in(self, span: Span) -> str | None:
        """The value of the first time expression that begins in a span or reaches into it."""
        at = bisect_left(self._starts, span[0])
        for timex in self._times[max(0, at - 1) : at + 1]:
            if timex.span[0] < span[1] and span[0] < timex.span[1]:
                return timex.value
        return None

    def day_in(self, span: Span, outside: Sequence[Span]) -> str | None:
        """The first day or time of day in a span that does not lie in one of the others."""
        for timex in self._times[bisect_left(self._starts, span[0]) : bisect_left(self._starts, span[1])]:
            inside = any(start <= timex.span[0] < end for start, end in outside)
            if timex.kind in {"DATE", "TIME"} and not inside and not timex.relative and len(timex.value) >= len("2022-11-02"):
                return timex.value
        return None


def _spoken(annotated: AnnotatedDocument, speakers: Speakers, channels: Channels, dates: Dates, statement: Statement) -> Statement:
    sentence = sentence_of(statement, annotated)
    speaker = speakers.resolve(statement)
    day = dates.day_in(sentence, [*statement.content, *statement.source]) if statement.cue else None
    return replace(statement, speaker=speaker, channels=channels.of(statement, speaker), said_on=day)


def _without_echoes(statements: Sequence[Statement]) -> list[Statement]:
    """Without inner statements of the one who is speaking anyway ("he said he thought")."""
    speaker = {s.id: s.speaker for s in statements}
    return [
        s
        for s in statements
        if s.parent is None or s.speaker is None or not (above := speaker.get(s.parent)) or above.name != s.speaker.name
    ]

"""Statements with their speakers, channels and acts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.codec import words
from onrecord.interpret.act import act_of
from onrecord.interpret.cast import rows_in
from onrecord.interpret.channels import channels_of
from onrecord.interpret.speaker import Speakers
from onrecord.records import AnnotatedDocument, Span, Statement


def interpret(annotated: AnnotatedDocument, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The same statements, in the same order, with speaker, channels and act filled in."""
    text, tokens = annotated.document.text, annotated.tokens
    speakers = Speakers(annotated)
    found = []
    for statement in statements:
        lemmas = [tokens.lemma[r].lower() for span in statement.cue for r in rows_in(tokens, span)]
        content = words(text, statement.content)
        found.append(
            replace(
                statement,
                speaker=speakers.resolve(statement),
                channels=channels_of(statement, text, _sentence(annotated, statement)),
                act=act_of(lemmas, content),
            )
        )
    return tuple(found)


def _sentence(annotated: AnnotatedDocument, statement: Statement) -> Span:
    """The sentence of the cue (of the source where there is none), within its line."""
    anchor = (statement.cue or statement.source or statement.content)[0]
    tokens, text = annotated.tokens, annotated.document.text
    rows = rows_in(tokens, anchor)
    if not rows:
        return anchor
    number = tokens.sentence[rows[0]]
    first = int(tokens.sentence.searchsorted(number))
    last = int(tokens.sentence.searchsorted(number, side="right")) - 1
    line_start, line_end = text.rfind("\n", 0, anchor[0]) + 1, text.find("\n", anchor[1])
    return max(int(tokens.start[first]), line_start), min(int(tokens.end[last]), line_end if line_end >= 0 else len(text))

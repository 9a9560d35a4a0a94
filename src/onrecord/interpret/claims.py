"""Statements and the publisher's own sentences → claims: who is committed to which events, and how firmly."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.clauses import Clauses
from onrecord.codec import claim_id
from onrecord.interpret.events import EventFinder, Found
from onrecord.interpret.factuality import of_clause
from onrecord.interpret.plover import plover_of
from onrecord.interpret.predicates import main_row
from onrecord.interpret.quantities import quantity_in
from onrecord.records import (
    AnnotatedDocument,
    Claim,
    Event,
    Factuality,
    Participant,
    Quantity,
    Selector,
    Span,
    Spans,
    Speaker,
    Statement,
)

AROUND = 32  # characters of a selector's prefix and suffix, as the annotation model's examples have
LEAST_WORDS = 4  # a sentence of fewer words (a cross-head, a caption's credit) claims nothing
Resolve = Callable[[Span], Speaker | None]
DateOf = Callable[[Span], str | None]
SINGLE = ("theme", "origin", "destination", "place")


@dataclass(frozen=True)
class Tools:
    """What claims are made with, for one document."""

    annotated: AnnotatedDocument
    clauses: Clauses
    finder: EventFinder
    resolve: Resolve
    date_of: DateOf


def claims_of(tools: Tools, statements: Sequence[Statement], values: Sequence[Factuality]) -> tuple[Claim, ...]:
    """One claim a statement, `values` being their factuality, then those of the publisher's own sentences, in the order of the text."""
    document = tools.annotated.document
    found = [
        _claim(tools, statement, _content_rows(tools, statement.content), value)
        for statement, value in zip(statements, values, strict=True)
    ]
    taken = sorted(span for s in statements for span in (*s.source, *s.cue, *s.content))
    for span, rows in _own_sentences(tools, taken):
        events = _events(tools, rows, own_voice=True)
        if events:
            holder = document.publisher
            evidence = (selector(document.text, span),)
            identity = claim_id(document.id, None, (span,))
            found.append(Claim(identity, None, document.id, holder, None, events[0].factuality, tuple(events), evidence))
    return tuple(sorted(found, key=lambda c: (c.evidence[0].start, c.evidence[0].end)))


def _claim(tools: Tools, statement: Statement, rows: list[int], value: Factuality) -> Claim:
    text, speaker = tools.annotated.document.text, statement.speaker
    events = _events(tools, rows, own_voice=False)
    return Claim(
        claim_id(statement.document, statement.id, statement.content),
        statement.id,
        statement.document,
        speaker.name if speaker else None,
        speaker.country if speaker else None,
        value,
        tuple(events),
        tuple(selector(text, span) for span in statement.content),
    )


def _content_rows(tools: Tools, content: Spans) -> list[int]:
    tokens = tools.clauses.tokens
    return [row for start, end in content for row in range(int(tokens.start.searchsorted(start)), int(tokens.start.searchsorted(end)))]


def _own_sentences(tools: Tools, taken: list[Span]) -> Iterator[tuple[Span, list[int]]]:
    """The sentences outside page furniture with the tokens that no statement covers, where the main verb is one of them."""
    document, clauses = tools.annotated.document, tools.clauses
    tokens = clauses.tokens
    hidden = sorted([*taken, *document.boilerplate])
    covered = _covered(tokens.start.tolist(), hidden)
    first = 0
    for last in range(len(tokens)):
        if last + 1 < len(tokens) and tokens.sentence[last + 1] == tokens.sentence[first]:
            continue
        rows = [row for row in range(first, last + 1) if not covered[row]]
        root = next((row for row in range(first, last + 1) if clauses.heads[row] == row), first)
        words = sum(tokens.pos[row] not in {"PUNCT", "SYM"} for row in rows)
        if words >= LEAST_WORDS and not covered[root]:
            yield (int(tokens.start[first]), int(tokens.end[last])), rows
        first = last + 1


def _covered(starts: list[int], spans: list[Span]) -> list[bool]:
    """Which offsets lie in one of the sorted spans."""
    found, reach, number = [], -1, 0
    for start in starts:
        while number < len(spans) and spans[number][0] <= start:
            reach = max(reach, spans[number][1])
            number += 1
        found.append(start < reach)
    return found


def _events(tools: Tools, rows: list[int], *, own_voice: bool) -> list[Event]:
    """Events of a stretch, the main one first."""
    top = main_row(tools.clauses, rows)
    if top is None:
        return []
    found = tools.finder.events(rows)
    main = next((f for f in found if f.row == top), None) or next((f for f in found if _is_light(tools.clauses, f, top)), None)
    if main is None and tools.clauses.tokens.pos[top] in {"VERB", "AUX", "NOUN", "ADJ"}:
        main = tools.finder.main(top)
    ordered = ([main] if main else []) + [f for f in found if main is None or f.row != main.row]
    inside = set(rows)
    return [event_of(tools, f, own_voice=own_voice) for f in ordered if f.row in inside]


def _is_light(clauses: Clauses, found: Found, top: int) -> bool:
    """ "carried out a strike": the strike is the main event."""
    return clauses.heads[found.row] == top and clauses.tokens.dep[found.row] in {"dobj", "nsubjpass"} and "actor" in found.roles


def event_of(tools: Tools, found: Found, *, own_voice: bool) -> Event:
    """An event in rows as a record: names, numbers, dates."""
    clauses, tokens = tools.clauses, tools.clauses.tokens
    people: list[Participant] = []
    for role in ("actor", "recipient", "via"):
        people += [_participant(tools, role, row) for row in found.roles.get(role, [])]
    singles = {role: _first_words(tools, found, role) for role in SINGLE}
    people += [_participant(tools, role, found.roles[role][0]) for role in SINGLE if found.roles.get(role)]
    dates = [tools.date_of(clauses.phrase(row)) for row in found.roles.get("date", [])]
    value = (
        of_clause(clauses, found.row, own_voice=own_voice)
        if tokens.pos[found.row] != "NOUN"
        else _noun_value(tools, found, own_voice=own_voice)
    )
    return Event(
        frame=found.frame.name if found.frame else None,
        plover=_plover(tools, found),
        predicate=found.predicate,
        span=(int(tokens.start[found.row]), int(tokens.end[found.row])),
        actor=_names(people, "actor"),
        recipient=_names(people, "recipient"),
        quantity=_quantity(tools, found),
        via=_names(people, "via"),
        date=next((d for d in dates if d), None),
        negated=found.negated,
        factuality=value,
        participants=tuple(people),
        **singles,
    )


def _plover(tools: Tools, found: Found) -> str | None:
    """The frame's PLOVER code; where it has none, that of the word between the parties."""
    if found.frame and found.frame.plover:
        return found.frame.plover
    actors, recipients = found.roles.get("actor", []), found.roles.get("recipient", [])
    return plover_of(tools.clauses, actors, recipients, predicate=found.row)[0] if actors and recipients else None


def _noun_value(tools: Tools, found: Found, *, own_voice: bool) -> Factuality:
    """A noun's commitment: its own hedges ("the alleged sale"), else that of the verb that it hangs on where that carries it out."""
    own = of_clause(tools.clauses, found.row, own_voice=own_voice)
    if own is not Factuality.CERTAIN:
        return own
    return Factuality.CERTAIN_NOT if found.negated else own


def _participant(tools: Tools, role: str, row: int) -> Participant:
    span = tools.clauses.phrase(row)
    words = tools.annotated.document.text[slice(*span)]
    speaker = tools.resolve(span) if role in {"actor", "recipient", "via", "origin", "destination"} else None
    if speaker is None:
        return Participant(role, words, span, words)
    return Participant(role, words, span, speaker.name, speaker.kind, speaker.country)


def _names(people: Sequence[Participant], role: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.name for p in people if p.role == role))


def _first_words(tools: Tools, found: Found, role: str) -> str | None:
    rows = found.roles.get(role)
    return tools.annotated.document.text[slice(*tools.clauses.phrase(rows[0]))] if rows else None


def _quantity(tools: Tools, found: Found) -> Quantity | None:
    """The number of what is done or to whom: of the recipient or the theme, whichever has one."""
    clauses, tokens, text = tools.clauses, tools.clauses.tokens, tools.annotated.document.text
    for role in ("quantity", "recipient", "theme"):
        for row in found.roles.get(role, []):
            if tokens.pos[row] == "PROPN":
                continue
            start, end = clauses.phrase(row)
            hedge = max(0, text.rfind(" ", 0, max(0, start - 24)))  # "at least", "more than" may hang elsewhere in the tree
            noun = None if tokens.pos[row] == "NUM" else clauses.tokens.lemma[row]
            before = text[hedge:start].rsplit("\n", 1)[-1].rsplit(",", 1)[-1]
            inside = quantity_in(text[start:end], noun=noun)
            if inside:
                wide = quantity_in(text[start - len(before) : end], noun=noun)
                return wide if wide and wide.value == inside.value and wide.text.endswith(inside.text) else inside
    return None


def selector(text: str, span: Span) -> Selector:
    """A span as evidence."""
    start, end = span
    return Selector(text[start:end], text[max(0, start - AROUND) : start], text[end : end + AROUND], start, end)

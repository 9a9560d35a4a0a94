"""Readings as a terminal shows them: a table where there is a screen, plain lines where the output goes on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.codec import cover, words
from onrecord.ledger import Hit, Revision
from onrecord.records import Act, Claim, Document, Event, Reading, Statement, StatementId

SHOWN = 320  # characters of a statement's words in a table; `onrecord show ID` prints them all
POINTING = frozenset(
    "i me my we us you he him she her it they them this that these those who whom which what someone somebody everyone everybody "
    "anyone nobody one others another some".split()
)  # words that name no party by themselves
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")
COLOURS = {
    **dict.fromkeys((Act.ACCUSE, Act.CONDEMN, Act.THREATEN, Act.WARN), "red"),
    **dict.fromkeys((Act.DENY, Act.REFUSE, Act.DECLINE), "yellow"),
    **dict.fromkeys((Act.ADMIT, Act.CONFIRM), "green"),
    **dict.fromkeys((Act.PLEDGE, Act.PREDICT, Act.PROPOSE, Act.DEMAND, Act.ASK), "cyan"),
}


def print_reading(reading: Reading, console: Console) -> None:
    """The document's title, publisher and date, and its statements in the order of the text."""
    document = reading.document
    console.print(Text(clean(document.title or "(no title)"), style="bold"), soft_wrap=True)
    console.print(Text(_origin(document), style="dim"), soft_wrap=True)
    if not reading.statements:
        console.print("  no attributed statement found\n")
    elif console.is_terminal:
        console.print(_table(reading))
    else:
        claims = claims_by_statement(reading)
        for number, statement in enumerate(reading.statements, 1):
            _print_plain(number, statement, claims.get(statement.id), document.text, console)
        console.print()
    _print_conflicts(reading, console)


def claims_by_statement(reading: Reading) -> dict[StatementId, Claim]:
    """What each statement amounts to."""
    return {claim.statement: claim for claim in reading.claims if claim.statement}


def event_words(event: Event) -> str:
    """An event in one line: "transfer: Iran → Russia, drones (hundreds of), 2022-09"; who is only pointed at ("they") is left out."""
    actors, recipients = (", ".join(name for name in names if name.casefold() not in POINTING) for names in (event.actor, event.recipient))
    parties = f"{actors} → {recipients}" if actors and recipients else actors or recipients
    sign = ": " if actors or not recipients else " → "
    things = [event.theme, f"({event.quantity.text})" if event.quantity else None, f"via {', '.join(event.via)}" if event.via else None]
    things += [event.place, event.date]
    rest = ", ".join(t for t in [parties, " ".join(t for t in things[:2] if t), *things[2:]] if t)
    return clean(f"{'not ' if event.negated else ''}{event.frame}" + (sign + rest if rest else ""))


def _print_conflicts(reading: Reading, console: Console) -> None:
    """Where the report is at odds with itself, both places in its own words."""
    claims = {claim.id: claim for claim in reading.claims}
    for conflict in reading.conflicts:
        console.print(Text(clean(f"  ! {conflict.kind.value}: {conflict.note}"), style="bold red"), soft_wrap=True)
        for claim in (claims[c] for c in conflict.claims):
            words_there = shortened(clean(" … ".join(e.exact for e in claim.evidence)))
            console.print(Text(f"      @{claim.evidence[0].start}: {words_there}"), soft_wrap=True)
    if reading.conflicts:
        console.print()


def _origin(document: Document) -> str:
    date = document.published or "no date"
    inferred = " (inferred)" if document.published and document.published_inferred else ""
    return clean(f"{document.publisher or 'unknown publisher'} · {date}{inferred} · {document.url}")


def _table(reading: Reading) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), show_edge=False, expand=True)
    table.add_column("speaker", ratio=3, overflow="fold")
    table.add_column("act", width=8)
    table.add_column("held", width=4)
    table.add_column("the words", ratio=8, overflow="fold")
    table.add_column("id", style="dim", width=8, no_wrap=True)
    claims = claims_by_statement(reading)
    for statement in reading.statements:
        claim = claims.get(statement.id)
        act = Text(statement.act.value, style=COLOURS.get(statement.act, ""))
        said = Text(shortened(clean(words(reading.document.text, statement.content))))
        for event in framed(claim):
            said.append(f"\n{event_words(event)}", style="dim")
        who = Text("↳ " if statement.parent else "") + speaker_text(statement, reading.document.text)
        table.add_row(who, act, claim.factuality.value if claim else "", said, statement.id[2:10])
    return table


def framed(claim: Claim | None) -> list[Event]:
    """The events of a claim that have a frame, and somebody or something in it."""
    return [event for event in claim.events if event.frame and (event.participants or event.quantity)] if claim else []


def _print_plain(number: int, statement: Statement, claim: Claim | None, text: str, console: Console) -> None:
    indent = "   " if statement.parent else ""
    value = f" {claim.factuality.value}" if claim else ""
    heading = Text(f"{number:>3}. {indent}") + speaker_text(statement, text) + Text(f" [{statement.act.value}{value}] {statement.id[2:10]}")
    console.print(heading, soft_wrap=True)
    console.print(Text(f"     {indent}" + shortened(clean(words(text, statement.content)))), soft_wrap=True)
    for event in framed(claim):
        console.print(Text(f"     {indent}· {event_words(event)}", style="dim"), soft_wrap=True)


def speaker_text(statement: Statement, text: str) -> Text:
    """Who speaks, in what role, whether unnamed, and through whom."""
    speaker = statement.speaker
    if speaker is None:
        printed = clean(words(text, statement.source))
        return Text(f"“{printed}” (not resolved)" if printed else "(nobody named)", style="dim") + _via(statement)
    out = Text(clean(speaker.name), style="" if speaker.anonymous else "bold")
    if speaker.role and speaker.role.casefold() not in speaker.name.casefold():
        out.append(f", {clean(speaker.role)}", style="dim")
    if speaker.country and speaker.country.casefold() != speaker.name.casefold():
        out.append(f" ({speaker.country}{'?' if speaker.country_inferred else ''})", style="dim")
    if speaker.anonymous:
        out.append(" [unnamed]", style="magenta")
    return out + _via(statement)


def _via(statement: Statement) -> Text:
    return Text(f" via {clean(', '.join(statement.channels))}", style="blue") if statement.channels else Text()


def print_hits(hits: Iterable[Hit], console: Console) -> int:
    """Statements of the ledger, each with where it was printed; says how many."""
    count = 0
    for hit in hits:
        count += 1
        statement = hit.statement
        name = statement.speaker.name if statement.speaker else (f"“{hit.source}” (not resolved)" if hit.source else "(nobody named)")
        heading = Text(clean(name), style="bold") + _via(statement)
        heading.append(f" [{statement.act.value}]", style=COLOURS.get(statement.act, ""))
        heading.append(f" {statement.id[2:10]}", style="dim")
        console.print(heading, soft_wrap=True)
        console.print(Text("  " + shortened(clean(hit.content))), soft_wrap=not console.is_terminal)
        place = f"  {hit.publisher or 'unknown publisher'} · {hit.published or 'no date'} · {hit.title or hit.url}"
        console.print(Text(clean(place), style="dim"), soft_wrap=True)
    return count


def print_statement(hit: Hit, document: Document | None, history: Sequence[Revision], console: Console) -> None:
    """One statement in full: every word, where it stands, and how the ledger came by it."""
    statement = hit.statement
    rows = [
        ("speaker", speaker_text(statement, document.text) if document else Text(clean(hit.source))),
        ("act", Text(f"{statement.act.value}, {statement.style.value}")),
        ("source", Text(clean(hit.source) or "(none printed)")),
        ("cue", Text(clean(hit.cue) or "(none)")),
        ("content", Text(clean(hit.content))),
        ("printed in", Text(clean(f"{hit.publisher or 'unknown publisher'}, {hit.published or 'no date'}: {hit.title or '(no title)'}"))),
        ("address", Text(clean(hit.url))),
        ("ids", Text(f"{statement.id}  {statement.document}")),
    ]
    if document:
        rows.insert(5, ("context", Text(clean(_context(document.text, statement)), style="dim")))
    rows += [
        (f"entry {r.number}", Text(f"{r.kind.value}, {r.provenance.recorded_at}, {r.provenance.program}, {r.provenance.model}"))
        for r in history
    ]
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in rows:
        grid.add_row(name, value)
    console.print(grid)
    if hit.retired:
        console.print("A later reading of the report no longer finds this statement.")


def _context(text: str, statement: Statement) -> str:
    """The lines of the report that the statement stands in."""
    start, end = cover(statement.source, statement.cue, statement.content)
    last = text.find("\n", end)
    return text[text.rfind("\n", 0, start) + 1 : last if last >= 0 else len(text)]


def shortened(words: str) -> str:
    """At most `SHOWN` characters, cut at a word."""
    return words if len(words) <= SHOWN else words[:SHOWN].rsplit(" ", 1)[0] + " …"


def clean(words: str) -> str:
    """One line, without the control characters that could drive a terminal."""
    return re.sub(r" {2,}", " ", _CONTROL.sub(" ", words)).strip()

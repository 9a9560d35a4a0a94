"""Matters as a terminal shows them: who holds what since when, how many say so, what changed, what disagrees, who corrected what.

A colour never stands alone: the word that it colours says the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.ledger import Decision, DecisionKind, Explanation, ThreadLine
from onrecord.ledger.positions import by_holder
from onrecord.publish.terminal import clean, event_words, shortened
from onrecord.records import Change, ClaimId, Conflict, Copy, Origin, Position, PositionKind, Thread, ThreadId, ThreadStatus

STATUS_COLOURS = {
    ThreadStatus.CONTESTED: "red",
    ThreadStatus.DENIED: "yellow",
    ThreadStatus.CONFIRMED: "green",
    ThreadStatus.UNCONTESTED: "cyan",
    ThreadStatus.WITHDRAWN: "magenta",
}
POSITION_COLOURS = {
    PositionKind.DENIES: STATUS_COLOURS[ThreadStatus.DENIED],
    PositionKind.ADMITS: STATUS_COLOURS[ThreadStatus.CONFIRMED],
    PositionKind.WITHDRAWS: STATUS_COLOURS[ThreadStatus.WITHDRAWN],
    **dict.fromkeys((PositionKind.ASSERTS, PositionKind.PROBABLE, PositionKind.POSSIBLE), STATUS_COLOURS[ThreadStatus.UNCONTESTED]),
}
WIDE = 100  # columns from which a list of matters is a table; on narrower terminals its titles would be a word wide
HOLDERS = 2  # names in a line of a list
UNNAMED = "nobody named"


def print_threads(lines: Iterable[ThreadLine], console: Console) -> int:
    """A list of matters, a table where there is room; says how many."""
    found = list(lines)
    if found and console.is_terminal and console.width >= WIDE:
        console.print(_table(found))
    else:
        for line in found:
            heading = Text().append_text(_status(line.status)).append(f" {clean(line.title)}", style="bold")
            heading.append(f" {short(line.id)}", style="dim")
            console.print(heading, soft_wrap=not console.is_terminal)
            facts = [count(line.independent_sources, "independent source"), count(line.documents, "report"), count(line.claims, "claim")]
            facts += [count(line.conflicts, "conflict")] if line.conflicts else []
            _print_block(Text(" · ".join([*facts, _days(line.first, line.last), _holders(line)]), style="dim"), 2, console)
    return len(found)


def _table(found: Sequence[ThreadLine]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), show_edge=False, expand=True)
    table.add_column("status", width=11)
    table.add_column("matter", ratio=7, overflow="fold")
    table.add_column("holders", ratio=3, overflow="fold")
    table.add_column("sources", justify="right", width=7)
    table.add_column("reports", justify="right", width=7)
    table.add_column("conflicts", justify="right", width=9)
    table.add_column("last", width=10)
    table.add_column("id", style="dim", width=10, no_wrap=True)
    for line in found:
        numbers = [str(line.independent_sources), str(line.documents), str(line.conflicts or "")]
        title = Text(shortened(clean(line.title)))
        table.add_row(_status(line.status), title, Text(_holders(line)), *numbers, clean(line.last or ""), short(line.id))
    return table


def print_thread(thread: Thread, decisions: Sequence[Decision], console: Console) -> None:
    """One matter on a page: how it stands and why, positions by party over time, independence, changes, conflicts, decisions."""
    said = {position.claim: position for position in thread.positions}
    console.print(Text(clean(thread.title), style="bold"), soft_wrap=not console.is_terminal)
    standing = Text().append_text(_status(thread.status)).append(f" — {clean(thread.reason)}" if thread.reason else "")
    console.print(standing, soft_wrap=not console.is_terminal)
    sources = count(thread.independent_sources, "independent source")
    facts = f"{sources} · {count(len(thread.documents), 'report')} · {count(len(thread.positions), 'claim')} · {thread.id}"
    console.print(Text(facts, style="dim"), soft_wrap=True)
    if thread.proposition and thread.proposition.frame:
        console.print(Text("what is held to have happened: " + event_words(thread.proposition)), soft_wrap=not console.is_terminal)
    _heading("Positions", console)
    for held in by_holder(thread.positions).values():
        _print_party(held, console)
    _print_sides(thread, console)
    print_changes(thread.changes, console)
    if thread.conflicts:
        _heading("Conflicts", console)
        for conflict in thread.conflicts:
            _print_conflict(conflict, said, console)
    if decisions:
        _heading("Decisions", console)
        print_decisions(decisions, console)


def _print_party(held: Sequence[Position], console: Console) -> None:
    """One party: its names, and under them its positions in the order of time."""
    names = list(dict.fromkeys(clean(p.holder or p.body or UNNAMED) for p in held))
    country = held[0].holder_country
    name = Text("  ").append(" / ".join(names), style="bold")
    name.append(f" ({clean(country)})" if country and country not in names else "", style="dim")
    console.print(name, soft_wrap=not console.is_terminal)
    seen: set[tuple[str, str]] = set()
    for position in held:
        reprinted = position.copied_from and (position.copied_from, position.quote) in seen
        print_position(position, console, reprinted=bool(reprinted))
        seen.add((position.document, position.quote))


def print_position(position: Position, console: Console, *, reprinted: bool = False) -> None:
    """What was said, by whom, in which words, where; a correction with who made it. `reprinted` words stand above already."""
    line = Text().append(f"{clean(position.date or ''):<10}  ", style="dim").append_text(_position(position.position)).append("  ")
    if position.body and position.body != position.holder:
        line.append(clean(position.body))
    line.append(" [unnamed]" if position.anonymous else "", style="magenta")
    line.append(f" via {clean(', '.join(position.channels))}" if position.channels else "", style="blue")
    line.append("" if line.plain.endswith("  ") else ": ")
    line.append("the same words, reprinted" if reprinted else shortened(clean(position.quote)))
    _print_block(line, 4, console)
    _print_block(Text(place(position), style="dim"), 16, console)
    if position.note:
        _print_block(Text(clean(f"corrected: {position.note}"), style="bold magenta"), 16, console)


def place(position: Position) -> str:
    """Where a position was printed, and the ids to look further with."""
    printed = f"printed {position.printed}" if position.printed else "no date"
    parts = [position.publisher or "unknown publisher", printed, short(position.statement) if position.statement else position.claim]
    parts += [f"report {short(position.document)}"]
    parts += [f"copied from {short(position.copied_from)}"] if position.copied_from else []
    return clean(" · ".join(parts))


def _print_sides(thread: Thread, console: Console) -> None:
    """Both sides with their independent sources, and why each counts as one."""
    sides = (("says so", "say so", thread.independence.asserting), ("denies it", "deny it", thread.independence.denying))
    if not any(origins for _, _, origins in sides):
        return
    _heading("Independence", console)
    for one, several, origins in sides:
        if origins:
            console.print(Text(f"  {count(len(origins), 'independent source')} {one if len(origins) == 1 else several}"))
        for number, origin in enumerate(origins, 1):
            _print_block(_origin(number, origin), 4, console)


def _origin(number: int, origin: Origin) -> Text:
    line = Text(f"{number}. ").append(clean(origin.name), style="bold").append(f": {clean(origin.reason)}")
    return line.append(f"; perhaps the same as {clean(origin.perhaps)}" if origin.perhaps else "", style="magenta")


def print_changes(changes: Sequence[Change], console: Console) -> None:
    """Who moved, and from what to what."""
    if changes:
        _heading("Changes", console)
    for change in changes:
        _print_block(Text().append(clean(change.holder), style="bold").append(f": {clean(change.note)}"), 2, console)


def _print_conflict(conflict: Conflict, said: Mapping[ClaimId, Position], console: Console) -> None:
    """In what claims disagree, and their words."""
    _print_block(Text(clean(f"! {conflict.kind.value}: {conflict.note}"), style="bold red"), 2, console)
    for claim in conflict.claims:
        if claim in said:
            position = said[claim]
            who = position.body or position.holder or UNNAMED
            _print_block(Text(clean(f"{who}, {position.date or 'no date'}: {shortened(position.quote)}")), 6, console)
            _print_block(Text(place(position), style="dim"), 6, console)
        else:
            _print_block(Text(f"claim {claim}, of another thread", style="dim"), 6, console)


def print_decisions(decisions: Iterable[Decision], console: Console) -> int:
    """What people have decided, by whom, when and why, and how to undo it; says how many."""
    number = 0
    for decision in decisions:
        number += 1
        what = f"{decision.kind.value}{f' {decision.value}' if decision.value else ''}"
        about = decision.subject if not decision.other else f"{decision.subject} and {decision.other}"
        line = Text().append(clean(what), style="bold magenta").append(f" {clean(about)}", style="dim")
        _print_block(line.append(f" by {clean(decision.by)} on {clean(decision.at)}: {clean(decision.why)}"), 2, console)
        if decision.kind is not DecisionKind.UNDO:
            _print_block(Text(f"to undo it: onrecord undo {short(decision.id)} --by NAME --why TEXT", style="dim"), 4, console)
    return number


def print_standing(thread: ThreadId | None, decisions: Sequence[Decision], console: Console) -> None:
    """Which matter a statement belongs to, and what people have decided about it."""
    if thread:
        console.print(Text().append("thread  ", style="bold").append(f"{thread} (onrecord thread {short(thread)})"), soft_wrap=True)
    if decisions:
        _heading("Decisions", console)
        print_decisions(decisions, console)


def print_explanation(explanation: Explanation, console: Console) -> None:
    """Whether two claims are in one thread, and every reason."""
    where = f"Both are in {explanation.thread}." if explanation.thread else "Both are in one thread."
    console.print(Text(where if explanation.together else "They are not in one thread.", style="bold"), soft_wrap=True)
    for reason in explanation.reasons:
        _print_block(Text(clean(f"- {reason}")), 2, console)


@dataclass(frozen=True)
class Report:
    """A report as a list of copies names it."""

    title: str
    publisher: str
    published: str


def print_copies(copies: Iterable[tuple[Copy, Report | None, Report | None]], console: Console) -> int:
    """Copies with what they are copied from, how much of their words that is, and the grounds; says how many."""
    number = 0
    for copy, mine, original in copies:
        number += 1
        console.print(_report(copy.document, mine), soft_wrap=not console.is_terminal)
        _print_block(Text(f"{copy.share:.0%} of its words are from ").append_text(_report(copy.copy_of, original)), 2, console)
        _print_block(Text(clean(copy.reason), style="dim"), 2, console)
    return number


def _report(identity: str, report: Report | None) -> Text:
    about = clean(f"{report.publisher}, {report.published}: {report.title}") if report else "a report"
    return Text().append(about).append(f" {short(identity)}", style="dim")


def short(identity: str) -> str:
    """An id as people are shown it: long enough to name it by."""
    return identity[:10]


def count(number: int, thing: str) -> str:
    """A number with its thing: "1 report", "2 reports"."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _status(status: ThreadStatus) -> Text:
    return Text(status.value, style=f"bold {STATUS_COLOURS[status]}")


def _position(kind: PositionKind) -> Text:
    return Text(f"{kind.value:<9}", style=POSITION_COLOURS.get(kind, "dim"))


def _holders(line: ThreadLine) -> str:
    rest = len(line.holders) - HOLDERS
    return clean(", ".join(line.holders[:HOLDERS]) or UNNAMED) + (f" and {rest} more" if rest > 0 else "")


def _days(first: str | None, last: str | None) -> str:
    return clean(f"{first} to {last}" if first and last and first != last else first or last or "no date")


def _heading(words: str, console: Console) -> None:
    console.print(Text(f"\n{words}", style="bold underline" if console.is_terminal else ""))


def _print_block(text: Text, indent: int, console: Console) -> None:
    """Text with all of its lines set in."""
    console.print(Padding(text, (0, 0, 0, indent), expand=False))

"""The commands by which people change the record: corrections, joins, parts, undoing, takedowns. Each is kept with who and why."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

import click

from onrecord.cli_base import LEDGER_OPTION, Failure, make_console, open_ledger, open_to_change, provenance
from onrecord.cli_threads import subject, threads
from onrecord.records import Act, PositionKind

if TYPE_CHECKING:
    from onrecord.ledger import Decision, DecisionKind, Ledger

Command = TypeVar("Command", bound=Callable[..., object])
FEWEST = 6  # characters of an id that name something


def attributed(command: Command) -> Command:
    """Asks for who decides and why."""
    by = click.option("--by", required=True, help="Who decides it.")
    why = click.option("--why", required=True, help="The reason.")
    return by(why(command))


@click.command()
@click.argument("identity", metavar="ID")
@click.option("--speaker", help="Who said it.")
@click.option("--act", type=click.Choice([act.value for act in Act]), metavar="ACT", help="What the speaker does: accuse, deny, admit …")
@click.option("--position", type=click.Choice([kind.value for kind in PositionKind]), metavar="POSITION", help="asserts, denies, admits …")
@click.option("--reject", is_flag=True, help="The report says no such thing: leave it out of threads.")
@attributed
@LEDGER_OPTION
def correct(
    identity: str, speaker: str | None, act: str | None, position: str | None, reject: bool, by: str, why: str, ledger: str | None
) -> None:
    """Correct what was read of a statement.

    ID is that of a statement, as `find` and `thread` print it, or of a claim. The correction is an entry of its own: it is shown with
    --by and --why wherever the statement is, and holds when the report is read again.

    \b
    onrecord correct 3f2a9c1b --speaker "Jane Roe" --by "John Doe" --why "He is quoted by her."
    onrecord correct 3f2a9c1b --act deny --by "John Doe" --why "The cue says so."
    onrecord correct 3f2a9c1b --position admits --by "John Doe" --why "Against her own interest."
    onrecord correct 3f2a9c1b --reject --by "John Doe" --why "A headline of another story."
    """
    from onrecord.ledger import DecisionKind

    given = [
        (DecisionKind.SPEAKER, speaker),
        (DecisionKind.ACT, act),
        (DecisionKind.POSITION, position),
        (DecisionKind.REJECT, "" if reject else None),
    ]
    made = [(kind, value) for kind, value in given if value is not None]
    if not made:
        raise click.UsageError("say what is to be corrected: --speaker, --act, --position or --reject")
    with open_to_change(ledger) as opened:
        about = subject(opened, identity)
        for kind, value in made:
            _decide(opened, kind, about, None, value or None, by, why)


@threads.command()
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@attributed
@LEDGER_OPTION
def join(one: str, other: str, by: str, why: str, ledger: str | None) -> None:
    """Say that two claims are one matter.

    \b
    onrecord threads join 3f2a9c1b 77aa0142 --by "Jane Roe" --why "The same shipment."
    """
    from onrecord.ledger import DecisionKind

    _decide_pair(DecisionKind.JOIN, one, other, by, why, ledger)


@threads.command()
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@attributed
@LEDGER_OPTION
def part(one: str, other: str, by: str, why: str, ledger: str | None) -> None:
    """Say that two claims are not one matter.

    \b
    onrecord threads part 3f2a9c1b 77aa0142 --by "Jane Roe" --why "Another year."
    """
    from onrecord.ledger import DecisionKind

    _decide_pair(DecisionKind.PART, one, other, by, why, ledger)


def _decide_pair(kind: DecisionKind, one: str, other: str, by: str, why: str, ledger: str | None) -> None:
    with open_to_change(ledger) as opened:
        _decide(opened, kind, subject(opened, one), subject(opened, other), None, by, why)


@click.command()
@click.argument("decision", required=False)
@click.option("--by", help="Who decides it.")
@click.option("--why", help="The reason.")
@LEDGER_OPTION
def undo(decision: str | None, by: str | None, why: str | None, ledger: str | None) -> None:
    """Undo a decision; without one, list those that hold.

    What was decided stays in the ledger, and so does that it was undone.

    \b
    onrecord undo
    onrecord undo j-5b1c77e0 --by "Jane Roe" --why "The second report settles it."
    """
    from onrecord.ledger import DecisionKind
    from onrecord.publish.thread_terminal import print_decisions

    if decision is None:
        console = make_console()
        with open_ledger(ledger) as opened:
            if not print_decisions(opened.decisions(), console):
                console.print("No decision holds.")
        return
    if not by or not why:
        raise click.UsageError("a decision is undone with --by NAME --why TEXT")
    with open_to_change(ledger) as opened:
        found = [made for made in opened.decisions() if len(decision) >= FEWEST and _begins(made, decision)]
        if len(found) != 1:
            several = "several decisions have" if found else "no decision that holds has"
            raise Failure(f"{several} an id that begins with {decision!r}; `onrecord undo` lists them")
        _decide(opened, DecisionKind.UNDO, found[0].id, None, None, by, why)


def _begins(decision: Decision, identity: str) -> bool:
    return decision.id.startswith(identity) or decision.id.partition("-")[2].startswith(identity)


def _decide(opened: Ledger, kind: DecisionKind, about: str, other: str | None, value: str | None, by: str, why: str) -> None:
    """Keep a decision, and say how to undo it."""
    from onrecord.ledger import Decision

    decision = Decision(kind, about, other, value, by, why, datetime.now(UTC).isoformat(timespec="seconds"))
    opened.decide(decision, provenance())
    kept = [made.id for made in opened.decisions() if replace(made, subject=about, other=other) == decision]  # it is kept of the whole ids
    console = make_console()
    console.print(f"Kept: {kind.value}{f' {value}' if value else ''}, by {by}: {why}", soft_wrap=True)
    for identity in kept:
        console.print(f"To undo it: onrecord undo {identity[:10]} --by NAME --why TEXT", soft_wrap=True)


@click.command()
@click.argument("document")
@attributed
@click.option("--yes", is_flag=True, help="Do not ask.")
@LEDGER_OPTION
def forget(document: str, by: str, why: str, yes: bool, ledger: str | None) -> None:
    """Take a report down: its text, its quotes and their index are removed for good.

    DOCUMENT is the report's id, as `thread` prints it. What stays is that there was a report, who asked for the removal and why;
    `onrecord verify` still passes. On a terminal it asks first.

    \b
    onrecord forget d-77aa0142 --by "Jane Roe" --why "A court has ordered it."
    """
    with open_to_change(ledger) as opened:
        reading = opened.reading(document)
        if reading is None:
            raise Failure(f"no report of the ledger has an id that begins with {document!r}")
        found = reading.document
        if sys.stdin.isatty() and not yes:
            from onrecord.publish.terminal import clean

            title = clean(f"{found.title or found.url} ({found.publisher or 'unknown publisher'}, {found.published or 'no date'})")
            click.confirm(f"{title}: {len(reading.statements)} statements. Remove it for good?", abort=True)
        gone = opened.forget(found.id, by, why, provenance())
    make_console().print(f"Removed: {gone.document} with {gone.statements} statements; a tombstone is kept.", soft_wrap=True)

"""The commands about matters: threads, one thread, an actor, copies."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from onrecord.cli_base import LEDGER_OPTION, Failure, make_console, open_ledger
from onrecord.records import ThreadStatus

if TYPE_CHECKING:
    from onrecord.codec import Line
    from onrecord.ledger import Ledger, ThreadLine
    from onrecord.publish.thread_terminal import Report
    from onrecord.records import Copy, DocumentId, Thread

FORMAT_OPTION = click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
USUAL_LIMIT = 50  # lines of a list for people; JSON lines are for programs, which get everything
AT_ONCE = 200  # threads asked for in one query
CALLED = "onrecord.cli_threads.called"


class Searching(click.Group):
    """A command that searches for its words, unless the first of them names one of its sub-commands; behind `--` all are searched for."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the sub-command's call where there is one; options before its name are its own."""
        found, _, _ = self.make_parser(ctx).parse_args(list(args))  # stops at the first word, and leaves the rest as they are
        words = list(found["words"]) if isinstance(found.get("words"), (tuple, list)) else []
        before = args[: len(args) - len(words)]
        command = self.get_command(ctx, words[0]) if words and "--" not in before else None
        if command is None:
            ctx.allow_interspersed_args = True
            return super().parse_args(ctx, args)
        super().parse_args(ctx, [])
        ctx.invoked_subcommand = words[0]
        ctx.meta[CALLED] = command.make_context(words[0], [*before, *words[1:]], parent=ctx)
        return []

    def invoke(self, ctx: click.Context) -> object:
        """Run the sub-command, or the search."""
        called = ctx.meta.pop(CALLED, None)
        if not isinstance(called, click.Context):
            return super().invoke(ctx)
        with called:
            return called.command.invoke(called)


@click.group(cls=Searching, invoke_without_command=True, subcommand_metavar="| COMMAND …")
@click.argument("words", nargs=-1, metavar="[QUERY]")
@click.option("--about", help="Part of the name of somebody who holds a position, or of whom it is said.")
@click.option("--status", type=click.Choice([status.value for status in ThreadStatus]))
@click.option("--since", help="Something was said on or after: 2024, 2024-05 or 2024-05-02.")
@click.option("--limit", type=click.IntRange(1), help=f"How many at most. Usual: {USUAL_LIMIT} in a table, all in JSON lines.")
@FORMAT_OPTION
@LEDGER_OPTION
def threads(
    words: tuple[str, ...], about: str | None, status: str | None, since: str | None, limit: int | None, form: str, ledger: str | None
) -> None:
    """List matters: what several reports say about one thing, joined.

    The matter that moved last comes first. Each word of QUERY must begin a word of its title, of its holders' names or of what they say.

    \b
    onrecord threads
    onrecord threads missiles --status contested
    onrecord threads --about Zorin --since 1962-10
    onrecord threads --format jsonl > threads.jsonl
    onrecord threads explain 3f2a9c1b 77aa0142      why two statements are, or are not, one matter
    onrecord threads join 3f2a9c1b 77aa0142 --by "Jane Roe" --why "The same shipment."
    onrecord threads part 3f2a9c1b 77aa0142 --by "Jane Roe" --why "Another year."
    onrecord threads -- join                        search for the word "join"

    Exit status: 0, also when there is nothing.
    """
    wanted = ThreadStatus(status) if status else None
    query = " ".join(words) or None
    with open_ledger(ledger) as opened:
        if form == "jsonl":
            filtered = bool(query or about or wanted or since or limit)
            _write(_whole(opened, _lines(opened, query, about, wanted, since, limit)) if filtered else opened.whole_threads())
            return
        from onrecord.publish.thread_terminal import print_threads

        console = make_console()
        most = limit or USUAL_LIMIT
        number = print_threads(_lines(opened, query, about, wanted, since, most), console)
    if not number:
        console.print("Nothing found. Try fewer words, or `onrecord threads` alone for all matters.")
    elif number == most:
        console.print(f"The first {most}; more with --limit.")


def _lines(
    opened: Ledger, query: str | None, about: str | None, status: ThreadStatus | None, since: str | None, limit: int | None
) -> Iterator[ThreadLine]:
    """The matters that fit, at most so many; few are in memory at once."""
    left = limit
    last = None
    while left is None or left > 0:
        most = AT_ONCE if left is None else min(AT_ONCE, left)
        page = opened.threads(query, about=about, status=status, since=since, limit=most, after=last)
        yield from page
        if len(page) < most:
            return
        last = page[-1].id
        left = None if left is None else left - len(page)


def _whole(opened: Ledger, lines: Iterable[ThreadLine]) -> Iterator[Thread]:
    for line in lines:
        found = opened.thread(line.id)
        if found:  # another process may have changed it in between
            yield found


def _write(records: Iterable[Line]) -> None:
    """Records as JSON lines on standard output."""
    from onrecord import codec

    sys.stdout.writelines(codec.to_line(record) + "\n" for record in records)


@threads.command()
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@LEDGER_OPTION
def explain(one: str, other: str, ledger: str | None) -> None:
    """Say why two claims are, or are not, one matter.

    A and B are ids of statements, as `find` and `thread` print them, or of claims.

    \b
    onrecord threads explain 3f2a9c1b 77aa0142
    """
    from onrecord.publish.thread_terminal import print_explanation

    with open_ledger(ledger) as opened:
        explanation = opened.explain(subject(opened, one), subject(opened, other))
    print_explanation(explanation, make_console())


def subject(opened: Ledger, identity: str) -> str:
    """The whole id of a statement or claim that is named by it or by its first characters; Failure where there is none."""
    if identity.startswith("c-"):
        return identity
    hit = opened.statement(identity)
    if hit is None:
        raise Failure(f"no statement of the ledger has an id that begins with {identity!r}; `onrecord find` prints ids")
    return hit.statement.id


@click.command()
@click.argument("identity", metavar="ID")
@LEDGER_OPTION
def thread(identity: str, ledger: str | None) -> None:
    """Show one matter: who holds what since when, how many independent sources say so, what changed, what disagrees.

    ID is what `threads` prints, or the id of a statement of the matter.

    \b
    onrecord thread t-64f0d2dc
    onrecord thread 3f2a9c1b
    """
    from onrecord.publish.thread_terminal import print_thread

    with open_ledger(ledger) as opened:
        found = opened.thread(identity) or _thread_of(opened, identity)
        if found is None:
            raise Failure(f"no thread of the ledger has an id that begins with {identity!r}; `onrecord threads` prints ids")
        decisions = opened.decisions(*{identity for p in found.positions for identity in (p.claim, p.statement) if identity})
    print_thread(found, decisions, make_console())


def _thread_of(opened: Ledger, identity: str) -> Thread | None:
    hit = None if identity.startswith(("t-", "c-")) else opened.statement(identity)
    found = opened.thread_of(hit.statement.id if hit else identity)
    return opened.thread(found) if found else None


@click.command()
@click.argument("name", nargs=-1, required=True)
@LEDGER_OPTION
def actor(name: tuple[str, ...], ledger: str | None) -> None:
    """Show an actor: what it said, on what it changed its position, whom it accuses, who accuses it.

    \b
    onrecord actor Zorin
    onrecord actor "Soviet Union"
    """
    from onrecord.publish.actor_terminal import print_dossier

    with open_ledger(ledger) as opened:
        found = opened.actor(" ".join(name))
    console = make_console()
    if found:
        print_dossier(found, console)
    else:
        console.print("Nobody of that name holds anything in the ledger. Try a part of the name, or `onrecord find --speaker`.")


@click.command()
@FORMAT_OPTION
@LEDGER_OPTION
def copies(form: str, ledger: str | None) -> None:
    """List reports whose words are another report's.

    \b
    onrecord copies
    onrecord copies --format jsonl > copies.jsonl

    Exit status: 0, also when there is nothing.
    """
    with open_ledger(ledger) as opened:
        if form == "jsonl":
            _write(opened.copies())
            return
        from onrecord.publish.thread_terminal import print_copies

        console = make_console()
        if not print_copies(_named(opened, opened.copies()), console):
            console.print("No report of the ledger is a copy of another.")


def _named(opened: Ledger, found: Iterable[Copy]) -> Iterator[tuple[Copy, Report | None, Report | None]]:
    """Copies with the names of both reports."""
    for copy in found:
        yield copy, _report(opened, copy.document), _report(opened, copy.copy_of)


def _report(opened: Ledger, identity: DocumentId) -> Report | None:
    from onrecord.publish.thread_terminal import Report

    reading = opened.reading(identity)
    if reading is None:
        return None
    document = reading.document
    return Report(document.title or "(no title)", document.publisher or "unknown publisher", document.published or "no date")

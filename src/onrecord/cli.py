"""The commands."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from onrecord import cli_decisions, cli_serve, cli_threads
from onrecord.cli_base import LEDGER_OPTION, Commands, Failure, make_console, meaning, open_ledger, provenance, settings

if TYPE_CHECKING:
    from onrecord.records import Page, Skipped

DATE = click.DateTime(["%Y-%m-%d"])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="onrecord")
def main() -> None:
    """Who claims what, in which words, through whom.

    \b
    onrecord read --examples          read the bundled reports about October 1962
    onrecord read article.html        read a saved page
    onrecord find missiles            search what was read
    onrecord show 3f2a9c1b            one statement with its report, or one report
    onrecord threads missiles         matters over all reports: who asserts, who denies, how many sources
    onrecord thread t-64f0d2dc        one matter with everybody's position over time

    Everything is read on this machine; only the addresses that you name are visited.
    """


@main.command()
@click.argument("what", nargs=-1)
@click.option("--examples", is_flag=True, help="Read the six bundled reports about the Cuban missile crisis.")
@click.option("--format", "form", type=click.Choice(["table", "jsonl", "html"]), default="table", show_default=True, help="How to print.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write there instead of printing.")
@LEDGER_OPTION
@click.option("--no-ledger", is_flag=True, help="Keep nothing.")
@click.option("--published", type=DATE, help="Publication date (YYYY-MM-DD) of pages that give none.")
@click.option("--publisher", help="Publisher of pages that name none.")
@click.option("--allow-private", is_flag=True, help="Let URLs lead to this machine or its network.")
@click.pass_context
def read(
    ctx: click.Context,
    what: tuple[str, ...],
    examples: bool,
    form: str,
    out: Path | None,
    ledger: str | None,
    no_ledger: bool,
    published: datetime | None,
    publisher: str | None,
    allow_private: bool,
) -> None:
    """Read reports and print who says what.

    WHAT is a file (text, HTML, PDF, JSON lines; gzip of these too), a folder, a URL, or - for standard input.

    \b
    onrecord read article.html notes.txt saved-pages/
    onrecord read https://example.org/news/story
    onrecord read story.txt --publisher "Daily Planet" --published 2024-05-02
    onrecord read saved-pages/ --format jsonl > statements.jsonl
    onrecord read article.html --format html --out record.html
    curl -s https://example.org/story | onrecord read -

    Exit status: 0, or 1 when something was skipped or could not be kept, or 2 when nothing could be done.
    """
    from onrecord.helpers import Helpers, settle
    from onrecord.publish.reporter import Keeper, Reporter, example_paths

    if not what and not examples:
        raise click.UsageError("nothing to read. Name a file, a folder or a URL, or try: onrecord read --examples")
    configured = settings()
    settle()
    with ExitStack() as stack:
        keeper = Keeper(None if no_ledger else ledger or configured.ledger, provenance(), stack, meaning())
        reporter = stack.enter_context(Reporter(form, out))
        from onrecord.pipeline import Pipeline, load_models

        day = published.date().isoformat() if published else None
        helpers = stack.enter_context(Helpers(configured.processes - 1))
        pipeline = Pipeline(load_models(threads=configured.threads), published=day, publisher=publisher, helpers=helpers)
        names = [*(example_paths() if examples else ()), *what]
        pages = _pages(names, stack, allow_private=allow_private)
        stack.callback(keeper.close)  # whatever ends the run, what was read is kept
        for item in pipeline.stream(pages):
            keeper.keep(item)
            reporter.show(item)
        keeper.close()
        reporter.summary(keeper)
    ctx.exit(1 if reporter.skipped or keeper.failed else 0)


def _pages(names: list[str], stack: ExitStack, *, allow_private: bool) -> Iterator[Page | Skipped]:
    """Pages of files, folders and addresses in the order they were named."""
    from onrecord.acquire import files

    client = None
    for name in names:
        if name.lower().startswith(("http://", "https://")):
            from onrecord.acquire.fetch import Client, fetch

            client = client or stack.enter_context(Client())
            yield fetch(name, client, allow_private=allow_private)
        else:
            yield from files.pages([name], stdin=sys.stdin.buffer)


@main.command()
@click.argument("words", nargs=-1)
@LEDGER_OPTION
@click.option("--speaker", help="Part of a speaker's name.")
@click.option("--act", help="What the speaker does: accuse, deny, admit, warn …")
@click.option("--publisher", help="Part of a publisher's name.")
@click.option("--since", help="Published on or after: 2024, 2024-05 or 2024-05-02.")
@click.option("--until", help="Published on or before.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True)
def find(
    words: tuple[str, ...],
    ledger: str | None,
    speaker: str | None,
    act: str | None,
    publisher: str | None,
    since: str | None,
    until: str | None,
    limit: int,
) -> None:
    """Search the ledger's statements.

    \b
    onrecord find missiles
    onrecord find '"offensive weapons"' --act deny
    onrecord find --speaker Zorin --since 1962-10
    """
    from onrecord.publish.terminal import print_hits
    from onrecord.records import Act

    if act is not None and act not in set(Act):
        raise click.UsageError(f"there is no act {act!r}. Acts: {', '.join(Act)}")
    with open_ledger(ledger) as opened:
        hits = opened.find(
            " ".join(words) or None,
            speaker=speaker,
            act=Act(act) if act else None,
            publisher=publisher,
            since=since,
            until=until,
            limit=limit,
        )
    console = make_console()
    if not print_hits(hits, console):
        console.print("Nothing found. Try fewer words, or `onrecord find` alone for the newest statements.")
    elif len(hits) == limit:
        console.print(f"The first {limit}; more with --limit.")


@main.command()
@click.argument("identity")
@LEDGER_OPTION
def show(identity: str, ledger: str | None) -> None:
    """Show one statement in full, or one report.

    IDENTITY is the id that `read` and `find` print, or that of a document (`--format jsonl` has it); its first six characters will do.

    \b
    onrecord show 3f2a9c1b
    onrecord show d-77aa01
    """
    from onrecord.publish.terminal import claims_by_statement, print_reading, print_statement
    from onrecord.publish.thread_terminal import print_standing

    console = make_console()
    with open_ledger(ledger) as opened:
        hit = None if identity.startswith("d-") else opened.statement(identity)
        reading = None if hit else opened.reading(identity)
        if hit:
            statement = hit.statement
            whole = opened.reading(statement.document)
            print_statement(hit, whole.document if whole else None, opened.history(statement.id), console)
            claim = claims_by_statement(whole).get(statement.id) if whole else None
            decisions = [*opened.decisions(statement.id), *(opened.decisions(claim.id) if claim else ())]
            print_standing(opened.thread_of(statement.id), decisions, console)
        elif reading:
            print_reading(reading, console)
        else:
            raise Failure(f"no statement or report of the ledger has an id that begins with {identity!r}")


@main.command()
@LEDGER_OPTION
def verify(ledger: str | None) -> None:
    """Check every entry of the ledger against its digest.

    Exit status: 0 when the ledger is whole, 1 when it is damaged; each damage is named.
    """
    console = make_console()
    with open_ledger(ledger) as opened:
        damages = 0
        for damage in opened.verify():
            damages += 1
            entry = f"entry {damage.entry}" if damage.entry is not None else "the ledger"
            console.print(f"{entry}{f', document {damage.document}' if damage.document else ''}: {damage.reason}", soft_wrap=True)
        if damages:
            raise SystemExit(1)
        counts = opened.counts()
    console.print(f"The ledger is whole: {counts.documents} documents, {counts.statements} statements, {counts.entries} entries.")
    console.print(f"Head: {counts.head} (keep it elsewhere: it changes when any entry before it does)", soft_wrap=True)


@main.command()
@LEDGER_OPTION
@click.option("--format", "form", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write there instead of printing.")
def export(ledger: str | None, form: str, out: Path | None) -> None:
    """Write out the whole ledger.

    \b
    onrecord export > ledger.jsonl
    onrecord export --format csv --out statements.csv
    """
    from onrecord.publish.export import export_csv, export_jsonl
    from onrecord.publish.reporter import written

    def write(file: TextIO) -> None:
        if form == "csv":
            export_csv(opened.readings(), file)
        else:
            export_jsonl(opened.readings(), file)
            export_jsonl(opened.skips(), file)

    with open_ledger(ledger) as opened:
        if out:
            with written(out) as file:
                write(file)
        else:
            write(sys.stdout)


for command in (
    cli_threads.threads,
    cli_threads.thread,
    cli_threads.actor,
    cli_threads.copies,
    cli_decisions.correct,
    cli_decisions.undo,
    cli_decisions.forget,
    cli_serve.serve,
):
    main.add_command(command)

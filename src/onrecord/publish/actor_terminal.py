"""An actor as a terminal shows it: what it said on each matter, where it moved, whom it accuses, who accuses it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from onrecord.ledger import Dossier
from onrecord.publish.terminal import clean
from onrecord.publish.thread_terminal import count, print_changes, print_position, short
from onrecord.records import Position, ThreadId


def print_dossier(dossier: Dossier, console: Console) -> None:
    """One actor over the whole ledger, matter by matter."""
    name = Text().append(clean(dossier.name), style="bold")
    name.append(f" ({clean(dossier.country)})" if dossier.country and dossier.country != dossier.name else "", style="dim")
    console.print(name, soft_wrap=not console.is_terminal)
    console.print(Text(count(dossier.statements, "statement"), style="dim"))
    if dossier.threads > dossier.shown:
        told = f"Of {dossier.threads} threads, these are the {dossier.shown} that moved last; accusations and changes are of these."
        console.print(Text(told, style="dim"), soft_wrap=not console.is_terminal)
    _print_names("accuses", dossier.accuses, console)
    _print_names("is accused by", dossier.accused_by, console)
    matters: dict[tuple[ThreadId, str], list[Position]] = {}
    for thread, title, position in dossier.positions:
        matters.setdefault((thread, title), []).append(position)
    for (thread, title), held in matters.items():
        heading = Text("\n").append(clean(title), style="bold").append(f" {short(thread)}", style="dim")
        console.print(heading, soft_wrap=not console.is_terminal)
        for position in held:
            print_position(position, console)
    print_changes(dossier.changes, console)


def _print_names(words: str, names: Sequence[tuple[str, int]], console: Console) -> None:
    if names:
        listed = ", ".join(f"{name} ({number})" for name, number in names)
        console.print(Text().append(f"{words} ", style="bold").append(clean(listed)), soft_wrap=not console.is_terminal)

"""Print docs/cli.md from what the commands say of themselves: `python -m docs.commands > docs/cli.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from onrecord.cli import main

WIDTH = 100  # columns; what the commands use at most on a wide terminal
INTRODUCTION = """# The commands

This page is generated from the help texts of the program (`make docs`); change them there.
"""


def page() -> str:
    """The whole page: the program's own help, then that of each command."""
    return INTRODUCTION + "".join(f"\n## {name}\n\n```text\n{text}\n```\n" for name, text in helps())


def helps() -> Iterator[tuple[str, str]]:
    """(command, help text), the program itself first, a sub-command behind its command."""
    with _context(main, "onrecord", None) as top:
        yield "onrecord", main.get_help(top)
        for name, command in sorted(main.commands.items()):
            with _context(command, name, top) as context:
                yield f"onrecord {name}", command.get_help(context)
                for part, sub in sorted(command.commands.items()) if isinstance(command, click.Group) else ():
                    with _context(sub, part, context) as inner:
                        yield f"onrecord {name} {part}", sub.get_help(inner)


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    """A context that formats help alike on every terminal."""
    return click.Context(
        command, parent=parent, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH, help_option_names=["-h", "--help"]
    )


if __name__ == "__main__":
    sys.stdout.write(page())

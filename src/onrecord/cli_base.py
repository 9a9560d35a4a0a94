"""What all commands share: options, how errors are shown, and what is opened for them."""

from __future__ import annotations

import errno
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from onrecord.errors import OnRecordError

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.ledger import Embedder, Ledger, Provenance
    from onrecord.settings import Settings

LEDGER_OPTION = click.option(
    "--ledger", metavar="PLACE", help="The ledger: a file, or postgresql://user@host/database. Usual: onrecord.db in your data folder."
)


class Failure(click.ClickException):
    """A command that cannot do what was asked; exit status 2."""

    exit_code = 2


class Commands(click.Group):
    """Shows onrecord's own errors as messages."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was named."""
        try:
            return super().invoke(ctx)
        except OnRecordError as error:
            raise Failure(str(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            raise Failure(f"the output cannot be written: {error.strerror or error}") from error


def open_ledger(place: str | None) -> Ledger:
    """The ledger that a command asks."""
    from onrecord.ledger import Ledger

    return Ledger.open(place or settings().ledger, create=False)


def open_to_change(place: str | None) -> Ledger:
    """The ledger that a command changes; what it knows of meaning is needed to bring threads up to date."""
    from onrecord.ledger import Ledger

    return Ledger.open(place or settings().ledger, create=False, embedder=meaning())


def settings() -> Settings:
    """What file and environment say."""
    from onrecord.settings import read_settings

    return read_settings()


def provenance() -> Provenance:
    """This program, its model and the time."""
    from importlib.metadata import version

    from onrecord.annotate.encoder import MODEL_ID
    from onrecord.ledger import Provenance

    return Provenance(f"onrecord {version('onrecord')}", MODEL_ID, datetime.now(UTC).isoformat(timespec="seconds"))


def meaning() -> Embedder:
    """The bundled sentence encoder."""
    from onrecord.meaning import LazyMeaning

    return LazyMeaning()


def make_console() -> Console:
    """Where commands print for people."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else 10_000  # lines are not cut where a program reads them
    return Console(highlight=False, emoji=False, markup=False, width=width)

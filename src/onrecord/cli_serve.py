"""The command that shows the ledger as web pages."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli_base import LEDGER_OPTION, Failure, meaning, provenance, settings

if TYPE_CHECKING:
    from onrecord.pipeline import Pipeline
    from onrecord.publish.web.readings import Hands

SECRET = click.Path(dir_okay=False, path_type=Path)


@click.command()
@LEDGER_OPTION
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True)
@click.option("--name", "names", multiple=True, help="Another host name that people use for this server; may be repeated.")
@click.option("--password-file", type=SECRET, help="A file that holds the password.")
@click.option("--token-file", type=SECRET, help="A file that holds a token for programs.")
def serve(ledger: str | None, host: str, port: int, names: tuple[str, ...], password_file: Path | None, token_file: Path | None) -> None:
    """Show the ledger as web pages, and as JSON for programs.

    Only this machine can reach the pages, unless another --host is given: then a password or a token is needed.

    \b
    onrecord serve
    onrecord serve --ledger crisis.db --port 9000
    onrecord serve --host 0.0.0.0 --name ledger.example.org --password-file password.txt
    """
    from onrecord.ledger import Ledger
    from onrecord.publish.web.app import create_app
    from onrecord.publish.web.security import Access
    from onrecord.publish.web.server import listen, run

    secrets = tuple(_secret(file) for file in (password_file, token_file) if file)
    access = Access(host, secrets, names)
    with ExitStack() as stack:
        opened = stack.enter_context(Ledger.open(ledger or settings().ledger, embedder=meaning()))
        socket = stack.enter_context(listen(host, port))
        click.echo(f"http://{f'[{host}]' if ':' in host else host}:{socket.getsockname()[1]}/ (stop with Ctrl-C)", err=True)
        run(create_app(opened, _hands(stack), access), socket)


def _secret(file: Path) -> str:
    """The password or token in a file."""
    try:
        return file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Failure(f"{file} cannot be read as a password or token: {error}") from error


def _hands(stack: ExitStack) -> Hands:
    """What the web pages need for reading; the models are loaded when something is first read."""
    from functools import cache

    from onrecord.acquire import files
    from onrecord.acquire.fetch import Client, fetch
    from onrecord.publish.web.readings import Hands

    client = stack.enter_context(Client())
    threads = settings().threads

    @cache
    def pipeline() -> Pipeline:
        from onrecord.pipeline import Pipeline, load_models

        return Pipeline(load_models(threads=threads))

    return Hands(
        read=lambda pages: pipeline()(pages),  # the models wait for the first page
        fetch=lambda url: fetch(url, client),
        unpack=files.unpack,
        walk=lambda path: files.pages([path], stdin=None),
        provenance=provenance,
    )

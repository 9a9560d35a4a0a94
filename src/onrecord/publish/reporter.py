"""What `onrecord read` does with each reading: print it, and keep it in the ledger."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from onrecord.codec import to_line
from onrecord.errors import LedgerError, OnRecordError
from onrecord.ledger import Appended, Ledger, Provenance
from onrecord.publish.page import reports_page
from onrecord.publish.terminal import clean, print_reading
from onrecord.records import Reading, Skipped

KEPT_AT_ONCE = 64  # readings in one transaction; a kill loses no more than these, and a rerun brings them back


class Keeper:
    """Appends readings to a ledger; when that fails it says so once, and the reading goes on."""

    def __init__(self, path: Path | None, provenance: Provenance, stack: ExitStack) -> None:
        self.path = path
        self.provenance = provenance
        self.added = Appended()
        self.failed = False
        self._waiting: list[Reading | Skipped] = []
        self._ledger: Ledger | None = None
        if path is not None:
            with self._telling():
                self._ledger = stack.enter_context(Ledger.open(path))

    def keep(self, item: Reading | Skipped) -> None:
        """Append the item, sooner or later."""
        if self._ledger is None or self.failed:
            return
        self._waiting.append(item)
        if len(self._waiting) >= KEPT_AT_ONCE:
            self.close()

    def close(self) -> None:
        """Append what still waits."""
        if self._waiting and self._ledger is not None and not self.failed:
            with self._telling():
                self.added += self._ledger.append(self._waiting, self.provenance)
        self._waiting = []

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except LedgerError as error:
            self.failed = True
            sys.stderr.write(f"onrecord: nothing more is kept: {error}\n")


class Reporter:
    """Prints readings as a table, as JSON lines or as one HTML page; tells progress and skips on standard error."""

    def __init__(self, form: str, out: Path | None) -> None:
        self.form = form
        self.skipped = self.documents = self.statements = 0
        self._stack = ExitStack()
        self._out = out
        self._errors = Console(stderr=True, highlight=False, emoji=False, markup=False)
        self._readings: list[Reading] = []

    def __enter__(self) -> Self:
        self._file: TextIO = self._stack.enter_context(written(self._out)) if self._out else sys.stdout
        self._console = Console(file=self._file, highlight=False, emoji=False, markup=False)
        quiet = not self._errors.is_terminal or (self._file.isatty() and self.form != "html")
        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        self._progress = self._stack.enter_context(Progress(*columns, console=self._errors, disable=quiet, transient=True))
        self._task = self._progress.add_task("reading", total=None)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stack.__exit__(kind, error, trace)

    def show(self, item: Reading | Skipped) -> None:
        """Print one reading, or say what was skipped and why."""
        if isinstance(item, Skipped):
            self.skipped += 1
            self._errors.print(clean(f"skipped {item.url}: {item.reason}"), soft_wrap=True)
            if self.form == "jsonl":
                self._file.write(to_line(item) + "\n")
            return
        self.documents += 1
        self.statements += len(item.statements)
        if self.form == "jsonl":
            self._file.write(to_line(item.document) + "\n")
            self._file.writelines(to_line(statement) + "\n" for statement in item.statements)
        elif self.form == "html":
            self._readings.append(item)
        else:
            print_reading(item, self._console)
        self._progress.update(self._task, description=f"{self.documents} reports, {self.statements} statements, {self.skipped} skipped")

    def summary(self, keeper: Keeper) -> None:
        """Finish the page, and say in one line what was read and where it is kept."""
        if self.form == "html":
            self._file.writelines(reports_page(self._readings))
        self._file.flush()
        new = keeper.added.statements + keeper.added.revisions
        kept = f"; {new} new in {keeper.path}" if keeper.path and not keeper.failed else ""
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        self._errors.print(f"{self.documents} reports, {self.statements} statements{skipped}{kept}", soft_wrap=True)


@contextmanager
def written(path: Path) -> Iterator[TextIO]:
    """A text file that appears whole at its place when all is written, and not at all when something fails."""
    if path.exists() and not path.is_file():  # a device or a pipe is written to, not replaced
        with path.open("w", encoding="utf-8", newline="") as device:
            yield device
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    with ExitStack() as stack:
        try:
            file = stack.enter_context(part.open("x", encoding="utf-8", newline=""))
            stack.callback(part.unlink, missing_ok=True)  # gone by then when it was moved to its place
            yield file
            file.close()
            part.replace(path)
        except OSError as error:
            raise OnRecordError(f"{path} cannot be written: {error.strerror or error}. Choose another place with --out.") from error


def example_paths() -> list[str]:
    """The bundled reports."""
    with as_file(files("onrecord") / "examples") as folder:
        return [str(folder / "reports.jsonl"), *sorted(map(str, folder.glob("*.html")))]

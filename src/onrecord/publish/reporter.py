"""What `onrecord read` does with each reading: print it, and keep it in the ledger."""

from __future__ import annotations

import os
import pickle
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self, TextIO

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from onrecord.codec import lines_of, to_line
from onrecord.errors import LedgerError, OnRecordError, UnfitReadingError
from onrecord.publish.terminal import clean, print_reading
from onrecord.records import Reading, Skipped

if TYPE_CHECKING:
    from onrecord.ledger import Embedder, Ledger, Provenance

KEPT_AT_ONCE = 64  # readings in one transaction; a kill loses no more than these, and a rerun brings them back


class Keeper:
    """Appends readings to a ledger. A reading that is refused is told and left out; when nothing can be kept, that is told once."""

    def __init__(self, ledger: Path | str | None, provenance: Provenance, stack: ExitStack, embedder: Embedder) -> None:
        self.place: str | None = None  # what the ledger is called; an address without its password
        self.provenance = provenance
        self.new = self.refused = 0
        self.gone = False
        self._waiting: list[Reading | Skipped] = []
        self._ledger: Ledger | None = None
        if ledger is not None:
            from onrecord.ledger import Ledger  # the database library is slow to import

            try:
                self._ledger = stack.enter_context(Ledger.open(ledger, embedder=embedder))
                self.place = str(self._ledger.place)
            except LedgerError as error:
                self._give_up(error)

    @property
    def failed(self) -> bool:
        """Whether anything could not be kept."""
        return self.gone or self.refused > 0

    def keep(self, item: Reading | Skipped) -> None:
        """Append the item, sooner or later."""
        if self._ledger is None or self.gone:
            return
        self._waiting.append(item)
        if len(self._waiting) >= KEPT_AT_ONCE:
            self.close()

    def close(self) -> None:
        """Append what still waits."""
        waiting, self._waiting = self._waiting, []
        if waiting and not self.gone:
            error = self._append(waiting)
            if error:
                self._one_by_one(waiting, error)

    def _append(self, items: Sequence[Reading | Skipped]) -> LedgerError | None:
        """Append all or nothing; the error when it was nothing."""
        if self._ledger is None:
            return None
        try:
            added = self._ledger.append(items, self.provenance)
        except LedgerError as error:
            return error
        self.new += added.statements + added.revisions
        return None

    def _one_by_one(self, items: Sequence[Reading | Skipped], error: LedgerError) -> None:
        """Keep the others when one item is unfit; give up when it is the ledger that fails."""
        refused: list[str] = []
        for item in items:
            found = error if len(items) == 1 else self._append([item])
            if found and not isinstance(found, UnfitReadingError):
                self._give_up(found)
                break
            if found:
                url = item.url if isinstance(item, Skipped) else item.document.url
                refused.append(f"onrecord: {url} is not kept: {found}\n")
        self.refused += len(refused)
        sys.stderr.writelines(refused)

    def _give_up(self, error: LedgerError) -> None:
        self.gone = True
        sys.stderr.write(f"onrecord: nothing more is kept: {error}\n")


class Reporter:
    """Prints readings as a table, as JSON lines or as one HTML page; tells progress and skips on standard error."""

    def __init__(self, form: str, out: Path | None) -> None:
        self.form = form
        self.skipped = self.documents = self.statements = 0
        self._stack = ExitStack()
        self._out = out
        self._errors = Console(stderr=True, highlight=False, emoji=False, markup=False)
        self._held: IO[bytes] | None = None  # readings of an HTML page, which begins to be written when the last one is known

    def __enter__(self) -> Self:
        self._file: TextIO = self._stack.enter_context(written(self._out)) if self._out else sys.stdout
        if self.form == "html":
            self._held = self._stack.enter_context(tempfile.TemporaryFile())
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
            self._file.writelines(to_line(record) + "\n" for record in lines_of(item))
        elif self._held:
            pickle.dump(item, self._held)
        else:
            print_reading(item, self._console)
        self._progress.update(self._task, description=f"{self.documents} reports, {self.statements} statements, {self.skipped} skipped")

    def summary(self, keeper: Keeper) -> None:
        """Finish the page, and say in one line what was read and where it is kept."""
        if self._held:
            from onrecord.publish.page import reports_page  # the template library is slow to import

            self._file.writelines(reports_page(_read_back(self._held, self.documents)))
        self._file.flush()
        kept = f"; {keeper.new} new in {keeper.place}" if keeper.place and not keeper.gone else ""
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        self._errors.print(f"{self.documents} reports, {self.statements} statements{skipped}{kept}", soft_wrap=True)


def _read_back(held: IO[bytes], count: int) -> Iterator[Reading]:
    """The readings in a file, one at a time."""
    held.seek(0)
    for _ in range(count):
        yield pickle.load(held)  # noqa: S301  # this process wrote it, to a file that has no name


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

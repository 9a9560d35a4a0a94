"""What becomes of readings: kept or told, printed or written to one page."""

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord import codec
from onrecord.errors import LedgerError
from onrecord.ledger import Ledger, Provenance
from onrecord.ledger.following import NO_MEANING
from onrecord.publish.page import reports_page
from onrecord.publish.reporter import KEPT_AT_ONCE, Keeper, Reporter
from onrecord.records import Document, Reading, Skipped

BY = Provenance("onrecord test", "model", "2026-01-01T00:00:00Z")


def a_reading(number: int, title: str | None = None) -> Reading:
    url, text = f"file:///{number}.txt", f"Report {number}"
    return Reading(Document(codec.document_id(url, text), url, text, title=title), ())


def refused(number: int) -> Reading:
    """A reading with an id that is not its own, which no ledger takes."""
    reading = a_reading(number)
    return replace(reading, document=replace(reading.document, id=codec.document_id("file:///other", "")))


def kept(path: Path) -> list[str]:
    with Ledger.open(path, create=False) as ledger:
        return sorted(reading.document.url for reading in ledger.readings())


def test_a_reading_that_is_refused_keeps_no_other_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "l.db"
    items: list[Reading | Skipped] = [a_reading(n) for n in range(KEPT_AT_ONCE + 5)]
    items[3], items[4], items[-1] = refused(3), refused(4), refused(99)
    with ExitStack() as stack:
        keeper = Keeper(path, BY, stack, NO_MEANING)
        for item in items:
            keeper.keep(item)
        keeper.close()
    assert len(kept(path)) == len(items) - 3
    errors = capsys.readouterr().err
    assert [f"/{n}.txt is not kept" in errors for n in (3, 4, 99)] == [True] * 3
    assert "nothing more is kept" not in errors
    assert (keeper.failed, keeper.gone, keeper.refused) == (True, False, 3)


class Full(Ledger):
    """A ledger on a full disk."""

    def append(self, *_: object) -> None:  # type: ignore[override]
        raise LedgerError("l.db cannot grow: the disk is full.")


def test_a_ledger_that_is_full_is_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with ExitStack() as stack:
        keeper = Keeper(tmp_path / "l.db", BY, stack, NO_MEANING)
        keeper._ledger = stack.enter_context(Full.open(tmp_path / "l.db"))
        for number in range(3 * KEPT_AT_ONCE):
            keeper.keep(a_reading(number))
        keeper.close()
    assert capsys.readouterr().err.splitlines() == ["onrecord: nothing more is kept: l.db cannot grow: the disk is full."]
    assert keeper.failed


def test_a_page_of_any_number_of_readings_is_the_page_of_all_at_once(tmp_path: Path) -> None:
    readings = [a_reading(number, title=f"Title {number}") for number in range(3)]
    with ExitStack() as stack:
        keeper = Keeper(None, BY, stack, NO_MEANING)
        with Reporter("html", tmp_path / "page.html") as reporter:
            for reading in readings:
                reporter.show(reading)
            reporter.summary(keeper)
    assert (tmp_path / "page.html").read_text("utf-8") == "".join(reports_page(readings))

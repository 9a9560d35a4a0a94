"""A ledger of the first form: it had no tables of claims, decisions and threads."""

import sqlite3
from contextlib import closing
from pathlib import Path

from onrecord.ledger import Ledger

from .samples import BY, claimed, ledger_path, note
from .test_sqlite import unprivileged

FIRST = {"onrecord_ledger", "runs", "texts", "entries", "documents", "statements", "search"}
WHOLE = claimed(note())


def former(folder: Path) -> Path:
    """Such a ledger, as its program left it."""
    path = ledger_path(folder)
    with Ledger.open(path) as ledger:
        ledger.append([note()], BY)
    connection = sqlite3.connect(path, isolation_level=None)
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_%'").fetchall()
    for name in {name for (name,) in tables} - FIRST:
        connection.execute(f"DROP TABLE {name}")
    connection.execute("UPDATE onrecord_ledger SET schema = 1")
    connection.close()
    return path


def test_it_is_brought_up_to_date_and_its_claims_come_with_the_next_reading(tmp_path: Path) -> None:
    with Ledger.open(former(tmp_path)) as ledger:
        assert ledger.reading(note().document.id) == note()
        assert list(ledger.verify()) == []
        assert ledger.append([WHOLE], BY).claims == 4
        assert ledger.reading(note().document.id) == WHOLE
        assert list(ledger.verify()) == []


def test_threads_that_were_made_by_another_measure_are_made_again(tmp_path: Path) -> None:
    path = ledger_path(tmp_path)
    with Ledger.open(path) as ledger:
        ledger.append([WHOLE], BY)
        made = list(ledger.whole_threads())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE onrecord_ledger SET schema = schema - 1")
        connection.execute("UPDATE sayings SET saying = saying + 1")
    with Ledger.open(path) as ledger:
        assert list(ledger.whole_threads()) == made
        assert list(ledger.verify()) == []


def test_one_that_may_not_be_written_to_answers_as_before() -> None:
    with unprivileged() as folder:
        path = former(folder)
        path.chmod(0o400)
        with Ledger.open(path, create=False) as ledger:
            assert len(ledger.find("medicine")) == 1
            assert ledger.reading(note().document.id) == note()
            assert ledger.statement(note().statements[0].id)
            assert ledger.threads() == []
            assert list(ledger.verify()) == []
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("SELECT schema FROM onrecord_ledger").fetchall() == [(1,)]

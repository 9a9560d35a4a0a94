import multiprocessing
import sqlite3
import time
from pathlib import Path

from onrecord.ledger import Ledger

from .samples import BY, ledger_path, numbered

SPAWN = multiprocessing.get_context("spawn")


def write(path: Path, start: int, stop: int, step: int) -> None:
    with Ledger.open(path) as ledger:
        for number in range(start, stop, step):
            ledger.append([numbered(i) for i in range(number, min(number + step, stop))], BY)


def test_two_processes_append_at_once(tmp_path: Path) -> None:
    path = ledger_path(tmp_path)
    both = [SPAWN.Process(target=write, args=(path, start, start + 150, 1)) for start in (0, 100)]
    for process in both:
        process.start()
    for process in both:
        process.join()
    assert [process.exitcode for process in both] == [0, 0]
    with Ledger.open(path) as ledger:
        assert {reading.document.id for reading in ledger.readings()} == {numbered(i).document.id for i in range(250)}
        assert ledger.counts().entries == 500
        assert list(ledger.verify()) == []


def entries(path: Path) -> int:
    if not path.exists():
        return 0
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=10)
    try:
        return int(connection.execute("SELECT max(number) FROM entries").fetchone()[0] or 0)
    except sqlite3.OperationalError:  # the tables are not there yet
        return 0
    finally:
        connection.close()


def test_a_kill_leaves_a_ledger_that_a_rerun_completes(tmp_path: Path) -> None:
    path, calm = ledger_path(tmp_path), tmp_path / "calm.db"
    total, survived = 600, 0
    for goal in (1, 150, 500):
        process = SPAWN.Process(target=write, args=(path, 0, total, 3))
        process.start()
        while process.is_alive() and entries(path) < goal:
            time.sleep(0.005)
        process.kill()
        process.join()
        assert process.exitcode == -9
        with Ledger.open(path) as ledger:
            assert list(ledger.verify()) == []
            assert survived < ledger.counts().entries < 2 * total
            survived = ledger.counts().entries
    write(path, 0, total, 3)
    write(calm, 0, total, 3)
    with Ledger.open(path) as killed, Ledger.open(calm) as uninterrupted:
        assert killed.counts() == uninterrupted.counts()
        assert list(killed.readings()) == list(uninterrupted.readings())
        assert list(killed.verify()) == []

import multiprocessing
import time

from onrecord.ledger import Ledger

from .samples import BY, numbered
from .shelves import Address, Shelf

SPAWN = multiprocessing.get_context("spawn")


def write(place: Address, start: int, stop: int, step: int) -> None:
    with Ledger.open(place) as ledger:
        for number in range(start, stop, step):
            ledger.append([numbered(i) for i in range(number, min(number + step, stop))], BY)


def test_two_processes_append_at_once(place: Address) -> None:
    both = [SPAWN.Process(target=write, args=(place, start, start + 150, 1)) for start in (0, 100)]
    for process in both:
        process.start()
    with Ledger.open(place) as ledger:
        while any(process.is_alive() for process in both):  # who reads meanwhile sees a whole ledger
            assert list(ledger.verify()) == []
            time.sleep(0.5)
    for process in both:
        process.join()
    assert [process.exitcode for process in both] == [0, 0]
    with Ledger.open(place) as ledger:
        assert {reading.document.id for reading in ledger.readings()} == {numbered(i).document.id for i in range(250)}
        assert ledger.counts().entries == 500
        assert list(ledger.verify()) == []


def test_a_kill_leaves_a_ledger_that_a_rerun_completes(shelf: Shelf) -> None:
    place, calm = shelf.place(), shelf.place()
    total, survived = 600, 0
    for goal in (1, 150, 500):
        process = SPAWN.Process(target=write, args=(place, 0, total, 3))
        process.start()
        while process.is_alive() and shelf.entries(place) < goal:
            time.sleep(0.005)
        process.kill()
        process.join()
        assert process.exitcode == -9
        with Ledger.open(place) as ledger:
            assert list(ledger.verify()) == []
            assert survived < ledger.counts().entries < 2 * total
            survived = ledger.counts().entries
    write(place, 0, total, 3)
    write(calm, 0, total, 3)
    with Ledger.open(place) as killed, Ledger.open(calm) as uninterrupted:
        assert killed.counts() == uninterrupted.counts()
        assert list(killed.readings()) == list(uninterrupted.readings())
        assert list(killed.verify()) == []

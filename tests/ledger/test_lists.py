"""Lists of a ledger with many reports: statements from the newest on, threads in several orders, what an actor is found by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from onrecord.ledger import Ledger, ThreadOrder
from onrecord.records import Act, Reading, Speaker, SpeakerKind, ThreadStatus

from .matters import reading
from .samples import BY, LATER, harbour, note
from .shelves import Address

MATTERS = {
    1: "the harbour had been sold to traders",
    2: "nurses marched through Bergen twice",
    3: "twelve cranes stood idle in the quarry",
    5: "a dam near Skien was leaking badly",
    9: "apples were rotting on the western farms",
    20: "wolves killed a herd of reindeer",
}  # by day


def told(day: int, *, holder: str = "Norland", deny: str | None = None, of: Speaker | None = None) -> list[Reading]:
    """A report on a matter of its own, and another that denies it."""
    found = reading(MATTERS[day], holder, publisher=f"Post {day}", day=f"2031-05-{day:02d}")
    if of:
        found = replace(found, statements=(replace(found.statements[0], speaker=of),))
    if deny is None:
        return [found]
    denial = reading(f"that {MATTERS[day]}", deny, "denied", f"Globe {day}", f"2031-05-{day + 1:02d}")
    return [found, replace(denial, statements=(replace(denial.statements[0], act=Act.DENY),))]


@pytest.fixture(name="ledger")
def _ledger(place: Address) -> Iterator[Ledger]:
    with Ledger.open(place) as ledger:
        yield ledger
        assert list(ledger.verify()) == []


def test_statements_come_from_the_newest_on_over_any_number_of_reports(ledger: Ledger) -> None:
    days = [f"20{year:02d}-{month:02d}-{day:02d}" for year in (29, 30) for month in (1, 5, 9) for day in range(1, 21)]
    ledger.append([reading(f"that {day} was a long day", publisher="Post", day=day) for day in days], BY)
    found = [hit.published for hit in ledger.find(limit=1000)]
    assert found == sorted(days, reverse=True)
    assert [hit.published for hit in ledger.find(limit=3, skip=90)] == found[90:93]
    assert [hit.published for hit in ledger.find(since="2029-05", until="2029-05", limit=2)] == ["2029-05-20", "2029-05-19"]


def test_the_newest_are_few_of_a_report_while_there_are_others(ledger: Ledger) -> None:
    ledger.append([note(), harbour()], BY)
    assert [hit.publisher for hit in ledger.newest(3, each=2)] == ["Reuters", "The Evening Globe", "The Evening Globe"]
    assert [hit.content for hit in ledger.newest(2, each=1)] == ["that four ships were waiting off the port", "that arms had been shipped"]
    assert len(ledger.newest(4, each=1)) == 4


def test_statements_are_found_by_the_country_of_the_speaker_as_it_was_read_last(ledger: Ledger) -> None:
    lund, reed = Speaker("Kari Lund", SpeakerKind.PERSON, "NOR"), Speaker("Tom Reed", SpeakerKind.PERSON)
    ledger.append([*told(1, of=lund), *told(2, of=reed)], BY)
    assert [hit.statement.speaker for hit in ledger.find(country="nor")] == [lund]
    assert ledger.countries() == ["NOR"]
    ledger.append(told(1, of=replace(lund, country="ISL")), LATER)
    assert ledger.find(country="NOR") == []
    assert ledger.countries() == ["ISL"]


def test_statements_are_found_by_how_their_thread_stands(ledger: Ledger) -> None:
    ledger.append([*told(1, deny="Sorland"), *told(5)], BY)
    contested, uncontested = ledger.find(status=ThreadStatus.CONTESTED), ledger.find(status=ThreadStatus.UNCONTESTED)
    assert {hit.publisher for hit in contested} == {"Post 1", "Globe 1"}
    assert {hit.publisher for hit in uncontested} == {"Post 5"}
    assert [hit.publisher for hit in ledger.find("traders", status=ThreadStatus.CONTESTED, act=Act.DENY)] == ["Globe 1"]


def test_threads_are_sorted_over_all_of_them(ledger: Ledger) -> None:
    ledger.append([report for day in (3, 9, 20) for report in told(day, deny="Sorland" if day == 9 else None)], BY)
    titles = {order: [line.title.split()[0] for line in ledger.threads(order=order)] for order in ThreadOrder}
    assert titles[ThreadOrder.LATEST] == ["Wolves", "Apples", "Twelve"]
    assert titles[ThreadOrder.CONTESTED] == ["Apples", "Wolves", "Twelve"]
    assert titles[ThreadOrder.REPORTS] == ["Apples", "Wolves", "Twelve"]
    assert titles[ThreadOrder.TITLE] == ["Apples", "Twelve", "Wolves"]
    for order in ThreadOrder:
        every = ledger.threads(order=order)
        assert [line for skip in range(3) for line in ledger.threads(order=order, limit=1, skip=skip)] == every


def test_an_actor_is_found_by_whole_words_of_a_name(ledger: Ledger) -> None:
    ledger.append([*told(1, holder="Iran"), *told(2, holder="Iranian traders"), *told(3, holder="Bank of Iran")], BY)
    found = ledger.actor("iran")
    assert found
    assert {position.holder for _, _, position in found.positions} == {"Iran", "Bank of Iran"}
    assert (found.threads, found.shown) == (2, 2)
    assert ledger.actor("Ira") is None


def test_names_of_a_report_that_is_taken_down_are_gone(ledger: Ledger) -> None:
    first, second = told(1, holder="Kari Lund"), told(2, holder="Tom Reed")
    ledger.append([*first, *second], BY)
    ledger.forget(first[0].document.id, "Ida Holm", "a court order", LATER)
    assert ledger.actor("Kari Lund") is None
    assert ledger.actor("Tom Reed")
    with ledger._reading() as connection:
        known = connection.exec_driver_sql("SELECT name FROM known_names").scalars().all()
    assert known == ["tom reed"]


def test_the_threads_of_a_report_are_those_of_its_statements(ledger: Ledger) -> None:
    found = told(1, deny="Sorland")
    ledger.append(found, BY)
    for one in found:
        statement = one.statements[0].id
        assert ledger.threads_of(one.document.id) == {statement: ledger.thread_of(statement)}

"""Threads of six short reports, read as a user would read them: what comes out depends on the reports and the decisions alone."""

import itertools
import multiprocessing
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import LedgerError
from onrecord.ledger import Decision, DecisionKind, Embedder, Ledger, ThreadLine
from onrecord.ledger.following import NO_MEANING
from onrecord.meaning import LazyMeaning
from onrecord.pipeline import Models, Pipeline
from onrecord.records import (
    Act,
    ConflictKind,
    Copy,
    Event,
    Page,
    Participant,
    PositionKind,
    Reading,
    SpeakerKind,
    Statement,
    Thread,
    ThreadId,
    ThreadStatus,
)

from .matters import REPORTS, reading
from .samples import BY, LATER
from .shelves import Address, Shelf

SPAWN = multiprocessing.get_context("spawn")
MEANING = LazyMeaning()


@dataclass(frozen=True)
class Outcome:
    """All that the ledger makes of the reports."""

    threads: list[Thread]
    copies: list[Copy]


@pytest.fixture(scope="session")
def reports(models: Models) -> list[Reading]:
    found: list[Reading] = []
    for publisher, day, text in REPORTS:
        address = f"https://news.example/{publisher.replace(' ', '-')}"
        page = Page(address, text.encode(), "text/plain", publisher=publisher, published=day)
        found += [reading for reading in Pipeline(models)([page]) if isinstance(reading, Reading)]
    assert len(found) == len(REPORTS)
    return found


def opened(place: Address) -> Ledger:
    return Ledger.open(place, embedder=MEANING)


def outcome(ledger: Ledger) -> Outcome:
    assert list(ledger.verify()) == []
    return Outcome(list(ledger.whole_threads()), list(ledger.copies()))


def made(place: Address, batches: Sequence[Sequence[Reading]], embedder: Embedder = MEANING) -> Outcome:
    with Ledger.open(place, embedder=embedder) as ledger:
        for batch in batches:
            ledger.append(batch, BY)
        return outcome(ledger)


@pytest.fixture(scope="session")
def expected(reports: list[Reading], tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return made(tmp_path_factory.mktemp("whole") / "onrecord.db", [reports])


@pytest.fixture(name="ledger")
def _ledger(tmp_path: Path, reports: list[Reading]) -> Iterator[Ledger]:
    with opened(tmp_path / "onrecord.db") as ledger:
        ledger.append(reports, BY)
        yield ledger
        assert list(ledger.verify()) == []


def statement(reports: Sequence[Reading], publisher: str, words: str) -> Statement:
    """The statement of an outlet's report whose content begins with these words."""
    (report,) = [r for r in reports if r.document.publisher == publisher]
    (found,) = [s for s in report.statements if report.document.text[s.content[0][0] :].startswith(words)]
    return found


def positions(threads: Sequence[Thread], of: Statement) -> list[PositionKind]:
    return [p.position for thread in threads for p in thread.positions if p.statement == of.id]


def decision(kind: DecisionKind, subject: str, other: str | None = None, value: str | None = None) -> Decision:
    return Decision(kind, subject, other, value, "Ida Holm", "read the reports", "2031-06-01T10:00:00Z")


def home(threads: Sequence[Thread], of: Statement) -> Thread:
    """The thread that a statement is in."""
    (found,) = [thread for thread in threads if of.id in {p.statement for p in thread.positions}]
    return found


def test_a_charge_denied_and_admitted_is_one_matter_over_reports(expected: Outcome, reports: list[Reading]) -> None:
    cable = home(expected.threads, statement(reports, "Star", "that its divers had cut"))
    assert {p.publisher for p in cable.positions} == {"Clarion", "Courier", "Evening Echo", "Star"}
    assert cable.status is ThreadStatus.CONFIRMED
    assert cable.reason == "Poland admitted it"
    assert "denies on 2031-05-04; admits on 2031-05-12" in [change.note for change in cable.changes]
    assert {origin.name for origin in cable.independence.asserting} == {"Norway", "Poland"}
    assert cable.independent_sources == 2


def test_a_toll_is_disputed_between_two_holders_and_grows_with_one(expected: Outcome, reports: list[Reading]) -> None:
    toll = home(expected.threads, statement(reports, "Herald", "12 people"))
    assert {p.holder for p in toll.positions} >= {"coast guard"}
    assert [change.note for change in toll.changes] == ["12 on 2031-05-06; 19 on 2031-05-12"]


def test_a_reprint_is_found_and_its_claims_say_whose_words_they_are(expected: Outcome, reports: list[Reading]) -> None:
    clarion, echo = reports[0].document.id, reports[4].document.id
    assert [(copy.document, copy.copy_of) for copy in expected.copies] == [(echo, clarion)]
    copied = {(p.document, p.copied_from) for thread in expected.threads for p in thread.positions if p.copied_from}
    assert copied == {(echo, clarion)}


def test_every_statement_is_in_a_thread_and_matters_of_two_topics_are_apart(expected: Outcome, reports: list[Reading]) -> None:
    placed = {p.statement for thread in expected.threads for p in thread.positions}
    assert {s.id for report in reports for s in report.statements} <= placed
    mill = home(expected.threads, statement(reports, "Gazette", "that the mill"))
    assert {p.publisher for p in mill.positions} == {"Gazette"}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), cuts=st.sets(st.integers(1, len(REPORTS) - 1)), again=st.booleans())
def test_neither_order_nor_batches_nor_repeats_make_a_difference(
    reports: list[Reading],
    expected: Outcome,
    tmp_path_factory: pytest.TempPathFactory,
    seed: int,
    cuts: set[int],
    again: bool,
) -> None:
    mixed = random.Random(seed).sample(reports, len(reports))
    bounds = [0, *sorted(cuts), len(mixed)]
    batches = [mixed[start:stop] for start, stop in itertools.pairwise(bounds)]
    batches += [reports] if again else []
    assert made(tmp_path_factory.mktemp("mixed") / "onrecord.db", batches) == expected


@pytest.mark.parametrize("number", range(len(REPORTS)))
def test_a_report_that_comes_again_with_another_date_is_as_if_it_had_never_had_the_first(
    tmp_path: Path, reports: list[Reading], number: int
) -> None:
    """What copies it, and what it copies, may turn round."""
    redated = replace(reports[number], document=replace(reports[number].document, published="2032-01-01"))
    found = made(tmp_path / "twice.db", [reports, [redated]])
    assert found == made(tmp_path / "once.db", [[*reports[:number], redated, *reports[number + 1 :]]])


def test_both_databases_come_to_the_same_whatever_the_order(place: Address, reports: list[Reading], expected: Outcome) -> None:
    assert made(place, [[report] for report in reversed(reports)]) == expected
    assert made(place, [reports]) == expected


def test_what_was_forgotten_leaves_the_others_as_if_it_had_never_been_there(
    shelf: Shelf, reports: list[Reading], expected: Outcome
) -> None:
    with opened(shelf.place()) as ledger:
        ledger.append(reports, BY)
        assert outcome(ledger) == expected
        for gone in (0, 1):  # the original of the reprint, then the denial
            ledger.forget(reports[gone].document.id, "Ida Holm", "a court order", LATER)
            assert outcome(ledger) == made(shelf.place(), [reports[gone + 1 :]])


def test_joined_claims_stay_together_when_their_reports_are_read_again(ledger: Ledger, reports: list[Reading], expected: Outcome) -> None:
    mill, toll = statement(reports, "Gazette", "that the mill"), statement(reports, "Herald", "12 people")
    made = decision(DecisionKind.JOIN, mill.id, toll.id)
    ledger.decide(made, BY)
    joined = list(ledger.whole_threads())
    assert home(joined, mill) == home(joined, toll)
    assert ledger.explain(mill.id, toll.id).reasons[0] == "Ida Holm decided to join them: read the reports"
    ledger.append(reports, LATER)
    assert list(ledger.whole_threads()) == joined
    (kept,) = ledger.decisions()
    ledger.decide(decision(DecisionKind.UNDO, kept.id), LATER)
    assert outcome(ledger) == expected


def test_parted_claims_stay_apart_when_their_reports_are_read_again(ledger: Ledger, reports: list[Reading], expected: Outcome) -> None:
    before, after = statement(reports, "Herald", "12 people"), statement(reports, "Star", "19 people")
    assert home(expected.threads, before) == home(expected.threads, after)
    ledger.decide(decision(DecisionKind.PART, before.id, after.id), BY)
    parted = list(ledger.whole_threads())
    assert home(parted, before) != home(parted, after)
    ledger.append(reports, LATER)
    assert list(ledger.whole_threads()) == parted
    ledger.decide(decision(DecisionKind.JOIN, before.id, after.id), LATER)  # the last word on a pair holds
    joined = list(ledger.whole_threads())
    assert home(joined, before) == home(joined, after)


def test_a_corrected_position_changes_how_the_matter_stands(ledger: Ledger, reports: list[Reading], expected: Outcome) -> None:
    admission = statement(reports, "Star", "that its divers had cut")
    ledger.decide(decision(DecisionKind.POSITION, admission.id, value="denies"), BY)
    corrected = list(ledger.whole_threads())
    assert positions(corrected, admission) == [PositionKind.DENIES]
    assert home(corrected, admission).status is ThreadStatus.CONTESTED
    assert "position denies by Ida Holm: read the reports" in [p.note for p in home(corrected, admission).positions]
    ledger.append(reports, LATER)
    assert list(ledger.whole_threads()) == corrected
    (kept,) = ledger.decisions()
    ledger.decide(decision(DecisionKind.UNDO, kept.id), LATER)
    assert outcome(ledger) == expected


def test_what_is_rejected_is_in_no_thread(ledger: Ledger, reports: list[Reading], expected: Outcome) -> None:
    denial = statement(reports, "Courier", "cutting the power cable")
    ledger.decide(decision(DecisionKind.REJECT, denial.id), BY)
    ledger.append(reports, LATER)
    assert positions(list(ledger.whole_threads()), denial) == []
    (kept,) = ledger.decisions()
    ledger.decide(decision(DecisionKind.UNDO, kept.id), LATER)
    assert outcome(ledger) == expected


def test_a_decision_holds_whether_it_came_before_or_after_other_reports(
    place: Address, ledger: Ledger, reports: list[Reading], expected: Outcome
) -> None:
    mill, toll = statement(reports, "Gazette", "that the mill"), statement(reports, "Herald", "12 people")
    made = decision(DecisionKind.JOIN, mill.id, toll.id)
    ledger.decide(made, BY)
    with opened(place) as early:
        early.append(reports[2:4], BY)
        early.decide(made, BY)
        early.append([*reports[4:], *reports[:2]], BY)
        assert outcome(early) == outcome(ledger) != expected


def test_a_thread_is_found_by_its_id_and_by_its_statements(ledger: Ledger, expected: Outcome) -> None:
    for thread in expected.threads:
        assert ledger.thread(thread.id) == ledger.thread(thread.id[:14]) == thread
        for position in thread.positions:
            assert position.statement
            assert ledger.thread_of(position.statement) in {t.id for t in expected.threads if position in t.positions}
    assert ledger.thread("t-0123456789ab") is None


def walked(ledger: Ledger, step: int) -> list[ThreadLine]:
    found: list[ThreadLine] = []
    while page := ledger.threads(limit=step, after=found[-1].id if found else None):
        assert len(page) <= step
        found += page
    return found


def test_pages_show_every_line_once_the_newest_first(ledger: Ledger, expected: Outcome) -> None:
    lines = ledger.threads()
    assert sorted(line.id for line in lines) == [thread.id for thread in expected.threads]
    assert walked(ledger, 1) == walked(ledger, 2) == walked(ledger, 5) == lines
    days = [line.last or "" for line in lines]
    assert days == sorted(days, reverse=True)
    with pytest.raises(LedgerError, match="begin the list anew"):
        ledger.threads(after=ThreadId("t-gone"))


def test_pages_show_every_line_once_also_of_one_day_and_of_none(place: Address) -> None:
    contents = ("the quay at Bergen sank", "a mayor of Malmo won twice", "wolves returned near Roros", "snow closed both passes")
    told = [reading(content, day=day) for day in ("2031-05-04", "2031-05-03") for content in contents]
    undated = [
        replace(found, document=replace(found.document, published=None))
        for found in (reading(content, publisher="Echo") for content in ("bread grew dearer", "trams stood still", "eels were scarce"))
    ]
    denied = [reading(content, "Sorland", cue="denied", publisher="Star", day="2031-05-04") for content in contents[:2]]
    denied = [replace(found, statements=(replace(found.statements[0], act=Act.DENY),)) for found in denied]
    with Ledger.open(place) as ledger:
        ledger.append([*told, *undated, *denied], BY)
        lines = ledger.threads()
        assert sorted(line.id for line in lines) == [thread.id for thread in ledger.whole_threads()]
        assert [line.last for line in lines] == ["2031-05-04"] * 4 + [None] * 3
        assert [line.status for line in lines[:3]] == [ThreadStatus.CONTESTED, ThreadStatus.CONTESTED, ThreadStatus.UNCONTESTED]
        assert walked(ledger, 1) == walked(ledger, 2) == walked(ledger, 3) == lines


def test_a_list_can_be_narrowed(ledger: Ledger, expected: Outcome) -> None:
    everything = ledger.threads()
    assert {line.id for line in ledger.threads("FERRY astra")} == {t.id for t in expected.threads if "ferry Astra" in str(t)}
    assert [line.title for line in ledger.threads("mill june")] == ["The mill would close in June"]
    for name in ("Poland", "Moe"):
        assert {line.id for line in ledger.threads(about=name)} == {t.id for t in expected.threads if name in str(t)}
    for status in ThreadStatus:
        assert ledger.threads(status=status) == [line for line in everything if line.status is status]
    assert ledger.threads(since="2031-05-07") == [line for line in everything if (line.last or "") >= "2031-05-07"]
    assert ledger.threads(since="2031-05") == everything
    assert ledger.threads(since="2032") == ledger.threads("submarine") == ledger.threads("%") == []
    assert ledger.threads("ferry", status=ThreadStatus.CONFIRMED) == []


def test_threads_are_found_by_how_their_words_begin(place: Address) -> None:
    contents = ("the paper mill in Halden would close", "the ferry to Gdynia sank", "Málaga would close its ferries")
    with Ledger.open(place) as ledger:
        ledger.append([reading(content, day=f"2031-05-0{day + 1}") for day, content in enumerate(contents)], BY)
        assert [line.title for line in ledger.threads("ferr")] == ["Málaga would close its ferries", "The ferry to Gdynia sank"]
        assert [line.title for line in ledger.threads("CLOS mill")] == ["The paper mill in Halden would close"]
        assert len(ledger.threads("clos", about="malaga norland")) == 1
        assert ledger.threads("erry") == ledger.threads("?!") == []


def write(place: Address, reports: Sequence[Reading]) -> None:
    with opened(place) as ledger:
        for report in reports:
            ledger.append([report], BY)


def test_a_kill_leaves_threads_that_a_rerun_completes(shelf: Shelf, reports: list[Reading], expected: Outcome) -> None:
    place = shelf.place()
    process = SPAWN.Process(target=write, args=(place, reports))
    process.start()
    while process.is_alive() and shelf.entries(place) < 10:
        time.sleep(0.002)
    process.kill()
    process.join()
    assert process.exitcode == -9
    with opened(place) as ledger:
        kept = [reading.document.id for reading in ledger.readings()]
        assert kept
        assert outcome(ledger) == made(shelf.place(), [[r for r in reports if r.document.id in kept]])
    assert made(place, [reports]) == expected


def attack(attacker: str, attacked: str, holder: str, day: str) -> Reading:
    """A report in which one country is said to have attacked another."""
    found = reading(f"{attacker} attacked {attacked} at sea near the lighthouse on Sunday", holder, publisher=f"Paper of {holder}", day=day)
    roles = (("actor", attacker), ("recipient", attacked))
    people = tuple(Participant(role, name, (0, 1), name, SpeakerKind.COUNTRY, name[:3].upper()) for role, name in roles)
    event = Event("attack", None, "attacked", (0, 1), (attacker,), (attacked,), participants=people)
    return replace(found, claims=(replace(found.claims[0], events=(event,)),))


def test_swapped_roles_are_two_matters_that_name_each_other_whichever_came_first(tmp_path: Path) -> None:
    both = [attack("Norway", "Poland", "Poland", "2031-05-03"), attack("Poland", "Norway", "Norway", "2031-05-04")]
    found = made(tmp_path / "together.db", [both])
    assert [[conflict.kind for conflict in thread.conflicts] for thread in found.threads] == [[ConflictKind.ROLE_REVERSAL]] * 2
    assert made(tmp_path / "apart.db", [both[:1], both[1:]]) == found
    assert made(tmp_path / "turned.db", [both[1:], both[:1], both]) == found


def test_a_broad_denial_answers_a_charge_that_is_not_very_like_it_whichever_came_first(tmp_path: Path) -> None:
    charge = reading("Sorland shipped cars to traders in the hills on the northern border", day="2031-05-03")
    event = Event("transfer", None, "shipped", (0, 1), participants=(Participant("actor", "Sorland", (0, 1), "Sorland"),))
    charge = replace(charge, claims=(replace(charge.claims[0], events=(event,)),))
    denial = reading("Sorland never shipped any cars to traders in the hills", "Sorland", cue="denied that", day="2031-05-05")
    denial = replace(denial, statements=(replace(denial.statements[0], act=Act.DENY),))
    found = made(tmp_path / "together.db", [[charge, denial]], NO_MEANING)
    assert [[p.position for p in thread.positions] for thread in found.threads] == [[PositionKind.ASSERTS, PositionKind.DENIES]]
    assert made(tmp_path / "charged.db", [[charge], [denial]], NO_MEANING) == found
    assert made(tmp_path / "denied.db", [[denial], [charge]], NO_MEANING) == found

"""However little is looked at around a claim, what comes out depends on the reports alone."""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.ledger import Decision, DecisionKind, Ledger, circles, near_reports
from onrecord.records import Act, Reading, Thread

from .matters import reading
from .samples import BY, LATER

PLACES = ("Halden", "Gdynia")
DEEDS = (
    "the ferry Astra sank off {place} with twelve crew",
    "the ferry Astra went down near {place} with its crew",
    "the paper mill in {place} would close in June",
    "the mill at {place} would shut in June",
    "divers cut the power cable off {place} at night",
    "the cable near {place} had been cut by divers",
)
OUTLETS = ("Clarion", "Courier", "Herald", "Echo")
HOLDERS = ("Norland", "Petter Moe", "Kari Lund")


def reports() -> list[Reading]:
    """Reports of one sentence, on few matters in few wordings, over three weeks and in two places; every fourth denies."""
    chance = random.Random(3)
    found = []
    for day in range(1, 22):
        content = chance.choice(DEEDS).format(place=chance.choice(PLACES))
        told = reading(content, chance.choice(HOLDERS), publisher=chance.choice(OUTLETS), day=f"2031-05-{day:02}")
        denies = replace(told, statements=(replace(told.statements[0], act=Act.DENY),))
        found.append(denies if day % 4 == 0 else told)
    return found


REPORTS = reports()


@pytest.fixture(autouse=True)
def _narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near_reports, "NEAREST", 2)
    monkeypatch.setattr(circles, "MOST", 3)


def made(path: Path, batches: Sequence[Sequence[Reading]], forgotten: Sequence[Reading] = ()) -> list[Thread]:
    with Ledger.open(path) as ledger:
        for batch in batches:
            ledger.append(batch, BY)
        for gone in forgotten:
            ledger.forget(gone.document.id, "Ida Holm", "a court order", LATER)
        assert list(ledger.verify()) == []
        return list(ledger.whole_threads())


@pytest.fixture(name="expected", scope="module")
def _expected(tmp_path_factory: pytest.TempPathFactory) -> list[Thread]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(near_reports, "NEAREST", 2)
        patch.setattr(circles, "MOST", 3)
        return made(tmp_path_factory.mktemp("whole") / "onrecord.db", [REPORTS])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), size=st.sampled_from([1, 4, 9]), again=st.integers(0, 5))
def test_order_batches_and_repeats_make_no_difference(
    tmp_path_factory: pytest.TempPathFactory, expected: list[Thread], seed: int, size: int, again: int
) -> None:
    mixed = random.Random(seed).sample(REPORTS, len(REPORTS))
    batches = [mixed[start : start + size] for start in range(0, len(mixed), size)]
    assert made(tmp_path_factory.mktemp("mixed") / "onrecord.db", [*batches, mixed[:again]]) == expected


@pytest.mark.parametrize("seed", range(3))
def test_those_that_were_forgotten_leave_no_trace(tmp_path: Path, seed: int) -> None:
    mixed = random.Random(seed).sample(REPORTS, len(REPORTS))
    assert made(tmp_path / "after.db", [mixed], mixed[:6]) == made(tmp_path / "without.db", [mixed[6:]])


def test_one_that_comes_again_with_another_date_is_as_if_it_had_never_had_the_first(tmp_path: Path) -> None:
    for number in (0, 7, 20):
        redated = replace(REPORTS[number], document=replace(REPORTS[number].document, published="2031-06-11"))
        others = [*REPORTS[:number], *REPORTS[number + 1 :]]
        assert made(tmp_path / f"twice{number}.db", [REPORTS, [redated]]) == made(tmp_path / f"once{number}.db", [[*others, redated]])


def test_who_is_in_a_thread_with_whom_does_not_depend_on_a_report_about_which_something_was_decided_and_that_is_gone(
    tmp_path: Path,
) -> None:
    one, other = REPORTS[0].claims[0].id, REPORTS[9].claims[0].id
    decision = Decision(DecisionKind.JOIN, one, other, None, "Ida Holm", "one matter", "2031-06-01T10:00:00Z")
    with Ledger.open(tmp_path / "decided.db") as ledger:
        ledger.append(REPORTS, BY)
        ledger.decide(decision, BY)
        assert ledger.explain(one, other).together
        ledger.forget(REPORTS[9].document.id, "Ida Holm", "a court order", LATER)
        assert list(ledger.whole_threads()) == made(tmp_path / "never.db", [[*REPORTS[:9], *REPORTS[10:]]])


def test_the_same_words_in_many_outlets_are_one_matter_with_a_position_of_each(tmp_path: Path) -> None:
    day = "2031-05-03"
    found = made(tmp_path / "many.db", [[reading(DEEDS[0].format(place="Gdynia"), publisher=f"Paper {n}", day=day)] for n in range(12)])
    assert [len(thread.positions) for thread in found] == [12]

"""Which reports are held against each other depends on the reports alone, and is bounded."""

import random
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from onrecord.ledger import near_reports
from onrecord.ledger.near_reports import Moves, both
from onrecord.ledger.thread_tables import near_reports as table
from onrecord.records import DocumentId

from .shelves import empty_tables

Report = tuple[DocumentId, int, list[int]]
CABLE, FERRY, MILL = 1, 2, 3  # keys


def reports(*keys: list[int]) -> list[Report]:
    """Reports with these keys, one a day."""
    return [(DocumentId(f"d-{day}"), day, found) for day, found in enumerate(keys)]


def near(connection: Connection) -> set[tuple[int, int]]:
    return {both(*pair) for pair in connection.execute(select(table.c.report, table.c.other)).all()}


def expected(found: Sequence[Report], nearest: int) -> set[tuple[int, int]]:
    """By definition: within so many places of each other under any key."""
    under: dict[int, list[int]] = defaultdict(list)
    for _, number, keys in sorted(found, key=lambda report: report[1]):
        for key in keys:
            under[key].append(number)
    return {(a, b) for line in under.values() for place, a in enumerate(line) for b in line[place + 1 : place + 1 + nearest]}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    keys=st.lists(st.lists(st.sampled_from([CABLE, FERRY, MILL]), min_size=1, unique=True), min_size=2, max_size=14),
    seed=st.integers(0, 10**6),
    gone=st.integers(0, 8),
    parts=st.integers(1, 3),
)
def test_what_is_near_is_the_same_in_any_order_and_after_others_have_gone(keys: list[list[int]], seed: int, gone: int, parts: int) -> None:
    found = reports(*keys)
    mixed = random.Random(seed).sample(found, len(found))
    bounds = [len(mixed) * part // parts for part in range(parts + 1)]
    with pytest.MonkeyPatch.context() as patch, empty_tables() as connection:
        patch.setattr(near_reports, "NEAREST", 2)
        told: set[tuple[int, int]] = set()
        for start, stop in pairwise(bounds):
            moves = near_reports.add(connection, mixed[start:stop])
            told = (told | moves.met) - moves.parted
        assert near(connection) == told == expected(found, 2)
        moves = near_reports.remove(connection, [number for _, number, _ in mixed[:gone]])
        left = mixed[gone:]
        assert near(connection) == (told | moves.met) - moves.parted == expected(left, 2)


def test_a_rare_name_leads_to_all_that_has_it_and_a_frequent_one_to_what_is_of_the_time(connection: Connection) -> None:
    frequent = [[CABLE] for _ in range(30)]
    frequent[0].append(MILL)
    frequent[29].append(MILL)
    near_reports.add(connection, reports(*frequent))
    of_last = {a for a, b in near(connection) if b == 29}
    assert of_last == {0, *range(29 - near_reports.NEAREST, 29)}


def test_one_that_comes_between_moves_others_apart(connection: Connection) -> None:
    days = list(range(0, 2 * near_reports.NEAREST + 2, 2))
    near_reports.add(connection, [(DocumentId(f"d-{day}"), day, [FERRY]) for day in days])
    moves = near_reports.add(connection, [(DocumentId("d-between"), 1, [FERRY])])
    assert moves == Moves({both(1, day) for day in days}, {(days[0], days[near_reports.NEAREST])})

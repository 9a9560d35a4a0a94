"""Circles of sayings: the same from wherever one looks, and never large."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from onrecord.ledger import circles, saying_links
from onrecord.ledger.circles import Circles
from onrecord.ledger.grouping import TURNED

from .shelves import empty_tables

Links = dict[tuple[int, int], float]


def around(connection: Connection, links: Links, start: list[int], joined: dict[int, set[int]] | None = None) -> set[frozenset[int]]:
    saying_links.write(connection, {pair: (score, 1) for pair, score in links.items()})
    return set(Circles(connection, joined or {}).around(start))


def test_what_is_linked_over_steps_is_one_circle_and_what_is_unlike_is_not(connection: Connection) -> None:
    links = {(1, 2): 0.3, (2, 3): 2.0, (3, 4): -0.5, (4, 5): TURNED}
    assert around(connection, links, [1, 4, 6]) == {frozenset({1, 2, 3}), frozenset({4, 5}), frozenset({6})}


def test_a_link_that_nothing_supports_any_more_joins_nothing(connection: Connection) -> None:
    saying_links.write(connection, {(1, 2): (1.5, 0)})
    assert around(connection, {}, [1]) == {frozenset({1})}


def test_where_too_much_hangs_together_only_strong_links_count(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(circles, "MOST", 4)
    knots = {(1, 2): 3.5, (2, 3): 3.2, (4, 5): 4.5, (5, 6): 4.1}
    assert around(connection, knots | {(3, 4): 0.4}, [1]) == {frozenset({1, 2, 3})}
    assert around(connection, {}, [6, 2]) == {frozenset({1, 2, 3}), frozenset({4, 5, 6})}


def test_what_people_have_joined_stays_together_however_much_hangs_on_it(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(circles, "MOST", 2)
    links = {(1, 2): 9.0, (2, 3): 9.0, (3, 4): 9.0}
    assert around(connection, links, [1, 2, 3, 4], {1: {3}, 3: {1}}) == {frozenset({1, 3}), frozenset({2}), frozenset({4})}


@settings(max_examples=80, deadline=None)
@given(
    links=st.dictionaries(
        st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] < pair[1]),
        st.sampled_from([-1.0, 0.0, 0.4, 0.9, 1.2, 2.1, 3.3, 4.8, 6.0, TURNED]),
        max_size=26,
    )
)
def test_every_saying_is_in_one_circle_and_none_is_large(links: Links) -> None:
    with pytest.MonkeyPatch.context() as patch, empty_tables() as connection:
        patch.setattr(circles, "MOST", 4)
        whole = around(connection, links, list(range(12)))
        assert sorted(saying for circle in whole for saying in circle) == list(range(12))
        assert max(map(len, whole)) <= 4
        for saying in range(12):
            assert around(connection, {}, [saying]) == {circle for circle in whole if saying in circle}

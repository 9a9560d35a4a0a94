from dataclasses import replace

import numpy as np
import pytest

from onrecord.ledger.sightings import day_of, names_of, sightings, stems_of
from onrecord.ledger.stances import POINTS, position_of
from onrecord.records import Act, Factuality, PositionKind

from .matters import reading

POSITIONS = [
    ("said", "the cable was cut", Act.STATE, Factuality.CERTAIN, PositionKind.ASSERTS),
    ("accused", "Sorland of cutting the cable", Act.ACCUSE, Factuality.CERTAIN, PositionKind.ASSERTS),
    ("believes", "the cable was cut", Act.BELIEVE, Factuality.PROBABLE, PositionKind.PROBABLE),
    ("could not rule out", "the cable was cut", Act.STATE, Factuality.POSSIBLE, PositionKind.POSSIBLE),
    ("denied", "cutting the cable", Act.DENY, Factuality.CERTAIN_NOT, PositionKind.DENIES),
    ("said", "nobody had cut the cable", Act.STATE, Factuality.CERTAIN_NOT, PositionKind.DENIES),
    ("condemned", "the allegation as baseless", Act.CONDEMN, Factuality.CERTAIN, PositionKind.DENIES),
    ("dismissed", "the reports", Act.STATE, Factuality.CERTAIN, PositionKind.DENIES),
    ("condemned", "the attack on the harbour", Act.CONDEMN, Factuality.CERTAIN, PositionKind.ASSERTS),
    ("declined", "to comment on the report", Act.DECLINE, Factuality.UNCOMMITTED, PositionKind.DECLINES),
    ("has not claimed", "responsibility for it", Act.ADMIT, Factuality.UNCOMMITTED, PositionKind.DECLINES),
    ("neither confirmed nor denied", "the strike", Act.CONFIRM, Factuality.UNCOMMITTED, PositionKind.DECLINES),
    ("admitted", "cutting the cable", Act.ADMIT, Factuality.CERTAIN, PositionKind.ADMITS),
    ("retracted", "the charge", Act.STATE, Factuality.CERTAIN_NOT, PositionKind.WITHDRAWS),
    ("took back", "the claim that the cable was cut", Act.STATE, Factuality.CERTAIN, PositionKind.WITHDRAWS),
]


@pytest.mark.parametrize(("cue", "content", "act", "factuality", "position"), POSITIONS)
def test_what_a_holder_does_about_the_matter(cue: str, content: str, act: Act, factuality: Factuality, position: PositionKind) -> None:
    found = reading(content, cue=cue)
    (claim,), (statement,) = found.claims, found.statements
    assert position_of(found.document, replace(claim, factuality=factuality), replace(statement, act=act)) is position


@pytest.mark.parametrize(
    ("factuality", "position"),
    [
        (Factuality.CERTAIN, PositionKind.ASSERTS),
        (Factuality.POSSIBLE, PositionKind.POSSIBLE),
        (Factuality.PROBABLE_NOT, PositionKind.DENIES),
    ],
)
def test_a_publisher_holds_what_it_says_itself(factuality: Factuality, position: PositionKind) -> None:
    found = reading("the cable was cut")
    own = replace(found.claims[0], statement=None, factuality=factuality)
    (sighting,) = sightings(replace(found, claims=(own,)), [np.zeros(0, dtype=np.float32)])
    assert (sighting.position, sighting.body, sighting.quote) == (position, "Clarion", "the cable was cut")


POINTING = [
    "the allegation", "any wrongdoing", "the accusation as baseless", "to comment on the matter", "it", "the charge “absurd”",
    "its involvement", "all charges in a statement", "to answer questions", "responsibility",
]  # fmt: skip
SAYING = [
    "the cable was cut", "the report was written by a clerk", "cutting the cable", "that charges of treason would follow",
    "the count of votes in the north", "it will build a road", "to answer the call of the villagers",
]  # fmt: skip


@pytest.mark.parametrize("content", POINTING)
def test_words_that_only_point_at_what_another_said(content: str) -> None:
    assert POINTS.match(content)


@pytest.mark.parametrize("content", SAYING)
def test_words_that_say_something_of_their_own(content: str) -> None:
    assert not POINTS.match(content)


def test_names_are_words_with_a_capital_inside_a_sentence() -> None:
    assert names_of("Divers from Gdańsk met Lund’s men. Nobody saw them in Åland.") == {"gdansk", "lund", "aland"}
    assert names_of("“Poland is innocent,” he said") == frozenset()


def test_inflection_and_small_words_make_no_difference() -> None:
    assert stems_of("The divers were cutting the cables") == stems_of("a diver cut cable") | {"cut"}
    assert stems_of("it was not there") == frozenset()


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2031-05-03", "2031-05-03"), ("2031-05-03T10:00", "2031-05-03"), ("2031-05", "2031-05"), ("2031", "2031"),
        ("2031-W19", "2031-05-05"),         ("2031-W19-3", "2031-05-07"), ("2031-W60", None), ("P3M", None),
        ("PAST_REF", None), (None, None),
    ],
)  # fmt: skip
def test_only_a_calendar_value_has_a_day(value: str | None, day: str | None) -> None:
    assert day_of(value) == day


def test_a_claim_is_dated_by_the_day_it_was_said_else_by_the_day_it_was_printed() -> None:
    found = reading("the cable was cut", day="2031-05-03")
    said = replace(found, statements=(replace(found.statements[0], said_on="2031-04-30"),))
    days = [sightings(r, [np.zeros(0, dtype=np.float32)])[0] for r in (found, said)]
    assert [(s.day, s.printed) for s in days] == [("2031-05-03", "2031-05-03"), ("2031-04-30", "2031-05-03")]

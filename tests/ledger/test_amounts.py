"""The numbers that words tell, and when two claims differ in one."""

import pytest

from onrecord.ledger.amounts import amounts_of, differ

COUNTED = [
    ("Eleven miners were killed", 11, "dead"),
    ("the dead numbered 17", 17, "dead"),
    ("a death toll of forty-six", 46, "dead"),
    ("turnout as 61 per cent", 61, "%"),
    ("stealing 2.9 million cedis", 2_900_000, "cedi"),
    ("five of its cranes", 5, "crane"),
    ("two hundred and six houses", 206, "hous"),
    ("$1.2 million in fees", 1_200_000, "$"),
]


@pytest.mark.parametrize(("words", "value", "unit"), COUNTED)
def test_a_number_has_a_value_and_something_counted(words: str, value: float, unit: str) -> None:
    (amount,) = amounts_of(words)
    assert amount.value == value
    assert unit in amount.unit
    assert not amount.hedged


@pytest.mark.parametrize("words", ["on 17 May 2028", "on May 18, behind the mill", "in 2029", "for eleven hours", "one of them", "aged 61"])
def test_dates_lengths_of_time_and_ages_count_nothing(words: str) -> None:
    assert amounts_of(words) == ()


def test_claims_differ_in_firm_numbers_of_one_thing() -> None:
    found = differ(amounts_of("12 people had died"), amounts_of("the dead numbered 17"))
    assert found
    assert (found[0].value, found[1].value) == (12, 17)


AGREED = [
    ("at least 12 people had died", "17 people had died"),
    ("12 people had died", "17 people had been hurt"),
    ("12 people had died", "17 ships had sunk"),
    ("12 of 30 cranes stood still", "12 cranes stood still"),
    ("12 people had died", "people had died"),
]


@pytest.mark.parametrize(("one", "other"), AGREED)
def test_hedges_other_things_and_shared_numbers_are_no_difference(one: str, other: str) -> None:
    assert differ(amounts_of(one), amounts_of(other)) is None

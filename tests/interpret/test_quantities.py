"""Numbers in words and digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.interpret.quantities import number_of, quantity_in

CASES = [
    ("about 30 shells", 30, "shell", True, "about 30"),
    ("twenty-two people", 22, "shell", False, "twenty-two"),
    ("$3.5bn", 3.5e9, "USD", False, "$3.5bn"),
    ("at least 1,968 troops", 1968, "shell", True, "at least 1,968"),
    ("three hundred thousand rockets", 300_000, "shell", False, "three hundred thousand"),
    ("hundreds of civilians", None, "shell", True, "hundreds"),
    ("tens of thousands of rounds", None, "shell", True, "tens of thousands"),
    ("12% of voters", 12, "percent", False, "12%"),
    ("more than a dozen men", 12, "shell", True, "more than a dozen"),
    ("forty-one per cent", 41, "percent", False, "forty-one per cent"),
    ("two million doses", 2_000_000, "shell", False, "two million"),
]


@pytest.mark.parametrize(("words", "value", "unit", "hedged", "text"), CASES)
def test_value_unit_and_hedge(words: str, value: float | None, unit: str, hedged: bool, text: str) -> None:
    found = quantity_in(words, noun="shell")
    assert found is not None
    assert (found.value, found.unit, found.approximate, found.text) == (value, unit, hedged, text)


@pytest.mark.parametrize("words", ["the second man", "a Boeing 737-800", "someone", "the 2nd battalion", "often", "tension"])
def test_what_is_no_quantity(words: str) -> None:
    assert quantity_in(words) is None


@given(st.text(max_size=200))
def test_the_text_of_a_quantity_stands_in_the_words(words: str) -> None:
    found = quantity_in(words)
    assert found is None or found.text in words


@given(st.integers(min_value=0, max_value=19))
def test_small_numbers_in_words(number: int) -> None:
    words = (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
    )
    assert number_of(words.split()[number]) == number

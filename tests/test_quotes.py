import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.quotes import MARKS, QuoteState, pairs, quote_states

CASES = {
    '"We won," she said, "easily."': ['"We won,"', '"easily."'],
    "‘It was cold,’ Bob added": ["‘It was cold,’"],
    "said: 'I don't know'.": ["'I don't know'"],
    "the workers' rights bill": [],
    "rock 'n' roll of the '90s": [],
    "the party’s “so-called” plan": ["“so-called”"],
    "“It goes on in the next paragraph": ["“It goes on in the next paragraph"],
    "“He said ‘no’ to me,” she said": ["“He said ‘no’ to me,”"],
    'The pipe was 6" wide': [],
}


@pytest.mark.parametrize(("line", "quoted"), CASES.items())
def test_quotations_of_a_line(line: str, quoted: list[str]) -> None:
    assert [line[a : None if b is None else b + 1] for a, b in pairs(line)] == quoted


@given(st.text(alphabet="ab s.\n" + MARKS))
def test_every_character_has_a_state_and_no_quotation_crosses_a_line(text: str) -> None:
    states = quote_states(text)
    assert len(states) == len(text)
    assert all(states[i] == QuoteState.OUTSIDE for i, c in enumerate(text) if c == "\n")

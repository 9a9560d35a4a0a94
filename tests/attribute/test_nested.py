"""Statements inside statements."""

from collections.abc import Callable

import pytest

from onrecord.codec import words
from onrecord.records import Reading

Reader = Callable[[str], Reading]
CASES = [
    ("The minister said that the army had denied the attack.", "the army", "had denied", "the attack"),
    ("Estmark rejected Norland's claim that it had sold the data.", "Norland's", "claim", "that it had sold the data"),
    ("She said police believe that the fire was set on purpose.", "police", "believe", "that the fire was set on purpose"),
    ("Maria Lopez said that the council had refused to pay for a dam.", "the council", "had refused", "to pay for a dam"),
    (
        "Tom Reed said the plan had been criticised by farmers as a threat to their wells.",
        "farmers",
        "had been criticised",
        "the plan […] as a threat to their wells",
    ),
    (
        "The inspector said the harbour master had told her: ‘We never saw the barrel. Nobody asked us.’",
        "the harbour master",
        "had told",
        "‘We never saw the barrel. Nobody asked us.’",
    ),
]


@pytest.mark.parametrize(("text", "source", "cue", "content"), CASES)
def test_the_inner_holder_has_a_statement_of_its_own(text: str, source: str, cue: str, content: str, read: Reader) -> None:
    reading = read(text)
    inner = [s for s in reading.statements if s.parent]
    assert [(words(text, s.source), words(text, s.cue), words(text, s.content)) for s in inner] == [(source, cue, content)]
    assert inner[0].parent in {s.id for s in reading.statements if s.parent is None}


def test_two_holders_in_one_quotation_are_both_heard(read: Reader) -> None:
    reading = read("“The union keeps saying that we broke the contract, and the ministry believes it,” Maria Lopez said.")
    inner = [s for s in reading.statements if s.parent]
    assert [words(reading.document.text, s.source) for s in inner] == ["The union", "the ministry"]
    outer = next(s for s in reading.statements if s.parent is None)
    for statement in inner:
        assert statement.parent == outer.id
        assert all(any(a <= start and end <= b for a, b in outer.content) for start, end in (*statement.content, *statement.source))


def test_ones_own_thoughts_are_no_other_holders(read: Reader) -> None:
    assert not [s for s in read("“I think that the fire was set on purpose,” Maria Lopez said.").statements if s.parent]

from dataclasses import replace

from onrecord import codec
from onrecord.ledger.wordings import wordings
from onrecord.records import Reading, Selector, Wording

from .matters import reading

LINES = [
    "Dam warnings were ignored",
    "The mayor of Halm said the spillway had cracked in May.",
    "“Not one of them rang,” she said.",
]


def of(*sentences: str, lines: list[str] = LINES) -> list[Wording]:
    """What is to be understood of sentences of a report."""
    found = reading("the cable was cut")
    text = "\n\n".join(lines)
    places = [(text.index(words), text.index(words) + len(words)) for words in sentences]
    claims = tuple(
        replace(found.claims[0], statement=None, evidence=(Selector(text[start:end], "", "", start, end),)) for start, end in places
    )
    return wordings(Reading(replace(found.document, text=text), (), claims))


def meant(wording: Wording) -> str:
    """The words themselves."""
    return codec.words(wording.text, wording.spans)


def test_words_are_read_in_their_paragraph_under_the_headline() -> None:
    (wording,) = of("“Not one of them rang,”")
    assert wording.text == f"{LINES[0]}. {LINES[2]}"
    assert meant(wording) == "“Not one of them rang,”"


def test_a_headline_is_read_with_the_first_paragraph() -> None:
    (wording,) = of("Dam warnings")
    assert wording.text == f"{LINES[0]}. {LINES[1]}"
    assert meant(wording) == "Dam warnings"


def test_claims_of_one_paragraph_are_read_in_the_same_text() -> None:
    one, other = of("The mayor", "the spillway had cracked")
    assert one.text == other.text
    assert [meant(one), meant(other)] == ["The mayor", "the spillway had cracked"]


def test_of_a_long_paragraph_the_words_around_are_read() -> None:
    long = "A clerk counted sacks. " * 60 + "The last sack held a ledger. " + "Nobody signed for it. " * 60
    (wording,) = of("The last sack held a ledger.", lines=["Sacks", long])
    assert len(wording.text) < 700
    assert meant(wording) == "The last sack held a ledger."
    assert "counted" in wording.text
    assert "signed" in wording.text

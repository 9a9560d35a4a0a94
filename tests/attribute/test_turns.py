"""Interviews and transcripts: who speaks stands before each paragraph."""

from collections.abc import Callable

import pytest

from onrecord.attribute.turns import turns_of
from onrecord.codec import words
from onrecord.records import Act, Reading, Style

INTERVIEW = """Harbour master on the long winter

Ines Moura runs the port of Aveiro. She spoke with the Quay Gazette on Monday.

((Quay Gazette)) How long was the harbour closed?

((Ines Moura)) Eleven days. Nobody could remember ice in the basin.

The pilots did not go out at all.

((QG)) Who paid for the tugs?

((Ines Moura)) The ministry says that it paid. We have seen no money yet."""

TRANSCRIPT = """THE HOST: Good evening, and welcome to the programme on the bridge.

LINDQVIST: Thank you for having me here tonight.

THE HOST: The union says that the bolts were rusty for years. Were they?

SEN. LINDQVIST (C): I have seen the photographs, and I was shocked by them.

LINDQVIST: We will ask for an inquiry before the summer.

THE HOST: That was the senator, and now to the weather."""

MATCH = """Riverside 2, Hillend 1

Goals: Adler, Brandt.

Cards: Cole.

Goals: Dahl.

Cards: Evers, Falk.

Attendance: 4,200"""


def said(text: str) -> list[tuple[str, str]]:
    return [(text[slice(*turn.label)], words(text, turn.words)) for turn in turns_of(text)]


def test_marked_names_say_who_speaks_and_later_paragraphs_of_an_answer_are_theirs() -> None:
    assert said(INTERVIEW) == [
        ("Quay Gazette", "How long was the harbour closed?"),
        ("Ines Moura", "Eleven days. Nobody could remember ice in the basin. […] The pilots did not go out at all."),
        ("QG", "Who paid for the tugs?"),
        ("Ines Moura", "The ministry says that it paid. We have seen no money yet."),
    ]


def test_names_before_colons_are_turns_where_the_word_passes_to_and_fro() -> None:
    labels = [label for label, _ in said(TRANSCRIPT)]
    assert labels == ["THE HOST", "LINDQVIST", "THE HOST", "SEN. LINDQVIST", "LINDQVIST", "THE HOST"]


@pytest.mark.parametrize(
    "text",
    [
        MATCH,
        "The minister said:\n\nWe will not pay.\n\nThe union answered: never.",
        "Photo: A view of the dam before the water came over it.\n\nPhoto: The same dam on the morning after the storm had passed.",
        "",
    ],
)
def test_lists_and_captions_are_no_turns(text: str) -> None:
    assert turns_of(text) == ()


def test_words_end_where_their_paragraph_ends_when_nobody_speaks_after_them() -> None:
    assert said(INTERVIEW + "\n\nThe port of Aveiro was founded in 1808.")[-1][1].endswith("no money yet.")


def test_a_question_that_nobody_answers_under_a_name_takes_in_no_other_paragraph() -> None:
    text = "((GQ)) Why?\n\nThe candidate was born in 1970.\n\n((GQ)) Since when?\n\n((GQ)) How long?"
    assert [words for _, words in said(text)] == ["Why?", "Since when?", "How long?"]


def test_an_answer_is_a_statement_of_whom_its_label_names(read: Callable[[str], Reading]) -> None:
    reading = read(INTERVIEW)
    answers = [s for s in reading.statements if s.speaker and s.speaker.name == "Ines Moura" and not s.parent]
    assert [words(reading.document.text, s.content)[:11] for s in answers] == ["Eleven days", "The ministr"]
    assert all(s.style is Style.DIRECT and not s.cue for s in answers)


def test_a_question_asks(read: Callable[[str], Reading]) -> None:
    reading = read(INTERVIEW)
    assert [words(reading.document.text, s.content) for s in reading.statements if s.act is Act.ASK] == [
        "How long was the harbour closed?",
        "Who paid for the tugs?",
    ]


def test_a_quotation_signed_with_a_name_is_that_persons() -> None:
    text = (
        "Readers on the new bridge\n\n“It shakes when a lorry passes, and I walk home by the old one.” ― Petra Lund\n\n"
        "”They spent a fortune on the lamps.” — Jonas Berg, retired welder.\n\n“Never again,” she said – Monday will tell."
    )
    assert said(text) == [
        ("Petra Lund", "“It shakes when a lorry passes, and I walk home by the old one.”"),
        ("Jonas Berg, retired welder", "”They spent a fortune on the lamps.”"),
    ]
    assert [text[slice(*turn.mark[0])] for turn in turns_of(text)] == ["―", "—"]


def test_a_colon_is_the_cue_of_a_turn() -> None:
    assert {TRANSCRIPT[slice(*span)] for turn in turns_of(TRANSCRIPT) for span in turn.mark} == {":"}

"""Whole attributions, as a reader would mark them."""

from collections.abc import Callable

import pytest

from onrecord.codec import statement_id, words
from onrecord.records import Reading, Style

Reader = Callable[[str], Reading]
CASES = [
    (
        "The minister said on Tuesday that the bridge had been closed for repairs.",
        [("The minister", "said", "that the bridge had been closed for repairs")],
    ),
    (
        "“We won the vote,” said Maria Lopez, the mayor of Arenal, “and we will not give it back.”",
        [("Maria Lopez, the mayor of Arenal", "said", "“We won the vote,” […] “and we will not give it back.”")],
    ),
    (
        '"We stand ready" tweeted Lindqvist "to give whatever help we can to bring the water under control."\n\n'
        "“The dam will hold,” said engineer Pavel Kos, “and nobody has to leave.”",
        [
            ("Lindqvist", "tweeted", '"We stand ready" […] "to give whatever help we can to bring the water under control."'),
            ("engineer Pavel Kos", "said", "“The dam will hold,” […] “and nobody has to leave.”"),
        ],
    ),
    (
        "According to the police, two men were arrested near the harbour.",
        [("the police", "According to", "two men were arrested near the harbour")],
    ),
    (
        "The company denied that it had sold the data to anyone, saying its servers were safe.",
        [("The company", "denied", "that it had sold the data to anyone"), ("The company", "saying", "its servers were safe")],
    ),
    (
        "Officials accused the rebels of shelling a market. The rebels denied it.",
        [("Officials", "accused", "the rebels of shelling a market"), ("The rebels", "denied", "it")],
    ),
]


def said(reading: Reading) -> list[tuple[str, str, str]]:
    text = reading.document.text
    return [(words(text, s.source), words(text, s.cue), words(text, s.content)) for s in reading.statements]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_source_cue_and_content(text: str, expected: list[tuple[str, str, str]], read: Reader) -> None:
    assert said(read(text)) == expected


def test_a_report_that_quotes_nobody_has_no_statement(read: Reader) -> None:
    assert said(read("The train left the station at nine. It was raining, and the streets were empty.")) == []


def test_a_quotation_that_runs_over_paragraphs_is_one_statement(read: Reader) -> None:
    text = (
        "“The water came in the night,” said Anna Berg, who keeps a shop by the river. “We carried what we could upstairs.\n\n"
        "“By morning the street was a lake, and nobody had come to help us.”"
    )
    (statement,) = read(text).statements
    assert words(text, statement.content).endswith("nobody had come to help us.”")


def test_style_follows_the_quotation_marks(read: Reader) -> None:
    text = "“It is over,” the general said. He said the war had been “a long mistake”. He said that his men would go home."
    assert [s.style for s in read(text).statements] == [Style.DIRECT, Style.MIXED, Style.INDIRECT]


def test_page_furniture_says_nothing(read: Reader) -> None:
    text = "Harbour strike\n\nThe union said it would strike on Monday.Read more: Minister says the strike is illegal\n\nIt will go on."
    reading = read(text)
    assert reading.document.boilerplate
    covered = [span for s in reading.statements for role in (s.source, s.cue, s.content) for span in role]
    assert covered
    assert not any(a < d and c < b for a, b in covered for c, d in reading.document.boilerplate)


def test_ids_are_made_of_the_words_places(read: Reader) -> None:
    for s in read(CASES[1][0]).statements:
        assert s.id == statement_id(s.document, s.source, s.cue, s.content)

"""PLOVER codes of pairs of parties, on sentences of our own."""

import re

import pytest

from onrecord.annotate.syntax import Syntax
from onrecord.clauses import Clauses
from onrecord.interpret.plover import load_table, plover_of, rows_of

CODES = frozenset(
    "AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN MOBILIZE PROTEST SANCTION COERCE ASSAULT".split()
)
PASSING = frozenset({"SPEAK", "LIGHT", "INTEND"})
CASES = [
    ("[Norland] agreed to lift its embargo on [Sudria].", "AGREE"),
    ("[Norland] lifted its embargo on [Sudria].", "RETREAT"),
    ("[Norland] refused to lift its embargo on [Sudria].", "REJECT"),
    ("[Norland] will not lift its embargo on [Sudria].", "REJECT"),
    ("[Norland]'s minister of trade said it would meet [the Sudrian envoy] in May.", "AGREE"),
    ("[The Norland president] held talks with [his Sudrian counterpart] on Friday.", "CONSULT"),
    ("[Norland] praised [Sudria] for its patience.", "SUPPORT"),
    ("[Norland] shared intelligence with [Sudria].", "COOPERATE"),
    ("[Norland] sent food aid to [Sudria] after the flood.", "AID"),
    ("[Norland] deployed 300 soldiers to [Sudria] on a peacekeeping mission.", "AID"),
    ("[The president] pardoned [the two writers].", "CONCEDE"),
    ("[Norland] called on [Sudria] to release the crew.", "REQUEST"),
    ("[Norland] said [Sudria] must withdraw its troops.", "REQUEST"),
    ("[Norland] accused [Sudria] of jamming its radar.", "ACCUSE"),
    ("[Prosecutors] have opened an investigation into [the bank].", "ACCUSE"),
    ("[Norland] threatened to bomb [Sudria].", "THREATEN"),
    ("[Norland] issued an ultimatum to [the rebels].", "THREATEN"),
    ("[Norland] mobilized its army against [Sudria].", "MOBILIZE"),
    ("[Thousands of teachers] protested against [the government].", "PROTEST"),
    ("[Norland] expelled [two Sudrian diplomats].", "SANCTION"),
    ("[Norland] suspended military aid to [Sudria].", "SANCTION"),
    ("[The editor] was arrested by [police].", "COERCE"),
    ("[Norland] imposed sanctions on [Sudria].", "COERCE"),
    ("[Rebels] shelled [an army camp].", "ASSAULT"),
    ("[The army] carried out an airstrike on [the village].", "ASSAULT"),
]


@pytest.fixture(scope="module")
def syntax() -> Syntax:
    return Syntax()


def marked(syntax: Syntax, sentence: str) -> tuple[Clauses, range, range]:
    """The sentence without its brackets, and the rows of the two parties."""
    text = re.sub(r"[\[\]]", "", sentence)
    starts = [found.start() - 2 * number for number, found in enumerate(re.finditer(r"\[", sentence))]
    lengths = [len(found[1]) for found in re.finditer(r"\[(.*?)\]", sentence)]
    ((tokens, _),) = syntax([text])
    actor, recipient = (rows_of(tokens, (start, start + length)) for start, length in zip(starts, lengths, strict=True))
    return Clauses(tokens), actor, recipient


@pytest.mark.parametrize(("sentence", "code"), CASES)
def test_the_words_between_two_parties_give_the_code(syntax: Syntax, sentence: str, code: str) -> None:
    assert plover_of(*marked(syntax, sentence))[0] == code


def test_an_event_gives_its_code_without_a_recipient(syntax: Syntax) -> None:
    clauses, actor, _ = marked(syntax, "[The union] called off its strike [yesterday].")
    (verb,) = (row for row in range(len(clauses.tokens)) if clauses.lemma(row) == "call")
    assert plover_of(clauses, actor, (), predicate=verb)[0] == "RETREAT"


def test_a_word_that_the_table_lacks_gives_no_code(syntax: Syntax) -> None:
    assert plover_of(*marked(syntax, "[Norland] resembles [Sudria].")) == (None, 0.0)


def test_a_noun_alone_is_less_sure_than_a_verb(syntax: Syntax) -> None:
    _, sure = plover_of(*marked(syntax, "[Norland] attacked [Sudria]."))
    code, unsure = plover_of(*marked(syntax, "[Norland] made an attack on [Sudria]."))
    assert code == "ASSAULT"
    assert unsure < sure


def test_the_table_names_known_codes_only() -> None:
    assert {row.code for words in load_table() for rows in words.values() for row in rows} == CODES | PASSING

from collections.abc import Iterator

import pytest

from onrecord.errors import LedgerError
from onrecord.ledger import Counts, Hit, Ledger
from onrecord.records import Act, Reading

from .samples import BY, SKIPPED, document, harbour, note, statement
from .shelves import Address


@pytest.fixture(name="ledger")
def _ledger(place: Address) -> Iterator[Ledger]:
    with Ledger.open(place) as ledger:
        ledger.append([note(), SKIPPED, harbour()], BY)
        yield ledger


def contents(hits: list[Hit]) -> list[str]:
    return [hit.content for hit in hits]


def test_a_hit_has_its_words_and_where_they_were_printed(ledger: Ledger) -> None:
    (hit,) = ledger.find("medicine")
    assert hit.statement == note().statements[1]
    assert (hit.source, hit.cue, hit.content) == ("she", "said", "“We sent medicine,”")
    assert (hit.publisher, hit.published, hit.url) == ("The Evening Globe", "2025-03-04", "https://news.example/note")


CASES = [
    ("ships", ["that arms had been shipped", "that four ships were waiting off the port"]),
    ("waiting ship", ["that four ships were waiting off the port"]),
    ('"four ships"', ["that four ships were waiting off the port"]),
    ("“four ships” port", ["that four ships were waiting off the port"]),
    ('"ships four"', []),
    ("brule arms", ["that arms had been shipped"]),
    ("brûlé's", []),
    ("BRÛLÉ", ["that arms had been shipped", "“We sent medicine,”"]),
    ("We", ["“We sent medicine,”"]),
    ('"were waiting off the"', ["that four ships were waiting off the port"]),
    ("off-the-port", ["that four ships were waiting off the port"]),
    ("the_port", ["that four ships were waiting off the port"]),
    ('"port Tom"', []),
    ("port tom", ["that four ships were waiting off the port"]),
    ("submarine", []),
    ("—", []),
    ("", None),
    ("   ", None),
]


@pytest.mark.parametrize(("words", "expected"), CASES)
def test_words_and_phrases(ledger: Ledger, words: str, expected: list[str] | None) -> None:
    found = contents(ledger.find(words))
    assert len(found) == 4 if expected is None else set(expected) <= set(found)
    assert bool(found) is (expected != [])


@pytest.mark.parametrize(
    "words",
    [
        '"',
        "arms OR",
        "NOT",
        "a AND (",
        "content:arms",
        "arms*",
        "^arms",
        "-arms",
        "{a b}: c",
        "NEAR(a b, 5)",
        "\0",
        "\ud800",
        "a " * 9_000,
        "'; --",
        '""""',
        "*",
    ],
)
def test_no_input_is_a_syntax_error(ledger: Ledger, words: str) -> None:
    assert len(ledger.find(words)) <= 4


def test_filters(ledger: Ledger) -> None:
    assert contents(ledger.find(act=Act.DENY)) == ["that arms had been shipped"]
    assert contents(ledger.find(speaker="ana  BRULE", act=Act.STATE)) == ["“We sent medicine,”"]
    assert contents(ledger.find(publisher="globe", speaker="officials")) == ["the shipments"]
    assert ledger.find(speaker="%") == []
    assert len(ledger.find(since="2025-03-04", until="2025-03-04")) == 3
    assert len(ledger.find(since="2025-03-05")) == 1
    assert len(ledger.find(since="2025", until="2025-03")) == 4
    assert ledger.find(until="2025-02") == []


def test_the_newest_come_first_then_the_order_of_the_text(ledger: Ledger) -> None:
    newest = ["that four ships were waiting off the port", "that arms had been shipped", "“We sent medicine,”"]
    assert contents(ledger.find(limit=3)) == newest
    assert ledger.find(limit=-1) == ledger.find(limit=0) == []
    assert len(ledger.find(limit=10**30)) == 4


def test_an_id_may_be_shortened(ledger: Ledger) -> None:
    identity = note().statements[2].id
    hit = ledger.statement(identity)
    assert hit
    assert hit.content == "the shipments"
    assert ledger.statement(identity[:8]) == ledger.statement(identity[2:9].upper()) == hit
    assert [revision.statement for revision in ledger.history(identity[:8])] == [hit.statement]
    assert ledger.reading(note().document.id[:9]) == note()
    assert ledger.statement("s-zzzzzz") is None
    assert ledger.reading("zzzzzz") is None
    assert ledger.history("zzzzzz\udcff") == []
    with pytest.raises(LedgerError, match="at least its first 6"):
        ledger.statement("s-12")


def test_counts(ledger: Ledger) -> None:
    counts = ledger.counts()
    assert counts == Counts(documents=2, statements=4, retired=0, skipped=1, entries=7, head=counts.head)


def test_a_name_asked_for_is_mostly_the_speakers(place: Address) -> None:
    text = "Mayor Lopez resigns\n\nThe clerk said that Lopez had left. Ana Lopez said that she was tired. The porter said that it rained."
    of = document(text, "mayor", None, "Town Post", "Mayor Lopez resigns")
    told = (
        statement(of, "The porter", "said", "that it rained"),
        statement(of, "The clerk", "said", "that Lopez had left"),
        statement(of, "Ana Lopez", "said", "that she was tired"),
    )
    with Ledger.open(place) as ledger:
        ledger.append([Reading(of, told)], BY)
        assert contents(ledger.find("lopez")) == ["that she was tired", "that Lopez had left", "that it rained"]

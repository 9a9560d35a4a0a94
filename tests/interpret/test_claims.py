"""What a reading claims: holders, factuality, events, and that nothing in it is invented."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.records import ConflictKind, Event, Reading

Reader = Callable[[str], Reading]
STORY = """Estmark denies buying rockets

PORT HAVEN, 2 May 2024 - The United States accused Estmark on Tuesday of buying 300 rockets from Norland in March.

"We have never bought rockets from anybody," Anna Berg, a spokeswoman for the foreign ministry, said.

Police arrested two men near the harbour on Monday. The alleged sale may have been arranged by a trader in Port Haven.
"""
SENTENCES = (
    "The mayor said that the bridge had been closed.",
    "“Nobody sold the shells,” Maria Lopez told Reuters.",
    "At least 12 people were killed in an explosion in Leeds on Friday.",
    "The company denied that it had bought two million doses from India.",
    "According to a UN report, France supplied 30 vehicles to Chad in 2019.",
    "She did not say whether the talks would go on next week.",
)


def framed(reading: Reading) -> list[Event]:
    return [event for claim in reading.claims for event in claim.events if event.frame]


def test_every_statement_has_one_claim_and_the_reports_own_sentences_have_theirs(read: Reader) -> None:
    reading = read(STORY)
    held = [claim.statement for claim in reading.claims if claim.statement]
    assert sorted(held) == sorted(s.id for s in reading.statements)
    assert any(claim.statement is None and any(e.frame == "arrest" for e in claim.events) for claim in reading.claims)


def test_a_transfer_has_its_parties_and_its_number(read: Reader) -> None:
    transfers = [e for e in framed(read(STORY)) if e.frame == "transfer" and e.quantity]
    assert any(e.recipient == ("Estmark",) and e.quantity and e.quantity.value == 300 for e in transfers)


def test_a_denial_is_certain_that_it_is_not_so(read: Reader) -> None:
    reading = read("The company denied that it had sold the data to anyone.")
    (claim,) = [c for c in reading.claims if c.statement]
    assert claim.factuality == "CT-"


def test_evidence_is_the_text(read: Reader) -> None:
    reading = read(STORY)
    text = reading.document.text
    for claim in reading.claims:
        assert claim.evidence
        for e in claim.evidence:
            assert text[e.start : e.end] == e.exact
            assert text[: e.start].endswith(e.prefix)
            assert text[e.end :].startswith(e.suffix)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5))
def test_nothing_is_invented(chosen: list[str], read: Reader) -> None:
    """Every name and number of an event is printed in the report, word for word."""
    reading = read(" ".join(chosen))
    text = reading.document.text
    for event in (e for claim in reading.claims for e in claim.events):
        for participant in event.participants:
            assert text[slice(*participant.span)] == participant.text
        names = [*event.actor, *event.recipient, *event.via, event.theme, event.origin, event.destination, event.place]
        for name in filter(None, names):
            assert all(part in text for part in name.split(" and ")), name
        assert event.quantity is None or event.quantity.text in text


CONFLICTS = [
    (
        "Norland sold rockets to Estmark in May. The two countries signed a treaty.\n\nEstmark sold rockets to Norland in May.",
        ConflictKind.ROLE_REVERSAL,
    ),
    (
        "Seven miners were killed in the explosion at the Arenal mine.\n\nNine miners were killed in the explosion at the Arenal mine.",
        ConflictKind.QUANTITY,
    ),
    (
        "Maria Lopez said that the firm had sold data to advertisers.\n\nMaria Lopez denied that the firm had sold data to advertisers.",
        ConflictKind.SELF_CONTRADICTION,
    ),
    (
        "The council's choice of Maria Lopez upset Port Haven.\n\nMaria Lopez's choice of the council upset Port Haven.",
        ConflictKind.ROLE_REVERSAL,
    ),
    (
        "Harbour Rovers defeat Lakeside United in round three\n\nLakeside United defeat Harbour Rovers in round three",
        ConflictKind.ROLE_REVERSAL,
    ),
    (
        "Rail strike stops 14 ferries at Port Haven\n\nThe rail strike stopped 41 ferries at Port Haven on Monday.",
        ConflictKind.QUANTITY,
    ),
    (
        "The upper house debated 102 amendments to the harbour bill.\n\nThe upper house debated 109 amendments to the harbour bill.",
        ConflictKind.QUANTITY,
    ),
    (
        "The state of emergency in Estmark over measles ended on Sunday.\n\nThe state of emergency in Estmark over measles ended Friday.",
        ConflictKind.DATE,
    ),
]


@pytest.mark.parametrize(("text", "kind"), CONFLICTS)
def test_a_report_against_itself(text: str, kind: ConflictKind, read: Reader) -> None:
    assert kind in {conflict.kind for conflict in read(text).conflicts}


@pytest.mark.parametrize(
    "text",
    [
        "Seven miners were killed in the explosion at Arenal.\n\nAt least six miners were killed in the explosion at Arenal.",
        "Seven miners were killed in the explosion at Arenal.\n\nNine miners were killed in an explosion at Port Haven last year.",
        "Norland said it had sold no rockets.\n\nEstmark said Norland had sold rockets.",
        "Norland built 40 ferries in 2018.\n\nNorland built 30 ferries in 2019.",
        "Rovers beat United 3-1 on Monday in the cup at Port Haven.\n\nUnited beat Rovers 2-1 on Friday in the cup at Port Haven.",
        "Tom Reed met Maria Lopez in Port Haven to discuss the strike.\n\nMaria Lopez met Tom Reed in Port Haven to discuss the strike.",
        "Estmark exported more than 200 rockets to Norland last year.\n\nEstmark exported 230 rockets to Norland last year.",
        "The Arenal mine employs 300 people in the north.\n\nThe Verde mine employs 250 people in the north.",
    ],
)
def test_what_is_no_slip_of_the_report(text: str, read: Reader) -> None:
    assert not read(text).conflicts

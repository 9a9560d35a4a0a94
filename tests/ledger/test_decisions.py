from collections.abc import Iterator
from dataclasses import replace

import pytest

from onrecord.errors import LedgerError
from onrecord.ledger import Decision, DecisionKind, Ledger
from onrecord.records import Act

from .samples import BY, LATER, changed, claimed, harbour, note
from .shelves import Address

NOTE, HARBOUR = claimed(note()), claimed(harbour())
DENIAL = NOTE.statements[0]


@pytest.fixture(name="ledger")
def _ledger(place: Address) -> Iterator[Ledger]:
    with Ledger.open(place) as ledger:
        ledger.append([NOTE, HARBOUR], BY)
        yield ledger
        assert list(ledger.verify()) == []


def decision(kind: DecisionKind, subject: str, value: str | None = None, other: str | None = None) -> Decision:
    return Decision(kind, subject, other, value, "Ida Holm", "heard the recording", "2026-03-01T10:00:00Z")


def test_a_correction_outlives_another_reading_and_can_be_undone(ledger: Ledger) -> None:
    made = decision(DecisionKind.ACT, DENIAL.id, "refuse")
    ledger.decide(made, BY)
    assert ledger.decisions() == ledger.decisions(DENIAL.id) == [made]
    assert [hit.statement.act for hit in ledger.find("arms")] == [Act.REFUSE]
    ledger.append([replace(changed(note(), 0, Act.WARN), claims=NOTE.claims)], LATER)
    kept = ledger.reading(NOTE.document.id)
    assert kept
    assert kept.statements[0].act is Act.REFUSE
    ledger.decide(decision(DecisionKind.UNDO, made.id), LATER)
    assert ledger.decisions() == []
    assert [hit.statement.act for hit in ledger.find("arms")] == [Act.WARN]
    assert [r.statement.act for r in ledger.history(DENIAL.id) if r.statement] == [Act.DENY, Act.WARN]


def test_another_speaker_holds_the_claim_too(ledger: Ledger) -> None:
    ledger.decide(decision(DecisionKind.SPEAKER, NOTE.statements[1].id, "Eva Lind"), BY)
    kept = ledger.reading(NOTE.document.id)
    assert kept
    (spoken,) = [s for s in kept.statements if s.id == NOTE.statements[1].id]
    (held,) = [c for c in kept.claims if c.statement == spoken.id]
    assert spoken.speaker
    assert spoken.speaker.name == held.holder == "Eva Lind"


def test_what_is_rejected_is_not_shown_again(ledger: Ledger) -> None:
    ledger.decide(decision(DecisionKind.REJECT, DENIAL.id), BY)
    ledger.append([NOTE], LATER)
    kept = ledger.reading(NOTE.document.id)
    assert kept
    assert DENIAL not in kept.statements
    assert DENIAL.id not in [claim.statement for claim in kept.claims]
    assert ledger.find("arms") == []
    assert ledger.history(DENIAL.id)


REFUSED = [
    (decision(DecisionKind.ACT, DENIAL.id, "shout"), "there is no act"),
    (decision(DecisionKind.POSITION, NOTE.claims[0].id, "maybe"), "there is no position"),
    (decision(DecisionKind.ACT, NOTE.claims[0].id, "deny"), "own voice"),
    (decision(DecisionKind.SPEAKER, DENIAL.id, "  "), "name of the speaker"),
    (decision(DecisionKind.ACT, "s-nothing", "deny"), "no statement or claim"),
    (decision(DecisionKind.JOIN, NOTE.claims[0].id), "two claims"),
    (decision(DecisionKind.UNDO, "j-nothing"), "no decision"),
    (replace(decision(DecisionKind.REJECT, DENIAL.id), by=" "), "needs the name"),
    (replace(decision(DecisionKind.REJECT, DENIAL.id), why=""), "and the reason"),
]


@pytest.mark.parametrize(("wrong", "reason"), REFUSED)
def test_a_decision_that_makes_no_sense_is_refused(ledger: Ledger, wrong: Decision, reason: str) -> None:
    before = ledger.counts()
    with pytest.raises(LedgerError, match=reason):
        ledger.decide(wrong, BY)
    assert ledger.counts() == before

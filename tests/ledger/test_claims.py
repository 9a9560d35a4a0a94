from dataclasses import replace

import pytest

from onrecord.errors import LedgerError
from onrecord.ledger import Appended, Ledger
from onrecord.records import Factuality, Reading

from .samples import BY, LATER, at_odds, claimed, note
from .shelves import Address, Shelf

WHOLE = at_odds(claimed(note()))


def test_claims_and_conflicts_are_kept_and_a_rerun_adds_nothing(place: Address) -> None:
    with Ledger.open(place) as ledger:
        assert ledger.append([WHOLE], BY).claims == 5
        before = ledger.counts()
        assert ledger.append([WHOLE], LATER) == Appended(known=3)
        assert ledger.counts() == before
        assert ledger.reading(WHOLE.document.id) == WHOLE
        assert list(ledger.readings()) == [WHOLE]
        assert list(ledger.verify()) == []


def test_other_claims_of_the_same_statements_revise_only_the_claims(place: Address) -> None:
    surer = at_odds(claimed(note(), factuality=Factuality.PROBABLE))
    with Ledger.open(place) as ledger:
        ledger.append([WHOLE], BY)
        assert ledger.append([surer], LATER) == Appended(known=3, claims=4)
        assert ledger.reading(WHOLE.document.id) == surer
        assert list(ledger.verify()) == []


def test_a_claim_no_longer_found_is_retired_and_can_return(place: Address) -> None:
    fewer = replace(WHOLE, claims=WHOLE.claims[1:], conflicts=())
    with Ledger.open(place) as ledger:
        ledger.append([WHOLE], BY)
        assert ledger.append([fewer], LATER) == Appended(known=3, claims=2)
        assert ledger.reading(WHOLE.document.id) == fewer
        assert ledger.append([WHOLE], LATER) == Appended(known=3, claims=2)
        assert ledger.reading(WHOLE.document.id) == WHOLE
        assert list(ledger.verify()) == []


def test_a_claim_whose_evidence_is_not_the_text_is_refused(place: Address) -> None:
    first = WHOLE.claims[0]
    (words,) = first.evidence
    wrong = [(), (replace(words, exact="Somebody"),), (replace(words, start=1),)]
    with Ledger.open(place) as ledger:
        for evidence in wrong:
            bad: Reading = replace(WHOLE, claims=(replace(first, evidence=evidence),), conflicts=())
            with pytest.raises(LedgerError, match="not the words of the text"):
                ledger.append([bad], BY)
        assert ledger.counts().entries == 0


DAMAGES = [
    ("UPDATE claims SET live = NOT live WHERE statement IS NULL", "current claims is wrong"),
    ("UPDATE claims SET statement = 's-x' WHERE statement IS NULL", "current claims says something else"),
    ("DELETE FROM claims WHERE statement IS NULL", "current claims does not have it"),
    ("DELETE FROM conflicts", "current conflicts does not have it"),
    ("UPDATE entries SET record = replace(record, '\"CT+\"', '\"PS+\"') WHERE kind = 'claim'", "record or its digest"),
    ("UPDATE entries SET record = '{\"type\":\"forgotten\"}' WHERE kind = 'claim'", "not a record"),
]


@pytest.mark.parametrize(("tampering", "reason"), DAMAGES)
def test_damage_to_claims_is_named(shelf: Shelf, tampering: str, reason: str) -> None:
    place = shelf.place()
    with Ledger.open(place) as ledger:
        ledger.append([WHOLE], BY)
    shelf.run(place, tampering)
    with Ledger.open(place, create=False) as ledger:
        found = list(ledger.verify())
    assert any(reason in damage.reason for damage in found), found

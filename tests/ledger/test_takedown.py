from pathlib import Path

import pytest

from onrecord.errors import LedgerError, UnfitReadingError
from onrecord.ledger import Decision, DecisionKind, Forgotten, Ledger
from onrecord.records import Act, Reading

from .samples import BY, LATER, at_odds, changed, claimed, document, harbour, note, statement
from .shelves import Address, Shelf

NOTE, HARBOUR = at_odds(claimed(note())), claimed(harbour())
ASKED = ("Ida Holm", "court order 12/26")


def test_a_takedown_leaves_the_chain_and_who_asked_for_it(place: Address) -> None:
    with Ledger.open(place) as ledger:
        ledger.append([NOTE, HARBOUR], BY)
        ledger.append([claimed(changed(note(), 0, Act.WARN))], LATER)
        before = ledger.counts().entries
        assert ledger.forget(NOTE.document.id[:10], *ASKED, LATER) == Forgotten(NOTE.document.id, 3)
        assert ledger.counts().entries == before + 1
        assert ledger.find("medicine") == []
        assert ledger.reading(NOTE.document.id) is None
        assert list(ledger.readings()) == [HARBOUR]
        assert list(ledger.verify()) == []


def test_what_was_taken_down_is_not_read_in_again(place: Address) -> None:
    with Ledger.open(place) as ledger:
        ledger.append([NOTE], BY)
        ledger.forget(NOTE.document.id, *ASKED, LATER)
        with pytest.raises(UnfitReadingError, match="was taken down"):
            ledger.append([NOTE], LATER)
        assert ledger.append([HARBOUR], LATER).documents == 1
        assert list(ledger.verify()) == []


def test_the_words_are_no_longer_in_the_files(tmp_path: Path) -> None:
    path = tmp_path / "onrecord.db"
    of = document("The mayor said that zyxomma dragonflies had come back.", "dragonflies", "2025-01-02", "Town Post")
    told = claimed(Reading(of, (statement(of, "The mayor", "said", "that zyxomma dragonflies had come back"),)))

    def found() -> bool:
        return any(b"zyxomma" in file.read_bytes() for file in tmp_path.iterdir())

    with Ledger.open(path) as ledger:
        ledger.append([NOTE, told, HARBOUR], BY)
        assert found()
        ledger.forget(of.id, *ASKED, LATER)
        assert not found()
        assert len(ledger.find("medicine")) == 1


def test_a_decision_about_two_documents_no_longer_holds_when_one_goes(place: Address) -> None:
    joined = Decision(DecisionKind.JOIN, NOTE.claims[1].id, HARBOUR.claims[1].id, None, "Ida Holm", "one voyage", "2026-03-01")
    with Ledger.open(place) as ledger:
        ledger.append([NOTE, HARBOUR], BY)
        ledger.decide(joined, BY)
        ledger.forget(HARBOUR.document.id, *ASKED, LATER)
        assert ledger.decisions() == []
        assert list(ledger.verify()) == []


def test_a_takedown_needs_a_name_and_a_reason(place: Address) -> None:
    with Ledger.open(place) as ledger:
        ledger.append([NOTE], BY)
        for asked in (("", "because"), ("Ida Holm", " ")):
            with pytest.raises(LedgerError, match="needs the name"):
                ledger.forget(NOTE.document.id, *asked, LATER)
        with pytest.raises(LedgerError, match="has no document"):
            ledger.forget(HARBOUR.document.id, *ASKED, LATER)
        assert ledger.reading(NOTE.document.id) == NOTE


def test_words_removed_without_a_takedown_are_damage(shelf: Shelf) -> None:
    place = shelf.place()
    with Ledger.open(place) as ledger:
        ledger.append([NOTE], BY)
        ledger.forget(NOTE.document.id, *ASKED, LATER)
        ledger.append([HARBOUR], BY)
    shelf.run(place, f"UPDATE entries SET record = '{{\"type\":\"forgotten\"}}' WHERE document = '{HARBOUR.document.id}'")
    with Ledger.open(place, create=False) as ledger:
        assert HARBOUR.document.id in {damage.document for damage in ledger.verify()}

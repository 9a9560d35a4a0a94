import pytest

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger

from .samples import BY, note
from .shelves import Address, Shelf, held


def test_databases_of_others_and_of_the_future(shelf: Shelf) -> None:
    other, future = shelf.place(), shelf.place()
    shelf.run(other, "CREATE TABLE songs (title TEXT)")
    with pytest.raises(LedgerError, match="another program"):
        Ledger.open(other)
    Ledger.open(future).close()
    shelf.run(future, "UPDATE onrecord_ledger SET schema = 99")
    with pytest.raises(LedgerError, match="newer onrecord"):
        Ledger.open(future)


def test_a_place_without_a_ledger(place: Address) -> None:
    with pytest.raises(LedgerError, match="there is no ledger"):
        Ledger.open(place, create=False)


def test_a_lock_held_too_long(place: Address) -> None:
    with Ledger.open(place, wait=0.1) as ledger:
        with held(place):
            with pytest.raises(LedgerError, match="held by another program"):
                ledger.append([note()], BY)
            assert ledger.find("medicine") == []
        assert ledger.append([note()], BY).statements == 3


@pytest.mark.parametrize("address", ["mysql://root:hush@db/ledger", "https://news.example/?key=hush", "postgresql+psycopg://u:hush@db/x"])
def test_an_address_of_another_kind(address: str) -> None:
    with pytest.raises(LedgerError, match="a ledger cannot be kept at") as caught:
        Ledger.open(address)
    assert "hush" not in str(caught.value)

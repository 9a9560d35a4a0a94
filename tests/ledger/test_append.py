from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import codec
from onrecord.errors import LedgerError
from onrecord.ledger import Appended, Kind, Ledger
from onrecord.ledger.entries import digest_of
from onrecord.records import Act, Reading, Skipped

from .samples import BY, LATER, SKIPPED, changed, document, harbour, note, without
from .shelves import Address, Shelf


def test_a_new_reading_is_kept_whole(place: Address) -> None:
    with Ledger.open(place) as ledger:
        assert ledger.append([note(), SKIPPED, harbour()], BY) == Appended(documents=2, statements=4, skipped=1)
        assert ledger.reading(note().document.id) == note()
        assert {reading.document.id: reading for reading in ledger.readings()} == {r.document.id: r for r in (note(), harbour())}
        assert list(ledger.skips()) == [SKIPPED]
        assert list(ledger.verify()) == []


def test_a_rerun_that_agrees_adds_nothing(place: Address) -> None:
    with Ledger.open(place) as ledger:
        ledger.append([note(), SKIPPED], BY)
        before = ledger.counts()
        other_scores = tuple(replace(statement, score=0.1) for statement in note().statements)
        assert ledger.append([Reading(note().document, other_scores), SKIPPED], LATER) == Appended(known=3)
        assert ledger.counts() == before


def test_another_reading_of_the_same_words_is_a_revision(place: Address) -> None:
    identity = note().statements[0].id
    with Ledger.open(place) as ledger:
        ledger.append([note()], BY)
        assert ledger.append([changed(note(), 0, Act.REFUSE)], LATER) == Appended(revisions=1, known=2)
        first, second = ledger.history(identity)
        assert second.revision_of == first.number
        assert (first.provenance, second.provenance) == (BY, LATER)
        assert [hit.statement.act for hit in ledger.find("arms")] == [Act.REFUSE]
        assert list(ledger.verify()) == []


def test_a_statement_no_longer_found_is_retired_and_can_return(place: Address) -> None:
    identity = note().statements[1].id
    with Ledger.open(place) as ledger:
        ledger.append([note()], BY)
        assert ledger.append([without(note(), 1)], LATER) == Appended(known=2, retired=1)
        assert ledger.append([without(note(), 1)], LATER) == Appended(known=2)
        assert ledger.find("medicine") == []
        assert ledger.reading(note().document.id) == without(note(), 1)
        shown = ledger.statement(identity)
        assert shown
        assert (shown.retired, shown.content) == (True, "“We sent medicine,”")
        assert ledger.append([note()], LATER) == Appended(known=2, revisions=1)
        assert [revision.kind for revision in ledger.history(identity)] == [Kind.STATEMENT, Kind.RETIRED, Kind.STATEMENT]
        assert len(ledger.find("medicine")) == 1
        assert list(ledger.verify()) == []


def test_going_and_coming_within_one_append(place: Address) -> None:
    with Ledger.open(place) as ledger:
        ledger.append([note(), without(note(), 1), note(), without(note(), 0)], BY)
        assert ledger.reading(note().document.id) == without(note(), 0)
        assert len(ledger.find("medicine")) == 1
        assert list(ledger.verify()) == []


def test_new_facts_about_a_document_revise_it(place: Address) -> None:
    with Ledger.open(place) as ledger:
        ledger.append([note()], BY)
        retitled = replace(note(), document=replace(note().document, title="No weapons, says Brûlé"))
        assert ledger.append([retitled], LATER) == Appended(revisions=1, known=3)
        assert ledger.reading(note().document.id) == retitled
        assert len(ledger.find("weapons medicine")) == 1
        assert list(ledger.verify()) == []


def test_a_document_may_hold_any_character(place: Address) -> None:
    odd = document("A\0 B \ud83d \U0001f600", "odd", None, "\ud800 Post", "T\0")
    with Ledger.open(place) as ledger:
        ledger.append([Reading(odd, ()), Skipped("file:///\udcff", "acquire", "\0")], BY)
        assert ledger.reading(odd.id) == Reading(odd, ())
        assert [skip.url for skip in ledger.skips()] == ["file:///\udcff"]
        assert list(ledger.verify()) == []


def test_what_could_never_be_verified_is_refused_and_nothing_is_written(place: Address) -> None:
    wrong = replace(note().statements[0], content=((0, 9_999),))
    with Ledger.open(place) as ledger:
        for bad in (
            Reading(note().document, (wrong,)),
            Reading(replace(note().document, text="x"), ()),
            replace(note(), statements=harbour().statements),
        ):
            with pytest.raises(LedgerError, match=r"text|belongs"):
                ledger.append([harbour(), bad], BY)
        assert ledger.counts().entries == 0


def test_a_large_append_in_one_call(place: Address) -> None:
    reports = [Reading(document(f"Report {i}", str(i), None, "Post"), ()) for i in range(1_200)]
    with Ledger.open(place) as ledger:
        assert ledger.append(reports, BY).documents == 1_200
        assert ledger.append(reports, BY) == Appended()
        assert len(list(ledger.readings())) == 1_200


@pytest.mark.parametrize("record", [note().document, note().statements[0], harbour().statements[0], SKIPPED])
def test_the_stored_digest_is_that_of_the_codec(record: codec.Line) -> None:
    assert digest_of(codec.to_json(record)) == codec.digest(record)


VARIANTS = [reading for base in (note(), harbour()) for reading in (base, without(base, 0), changed(base, 0, Act.ADMIT))]


def _digests(shelf: Shelf, readings: list[Reading], batch: int) -> set[tuple[str, str]]:
    place = shelf.place()
    with Ledger.open(place) as ledger:
        for start in range(0, len(readings), batch):
            ledger.append(readings[start : start + batch], BY)
        entries = ledger.counts().entries
        if readings:
            assert ledger.append(readings[-1:], LATER).known == len(readings[-1].statements)
        assert ledger.counts().entries == entries
        assert list(ledger.verify()) == []
    return {(subject, digest) for subject, digest in shelf.run(place, "SELECT subject, digest FROM entries WHERE kind = 'statement'")}


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(VARIANTS), max_size=6).flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))),
    st.integers(1, 3),
)
def test_append_is_idempotent_and_its_order_does_not_matter(shelf: Shelf, orders: tuple[list[Reading], list[Reading]], batch: int) -> None:
    straight, shuffled = orders
    assert (
        _digests(shelf, straight, 1)
        == _digests(shelf, shuffled, batch)
        == {(s.id, codec.digest(s)) for r in straight for s in r.statements}
    )

import pytest

from .conftest import SHELVES
from .samples import damages, filled, harbour, note
from .shelves import Shelf

# entries: 1 note, 2-4 its statements, 5 skip, 6 harbour, 7 its statement, 8 statement 3 retired
NOTE_ID, HARBOUR_ID = note().document.id, harbour().document.id
SHA = "(SELECT sha256 FROM documents WHERE url LIKE '%note')"

# what somebody does behind onrecord's back, then each damage as (entry, document, words of the reason)
Tampering = tuple[str, list[tuple[int | None, str | None, str]]]
CHANGED_TEXT: list[tuple[int | None, str | None, str]] = [(None, NOTE_ID, "text has been changed"), (2, NOTE_ID, "search index")]
NO_TEXT: list[tuple[int | None, str | None, str]] = [(None, NOTE_ID, "text has been changed"), (2, NOTE_ID, "outside the text")]
ONLY: dict[str, list[Tampering]] = {
    "sqlite": [
        (f"UPDATE texts SET text = replace(CAST(text AS TEXT), 'arms', 'food') WHERE sha256 = {SHA}", CHANGED_TEXT),
        (f"UPDATE texts SET text = X'FF' WHERE sha256 = {SHA}", NO_TEXT),
        ("UPDATE entries SET record = X'FF' WHERE number = 7", [(7, HARBOUR_ID, "no readable record")]),
        ("DELETE FROM search_data WHERE id > 1000", [(None, None, "search index is damaged")]),
        ("DROP TABLE statements", [(None, None, "no such table")]),
    ],
    "postgresql": [
        (
            f"UPDATE texts SET text = convert_to(replace(convert_from(text, 'UTF8'), 'arms', 'food'), 'UTF8') WHERE sha256 = {SHA}",
            CHANGED_TEXT,
        ),
        (f"UPDATE texts SET text = '\\xFF' WHERE sha256 = {SHA}", NO_TEXT),
        ("UPDATE search SET words = to_tsvector('onrecord', 'nothing') WHERE rowid = 7", [(None, None, "search index is damaged")]),
        ("UPDATE search SET words = NULL WHERE rowid = 2", [(None, None, "search index is damaged")]),
        ("DROP TEXT SEARCH CONFIGURATION onrecord", [(None, None, "text search configuration")]),
        ("DROP TABLE statements", [(None, None, 'relation "statements" does not exist')]),
    ],
}
TAMPERING: list[Tampering] = [
    (f"DELETE FROM texts WHERE sha256 = {SHA}", [(1, NOTE_ID, "text is missing"), (2, NOTE_ID, "document is missing")]),
    ("UPDATE entries SET record = replace(record, '\"deny\"', '\"admit\"') WHERE number = 2", [(2, NOTE_ID, "record or its digest")]),
    ("UPDATE entries SET record = replace(record, 'Globe', 'Mail') WHERE number = 1", [(1, NOTE_ID, "record or its digest")]),
    ("UPDATE entries SET record = '{' WHERE number = 2", [(2, NOTE_ID, "no readable record")]),
    ("UPDATE entries SET record = '[]' WHERE number = 2", [(2, NOTE_ID, "no record")]),
    (
        "UPDATE entries SET record = replace(record, '\"source\":[[', '\"source\":[[9') WHERE number = 7",
        [(7, HARBOUR_ID, "outside the text")],
    ),
    ("UPDATE entries SET digest = '00' WHERE number = 4", [(4, NOTE_ID, "record or its digest")]),
    ("UPDATE entries SET chain = '00' WHERE number = 4", [(4, NOTE_ID, "does not follow")]),
    ("UPDATE entries SET revision_of = 1 WHERE number = 5", [(5, None, "does not follow")]),
    ("UPDATE runs SET recorded_at = '2001-01-01' WHERE number = 2", [(8, NOTE_ID, "provenance")]),
    ("DELETE FROM entries WHERE number = 5", [(5, None, "entry 5 is missing")]),
    ("DELETE FROM entries WHERE number IN (2, 3)", [(2, None, "entries 2 to 3 are missing")]),
    ("DELETE FROM entries WHERE number = 8", [(8, None, "deleted from the end")]),
    ("UPDATE onrecord_ledger SET head = '00'", [(8, None, "last hash")]),
    (
        "UPDATE documents SET sha256 = (SELECT sha256 FROM documents WHERE entry = 1) WHERE entry = 6",
        [(6, HARBOUR_ID, "current documents")],
    ),
    ("DELETE FROM search WHERE rowid = 7", [(7, HARBOUR_ID, "search index lacks it")]),
    ("UPDATE search SET content = 'nothing' WHERE rowid = 7", [(7, HARBOUR_ID, "search index has other words")]),
    ("INSERT INTO search (rowid, content) VALUES (99, 'forged')", [(99, None, "no current statement")]),
    ("UPDATE statements SET act = 'admit' WHERE entry = 2", [(2, NOTE_ID, "current statements says something else")]),
    ("UPDATE statements SET live = TRUE WHERE entry = 8", [(8, NOTE_ID, "wrong about its being current")]),
    ("UPDATE statements SET live = FALSE WHERE entry = 7", [(7, HARBOUR_ID, "wrong about its being current")]),
    ("DELETE FROM statements WHERE entry = 7", [(7, HARBOUR_ID, "current statements does not have it")]),
    ("DELETE FROM documents WHERE entry = 6", [(6, HARBOUR_ID, "current documents does not have it")]),
    ("UPDATE documents SET publisher = 'Nobody' WHERE entry = 6", [(6, HARBOUR_ID, "current documents says something else")]),
]


EACH = [(name, *case) for name in SHELVES for case in TAMPERING + ONLY[name]]


@pytest.mark.parametrize(("shelf", "tampering", "expected"), EACH, indirect=["shelf"])
def test_every_damage_is_named(shelf: Shelf, tampering: str, expected: list[tuple[int | None, str | None, str]]) -> None:
    place = shelf.place()
    filled(place)
    assert damages(place) == []
    shelf.run(place, tampering)
    found = damages(place)
    for entry, document, words in expected:
        assert any((d.entry, d.document) == (entry, document) and words in d.reason for d in found), found

import sqlite3
from pathlib import Path

import pytest

from onrecord.errors import LedgerError
from onrecord.ledger import Damage, Ledger

from .samples import BY, LATER, SKIPPED, harbour, ledger_path, note, without

# entries: 1 note, 2-4 its statements, 5 skip, 6 harbour, 7 its statement, 8 statement 3 retired
NOTE_ID, HARBOUR_ID = note().document.id, harbour().document.id
SHA = "(SELECT sha256 FROM documents WHERE url LIKE '%note')"

# what somebody does to the file, then each damage as (entry, document, words of the reason)
TAMPERING: list[tuple[str, list[tuple[int | None, str | None, str]]]] = [
    (
        f"UPDATE texts SET text = replace(CAST(text AS TEXT), 'arms', 'food') WHERE sha256 = {SHA}",
        [(None, NOTE_ID, "text has been changed"), (2, NOTE_ID, "search index")],
    ),
    (f"UPDATE texts SET text = X'FF' WHERE sha256 = {SHA}", [(None, NOTE_ID, "text has been changed"), (2, NOTE_ID, "outside the text")]),
    (f"DELETE FROM texts WHERE sha256 = {SHA}", [(1, NOTE_ID, "text is missing"), (2, NOTE_ID, "document is missing")]),
    ("UPDATE entries SET record = replace(record, '\"deny\"', '\"admit\"') WHERE number = 2", [(2, NOTE_ID, "record or its digest")]),
    ("UPDATE entries SET record = replace(record, 'Globe', 'Mail') WHERE number = 1", [(1, NOTE_ID, "record or its digest")]),
    ("UPDATE entries SET record = '{' WHERE number = 2", [(2, NOTE_ID, "no readable record")]),
    ("UPDATE entries SET record = '[]' WHERE number = 2", [(2, NOTE_ID, "no record")]),
    ("UPDATE entries SET record = X'FF' WHERE number = 7", [(7, HARBOUR_ID, "no readable record")]),
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
    ("DROP TABLE statements", [(None, None, "no such table")]),
    (
        "UPDATE documents SET sha256 = (SELECT sha256 FROM documents WHERE entry = 1) WHERE entry = 6",
        [(6, HARBOUR_ID, "current documents")],
    ),
    ("DELETE FROM search WHERE rowid = 7", [(7, HARBOUR_ID, "search index lacks it")]),
    ("UPDATE search SET content = 'nothing' WHERE rowid = 7", [(7, HARBOUR_ID, "search index has other words")]),
    ("INSERT INTO search (rowid, content) VALUES (99, 'forged')", [(99, None, "no current statement")]),
    ("DELETE FROM search_data WHERE id > 1000", [(None, None, "search index is damaged")]),
    ("UPDATE statements SET act = 'admit' WHERE entry = 2", [(2, NOTE_ID, "current statements says something else")]),
    ("UPDATE statements SET live = 1 WHERE entry = 8", [(8, NOTE_ID, "wrong about its being current")]),
    ("UPDATE statements SET live = 0 WHERE entry = 7", [(7, HARBOUR_ID, "wrong about its being current")]),
    ("DELETE FROM statements WHERE entry = 7", [(7, HARBOUR_ID, "current statements does not have it")]),
    ("DELETE FROM documents WHERE entry = 6", [(6, HARBOUR_ID, "current documents does not have it")]),
    ("UPDATE documents SET publisher = 'Nobody' WHERE entry = 6", [(6, HARBOUR_ID, "current documents says something else")]),
]


def filled(path: Path) -> None:
    with Ledger.open(path) as ledger:
        ledger.append([note(), SKIPPED, harbour()], BY)
        ledger.append([without(note(), 2)], LATER)


def damages(path: Path) -> list[Damage]:
    with Ledger.open(path, create=False) as ledger:
        return list(ledger.verify())


@pytest.mark.parametrize(("tampering", "expected"), TAMPERING)
def test_every_damage_is_named(tmp_path: Path, tampering: str, expected: list[tuple[int | None, str | None, str]]) -> None:
    path = ledger_path(tmp_path)
    filled(path)
    assert damages(path) == []
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(tampering)
    connection.close()
    found = damages(path)
    for entry, document, words in expected:
        assert any((d.entry, d.document) == (entry, document) and words in d.reason for d in found), found


def test_a_lock_is_no_damage(tmp_path: Path) -> None:
    path = ledger_path(tmp_path)
    filled(path)
    with Ledger.open(path, wait=0.1) as ledger:
        holder = sqlite3.connect(path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="held by another program"):
            list(ledger.verify())
        holder.close()


def test_a_file_with_a_torn_page_is_named_and_nothing_leaks(tmp_path: Path) -> None:
    path = ledger_path(tmp_path)
    filled(path)
    whole = path.read_bytes()
    for page in range(1, len(whole) // 4096):
        path.write_bytes(whole[: page * 4096] + b"\x5a" * 4096 + whole[(page + 1) * 4096 :])
        try:
            found = [damage.reason for damage in damages(path)]
        except LedgerError as error:
            found = [str(error)]
        assert any("damaged" in reason for reason in found), page

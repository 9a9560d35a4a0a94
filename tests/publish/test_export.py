import csv
import io
import json
from dataclasses import replace

from onrecord import codec
from onrecord.publish.export import COLUMNS, export_csv, export_jsonl
from onrecord.records import Act, Document, Reading, Skipped, Speaker, SpeakerKind, Statement, Style

TEXT = 'Spokeswoman Eva Lund said the vote "was free,\nand fair" – =HYPERLINK("x") and so on.'
DOCUMENT = Document(
    codec.document_id("https://news.example/vote", TEXT),
    "https://news.example/vote",
    TEXT,
    title="+1 for the vote",
    publisher="-Daily-",
    published="2025-06-01",
)
ROLES = (((0, 20),), ((21, 25),), ((26, 55), (58, 73)))
STATEMENT = Statement(
    codec.statement_id(DOCUMENT.id, *ROLES),
    DOCUMENT.id,
    *ROLES,
    style=Style.MIXED,
    speaker=Speaker("Eva Lund", SpeakerKind.PERSON, country="SWE", role="@press"),
    channels=("TT", "Radio 1"),
    act=Act.PRAISE,
    said_on="2025-05-31",
)
READING = Reading(DOCUMENT, (STATEMENT,))


def rows(*readings: Reading) -> list[dict[str, str]]:
    file = io.StringIO(newline="")
    assert export_csv(readings, file) == sum(len(reading.statements) for reading in readings)
    assert file.getvalue().endswith("\r\n")
    return list(csv.DictReader(io.StringIO(file.getvalue(), newline="")))


def test_jsonl_reads_back_as_the_same_records() -> None:
    file = io.StringIO()
    skipped = Skipped("file:///a", "acquire", "empty")
    assert export_jsonl([READING, skipped], file) == 3
    lines = file.getvalue().splitlines()
    assert [codec.from_json(json.loads(line)) for line in lines] == [DOCUMENT, STATEMENT, skipped]


def test_csv_has_one_row_a_statement() -> None:
    (row,) = rows(READING)
    assert tuple(row) == COLUMNS
    assert row["content"] == 'the vote "was free,\nand fair" […] =HYPERLINK("x")'
    assert (row["source"], row["cue"], row["channels"], row["act"]) == ("Spokeswoman Eva Lund", "said", "TT; Radio 1", "praise")
    assert (row["speaker"], row["kind"], row["country"], row["anonymous"]) == ("Eva Lund", "person", "SWE", "no")


def test_no_cell_is_a_formula() -> None:
    formula = replace(STATEMENT, content=((58, 73),), said_on="\t1", channels=("\r=1",))
    (row,) = rows(Reading(DOCUMENT, (formula,)))
    assert row["content"] == '\'=HYPERLINK("x")'
    assert (row["title"], row["publisher"], row["role"]) == ("'+1 for the vote", "'-Daily-", "'@press")
    assert (row["said_on"], row["channels"]) == ("'\t1", "'\r=1")


def test_a_statement_without_a_speaker_has_empty_cells() -> None:
    (row,) = rows(Reading(DOCUMENT, (replace(STATEMENT, speaker=None, source=()),)))
    assert (row["speaker"], row["anonymous"], row["source"]) == ("", "", "")

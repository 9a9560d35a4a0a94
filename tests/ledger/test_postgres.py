"""What is particular to a ledger in a PostgreSQL database."""

import re
import traceback
from contextlib import ExitStack
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.errors import LedgerError
from onrecord.ledger import Ledger
from onrecord.ledger.following import NO_MEANING
from onrecord.publish.reporter import Keeper, Reporter
from onrecord.records import Reading

from .samples import BY, LATER, document, harbour, note, statement, without
from .shelves import PASSWORD, Schemas


def refusal(address: str, *, create: bool = True) -> str:
    """What is said of an address; nowhere, not even in a traceback, does it show a password."""
    with pytest.raises(LedgerError) as caught:
        Ledger.open(address, create=create, wait=1)
    shown = "".join(traceback.format_exception(caught.value))
    assert not re.search("s3cret|hush", shown)
    return str(caught.value)


def test_what_is_said_when_a_database_cannot_be_opened(schemas: Schemas) -> None:
    assert "does not accept this user or password" in refusal(schemas.as_user(password="hush"))
    assert "does not accept this user or password" in refusal(schemas.as_user(user="nobody", password="hush"))
    assert "the server has no database of that name" in refusal(schemas.as_user(dbname="elsewhere"))
    assert "cannot be reached" in refusal(schemas.as_user(port="1"))
    assert "cannot be reached over a secure connection" in refusal(schemas.server + "?sslmode=require")
    assert "has no schema to keep a ledger in" in refusal(schemas.server + "?options=-csearch_path%3Dnowhere")
    assert refusal(schemas.as_user(port="1")).startswith("postgresql://postgres@127.0.0.1:1/postgres ")


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://ann:hu@hush@db/ledger",
        "postgresql://ann:hush/hush@db/ledger",
        "postgresql://ann:hush%zz@db/ledger",
        "postgresql://ann@db:hush/ledger",
        "postgresql://ann@db/ledger?hush=1",
    ],
)
def test_an_address_that_cannot_be_read(address: str) -> None:
    assert "the address of the ledger cannot be read" in refusal(address)


def test_any_password_can_be_written_in_an_address(schemas: Schemas) -> None:
    password = "a:b/c@d?e#f%g é"
    address = schemas.database("odd")
    schemas.run(schemas.server, f"CREATE USER ann PASSWORD '{password}'")
    schemas.run(address, "GRANT CREATE ON SCHEMA public TO ann")
    address = schemas.as_user(user="ann", password=quote(password, safe=""), dbname="odd")
    with Ledger.open(address) as ledger:
        assert ledger.append([note()], BY).statements == 3
        assert str(ledger.place) == re.sub(":[^:]+@", "@", address)
        assert quote(password) not in repr(ledger.place)


def test_a_user_who_may_only_read_and_then_write(schemas: Schemas) -> None:
    address = schemas.database("shared")
    with Ledger.open(address) as ledger:
        ledger.append([note()], BY)
    schemas.run(address, "CREATE USER reader PASSWORD 'hush'")
    reader = schemas.as_user(user="reader", password="hush", dbname="shared")
    assert "does not give this user the rights" in refusal(reader, create=False)
    schemas.run(address, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
    assert "does not give this user the rights" in refusal(reader)
    with Ledger.open(reader, create=False) as ledger:
        assert len(ledger.find("medicine")) == 1
        assert list(ledger.verify()) == []
        with pytest.raises(LedgerError, match="does not give this user the rights"):
            ledger.append([harbour()], BY)
    schemas.run(address, "GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO reader")
    schemas.run(address, "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO reader")
    with Ledger.open(reader) as ledger:
        assert ledger.append([without(note(), 1)], LATER).retired == 1
    schemas.run(address, "ALTER USER reader SET default_transaction_read_only = on")
    assert "is read-only" in refusal(reader)


def test_a_database_that_cannot_hold_every_letter(schemas: Schemas) -> None:
    address = schemas.database("narrow", "ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'")
    assert "has the encoding LATIN1" in refusal(address)
    assert schemas.run(address, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]


def test_a_lost_connection_is_made_again(schemas: Schemas) -> None:
    place = schemas.place()
    with Ledger.open(place) as ledger:
        ledger.append([note()], BY)
        schemas.run(schemas.server, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'onrecord'")
        assert ledger.append([harbour()], BY).statements == 1
        assert list(ledger.verify()) == []


def test_every_text_is_compared_byte_for_byte(schemas: Schemas) -> None:
    """The order of ids and the ranges of beginnings of ids rely on it, whatever the database's own collation."""
    place = schemas.place()
    Ledger.open(place).close()
    columns = schemas.run(
        place,
        "SELECT table_name, column_name, collation_name FROM information_schema.columns"
        " WHERE table_schema = current_schema() AND data_type = 'text'",
    )
    assert len(columns) > 15
    assert [column for column in columns if column[2] != "C"] == []


def test_words_of_any_number_and_length_can_be_kept_and_found(schemas: Schemas) -> None:
    many, long = " ".join(f"w{number}" for number in range(150_000)), "x" * 5_000
    reports = []
    for name, said in (("many", many), ("long", f"that {long} is a word")):
        of = document(f"The mayor said {said}.", name, None, "Town Post")
        reports.append(Reading(of, (statement(of, "The mayor", "said", said),)))
    with Ledger.open(schemas.place()) as ledger:
        assert ledger.append(reports, BY).statements == 2
        assert [hit.url for hit in ledger.find('"w7 w8"')] == ["https://news.example/many"]
        assert [hit.url for hit in ledger.find(long)] == ["https://news.example/long"]
        assert list(ledger.verify()) == []


def test_the_commands_take_an_address_and_show_no_password(schemas: Schemas, capsys: pytest.CaptureFixture[str]) -> None:
    place = schemas.place()
    with ExitStack() as stack:
        keeper = Keeper(place, BY, stack, NO_MEANING)
        reporter = stack.enter_context(Reporter("table", None))
        keeper.keep(note())
        keeper.close()
        reporter.summary(keeper)
    summary = capsys.readouterr().err
    assert "3 new in postgresql://postgres@127.0.0.1:" in summary
    assert PASSWORD not in summary
    found = CliRunner().invoke(main, ["find", "medicine", "--ledger", place])
    assert (found.exit_code, "We sent medicine" in found.output) == (0, True)
    wrong = CliRunner().invoke(main, ["find", "medicine", "--ledger", place.replace(PASSWORD, "hush")])
    assert (wrong.exit_code, "hush" in wrong.output) == (2, False)

"""A ledger in a PostgreSQL database: connecting, the write lock, text search, and the server's errors in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import quote

import sqlalchemy
from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Integer,
    Select,
    Text,
    bindparam,
    cast,
    column,
    create_engine,
    event,
    func,
    insert,
    literal_column,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import ARRAY, REAL, REGCONFIG, TSVECTOR

from onrecord.errors import LedgerError
from onrecord.ledger.place import HELD, INDEX_DAMAGED, VERIFY, DamagedLedgerError
from onrecord.ledger.tables import Row, folded
from onrecord.ledger.words import CONTENT, MAX_TERMS, SPEAKER, TITLE, search

if TYPE_CHECKING:
    import psycopg

SCHEMES = ("postgresql", "postgres")
OTHER = "Name another database, or give the ledger a schema of its own: ?options=-csearch_path%3DNAME"
CONNECT = 10  # seconds until a server that does not answer counts as unreachable
STALLED = 60  # seconds until the server ends a writer that has stopped in the middle: the others wait for it
ALIVE = {"keepalives_idle": "30", "keepalives_interval": "10", "keepalives_count": "3"}  # a dead network is noticed within a minute
PAGE = 500  # lines of the search index that are compared at once
LONGEST_WORD = 255  # letters; PostgreSQL takes words of up to 2,047 bytes, a letter has at most four
LONGEST_FIELD = 200_000  # letters of words; with their places they stay under the 1 MB that a tsvector may have

# The stemmer of SQLite's index (Porter), and like there no stop words: "who said" and "the Who" can be looked for.
CREATE_SEARCH = (
    "CREATE TEXT SEARCH DICTIONARY onrecord_stem (TEMPLATE = snowball, LANGUAGE = porter)",
    'CREATE TEXT SEARCH CONFIGURATION onrecord (PARSER = "default")',
    "ALTER TEXT SEARCH CONFIGURATION onrecord"
    " ADD MAPPING FOR asciiword, word, numword, int, uint, float, sfloat, version WITH onrecord_stem",
    'CREATE TABLE search (rowid integer PRIMARY KEY, content text COLLATE "C", speaker text COLLATE "C", title text COLLATE "C",'
    " words tsvector)",
    "CREATE INDEX search_words ON search USING gin (words)",
)
FIELDS = {"content": "B", "speaker": "A", "title": "D"}  # PostgreSQL tells parts of a text apart by four letters
HEAVIEST = max(CONTENT, SPEAKER, TITLE)  # PostgreSQL weighs from 0 to 1
WEIGHTS = [TITLE / HEAVIEST, 0.0, CONTENT / HEAVIEST, SPEAKER / HEAVIEST]  # of D, C, B and A
BY_LENGTH = 1  # ts_rank divides by the logarithm of the length
CONFIGURATION = literal_column("'onrecord'", REGCONFIG)
indexed = table("search", *(column(c.name) for c in search.c), column("words", TSVECTOR))

NEXT_STEP = {  # by SQLSTATE, or its first two characters
    "25006": "is read-only: a standby server, or one set so. Name the main server",
    "28": "does not accept this user or password. Check both; a password may stand in ~/.pgpass or PGPASSWORD",
    "3D000": "is not there: the server has no database of that name. Make it with `createdb`, or name another",
    "3F000": "has no schema to keep a ledger in. Make the schema that search_path names, or name another",
    "42501": "does not give this user the rights for that. Ask its owner for them (GRANT), or name another user",
    "53100": "cannot grow: the server's disk is full. Free some space and run the command again; what was recorded is kept",
    "53300": "has no connection free. Try again when other programs have finished",
    "55P03": HELD,
    "40": "was changed by another program at the same time. Run the command again; what was recorded is kept",
    "57014": "stopped the request: it took longer than the server allows (statement_timeout). Ask its administrator for more time",
    "57P": "is being stopped or started. Run the command again; what was recorded is kept",
    "08": "can no longer be reached. Check the network and run the command again; what was recorded is kept",
    "25P03": "waited too long for this program. Run the command again; what was recorded is kept",
}
DAMAGE = ("42P01", "42703", "42704", "XX001", "XX002")  # a table, a column, a dictionary is gone; broken pages

INSECURE = "cannot be reached over a secure connection. Check sslmode and the certificates"
# Before there is a connection the driver passes on words only, the server's or its own; the first that occur in them count.
REFUSALS = [
    ("no pg_hba.conf entry", "does not let this user in from this machine. Ask its administrator (pg_hba.conf)"),
    ("password", NEXT_STEP["28"]),
    ("authentication", NEXT_STEP["28"]),
    ("role ", "does not know this user, or does not let it log in. Check the user's name"),
    ("permission denied", NEXT_STEP["42501"]),
    ("does not exist", NEXT_STEP["3D000"]),
    ("too many", NEXT_STEP["53300"]),
    ("connection slots", NEXT_STEP["53300"]),
    ("starting up", NEXT_STEP["57P"]),
    ("shutting down", NEXT_STEP["57P"]),
    ("support SSL", INSECURE),
    ("SSL error", INSECURE),
    ("certificate", INSECURE),
]
UNREACHABLE = "cannot be reached. Check host and port, and that the server runs and lets this machine connect"


@dataclass(frozen=True)
class Server:
    """A database of a PostgreSQL server; its text leaves out the password."""

    name: str
    settings: dict[str, str] = field(repr=False)  # as libpq calls them
    other: ClassVar[str] = OTHER

    def __str__(self) -> str:
        return self.name

    def require(self, *, create: bool) -> bool:
        """Whether it may be written to; that there is such a database shows when it is connected to."""
        return create

    def connect(self, wait: float) -> Engine:
        """An engine whose transactions read one state of the ledger, or hold the write lock from their start."""
        import psycopg
        from psycopg.conninfo import make_conninfo

        def creator() -> psycopg.Connection[Any]:
            usual = {"connect_timeout": str(CONNECT), "fallback_application_name": "onrecord", **ALIVE}
            return psycopg.connect(make_conninfo(**{**usual, **self.settings, "client_encoding": "utf8"}))

        def begin(connection: Connection) -> None:
            if connection.get_execution_options().get("ledger_write"):
                _lock(connection, wait)
            else:
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

        engine = create_engine("postgresql+psycopg://", creator=creator, pool_pre_ping=True, use_native_hstore=False)
        event.listen(engine, "begin", begin)
        return engine

    def scrub(self, engine: Engine) -> None:
        """Deleted rows are gone for everybody who asks; when their space is overwritten is the server's affair (docs/operate.md)."""

    def settle(self, engine: Engine) -> None:
        """Asks early whether entries may be added, so that no report is read in vain."""
        allowed = func.has_table_privilege("entries", "INSERT")
        with engine.connect() as connection, connection.begin():
            standby, read_only, may = connection.execute(
                select(func.pg_is_in_recovery(), func.current_setting("default_transaction_read_only"), allowed)
            ).one()
        if standby or read_only == "on":
            raise LedgerError(f"{self} {NEXT_STEP['25006']}")
        if not may:
            raise LedgerError(f"{self} {NEXT_STEP['42501']}")

    def search_fault(self, engine: Engine) -> str | None:
        """Whether the search index has other words than the columns it is made of."""
        with engine.connect() as connection, connection.begin():
            last = 0
            while rows := connection.execute(select(search).where(search.c.rowid > last).order_by(search.c.rowid).limit(PAGE)).all():
                if connection.execute(_differing(rows)).first():
                    return INDEX_DAMAGED
                last = rows[-1].rowid
        return None

    def explanation(self, error: BaseException | None) -> LedgerError:
        """An error of the server or of the driver in plain words."""
        import psycopg

        code = error.sqlstate if isinstance(error, psycopg.Error) else None
        said = str(error)
        if code is None:  # there is no connection, or none any more
            step = next((step for words, step in REFUSALS if words in said), UNREACHABLE)
            return LedgerError(f"{self} {step}")
        if isinstance(error, psycopg.Error):
            said = error.diag.message_primary or said
        found = next((step for known, step in NEXT_STEP.items() if code.startswith(known)), None)
        kind = DamagedLedgerError if code in DAMAGE else LedgerError
        return kind(f"{self} {found or f'cannot be used as a ledger: {said}. {VERIFY}'}")


def server(address: str) -> Server:
    """The database that an address of libpq's form names."""
    try:
        import psycopg
        from psycopg.conninfo import conninfo_to_dict
    except ImportError as error:
        raise LedgerError("a ledger on PostgreSQL needs its driver. Install it with: pip install 'onrecord[postgres]'") from error
    user, at, place = address.partition("://")[2].partition("@")
    settings: dict[str, str] = {}
    if not (at and "/" in user) and "@" not in place.partition("?")[0]:
        try:
            settings = {name: str(value) for name, value in conninfo_to_dict(address).items()}
        except psycopg.Error:
            settings = {}  # what it says may hold a piece of the password
    if not all(port.isdecimal() for port in settings.get("port", "0").split(",")) or not settings:
        raise LedgerError(
            "the address of the ledger cannot be read. Write postgresql://user:password@host:port/database;"
            " in user and password write : as %3A, / as %2F, @ as %40, % as %25"
        )
    return Server(_shown(settings), settings)


def _shown(settings: dict[str, str]) -> str:
    """The address without password and options."""
    user = quote(settings.get("user", ""), safe="")
    host = ",".join(quote(part, safe=":[]") for part in settings.get("host", "").split(","))
    port = settings.get("port", "")
    return f"postgresql://{user}{'@' if user else ''}{host}{':' if port else ''}{port}/{quote(settings.get('dbname', ''), safe='')}"


def _lock(connection: Connection, wait: float) -> None:
    """Waits for the lock of this schema's ledger, and reads what is committed from then on."""
    connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
    limits = {"lock_timeout": max(1, round(wait * 1000)), "idle_in_transaction_session_timeout": STALLED * 1000}  # milliseconds
    connection.execute(select(*(func.set_config(name, str(value), True) for name, value in limits.items())))
    key = func.hashtext(func.concat("onrecord ledger ", func.current_schema()))
    connection.execute(select(func.pg_advisory_xact_lock(key)))


def create_search(connection: Connection) -> None:
    """Makes the table of the search index, and how its words are stemmed."""
    encoding = connection.scalar(select(func.current_setting("server_encoding")))
    if encoding != "UTF8":
        raise LedgerError(f"the database has the encoding {encoding}. Make one with `createdb --encoding UTF8 --template template0 NAME`")
    for statement in CREATE_SEARCH:
        connection.exec_driver_sql(statement)


def add_to_search(connection: Connection, rows: Sequence[Row]) -> None:
    """Puts statements into the search index."""
    vector = _vector({name: bindparam(f"{name}_words", type_=Text) for name in FIELDS})
    values: dict[str, ColumnElement[Any]] = {c.name: bindparam(c.name) for c in search.c}
    lines = [row | {f"{name}_words": _words(row[name]) for name in FIELDS} for row in rows]
    connection.execute(insert(indexed).values(**values, words=vector), lines)


def scrub_search(connection: Connection) -> None:
    """The index is a table like the others; nothing of deleted rows is found in it."""


def matching(terms: Sequence[str]) -> Select[Any]:
    """The entries in whose content, speaker or title each word or phrase occurs."""
    query = func.to_tsquery(CONFIGURATION, " & ".join(map(_condition, terms)))
    rank = func.ts_rank(cast(WEIGHTS, ARRAY(REAL)), indexed.c.words, query, BY_LENGTH)
    return select(indexed.c.rowid, (-rank).label("rank")).where(indexed.c.words.op("@@")(query))


def file_faults(_: Connection) -> Iterator[str]:
    """Nothing: PostgreSQL looks at its pages itself, and says so when it reads a broken one."""
    return iter(())


def _words(value: str | None, most: int = LONGEST_FIELD) -> str:
    """The words of a text as the index takes them: letters and digits, without case and accents."""
    found = re.findall(r"[^\W_]+", folded(value) or "")
    return " ".join(word[:LONGEST_WORD] for word in found)[:most]


def _condition(term: str) -> str:
    """A word, or a phrase that must stand within one field."""
    found = [f"'{word}'" for word in _words(term).split()[:MAX_TERMS]]
    if len(found) == 1:
        return found[0]
    return "(" + " | ".join(" <-> ".join(f"{word}:{letter}" for word in found) for letter in FIELDS.values()) + ")"


def _vector(words: Mapping[str, ColumnElement[str]]) -> ColumnElement[Any]:
    """The words of a statement's fields as the index keeps them."""
    parts = [func.setweight(func.to_tsvector(CONFIGURATION, words[name]), literal_column(f"'{letter}'")) for name, letter in FIELDS.items()]
    return parts[0].op("||")(parts[1]).op("||")(parts[2])


def _differing(rows: Sequence[sqlalchemy.Row[Any]]) -> Select[Any]:
    """Those of some lines of the index whose words are not those of their fields."""
    numbers = cast([row.rowid for row in rows], ARRAY(Integer))
    fields = [cast([_words(getattr(row, name)) for row in rows], ARRAY(Text)) for name in FIELDS]
    line = func.unnest(numbers, *fields).table_valued("number", *(column(name, Text) for name in FIELDS)).render_derived(name="line")
    vector = _vector({name: line.c[name] for name in FIELDS})
    return select(indexed.c.rowid).join(line, line.c.number == indexed.c.rowid).where(indexed.c.words.is_distinct_from(vector))

"""Under which names threads are found: those who speak in them, and those who are accused there.

The names are folded. All that is in the table can be derived again from the threads.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Column, ColumnElement, Connection, Index, Select, Table, delete, func, insert, literal, select

from onrecord.ledger import dialect
from onrecord.ledger.tables import Row, Text, folded, metadata
from onrecord.records import Act, Thread, ThreadId

SPEAKS, ACCUSED = "speaks", "accused"

names = Table(
    "thread_names",
    metadata,
    Column("name", Text, primary_key=True),
    Column("part", Text, primary_key=True),
    Column("thread", Text, primary_key=True),
    Column("last_day", Text, nullable=False),
    Index("thread_names_of_thread", "thread"),
    sqlite_with_rowid=False,
)


known_names = Table("known_names", metadata, Column("name", Text, primary_key=True), sqlite_with_rowid=False)  # each once


def write(connection: Connection, made: Iterable[Thread]) -> None:
    """Keeps the names of threads that are new."""
    rows = [row for thread in made for row in _rows(thread)]
    if rows:
        connection.execute(insert(names), rows)
        dialect.add_missing(connection, known_names, [{"name": name} for name in sorted({row["name"] for row in rows})])


def forget(connection: Connection, gone: Sequence[str]) -> None:
    """Lets go of the names of threads."""
    connection.execute(delete(names).where(names.c.thread.in_(gone)))


def scrub(connection: Connection) -> None:
    """Leaves nothing of names that no thread has any more; until then they lead nowhere."""
    connection.execute(delete(known_names).where(known_names.c.name.not_in(select(names.c.name))))


def _rows(thread: Thread) -> list[Row]:
    positions = thread.positions
    speaking = {name for p in positions for name in (p.holder, p.body, p.holder_country)}
    accused = thread.proposition.actor if thread.proposition and any(p.act is Act.ACCUSE for p in positions) else ()
    last = max((p.date for p in positions if p.date), default="")
    found = {(folded(name), part) for part, group in ((SPEAKS, speaking), (ACCUSED, accused)) for name in group if name}
    return [{"name": name, "part": part, "thread": thread.id, "last_day": last} for name, part in sorted(found) if name]


def like(connection: Connection, wanted: str) -> Sequence[str]:
    """The names in which the words of a folded one occur one after the other: "zorin" is in "valerian zorin", "iran" not in "iranians"."""
    return connection.scalars(select(known_names.c.name).where(_has_words(known_names.c.name, wanted)).order_by(known_names.c.name)).all()


def _has_words(name: ColumnElement[str], wanted: str) -> ColumnElement[bool]:
    return (literal(" ") + name + literal(" ")).contains(f" {wanted} ", autoescape=True)


def latest(connection: Connection, known: Collection[str], part: str, limit: int) -> list[ThreadId]:
    """The threads in which any of some names has a part, the newest movement first."""
    query = _of(known, part).with_only_columns(names.c.thread).group_by(names.c.thread)
    query = query.order_by(func.max(names.c.last_day).desc(), names.c.thread).limit(limit)
    return [ThreadId(thread) for thread in connection.scalars(query)]


def count(connection: Connection, known: Collection[str], part: str) -> int:
    """In how many threads any of some names has a part."""
    return connection.scalars(_of(known, part).with_only_columns(func.count(names.c.thread.distinct()))).one()


def _of(known: Collection[str], part: str) -> Select[tuple[str]]:
    return select(names.c.name).where(names.c.name.in_(sorted(known)), names.c.part == part)

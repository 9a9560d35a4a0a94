"""The tests of the ledger run on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from .shelves import Address, Files, Schemas, Shelf, empty_tables, running_server

SHELVES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def schemas() -> Iterator[Schemas]:
    """PostgreSQL; where there is no server, what needs it is skipped."""
    with running_server() as address:
        yield Schemas(address)


@pytest.fixture(scope="session", params=SHELVES)
def shelf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Where ledgers are kept: in files and in a server, one after the other."""
    if request.param == "sqlite":
        return Files(tmp_path_factory)
    found = request.getfixturevalue("schemas")
    assert isinstance(found, Schemas)
    return found


@pytest.fixture
def place(shelf: Shelf) -> Address:
    """A new place for a ledger."""
    return shelf.place()


@pytest.fixture
def connection() -> Iterator[Connection]:
    """A database in memory with the ledger's empty tables."""
    with empty_tables() as opened:
        yield opened

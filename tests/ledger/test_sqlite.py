"""What is particular to a ledger in an SQLite file."""

import os
import resource
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger

from .samples import BY, damages, filled, harbour, ledger_path, note, numbered
from .shelves import held


@contextmanager
def unprivileged() -> Iterator[Path]:
    """A folder, and the rights of an ordinary user in it, also where the tests run as root."""
    with tempfile.TemporaryDirectory() as name:
        root = os.geteuid() == 0
        if root:
            os.chown(name, 65534, 65534)
            os.seteuid(65534)
        try:
            yield Path(name)
        finally:
            Path(name).chmod(0o700)
            if root:
                os.seteuid(0)


def modes(path: Path) -> dict[str, int]:
    return {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "räte ?#%.db"
    before = os.umask(0)
    try:
        with Ledger.open(path) as ledger:
            ledger.append([note()], BY)
            assert modes(path) == {path.name + suffix: 0o600 for suffix in ("", "-wal", "-shm")}
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_an_empty_file_left_by_a_kill_becomes_a_ledger(tmp_path: Path) -> None:
    path = ledger_path(tmp_path)
    path.touch()
    with Ledger.open(path, create=False) as ledger:
        assert ledger.counts().entries == 0


def test_files_that_are_no_ledger(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("Dear diary, " * 100)
    with pytest.raises(LedgerError, match="is no ledger, nor any database"):
        Ledger.open(path)
    assert path.read_text() == "Dear diary, " * 100
    with pytest.raises(LedgerError, match="is a folder"):
        Ledger.open(tmp_path)
    with pytest.raises(LedgerError, match="there is no ledger at"):
        Ledger.open(tmp_path / "missing", create=False)
    with pytest.raises(LedgerError, match="cannot be made: Not a directory"):
        Ledger.open(path / "below" / "a.db")


def test_a_read_only_file_can_be_read_but_not_written() -> None:
    with unprivileged() as folder:
        path = ledger_path(folder)
        with Ledger.open(path) as ledger:
            ledger.append([note()], BY)
        path.chmod(0o400)
        with pytest.raises(LedgerError, match="is read-only"):
            Ledger.open(path)
        with Ledger.open(path, create=False) as ledger:
            assert len(ledger.find("medicine")) == 1
            assert list(ledger.verify()) == []
            with pytest.raises(LedgerError, match="is read-only"):
                ledger.append([harbour()], BY)


def test_a_read_only_folder_can_be_read_but_not_written() -> None:
    with unprivileged() as folder:
        path = ledger_path(folder)
        with Ledger.open(path) as ledger:
            ledger.append([note()], BY)
        folder.chmod(0o500)
        with pytest.raises(LedgerError, match="is read-only"):
            Ledger.open(path)
        with pytest.raises(LedgerError, match="cannot be made: Permission denied"):
            Ledger.open(folder / "other.db")
        with Ledger.open(path, create=False) as ledger:
            assert len(ledger.find("medicine")) == 1
            assert list(ledger.verify()) == []


def test_a_ledger_that_may_not_be_read() -> None:
    with unprivileged() as folder:
        path = ledger_path(folder)
        Ledger.open(path).close()
        path.chmod(0)
        with pytest.raises(LedgerError, match="cannot be opened"):
            Ledger.open(path, create=False)


def test_a_full_disk_loses_nothing_that_was_recorded(tmp_path: Path) -> None:
    path = ledger_path(tmp_path)
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Ledger.open(path) as ledger:
        ledger.append([note()], BY)
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 200_000, hard))
        try:
            with pytest.raises(LedgerError, match="disk is full"):
                ledger.append([numbered(i) for i in range(2_000)], BY)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        assert ledger.counts().documents == 1
        assert list(ledger.verify()) == []
        assert ledger.append([harbour()], BY).statements == 1


def test_a_lock_is_no_damage(tmp_path: Path) -> None:
    path = ledger_path(tmp_path)
    filled(path)
    with Ledger.open(path, wait=0.1) as ledger, held(path), pytest.raises(LedgerError, match="held by another program"):
        list(ledger.verify())


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

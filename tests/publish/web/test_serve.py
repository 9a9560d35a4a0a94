"""The command that serves the pages."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner
from tests.ledger.samples import BY, ledger_path, note

from onrecord.cli import main
from onrecord.ledger import Ledger

LATEST = 30.0  # seconds; a busy machine is slow to start


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::"])
def test_other_machines_are_not_served_without_a_login(tmp_path: Path, host: str) -> None:
    result = CliRunner().invoke(main, ["serve", "--host", host, "--ledger", str(ledger_path(tmp_path))])
    assert result.exit_code == 2
    assert "--password-file" in result.output


def test_a_file_with_a_short_password_is_refused(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("secret\n", "utf-8")
    options = ["--host", "0.0.0.0", "--password-file", str(tmp_path / "password"), "--ledger", str(ledger_path(tmp_path))]
    result = CliRunner().invoke(main, ["serve", *options])
    assert result.exit_code == 2
    assert "too short" in result.output


def test_a_missing_password_file_is_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["serve", "--host", "0.0.0.0", "--password-file", str(tmp_path / "none")])
    assert result.exit_code == 2
    assert "cannot be read as a password" in result.output


def test_the_pages_of_a_ledger_are_served_until_stopped(tmp_path: Path) -> None:
    path = ledger_path(tmp_path)
    with Ledger.open(path) as ledger:
        ledger.append([note()], BY)
    command = [sys.executable, "-m", "onrecord", "serve", "--ledger", str(path), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        found = re.search(r"http://127\.0\.0\.1:[1-9]\d*/", server.stderr.readline())
        assert found
        page = httpx.get(found[0], headers={"Accept": "text/html"}, timeout=LATEST)
        assert "Ana Brûlé" in page.text
        assert page.headers["content-security-policy"]
        server.send_signal(signal.SIGINT)
        assert server.wait(LATEST) == 0

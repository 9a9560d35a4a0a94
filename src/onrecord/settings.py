"""Settings, read once by the commands: environment first, then the settings file, then what is usual."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_config_path, user_data_path

from onrecord.errors import SettingsError

NAMES = {"ledger": "ONRECORD_LEDGER", "threads": "ONRECORD_THREADS", "processes": "ONRECORD_PROCESSES"}
USUAL = 2  # processes that read long runs; each holds the models, some hundred megabytes


@dataclass(frozen=True)
class Settings:
    """`ledger`: its file or address; `threads`: processor threads for the encoder; `processes`: how many read a long run together."""

    ledger: Path | str
    threads: int
    processes: int


def read_settings(environment: Mapping[str, str] | None = None, file: Path | None = None) -> Settings:
    """Settings from `ONRECORD_LEDGER`, `ONRECORD_THREADS`, `ONRECORD_PROCESSES` and `onrecord.toml` in the user's configuration folder."""
    environment = os.environ if environment is None else environment
    file = file or user_config_path("onrecord") / "onrecord.toml"
    values = _from_file(file) | {key: environment[name] for key, name in NAMES.items() if environment.get(name)}
    threads = _count(values, "threads", 1)
    processes = _count(values, "processes", min(USUAL, os.cpu_count() or 1))
    named = str(values.get("ledger") or user_data_path("onrecord") / "onrecord.db")
    return Settings(named if "://" in named else Path(named).expanduser(), threads, processes)


def _count(values: Mapping[str, object], name: str, usual: int) -> int:
    """A whole number between 1 and 64."""
    try:
        count = int(str(values.get(name, usual)))
    except ValueError:
        raise SettingsError(f"{name} must be a whole number, not {values[name]!r}") from None
    if not 1 <= count <= 64:
        raise SettingsError(f"{name} must be between 1 and 64, not {count}")
    return count


def _from_file(file: Path) -> dict[str, object]:
    try:
        values = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"the settings file {file} cannot be read: {error}") from error
    unknown = sorted(set(values) - set(NAMES))
    if unknown:
        raise SettingsError(f"the settings file {file} has an unknown setting: {', '.join(unknown)}")
    return values

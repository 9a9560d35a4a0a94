"""Fixtures for tests that read real text: the models are loaded once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.pipeline import Models, Pipeline, load_models
from onrecord.records import Page, Reading

Reader = Callable[[str], Reading]


@pytest.fixture(scope="session")
def models() -> Models:
    return load_models(threads=1)


@pytest.fixture(scope="session")
def read(models: Models) -> Reader:
    """Text → its reading."""

    def reader(text: str) -> Reading:
        (reading,) = Pipeline(models)([Page("https://example.org/report", text.encode(), "text/plain")])
        assert isinstance(reading, Reading), reading
        return reading

    return reader

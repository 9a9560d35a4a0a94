"""Other processes that read along: they change nothing but the time it takes."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.helpers import Helpers
from onrecord.pipeline import Pipeline, load_models
from onrecord.records import Page, Reading, Skipped

SAID = "Harbour news {n}\n\nMayor Ines Vale said on Monday that pier {n} would stay closed. “It is not safe,” she told Reuters.\n"


def pages(count: int) -> list[Page | Skipped]:
    made: list[Page | Skipped] = [Page(f"file:///{n}.txt", SAID.format(n=n).encode(), "text/plain") for n in range(count)]
    made[7] = Skipped("file:///7.txt", "acquire", "there is no such file")
    return made


@pytest.fixture(scope="module")
def helpers() -> Iterator[Helpers]:
    with Helpers(1) as found:
        yield found


def test_a_helper_changes_nothing(helpers: Helpers) -> None:
    models = load_models()
    together = Pipeline(models, helpers=helpers)(pages(60))
    assert together == Pipeline(models)(pages(60))
    assert [r.document.url if isinstance(r, Reading) else r.url for r in together] == [f"file:///{n}.txt" for n in range(60)]


def test_a_helper_that_dies_is_done_without() -> None:
    with Helpers(1) as helpers:
        stream = Pipeline(load_models(), helpers=helpers).stream(pages(60))
        first = [next(stream) for _ in range(14)]
        (child,) = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()[-1:]
        os.kill(int(child), signal.SIGKILL)
        assert len(first) + len(list(stream)) == 60


def test_more_than_enough_is_not_taken(helpers: Helpers) -> None:
    taken = [helpers.take(len, "abc") for _ in range(3)]
    assert taken[0] is not None
    assert taken[0].result() == 3

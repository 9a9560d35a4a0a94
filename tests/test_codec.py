"""Records of matters keep everything on their way through JSON, in the documented form."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import codec
from onrecord.errors import OnRecordError
from onrecord.records import Copy, Event, Position, Quantity, Thread

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
QUANTITIES = st.none() | st.builds(Quantity, value=st.none() | NUMBERS)
EVENTS = st.none() | st.builds(Event, quantity=QUANTITIES, participants=st.just(()))
POSITIONS = st.lists(st.builds(Position, quantity=QUANTITIES), max_size=3).map(tuple)
THREADS = st.builds(Thread, proposition=EVENTS, positions=POSITIONS)
COPIES = st.builds(Copy, share=NUMBERS)


@given(THREADS | COPIES)
def test_threads_and_copies_come_back_from_json_as_they_were(record: Thread | Copy) -> None:
    assert codec.from_json(json.loads(codec.to_line(record))) == record


@given(THREADS)
def test_a_thread_line_has_the_documented_form(thread: Thread) -> None:
    line = codec.to_json(thread)
    assert list(line)[:7] == ["type", "id", "title", "proposition", "status", "independent_sources", "documents"]
    assert line["type"] == "thread"
    for position in line["positions"]:
        assert list(position)[:7] == ["holder", "holder_country", "position", "statement", "document", "date", "quote"]
    assert line["conflicts"] == [codec.to_json(conflict) for conflict in thread.conflicts]


@given(COPIES)
def test_a_copy_line_has_the_documented_form(copy: Copy) -> None:
    assert list(codec.to_json(copy)) == ["type", "document", "copy_of", "share", "reason"]


def test_a_thread_without_its_status_is_refused() -> None:
    with pytest.raises(OnRecordError, match="thread"):
        codec.from_json({"type": "thread", "id": "t-1", "title": "The dam burst"})

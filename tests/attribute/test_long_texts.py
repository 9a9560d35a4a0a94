"""Linking and quotations on a text near a million characters: the time must not grow with the square of its length."""

import time

import numpy as np
import pytest

from onrecord.attribute.statements import find_statements
from onrecord.pipeline import Models
from onrecord.records import AnnotatedDocument, Document, DocumentId, EncodedWords, Tokens

SENTENCE = "Ann said “it rained”.\n"
WORDS = ((0, 3, 1), (4, 8, 3), (9, 10, 5), (10, 12, 6), (13, 19, 6), (19, 20, 6), (20, 21, 0))  # start, end, number of the label
NONE = np.zeros(0, dtype=np.int32)


def seconds(count: int, models: Models) -> float:
    """For finding the statements of so many sentences; the labels are given."""
    offsets = np.repeat(np.arange(count) * len(SENTENCE), len(WORDS))
    starts, ends, labels = (np.tile([w[k] for w in WORDS], count) for k in range(3))
    emissions = np.full((len(labels), 7), -9, dtype=np.float32)
    emissions[np.arange(len(labels)), labels] = 9
    words = EncodedWords(
        offsets + starts, offsets + ends, np.repeat(np.arange(count), len(WORDS)), emissions, np.zeros((len(labels), 384), np.float16)
    )
    document = Document(DocumentId("d"), "u", SENTENCE * count)
    annotated = AnnotatedDocument(document, Tokens(NONE, NONE, NONE, NONE, (), (), (), ()), (), words)
    began = time.process_time()
    found = find_statements(annotated, models.weights)
    assert len(found) == count
    return time.process_time() - began


def test_four_times_the_text_takes_about_four_times_as_long(models: Models) -> None:
    seconds(500, models)
    short, long = seconds(2_500, models), seconds(10_000, models)
    assert long < 10 * short + 0.5, (short, long)  # with the square it is sixteen times


@pytest.mark.parametrize("count", [40_000])
def test_nearly_a_million_characters(count: int, models: Models) -> None:
    assert seconds(count, models) < 60

"""Word pieces and windows cover the text exactly, whatever it is."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.pieces import CONTEXT, WINDOW, case_of, cut_pieces, cut_windows, window_arrays
from onrecord.pipeline import Models

LIMIT = 512  # positions that the encoder knows


@pytest.mark.parametrize(("piece", "case"), [("said", 1), ("Moscow", 2), ("UN", 3), ("McDonald", 4), ("1962", 5), ("“", 0), ("I", 2)])
def test_case_is_kept_as_a_number(piece: str, case: int) -> None:
    assert case_of(piece) == case


@settings(max_examples=40, deadline=None)
@given(text=st.text(alphabet="ab .,\"“”'\néß漢", max_size=1500))
def test_windows_part_all_pieces_and_fit_the_encoder(models: Models, text: str) -> None:
    pieces = cut_pieces(text, models.encoder.tokenizer)
    windows = cut_windows(pieces)
    assert [i for w in windows for i in range(w.begin, w.end)] == list(range(len(pieces)))
    for window in windows:
        assert len(window_arrays(pieces, window)[0]) <= LIMIT
    assert all(0 <= s <= e <= len(text) for s, e in zip(pieces.start.tolist(), pieces.end.tolist(), strict=True))


def test_a_long_text_is_cut_with_context(models: Models) -> None:
    pieces = cut_pieces("The minister said it rained. " * 300, models.encoder.tokenizer)
    first, second, *_ = cut_windows(pieces)
    assert len(first) <= WINDOW
    assert (second.begin - second.context, second.begin) == (CONTEXT, first.end)


def test_the_encoder_gives_a_row_to_every_word(models: Models) -> None:
    (words,) = models.encoder(["Anna said: “No.”"])
    assert [(int(s), int(e)) for s, e in zip(words.start, words.end, strict=True)] == [
        (0, 4),
        (5, 9),
        (9, 10),
        (11, 12),
        (12, 14),
        (14, 15),
        (15, 16),
    ]
    assert words.emissions.shape == (7, 7)


def test_a_batch_reads_each_text_as_if_alone(models: Models) -> None:
    texts = ["Anna said it rained.", "", "“No,” the king replied. " * 60]
    for together, alone in zip(models.encoder(texts), [models.encoder([t])[0] for t in texts], strict=True):
        assert np.array_equal(together.start, alone.start)
        assert np.array_equal(together.emissions, alone.emissions)

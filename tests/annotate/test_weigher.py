"""Statements as word pieces, and the encoder that weighs them."""

from pathlib import Path

import pytest

from onrecord.annotate.weigher import PARTS, ROOM, Weigher, part_arrays
from onrecord.errors import ModelError
from onrecord.pipeline import Models

SAID = ("the minister", "said", "“The bridge will reopen on Monday”")


def test_each_piece_knows_its_part(models: Models) -> None:
    ids, case, part = part_arrays(SAID, models.encoder.tokenizer)
    printed = models.encoder.tokenizer.decode(ids[part == 3].tolist())
    assert printed == '" the bridge will reopen on monday "'
    assert len(ids) == len(case) == len(part)
    assert set(part.tolist()) == set(range(PARTS))


def test_curly_and_straight_marks_are_read_alike(models: Models) -> None:
    straight = (*SAID[:2], '"The bridge will reopen on Monday"')
    assert models.weigher(SAID).tolist() == models.weigher(straight).tolist()


def test_a_long_content_is_cut_and_an_empty_cue_is_none(models: Models) -> None:
    _, _, part = part_arrays(("she", "", "and so on " * 200), models.encoder.tokenizer)
    assert (part == 3).sum() == ROOM[2]
    assert not (part == 2).any()


def test_what_is_weighed_before_makes_no_difference(models: Models) -> None:
    alone = models.weigher(SAID).tolist()
    models.weigher(("Two Officials", "warned", "that THE WORST FLOOD in 300 years was coming, and nobody was ready for it! " * 5))
    assert models.weigher(SAID).tolist() == alone


@pytest.mark.parametrize("weights", [None, b"", b"no model"])
def test_weights_that_are_missing_or_damaged_are_told(models: Models, tmp_path: Path, weights: bytes | None) -> None:
    if weights is not None:
        (tmp_path / "model.onnx").write_bytes(weights)
    with pytest.raises(ModelError, match="Install onrecord again"):
        Weigher(tmp_path, models.encoder.tokenizer)

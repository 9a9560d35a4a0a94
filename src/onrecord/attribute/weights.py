"""The decoder's arrays, trained with the encoder and kept beside it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.attribute.link import LinkWeights
from onrecord.errors import ModelError


@dataclass(frozen=True)
class Weights:
    """Transition scores between labels (7, 7), scores of a first label (7,), and the linker."""

    transitions: NDArray[np.float32]
    starts: NDArray[np.float32]
    link: LinkWeights


def load_weights(folder: Path) -> Weights:
    """The arrays of `decoder.npz`; ModelError when it is missing or of another version."""
    try:
        with np.load(folder / "decoder.npz") as arrays:
            link = LinkWeights(**{field.name: arrays[field.name] for field in fields(LinkWeights)})
            return Weights(arrays["transitions"], arrays["starts"], link)
    except (OSError, KeyError, ValueError) as error:
        raise ModelError(f"the decoder in {folder} cannot be loaded: {error}. Install onrecord again.") from error

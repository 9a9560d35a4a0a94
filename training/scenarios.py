"""What the labelled scenarios to train on are, and how well pairs of their claims are ranked."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
HALVES = ("train", "dev")


def average_precision(scores: Numbers, same: Numbers) -> float:
    """Mean of the precision at each true pair, in per cent."""
    ranked = same[np.argsort(-scores, kind="stable")]
    return 100 * float((np.cumsum(ranked) / np.arange(1, len(ranked) + 1) * ranked).sum() / ranked.sum())

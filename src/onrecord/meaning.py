"""What words mean, for the ledger's threads: the bundled sentence encoder, loaded late."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from onrecord.annotate.meaning import Meaning
    from onrecord.records import Wording


class LazyMeaning:
    """The bundled sentence encoder, loaded when it is first asked: a run that keeps nothing does without."""

    @cached_property
    def _meaning(self) -> Meaning:
        from onrecord.annotate.encoder import load_tokenizer
        from onrecord.annotate.meaning import Meaning

        with as_file(files("onrecord") / "models") as folder:
            return Meaning(folder / "meaning", load_tokenizer(folder / "attribution"))

    @property
    def cells(self) -> NDArray[np.float32]:
        """The middles of the regions that meaning is sorted into."""
        cells: NDArray[np.float32] = self._meaning.cells
        return cells

    def __call__(self, wordings: Sequence[Wording]) -> NDArray[np.float32]:
        """One vector a wording."""
        return self._meaning(wordings)

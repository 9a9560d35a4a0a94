"""Teaches the sentence encoder what is of one matter: its upper layers, on the claims of the labelled scenarios where they stand.

    python -m training.fit_meaning --out FOLDER

All pairs of claims of a scenario are judged by their cosine; what is wrong draws claims of one labelled matter near each other and others apart. The lower layers stay as they are, so their states are worked out once. First some scenarios at a time are left out, and
scored by the average precision of the cosines of their pairs; what was taught without them stays in FOLDER/foldN.pt, which `training.fit_joins`
needs, as vectors flatter the scenarios that they were taught on. FOLDER/whole.pt is for `training.export_meaning`.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import torch
from evals.threads import SCENARIOS, labelled
from numpy.typing import NDArray
from torch import Tensor, nn
from transformers import AutoModel

from onrecord.annotate.meaning import Cut, cut
from onrecord.ledger.wordings import Paragraphs
from onrecord.records import Wording
from training.export_meaning import BASE
from training.predict import load_tokenizer
from training.scenarios import HALVES, average_precision

FROZEN = 2  # of six layers; with four, pairs of scenarios not seen were ranked four points worse
EPOCHS, RATE, WARM = 5, 1e-4, 0.1
SEED = 1
FOLDS = 3
Ids = tuple[int, ...]


@dataclass(frozen=True)
class Example:
    """A labelled claim as the encoder sees it, and its matter."""

    pieces: Cut
    matter: str


def examples(path: Path) -> list[Example]:
    """The claims of a scenario, each wording once: a copy teaches nothing."""
    texts = {report["id"]: Paragraphs.of(report["text"]) for report in json.loads(path.read_text("utf-8"))["reports"]}
    tokenizer = load_tokenizer()
    found: dict[tuple[str, str], Example] = {}
    for thread in labelled(path).threads:
        for claim in thread.claims:
            pieces = cut(texts[claim.report].around((claim.span,)), tokenizer)
            found.setdefault((claim.quote, thread.name), Example(pieces, thread.name))
    return list(found.values())


class Lower:
    """The states that leave the layers which stay as they are, worked out once for each text."""

    def __init__(self) -> None:
        self._model = fresh().eval()
        self._known: dict[Ids, Tensor] = {}

    def __call__(self, ids: Ids) -> Tensor:
        """States (pieces, 384)."""
        if ids not in self._known:
            with torch.inference_mode():
                states = self._model(torch.tensor([ids]), output_hidden_states=True).hidden_states[FROZEN][0]
            self._known[ids] = states.clone()
        return self._known[ids]


def fresh() -> nn.Module:
    """The base encoder."""
    model: nn.Module = AutoModel.from_pretrained(str(files(BASE) / "model"), attn_implementation="eager")
    return model


def vectors(upper: nn.ModuleList, lower: Lower, some: Sequence[Example]) -> Tensor:
    """A row of length one for each claim; what several stand in is read once."""
    texts = list(dict.fromkeys(example.pieces.ids for example in some))
    place = {ids: number for number, ids in enumerate(texts)}
    states = nn.utils.rnn.pad_sequence([lower(ids) for ids in texts], batch_first=True)
    unseen = torch.tensor([[-1e9 * (piece >= len(ids)) for piece in range(states.shape[1])] for ids in texts])
    with torch.autocast("cpu", torch.bfloat16):
        for layer in upper:
            out = layer(states, unseen[:, None, None, :])
            states = out[0] if isinstance(out, tuple) else out
    means = [states[place[example.pieces.ids], list(example.pieces.places)].float().mean(0) for example in some]
    return nn.functional.normalize(torch.stack(means), dim=1)


class Alike(nn.Module):
    """Log-odds that two claims are of one matter, from the cosine."""

    def __init__(self) -> None:
        super().__init__()
        self.scale, self.bias = nn.Parameter(torch.tensor(10.0)), nn.Parameter(torch.tensor(-5.0))

    def loss(self, rows: Tensor, matters: Sequence[str]) -> Tensor:
        """How far off it is on all pairs of a scenario."""
        one, other = torch.triu_indices(len(matters), len(matters), 1)
        same = torch.tensor([float(matters[a] == matters[b]) for a, b in zip(one.tolist(), other.tolist(), strict=True)])
        return nn.functional.binary_cross_entropy_with_logits((rows @ rows.T)[one, other] * self.scale + self.bias, same)


def teach(groups: Sequence[Sequence[Example]], lower: Lower) -> nn.ModuleList:
    """The upper layers, taught on scenarios."""
    torch.manual_seed(SEED)
    order = random.Random(SEED)
    upper: nn.ModuleList = fresh().encoder.layer[FROZEN:]  # type: ignore[union-attr,index]
    alike = Alike()
    optimizer = torch.optim.AdamW([{"params": upper.parameters(), "times": 1}, {"params": alike.parameters(), "times": 100}], lr=RATE)
    steps, done = EPOCHS * len(groups), 0
    for _ in range(EPOCHS):
        upper.train()
        for group in order.sample(list(groups), len(groups)):
            for part in optimizer.param_groups:
                part["lr"] = part["times"] * RATE * min((done + 1) / (WARM * steps + 1), max(0.05, 1 - done / steps))
            optimizer.zero_grad()
            alike.loss(vectors(upper, lower, group), [example.matter for example in group]).backward()
            nn.utils.clip_grad_norm_(upper.parameters(), 1.0)
            optimizer.step()
            done += 1
    return upper.eval()


class Taught:
    """The base encoder with upper layers that were taught: wordings → rows of length one, as the exported model gives them but for rounding."""

    def __init__(self, upper: nn.ModuleList, lower: Lower) -> None:
        self._upper, self._lower, self._tokenizer = upper, lower, load_tokenizer()

    def __call__(self, wordings: Sequence[Wording]) -> NDArray[np.float32]:
        """One row a wording."""
        with torch.inference_mode():
            rows = [vectors(self._upper, self._lower, [Example(cut(wording, self._tokenizer), "")])[0] for wording in wordings]
        return np.array([row.numpy() for row in rows], dtype=np.float32).reshape(len(wordings), -1)


def taught_without(folder: Path, paths: Sequence[Path]) -> dict[Path, Taught]:
    """For each scenario the encoder of a fold that has not seen it."""
    lower = Lower()
    folds = [(fold, torch.load(fold, map_location="cpu")) for fold in sorted(folder.glob("fold*.pt"))]
    found: dict[Path, Taught] = {}
    for _, kept in folds:
        upper: nn.ModuleList = fresh().encoder.layer[FROZEN:]  # type: ignore[union-attr,index]
        upper.load_state_dict(kept["upper"])
        found |= {path: Taught(upper.eval(), lower) for path in paths if path.stem in kept["unseen"]}
    return found


def score(rows: Tensor, some: Sequence[Example]) -> float:
    """Average precision of the cosines of all pairs of a scenario."""
    one, other = np.triu_indices(len(some), 1)
    same = np.array([some[a].matter == some[b].matter for a, b in zip(one, other, strict=True)], dtype=np.float64)
    return average_precision((rows @ rows.T).numpy().astype(np.float64)[one, other], same)


def main() -> None:
    """Teach without each fold, score it, then teach on all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="folder for foldN.pt and whole.pt")
    o = parser.parse_args()
    o.out.mkdir(parents=True, exist_ok=True)
    paths = [path for half in HALVES for path in sorted((SCENARIOS / half).glob("*.json"))]
    given, lower = {path.stem: examples(path) for path in paths}, Lower()
    for number in range(FOLDS):
        unseen = [path.stem for path in paths][number::FOLDS]
        upper = teach([some for name, some in given.items() if name not in unseen], lower)
        with torch.inference_mode():
            for name in unseen:
                print(f"{name:<24}{score(vectors(upper, lower, given[name]), given[name]):6.1f}", flush=True)
        torch.save({"upper": upper.state_dict(), "unseen": unseen}, o.out / f"fold{number}.pt")
    torch.save(teach(list(given.values()), lower).state_dict(), o.out / "whole.pt")


if __name__ == "__main__":
    main()

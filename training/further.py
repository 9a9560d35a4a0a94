"""Go on training the encoder of acts with later labels: its top layer and its head alone, from the bundled weights.

    python -m training.further OUT

What the lower layers make of each statement is computed once, so that this takes a minute of one processor. Documents of one fold stay
out; their statements among the later labels, which the bundled weights have not seen either, say how well it reads.
"""

from __future__ import annotations

import copy
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from evals.statements import macro
from torch import Tensor, nn

from onrecord.interpret.heads import ACTS, VALUES
from training.acts import AVERAGE, HEAD_RATE, PIECES, RATE, Case, Weigher, collate, loss_of
from training.fit_acts import export, labelled
from training.fit_heads import fold_of, labelled_statements, prior_shift
from training.predict import load_tokenizer
from training.restore import restored_weigher

FORMER = ("train", "tune")  # the parts that the bundled weights were made on
FOLD = 0  # of the documents that stay out
EPOCHS = 4
LEFT_OUT = 0.12  # share of word pieces that are left out at random in training


@dataclass(frozen=True)
class Seen:
    """A statement and what the lower layers make of its pieces (pieces, 384)."""

    case: Case
    states: Tensor


class Top(nn.Module):
    """The top layer and the head of an encoder of acts."""

    def __init__(self, weigher: Weigher) -> None:
        super().__init__()
        self.layer, self.head, self.drop = weigher.encoder.encoder.layer[-1], weigher.head, weigher.drop

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        above = self.layer(states, mask[:, None, None, :].bool())
        above = above[0] if isinstance(above, tuple) else above
        return self.head(self.drop((above * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)))


def seen(weigher: Weigher, cases: Sequence[Case]) -> list[Seen]:
    """The cases with what reaches the top layer."""
    found = []
    weigher.eval()
    with torch.inference_mode():
        for one in cases:
            ids, mask, case, part = collate([one])
            words = weigher.encoder.embeddings.word_embeddings(ids) + weigher.case(case) + weigher.part(part)
            states = weigher.encoder(inputs_embeds=words, attention_mask=mask, output_hidden_states=True).hidden_states[-2]
            found.append(Seen(one, states[0].clone()))
    return found


def stacked(batch: Sequence[Seen], left_out: float) -> tuple[Tensor, Tensor]:
    """Padded states (batch, pieces, 384) and mask; a share of the pieces is left out, never the first."""
    states = nn.utils.rnn.pad_sequence([one.states for one in batch], batch_first=True)
    mask = nn.utils.rnn.pad_sequence([torch.ones(len(one.states)) for one in batch], batch_first=True)
    mask[:, 1:] *= torch.rand(mask[:, 1:].shape) >= left_out
    return states, mask


def batched(cases: Sequence[Seen], rng: random.Random) -> list[list[Seen]]:
    """All cases in batches of like length."""
    found: list[list[Seen]] = [[]]
    for one in sorted(cases, key=lambda c: (len(c.states) // 4, rng.random())):
        if found[-1] and (len(found[-1]) + 1) * (len(one.states) + 4) > PIECES:
            found.append([])
        found[-1].append(one)
    rng.shuffle(found)
    return found


def epochs(former: Sequence[Seen], later: Sequence[Seen]) -> Iterator[list[Seen]]:
    """The cases of each epoch: all later ones, and by turns one half of those that the weights were made on."""
    half = len(former) // 2
    for number in range(EPOCHS):
        yield [*later, *(former[:half] if number % 2 else former[half:])]


def go_on(top: Top, former: Sequence[Seen], later: Sequence[Seen]) -> Top:
    """The running average of the weights after training."""
    torch.manual_seed(0)
    rng = random.Random(0)
    average = copy.deepcopy(top).eval()
    rates = ((top.layer, RATE), (top.head, HEAD_RATE))
    optimizer = torch.optim.AdamW([{"params": p.parameters(), "lr": r, "base": r, "weight_decay": 0.01} for p, r in rates])
    batches = [batch for cases in epochs(former, later) for batch in batched(cases, rng)]
    for step, batch in enumerate(batches):
        rate = min(1.0, (step + 1) / (0.1 * len(batches))) * max(0.02, 1 - step / len(batches))
        for group in optimizer.param_groups:
            group["lr"] = group["base"] * rate
        top.train()
        loss = loss_of(top(*stacked(batch, LEFT_OUT)), [one.case for one in batch])
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(top.parameters(), 1.0)
        optimizer.step()
        keep = min(AVERAGE, (2 + step) / (11 + step))
        with torch.no_grad():
            torch._foreach_lerp_(list(average.parameters()), list(top.parameters()), 1 - keep)
    return average


def show(top: Top, cases: Sequence[Seen]) -> None:
    """Print how well the encoder by itself reads some cases."""
    top.eval()
    with torch.inference_mode():
        scores = torch.cat([top(*stacked([one], 0)) for one in cases])
    acts, values = scores[:, : len(ACTS)].argmax(1).tolist(), scores[:, len(ACTS) :].argmax(1).tolist()
    for name, classes, guesses, gold in (
        ("act", ACTS, acts, [c.case.act for c in cases]),
        ("factuality", VALUES, values, [c.case.value for c in cases]),
    ):
        accuracy, f1 = macro([(classes[g], classes[h]) for g, h in zip(gold, guesses, strict=True)])
        print(f"{name} alone: accuracy {accuracy:.1f}, macro F1 {f1:.1f}")


def main(out: Path) -> None:
    """Train, score, export."""
    weigher = restored_weigher()
    cases, documents = labelled(load_tokenizer())
    everything = list(zip(seen(weigher, cases), documents, strict=True))
    count = sum(len(labels) for part in FORMER for labels in labelled_statements(part).values())
    former, later = everything[:count], everything[count:]
    out_of_sight = [one for one, document in later if fold_of(document) == FOLD]
    top = Top(weigher)
    show(top, out_of_sight)
    average = go_on(top, *([one for one, document in part if fold_of(document) != FOLD] for part in (former, later)))
    show(average, out_of_sight)
    weigher.encoder.encoder.layer[-1], weigher.head = average.layer, average.head
    acts = [ACTS[case.act] for case in cases]
    shift = prior_shift(acts, [number < count for number in range(len(cases))], ACTS)
    export(weigher, cases, out, -np.concatenate([shift, np.zeros(len(VALUES), dtype=np.float32)]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Train the tagger.  python -m training.train --out DIR [--epochs 10] [--own FILE …]

Labels of our own are read again before every epoch, so more can be added while it runs.
Checkpoints `last.pt` (averaged weights) are written after every epoch; `history.jsonl` has the scores on PolNeAR dev.
"""

from __future__ import annotations

import argparse
import copy
import glob
import json
import math
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from training.corpora import data_root
from training.examples import Example, Links, links_of, make_example, read_brat, read_own, tensors_of, windows_of
from training.model import Tagger
from training.predict import dev_scores, load_tokenizer

TOKENS = 2_600  # word pieces in one step
RATE, HEAD_RATE, DECAY = 3e-4, 1.5e-3, 0.88  # encoder's top layer, new weights, factor a layer downwards
AVERAGE = 0.999
LINK_WEIGHT = 0.3


def batches(examples: list[Example], rng: random.Random) -> list[list[tuple[Example, object]]]:
    """Windows of all documents in batches of like length."""
    windows = [(e, w) for e in examples for w in windows_of(e, rng)]
    rng.shuffle(windows)
    found: list[list[tuple[Example, object]]] = []
    for pool in (windows[i : i + 400] for i in range(0, len(windows), 400)):
        batch: list[tuple[Example, object]] = []
        for item in sorted(pool, key=lambda x: len(x[1])):
            if batch and (len(batch) + 1) * (len(item[1]) + 12) > TOKENS:
                found.append(batch)
                batch = []
            batch.append(item)
        found.append(batch)
    rng.shuffle(found)
    return found


def collate(arrays: list[dict[str, np.ndarray]]) -> dict[str, Tensor]:
    """Padded (batch, pieces) inputs."""
    length = max(len(a["ids"]) for a in arrays)
    out = {k: torch.zeros(len(arrays), length, dtype=torch.long) for k in ("ids", "case", "quote", "mask")}
    for i, a in enumerate(arrays):
        for key in ("ids", "case", "quote"):
            out[key][i, : len(a["ids"])] = torch.from_numpy(a[key])
        out["mask"][i, : len(a["ids"])] = 1
    return out


def losses(model: Tagger, batch: list[tuple[Example, object]], *, half: bool = False) -> tuple[Tensor, Tensor]:
    """Mean loss a word of the label paths, mean loss a span of the links; `half`: the encoder in bfloat16."""
    arrays = [tensors_of(e, w) for e, w in batch]  # type: ignore[arg-type]
    inputs = collate(arrays)
    with torch.autocast("cpu", torch.bfloat16, enabled=half):
        emissions, hidden = model(inputs["ids"], inputs["mask"], inputs["case"], inputs["quote"])
    sequences, golds = [], []
    link_loss, spans = torch.zeros(()), 0
    for i, a in enumerate(arrays):
        rows = torch.from_numpy(a["rows"])
        words = emissions[i, rows]
        body = np.flatnonzero(a["body"])
        cuts = np.flatnonzero(np.diff(a["paragraph"][body])) + 1
        for part in np.split(body, cuts):
            if len(part):
                sequences.append(words[torch.from_numpy(part)])
                golds.append(_begun(torch.from_numpy(a["label"][part])))
        states = hidden[i, rows]
        for links in links_of(batch[i][0], a):
            link_loss = link_loss + link_nll(model, states, links)
            spans += len(links.dependents)
    lengths = torch.tensor([len(s) for s in sequences])
    padded = torch.nn.utils.rnn.pad_sequence(sequences, batch_first=True)
    gold = torch.nn.utils.rnn.pad_sequence(golds, batch_first=True)
    mask = (torch.arange(padded.shape[1])[None] < lengths[:, None]).float()
    return model.sequence_loss(padded, gold, mask) / mask.sum(), link_loss / max(spans, 1)


def _begun(labels: Tensor) -> Tensor:
    """A path whose first label is not I- (windows may cut a paragraph)."""
    if labels[0] in (2, 4, 6):
        labels = labels.clone()
        labels[0] -= 1
    return labels


def link_nll(model: Tagger, states: Tensor, links: Links) -> Tensor:
    """Negative log probability of any right head, summed over dependents."""
    dependents, heads = (tuple(states[torch.from_numpy(side[:, k].copy())] for k in (0, 1)) for side in (links.dependents, links.heads))
    scores = model.link(links.kind, dependents, heads, torch.from_numpy(links.places)).log_softmax(1)  # type: ignore[arg-type]
    right = torch.from_numpy(links.right)
    return -torch.logsumexp(scores.masked_fill(~right, -1e4), 1).sum()


def parameter_groups(model: Tagger) -> list[dict[str, object]]:
    """Lower layers learn more slowly; biases and norms are not decayed."""
    layers = model.encoder.config.num_hidden_layers
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, weight in model.named_parameters():
        if name.startswith("encoder.embeddings"):
            rate = RATE * DECAY**layers
        elif name.startswith("encoder.encoder.layer."):
            rate = RATE * DECAY ** (layers - 1 - int(name.split(".")[3]))
        else:
            rate = HEAD_RATE
        decay = 0.0 if weight.ndim < 2 or "LayerNorm" in name else 0.01
        groups.setdefault((rate, decay), []).append(weight)
    return [{"params": p, "lr": r, "weight_decay": d, "base": r} for (r, d), p in groups.items()]


def main() -> None:
    """Run the training."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--minutes", type=float, default=1e9, help="end the schedule by this time")
    parser.add_argument("--own", default="", help="glob of our own standoff labels")
    parser.add_argument("--own-times", type=int, default=2)
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--rate", type=float, default=1.0, help="a factor on all learning rates, to go on from trained weights")
    parser.add_argument("--half", action="store_true", help="bfloat16: a gain only on processors that multiply it")
    parser.add_argument("--limit", type=int, help="only so many documents, for a trial")
    o = parser.parse_args()
    o.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)
    rng = random.Random(1)
    tokenizer = load_tokenizer()
    corpus = read_brat(data_root() / "polnear/train")
    names = sorted(corpus)[: o.limit]
    polnear = {n: [make_example(n, corpus[n][0], gold, tokenizer) for gold in corpus[n][1]] for n in names}
    model = Tagger()
    if o.start:
        model.load_state_dict(torch.load(o.start))
    average = copy.deepcopy(model).eval()
    optimizer = torch.optim.AdamW(parameter_groups(model), lr=RATE, fused=True)
    began, done, step = time.time(), 0.0, 0
    for epoch in range(o.epochs):
        own = (
            [make_example(n, t, g[0], tokenizer) for n, (t, g) in read_own([Path(p) for p in sorted(glob.glob(o.own))]).items()]
            if o.own
            else []
        )
        examples = [rng.choice(versions) for versions in polnear.values()] + own * o.own_times
        todo = batches(examples, rng)
        print(f"epoch {epoch + 1}: {len(polnear)} PolNeAR documents, {len(own)} of our own, {len(todo)} steps", flush=True)
        for number, batch in enumerate(todo):
            progress = max((epoch + number / len(todo)) / o.epochs, (time.time() - began) / (60 * o.minutes))
            done = min(progress, 1.0)
            factor = o.rate * min(1.0, step / 150) * max(0.01, 1 - done)
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * factor
            model.train()
            tags, links = losses(model, batch, half=o.half)
            optimizer.zero_grad()
            (tags + LINK_WEIGHT * links).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step += 1
            keep = min(AVERAGE, (1 + step) / (10 + step))
            with torch.no_grad():
                torch._foreach_lerp_(list(average.parameters()), list(model.parameters()), 1 - keep)
            if step % 25 == 0:
                print(f"{step} {tags.item():.4f} {links.item():.4f} rate {factor:.3f} {time.time() - began:.0f}s", flush=True)
            if not math.isfinite(tags.item()):
                sys.exit("the loss is no number")
            if done >= 1:
                break
        torch.save(average.state_dict(), o.out / "last.pt")
        scores = dev_scores(average, tokenizer)
        with (o.out / "history.jsonl").open("a") as file:
            file.write(json.dumps({"epoch": epoch + 1, "seconds": round(time.time() - began), **scores}) + "\n")
        print(scores, flush=True)
        if done >= 1:
            break


if __name__ == "__main__":
    main()

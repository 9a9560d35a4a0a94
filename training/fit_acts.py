"""Train the encoder of acts and factuality, and write it into the package.

    python -m training.fit_acts silver START.pt       weights from silver statements, which only their cues label
    python -m training.fit_acts validate START.pt     cross-validation over documents, with the linear heads
    python -m training.fit_acts fit START.pt OUT      on all labels for training and tuning, then export to a folder

`training.further` goes on from the bundled weights, which takes a minute instead of an hour.

Most of the silver statements' cues are hidden, so that the model learns from the contents what people say
who are said to accuse, welcome or expect.
"""

from __future__ import annotations

import argparse
import random
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
from onrecord.interpret.heads import ACTS, FAVOUR, SHARE, VALUES, Ranking
from onrecord.pipeline import load_models
from onrecord.records import Spans
from training.acts import Case, Weigher, case_of, collate, scores_of, train
from training.corpora import text_of
from training.export import watched
from training.fit_heads import FOLDS, PARTS, STRENGTH, Rows, fold_of, gather, held_out_scores, labelled_statements
from training.graph import build
from training.predict import load_tokenizer
from training.silver import silver

EPOCHS, SILVER_EPOCHS = 8, 3
CUES_HIDDEN, SILVER_CUES_HIDDEN = 0.1, 0.7
STATES = 0.8  # silver statements that merely state, for each that does something else; they are five times as many
FIRM = 0.7  # weight of a silver `state`: its content may well do more
RARE = 0.15  # part of the logarithm of an act's share that is taken from its score, so that rare ones are not passed over
KEPT = 5  # cases that every class has at least, in that


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
    return [replace(c, weight=(200 / max(count[c.act], 10)) ** 0.3) for c in cases], documents


def chosen(cases: list[Case]) -> list[Case]:
    """Of silver cases all that do more than state, a share of those that state, and weights by how rare the act is."""
    state = ACTS.index("state")
    others, states = ([c for c in cases if (c.act == state) is wanted] for wanted in (False, True))
    random.Random(0).shuffle(states)
    found = others + states[: int(STATES * len(others))]
    count = Counter(c.act for c in found)
    return [replace(c, weight=min(3.0, (600 / count[c.act]) ** 0.5) * (FIRM if c.act == state else 1)) for c in found]


def rare(cases: list[Case]) -> NDArray[np.float32]:
    """What is taken from the score of each act and value, for the encoder's share in the whole."""
    columns = (([c.act for c in cases], len(ACTS)), ([c.value for c in cases], len(VALUES)))
    shares = [(np.bincount(column, minlength=size) + KEPT) / len(cases) for column, size in columns]
    return np.asarray(RARE / SHARE * np.log(np.concatenate(shares)), dtype=np.float32)


def validated(start: Weigher, cases: list[Case], documents: list[str]) -> NDArray[np.float32]:
    """Scores of every case by a model that did not see its document."""
    folds = np.array([fold_of(name) for name in documents])
    found = np.zeros((len(cases), len(ACTS) + len(VALUES)), dtype=np.float32)
    for fold in range(FOLDS):
        model = train(start, [cases[i] for i in np.flatnonzero(folds != fold)], epochs=EPOCHS, cues=CUES_HIDDEN, seed=fold)
        test = np.flatnonzero(folds == fold)
        found[test] = scores_of(model, [cases[i] for i in test])
        print(f"fold {fold} of {FOLDS}", flush=True)
    return found - rare(cases)


def rankings(rows: Rows, name: str, names: tuple[str, ...]) -> list[Ranking]:
    """What the linear model of a name, that did not see the document, and the rules make of every case."""
    marker = {"act": "act=", "factuality": "value="}[name]
    found = []
    for scores, features in zip(held_out_scores(rows, STRENGTH[name], names), rows.features, strict=True):
        own = next(f.removeprefix(marker) for f in features if f.startswith(marker))
        found.append(Ranking(names, scores, FAVOUR * np.array([n == own for n in names], dtype=np.float32)))
    return found


def show(read: NDArray[np.float32]) -> None:
    """Print scores of the linear models alone and together with what the encoder `read` of each case."""
    rows = gather(PARTS)
    acts, values = rankings(rows["act"], "act", ACTS), rankings(rows["factuality"], "factuality", VALUES)
    asked = [not (a.is_clear and v.is_clear) for a, v in zip(acts, values, strict=True)]
    print(f"the encoder is asked about {100 * sum(asked) / len(asked):.0f} %")
    for name, ranked, scores in (("act", acts, read[:, : len(ACTS)]), ("factuality", values, read[:, len(ACTS) :])):
        alone = [r.best(None, r.classes) for r in ranked]
        both = [r.best(s if ask else None, r.classes) for r, s, ask in zip(ranked, scores, asked, strict=True)]
        for how, guesses in (("alone", alone), ("with the encoder", both)):
            accuracy, f1 = macro(list(zip(rows[name].labels, guesses, strict=True)))
            print(f"{name} {how}: accuracy {accuracy:.1f}, macro F1 {f1:.1f}")


def export(model: Weigher, cases: list[Case], folder: Path, taken: NDArray[np.float32]) -> None:
    """The model as an int8 graph; what is `taken` from each score is put into its bias."""
    state = {name: weight.detach().numpy().astype(np.float32) for name, weight in model.eval().state_dict().items()}
    state["head.bias"] = state["head.bias"] - taken

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
    parser.add_argument("command", choices=("silver", "validate", "fit"))
    parser.add_argument("start", type=Path)
    parser.add_argument("out", type=Path, nargs="?")
    o = parser.parse_args()
    torch.manual_seed(0)
    tokenizer = load_tokenizer()
    if o.command == "silver":
        cases = [case_of(s.parts, s.act, s.value, tokenizer) for s in silver(load_models())]
        model = train(Weigher(), chosen(cases), epochs=SILVER_EPOCHS, cues=SILVER_CUES_HIDDEN, seed=0)
        torch.save(model.state_dict(), o.start)
        return
    cases, documents = labelled(tokenizer)
    if o.command == "fit":
        export(train(loaded(o.start), cases, epochs=EPOCHS, cues=CUES_HIDDEN, seed=0), cases, o.out, rare(cases))
        return
    show(validated(loaded(o.start), cases, documents))


if __name__ == "__main__":
    main()

"""The learned part of interpretation: what a statement does and how firmly, and which words are events.

Linear models weigh what the rules think with words and grammar; a feature is a short text such as "c=deny" (a cue's lemma). For acts and
factuality a small encoder that reads source, cue and content has a say as well: it knows what contents do whose words were in no label.
The weights are made by `training/fit_heads.py`, `training/fit_events.py` and `training/acts.py` on the project's labels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.clauses import Clauses
from onrecord.codec import words
from onrecord.errors import ModelError
from onrecord.interpret.act import act_of
from onrecord.interpret.factuality import of_statement
from onrecord.interpret.phrases import rows_in
from onrecord.interpret.predicates import main_row
from onrecord.records import Act, AnnotatedDocument, Factuality, Spans, Statement

SHARE = 0.6  # of the encoder, against the linear models
FAVOUR = 0.25  # what the rules' opinion is worth beside both, in log odds
CLEAR = 3.5  # log odds at which linear models and rules are sure together, and the encoder is not asked: one statement in four, at no loss
ACTS, VALUES = tuple(act.value for act in Act), tuple(value.value for value in Factuality)  # the order of the encoder's scores
Weigh = Callable[[tuple[str, str, str]], NDArray[np.float32]]  # printed source, cue and content → scores of acts, then of values
EARLY, MOST = 6, 40  # words of a content that count as its beginning, and at most
CUES = {"nsubj": "s", "aux": "a", "neg": "n", "auxpass": "p", "mark": "m", "advmod": "d", "acomp": "j"}


@dataclass(frozen=True)
class Linear:
    """Feature → row of weights (features, classes), a bias, and the classes' names."""

    index: dict[str, int]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    classes: tuple[str, ...]

    def scores(self, features: Iterable[str]) -> NDArray[np.float32]:
        """The classes' scores; features that were not seen in training say nothing."""
        place = self.index.get
        rows = [row for feature in dict.fromkeys(features) if (row := place(feature)) is not None]
        return np.asarray(self.weights[rows].sum(0) + self.bias, dtype=np.float32)

    def ranked(self, features: Iterable[str], own: str) -> Ranking:
        """The classes by these weights and the rules' `own` opinion."""
        scores = self.scores(features)
        favour = np.zeros_like(scores)
        favour[self.classes.index(own)] = FAVOUR
        return Ranking(self.classes, scores, favour)


@dataclass(frozen=True)
class Ranking:
    """Classes with the linear model's scores, and what the rules add to them."""

    classes: tuple[str, ...]
    scores: NDArray[np.float32]
    favour: NDArray[np.float32]

    @property
    def is_clear(self) -> bool:
        """Whether one class is far ahead of all others."""
        second, first = np.sort(self.scores + self.favour)[-2:]
        return bool(first - second >= CLEAR)

    def best(self, read: NDArray[np.float32] | None, order: Sequence[str]) -> str:
        """The likeliest class; with what the encoder read, its scores in this order of the classes, where it was asked."""
        if read is None:
            return self.classes[int((self.scores + self.favour).argmax())]
        theirs = read[[order.index(name) for name in self.classes]]
        return self.classes[int(((1 - SHARE) * self.scores + SHARE * theirs + self.favour).argmax())]


@dataclass(frozen=True)
class Meanings:
    """What the encoder's vector of a word says for its being an event of a frame: weights (frames, 384) and a bias (frames,)."""

    index: dict[str, int]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def score(self, vector: NDArray[np.float16], frame: str) -> float:
        """In log odds; nothing for a frame that no label holds."""
        row = self.index.get(frame)
        return 0.0 if row is None else float(self.weights[row] @ vector.astype(np.float32) + self.bias[row])


@dataclass(frozen=True)
class EventHeads:
    """What weighs events: whether a word is one, by its features and by its vector, and who fills which role."""

    trigger: Linear
    meanings: Meanings
    role: Linear


@dataclass(frozen=True)
class Heads:
    """The linear models for acts, factuality and events."""

    act: Linear
    factuality: Linear
    event: EventHeads


def load_heads(folder: Path) -> Heads:
    """The bundled weights; ModelError when the file is damaged."""
    try:
        with np.load(folder / "heads.npz", allow_pickle=False) as file, np.load(folder / "events.npz", allow_pickle=False) as events:
            weighs = EventHeads(_linear(events, "trigger"), _meanings(events), _linear(events, "role"))
            return Heads(_linear(file, "act"), _linear(file, "factuality"), weighs)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ModelError(f"the heads in {folder} cannot be loaded: {error}. Install onrecord again.") from error


def _linear(file: np.lib.npyio.NpzFile, name: str) -> Linear:
    features = file[f"{name}_features"].tobytes().decode("utf-8").split("\n")
    classes = tuple(file[f"{name}_classes"].tobytes().decode("utf-8").split("\n"))
    weights = file[f"{name}_weights"].astype(np.float32)
    if weights.shape != (len(features), len(classes)):
        raise ValueError(f"{name} has {weights.shape} weights for {len(features)} features and {len(classes)} classes")
    return Linear({f: i for i, f in enumerate(features)}, weights, file[f"{name}_bias"].astype(np.float32), classes)


def _meanings(file: np.lib.npyio.NpzFile) -> Meanings:
    frames = file["meaning_frames"].tobytes().decode("utf-8").split("\n")
    weights, bias = (file[f"meaning_{name}"].astype(np.float32) for name in ("weights", "bias"))
    if not len(weights) == len(bias) == len(frames):
        raise ValueError(f"{len(frames)} frames, {len(weights)} weights, {len(bias)} biases")
    return Meanings({frame: i for i, frame in enumerate(frames)}, weights, bias)


def judged(annotated: AnnotatedDocument, clauses: Clauses, statement: Statement, heads: Heads, weigh: Weigh) -> tuple[Act, Factuality]:
    """Act and factuality of a statement; the encoder is asked where the linear models hesitate."""
    source, cue, content = statement.source, statement.cue, statement.content
    rules = by_rules(annotated, clauses, cue, content)
    features = statement_features(annotated, clauses, statement, rules)
    acts, values = heads.act.ranked(features, rules[0]), heads.factuality.ranked(features, rules[1])
    text, read = annotated.document.text, None
    if not (acts.is_clear and values.is_clear):
        read = weigh((words(text, source), words(text, cue), words(text, content)))
    act = Act(acts.best(None if read is None else read[: len(ACTS)], ACTS))
    if act in {Act.ASK, Act.DECLINE}:  # a question and a refusal to answer commit nobody
        return act, Factuality.UNCOMMITTED
    return act, Factuality(values.best(None if read is None else read[len(ACTS) :], VALUES))


def by_rules(annotated: AnnotatedDocument, clauses: Clauses, cue: Spans, content: Spans) -> tuple[Act, Factuality]:
    """What the tables make of a statement."""
    tokens = annotated.tokens
    lemmas = [tokens.lemma[row].lower() for span in cue for row in rows_in(tokens, span)]
    rows = [row for span in content for row in rows_in(tokens, span) if tokens.pos[row] != "PUNCT"]
    printed = words(annotated.document.text, content)
    return act_of(lemmas, printed), of_statement(lemmas, clauses, main_row(clauses, rows), printed)


def statement_features(annotated: AnnotatedDocument, clauses: Clauses, statement: Statement, rules: tuple[Act, Factuality]) -> list[str]:
    """What is read of a statement: the rules' opinion, the cue, the beginning of the content, its main predicate."""
    tokens, text = annotated.tokens, annotated.document.text
    source, cue, content = statement.source, statement.cue, statement.content
    cue_rows = [row for span in cue for row in rows_in(tokens, span)]
    rows = [row for span in content for row in rows_in(tokens, span) if tokens.pos[row] != "PUNCT"]
    lemmas = [tokens.lemma[row].lower() for row in cue_rows]
    root = main_row(clauses, rows)
    printed = words(text, content)
    act, value = rules
    found = [f"act={act}", f"value={value}", f"both={act}{value}", "source" if source else "nosource"]
    found += _cue_features(lemmas) + _content_features(annotated, rows)
    if cue and content:
        found.append(f"first={'cue' if cue[0][0] < content[0][0] else 'content'}")
    if root is not None:
        found += _root_features(annotated, clauses, root)
    if printed.rstrip("”\"’' ").endswith("?"):
        found.append("question")
    if any(text[start] in '“"‘' for start, _ in content):
        found.append("quoted")
    found.append(f"length={min(5, len(rows) // 6)}")
    return found


def _cue_features(lemmas: Sequence[str]) -> list[str]:
    pairs = [f"cc={a}_{b}" for a, b in pairwise(lemmas)]
    return [*(f"c={lemma}" for lemma in lemmas), *pairs, f"cue={'_'.join(lemmas)}"]


def _content_features(annotated: AnnotatedDocument, rows: Sequence[int]) -> list[str]:
    tokens, text = annotated.tokens, annotated.document.text
    printed = [text[int(tokens.start[r]) : int(tokens.end[r])].lower() for r in rows[:2]]
    found = [f"f1={printed[0]}", f"f2={'_'.join(printed)}"] if printed else []
    found += [f"early={tokens.lemma[r].lower()}" for r in rows[:EARLY]]
    return found + [f"w={tokens.lemma[r].lower()}" for r in rows if tokens.pos[r] in {"VERB", "AUX", "ADJ", "NOUN", "ADV"}][:MOST]


def _root_features(annotated: AnnotatedDocument, clauses: Clauses, root: int) -> list[str]:
    tokens, text = annotated.tokens, annotated.document.text
    found = [f"r={clauses.lemma(root)}", f"rp={tokens.pos[root]}", f"rt={tokens.tag[root]}"]
    for child in clauses.children[root]:
        label = tokens.dep[child]
        if label == "nsubj":
            word = text[int(tokens.start[child]) : int(tokens.end[child])].lower()
            person = {"i": "I", "we": "I", "you": "you"}.get(word, tokens.pos[child])
            found.append(f"rk=s_{person}")
        elif label in CUES:
            found.append(f"rk={CUES[label]}_{clauses.lemma(child)}")
    helpers = sorted(clauses.lemma(k) for k in clauses.kids(root, "aux", "neg"))
    return [*found, f"rr={'_'.join(helpers)}"]

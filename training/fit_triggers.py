"""Fit the model of which words are events: features of the word's grammar, and the encoder's vector of it, by frame."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.decomposition import PCA
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from onrecord.interpret.heads import Linear, Meanings
from training.fit_heads import SEEN, Rows

STRENGTH = 0.3  # inverse of the penalty, by cross-validation
AXES, OWN = 64, 32  # principal axes of the vectors: those that count for every frame, and the first of them, which each frame weighs anew
WEIGHT = 0.6  # of an axis beside a feature, by cross-validation
CLASSES = ("False", "True")


@dataclass
class Words(Rows):
    """Words as events of a frame, with the frame, the word's vector, and what the case counts for."""

    frames: list[str] = field(default_factory=list)
    vectors: list[NDArray[np.float16]] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def add_word(self, features: list[str], frame: str, vector: NDArray[np.float16], document: str, *, holds: bool, weight: float) -> None:
        """One case; what only reads like an event of the frame does not hold."""
        self.add(features, str(holds), document)
        self.frames.append(frame)
        self.vectors.append(vector)
        self.weights.append(weight)


def fit_words(rows: Words, chosen: Sequence[int]) -> tuple[Linear, Meanings]:
    """A penalised logistic regression over features and principal axes, the latter written as weights of the vectors themselves."""
    counts = Counter(feature for i in chosen for feature in set(rows.features[i]))
    vectorizer = DictVectorizer(dtype=np.float32)
    plain = vectorizer.fit_transform([{f: 1 for f in rows.features[i] if counts[f] >= SEEN} for i in chosen])
    names = sorted({rows.frames[i] for i in chosen})
    frames = np.array([names.index(rows.frames[i]) for i in chosen])
    stacked = np.stack([rows.vectors[i] for i in chosen]).astype(np.float32)
    axes = PCA(AXES, svd_solver="full").fit(stacked)
    turned = (WEIGHT * axes.transform(stacked)).astype(np.float32)
    inputs = csr_matrix(hstack([plain, csr_matrix(turned), _by_frame(turned[:, :OWN], frames, len(names))]))
    holds = [rows.labels[i] == CLASSES[1] for i in chosen]
    model = LogisticRegression(C=STRENGTH, max_iter=400).fit(inputs, holds, sample_weight=[rows.weights[i] for i in chosen])
    features, every, own = np.split(model.coef_[0], [plain.shape[1], plain.shape[1] + AXES])
    by_frame = np.tile(every, (len(names), 1))
    by_frame[:, :OWN] += own.reshape(len(names), OWN)
    weights = (WEIGHT * by_frame @ axes.components_).astype(np.float16)
    linear = Linear(
        {feature: i for i, feature in enumerate(vectorizer.feature_names_)},
        np.stack([np.zeros_like(features), features], 1).astype(np.float16).astype(np.float32),
        np.array([0.0, model.intercept_[0]], dtype=np.float32),
        CLASSES,
    )
    bias = -(weights.astype(np.float32) @ axes.mean_.astype(np.float32))
    return linear, Meanings({name: i for i, name in enumerate(names)}, weights.astype(np.float32), bias)


def _by_frame(turned: NDArray[np.float32], frames: NDArray[np.int64], number: int) -> csr_matrix:
    """Each row's axes in the columns of its frame."""
    rows, size = turned.shape
    columns = (frames[:, None] * size + np.arange(size)).ravel()
    return csr_matrix((turned.ravel(), (np.repeat(np.arange(rows), size), columns)), shape=(rows, number * size))


def arrays_of(linear: Linear, meanings: Meanings) -> dict[str, np.ndarray]:
    """The weights as `interpret.heads` reads them."""
    return {
        "trigger_features": np.frombuffer("\n".join(linear.index).encode(), dtype=np.uint8),
        "trigger_classes": np.frombuffer("\n".join(linear.classes).encode(), dtype=np.uint8),
        "trigger_weights": linear.weights.astype(np.float16),
        "trigger_bias": linear.bias,
        "meaning_frames": np.frombuffer("\n".join(meanings.index).encode(), dtype=np.uint8),
        "meaning_weights": meanings.weights.astype(np.float16),
        "meaning_bias": meanings.bias,
    }

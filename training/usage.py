"""How words of saying are used in PolNeAR's training part: for `attribute.usage`, documents for scores left out."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from evals.corpora import LABELS, read_brat
from evals.spans import Roles, characters, normalise
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from onrecord.annotate.syntax import Syntax
from onrecord.attribute.proposals import proposals
from onrecord.attribute.usage import UNSEEN, Usage, grammar_features
from onrecord.clauses import Clauses
from training.corpora import data_root

STRENGTH = 0.3  # of logistic regression
SEEN = 8  # proposals that a feature must stand with
COMMON = 20  # uses of a word that never stands in a cue, to be kept
WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
Corpus = list[tuple[str, list[Roles]]]


def usage_of_polnear() -> Usage:
    """Both kinds of usage."""
    corpus = _corpus()
    grammar, bias = _grammar(corpus)
    return Usage(_word_rates(corpus), grammar, bias)


def _corpus() -> Corpus:
    """Text and attributions of each article."""
    away = {line.split()[-1] for path in LABELS.glob("*heldout*.txt") for line in path.read_text("utf-8").splitlines() if line}
    away |= {line.split()[1] for line in (LABELS / "interpretation.txt").read_text("utf-8").splitlines() if line.startswith("heldout")}
    away |= {json.loads(line)["document"] for path in LABELS.glob("fresh-*.jsonl") for line in path.read_text("utf-8").splitlines()}
    return [found for name, found in sorted(read_brat(data_root() / "polnear/train").items()) if f"polnear/train/{name}" not in away]


def _word_rates(corpus: Corpus) -> dict[str, float]:
    """How often words stand in a cue."""
    total, cues = Counter[str](), Counter[str]()
    for text, attributions in corpus:
        inside = {place for a in attributions for start, end in a["cue"] for place in range(start, end)}
        for match in WORD.finditer(text):
            total[match[0].lower()] += 1
            cues[match[0].lower()] += match.start() in inside
    return {word: (cues[word] + 2 * UNSEEN) / (n + 2) for word, n in sorted(total.items()) if cues[word] or n >= COMMON}


def _grammar(corpus: Corpus) -> tuple[dict[str, float], float]:
    """Weights of a logistic regression over the proposals of grammar in whole reports."""
    syntax, features, holds = Syntax(), [], []
    for text, attributions in corpus:
        for names, is_one in _proposed(syntax, text, attributions):
            features.append(names)
            holds.append(is_one)
    counts = Counter(name for names in features for name in set(names))
    vectorizer = DictVectorizer(dtype=np.float32)
    inputs = vectorizer.fit_transform([{name: 1 for name in names if counts[name] >= SEEN} for names in features])
    model = LogisticRegression(C=STRENGTH, max_iter=300).fit(inputs, holds)
    return dict(zip(vectorizer.feature_names_, model.coef_[0].tolist(), strict=True)), float(model.intercept_[0])


def _proposed(syntax: Syntax, text: str, attributions: Sequence[Roles]) -> Iterator[tuple[list[str], bool]]:
    """Features of what grammar proposes outside all contents (inside, the corpus has no labels), and whether it agrees with a label."""
    ((tokens, _),) = syntax([text])
    clauses = Clauses(tokens)
    gold = [(_letters(a["source"], text), _letters(a["content"], text)) for a in attributions]
    inside = {place for _, content in gold for place in content}
    for proposal in proposals(clauses, 0, len(tokens) - 1):
        if int(tokens.start[proposal.head]) not in inside:
            source, content = (
                _letters([(int(tokens.start[a]), int(tokens.end[b])) for a, b in rows], text)
                for rows in ([proposal.source] if proposal.source else [], proposal.content)
            )
            agrees = any(2 * len(content & c) >= len(content | c) and (source & s or not (source or s)) for s, c in gold)
            yield grammar_features(text, clauses, proposal), agrees


def _letters(spans: Sequence[Sequence[int]], text: str) -> set[int]:
    return characters(normalise(spans, text), text)

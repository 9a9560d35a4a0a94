"""Acts and factuality of labelled statements, and how well one reader agrees with another.

    python -m evals.statements [--data ROOT] [--part train|tune|heldout] [--show]

The program is given the words of source, cue and content; accuracy, and macro F1 over the values with ten or more labelled cases, in
per cent.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.corpora import LABELS, data_root
from onrecord.clauses import Clauses
from onrecord.codec import statement_id
from onrecord.interpret.heads import judged
from onrecord.pipeline import Models, load_models
from onrecord.records import AnnotatedDocument, Document, DocumentId, Spans, Statement, Style

ENOUGH = 10  # labelled cases of a value for it to count in the macro average


def read_labels(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Document → its labelled statements."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        label = json.loads(line)
        found[label["document"]].append(label)
    return dict(found)


def statement_of(label: dict[str, Any]) -> Statement:
    """The statement whose words a label gives."""
    document = DocumentId(label["document"])
    source, cue, content = (_spans(label[role]) for role in ("source", "cue", "content"))
    return Statement(statement_id(document, source, cue, content), document, source, cue, content, Style.INDIRECT)


def _spans(pieces: Sequence[Sequence[int]]) -> Spans:
    return tuple((start, end) for start, end in sorted((p[0], p[1]) for p in pieces))


def macro(pairs: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """Accuracy and macro F1 of (gold, guess) pairs, in per cent."""
    if not pairs:
        return 0.0, 0.0
    gold, guessed, right = Counter(g for g, _ in pairs), Counter(h for _, h in pairs), Counter(g for g, h in pairs if g == h)
    scores = [2 * right[v] / (gold[v] + guessed[v]) for v in gold if gold[v] >= ENOUGH]
    return 100 * sum(right.values()) / len(pairs), 100 * sum(scores) / len(scores) if scores else 0.0


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa of two readers."""
    count = len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[v] * second[v] for v in first) / count**2
    return (sum(a == b for a, b in pairs) / count - chance) / (1 - chance)


def annotated_of(models: Models, name: str, text: str) -> AnnotatedDocument:
    """One text through syntax and encoder."""
    ((tokens, entities),) = models.syntax([text])
    return AnnotatedDocument(Document(DocumentId(name), name, text), tokens, entities, models.encoder([text])[0])


def evaluate(models: Models, root: Path, path: Path, *, show: bool = False) -> dict[str, float]:
    """Scores on one file of labels."""
    from training.corpora import text_of

    acts: list[tuple[str, str]] = []
    values: list[tuple[str, str]] = []
    for name, labels in read_labels(path).items():
        annotated = annotated_of(models, name, text_of(name, root))
        statements = [statement_of(label) for label in labels]
        clauses = Clauses(annotated.tokens)
        for label, statement, (act, value) in zip(
            labels, statements, (judged(annotated, clauses, s, models.heads, models.weigher) for s in statements), strict=True
        ):
            acts.append((label["act"], act.value))
            values.append((label["factuality"], value.value))
            if show and (label["act"] != act or label["factuality"] != value):
                text = annotated.document.text
                parts = [
                    " … ".join(text[s:e] for s, e in role)[:90].replace("\n", " ")
                    for role in (statement.source, statement.cue, statement.content)
                ]
                print(f"{label['act']:>8} {act.value:>8} {label['factuality']} {value.value}  {' || '.join(parts)}")
    names = ("act accuracy", "act macro F1", "factuality accuracy", "factuality macro F1")
    return dict(zip(names, (*macro(acts), *macro(values)), strict=True))


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=data_root())
    parser.add_argument("--part", default="tune")
    parser.add_argument("--show", action="store_true", help="list what disagrees")
    options = parser.parse_args()
    path = LABELS / f"interpretation-{options.part}-statements.jsonl"
    for name, value in evaluate(load_models(), options.data, path, show=options.show).items():
        print(f"{name:<22}{value:7.1f}")


if __name__ == "__main__":
    main()

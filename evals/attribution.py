"""Attribution scores of the program's statements (page furniture is not looked for: the corpora's gold covers all of a text).

    python -m evals.attribution [--data ROOT] [--part NAME]

`polnear/NAME` end to end (statements as `read` finds them), `polnear/NAME.cofenet.jsonl` by role span, and the project's own
held-out articles, whose texts come from `pages` and `wikinews`.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np

from evals.corpora import LABELS, Tagged, data_root, printed, read_brat, read_own, read_tagged
from evals.spans import ROLES, Roles, Score, scores
from onrecord.attribute.spans import tag_paragraphs
from onrecord.attribute.statements import find_statements
from onrecord.pipeline import Models, load_models
from onrecord.records import AnnotatedDocument, Document, DocumentId, Tokens

Table = dict[str, Score]
_NONE = np.zeros(0, dtype=np.int32)
NO_TOKENS = Tokens(_NONE, _NONE, _NONE, _NONE, (), (), (), ())  # spans and links need no syntax


def attributions(models: Models, texts: Mapping[str, str]) -> dict[str, list[Roles]]:
    """Attributions of texts, furniture left in: the corpora have none, and their gold covers all of the text."""
    found: dict[str, list[Roles]] = {}
    names = list(texts)
    for batch in (names[i : i + 16] for i in range(0, len(names), 16)):
        for name, words in zip(batch, models.encoder([texts[n] for n in batch]), strict=True):
            document = Document(DocumentId(name), name, texts[name])
            annotated = AnnotatedDocument(document, NO_TOKENS, (), words)
            found[name] = [{role: getattr(s, role) for role in ROLES} for s in find_statements(annotated, models.weights)]
    return found


def polnear(models: Models, folder: Path) -> Table:
    """All scores on one part in brat form."""
    gold = read_brat(folder)
    return scores(attributions(models, {name: text for name, (text, _) in gold.items()}), gold)


def cofenet(models: Models, path: Path) -> Table:
    """Exact F1 of role spans on tokenised paragraphs, as CofeNet and its baselines are scored."""
    right: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for _, group in groupby(read_tagged(path), key=lambda p: p.document):
        paragraphs = list(group)
        for paragraph, guess in zip(paragraphs, guessed_labels(models, paragraphs), strict=True):
            gold, found = chunks(paragraph.labels), chunks(guess)
            for role in ROLES:
                g, f = ({c for c in side if c[0] == role} for side in (gold, found))
                for place, count in enumerate((len(g & f), len(f), len(g))):
                    right[role][place] += count
    return {f"cofenet {role}": Score(*right[role]) for role in ROLES}


def guessed_labels(models: Models, paragraphs: Sequence[Tagged]) -> list[list[str]]:
    """BIO labels for the tokens of one document's paragraphs: a token is in the span that its middle is in."""
    lines = [printed(p.tokens) for p in paragraphs]
    (words,) = models.encoder(["\n".join(text for text, _ in lines)])
    spans = tag_paragraphs(words.emissions, words.paragraph, models.weights.transitions, models.weights.starts)
    covered = [(s.role, int(words.start[s.first]), int(words.end[s.last])) for s in spans]
    found, position, number = [], 0, 0
    for paragraph, (text, starts) in zip(paragraphs, lines, strict=True):
        labels: list[str] = []
        previous = -1
        for token, start in zip(paragraph.tokens, starts, strict=True):
            middle = position + start + len(token) / 2
            while number < len(covered) and covered[number][2] <= middle:
                number += 1
            inside = number < len(covered) and covered[number][1] < middle
            labels.append(f"{'I' if previous == number else 'B'}-{covered[number][0]}" if inside else "O")
            previous = number if inside else -1
        position += len(text) + 1
        found.append(labels)
    return found


def chunks(labels: Sequence[str]) -> set[tuple[str, int, int]]:
    """(role, first, last) of every span in BIO labels."""
    starts = [i for i, label in enumerate(labels) if label[0] == "B" or (label[0] == "I" and (i == 0 or labels[i - 1][2:] != label[2:]))]
    found = set()
    for i in starts:
        last = i
        while last + 1 < len(labels) and labels[last + 1] == "I-" + labels[i][2:]:
            last += 1
        found.add((labels[i][2:], i, last))
    return found


def held_out(models: Models, root: Path, name: str, paths: Sequence[Path]) -> Table:
    """End-to-end scores on the project's own held-out texts in some files of labels."""
    from training.corpora import text_of

    gold = {document: (text_of(document, root), right) for path in paths for document, right in read_own(path).items()}
    table = scores(attributions(models, {document: text for document, (text, _) in gold.items()}), gold)
    return {f"{name} {metric}": score for metric, score in table.items()}


def evaluate(models: Models, root: Path, part: str) -> Table:
    """Every score whose corpus is there; what is missing is said on standard error."""
    table: Table = {}
    for path, score in (
        (root / "polnear" / part, polnear),
        (root / "polnear" / f"{part}.cofenet.jsonl", cofenet),
    ):
        if path.exists():
            table |= score(models, path)
        else:
            print(f"skipped: there is no {path}", file=sys.stderr)
    if (root / "wikinews").exists() and (root / "pages").exists():
        table |= held_out(models, root, "own", [LABELS / "heldout.jsonl"])
        table |= held_out(models, root, "fresh", sorted(LABELS.glob("fresh-*.jsonl")))
    else:
        print(f"skipped: there is no wikinews and pages in {root}", file=sys.stderr)
    return table


def show(table: Table) -> None:
    """One table."""
    print(f"{'':<22}{'P':>7}{'R':>7}{'F1':>7}   right/guessed/gold")
    for name, s in table.items():
        print(f"{name:<22}{s.precision:7.1f}{s.recall:7.1f}{s.f1:7.1f}   {s.right}/{s.guessed}/{s.gold}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=data_root())
    parser.add_argument("--part", default="dev")
    options = parser.parse_args()
    show(evaluate(load_models(), options.data, options.part))


if __name__ == "__main__":
    main()

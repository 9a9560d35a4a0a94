"""Scores of the speakers: gold statements (source, cue, content) in, speaker, kind, country, anonymity, role and channels out.

    python -m evals.speakers [FILE.jsonl | FOLDER of raw labels] [--data ROOT] [--list KIND]

A speaker is right when the normalised name or description equals the gold's or one holds the other as words, and the country, or its
absence, is the same; where nobody is meant, nobody may be found.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from evals.corpora import LABELS, data_root
from onrecord.annotate.syntax import Syntax
from onrecord.codec import statement_id
from onrecord.interpret.channels import Channels
from onrecord.interpret.speaker import Speakers
from onrecord.records import AnnotatedDocument, Document, DocumentId, EncodedWords, Speaker, Statement, Style

Label = dict[str, Any]
Annotate = Callable[[str], AnnotatedDocument]
_NONE = np.zeros(0, dtype=np.int64)
NO_WORDS = EncodedWords(_NONE, _NONE, _NONE, np.zeros((0, 7), dtype=np.float32), np.zeros((0, 384), dtype=np.float16))
ARTICLES = frozenset("a an the".split())
FIELDS = ("speaker", "name", "kind", "country", "anonymous", "role", "channels")


@dataclass(frozen=True)
class Pair:
    """A label and what was found for it."""

    gold: Label
    speaker: Speaker | None
    channels: tuple[str, ...]

    @property
    def country(self) -> str | None:
        """The country found."""
        return self.speaker.country if self.speaker else None

    @property
    def is_name_right(self) -> bool:
        """The name or description agrees."""
        return agree(self.gold["speaker"], self.speaker.name if self.speaker else None)

    @property
    def is_country_right(self) -> bool:
        """The country agrees."""
        return bool(self.gold["country"] == self.country)


def words_of(name: str) -> tuple[str, ...]:
    """Lower-case words without articles, possessive marks and punctuation."""
    plain = re.sub(r"[’']s?(?!\w)", "", name.lower())
    return tuple(w for w in re.findall(r"\w+", plain) if w not in ARTICLES)


def agree(gold: str | None, found: str | None) -> bool:
    """Whether two names are the same, or one holds the other as words; or neither is there."""
    if gold is None or found is None:
        return gold is found
    a, b = sorted((words_of(gold), words_of(found)), key=len)
    return bool(a) and any(b[i : i + len(a)] == a for i in range(len(b) - len(a) + 1))


def syntax_only() -> Annotate:
    """Text → document with syntax and entities, without encoder output."""
    syntax = Syntax()

    def annotate(text: str) -> AnnotatedDocument:
        ((tokens, entities),) = syntax([text])
        return AnnotatedDocument(Document(DocumentId("eval"), "", text), tokens, entities, NO_WORDS)

    return annotate


def statement_of(label: Label) -> Statement:
    """The gold spans as the statement that `read` would hand on."""
    source, cue, content = (tuple((s, e) for s, e in label[role]) for role in ("source", "cue", "content"))
    document = DocumentId("eval")
    return Statement(statement_id(document, source, cue, content), document, source, cue, content, Style.INDIRECT)


def found_in(labels: list[Label], annotated: AnnotatedDocument) -> list[Pair]:
    """What is found for the labels of one document, statements in the order of the text."""
    speakers, channels = Speakers(annotated), Channels(annotated)
    pairs = []
    statements = {id(label): statement_of(label) for label in labels}
    for label in sorted(labels, key=lambda one: _start(statements[id(one)])):
        statement = statements[id(label)]
        speaker = speakers.resolve(statement)
        pairs.append(Pair(label, speaker, channels.of(statement, speaker)))
    return pairs


def _start(statement: Statement) -> int:
    return min(s for s, _ in (*statement.source, *statement.cue, *statement.content))


def f1(right: int, guessed: int, gold: int) -> float:
    """F1 in per cent."""
    return 200 * right / (guessed + gold) if guessed + gold else 0.0


def scores(pairs: list[Pair]) -> dict[str, float]:
    """Per cent, by name."""
    named = [p for p in pairs if p.gold["speaker"]]
    sure = [(p, p.speaker) for p in named if p.speaker]
    share = 100 / max(1, len(pairs))
    anonymous = [(p.gold["anonymous"], bool(p.speaker and p.speaker.anonymous)) for p in named]
    roles = [(p.gold["role"], p.speaker.role if p.speaker else None) for p in named]
    channels = [(tuple(p.gold["channels"]), p.channels) for p in pairs]
    return {
        "speaker": share * sum(p.is_name_right and p.is_country_right for p in pairs),
        "speaker name": share * sum(p.is_name_right for p in pairs),
        "speaker kind": 100 * sum(s.kind == p.gold["kind"] for p, s in sure) / max(1, len(named)),
        "speaker country": 100 * sum(p.is_country_right for p in named) / max(1, len(named)),
        "speaker anonymous": f1(sum(g and f for g, f in anonymous), sum(f for _, f in anonymous), sum(g for g, _ in anonymous)),
        "speaker role": f1(
            sum(bool(g and f and agree(g, f)) for g, f in roles), sum(bool(f) for _, f in roles), sum(bool(g) for g, _ in roles)
        ),
        "speaker channels": f1(
            sum(any(agree(one, other) for other in f) for g, f in channels for one in g),
            sum(len(f) for _, f in channels),
            sum(len(g) for g, _ in channels),
        ),
    }


def read_labels(path: Path) -> list[Label]:
    """Labels of a JSON-lines file, or of a folder of raw files (documents kept out of sight are skipped)."""
    if path.is_file():
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    from training.interpretation import frozen

    listed = (line.split(" ", 1) for line in (LABELS / "interpretation.txt").read_text("utf-8").splitlines())
    seen = {name for part, name in listed if part in {"train", "tune"}}
    labels: list[Label] = []
    for raw in sorted(path.glob("*.statements")):
        if raw.stem.replace("+", "/") in seen:
            try:
                labels += frozen(raw)
            except ValueError as error:
                print(f"skipped: {error}", file=sys.stderr)
    return labels


def pairs_of(path: Path, root: Path, annotate: Annotate) -> list[Pair]:
    """Gold and found speakers of every document of a label file."""
    from training.corpora import text_of

    labels = sorted(read_labels(path), key=lambda label: label["document"])
    pairs = []
    for document, group in groupby(labels, key=lambda label: label["document"]):
        pairs += found_in(list(group), annotate(text_of(document, root)))
    return pairs


def evaluate(path: Path, root: Path) -> dict[str, float]:
    """Every score on one label file; nothing, and a word on standard error, where file or corpora are absent."""
    missing = [p for p in (path, root / "wikinews", root / "pages", root / "polnear") if not p.exists()]
    if missing:
        print(f"skipped: there is no {missing[0]}", file=sys.stderr)
        return {}
    return scores(pairs_of(path, root, syntax_only()))


def disagreements(pairs: Iterable[Pair], field: str, text_of: Callable[[str], str]) -> list[str]:
    """One line for each label whose field is not found as it stands."""
    lines = []
    for pair in pairs:
        gold, found = _values(pair, field)
        if gold != found:
            text = text_of(pair.gold["document"])
            source = " … ".join(text[s:e] for s, e in pair.gold["source"]) or "-"
            at = min(s for role in ("source", "cue", "content") for s, _ in pair.gold[role])
            lines.append(f"{pair.gold['document']} @{at} [{source}] gold {gold} found {found}")
    return lines


def _values(pair: Pair, field: str) -> tuple[object, object]:
    speaker, gold = pair.speaker, pair.gold
    if field in {"speaker", "name"}:
        right = pair.is_name_right and (field == "name" or pair.is_country_right)
        return (True, True) if right else ((gold["speaker"], gold["country"]), (speaker.name if speaker else None, pair.country))
    if field == "role" and speaker and gold["role"] and speaker.role and agree(gold["role"], speaker.role):
        return True, True
    if field == "channels":
        return tuple(gold["channels"]), pair.channels
    if field == "anonymous":
        return gold["anonymous"] and bool(gold["speaker"]), bool(speaker and speaker.anonymous)
    return gold[field], getattr(speaker, field, None)


def main() -> None:
    """Print the table, and on demand what disagrees."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path, nargs="?", default=LABELS / "interpretation-tune-statements.jsonl")
    parser.add_argument("--data", type=Path, default=data_root())
    parser.add_argument("--list", choices=FIELDS, help="print the disagreements of a field as well")
    options = parser.parse_args()
    if not options.labels.exists():
        print(f"skipped: there is no {options.labels}")
        return
    pairs = pairs_of(options.labels, options.data, syntax_only())
    if options.list:
        from training.corpora import text_of

        lines = disagreements(pairs, options.list, lambda name: text_of(name, options.data))
        print("\n".join(lines))
        print(Counter(line.split(" @")[0] for line in lines))
    for name, value in scores(pairs).items():
        print(f"{name:<22}{value:7.1f}")
    print(f"{len(pairs)} statements of {len({p.gold['document'] for p in pairs})} documents")


if __name__ == "__main__":
    main()

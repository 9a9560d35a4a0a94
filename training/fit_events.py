"""Fit the linear models of events (which words are events, who fills which role) on the project's labels, and write them into the package.

    python -m training.fit_events [--labels FILE ...] [--folder MODEL]

The scores printed are those of `evals.events` in a cross-validation over documents: each document's events are found by models that did
not see it. Needs scikit-learn; takes some minutes. To be run again whenever the encoder changes.
"""

from __future__ import annotations

import argparse
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from evals.corpora import LABELS
from evals.events import Counts, Label, read_labels, same, score_sentence
from evals.spans import Score

from onrecord.annotate.encoder import Encoder
from onrecord.annotate.syntax import Syntax
from onrecord.annotate.times import find_times
from onrecord.clauses import Clauses
from onrecord.interpret.event_features import event_features
from onrecord.interpret.events import EventFinder
from onrecord.interpret.heads import EventHeads, Linear
from onrecord.records import AnnotatedDocument, Document, DocumentId, Span
from training.corpora import text_of
from training.fit_heads import BUNDLED, FOLDS, Rows, arrays, fit, fold_of
from training.fit_triggers import Words, arrays_of, fit_words

WHOLE = tuple(LABELS / f"interpretation-{part}-events.jsonl" for part in ("train", "tune"))  # sentences with all their events
WORDS = LABELS / "event-words.jsonl"  # single words of other documents: which event they are, or none
MORE = LABELS / "event-words-more.jsonl"  # the same by another reader, most of them chosen because the models hesitated
ROLES = LABELS / "event-roles.jsonl"  # some of these with who fills which role
FILLED = ("actor", "recipient", "theme", "via", "origin", "destination", "place", "date")
STRENGTH = 0.3  # inverse of the penalty for roles, by cross-validation
HALF = 0.5  # what a word of `MORE` counts for: hard cases are not as frequent as they are there
Labels = dict[str, list[Label]]


@dataclass(frozen=True)
class Parsed:
    """A document with its grammar, and the time expressions in it."""

    annotated: AnnotatedDocument
    clauses: Clauses
    times: list[Span]

    def finder(self, heads: EventHeads | None) -> EventFinder:
        """Finds its events."""
        return EventFinder(self.annotated, self.clauses, self.times, heads)


@dataclass
class Cases:
    """The cases of both models."""

    trigger: Words = field(default_factory=Words)
    role: Rows = field(default_factory=Rows)


def parsed(syntax: Syntax, encoder: Encoder, name: str) -> Parsed:
    """A document of the corpora."""
    text = text_of(name)
    ((tokens, entities),) = syntax([text])
    annotated = AnnotatedDocument(Document(DocumentId(name), name, text), tokens, entities, encoder([text])[0])
    return Parsed(annotated, Clauses(tokens), [t.span for t in find_times(text, published=None)])


def gather(documents: Mapping[str, Parsed], whole: Labels, words: Labels, more: Labels, roles: Labels) -> Cases:
    """The cases of all labels: words of the table in each of their senses, noun phrases near each labelled event."""
    cases = Cases()
    for name, document in documents.items():
        finder = document.finder(None)
        finder.every_sense = True
        starts = finder.tokens.start
        events = [event for label in whole.get(name, []) for event in label["events"] if event["frame"]]
        frames = {event["trigger"][0]: event["frame"] for event in events}
        for label in whole.get(name, []):
            for row in range(*(int(starts.searchsorted(edge)) for edge in label["sentence"])):
                add_word(cases.trigger, finder, row, frames.get(int(starts[row])))
        for labels, weight in ((words, 1.0), (more, HALF)):
            for label in labels.get(name, []):
                add_word(cases.trigger, finder, int(starts.searchsorted(label["word"][0])), label["frame"], weight)
        for event in [*events, *roles.get(name, [])]:
            for features, role in fillers(finder, event):
                cases.role.add(features, role, name)
    return cases


def add_word(words: Words, finder: EventFinder, row: int, name: str | None, weight: float = 1.0) -> None:
    """A word in each of its senses, one of which is the labelled event, or none."""
    vector, document = finder.vector(row), finder.annotated.document.url
    for frame, slots in finder.senses(row):
        features = event_features(finder, row, frame, slots)
        words.add_word(features, frame.name, vector, document, holds=frame.name == name, weight=weight)


def fillers(finder: EventFinder, event: Label) -> Iterator[tuple[list[str], str]]:
    """The noun phrases near an event with the roles that the label gives them."""
    row = int(finder.tokens.start.searchsorted(event["trigger"][0]))
    senses = [(frame, slots) for frame, slots in finder.senses(row) if frame.name == event["frame"]] if row < len(finder.tokens) else []
    if not senses:
        return
    frame, slots = max(senses, key=lambda sense: sum(slot in sense[0].slots for slot in sense[1]))
    proposed = finder.proposed(row, frame, slots)
    near = finder.fillers.near(row, proposed)
    roles = gold_roles(finder, near, event)
    for filler in near:
        yield finder.fillers.features(row, frame, filler, proposed, slots), roles.get(filler, "none")


def gold_roles(finder: EventFinder, near: Sequence[int], event: Label) -> dict[int, str]:
    """The filler that agrees best with each labelled span."""
    found: dict[int, str] = {}
    for role in FILLED:
        for start, end in event[role]:
            fits = []
            for filler in near:
                begin, last = finder.clauses.phrase(filler)
                if filler not in found and same((begin, last), (start, end)):
                    both = min(last, end) - max(begin, start)
                    fits.append((both / (max(last, end) - min(begin, start)), -filler))
            if fits:
                found[-max(fits)[1]] = role
    return found


def linear(rows: Rows, chosen: np.ndarray, strength: float, name: str) -> tuple[Linear, dict[str, np.ndarray]]:
    """A fitted model, and its numbers for the file."""
    vectorizer, model = fit(rows, chosen, strength)
    numbers = arrays(name, vectorizer, model)
    index = {feature: i for i, feature in enumerate(vectorizer.feature_names_)}
    weights = numbers[f"{name}_weights"].astype(np.float32)
    return Linear(index, weights, numbers[f"{name}_bias"], tuple(map(str, model.classes_))), numbers


def validated(documents: Mapping[str, Parsed], labels: Labels, cases: Cases) -> Counts:
    """Scores of every document by models that did not see it."""
    counts, trigger, role = Counts(), np.array(cases.trigger.folds), np.array(cases.role.folds)
    for fold in range(FOLDS):
        heads = EventHeads(
            *fit_words(cases.trigger, np.flatnonzero(trigger != fold).tolist()),
            linear(cases.role, np.flatnonzero(role != fold), STRENGTH, "role")[0],
        )
        for name in [n for n in labels if fold_of(n) == fold]:
            count(counts, documents[name], heads, labels[name])
    return counts


def count(counts: Counts, document: Parsed, heads: EventHeads, labels: Sequence[Label]) -> None:
    """Add one document's scores."""
    finder, starts = document.finder(heads), document.clauses.tokens.start
    for label in labels:
        rows = range(*(int(starts.searchsorted(edge)) for edge in label["sentence"]))
        for _ in score_sentence(counts, label["events"], finder.events(rows), document.clauses):
            pass


def main() -> None:
    """Validate, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=BUNDLED)
    folder = parser.parse_args().folder
    warnings.filterwarnings("ignore", category=FutureWarning)
    whole: Labels = {}
    for path in WHOLE:
        for name, sentences in read_labels(path).items():
            whole.setdefault(name, []).extend(sentences)
    words, more, roles = (read_labels(path) for path in (WORDS, MORE, ROLES))
    syntax, encoder = Syntax(), Encoder(folder)
    documents = {name: parsed(syntax, encoder, name) for name in sorted({*whole, *words, *more, *roles})}
    cases = gather(documents, whole, words, more, roles)
    for name, row in sorted(validated(documents, whole, cases).table.items()):
        score = Score(*row)
        print(f"{name:<22}{score.precision:7.1f}{score.recall:7.1f}{score.f1:7.1f}   {score.right}/{score.guessed}/{score.gold}")
    numbers = arrays_of(*fit_words(cases.trigger, range(len(cases.trigger.labels))))
    numbers |= linear(cases.role, np.arange(len(cases.role.labels)), STRENGTH, "role")[1]
    np.savez_compressed(folder / "events.npz", **numbers)
    print((folder / "events.npz").stat().st_size, "bytes")


if __name__ == "__main__":
    main()

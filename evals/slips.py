"""A report against itself: slips planted into labelled articles, and false alarms in unaltered ones.

    python -m evals.slips [--data ROOT] [--part train|tune|heldout] [--show]

A planted article is the article with one more paragraph: one of its labelled sentences with the parties swapped, another number, or
another weekday, or with a statement turned into a denial by the same speaker. It counts as found when a conflict of that kind has a
claim in the new paragraph. False alarms are counted per 100 articles of `pages` and `wikinews` as they are (every fourth of them), and
are to be read by eye: a real slip is none.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from evals import events, statements
from evals.corpora import LABELS, data_root
from onrecord.interpret.conflicts import ONE_WAY
from onrecord.interpret.quantities import quantity_in
from onrecord.pipeline import Models, Pipeline, load_models
from onrecord.records import Page, Reading

DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
PUBLISHED = "2020-06-17"  # any day does: weekdays are only compared with each other
MOST = 40  # slips of a kind
EVERY = 4  # of the unaltered articles
SAYING = frozenset({"said", "says", "has said", "had said", "told", "added"})
Slip = tuple[str, str, str]  # kind, text of the article, the new paragraph


def planted(root: Path, part: str) -> Iterator[Slip]:
    """Slips by kind, at most `MOST` of each."""
    from training.corpora import text_of

    counts: Counter[str] = Counter()
    gold = events.read_labels(LABELS / f"interpretation-{part}-events.jsonl")
    said = statements.read_labels(LABELS / f"interpretation-{part}-statements.jsonl")
    for name in sorted({*gold, *said}):
        text = text_of(name, root)
        if len(text.split()) < 100:
            continue  # a lone sentence is no article
        for kind, sentence in [*_from_events(text, gold.get(name, [])), *_from_statements(text, said.get(name, []))]:
            if counts[kind] < MOST:
                counts[kind] += 1
                yield kind, text, sentence


def _from_events(text: str, labels: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for label in labels:
        begin, end = label["sentence"]
        sentence = text[begin:end]
        for event in label["events"]:
            actor, recipient = event["actor"][:1], event["recipient"][:1]
            single = event["frame"] in ONE_WAY and len(event["actor"]) == len(event["recipient"]) == 1
            if single and all(text[s].isupper() for s, _ in (*actor, *recipient)):
                yield "role-reversal", _swapped(sentence, *((s - begin, e - begin) for s, e in (*actor, *recipient)))
            for s, e in event["quantity"][:1]:
                number = quantity_in(text[s:e])
                if event["frame"] and number and number.value and number.value >= 2 and not number.approximate:
                    other = sentence[: s - begin] + f"{int(number.value) + 7:,}" + sentence[e - begin :]
                    yield "quantity", other
        day = next((d for d in DAYS if re.search(rf"\b{d}\b", sentence)), None)
        if day and any(event["frame"] and event["date"] for event in label["events"]) and len(re.findall("|".join(DAYS), sentence)) == 1:
            yield "date", sentence.replace(day, DAYS[(DAYS.index(day) + 3) % 7])


def _swapped(sentence: str, one: tuple[int, int], other: tuple[int, int]) -> str:
    (a, b), (c, d) = sorted((one, other))
    return sentence[:a] + sentence[c:d] + sentence[b:c] + sentence[a:b] + sentence[d:]


def _from_statements(text: str, labels: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for label in labels:
        cue = " ".join(text[s:e] for s, e in label["cue"])
        whole = label["factuality"] == "CT+" and len(label["content"]) == 1 and len(label["source"]) == 1
        if (
            whole
            and cue in SAYING
            and label["speaker"]
            and label["act"] == "state"
            and label["kind"] == "person"
            and not label["anonymous"]
        ):
            start, end = label["content"][0]
            content = text[start:end]
            if "“" not in content and '"' not in content and len(content.split()) >= 6:
                yield "self-contradiction", f"{label['speaker']} denied that {content.removeprefix('that ')}."


def read(models: Models, texts: Sequence[str]) -> list[Reading]:
    """Readings of plain texts."""
    pages = [Page(f"https://example.org/{i}", text.encode(), "text/plain") for i, text in enumerate(texts)]
    return [r for r in Pipeline(models, published=PUBLISHED)(pages) if isinstance(r, Reading)]


def unaltered(root: Path) -> list[str]:
    """Every fourth article of Wikinews and of the pages."""
    import csv
    import json

    from training.corpora import text_of

    csv.field_size_limit(10**8)
    names = [
        f"wikinews/{path.stem.split('_')[1]}/{row}"
        for path in sorted((root / "wikinews").glob("*.csv"))
        for row, _ in enumerate(csv.DictReader(path.open(encoding="utf-8", newline="")))
    ]
    names += [f"pages/{p.stem}/{v}" for p in sorted((root / "pages").glob("*.json")) for v in json.loads(p.read_text("utf-8"))]
    return [text_of(name, root) for name in names[::EVERY]]


def evaluate(models: Models, root: Path, part: str, *, show: bool = False) -> dict[str, float]:
    """Share of planted slips found, by kind, and false alarms per 100 articles."""
    slips = list(planted(root, part))
    total, found = Counter(kind for kind, _, _ in slips), Counter[str]()
    readings = read(models, [f"{text}\n\n{sentence}" for _, text, sentence in slips])
    for (kind, text, _), reading in zip(slips, readings, strict=True):
        late = {c.id for c in reading.claims if c.evidence[0].start > len(text)}
        found[kind] += any(c.kind == kind and late & set(c.claims) for c in reading.conflicts)
    scores = {f"slips {kind}": 100 * found[kind] / count for kind, count in sorted(total.items())}
    scores |= {f"planted {kind}": float(count) for kind, count in sorted(total.items())}
    articles = read(models, unaltered(root))
    alarms = [(r, c) for r in articles for c in r.conflicts]
    if show:
        for reading, conflict in alarms:
            print(reading.document.text[:60].replace("\n", " "), "|", conflict.kind, conflict.note)
    return scores | {"false alarms per 100": 100 * len(alarms) / len(articles)}


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=data_root())
    parser.add_argument("--part", default="train")
    parser.add_argument("--show", action="store_true", help="list the alarms in unaltered articles")
    options = parser.parse_args()
    for name, value in evaluate(load_models(), options.data, options.part, show=options.show).items():
        print(f"{name:<28}{value:7.1f}")


if __name__ == "__main__":
    main()

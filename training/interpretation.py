"""Labels of what statements amount to: show a document to label from, and turn raw labels into standoff.

    python -m training.interpretation statements DOCUMENT …    numbered statements, each with the paragraph that it stands in
    python -m training.interpretation sentences DOCUMENT …     numbered sentences for the event labels
    python -m training.interpretation check FILE               does every line of a raw file fit?
    python -m training.interpretation freeze FOLDER OUT        standoff labels of all raw files in a folder

A raw file is named after its document ("/" written "+") with the ending `.statements` (lines of ten fields) or `.events` (JSON lines);
the guideline is `labels/INTERPRETATION.md`. Statements are those of the attribution labels (of the first annotator, in PolNeAR), in the
order of the text.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from evals.corpora import read_brat

from onrecord.annotate.syntax import Syntax
from onrecord.records import Act, SpeakerKind
from training.corpora import data_root, paragraphs_with_offsets, text_of

LABELS = Path(__file__).parent / "labels"
FACTUALITY = ("CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu")
FRAMES = frozenset(
    "transfer aid attack kill die injure destroy seize steal mobilise test launch sanction prohibit violate agree meet visit vote protest arrest release "
    "charge try rule investigate appoint resign dismiss breach leak merge acquire win lose cheat spread build close open withdraw cross rise fall crash "
    "cancel change publish -".split()
)
ROLES = ("actor", "recipient", "theme", "quantity", "via", "origin", "destination", "place", "date")
SENTENCES = 9  # of each document: the lead is rich in events
Span = tuple[int, int]


@dataclass(frozen=True)
class Given:
    """A statement to be labelled, in character spans."""

    source: list[Span]
    cue: list[Span]
    content: list[Span]

    @property
    def start(self) -> int:
        """Where its first word stands."""
        return min(s for s, _ in (*self.source, *self.cue, *self.content))


@cache
def _own() -> dict[str, list[Given]]:
    found: dict[str, list[Given]] = {}
    for path in [*sorted(LABELS.glob("train-*.jsonl")), LABELS / "heldout.jsonl", *sorted(LABELS.glob("fresh-*.jsonl"))]:
        for line in path.read_text("utf-8").splitlines():
            label = json.loads(line)
            statements = found.setdefault(label["document"], [])
            if label.get("content"):
                statements.append(Given(*([(s, e) for s, e in label[r]] for r in ("source", "cue", "content"))))
    return found


@cache
def _polnear(part: str) -> dict[str, list[Given]]:
    corpus = read_brat(data_root() / "polnear" / part)
    return {
        name: [Given(*(sorted((s, e) for s, e in a[r]) for r in ("source", "cue", "content"))) for a in attributions]
        for name, (_, attributions) in corpus.items()
    }


def statements_of(document: str) -> list[Given]:
    """The document's statements in the order of the text."""
    kind, *place = document.split("/")
    found = _polnear(place[0])[place[1]] if kind == "polnear" else _own().get(document, [])
    return sorted(found, key=lambda g: (g.start, g.content))


@cache
def sentences_of(document: str) -> list[Span]:
    """The first sentences of a document, as the syntax model parts them, of five words or more."""
    text = text_of(document)
    tokens, _ = _syntax()([text])[0]
    bounds: dict[int, list[int]] = {}
    for row, number in enumerate(tokens.sentence.tolist()):
        bounds.setdefault(number, []).append(row)
    spans = [(int(tokens.start[rows[0]]), int(tokens.end[rows[-1]])) for rows in bounds.values()]
    return [s for s in spans if len(text[slice(*s)].split()) >= 5][:SENTENCES]


@cache
def _syntax() -> Syntax:
    return Syntax()


def show_statements(document: str) -> None:
    """Print paragraphs, each followed by the statements that begin in it."""
    text, left = text_of(document), list(enumerate(statements_of(document)))
    print(f"##### {document}")
    for offset, line in paragraphs_with_offsets(text):
        print(line)
        for number, given in [x for x in left if offset <= x[1].start < offset + len(line)]:
            roles = [" … ".join(text[s:e] for s, e in role) or "-" for role in (given.source, given.cue, given.content)]
            print(f"    [{number}] " + " || ".join(re.sub(r"\s+", " ", r) for r in roles))


def show_sentences(document: str) -> None:
    """Print the numbered sentences."""
    text = text_of(document)
    print(f"##### {document}")
    for number, span in enumerate(sentences_of(document)):
        print(f"[{number}] {re.sub(chr(92) + 's+', ' ', text[slice(*span)])}")


def read_statement(line: str, count: int) -> dict[str, object]:
    """One raw line as a label; ValueError says what is wrong."""
    fields = [f.strip() for f in line.split("|")]
    if len(fields) != 10:
        raise ValueError(f"{len(fields)} fields instead of 10")
    number, act, factuality, speaker, kind, country, anonymous, role, channels, parent = fields
    if not number.isdigit() or int(number) >= count:
        raise ValueError(f"there is no statement {number}")
    Act(act)
    if factuality not in FACTUALITY:
        raise ValueError(f"unknown factuality {factuality}")
    if kind != "-":
        SpeakerKind(kind)
    if not re.fullmatch(r"[A-Z]{3}|-", country):
        raise ValueError(f"country {country} is no alpha-3 code")
    if anonymous not in {"y", "n", "-"}:
        raise ValueError(f"anonymous is y or n, not {anonymous}")
    if parent != "-" and not (parent.isdigit() and int(parent) < count and parent != number):
        raise ValueError(f"parent {parent} is no other statement")
    return {
        "number": int(number),
        "act": act,
        "factuality": factuality,
        "speaker": None if speaker == "-" else speaker,
        "kind": None if kind == "-" else kind,
        "country": None if country == "-" else country,
        "anonymous": anonymous == "y",
        "role": None if role == "-" else role,
        "channels": [] if channels == "-" else [c.strip() for c in channels.split(";")],
        "parent": None if parent == "-" else int(parent),
    }


def read_events(line: str, text: str, sentences: list[Span]) -> dict[str, object]:
    """One raw line of events as standoff; ValueError says what is wrong."""
    raw = json.loads(line)
    begin, end = sentences[raw["n"]]
    sentence = text[begin:end]
    events = []
    for event in raw["e"]:
        if event["f"] not in FRAMES:
            raise ValueError(f"unknown frame {event['f']}")
        unknown = set(event) - {"t", "f", "neg", *ROLES}
        if unknown:
            raise ValueError(f"unknown field {unknown}")
        trigger = _place(event["t"], sentence, begin, None)
        roles = {}
        for role in ROLES:
            words = event.get(role) or []
            roles[role] = [_place(w, sentence, begin, trigger[0]) for w in ([words] if isinstance(words, str) else words)]
        events.append({"trigger": trigger, "frame": None if event["f"] == "-" else event["f"], "negated": bool(event.get("neg"))} | roles)
    return {"sentence": [begin, end], "events": events}


def _place(words: str, sentence: str, begin: int, near: int | None) -> list[int]:
    """Where words stand; the nearest to the trigger when they stand there more than once."""
    words, _, ordinal = words.partition("##")
    pattern = r"\s+".join(re.escape(w) for w in words.split())
    found = [m.span() for m in re.finditer(rf"(?<!\w){pattern}(?!\w)", sentence)] if words.strip() else []
    if not found:
        raise ValueError(f"not in the sentence: {words!r}")
    if ordinal:
        start, end = found[int(ordinal) - 1]
    else:
        start, end = min(found, key=lambda s: abs(s[0] + begin - near)) if near is not None else found[0]
    return [begin + start, begin + end]


def frozen(path: Path) -> list[dict[str, object]]:
    """Standoff labels of one raw file; ValueError lists every line that does not fit."""
    document = path.stem.replace("+", "/")
    text, faults, labels = text_of(document), [], []
    digest = hashlib.sha256(text.encode()).hexdigest()
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            if path.suffix == ".statements":
                given = statements_of(document)
                label = read_statement(line, len(given))
                found = given[int(str(label.pop("number")))]
                parent = label.pop("parent")
                spans = {"source": found.source, "cue": found.cue, "content": found.content}
                above = given[int(str(parent))].content if parent is not None else None
                labels.append({"document": document, "sha256": digest} | spans | label | {"parent_content": above})
            else:
                labels.append({"document": document, "sha256": digest} | read_events(line, text, sentences_of(document)))
        except (ValueError, KeyError, IndexError, TypeError) as error:
            faults.append(f"{path.name} line {number}: {error}")
    wanted = len(statements_of(document)) if path.suffix == ".statements" else len(sentences_of(document))
    if len(labels) + len(faults) != wanted:
        faults.append(f"{path.name}: {len(labels) + len(faults)} lines for {wanted} statements or sentences")
    if faults:
        raise ValueError("\n".join(faults))
    return labels


def main(arguments: list[str]) -> int:
    """Run one of the commands above."""
    command, *names = arguments
    if command == "statements":
        for name in names:
            show_statements(name)
    elif command == "sentences":
        for name in names:
            show_sentences(name)
    elif command == "check":
        status = 0
        for name in names:
            try:
                print(f"{name}: {len(frozen(Path(name)))} fit")
            except ValueError as error:
                print(error)
                status = 1
        return status
    elif command == "freeze":
        for ending in ("statements", "events"):
            lines = [json.dumps(label) for path in sorted(Path(names[0]).glob(f"*.{ending}")) for label in frozen(path)]
            Path(f"{names[1]}-{ending}.jsonl").write_text("".join(line + "\n" for line in lines), "utf-8")
            print(f"{len(lines)} {ending}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

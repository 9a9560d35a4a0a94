"""What speaks for and against a proposal of an inner statement: words and grammar, and what the tagger makes of the same words.

Features have a name and a value; numbers are kept between about -3 and 3. Weights are made by `training/fit_nested.py`.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.attribute.contents import SecondReading
from onrecord.attribute.proposals import Proposal
from onrecord.attribute.stretches import Rows
from onrecord.attribute.usage import Usage, grammar_features, holder_form
from onrecord.attribute.usage import printed as printed_in
from onrecord.clauses import Clauses

Features = dict[str, float]
LEAST_ODDS = 1e-3  # below, a probability says no more
STEP = 3 / math.log(10)  # from a third of a natural logarithm to one step for every tenfold
READ = frozenset({"tagger", "quoted"})  # kinds of proposals that grammar alone does not make
UNKNOWN = -2.0  # log odds where grammar has no proposal: a little below the one in six that holds of those it has
FEW = 2  # nouns
SAME = 0.5  # overlap at which two contents are one


@dataclass(frozen=True)
class Outer:
    """The statement that a proposal stands in: style, the printed source in lower case and its number ("one", "many", "none"), how many
    words its content has, and the row where that begins."""

    style: str
    source: str
    number: str
    length: int
    begins: int


@dataclass(frozen=True)
class RowsTagged:
    """An attribution of the tagger's in rows."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


@dataclass(frozen=True)
class View:
    """A document's grammar and second reading, side by side: `words` is the word of each token."""

    text: str
    clauses: Clauses
    reading: SecondReading
    words: NDArray[np.int64]
    tagged: Sequence[RowsTagged]
    usage: Usage

    def known(self, *stretches: Rows) -> list[int]:
        """The words of some stretches."""
        found = np.concatenate([self.words[a : b + 1] for a, b in stretches]) if stretches else self.words[:0]
        return [w for w in found.tolist() if w >= 0]

    def printed(self, rows: Rows) -> str:
        """A stretch as printed, in lower case."""
        return printed_in(self.text, self.clauses, rows)

    def form(self, proposal: Proposal) -> str:
        """What a proposal's holder is."""
        return holder_form(self.text, self.clauses, proposal)


def rows_in(stretches: Sequence[Rows]) -> frozenset[int]:
    """Every row of some stretches."""
    return frozenset(row for a, b in stretches for row in range(a, b + 1))


def features_of(view: View, outer: Outer, group: Sequence[Proposal]) -> list[Features]:
    """The features of proposals that share a head; each is also measured by the best among them."""
    found = []
    for p in group:
        features = _odds(view, outer, p) | _agreement(view, p)
        found.append(_words(view, outer, p) | features | _together(p, view.form(p), features))
    _add_usage(view, group, found)
    for name in ("holder odds", "content odds", "agreement", "agreed holder"):
        best = max(f[name] for f in found)
        for features in found:
            features[f"{name}, behind the best"] = best - features[name]
            features[f"{name}, the best"] = float(features[name] >= best - 1e-6)
    return found


def _add_usage(view: View, group: Sequence[Proposal], found: list[Features]) -> None:
    """What words and grammar say for each by the usage of whole reports, and how it compares with the others of its head."""
    known = {
        i: view.usage.odds(grammar_features(view.text, view.clauses, p)) for i, p in enumerate(group) if p.shape.split()[0] not in READ
    }
    best = max(known.values(), default=UNKNOWN)
    odds = [known.get(i, best) for i in range(len(group))]  # whole reports have no proposals of the tagger's and of quotations
    for features, own in zip(found, odds, strict=True):
        step, seen = max(-6, min(3, round(own))), round(features["cue odds of head"] * STEP)
        features |= {"usage": own / 3, "usage, behind the best": (best - own) / 3, "usage, the best": float(own >= best - 1e-6)}
        features |= {f"usage {step}": 1.0, f"usage {step} at odds {seen}": 1.0}


def vectors_of(view: View, proposal: Proposal) -> NDArray[np.float32]:
    """(4, 384): the vectors of head, holder's last word (0: no holder), content, and content's first word."""
    vectors = view.reading.words.vectors
    source = view.known(proposal.source) if proposal.source else []
    content = view.known(*proposal.content)
    nothing = np.zeros(vectors.shape[1], dtype=np.float32)
    return np.stack(
        [
            vectors[view.words[proposal.head]].astype(np.float32),
            vectors[source[-1]].astype(np.float32) if source else nothing,
            vectors[content].astype(np.float32).mean(0) if content else nothing,
            vectors[content[0]].astype(np.float32) if content else nothing,
        ]
    )


def _words(view: View, outer: Outer, proposal: Proposal) -> Features:
    """Of the words themselves."""
    clauses, tokens, head = view.clauses, view.clauses.tokens, proposal.head
    parts, lemma = proposal.shape.split(), clauses.lemma(head)
    kids = clauses.children[head]
    names = [
        f"shape={proposal.shape}", f"kind={parts[0]}", f"kind={' '.join(parts[:2])}", f"end={parts[-1]}",
        f"lemma={lemma}", f"lemma={lemma}|{parts[0]}|{parts[-1]}", f"pos={tokens.pos[head]}", f"tag={tokens.tag[head]}",
        f"dep={tokens.dep[head]}", f"style={outer.style}", f"holder by {'tagger' if proposal.read_source else 'grammar'}",
        *(["negated"] if any(tokens.dep[k] == "neg" for k in kids) else []),
        *(["modal"] if any(tokens.tag[k] == "MD" for k in kids) else []),
        *(f"mark={clauses.lemma(k)}" for k in kids if tokens.dep[k] == "mark"), *_holder(view, outer, proposal),
    ]  # fmt: skip
    return dict.fromkeys(names, 1.0)


def _holder(view: View, outer: Outer, proposal: Proposal) -> list[str]:
    """Of the holder: its form, and whether it is the outer holder again."""
    form, printed = view.form(proposal), view.printed(proposal.source) if proposal.source else ""
    shared = set(printed.split()) & set(outer.source.split()) - {"the", "of", "a", "and"}
    found = [f"holder={form}", f"holder={form}|{outer.style}", *(["holder again"] if shared else [])]
    if proposal.source is not None and form in {"third", "it"}:
        rivals = _rivals(view, outer, proposal.source[0])
        found += [f"{form}|{outer.style}|{rivals}", f"{printed}|{outer.number}|{outer.style}", f"{printed}|{outer.number}|{rivals}"]
    return found


def _rivals(view: View, outer: Outer, row: int) -> str:
    """How many nouns in the content before a pronoun it might stand for, in words: with none it is the outer holder as a rule."""
    nouns = sum(view.clauses.tokens.pos[r] in {"NOUN", "PROPN"} for r in range(outer.begins, row))
    return "no rival" if not nouns else "a rival" if nouns <= FEW else "rivals"


def _together(proposal: Proposal, form: str, features: Features) -> Features:
    """What counts together: a rough step of the head's rate and odds with the shape and the holder's form."""
    parts = proposal.shape.split()
    rate, odds = round(max(-2.0, features["rate"] * STEP)), round(features["cue odds of head"] * STEP)
    names = (
        f"{parts[0]} by {form}", f"{parts[0]} at rate {rate}", f"{parts[0]} at odds {odds}", f"{' '.join(parts[:2])} at odds {odds}",
        f"rate {rate} at odds {odds}", f"{form} at odds {odds}", f"{parts[0]} agreed {features['agreed']:.0f}",
    )  # fmt: skip
    return dict.fromkeys(names, 1.0)


def _odds(view: View, outer: Outer, proposal: Proposal) -> Features:
    """Of how the tagger sees each part."""
    reading, parts = view.reading, proposal.content
    cue, content = view.known(proposal.cue), view.known(*parts)
    source = view.known(proposal.source) if proposal.source else []
    word = view.printed((proposal.head, proposal.head))
    behind, before = _next_to(view, content, set(cue))
    return {
        "rate": math.log(view.usage.rate(word)) / 3,
        "cue odds of head": _log(reading.cue[view.words[proposal.head]]),
        "cue odds": _log(reading.cue[cue].max(initial=0.0)),
        "cue share": float(reading.cue[cue].mean()) if cue else 0.0,
        "holder odds": float(reading.source[source].mean()) if source else 0.0,
        "content odds": float(reading.content[content].mean()) if content else 0.0,
        "content odds, first": float(reading.content[content[0]]) if content else 0.0,
        "content odds, last": float(reading.content[content[-1]]) if content else 0.0,
        "content odds behind": behind,
        "content odds before": before,
        "outside odds": float(reading.outside[content].mean()) if content else 0.0,
        "length": math.log1p(len(content)) / 3,
        "one word": float(len(content) <= 1),
        "two words": float(len(content) == 2),
        "outer length": math.log1p(outer.length) / 4,
        "share": min(1.0, (len(content) + len(cue) + len(source)) / max(1, outer.length)),
        "pieces": float(len(parts) > 1),
        "no outer holder": float(not outer.source),
    }


def _next_to(view: View, content: list[int], cue: set[int]) -> tuple[float, float]:
    """The odds that the words behind and before a content are content too."""
    if not content:
        return 0.0, 0.0
    paragraph, odds = view.reading.words.paragraph, view.reading.content
    last, first = max(content) + 1, min(content) - 1
    behind = float(odds[last]) if last < len(odds) and paragraph[last] == paragraph[content[-1]] else 0.0
    before = float(odds[first]) if first >= 0 and paragraph[first] == paragraph[content[0]] and first not in cue else 0.0
    return behind, before


def _agreement(view: View, proposal: Proposal) -> Features:
    """Of what the tagger finds there itself."""
    content, source = rows_in(proposal.content), rows_in([proposal.source] if proposal.source else [])
    overlap = holder = 0.0
    for other in view.tagged:
        if proposal.head in other.cue and content & other.content:
            overlap = max(overlap, len(content & other.content) / len(content | other.content))
            holder = max(holder, 1.0 if source & other.source or not (source or other.source) else 0.3)
    return {
        "agreement": overlap,
        "agreed holder": holder,
        "agreed content": float(overlap >= SAME),
        "agreed": float(overlap >= SAME and holder == 1.0),
        "tagger's": float(proposal.shape.startswith("tagger")),
    }


def _log(odds: float) -> float:
    return math.log(float(odds) + LEAST_ODDS) / 3


def by_head(found: Sequence[Proposal]) -> list[list[Proposal]]:
    """Proposals of one head together."""
    groups: dict[int, list[Proposal]] = defaultdict(list)
    for proposal in found:
        groups[proposal.head].append(proposal)
    return list(groups.values())

"""How words of saying are used in whole reports: how often each stands in a cue, and what words and grammar say for a proposal.

Labels of inner statements are few; of whole reports there are thousands, and "fears that", "plans to" read alike in both.
Weights are made by `training/usage.py` from PolNeAR.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.attribute.proposals import Proposal
from onrecord.attribute.stretches import Rows
from onrecord.clauses import Clauses

UNSEEN = 0.05  # share of uses in a cue, for a word that PolNeAR has seldom or never
PRONOUNS = {
    **dict.fromkeys(("i", "we", "my", "our", "me", "us"), "first"), **dict.fromkeys(("you", "your"), "second"),
    **dict.fromkeys(("he", "she", "they", "his", "her", "their", "him", "them"), "third"), **dict.fromkeys(("it", "its"), "it"),
    **dict.fromkeys(("who", "which", "that"), "relative"), **dict.fromkeys(("this", "these"), "demonstrative"),
}  # fmt: skip
SIZES = (1, 2, 4, 8, 16)  # words of a content, up to


@dataclass(frozen=True)
class Usage:
    """Word → share of its uses that stand in a cue; feature → weight, and a bias."""

    rates: dict[str, float]
    grammar: dict[str, float]
    bias: float

    def rate(self, word: str) -> float:
        """How often a word, in lower case, stands in a cue."""
        return self.rates.get(word, UNSEEN)

    def odds(self, features: Iterable[str]) -> float:
        """That a proposal holds in a whole report, in log odds."""
        return self.bias + sum(self.grammar.get(feature, 0.0) for feature in dict.fromkeys(features))


def printed(text: str, clauses: Clauses, rows: Rows) -> str:
    """A stretch as printed, in lower case."""
    return text[clauses.tokens.start[rows[0]] : clauses.tokens.end[rows[1]]].lower()


def holder_form(text: str, clauses: Clauses, proposal: Proposal) -> str:
    """What the holder is: none, a kind of pronoun, or the part of speech of its head."""
    if proposal.source is None:
        return "none"
    first, last = proposal.source
    heads = [row for row in range(first, last + 1) if not first <= clauses.heads[row] <= last or clauses.heads[row] == row]
    return PRONOUNS.get(printed(text, clauses, proposal.source)) or (clauses.tokens.pos[heads[-1]] if heads else "X")


def grammar_features(text: str, clauses: Clauses, proposal: Proposal) -> list[str]:
    """The head, the holder, the beginning and size of the content, and how they hang together."""
    tokens, head = clauses.tokens, proposal.head
    parts, lemma, form = proposal.shape.split(), clauses.lemma(head), holder_form(text, clauses, proposal)
    kind, end, first = parts[0], parts[-1], proposal.content[0][0]
    words = sum(b - a + 1 for a, b in proposal.content)
    size = next((str(size) for size in SIZES if words <= size), "more")
    word, opening = printed(text, clauses, (head, head)), printed(text, clauses, (first, first))
    holder = clauses.lemma(proposal.source[1]) if proposal.source else ""
    return [
        f"shape={proposal.shape}", f"kind={kind}", f"kind={' '.join(parts[:2])}", f"tag={tokens.tag[head]}", f"dep={tokens.dep[head]}",
        f"word={word}", f"lemma={lemma}", f"lemma={lemma}|{proposal.shape}", f"lemma={lemma}|{kind}", f"lemma={lemma}|{end}",
        f"lemma={lemma}||{' '.join(parts[1:])}", f"lemma={lemma}|by {form}",
        f"holder={form}", f"holder={form}|{proposal.shape}", f"holder={form}|{kind}", f"holder={holder}",
        f"size={size}", f"size={size}|{kind}|{end}", f"opening={opening}", f"opening={opening}|{end}", f"opening={tokens.pos[first]}|{end}",
        f"pieces={len(proposal.content)}", *_around(clauses, head),
    ]  # fmt: skip


def _around(clauses: Clauses, head: int) -> list[str]:
    """Negation, modals and marks at a word of saying."""
    tokens, children = clauses.tokens, clauses.children[head]
    return [
        *(["negated"] if any(tokens.dep[k] == "neg" for k in children) else []),
        *(["modal"] if any(tokens.tag[k] == "MD" for k in children) else []),
        *(f"mark={clauses.lemma(k)}" for k in children if tokens.dep[k] == "mark"),
    ]

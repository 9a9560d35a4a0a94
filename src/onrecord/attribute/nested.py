"""Statements inside statements: "the minister said that the army had denied the attack" holds the army's denial.

The tagger gives a word one role, so what stands in another's content is looked for anew: grammar proposes, the tagger reads the contents by
themselves and proposes too, and a linear model weighs all proposals.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.attribute.contents import SecondReading, contents_of, is_long
from onrecord.attribute.nested_features import SAME, Features, Outer, RowsTagged, View, by_head, features_of, rows_in, vectors_of
from onrecord.attribute.proposals import Proposal, proposals
from onrecord.attribute.statements import style_of
from onrecord.attribute.stretches import Rows, noun_phrase, rows_of
from onrecord.attribute.usage import Usage
from onrecord.attribute.weights import Weights
from onrecord.clauses import Clauses
from onrecord.codec import statement_id, words
from onrecord.errors import ModelError
from onrecord.quotes import QuoteState, quote_states
from onrecord.records import AnnotatedDocument, EncodedWords, Span, Spans, Statement, Style

LEAST = 0.25  # probability of a proposal that is taken: best in cross-validation (training/fit_nested.py)
OPENING = 6  # tokens between a word of saying and a quotation that is its content: "told her and her sister: 'Go'"
LEAST_QUOTED = 4  # tokens of a quotation, its marks counted; shorter ones are names and terms
Encode = Callable[[Sequence[str]], list[EncodedWords]]


@dataclass(frozen=True)
class NestedWeights:
    """A feature's weight, weights of the four vectors (4, 384), a bias, and the usage of whole reports."""

    features: dict[str, float]
    vectors: NDArray[np.float32]
    bias: float
    usage: Usage

    def probability(self, features: Features, vectors: NDArray[np.float32]) -> float:
        """That a proposal holds."""
        score = self.bias + float((self.vectors * vectors).sum())
        score += sum(self.features.get(name, 0.0) * value for name, value in features.items())
        return float(1 / (1 + np.exp(-score)))


def load_nested(folder: Path) -> NestedWeights:
    """The arrays of `nested.npz`; ModelError when it is missing or damaged."""
    try:
        with np.load(folder / "nested.npz", allow_pickle=False) as file:
            features = _table(file, "features", "weights")
            rates, grammar = _table(file, "words", "rates"), _table(file, "grammar", "grammar_weights")
            usage = Usage(rates, grammar, float(file["grammar_bias"]))
            return NestedWeights(features, file["vectors"].astype(np.float32), float(file["bias"]), usage)
    except (OSError, KeyError, ValueError) as error:
        raise ModelError(f"the weights in {folder} cannot be loaded: {error}. Install onrecord again.") from error


def _table(file: np.lib.npyio.NpzFile, names: str, numbers: str) -> dict[str, float]:
    return dict(zip(file[names].tobytes().decode("utf-8").split("\n"), file[numbers].astype(float).tolist(), strict=True))


@dataclass(frozen=True)
class Weighed:
    """A proposal in a statement's content, and the probability that it holds."""

    proposal: Proposal
    outer: int
    probability: float


class Finder:
    """What may stand in the contents of a document's statements."""

    def __init__(
        self, annotated: AnnotatedDocument, clauses: Clauses, statements: Sequence[Statement], encode: Encode, weights: Weights,
        usage: Usage,
    ) -> None:  # fmt: skip
        text = annotated.document.text
        self.text, self.clauses = text, clauses
        self.statements = [s for s in statements if is_long(text, s)]
        contents = contents_of(text, self.statements)
        (encoded,) = encode([contents.text])
        self.reading = SecondReading(contents, encoded, weights)
        self.tagged = [[rows_of(clauses, part) for part in (t.source, t.cue, t.content)] for t in self.reading.tagged]
        tagged = [RowsTagged(*map(rows_in, parts)) for parts in self.tagged]
        self.view = View(text, clauses, self.reading, self.reading.words_at(clauses.tokens.start), tagged, usage)

    def outer(self, statement: Statement) -> Outer:
        """A statement as the features see it."""
        printed = words(self.text, statement.content)
        style = "direct" if printed[:1] in set("“\"‘'") else "mixed" if set(printed) & set('“”"') else "indirect"
        begins = int(self.clauses.tokens.start.searchsorted(statement.content[0][0]))
        return Outer(style, words(self.text, statement.source).lower(), self._number(statement.source), len(printed.split()), begins)

    def _number(self, source: Spans) -> str:
        """Whether a source is one, many, or not printed."""
        tokens, rows = self.clauses.tokens, [row for a, b in rows_of(self.clauses, source) for row in range(a, b + 1)]
        if not rows:
            return "none"
        heads = [row for row in rows if self.clauses.heads[row] not in rows or self.clauses.heads[row] == row]
        joined = any(tokens.dep[row] == "conj" and self.clauses.heads[row] in heads for row in rows)
        plural = any(tokens.tag[row] in {"NNS", "NNPS"} or self.clauses.lemma(row) in {"they", "we", "those"} for row in heads)
        return "many" if joined or plural else "one"

    def groups(self, statement: Statement) -> list[list[Proposal]]:
        """The proposals in a statement, those of one head together."""
        found: list[Proposal] = []
        quotations = self.quotations(statement.content)
        for first, last in rows_of(self.clauses, statement.content):
            found += proposals(self.clauses, first, last)
            found += [p for t in self.tagged if (p := self._of_tagger(t, first, last))]
            quoting = [self._quoting(p, quotations) for p in found]
            found = [p for p, q in zip(found, quoting, strict=True) if not (q and _within(p, q))] + [q for q in quoting if q]
            found += [replace(p, content=(_nearest(p),), shape="tagger near") for p in found if p.shape == "tagger" and len(p.content) > 1]
        crossed = [_crossed(group) for group in by_head(found)]
        return [[p for p in group if self.view.words[p.head] >= 0] for group in crossed if self.view.words[group[0].head] >= 0]

    def breaks_off(self, proposal: Proposal, quotations: Sequence[Span]) -> bool:
        """Whether a proposal's content ends in the midst of a quotation that opens behind its cue."""
        quoting = self._quoting(proposal, quotations)
        return quoting is not None and _cuts(proposal, quoting)

    def _of_tagger(self, tagged: Sequence[list[Rows]], first: int, last: int) -> Proposal | None:
        """An attribution of the tagger's (source, cue, content) whose cue begins among these rows."""
        source, cue, content = tagged
        if not cue or not content or not first <= cue[0][0] <= last:
            return None
        whole = (cue[0][0], cue[-1][1])
        return Proposal(self._head(whole), self._named(source, first, last), whole, tuple(content), "tagger", read_source=True)

    def _head(self, cue: Rows) -> int:
        """The word of a cue that the others hang on."""
        tokens, rows = self.clauses.tokens, range(cue[0], cue[1] + 1)
        weighty = [r for r in rows if tokens.pos[r] in {"VERB", "NOUN", "ADJ"}]
        tops = [r for r in rows if self.clauses.heads[r] not in rows or self.clauses.heads[r] == r]
        return ([r for r in tops if r in weighty] or weighty or tops)[-1]

    def _named(self, source: list[Rows], first: int, last: int) -> Rows | None:
        """The tagger's holder; for a relative pronoun what it stands for."""
        if not source:
            return None
        whole = (source[0][0], source[-1][1])
        antecedent = self.clauses.antecedent(whole[0]) if whole[0] == whole[1] else whole[0]
        return noun_phrase(self.clauses, antecedent) if antecedent != whole[0] and first <= antecedent <= last else whole

    def _quoting(self, proposal: Proposal, quotations: Sequence[Span]) -> Proposal | None:
        """The same with the quotation that opens behind its cue: "told her: 'Go home. Now.'" """
        if proposal.shape.startswith("noun"):
            return None
        for start, end in quotations:
            first, last = (int(self.clauses.tokens.start.searchsorted(edge)) for edge in (start, end))
            if last - first >= LEAST_QUOTED and 0 <= first - proposal.cue[1] <= OPENING:
                return replace(proposal, content=((first, last - 1),), shape=f"quoted {proposal.shape.split()[0]}")
        return None

    def quotations(self, content: Spans) -> list[Span]:
        """Quotations within a content, marks included; the marks at its own edges are the outer speaker's."""
        found = []
        for start, end in content:
            states = quote_states(self.text[start + 1 : end])
            opened = None
            opening, closing = states == QuoteState.OPENING, states == QuoteState.CLOSING
            for place in np.flatnonzero(opening | closing).tolist():
                if opening[place]:
                    opened = place
                elif opened is not None:
                    found.append((start + 1 + opened, start + 2 + place))
                    opened = None
        return found


def _within(part: Proposal, whole: Proposal) -> bool:
    """Whether a content is but a part of another: all that is quoted is the speaker's."""
    return rows_in(part.content) < rows_in(whole.content)


def _cuts(part: Proposal, whole: Proposal) -> bool:
    """Whether a content begins or ends within a quotation that opens behind its cue."""
    content, quotation = rows_in(part.content), rows_in(whole.content)
    return bool(content & quotation) and not content >= quotation


def _nearest(proposal: Proposal) -> Rows:
    """The piece of a content that is nearest to the cue."""
    return min(proposal.content, key=lambda rows: min(abs(rows[0] - proposal.cue[1]), abs(rows[1] - proposal.cue[0])))


def _crossed(group: list[Proposal]) -> list[Proposal]:
    """Proposals of one head, each holder and content once; the tagger's holder with grammar's content and the other way about."""
    found: dict[tuple[object, ...], Proposal] = {}
    for p in group:
        found.setdefault((p.source, p.content), p)
    for read in (p for p in group if p.shape.startswith("tagger")):
        for p in (p for p in group if not p.shape.startswith("tagger")):
            for other in (
                replace(p, source=read.source, read_source=True),
                replace(read, source=p.source, read_source=False, shape="tagger"),
            ):
                found.setdefault((other.source, other.content), other)
    return list(found.values())


def find_nested(
    annotated: AnnotatedDocument, clauses: Clauses, statements: Sequence[Statement], encode: Encode, weights: Weights, nested: NestedWeights
) -> tuple[Statement, ...]:
    """Statements that stand within the contents of the given ones, with their parent."""
    if not any(is_long(annotated.document.text, s) for s in statements):
        return ()
    finder = Finder(annotated, clauses, statements, encode, weights, nested.usage)
    weighed = []
    for number, statement in enumerate(finder.statements):
        outer, quotations = finder.outer(statement), finder.quotations(statement.content)
        for group in finder.groups(statement):
            for proposal, features in zip(group, features_of(finder.view, outer, group), strict=True):
                if finder.breaks_off(proposal, quotations):
                    continue
                weighed.append(Weighed(proposal, number, nested.probability(features, vectors_of(finder.view, proposal))))
    states, known = quote_states(finder.text), {s.id for s in statements}
    found: dict[str, Statement] = {}
    for choice in chosen(weighed, LEAST):
        statement = _statement(finder, choice, states)
        if statement.id not in known:
            found.setdefault(statement.id, statement)
    return tuple(found.values())


def chosen(weighed: Sequence[Weighed], least: float) -> list[Weighed]:
    """The likeliest proposals that do not get in each other's way: one a cue, one a holder and content."""
    kept: list[tuple[Weighed, frozenset[int], frozenset[int], frozenset[int]]] = []
    for one in sorted((w for w in weighed if w.probability >= least), key=lambda w: -w.probability):
        p = one.proposal
        cue, content, source = rows_in([p.cue]), rows_in(p.content), rows_in([p.source] if p.source else [])
        if not any(
            cue & c or p.head == w.proposal.head or (len(content & k) >= SAME * len(content | k) and (source & s or not (source or s)))
            for w, c, k, s in kept
        ):
            kept.append((one, cue, content, source))
    return [w for w, _, _, _ in kept]


def _statement(finder: Finder, choice: Weighed, states: NDArray[np.uint8]) -> Statement:
    """A proposal as a statement; its content keeps to the outer one's and takes in quotation marks around it."""
    tokens, outer, p = finder.clauses.tokens, finder.statements[choice.outer], choice.proposal

    def characters(rows: Rows) -> Span:
        return int(tokens.start[rows[0]]), int(tokens.end[rows[1]])

    source = (characters(p.source),) if p.source else ()
    content = tuple(_marked(characters(rows), outer.content, states) for rows in sorted(p.content))
    cue = (characters(p.cue),)
    identity = statement_id(outer.document, source, cue, content)
    style: Style = style_of(content, finder.text, states)
    score = round(outer.score * choice.probability, 4)
    return Statement(identity, outer.document, source, cue, content, style, parent=outer.id, score=score)


def _marked(span: Span, within: Spans, states: NDArray[np.uint8]) -> Span:
    """A span with the quotation marks that stand right around it, clipped to the outer content."""
    start, end = span
    outer = next(((a, b) for a, b in within if a <= start < b), span)
    if start > outer[0] + 1 and end < outer[1] - 1 and states[start - 1] == QuoteState.OPENING and states[end] == QuoteState.CLOSING:
        return start - 1, end + 1
    return max(start, outer[0]), min(end, outer[1])

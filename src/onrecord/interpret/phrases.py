"""Phrases by syntax: the rows of a span, its head, the noun phrase around a noun."""

from __future__ import annotations

import numpy as np

from onrecord.records import Span, Tokens

_MODIFIERS = frozenset({"det", "amod", "compound", "nmod", "poss", "case", "nummod", "quantmod", "predet", "advmod", "punct", "npadvmod"})


def rows_in(tokens: Tokens, span: Span) -> list[int]:
    """Numbers of the tokens that lie in a span."""
    first, last = tokens.start.searchsorted(np.array(span, dtype=tokens.start.dtype)).tolist()  # any other type copies the column
    return list(range(first, last))


def root_of(tokens: Tokens, rows: list[int]) -> int:
    """The token of a stretch whose head is outside it (the first such one that is no punctuation)."""
    inside = set(rows)
    roots = [r for r in rows if int(tokens.head[r]) not in inside or int(tokens.head[r]) == r]
    solid = [r for r in roots if tokens.pos[r] not in {"PUNCT", "DET", "ADP", "CCONJ", "PART"}]
    nominal = [r for r in solid if tokens.pos[r] in {"NOUN", "PROPN", "PRON", "NUM"}]
    return (nominal or solid or roots or rows)[0]


def head_of(tokens: Tokens, rows: list[int]) -> int:
    """The noun that a source is about: its root, unless another comes first before a preposition or a verb ("heads of firms moving")."""
    root = root_of(tokens, rows)
    for row in rows:
        if row >= root:
            break
        if tokens.pos[row] in {"NOUN", "PROPN"} and tokens.dep[row] not in {"compound", "poss", "nmod", "amod", "npadvmod", "nummod"}:
            after = tokens.pos[row + 1]
            return row if after in {"ADP", "VERB"} and tokens.tag[row] in {"NNS", "NN"} else root
    return root


def noun_phrase(row: int, text: str, tokens: Tokens) -> str:
    """The noun with what belongs to it, as printed, up to a comma or a relative clause."""
    start, end = noun_span(row, tokens)
    return text[start:end]


def noun_span(row: int, tokens: Tokens, *, joined: bool = False) -> Span:
    """Where the noun phrase of a noun begins and ends; `joined`: with what "and" joins to it."""
    last = row
    for r in range(row + 1, min(row + 14, len(tokens))):
        climb = r
        for _ in range(8):
            climb = int(tokens.head[climb])
            if climb <= row:
                break
        if (
            climb != row
            or tokens.dep[r] in {"relcl", "punct", "acl"}
            or (not joined and tokens.dep[r] in {"cc", "conj"} and int(tokens.head[r]) == row)
        ):
            break
        last = r
    first = row
    while first > 0 and int(tokens.head[first - 1]) <= row and tokens.dep[first - 1] in _MODIFIERS and _belongs(first - 1, row, tokens):
        first -= 1
    while first < row and tokens.dep[first] == "punct":
        first += 1
    return int(tokens.start[first]), int(tokens.end[last])


def _belongs(row: int, noun: int, tokens: Tokens) -> bool:
    """Whether a word before a noun hangs on it."""
    for _ in range(6):
        if row == noun:
            return True
        row = int(tokens.head[row])
        if row > noun:
            return False
    return row == noun


def subject_of(tokens: Tokens, span: Span) -> int | None:
    """Who does what a participle adds to a clause ("Roe was firm, telling them"): the subject of the verb that it hangs on."""
    verb = next((r for r in rows_in(tokens, span) if tokens.tag[r] == "VBG" and tokens.dep[r] == "advcl"), None)
    if verb is None:
        return None
    head = int(tokens.head[verb])
    return next((r for r in range(head - 1, max(-1, head - 40), -1) if int(tokens.head[r]) == head and tokens.dep[r] == "nsubj"), None)

"""Stretches of tokens: the words under a verb or noun, its group, its noun phrase."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.clauses import Clauses
from onrecord.records import Span

Rows = tuple[int, int]  # first and last row of a stretch of tokens
GROUP = frozenset({"aux", "auxpass", "neg", "advmod", "prt"})
TRAILING = frozenset({"relcl", "punct", "cc", "acl"})
FAR = 4  # tokens between an auxiliary and its verb


def verb_group(clauses: Clauses, row: int) -> Rows:
    """The verb with its auxiliaries and negation, in one stretch."""
    first, last = row, row
    for child in sorted(clauses.kids(row, *GROUP), reverse=True):
        if child == first - 1 or (child < row and clauses.tokens.dep[child] in {"aux", "auxpass", "neg"} and row - child <= FAR):
            first = min(first, child)
        elif child == row + 1 and clauses.tokens.dep[child] == "prt":
            last = child
    return first, last


def noun_phrase(clauses: Clauses, row: int) -> Rows:
    """The noun phrase with what identifies it."""
    first = last = row
    for child in clauses.children[row]:
        if clauses.tokens.dep[child] in TRAILING and child > row:
            continue
        a, b = stretch(clauses, child, after=-1)
        if child < row or a <= last + 2:
            first, last = min(first, a), max(last, b)
    return first, last


def governed(clauses: Clauses, preposition: int) -> Rows | None:
    """What a preposition governs."""
    below = [stretch(clauses, k, after=preposition) for k in clauses.kids(preposition, "pobj", "pcomp", "prep") if k > preposition]
    return (min(a for a, _ in below), max(b for _, b in below)) if below else None


def stretch(clauses: Clauses, row: int, *, after: int) -> Rows:
    """All tokens under one, without punctuation at the edges; none before `after`."""
    rows, todo = {row}, [row]
    while todo:
        for child in clauses.children[todo.pop()]:
            if child > after and child not in rows:
                rows.add(child)
                todo.append(child)
    return trimmed(clauses, (min(rows), max(rows)))


def trimmed(clauses: Clauses, rows: Rows) -> Rows:
    """Without punctuation at the edges."""
    first, last = rows
    while last > first and clauses.tokens.pos[last] == "PUNCT":
        last -= 1
    while first < last and clauses.tokens.pos[first] == "PUNCT":
        first += 1
    return first, last


def rows_of(clauses: Clauses, spans: Sequence[Span]) -> list[Rows]:
    """First and last row of the tokens that begin in each span; spans without tokens are left out."""
    found = []
    for start, end in spans:
        first, last = (int(clauses.tokens.start.searchsorted(edge)) for edge in (start, end))
        if last > first:
            found.append((first, last - 1))
    return found

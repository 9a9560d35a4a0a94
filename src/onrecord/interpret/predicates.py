"""The main predicate of a stretch of text."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.clauses import Clauses


def main_row(clauses: Clauses, rows: Sequence[int]) -> int | None:
    """The verb (adjective, noun) of these tokens that the others hang on; None where there is nothing but marks."""
    inside = set(rows)
    tops = [r for r in rows if (clauses.heads[r] not in inside or clauses.heads[r] == r) and clauses.tokens.pos[r] != "PUNCT"]
    verbs = [r for r in tops if clauses.tokens.pos[r] in {"VERB", "AUX"} and clauses.tokens.dep[r] not in {"aux", "auxpass"}]
    solid = [r for r in tops if clauses.tokens.pos[r] in {"NOUN", "PROPN", "ADJ", "NUM"}]
    best = verbs or solid or tops
    return best[0] if best else None

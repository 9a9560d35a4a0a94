"""Statements inside statements: "the minister said that the army had denied the attack" holds the army's denial.

The tagger gives a word one role, so what stands in another's content is found by syntax: a verb or noun of saying with a holder of its
own and with a clause, an infinitive or a thing said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.attribute.statements import style_of
from onrecord.clauses import Clauses
from onrecord.codec import statement_id
from onrecord.quotes import quote_states
from onrecord.records import AnnotatedDocument, Span, Statement

# Lemmas that stood in a cue in a third or more of their uses in PolNeAR's training part, and the common verbs of belief and will.
CLAUSE_VERBS = frozenset(
    "say tell add ask write show suggest argue note report announce claim explain declare acknowledge insist warn mention conclude recall vow promise "
    "pledge confirm predict reveal deny state repeat remind reply worry boast emphasize emphasise indicate fear assure remark complain imply assert "
    "admit estimate order recommend disclose stress demand reiterate caution wonder concede hint rule lament signal underscore suspect proclaim "
    "speculate believe think know hope expect doubt feel find allege testify maintain contend propose decide agree accuse guess realise realize joke "
    "scream shout respond require project".split()
)
INFINITIVE_VERBS = frozenset(
    "want plan hope intend promise vow pledge threaten refuse decline agree decide seek expect aim offer propose urge order ask demand fear prefer "
    "encourage call choose look".split()
)
THING_VERBS = frozenset(
    "deny reject dismiss criticize criticise condemn denounce praise welcome oppose support endorse accuse blame demand propose question doubt fear "
    "confirm acknowledge admit defend expect urge applaud decry blast slam lament regret rebuff rebut repudiate favour favor back dispute allege announce "
    "express reference protest order".split()
)
NOUNS = frozenset(
    "accusation allegation claim charge report suggestion assertion statement complaint criticism concern belief fear hope promise pledge threat warning "
    "demand call denial admission conclusion finding prediction forecast speculation rumour rumor contention view proposal plea insistence plan".split()
)
NO_HOLDER = frozenset("i we you one who what which nobody none anyone anybody whoever".split())  # oneself, a gap, no one
EMPTY_SUBJECTS = frozenset("it there".split())
GROUP = frozenset({"aux", "auxpass", "neg", "advmod", "prt"})
TRAILING = frozenset({"relcl", "punct", "cc"})
LEAST_WORDS = 2  # a content of one word says nothing


@dataclass(frozen=True)
class Inner:
    """A holder, a cue and what is held, in rows of tokens; no holder where none is printed."""

    source: tuple[int, int] | None
    cue: tuple[int, int]
    content: tuple[int, int]


def find_nested(annotated: AnnotatedDocument, clauses: Clauses, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Statements that stand within the contents of the given ones, with their parent."""
    text = annotated.document.text
    states = quote_states(text)
    known = {s.id for s in statements}
    found: dict[str, Statement] = {}
    for outer in statements:
        for piece in outer.content:
            for inner in _within(clauses, piece):
                source, cue, content = (_characters(clauses, rows) if rows else () for rows in (inner.source, inner.cue, inner.content))
                content = ((max(content[0][0], piece[0]), min(content[0][1], piece[1])),)
                identity = statement_id(outer.document, source, cue, content)
                style, score = style_of(content, text, states), round(outer.score / 2, 4)
                if identity not in known:
                    found.setdefault(
                        identity, Statement(identity, outer.document, source, cue, content, style, parent=outer.id, score=score)
                    )
    return tuple(found.values())


def _characters(clauses: Clauses, rows: tuple[int, int]) -> tuple[Span, ...]:
    return ((int(clauses.tokens.start[rows[0]]), int(clauses.tokens.end[rows[1]])),)


def _within(clauses: Clauses, piece: Span) -> Iterator[Inner]:
    """Inner attributions whose cue and content stand in one piece of a content."""
    tokens = clauses.tokens
    first, last = (int(tokens.start.searchsorted(edge)) for edge in piece)
    for row in range(first, last):
        inner = _by_verb(clauses, row) if tokens.pos[row] == "VERB" else _by_noun(clauses, row) if tokens.pos[row] == "NOUN" else None
        if inner is None:
            continue
        parts = [p for p in (inner.source, inner.cue, inner.content) if p]
        if all(first <= a and b < last for a, b in parts) and inner.content[1] - inner.content[0] + 1 >= LEAST_WORDS:
            yield inner


def _by_verb(clauses: Clauses, row: int) -> Inner | None:
    said = _said(clauses, row)
    if said is None:
        return None
    subject = next(iter(clauses.kids(row, "nsubj", "nsubjpass")), None)
    passive = clauses.is_passive(row)
    if subject is None and clauses.tokens.dep[row] == "acl" and not passive:
        subject = clauses.heads[row]  # "research showing that"
    if subject is None:
        return None
    if passive or clauses.lemma(subject) in EMPTY_SUBJECTS:
        agents = [noun for slot in clauses.kids(row, "agent") for noun in clauses.kids(slot, "pobj")]
        return Inner(_noun(clauses, agents[0]) if agents else None, _group(clauses, row), said)
    if clauses.lemma(subject) in NO_HOLDER:
        return None
    source = clauses.antecedent(subject) if clauses.tokens.dep[row] == "relcl" else subject
    return Inner(_noun(clauses, source), _group(clauses, row), said)


def _said(clauses: Clauses, row: int) -> tuple[int, int] | None:
    """What the verb says: a clause, an infinitive, or a thing."""
    lemma = clauses.lemma(row)
    for child in clauses.children[row]:
        label = clauses.tokens.dep[child]
        infinitive = label == "xcomp" and any(clauses.tokens.tag[k] == "TO" for k in clauses.kids(child, "aux"))
        if child > row and (
            (label == "ccomp" and lemma in CLAUSE_VERBS)
            or (infinitive and lemma in INFINITIVE_VERBS)
            or (label == "dobj" and lemma in THING_VERBS)
            or (label == "xcomp" and not infinitive and lemma == "deny")
        ):
            return _stretch(clauses, child, after=row)
    return None


def _by_noun(clauses: Clauses, row: int) -> Inner | None:
    """ "US accusations that it sold drones", "the ministry's claim of a breach"."""
    if clauses.lemma(row) not in NOUNS:
        return None
    clause = next((k for k in clauses.kids(row, "acl", "ccomp", "relcl") if k > row and _is_that_or_to(clauses, k)), None)
    of = next((k for k in clauses.kids(row, "prep") if clauses.lemma(k) == "of" and k == row + 1), None)
    thing = clause if clause is not None else of
    if thing is None:
        return None
    named = [k for k in clauses.kids(row, "amod", "compound") if clauses.tokens.lemma[k][:1].isupper()]
    by = [n for p in clauses.kids(row, "prep", "agent") if clauses.lemma(p) in {"by", "from"} for n in clauses.kids(p, "pobj")]
    holders = clauses.kids(row, "poss") or named or by
    if not holders and clause is None:
        return None
    if holders and clauses.lemma(holders[0]) in {"my", "our", "your"}:
        return None
    return Inner(_noun(clauses, holders[0]) if holders else None, (row, row), _stretch(clauses, thing, after=row))


def _is_that_or_to(clauses: Clauses, row: int) -> bool:
    """A clause that says what the noun is: "that it sold", "to sell", not "that was made"."""
    marked = clauses.kids(row, "mark") or any(clauses.tokens.tag[k] == "TO" for k in clauses.kids(row, "aux"))
    relative = any(clauses.tokens.tag[k] in {"WDT", "WP"} for k in clauses.children[row])
    return bool(marked) and not relative


def _group(clauses: Clauses, row: int) -> tuple[int, int]:
    """The verb with its auxiliaries and negation, in one stretch."""
    first, last = row, row
    for child in sorted(clauses.kids(row, *GROUP), reverse=True):
        if child == first - 1 or (child < row and clauses.tokens.dep[child] in {"aux", "auxpass", "neg"} and row - child <= 4):
            first = min(first, child)
        elif child == row + 1 and clauses.tokens.dep[child] == "prt":
            last = child
    return first, last


def _noun(clauses: Clauses, row: int) -> tuple[int, int]:
    """The noun phrase with what identifies it."""
    first = last = row
    for child in clauses.children[row]:
        if clauses.tokens.dep[child] in TRAILING | {"acl"} and child > row:
            continue
        a, b = _stretch(clauses, child, after=-1)
        if child < row or a <= last + 2:
            first, last = min(first, a), max(last, b)
    return first, last


def _stretch(clauses: Clauses, row: int, *, after: int) -> tuple[int, int]:
    """All tokens under one, without punctuation at the edges; none before `after`."""
    rows, todo = {row}, [row]
    while todo:
        for child in clauses.children[todo.pop()]:
            if child > after and child not in rows:
                rows.add(child)
                todo.append(child)
    ordered = sorted(rows)
    while len(ordered) > 1 and clauses.tokens.pos[ordered[-1]] == "PUNCT":
        ordered.pop()
    while len(ordered) > 1 and clauses.tokens.pos[ordered[0]] == "PUNCT":
        ordered.pop(0)
    return ordered[0], ordered[-1]

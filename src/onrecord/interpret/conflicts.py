"""A report against itself: roles swapped in one sentence, one number or day with two values, a speaker who both asserts and denies.

Precision matters more than recall: a false alarm costs trust. Two events are held to be the same only when frame, parties and most of the
clause's words agree, and only what one holder says is compared (two holders may well differ; that is no slip of the report).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.clauses import Clauses
from onrecord.interpret.retold import retold
from onrecord.records import Claim, Conflict, ConflictKind, Event, Factuality, Participant, Span

ONE_WAY = frozenset(
    "transfer kill arrest acquire win appoint dismiss aid seize sanction steal charge".split()
)  # the reverse at the same time is odd
LIKE_ENOUGH = 0.5  # shared words (Jaccard) of two clauses that tell the same; below, the tuning articles gave false alarms: evals/README
NUMBER_LIKE = 0.7  # numbers and days differ more often for good reasons (another place, another day)
DENIAL_LIKE = 0.6  # so do assertion and denial by one speaker, who may speak of two things in like words
MOST = 40  # events of one kind compared with each other; a list of a hundred transfers is a table, not a report
COMMON = frozenset(
    "the a an of in on at to for and or by with from that this it its his her their he she they be have do say not n't no never was were is are".split()
)
NOT_SO = frozenset({Factuality.CERTAIN_NOT, Factuality.PROBABLE_NOT})


@dataclass(frozen=True)
class Told:
    """An event of a claim, who holds it, and the content words of its clause."""

    claim: Claim
    event: Event
    is_main: bool
    words: frozenset[str]

    @property
    def denied(self) -> bool:
        """Whether the holder says it is not so."""
        return (self.claim.factuality in NOT_SO) if self.is_main else self.event.negated


def conflicts_in(claims: Sequence[Claim], clauses: Clauses, text: str) -> tuple[Conflict, ...]:
    """Conflicts between claims of one document, in the order of the text, each pair once."""
    found: dict[tuple[str, ...], Conflict] = {}
    groups: dict[tuple[str, str | None], list[Told]] = defaultdict(list)
    for claim in claims:
        for number, event in enumerate(claim.events):
            key = event.frame or event.predicate
            groups[key, claim.holder].append(Told(claim, event, number == 0, _words(event, clauses)))
    for told in groups.values():
        for one, other in combinations(told[:MOST], 2):
            if one.claim.id == other.claim.id:
                continue
            for kind, note in _between(one, other, text):
                pair = (kind.value, *sorted((one.claim.id, other.claim.id)))
                found.setdefault(pair, Conflict(kind, (one.claim.id, other.claim.id), note))
    for conflict in retold(claims, clauses, text):
        found.setdefault((conflict.kind.value, *sorted(conflict.claims)), conflict)
    return tuple(found.values())


def _words(event: Event, clauses: Clauses) -> frozenset[str]:
    """Content lemmas of the event's clause: what hangs on its predicate and in its roles."""
    tokens = clauses.tokens
    row = int(tokens.start.searchsorted(event.span[0]))
    rows, todo = {row}, [row]
    while todo and len(rows) < 60:
        for child in clauses.children[todo.pop()]:
            if tokens.dep[child] not in {"ccomp", "advcl", "relcl", "conj", "parataxis", "punct"} and child not in rows:
                rows.add(child)
                todo.append(child)
    for participant in event.participants:
        rows |= set(_rows(tokens.start, participant.span))
    lemmas = {tokens.lemma[r].lower() for r in rows if tokens.pos[r] in {"NOUN", "PROPN", "VERB", "ADJ"}}
    return frozenset(lemma for lemma in lemmas if lemma not in COMMON and len(lemma) > 1 and not any(c.isdigit() for c in lemma))


def _rows(starts: object, span: Span) -> range:
    return range(int(starts.searchsorted(span[0])), int(starts.searchsorted(span[1])))  # type: ignore[attr-defined]


def alike(one: Told, other: Told) -> float:
    """How much of the clauses' words is shared (Jaccard)."""
    either = one.words | other.words
    return len(one.words & other.words) / len(either) if either else 0.0


def _between(one: Told, other: Told, text: str) -> Iterator[tuple[ConflictKind, str]]:
    likeness = alike(one, other)
    if likeness < LIKE_ENOUGH or len(one.words & other.words) < 2:
        return
    swapped = _swapped(one, other)
    if swapped:
        yield ConflictKind.ROLE_REVERSAL, swapped
        return
    if not _same_parties(one.event, other.event):
        return
    if one.denied != other.denied:
        if likeness < DENIAL_LIKE or not _both_said(one, other):
            return
        yield (
            ConflictKind.SELF_CONTRADICTION,
            f"{one.claim.holder or 'the report'} both asserts and denies: {_quoted(one, text)} / {_quoted(other, text)}",
        )
        return
    a, b = one.event.quantity, other.event.quantity
    if likeness >= NUMBER_LIKE and a and b and a.value != b.value and None not in (a.value, b.value) and a.unit == b.unit:
        if not (a.approximate or b.approximate) and not _dated_apart(one.event, other.event):
            yield ConflictKind.QUANTITY, f"{a.text} and {b.text} {a.unit or ''}".rstrip()
        return
    if likeness >= NUMBER_LIKE and _other_time(one.event, other.event) and ((a and b and a.value == b.value) or not (a or b)):
        yield ConflictKind.DATE, f"{one.event.date} and {other.event.date}"


def _both_said(one: Told, other: Told) -> bool:
    """The main points of two statements by one known speaker, both firm; in the report's own sentences "no" has too many uses."""
    named = one.claim.holder is not None and one.claim.statement is not None and other.claim.statement is not None
    return named and one.is_main and other.is_main and _is_firm(one) and _is_firm(other)


def _is_firm(told: Told) -> bool:
    """Asserted or denied outright, not planned, feared or asked."""
    value = told.claim.factuality if told.is_main else told.event.factuality
    return value in {Factuality.CERTAIN, Factuality.CERTAIN_NOT}


def _quoted(told: Told, text: str) -> str:
    evidence = told.claim.evidence[0]
    words = re.sub(r"\s+", " ", text[evidence.start : evidence.end])
    return f"“{words[:80]}…”" if len(words) > 80 else f"“{words}”"


def _party(people: Sequence[Participant], role: str) -> frozenset[str]:
    """Whom a role names: the country, where a country or its government is meant, else the name."""
    return frozenset((p.country if p.country and p.kind in {"country"} else p.name).casefold() for p in people if p.role == role)


def _swapped(one: Told, other: Told) -> str | None:
    """ "A sold to B" beside "B sold to A": both roles named in both, and turned."""
    if one.event.frame not in ONE_WAY or one.denied != other.denied:
        return None
    a, b = _party(one.event.participants, "actor"), _party(one.event.participants, "recipient")
    c, d = _party(other.event.participants, "actor"), _party(other.event.participants, "recipient")
    if a and b and c and d and a == d and b == c and a != b:
        return f"{', '.join(one.event.actor)} → {', '.join(one.event.recipient)} here, the other way there"
    return None


def _same_parties(one: Event, other: Event) -> bool:
    """Roles that both name agree."""
    for role in ("actor", "recipient"):
        a, b = _party(one.participants, role), _party(other.participants, role)
        if a and b and not (a & b) and not _counted(one, other):
            return False
    return one.place == other.place or not (one.place and other.place)


def _counted(one: Event, other: Event) -> bool:
    """Both count somebody: "26 civilians" and "31 civilians" have other words and are the same party."""
    return bool(one.quantity and other.quantity and one.quantity.unit == other.quantity.unit)


def _dated_apart(one: Event, other: Event) -> bool:
    """Two dates, be they days, months or years, of which neither lies in the other."""
    a, b = one.date, other.date
    return bool(a and b and not a.startswith(b) and not b.startswith(a))


def _other_time(one: Event, other: Event) -> bool:
    """Two days that cannot be the same."""
    a, b = one.date, other.date
    return bool(a and b and len(a) >= 10 and len(b) >= 10 and "X" not in a + b and a[:10] != b[:10])

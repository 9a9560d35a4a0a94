"""A report against itself, sentence by sentence: two that say the same, save a number, a weekday, or who did it to whom.

Only sentences of one holder's are compared, and all names must agree, so that two teams or two years of a table are no slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from onrecord.clauses import Clauses
from onrecord.interpret.quantities import quantity_in
from onrecord.records import Claim, ClaimId, Conflict, ConflictKind, Quantity, Span

ALIKE = 0.6  # shared words (Jaccard) of two sentences that tell the same; 0.5 gave no false alarm in 135 articles either
WITHIN = 0.8  # or of the shorter one's words in the longer: a headline and its sentence
VERBATIM = 0.75  # shared words from which a number need not hang on the same noun in both trees
LEAST = 4  # shared words: fewer are a phrase, not a statement of fact
MOST = 300  # sentences of a report that are compared; later ones are lists and tables
LONGEST = 80  # tokens; longer "sentences" are tables
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
OTHER_TIME = frozenset(
    "yesterday today tomorrow tonight earlier later then former previous next last far again another other more second third".split()
)
MUTUAL = frozenset(
    "meet talk marry agree discuss play face clash negotiate differ fight join speak match resemble equal draw cooperate partner".split()
)
BOUNDS = r"at (?:least|most)|up to|as (?:many|much) as|(?:more|less|fewer) than|over|under|nearly|almost|about|around|some"
BOUND = re.compile(rf"(?:{BOUNDS})\s*$", re.I)
NUMBERISH = frozenset({"$", "£", "€", "%", "per", "cent", "percent", "-"})
YEAR = re.compile(r"(?:19|20)\d\d$")


@dataclass(frozen=True)
class Sentence:
    """Its rows of tokens, the words that carry it without numbers and days, its names, numbers with their places, and days."""

    rows: range
    words: frozenset[str]
    names: frozenset[str]
    numbers: tuple[tuple[Quantity, Span], ...]
    days: tuple[tuple[str, Span], ...]
    plain: tuple[str, ...]
    capitals: tuple[str, ...]
    times: frozenset[str]


def retold(claims: Sequence[Claim], clauses: Clauses, text: str) -> Iterator[Conflict]:
    """Conflicts of like sentences, in the order of the text."""
    sentences = [s for s in _sentences(clauses, text) if len(s.words) >= LEAST]
    for one, other in combinations(sentences[:MOST], 2):
        if not _alike(one, other):
            continue
        for kind, note, here, there in _differences(one, other, clauses, text):
            pair = _claims_at(claims, (here, one, there, other), clauses)
            if pair:
                yield Conflict(kind, pair, note)


def _sentences(clauses: Clauses, text: str) -> Iterator[Sentence]:
    tokens = clauses.tokens
    edges = [0, *(i for i in range(1, len(tokens)) if tokens.sentence[i] != tokens.sentence[i - 1]), len(tokens)]
    for first, last in pairwise(edges):
        if 0 < last - first <= LONGEST:
            yield _sentence(clauses, range(first, last), text)


def _sentence(clauses: Clauses, rows: range, text: str) -> Sentence:
    tokens = clauses.tokens
    begin, end = int(tokens.start[rows[0]]), int(tokens.end[rows[-1]])
    numbers, place = [], begin
    while (quantity := quantity_in(text[place:end])) is not None:
        start = text.index(quantity.text, place)
        numbers.append((quantity, (start, start + len(quantity.text))))
        place = start + len(quantity.text)
    days, words, names, plain, capitals = [], set(), set(), [], []
    for row in rows:
        lower = text[tokens.start[row] : tokens.end[row]].lower()
        start = int(tokens.start[row])
        if any(a <= start < b for _, (a, b) in numbers) or lower in NUMBERISH:
            continue
        if lower.rstrip("s") in DAYS or lower in DAYS:
            days.append((lower.rstrip("s"), (start, int(tokens.end[row]))))
            continue
        if lower.isalnum() and lower not in {"the", "a", "an"}:
            plain.append(lower)
        if tokens.pos[row] in {"NOUN", "PROPN", "VERB", "ADJ"} and any(c.isalpha() for c in lower):
            words.add(clauses.lemma(row))
            capitals += [lower] if text[start].isupper() else []
        if tokens.pos[row] == "PROPN":
            names.add(lower)
    times = {w for w in plain if w in OTHER_TIME} | {q.text for q, _ in numbers if YEAR.match(q.text)}
    return Sentence(rows, frozenset(words), frozenset(names), tuple(numbers), tuple(days), tuple(plain), tuple(capitals), frozenset(times))


def _alike(one: Sentence, other: Sentence) -> bool:
    """Whether two sentences tell the same, at the same time, of the same names."""
    shared, least = len(one.words & other.words), min(len(one.words), len(other.words))
    if one.times != other.times or shared < LEAST:
        return False
    if shared >= ALIKE * len(one.words | other.words):
        return not (one.names ^ other.names) - _common(one, other)
    shorter, longer = sorted((one, other), key=lambda s: len(s.words))
    return shared >= WITHIN * least and shorter.names <= longer.names


def _common(one: Sentence, other: Sentence) -> frozenset[str]:
    """Words of both, however they are tagged."""
    return frozenset(one.plain) & frozenset(other.plain)


Number = tuple[Quantity, Span]
Difference = tuple[ConflictKind, str, Span, Span]


def _differences(one: Sentence, other: Sentence, clauses: Clauses, text: str) -> Iterator[Difference]:
    """The one thing in which they differ."""
    numbers, days = _unlike_numbers(one, other, clauses, text), _unlike_days(one, other)
    if (numbers or days) and not _same_order(one, other):
        return
    if numbers and not days and _same_days(one, other):
        (a, here), (b, there) = numbers
        yield ConflictKind.QUANTITY, f"{a.text} and {b.text}", here, there
    elif days and not numbers:
        (day, here), (else_, there) = days
        yield ConflictKind.DATE, f"{day.capitalize()} and {else_.capitalize()}", here, there
    elif not numbers and _same_days(one, other) and (turned := _turned(one, other, clauses, text)):
        yield ConflictKind.ROLE_REVERSAL, f"{turned[0]} … {turned[1]} here, the other way round there", *turned[2]


def _same_order(one: Sentence, other: Sentence) -> bool:
    """Whether the names of both come in the same order: a return match is another event."""
    a, b = (list(dict.fromkeys(w for w in s.capitals if w in to.capitals)) for s, to in ((one, other), (other, one)))
    return a == b


def _same_days(one: Sentence, other: Sentence) -> bool:
    return not one.days or not other.days or [d for d, _ in one.days] == [d for d, _ in other.days]


def _unlike_days(one: Sentence, other: Sentence) -> tuple[tuple[str, Span], tuple[str, Span]] | None:
    """The day of each, where each names one and they are not the same."""
    if len(one.days) == len(other.days) == 1 and one.days[0][0] != other.days[0][0]:
        return one.days[0], other.days[0]
    return None


def _unlike_numbers(
    one: Sentence, other: Sentence, clauses: Clauses, text: str
) -> tuple[tuple[Quantity, Span], tuple[Quantity, Span]] | None:
    """The number of each that is not the other's, where all others are the same and neither is a bound."""
    if len(one.numbers) != len(other.numbers):
        return None
    unlike = [(a, b) for a, b in zip(one.numbers, other.numbers, strict=True) if a[0].value != b[0].value]
    if len(unlike) != 1:
        return None
    ((a, here), (b, there)) = unlike[0]
    if None in (a.value, b.value) or a.approximate or b.approximate or (a.unit and b.unit and a.unit != b.unit):
        return None
    if any(BOUND.search(text[max(0, s - 14) : s]) for s, _ in (here, there)) or any(YEAR.match(q.text) for q in (a, b)):
        return None
    verbatim = len(one.words & other.words) >= VERBATIM * len(one.words | other.words)
    return unlike[0] if verbatim or _counted(clauses, here) == _counted(clauses, there) else None


def _counted(clauses: Clauses, number: Span) -> str:
    """What a number hangs on."""
    row = int(clauses.tokens.start.searchsorted(number[0]))
    return clauses.lemma(clauses.heads[row]) if row < len(clauses.heads) else ""


def _turned(one: Sentence, other: Sentence, clauses: Clauses, text: str) -> tuple[str, str, tuple[Span, Span]] | None:
    """Two stretches of words that have changed places round a verb or a noun of action; all else is the same."""
    a, b = one.plain, other.plain
    if len(a) != len(b) or a == b or sorted(a) != sorted(b):
        return None
    first = next(i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y)
    last = len(a) - next(i for i, (x, y) in enumerate(zip(reversed(a), reversed(b), strict=True)) if x != y)
    here, there = a[first:last], b[first:last]
    for size in range(1, len(here)):
        for other_size in range(1, len(here) - size):
            head, middle, tail = here[:size], here[size : len(here) - other_size], here[len(here) - other_size :]
            if there == (*tail, *middle, *head) and _acts(middle, one, clauses, text):
                span = (int(clauses.tokens.start[one.rows[0]]), int(clauses.tokens.end[one.rows[-1]]))
                back = (int(clauses.tokens.start[other.rows[0]]), int(clauses.tokens.end[other.rows[-1]]))
                return " ".join(head), " ".join(tail), (span, back)
    return None


def _acts(middle: Sequence[str], sentence: Sentence, clauses: Clauses, text: str) -> bool:
    """Whether the words between hold a verb or noun, and none of those that two do to each other."""
    tokens = clauses.tokens
    rows = [r for r in sentence.rows if text[tokens.start[r] : tokens.end[r]].lower() in middle]
    return any(tokens.pos[r] in {"VERB", "NOUN"} for r in rows) and not any(clauses.lemma(r) in MUTUAL for r in rows)


def _claims_at(claims: Sequence[Claim], places: tuple[Span, Sentence, Span, Sentence], clauses: Clauses) -> tuple[ClaimId, ClaimId] | None:
    """Claims of one holder in which the two things are said; those whose words hold the very place come first."""
    here, one, there, other = places
    for a in _near(claims, here, one, clauses):
        for b in _near(claims, there, other, clauses):
            if a.id != b.id and a.holder == b.holder:
                return a.id, b.id
    return None


def _near(claims: Sequence[Claim], place: Span, sentence: Sentence, clauses: Clauses) -> list[Claim]:
    """Claims with evidence in a sentence, those whose evidence covers the place first."""
    begin, end = int(clauses.tokens.start[sentence.rows[0]]), int(clauses.tokens.end[sentence.rows[-1]])
    inside = [c for c in claims if any(e.start < end and begin < e.end for e in c.evidence)]
    return sorted(inside, key=lambda c: not any(e.start <= place[0] and place[1] <= e.end for e in c.evidence))

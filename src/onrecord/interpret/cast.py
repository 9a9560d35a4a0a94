"""The people and bodies that a report names, with what it calls them: a table to resolve sources by."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from onrecord.interpret.nouns import CALENDAR, HONORIFICS, PERSON_TITLES, TITLES_BEFORE_NAMES, is_role
from onrecord.records import AnnotatedDocument, EntityMention, Span, Tokens

_TITLED = re.compile(
    rf"\b(?:{TITLES_BEFORE_NAMES}) (?P<name>[A-ZÀ-Ž][\w’'-]+(?: (?:[A-Z]\.|de|del|van|von|der|bin|al|da|la|[A-ZÀ-Ž][\w’'-]+)){{0,3}})"
)
_TITLE = re.compile(TITLES_BEFORE_NAMES)
_POSSESSIVE = re.compile(r"[’']s?$")
ORGANISATION_LABELS = frozenset({"ORG", "NORP", "GPE", "FAC", "LAW"})


@dataclass
class Person:
    """Somebody named in the report: the fullest name, roles in the report's words, what the titles say of he or she."""

    name: str
    roles: list[str] = field(default_factory=list)
    gender: str | None = None

    @property
    def last(self) -> str:
        """The last word of the name, by which a report goes on."""
        return self.name.split()[-1]


@dataclass(frozen=True)
class Mention:
    """A place where a person is named; whether as the subject of a verb."""

    span: Span
    person: Person
    is_subject: bool


@dataclass(frozen=True)
class Cast:
    """Everybody named, and where."""

    people: tuple[Person, ...]
    mentions: tuple[Mention, ...]

    def named(self, name: str) -> Person | None:
        """The person of a full or short name; None when two share it."""
        words = bare_name(name).split()
        if not words:
            return None
        exact = [p for p in self.people if p.name.split() == words]
        close = exact or [p for p in self.people if _short_for(words, p.name.split())]
        return close[0] if len(close) == 1 else None


def bare_name(name: str) -> str:
    """A name without honorific, possessive mark and stray punctuation."""
    words = _POSSESSIVE.sub("", name.strip(' ,.;:()[]“”"')).split()
    while words and words[0].rstrip(".").lower() in HONORIFICS:
        words.pop(0)
    return " ".join(words)


def _short_for(short: list[str], full: list[str]) -> bool:
    """Whether words are a shorter form of a name: its last word, or first and last."""
    if not short or not full:
        return False
    if len(short) == 1:
        return short[0] == full[-1] or (len(full) > 2 and short[0] in full[1:])
    return (
        len(short) <= len(full)
        and short[-1] == full[-1]
        and (short[0] == full[0] or (short[0][0] == full[0][0] and short[0].endswith(".")))
    )


def make_cast(annotated: AnnotatedDocument) -> Cast:
    """People by the entity marks, short names joined to full ones, with roles and titles."""
    text, tokens = annotated.document.text, annotated.tokens
    marks = _person_marks(annotated)
    people: list[Person] = []
    for mark in sorted(marks, key=lambda m: -len(bare_name(text[slice(*m.span)]).split())):
        name = bare_name(text[slice(*mark.span)])
        known = [p for p in people if p.name == name or _short_for(name.split(), p.name.split())]
        if not known:
            people.append(Person(name))
    cast = Cast(tuple(people), ())
    mentions = []
    for mark in sorted(marks, key=lambda m: m.span):
        person = cast.named(text[slice(*mark.span)])
        if person is None:
            continue
        rows = rows_in(tokens, mark.span)
        if not rows:
            continue
        root = root_of(tokens, rows)
        mentions.append(Mention(mark.span, person, tokens.dep[root] in {"nsubj", "nsubjpass"}))
        _describe(person, root, rows, text, tokens, mark)
    return Cast(tuple(people), tuple(mentions))


def _person_marks(annotated: AnnotatedDocument) -> list[EntityMention]:
    """Names of people: those the entity marks give, drawn out to the whole name, and names after a title, whatever their mark."""
    text, tokens = annotated.document.text, annotated.tokens
    spans = [_whole_name(m.span, tokens) for m in annotated.entities if m.label == "PERSON" and _is_name(text[slice(*m.span)])]
    full = {bare_name(text[slice(*s)]).split()[-1] for s in spans if len(bare_name(text[slice(*s)]).split()) > 1}
    spans = [s for s in spans if bare_name(text[slice(*s)]) not in CALENDAR or bare_name(text[slice(*s)]) in full]
    for match in _TITLED.finditer(text):
        rows = [r for r in rows_in(tokens, match.span("name")) if tokens.pos[r] == "PROPN" or tokens.dep[r] == "compound"]
        if rows and tokens.start[rows[0]] == match.start("name") and not _TITLE.fullmatch(match["name"]):
            span = match.start("name"), int(tokens.end[rows[-1]])
            if bare_name(text[slice(*span)]) and not any(s < span[1] and span[0] < e for s, e in spans):
                spans.append(span)
    return [EntityMention(span, "PERSON") for span in sorted(set(spans))]


def _whole_name(span: Span, tokens: Tokens) -> Span:
    """A name with the proper nouns that it is a compound with ("Amy Berman" before "Jackson")."""
    rows = rows_in(tokens, span)
    while rows and tokens.dep[rows[-1]] == "compound" and int(tokens.head[rows[-1]]) > rows[-1]:
        after = rows[-1] + 1
        if tokens.pos[after] != "PROPN" or tokens.start[after] != tokens.end[rows[-1]] + 1:
            break
        rows.append(after)
    return (span[0], max(span[1], int(tokens.end[rows[-1]]))) if rows else span


def _is_name(words: str) -> bool:
    name = bare_name(words)
    return "\n" not in words and bool(name) and name[0].isupper() and not name.isupper() | any(c.isdigit() for c in name)


def rows_in(tokens: Tokens, span: Span) -> list[int]:
    """Numbers of the tokens that lie in a span."""
    first = int(tokens.start.searchsorted(span[0]))
    last = int(tokens.start.searchsorted(span[1]))
    return list(range(first, last))


def root_of(tokens: Tokens, rows: list[int]) -> int:
    """The token of a stretch whose head is outside it (the first such one that is no punctuation)."""
    inside = set(rows)
    roots = [r for r in rows if int(tokens.head[r]) not in inside or int(tokens.head[r]) == r]
    solid = [r for r in roots if tokens.pos[r] not in {"PUNCT", "DET", "ADP", "CCONJ", "PART"}]
    nominal = [r for r in solid if tokens.pos[r] in {"NOUN", "PROPN", "PRON", "NUM"}]
    return (nominal or solid or roots or rows)[0]


def _describe(person: Person, root: int, rows: list[int], text: str, tokens: Tokens, mark: EntityMention) -> None:
    """Note the role before the name ("Defence Minister …") or after it (", the minister, …") and the gender of a title."""
    first = rows[0]
    before = []
    while first > 0 and tokens.end[first - 1] + 1 >= tokens.start[first] and _is_title_word(tokens, first - 1, text):
        first -= 1
        before.append(first)
    title = text[int(tokens.start[first]) : mark.span[0]].strip() if before else ""
    for word in title.lower().replace(".", "").split():
        person.gender = person.gender or PERSON_TITLES.get(word)
    title = " ".join(w for w in title.split() if w.rstrip(".").lower() not in HONORIFICS)
    after = next(
        (r for r in range(root + 1, min(root + 12, len(tokens))) if tokens.dep[r] == "appos" and int(tokens.head[r]) in rows), None
    )
    if after is not None and tokens.pos[after] == "NOUN" and is_role(tokens.lemma[after]):
        person.gender = person.gender or PERSON_TITLES.get(tokens.lemma[after].lower())
        title = title or noun_phrase(after, text, tokens)
    if title and title not in person.roles and any(map(is_role, title.split())):
        person.roles.append(title)


def _is_title_word(tokens: Tokens, row: int, text: str) -> bool:
    word = text[int(tokens.start[row]) : int(tokens.end[row])]
    return tokens.pos[row] in {"NOUN", "PROPN", "ADJ"} and tokens.dep[row] in {"compound", "amod", "nmod", "poss"} and word[0].isalpha()


def noun_phrase(row: int, text: str, tokens: Tokens) -> str:
    """The noun with what belongs to it, as printed, up to a comma or a relative clause."""
    last = row
    for r in range(row + 1, min(row + 14, len(tokens))):
        climb = r
        for _ in range(8):
            climb = int(tokens.head[climb])
            if climb <= row:
                break
        if climb != row or tokens.dep[r] in {"relcl", "punct", "acl"}:
            break
        last = r
    first = row
    while first > 0 and int(tokens.head[first - 1]) <= row and tokens.dep[first - 1] in {"det", "amod", "compound", "nmod", "poss", "case"}:
        first -= 1
    return text[int(tokens.start[first]) : int(tokens.end[last])]

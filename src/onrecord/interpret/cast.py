"""The people that a report names, with what it calls them: a table to resolve sources by."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from onrecord.interpret.bodies import INTERNATIONAL, bodies_in, leader_country
from onrecord.interpret.gender import gender_of
from onrecord.interpret.mentions import country_of_affiliation
from onrecord.interpret.names import NICKNAMES, bare_name, folded, is_short_for, person_marks
from onrecord.interpret.nouns import FEMALE, HONORIFICS, MALE, PERSON_TITLES, is_role
from onrecord.interpret.phrases import noun_phrase, noun_span, root_of, rows_in
from onrecord.interpret.titles import SUBJECTS, apposition, follows, is_plural_role, most_telling, title_before, trimmed
from onrecord.records import AnnotatedDocument, Span, Tokens


@dataclass
class Person:
    """Somebody named in the report: the fullest name, roles in the report's words, he or she, and the country the report gives."""

    name: str
    roles: list[str] = field(default_factory=list)
    gender: str | None = None
    country: str | None = None
    order: int = 0

    @property
    def role(self) -> str | None:
        """The role that says most."""
        return most_telling(self.roles)

    def is_called(self, words: set[str]) -> bool:
        """Whether a role holds all these words."""
        return bool(words) and any(words <= set(role.lower().split()) for role in self.roles)

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
    """Everybody named, and where, in the order of the text."""

    people: tuple[Person, ...]
    mentions: tuple[Mention, ...]
    times: Counter[str] = field(default_factory=Counter)

    @cached_property
    def starts(self) -> list[int]:
        """Where the mentions begin."""
        return [m.span[0] for m in self.mentions]

    @cached_property
    def _by_word(self) -> dict[str, list[Person]]:
        found: dict[str, list[Person]] = defaultdict(list)
        for person in self.people:
            for word in dict.fromkeys(folded(person.name).split()):
                found[word].append(person)
        return found

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that begin in a stretch of text."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def named(self, name: str, gender: str | None = None, title: str = "") -> Person | None:
        """The person of a full or short name; where several share it, who bears the title, else the one named in full most often."""
        words = folded(bare_name(name)).split()
        if not words:
            return None
        near = self._by_word.get(words[-1], [])
        exact = [p for p in near if folded(p.name).split() == words]
        close = exact or [p for p in near if is_short_for(words, folded(p.name).split()) and (not gender or p.gender in {None, gender})]
        called = {w.lower() for w in title.split() if is_role(w)} if len(close) > 1 else set()
        return max(close, key=lambda p: (p.is_called(called), self.times[p.name], -p.order), default=None)


def make_cast(annotated: AnnotatedDocument) -> Cast:
    """People by the entity marks, short names joined to full ones, with roles, gender and country."""
    text, tokens = annotated.document.text, annotated.tokens
    spans = person_marks(annotated)
    names = [bare_name(text[slice(*s)]) for s in spans]
    cast = Cast(_people(names), (), Counter(names))
    mentions = []
    for span in sorted(spans, key=lambda s: (" " not in text[slice(*s)], s)):  # full names first, so that their roles are known
        rows = rows_in(tokens, span)
        title = _honorific(text, span)
        before = title_before(rows[0], text, tokens, span) if rows else ""
        person = cast.named(text[slice(*span)], PERSON_TITLES.get(title), before) if rows else None
        if person is None:
            continue
        root = root_of(tokens, rows)
        mentions.append(Mention(span, person, _leads_clause(root, tokens)))
        if title in PERSON_TITLES:
            person.gender = person.gender or PERSON_TITLES[title]
        describe(person, root, rows, text, tokens, span)
    _genders_by_pronoun(mentions, tokens)
    return Cast(cast.people, tuple(sorted(mentions, key=lambda m: m.span)), cast.times)


def _leads_clause(root: int, tokens: Tokens) -> bool:
    """Whether a name is a subject, owns one ("Roe's plan is"), or is said to be one ("the first witness was Roe")."""
    dep, head = tokens.dep[root], int(tokens.head[root])
    return dep in SUBJECTS or dep == "attr" or (dep in {"poss", "compound"} and tokens.dep[head] in SUBJECTS)


def _people(names: list[str]) -> tuple[Person, ...]:
    """One person a name that is no shorter form of another."""
    people: list[Person] = []
    by_word: dict[str, list[list[str]]] = defaultdict(list)
    order = {name: number for number, name in reversed(list(enumerate(names)))}
    times = Counter(names)
    for name in sorted(dict.fromkeys(names), key=lambda n: (-len(n.split()), n.split()[0] in NICKNAMES)):
        words = folded(name).split()
        shorter = " ".join(name.split()[:-1])
        is_longer_by_chance = " " in shorter and times[shorter] > times[name]  # "Ben Carson Defends", in a headline
        if words and not is_longer_by_chance and not any(is_short_for(words, full) for full in by_word.get(words[-1], [])):
            people.append(Person(name, gender=gender_of(name), country=leader_country(name), order=order[name]))
            for word in words:
                by_word[word].append(words)
    return tuple(people)


def _genders_by_pronoun(mentions: list[Mention], tokens: Tokens) -> None:
    """He or she, for people whom neither name nor title tells, by the pronouns of the sentences in which they alone are named."""
    alone: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        alone[int(tokens.sentence[int(tokens.start.searchsorted(mention.span[0]))])].append(mention)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for number, here in alone.items():
        if len({m.person.name for m in here}) == 1 and here[0].person.gender is None:
            first = int(tokens.start.searchsorted(here[0].span[1]))
            words = {
                tokens.lemma[r].lower()
                for r in range(first, int(tokens.sentence.searchsorted(number, side="right")))
                if tokens.pos[r] == "PRON"
            }
            found = {"m" for w in words & MALE} | {"f" for w in words & FEMALE}
            if len(found) == 1:
                votes[here[0].person.name][found.pop()] += 1
    for mention in mentions:
        by = votes.get(mention.person.name)
        if by and mention.person.gender is None:
            mention.person.gender = max(by, key=lambda g: by[g])


def _honorific(text: str, span: Span) -> str:
    """The word before a name or its own first word, as a title."""
    words = [*text[max(0, span[0] - 16) : span[0]].split()[-1:], *text[slice(*span)].split()[:1]]
    return next((w.rstrip(".").lower() for w in reversed(words) if w.rstrip(".").lower() in HONORIFICS | PERSON_TITLES.keys()), "")


def describe(person: Person, root: int, rows: list[int], text: str, tokens: Tokens, span: Span) -> None:
    """Note the role before the name ("Defence Minister …") or after it (", the minister, …"), its gender and its country."""
    title = title_before(rows[0], text, tokens, span)
    for word in title.lower().replace(".", "").split():
        person.gender = person.gender or PERSON_TITLES.get(word)
    title = " ".join(w for w in title.split() if w.rstrip(".").lower() not in HONORIFICS)
    known = [title] if any(map(is_role, title.split())) else []
    known += [a for a in [apposition(text, tokens, span[1])] if a]
    for row in _beside(root, rows, tokens):
        if tokens.pos[row] == "NOUN" and is_role(tokens.lemma[row]):
            person.gender = person.gender or PERSON_TITLES.get(tokens.lemma[row].lower())
            known += [noun_phrase(row, text, tokens)] if not _is_clause(row, tokens) else []
    for role in map(trimmed, known):
        if role and not is_plural_role(role) and role not in person.roles and not set(role.split()) <= set(person.name.split()):
            person.roles.append(role)
    if any(b.code == INTERNATIONAL for role in known for b in bodies_in(role.split(" to ")[0])[:1]):
        person.country = INTERNATIONAL  # the office counts, not where its holder comes from
    if person.country is None:
        person.country = next((code for w in (title, *known, follows(text, span)) if w and (code := country_of_affiliation(w))), None)


def _is_clause(row: int, tokens: Tokens) -> bool:
    """Whether the phrase of a noun holds a finite verb, and so no title."""
    start, end = noun_span(row, tokens)
    return any(tokens.tag[r] in {"VBD", "VBZ", "VBP", "MD"} for r in rows_in(tokens, (start, end)))


def _beside(root: int, rows: list[int], tokens: Tokens) -> list[int]:
    """Nouns in apposition: after the name, or the noun that the name itself stands beside."""
    after = [r for r in range(root + 1, min(root + 12, len(tokens))) if tokens.dep[r] == "appos" and int(tokens.head[r]) in rows]
    before = [int(tokens.head[root])] if tokens.dep[root] == "appos" else []
    return after[:1] + before

"""The entity behind a source: pronouns, epithets and short names resolved within the report.

A first form by rules; what cannot be resolved stays unresolved (None).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from onrecord.interpret.cast import ORGANISATION_LABELS, Cast, Person, bare_name, make_cast, noun_phrase, root_of, rows_in
from onrecord.interpret.countries import country_in, country_of, government_seat, is_capital
from onrecord.interpret.media import NAMED
from onrecord.interpret.nouns import DOCUMENTS, FEMALE, GROUPS, MALE, ORGANISATIONS, PERSON_TITLES, is_role
from onrecord.records import AnnotatedDocument, EntityMention, Span, Speaker, SpeakerKind, Statement

THEY = frozenset("they them their theirs we our us".split())
IT = frozenset("it its this that which".split())
WHO = frozenset("who whose which that".split())
VAGUE = frozenset(
    "some many most others neither either each several few all both those everyone everybody anyone nobody "
    "no-one none one someone somebody".split()
)
REACH = 700  # characters back to an antecedent; about a screen of text
_RELATIVE = re.compile(r"(?:,\s*|(?<=\w)\s+)(?:who|whom|whose|which|that|where)\b.*|,\s*$", re.S)
_TOPIC = re.compile(r"\b(?:on|about|against|towards?)\b")
_ARTICLE = re.compile(r"^(?:the|a|an|his|her|its|their|our|one|this|that|these|those)\s+", re.I)


@dataclass(frozen=True)
class Said:
    """A speaker who was resolved, and where the source stands."""

    at: int
    speaker: Speaker


class Speakers:
    """Resolves the sources of one report in the order of the text."""

    def __init__(self, annotated: AnnotatedDocument) -> None:
        self.text = annotated.document.text
        self.published = annotated.document.published
        self.tokens = annotated.tokens
        self.entities = annotated.entities
        self.cast: Cast = make_cast(annotated)
        self.said: list[Said] = []

    def resolve(self, statement: Statement) -> Speaker | None:
        """The speaker of a statement; None when no source is printed or it cannot be resolved."""
        if not statement.source:
            return None
        span = statement.source[0]
        speaker = self._behind(span)
        if speaker:
            self.said.append(Said(span[0], speaker))
        return speaker

    def _behind(self, span: Span) -> Speaker | None:
        relative = _RELATIVE.search(self.text, span[0] + 1, span[1])
        span = (span[0], relative.start()) if relative else span
        rows = [r for r in rows_in(self.tokens, span) if self.tokens.pos[r] != "PUNCT"]
        if not rows:
            return self._plain(self.text[slice(*span)])
        root = root_of(self.tokens, rows)
        word = self.text[int(self.tokens.start[root]) : int(self.tokens.end[root])]
        is_code = len(word) > 1 and word.isupper()  # "US", "IT", "WHO"
        if len(rows) == 1 and not is_code and word.lower() in MALE | FEMALE | THEY | IT | WHO:
            return self._pronoun(word.lower(), root, span)
        if word.lower() in VAGUE or self.tokens.pos[root] == "NUM":
            return self._described(span, SpeakerKind.GROUP, anonymous=True)
        person = self._person(span, root)
        if person:
            return person
        return self._by_entity(span, root) or self._by_noun(span, root, word)

    # names ------------------------------------------------------------------------------------

    def _person(self, span: Span, root: int) -> Speaker | None:
        """A person named in the source, unless the name only belongs to a body ("Biden's campaign")."""
        named = [m for m in self.cast.mentions if span[0] <= m.span[0] and m.span[1] <= span[1]]
        heads = [m for m in named if self._leads(m.span, root, span)]
        if len({m.person.name for m in named}) > 1 and self._is_list(named[0].span, named[1].span, root):
            return self._described(span, SpeakerKind.GROUP, anonymous=False)
        if heads:
            return self._of_person(heads[0].person, span)
        whole = self.cast.named(self.text[slice(*span)])
        return self._of_person(whole, span) if whole else None

    def _leads(self, name: Span, root: int, span: Span) -> bool:
        """The name is the source's head, or stands in apposition to it: before the first comma or after the last."""
        rows = rows_in(self.tokens, name)
        if not rows:
            return False
        top = root_of(self.tokens, rows)
        after = self.text[name[1] : name[1] + 2]
        if root in rows:
            return not after.startswith(("’s", "'s")) or self.tokens.dep[top] != "poss"
        if self.tokens.dep[top] == "appos" and int(self.tokens.head[top]) == root:
            return True
        opens = not self.text[span[0] : name[0]].strip() and after.startswith(",")
        before = re.search(r",\s*(?:\w+\.?\s+)?$", self.text[span[0] : name[0]])
        return opens or bool(before and not self.text[name[1] : span[1]].strip(" ,"))

    def _is_list(self, first: Span, second: Span, root: int) -> bool:
        between = self.text[first[1] : second[0]]
        return root in rows_in(self.tokens, first) and bool(re.search(r"\band\b|\bor\b|&", between)) and len(between.split()) < 4

    def _of_person(self, person: Person, span: Span) -> Speaker:
        here = self._role_in(person, span)
        if here and here not in person.roles and any(map(is_role, here.split())):
            person.roles.append(here)
        role = here or (person.roles[0] if person.roles else None)
        country = country_in(role) if role else None
        return Speaker(person.name, SpeakerKind.PERSON, country=country, role=_tidy(role) if role else None)

    def _role_in(self, person: Person, span: Span) -> str | None:
        """What the source itself says of the person: the words around the name."""
        words = self.text[slice(*span)]
        at = words.find(person.last)
        if at < 0:
            return None
        before = bare_name(words[: words.find(person.name)] if person.name in words else words[:at].replace(person.name.split()[0], ""))
        after = re.sub(r"^(?:’s|'s)?[\s,]+", "", words[at + len(person.last) :]).strip(" ,")
        after = re.sub(r"^(?:of|from|at|with|for)\s+(?:the\s+)?", "", _RELATIVE.sub("", " " + after).strip())
        return next((w for w in (before, after) if len(w) > 2 and w[0].isalpha()), None)

    def _by_entity(self, span: Span, root: int) -> Speaker | None:
        """A body or a country that the entity marks name as the head."""
        start, end = int(self.tokens.start[root]), int(self.tokens.end[root])
        mark = next((m for m in self.entities if m.span[0] <= start and end <= m.span[1]), None)
        if mark is None or mark.label not in ORGANISATION_LABELS or (self.tokens.pos[root] == "NOUN" and self.text[start].islower()):
            return None
        return self._of_mark(mark, span)

    def _of_mark(self, mark: EntityMention, span: Span) -> Speaker:
        name = bare_name(self.text[max(mark.span[0], span[0]) : mark.span[1]])
        plain = _ARTICLE.sub("", name)
        seat = government_seat(plain, on=self.published)
        country = country_of(plain) or seat
        if country and (mark.label in {"GPE", "LOC"} or seat):
            is_house = seat and mark.label != "GPE" and not is_capital(plain)
            return Speaker(plain, SpeakerKind.ORGANISATION if is_house else SpeakerKind.COUNTRY, country=country)
        if mark.label == "NORP":
            kind = SpeakerKind.GROUP if name.endswith(("s", "ese", "sh", "ch")) else SpeakerKind.PERSON
            return Speaker(name, kind, country=country, anonymous=True)
        return Speaker(plain, SpeakerKind.ORGANISATION, country=country or country_in(self.text[slice(*span)]))

    # descriptions -----------------------------------------------------------------------------

    def _by_noun(self, span: Span, root: int, word: str) -> Speaker | None:
        """A holder described by a noun: documents, bodies, groups, an unnamed or known person."""
        lemma = self.tokens.lemma[root].lower()
        proper = word[0].isupper() and self.tokens.pos[root] == "PROPN"
        plural = self.tokens.tag[root] in {"NNS", "NNPS"}
        if NAMED.fullmatch(bare_name(self.text[slice(*span)])):
            return self._described(span, SpeakerKind.ORGANISATION, anonymous=False)
        if lemma in DOCUMENTS and not proper:
            return self._described(span, SpeakerKind.DOCUMENT, anonymous=False)
        if not proper and word.lower() in ORGANISATIONS:
            return self._body(span, word.lower())
        if plural or lemma in GROUPS:
            return self._described(span, SpeakerKind.GROUP, anonymous=True)
        if lemma in ORGANISATIONS:
            return self._body(span, lemma)
        if proper:
            name, _, role = self.text[slice(*span)].partition(",")
            plain = self._plain(name)
            return replace(plain, role=_tidy(role)) if _tidy(role) and not plain.role else plain
        bare = re.fullmatch(r"(?:the|that|this)\s+[\w-]+", self.text[slice(*span)], re.I)
        known = self._epithet(span, lemma) if bare else None
        return known or self._described(span, SpeakerKind.PERSON, anonymous=True)

    def _body(self, span: Span, lemma: str) -> Speaker:
        """ "the ministry": the body named before whose name ends so; else the description itself."""
        words = self.text[slice(*span)]
        if re.fullmatch(rf"(?:the|its) {lemma}", words, re.I):
            for mark in reversed(self.entities):
                name = self.text[slice(*mark.span)]
                if mark.span[1] <= span[0] and mark.label == "ORG" and re.search(rf"\b{lemma}\b", name, re.I):
                    return self._of_mark(mark, mark.span)
            for said in reversed(self.said):
                if said.speaker.kind is SpeakerKind.ORGANISATION and lemma in {
                    "company",
                    "firm",
                    "group",
                    "organisation",
                    "organization",
                    "agency",
                }:
                    return said.speaker
        return self._described(span, SpeakerKind.ORGANISATION, anonymous=False)

    def _epithet(self, span: Span, lemma: str) -> Speaker | None:
        """ "the minister": the last person named before with such a role."""
        for mention in reversed(self.cast.mentions):
            if mention.span[1] <= span[0]:
                for role in mention.person.roles:
                    if lemma in re.findall(r"\w+", role.lower()):
                        return self._of_person(mention.person, mention.span)
        return None

    def _described(self, span: Span, kind: SpeakerKind, *, anonymous: bool) -> Speaker:
        words = _RELATIVE.sub("", self.text[slice(*span)])
        country = country_in(_TOPIC.split(words)[0])  # a committee on China does not speak for China
        return Speaker(_tidy(words), kind, country=country, anonymous=anonymous)

    def _plain(self, words: str) -> Speaker:
        """A name that nothing else is known of."""
        name = _tidy(words)
        person = self.cast.named(name)
        if person:
            return self._of_person(person, (0, 0))
        country = country_of(name) or (government_seat(name, on=self.published) if is_capital(name) else None)
        if country:
            return Speaker(name, SpeakerKind.COUNTRY, country=country)
        kind = SpeakerKind.ORGANISATION if name.isupper() or NAMED.fullmatch(name) else SpeakerKind.PERSON
        return Speaker(bare_name(name), kind)

    # pronouns ---------------------------------------------------------------------------------

    def _pronoun(self, word: str, row: int, span: Span) -> Speaker | None:
        if word in WHO:
            antecedent = self._antecedent(row)
            if antecedent and not (word == "which" and antecedent.kind is SpeakerKind.PERSON):
                return antecedent
        if word in MALE | FEMALE:
            return self._he_or_she("m" if word in MALE else "f", span[0])
        kinds = {SpeakerKind.GROUP} if word in THEY else {SpeakerKind.ORGANISATION, SpeakerKind.COUNTRY, SpeakerKind.DOCUMENT}
        if word in THEY:
            kinds |= {SpeakerKind.ORGANISATION, SpeakerKind.COUNTRY}
        return next((s.speaker for s in reversed(self.said) if span[0] - s.at <= REACH and s.speaker.kind in kinds), None)

    def _antecedent(self, row: int) -> Speaker | None:
        """The noun before a relative clause ("Mr Roe, who said")."""
        verb = int(self.tokens.head[row])
        if self.tokens.dep[verb] not in {"relcl", "acl"} or int(self.tokens.head[verb]) >= row:
            return None
        noun = int(self.tokens.head[verb])
        phrase = noun_phrase(noun, self.text, self.tokens)
        start = self.text.rfind(phrase, 0, int(self.tokens.end[noun]) + len(phrase))
        return self._behind((start, start + len(phrase))) if start >= 0 else None

    def _he_or_she(self, gender: str, at: int) -> Speaker | None:
        """The last speaker or subject before who can be meant; a person once called he is not she."""
        paragraph = self.text.rfind("\n", 0, at)
        subjects = [(m.span[0], m.person) for m in self.cast.mentions if m.is_subject and m.span[1] <= at <= m.span[0] + REACH]
        spoke = [(s.at, p) for s in self.said if 0 < at - s.at <= REACH and (p := self.cast.named(s.speaker.name))]
        others = [(m.span[0], m.person) for m in self.cast.mentions if m.span[1] <= at <= m.span[0] + REACH]
        unnamed = [
            s
            for s in self.said
            if s.at < at and s.speaker.kind is SpeakerKind.PERSON and s.speaker.anonymous and _fits(s.speaker.name, gender)
        ]
        for candidates in (subjects + spoke, others):
            near = [(p, person) for p, person in candidates if at - p <= REACH and person.gender in {None, gender}]
            if near:
                place, person = max(near, key=lambda c: (c[0] > paragraph, c[0]))
                if unnamed and unnamed[-1].at > place:
                    return unnamed[-1].speaker
                person.gender = gender
                return self._of_person(person, (0, 0))
        return unnamed[-1].speaker if unnamed and at - unnamed[-1].at <= REACH else None


def _fits(description: str, gender: str) -> bool:
    """Whether an unnamed person can be he or she."""
    return all(PERSON_TITLES.get(w, gender) == gender for w in description.lower().split())


def _tidy(words: str) -> str:
    """Words of the report as a label: one line, no article, no marks at the edges."""
    return _ARTICLE.sub("", re.sub(r"\s+", " ", words).strip(' ,;:“”"')).strip() or words

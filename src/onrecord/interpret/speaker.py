"""The entity behind a source, or behind a role of an event: names, descriptions and pronouns resolved within the report.

What cannot be resolved stays unresolved (None). The country is the one that the words, the person's roles or the body's name tell;
where they tell none it is the country that the report is about (`setting`), unless the speaker is of several countries.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.interpret.anaphora import PAIR, epithet, pair, taken_up
from onrecord.interpret.bodies import body_of, leader_country
from onrecord.interpret.cast import Person
from onrecord.interpret.countries import country_of, government_seat, is_capital, names_of
from onrecord.interpret.describing import by_noun, described, is_human, opens_sentence, outright
from onrecord.interpret.joint import joint
from onrecord.interpret.names import bare_name, is_body_name
from onrecord.interpret.nouns import (
    DOCUMENTS,
    GROUPS,
    ORGANISATIONS,
    PEOPLES,
    is_role,
)
from onrecord.interpret.phrases import head_of, noun_span, root_of, rows_in, subject_of
from onrecord.interpret.places import place_country
from onrecord.interpret.placing import by_party, country_for, place_in, placed
from onrecord.interpret.pronouns import ALL, pronoun
from onrecord.interpret.roles import leads, role_in
from onrecord.interpret.scene import REACH, Said, Scene
from onrecord.interpret.shapes import (
    ARTICLE,
    CALLED,
    DATELINE,
    EPITHET,
    KIND_BEFORE,
    OF_THEM,
    ONE_OF,
    OWNED,
    PARTISANS,
    RELATIVE,
    TITLE_CASE,
    is_heading,
    is_named_body,
    narrowed,
    tidy,
)
from onrecord.interpret.standins import based_bodies, in_full
from onrecord.interpret.titles import most_telling
from onrecord.records import AnnotatedDocument, EntityMention, Span, Speaker, SpeakerKind, Statement

VAGUE = frozenset(
    "some many most others neither either each several few all both those everyone everybody anyone nobody "
    "no-one none one someone somebody".split()
)
BODY_LABELS = frozenset({"ORG", "NORP", "GPE", "FAC", "LAW", "PRODUCT", "LOC"})
DEPTH = 4  # a description may lead to another, but not for ever


class Speakers:
    """Resolves the sources of one report in the order of the text, and then whatever else names a holder in it."""

    def __init__(self, annotated: AnnotatedDocument) -> None:
        self.scene = Scene(annotated)
        self.scene.based = based_bodies(self.scene)
        self.text = self.scene.text
        self.tokens = annotated.tokens
        self._depth = 0

    def resolve(self, statement: Statement) -> Speaker | None:
        """The speaker of a statement; None when no source is printed or it cannot be resolved."""
        self.scene.current = statement.content
        if not statement.source:
            return self._unsourced(statement)
        span = statement.source[0]
        speaker = self._behind_all(statement)
        if speaker:
            rows = rows_in(self.tokens, self._short(span))
            head = self.tokens.lemma[root_of(self.tokens, rows)].lower() if rows else ""
            self.scene.add(Said(span[0], speaker, head, statement.content))
        return speaker

    def _unsourced(self, statement: Statement) -> Speaker | None:
        """A quotation that stands alone goes on with the last speaker; a heading is the next one's; who a passive hides stays unknown."""
        start, end = statement.content[0]
        if statement.cue:
            subject = subject_of(self.tokens, statement.cue[0])
            return self.behind(noun_span(subject, self.tokens, joined=True)) if subject is not None else None
        if self.text[start] not in "“\"‘'":
            return None
        if is_heading(self.text, (start, end)):
            following = next((m for m in self.scene.cast.within(end, end + REACH) if m.is_subject), None)
            if following:
                return self._of_person(following.person, (0, 0))
        said = next(iter(self.scene.said_before(start)), None)
        return said.speaker if said else None

    def resolve_actor(self, span: Span) -> Speaker | None:
        """The person, body, country, document or group that a noun phrase stands for; None for things and for what stays open."""
        rows = rows_in(self.tokens, self._short(span))
        if not rows:
            return None
        root = root_of(self.tokens, rows)
        lemma, start, end = self.tokens.lemma[root].lower(), int(self.tokens.start[root]), int(self.tokens.end[root])
        mark = self.scene.entity_at(start, end)
        known = (mark and mark.label in BODY_LABELS | {"PERSON"}) or self.tokens.pos[root] == "PROPN" or lemma in ALL | PEOPLES
        if not known and not (lemma in DOCUMENTS | ORGANISATIONS | GROUPS or is_role(lemma)):
            return None
        return self.behind(span)

    def _behind_all(self, statement: Statement) -> Speaker | None:
        """Who is behind a source, the pieces of a split one joined."""
        found = [s for s in (self.behind(span) for span in statement.source) if s]
        if len(found) < 2 or found[0].kind is not SpeakerKind.PERSON or found[1].kind not in {SpeakerKind.PERSON, SpeakerKind.GROUP}:
            return found[0] if found else None
        names = " and ".join(dict.fromkeys(s.name for s in found))
        return found[0] if names == found[0].name else replace(found[0], name=names, kind=SpeakerKind.GROUP, role=None)

    def _short(self, span: Span) -> Span:
        """A span without its relative clause."""
        relative = RELATIVE.search(self.text, span[0] + 1, span[1])
        return (span[0], relative.start()) if relative else span

    def behind(self, span: Span) -> Speaker | None:
        """Who a noun phrase or a pronoun stands for; None where it cannot be resolved."""
        if self._depth >= DEPTH:
            return None
        self._depth += 1
        try:
            found = self._read(span if OF_THEM.fullmatch(self.text, *span) else self._short(span))
        finally:
            self._depth -= 1
        if found and found.kind is SpeakerKind.PERSON and is_named_body(self.text, span):
            found = Speaker(found.name, SpeakerKind.ORGANISATION, country=found.country)
        if found and OWNED.search(found.name):
            found = replace(found, name=OWNED.sub("", found.name), role=found.role and OWNED.sub("", found.role))
        return placed(self.scene, found, span, self.behind) if found else None

    def _read(self, span: Span) -> Speaker | None:
        span = narrowed(self.text, span)
        if self._is_dateline(span):
            return None
        rows = [r for r in rows_in(self.tokens, span) if self.tokens.pos[r] != "PUNCT"]
        if not rows:
            return self._plain(self.text[slice(*span)])
        root = head_of(self.tokens, rows)
        word = self.scene.word(root)
        is_code = len(word) > 1 and word.isupper()  # "US", "IT", "WHO"
        if len(rows) == 1 and not is_code and word.lower() in ALL:
            return pronoun(self.scene, word.lower(), root, self.behind)
        full = self.scene.aliases.get(bare_name(ARTICLE.sub("", self.text[slice(*span)])).lower())
        if full:
            return self._named_in_full(full)
        return self._several(span, root) or self._person(span, root) or self._called(span, root) or self._other(span, root, word)

    def _several(self, span: Span, root: int) -> Speaker | None:
        """Holders joined by "and", or "the two men"."""
        several = None if self._is_one(span) else joint(self.scene, span, root, self.behind)
        if several is None and PAIR.fullmatch(self.text[slice(*span)]) and len(two := pair(self.scene, span[0])) == 2:
            return Speaker(" and ".join(p.name for p in two), SpeakerKind.GROUP, country=_shared([p.country for p in two]))
        return several

    def _is_one(self, span: Span) -> bool:
        """Whether a source ends in the only person that it names, after a comma: "University of Ohio, Lima's dean, Jane Roe"."""
        named = self.scene.cast.within(*span)
        return len(named) == 1 and named[0].span[1] >= span[1] - 1 and self.text[: named[0].span[0]].endswith(", ")

    def _called(self, span: Span, root: int) -> Speaker | None:
        """Somebody called by age or party ("the 43-year-old")."""
        known = epithet(self.scene, span, root) if CALLED.fullmatch(self.text[slice(*span)]) else None
        return self._of_person(known, (0, 0)) if known else None

    def _other(self, span: Span, root: int, word: str) -> Speaker | None:
        """A body, a vague group, or whatever marks and nouns tell."""
        words = tidy(self.text[slice(*span)])
        if body_of(words) and words[0].isupper() and words not in PARTISANS:
            return Speaker(words, SpeakerKind.ORGANISATION, country=country_for(self.scene, words))
        if ONE_OF.match(self.text, *span):
            return described(self.scene, span, SpeakerKind.PERSON, anonymous=True)
        if word.lower() in VAGUE or self.tokens.pos[root] == "NUM":
            return described(self.scene, span, SpeakerKind.GROUP, anonymous=True)
        return self._by_entity(span, root) or self._by_noun(span, root, word)

    def _is_dateline(self, span: Span) -> bool:
        """Whether a source is the place in front of a report ("LA PAZ, Nov 3 (Reuters) - "), which says nothing."""
        line = DATELINE.match(self.text, self.scene.line_start(span[0]))
        return line is not None and span[1] <= line.end()

    # names ------------------------------------------------------------------------------------

    def _person(self, span: Span, root: int) -> Speaker | None:
        """A person named in the source, unless the name only belongs to a body ("Biden's campaign")."""
        named = self.scene.cast.within(*span)
        heads = [m for m in named if m.span[1] <= span[1] + 1 and leads(self.scene, m.span, root, span)]
        if heads:
            return self._of_person(heads[0].person, span)
        whole = self.scene.cast.named(self.text[slice(*span)])
        return self._of_person(whole, span) if whole and self.text[span[0]].isupper() else None

    def _of_person(self, person: Person, span: Span) -> Speaker:
        here = role_in(self.text, person, span)
        person.country = person.country or (country_for(self.scene, here) if here else None) or place_in(self.scene, span)
        if here and here not in person.roles:
            person.roles.append(here)
        roles = (*([here] if here else []), *person.roles)
        role = most_telling(roles)
        country = person.country or next((code for r in roles if (code := country_for(self.scene, r))), None)
        person.country = country = country or by_party(self.text[slice(*span)])
        return Speaker(person.name, SpeakerKind.PERSON, country=country, role=tidy(role) if role else None)

    def _by_entity(self, span: Span, root: int) -> Speaker | None:
        """A body or a country that the entity marks name as the head."""
        start, end = int(self.tokens.start[root]), int(self.tokens.end[root])
        mark = self.scene.entity_at(start, end)
        alone = tidy(self.text[slice(*span)])
        known = self._known_by_surname(mark, bare_name(self.text[start:end]))
        if known:
            return self._of_person(known, (0, 0))
        if leader_country(alone) or (" " not in alone and self.scene.cast.named(self.scene.longest_form(bare_name(alone)))):
            return self._plain(alone)
        if mark is None or mark.label not in BODY_LABELS or (self.tokens.pos[root] == "NOUN" and self.text[start].islower()):
            return None
        return self._of_mark(mark, span)

    def _known_by_surname(self, mark: EntityMention | None, surname: str) -> Person | None:
        """Somebody of the report whose last name is marked as a place and is none."""
        if mark is None or mark.label != "GPE" or bare_name(self.text[slice(*mark.span)]) != surname:
            return None
        known = self.scene.cast.named(surname)
        is_place = country_of(surname) or place_country(surname)
        return known if known and known.last == surname and not is_place else None

    def _of_mark(self, mark: EntityMention, span: Span) -> Speaker:
        name = bare_name(self.text[max(mark.span[0], span[0]) : mark.span[1]])
        plain = ARTICLE.sub("", name)
        seat = government_seat(plain, on=self.scene.published)
        country = country_of(plain) or seat
        whole = tidy(self.text[slice(*span)])
        if mark.label == "GPE" and len(whole) > len(plain) + 3 and TITLE_CASE.fullmatch(whole):
            return Speaker(whole, SpeakerKind.ORGANISATION, country=country_for(self.scene, whole))
        if country and (mark.label in {"GPE", "LOC"} or seat):
            is_house = seat and mark.label != "GPE" and not is_capital(plain)
            return Speaker(
                plain if seat else self._fullest(plain, country),
                SpeakerKind.ORGANISATION if is_house else SpeakerKind.COUNTRY,
                country=country,
            )
        if mark.label == "NORP":
            kind = SpeakerKind.GROUP if name.endswith(("s", "ese", "sh", "ch")) else SpeakerKind.PERSON
            return Speaker(tidy(self.text[span[0] : mark.span[1]]), kind, country=country, anonymous=True)
        if mark.span[1] >= span[1]:
            plain = in_full(self.scene, plain, span[0])
        based = self.scene.based.get(plain)
        return Speaker(
            plain,
            SpeakerKind.ORGANISATION,
            country=based or country or place_country(plain) or country_for(self.scene, plain) or country_for(self.scene, whole),
        )

    def _named_in_full(self, name: str) -> Speaker:
        """The body or person whom a short form stands for."""
        person = self.scene.cast.named(name)
        if person and not is_body_name(name):
            return self._of_person(person, (0, 0))
        return Speaker(name, SpeakerKind.ORGANISATION, country=country_for(self.scene, name))

    # descriptions -----------------------------------------------------------------------------

    def _by_noun(self, span: Span, root: int, word: str) -> Speaker | None:
        """A holder described by a noun: documents, bodies, groups, an unnamed or known person."""
        proper = word[0].isupper() and self.tokens.pos[root] == "PROPN" and not is_role(word) and not opens_sentence(self.scene, span, root)
        words = self.text[slice(*span)]
        kind = outright(self.scene, span, root)
        if kind is None:
            known = None if proper else taken_up(self.scene, span, self.tokens.lemma[root].lower(), self.behind)
            if known:
                return known
            kind = by_noun(self.scene, span, root, proper=proper)
        if proper and kind and kind[0] is SpeakerKind.ORGANISATION and words.lower().startswith("the "):
            full = in_full(self.scene, bare_name(tidy(words)), span[0])
            return Speaker(full, SpeakerKind.ORGANISATION, country=country_for(self.scene, full))
        if kind:
            return described(self.scene, span, kind[0], anonymous=kind[1])
        if proper:
            name, _, role = words.partition(",")
            plain = self._plain(name)
            may_bear = plain.kind is SpeakerKind.PERSON and not plain.role and any(map(is_role, role.split()))
            return replace(plain, role=tidy(role)) if may_bear else plain
        human = is_human(self.scene, root)
        person = epithet(self.scene, span, root) if human and EPITHET.fullmatch(words) else None
        if person:
            if not person.roles and is_role(word):
                person.roles.append(tidy(words))
            return self._of_person(person, (0, 0))
        return described(self.scene, span, SpeakerKind.PERSON if human else SpeakerKind.DOCUMENT, anonymous=human)

    def _fullest(self, name: str, country: str) -> str:
        """The fullest of a country's names that the report prints ("United States" for "US")."""
        longer = (
            [n for n in names_of(country) if len(n) > len(name) and n in self.text]
            if country_of(name) and name.isupper() | ("." in name)
            else []
        )
        return max(longer, key=len, default=name)

    def _plain(self, words: str) -> Speaker:
        """A name that nothing else is known of."""
        kind = KIND_BEFORE.match(words)
        if kind:
            return Speaker(bare_name(words[kind.end() :]), SpeakerKind.ORGANISATION, country=country_for(self.scene, words))
        name = tidy(words)
        if leader_country(name):
            return Speaker(name, SpeakerKind.PERSON, country=leader_country(name))
        full = self.scene.longest_form(bare_name(name))
        person = self.scene.cast.named(full) or self.scene.cast.named(name)
        if person:
            return self._of_person(person, (0, 0))
        country = country_of(name) or (government_seat(name, on=self.scene.published) if is_capital(name) else None)
        if country:
            return Speaker(name, SpeakerKind.COUNTRY, country=country)
        if name.isupper() or self.scene.is_body(name, after_article=ARTICLE.match(words) is not None):
            name = in_full(self.scene, bare_name(name), len(self.text))
            return Speaker(name, SpeakerKind.ORGANISATION, country=country_for(self.scene, name))
        return Speaker(full, SpeakerKind.PERSON)


def _shared(countries: list[str | None]) -> str | None:
    return countries[0] if countries and len(set(countries)) == 1 else None

"""Whom a report says that its speakers speak for: the body of a spokesman, the client of a lawyer, and what "the company" stands for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from onrecord import codec
from onrecord.ledger.bodies import CALLINGS, CAPITAL, FIRMS, NAME, NOUNS, SENTENCE, Bodies
from onrecord.ledger.nations import country_code
from onrecord.ledger.offices import Offices
from onrecord.ledger.parties import (
    COURT,
    OF_STATE,
    PROSECUTION,
    Party,
    is_known,
    local,
    local_office,
    named,
    of_country,
    only_states,
    party_of,
    prosecutor,
)
from onrecord.ledger.speaking import (
    AFTER,
    BARE,
    BARE_AFTER,
    BEFORE,
    BEHALF,
    CLIENT,
    COURTS,
    COURTS_STAFF,
    DESCRIPTION,
    OFFICE,
    OWNED,
    POSSESSOR,
    REACH,
    STATE_TITLE,
    TITLE,
    TITLED,
)
from onrecord.ledger.tables import folded
from onrecord.records import Document, Span, Speaker, SpeakerKind, Statement, StatementId


class Affiliations:
    """What one report says of whom its speakers speak for."""

    def __init__(self, document: Document, statements: Sequence[Statement]) -> None:
        self.document = document
        self.text = document.text
        self.publisher = document.publisher
        self.statements = statements
        self._by_name: dict[str, Party | None] = {}

    def parties(self) -> dict[StatementId, Party | None]:
        """The party of each statement's speaker."""
        return {s.id: self._party(s) for s in self.statements}

    def of_actor(self, name: str, at: int) -> Party | None:
        """The party of somebody whom a sentence is about, by the name or the description that it has."""
        words = re.sub(r"^(?:[Tt]he|[Ii]ts|[Tt]heir)\s", "", name)
        speaker = next((s for s in self.statements if s.speaker and s.speaker.name == words), None)
        if speaker:
            return self._party(speaker)
        described = DESCRIPTION.fullmatch(words)
        meant = self.bodies.meant(words, at) or self._only_firm(words, at) if described else None
        if meant or country_code(words):
            return self._of_name(meant or words, at)
        return (self._of_person(words) if words[:1].isupper() else None) or (
            self._of_name(words, at) if words[:1].isupper() or described else None
        )

    def _party(self, statement: Statement) -> Party | None:
        speaker, source = statement.speaker, codec.words(self.text, statement.source)
        at = min((start for start, _ in statement.source), default=0)
        known = party_of(speaker)
        described = DESCRIPTION.fullmatch(re.split(r",|\s(?:of|who|which|that|in)\s", source)[0].strip())
        firm = described and re.search(rf"\b(?:{FIRMS})$", described["words"], re.IGNORECASE)  # "the company" is no state, whoever "it" is
        town = local(speaker)
        if town or (known and known.country and not firm):
            return town or known
        if speaker and speaker.country and not speaker.country_inferred and not speaker.anonymous and only_states(source):
            return of_country(speaker.country)
        if PROSECUTION.search(source) and not (speaker and speaker.anonymous and speaker.kind is SpeakerKind.PERSON):
            return self._ruling(source, speaker, at)
        named_too = re.search(rf",\s{NAME},?$", source)
        if (
            described
            and not named_too
            and (source[:1].islower() or source.split()[0].lower() in {"the", "its", "their"} or at < self._headline)
        ):
            meant = self.bodies.meant(described["words"], at) or self._only_firm(described["words"], at)
            if meant or firm:
                return self._of_name(meant, at) if meant else named(described["words"])
        return self._of_speaker(speaker, known, source, at)

    def _of_speaker(self, speaker: Speaker | None, known: Party | None, source: str, at: int) -> Party | None:
        """The party of a speaker whom no description of a body stands for."""
        state = self._of_state(speaker, known, source, at)
        if state:
            return state
        if speaker is None or known is None or known.placed:
            return self._ruling(source, speaker, at) or known
        if speaker.anonymous:
            spoken = BEHALF.match(speaker.name)
            party = self._of_words(spoken["body"], at) if spoken else None
            return party or (self._ruling(source, speaker, at) if speaker.kind is SpeakerKind.GROUP else None) or known
        if re.fullmatch(CALLINGS, speaker.name, re.IGNORECASE) and (calling := self.bodies.called(frozenset({speaker.name.lower()}))):
            return self._of_name(calling, at)
        is_person = speaker.kind is not SpeakerKind.DOCUMENT and not self._is_brand(speaker)
        told = self._of_person(speaker.name) if is_person and speaker.name.strip() else None
        return told or self._ruling(source, speaker, at) or self._fullest(known)

    def _of_state(self, speaker: Speaker | None, known: Party | None, source: str, at: int) -> Party | None:
        """The state of a ministry, or of a minister who is not named, or of an office that the source tells."""
        if speaker is None or known is None or known.placed:
            return None
        if speaker.kind is SpeakerKind.PERSON or speaker.anonymous:
            definite = speaker.anonymous and re.match(r"(?:[Tt]he|[Ii]ts|[Tt]heir)\s", source) and only_states(speaker.name)
            return self.offices.of_body(speaker, speaker.name, at) if definite else None
        return self.offices.of_body(speaker, speaker.name, at)

    def _ruling(self, source: str, speaker: Speaker | None, at: int) -> Party | None:
        """Prosecutors and judges speak for the prosecution and the court."""
        described = f"{source} {speaker.role or '' if speaker else ''} {speaker.name if speaker else ''}"
        if match := PROSECUTION.search(described):
            return prosecutor(match)
        if COURT.search(described) and not COURTS_STAFF.search(described):
            found = list(COURTS.finditer(self.text))
            before = [m for m in found if m.start() <= at + len(source)] or found
            return named(before[-1][0], placed=True) if before else None
        return None

    # bodies -----------------------------------------------------------------------------------

    @cached_property
    def _headline(self) -> int:
        return max(0, self.text.find("\n"))

    @cached_property
    def offices(self) -> Offices:
        """The states of the report, by the offices that it names."""
        return Offices(self.document, self.statements)

    @cached_property
    def bodies(self) -> Bodies:
        """The bodies of the report; a name with an office before it is a person's, and an outlet speaks for nobody."""
        speakers = [s.speaker for s in self.statements if s.speaker]
        channels = {channel for s in self.statements for channel in s.channels}
        people = {s.name for s in speakers if s.kind is SpeakerKind.PERSON and (s.role or s.anonymous) and not self._is_brand(s)}
        people |= {m[0].split()[-1] for s in people if (m := re.search(NAME, s))}
        names = {s.name for s in speakers if s.kind in {SpeakerKind.ORGANISATION, SpeakerKind.COUNTRY} and re.fullmatch(NAME, s.name)}
        names |= {s.name for s in speakers if s.kind is SpeakerKind.PERSON and self._is_brand(s)}
        cities = {m[0] for m in re.finditer(r"^[A-Z’'-]{2,}(?:\s[A-Z’'-]{2,})*(?=,\s|\s\(|\s[—–-])", self.text, re.MULTILINE)}
        acronyms = {word for s in self.statements for word in re.findall(r"\b[A-Z]{3,5}\b", codec.words(self.text, s.source))}
        outlets = channels | {self.publisher or "", *re.findall(r"\(([A-Z][\w ]+)\)\s[—–-]", self.text)}
        alone = {n for n in names if self._is_person(n)}
        sources = tuple(span for s in self.statements for span in s.source)
        return Bodies(self.text, (names - alone) | acronyms, people | alone | outlets | cities, sources)

    def _is_brand(self, speaker: Speaker) -> bool:
        """Whether a name taken for a person's is a firm's or a party's: an owner or a maker, something that is "it" and "which"."""
        if speaker.anonymous or not speaker.name[:1].isupper():
            return False
        if speaker.role:
            return bool(re.fullmatch(rf"(?:{FIRMS}|.*\bparty)", speaker.role))
        name = re.escape(speaker.name)
        followed = [m[0] for m in re.finditer(rf"\b{name}\b[^.!?\n]*", self.text)]
        things = sum(bool(re.match(rf"{name}, which\b|.*?\b(?:it|its)\b", words)) for words in followed)
        people = sum(bool(re.search(r"\b(?:he|she|his|her|him|who)\b", words)) for words in followed)
        one_word = " " not in speaker.name and not re.search(rf"[^\W\d_a-z]\w+\s{name}\b", self.text)
        return things > people or (one_word and not people)

    def _is_person(self, name: str) -> bool:
        """Whether a name taken for a body's has an office or a first name before it somewhere."""
        last = re.escape(name.split()[-1])
        return bool(re.search(rf"\b(?i:{OFFICE}|{CALLINGS})(?<!owner),?\s(?:{CAPITAL}\s){{0,2}}{last}\b", self.text))

    def _of_name(self, name: str, at: int) -> Party:
        """The party of a body, or of a person, that the report names."""
        party = self._by_name_alone(name)
        return party if party.country else self.offices.of_body(None, name, at) or party

    def _by_name_alone(self, name: str) -> Party:
        if match := PROSECUTION.search(name):
            return prosecutor(match)
        known = self._known.get(folded(name) or "")
        if known:
            return known
        if any(s.speaker and s.speaker.name == name and s.speaker.kind is SpeakerKind.PERSON for s in self.statements):
            return self._of_person(name) or named(name)
        owner = re.match(rf"(?P<owner>{NAME})[’']s?\s", name)
        code = country_code(owner["owner"]) if owner else None
        kind = SpeakerKind.ORGANISATION
        return party_of(Speaker(name, kind, code)) or named(name)

    @cached_property
    def _known(self) -> dict[str, Party]:
        """The parties of bodies that speak in the report, by name."""
        found: dict[str, Party] = {}
        for statement in self.statements:
            speaker, party = statement.speaker, party_of(statement.speaker)
            if speaker and party and speaker.kind is not SpeakerKind.PERSON:
                key = folded(speaker.name) or ""
                if party.placed or key not in found:
                    found[key] = party
        return found

    def _only_firm(self, words: str, at: int) -> str | None:
        """The firm that a report is about, for "the company" where no words say who it is."""
        if not re.fullmatch(rf"(?:[\w-]+\s){{0,2}}(?:{FIRMS})(?:\s(?:chief|boss|head))?", words, re.IGNORECASE):
            return None
        nouns = set(NOUNS.split("|")) - set(FIRMS.split("|"))
        firms = [
            m
            for m in self.bodies.mentions
            if m.name[0].isupper() and not m.heads & nouns and not OF_STATE.search(m.name) and not country_code(m.name)
        ]
        before = [m.name for m in firms if m.at < at]
        return before[-1] if before else next((m.name for m in firms), None)

    def _fullest(self, party: Party) -> Party:
        """The body that a short form stands for ("the Front" for the Civic Front)."""
        longer = [m.name for m in self.bodies.mentions if m.name[0].isupper() and m.name.split()[-1] == party.name and " " in m.name]
        return self._of_name(longer[0], 0) if longer else party

    # people -----------------------------------------------------------------------------------

    def _of_person(self, name: str) -> Party | None:
        """The body that a person is said to speak for, anywhere in the report."""
        if name not in self._by_name:
            self._by_name[name] = None  # who speaks for one who speaks for him speaks for nobody
            told = self._told(name) if name.split()[-1][:1].isupper() else None
            self._by_name[name] = replace(told, placed=True) if told and is_known(told) else told
        return self._by_name[name]

    def _told(self, name: str) -> Party | None:
        *firsts, last = name.split()
        for m in re.finditer(rf"(?<![\w-]){re.escape(last)}(?![\w-])(?:,\s\d+)?", self.text):
            rest = SENTENCE.split(self.text[m.end() : m.end() + REACH])[0]
            first = re.search(rf"(?:{CAPITAL}\s){{0,3}}$", self.text[: m.start()][-60:])
            given = self._given(first[0], firsts) if first else ""
            if given.split() and firsts and not set(given.split()) & set(firsts):
                continue  # another of that surname
            start = m.start() - len(given)
            before = SENTENCE.split(self.text[max(0, start - REACH) : start])[-1]
            for words in [p.search(before) for p in BEFORE] + [p.match(rest) for p in AFTER]:
                body = self._of_words(words["body"], start) if words else None
                if body:
                    return body
            if not TITLED.search(before) and (BARE.search(before) or BARE_AFTER.match(rest)):
                owned = OWNED.search(before)
                opening = self._opening(start) if owned else None
                subject = None if opening else self.bodies.subject_before(start)
                if opening or subject:
                    found = opening or self._of_name(subject or "", start)
                    return found if owned else replace(found, placed=False)
            office = local_office(before, rest) or self.offices.of_person(last, before, rest, start)
            if office:
                return office
            if CLIENT.search(before):
                return self._client(start, last)
        return None

    def _opening(self, at: int) -> Party | None:
        """The body that the last sentence in the report's own words begins with ("The Red Cross counts seven. Its secretary, …")."""
        for start, end in list(self.bodies.sentences_before(at))[1:]:
            words = self.text[start:end]
            if words[:1] in "“\"‘'" or any(first <= start < last for first, last in self._contents):
                continue
            kind = re.match(rf"(?:The|An?)\s(?:[a-z][\w’'-]*\s){{0,3}}?(?:{NOUNS})\b(?!\s(?:of|for)\b)", words)
            if kind:
                return self._of_words(re.sub(r"^(?:An?|The)\s", "the ", kind[0]), start)
            match = re.match(rf"(?:The\s)?(?P<name>{NAME})(?=,?\s(?:[a-z]|[A-Z][\w-]*[’']s))", words)
            known = match and match["name"] not in self.bodies.not_bodies and not match["name"].isupper()
            return self._of_name(match["name"], start) if match and known else None
        return None

    @cached_property
    def _contents(self) -> list[Span]:
        return [span for statement in self.statements for span in statement.content]

    @staticmethod
    def _given(capitals: str, firsts: Sequence[str]) -> str:
        """The first names that stand before a surname, without the titles before them."""
        for first in firsts:
            at = re.search(rf"\b{re.escape(first)}\b", capitals)
            if at:
                return capitals[at.start() :]
        return TITLE.sub("", STATE_TITLE.sub("", capitals))

    def _of_words(self, words: str, at: int) -> Party | None:
        """The party that the words for a body mean."""
        if match := PROSECUTION.search(words):
            return prosecutor(match)
        words = re.sub(r"^the\s|[’']s?$", "", POSSESSOR.sub(r"\1", words))
        if words in self.bodies.not_bodies or re.fullmatch(OFFICE, words, re.IGNORECASE):
            return None
        if words[0].islower() and DESCRIPTION.fullmatch(words):
            meant = self.bodies.meant(words, at) or self._only_firm(words, at)
            return self._of_name(meant, at) if meant else self.offices.of_body(None, words, at) or named(words)
        is_body = " " in words or any(m.name == words for m in self.bodies.mentions) or re.search(rf"\b(?i:{NOUNS})\b", words)
        return self._of_name(words, at) if is_body else None

    def _client(self, at: int, last: str) -> Party | None:
        """The person named last before "her lawyer"."""
        speakers = {s.speaker.name for s in self.statements if s.speaker and not s.speaker.anonymous and s.speaker.name[:1].isupper()}
        bodies = {m.name for m in self.bodies.mentions}
        near = SENTENCE.split(self.text[max(0, at - 4 * REACH) : at])[-3:]
        named_near = {m[0] for m in re.finditer(NAME, " ".join(near)) if " " in m[0]}
        names = {n for n in speakers | named_near if last not in n.split() and n not in bodies}
        surnames = Counter(n.split()[-1] for n in names)
        places = [
            (m.start(), name)
            for name in sorted(names)
            for m in re.finditer(re.escape(name if surnames[name.split()[-1]] > 1 else name.split()[-1]), self.text)
        ]
        before = max(((place, name) for place, name in places if place < at), default=None)
        return named(before[1]) if before else None

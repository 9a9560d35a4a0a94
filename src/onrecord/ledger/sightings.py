"""A claim as threads see it: who holds it, what is done by it, when, and what it is about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import ClassVar

import numpy as np
import snowballstemmer
from numpy.typing import NDArray
from pydantic import ConfigDict

from onrecord.ledger.affiliations import Affiliations
from onrecord.ledger.parties import Party, named
from onrecord.ledger.retellings import told_of
from onrecord.ledger.stances import POINTS, position_of
from onrecord.ledger.tables import folded
from onrecord.ledger.wordings import spans_of, words_of
from onrecord.records import (
    Act,
    Claim,
    ClaimId,
    Document,
    DocumentId,
    Event,
    Factuality,
    PositionKind,
    Reading,
    Statement,
    StatementId,
    Style,
)

Vector = NDArray[np.float32]
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
NAME = re.compile(r"(?<![.!?“\"‘']\s)(?<!^)(?<![“\"‘])\b[^\W\d_a-z][\w’'-]+")  # or in a script without capitals: names_of leaves that out
LATIN = "\u024f"  # the last letter of Latin with its extensions
BREAK = re.compile(r"\n+")  # between paragraphs
NUMBER = re.compile(r"\d[\d.,]*")
DAY = len("2031-05-03")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
STOP = frozenset(
    "a an the of in on at to for and or but by with from that this these those it its his her their he she they we "
    "i you us our my me him them "
    "be is are was were been being am have has had do does did will would shall should can could may might must "
    "not no nor never n't any all "
    "some there here who whom which what when where why how if whether as than then so also just only very more "
    "most such other another own "
    "into out up down over under about after before during between against among through without within again once "
    "new said says say saying "
    "told one two first last year years day days week weeks month months time today yesterday people thing things".split()
)
REFERENCE = frozenset(
    "accus accusation alleg charg claim report suggest assert it that this account find verdict involv wrongdo "
    "respons rumour rumor specul figur "
    "number toll statement remark comment critic role part guilt liabil fault deni denial he matter affair deal the them so everyth".split()
)  # stems of nouns that stand for what somebody else has said
BROAD = re.compile(r"\b(?:any|ever|never|all|no|none|nothing|nobody|whatsoever|at all|anything|anyone)\b", re.IGNORECASE)
STEMMER = snowballstemmer.stemmer("english")


@dataclass(frozen=True)
class Sighting:
    """One claim, prepared for comparison.

    `stems` are of the content's words, `names` of what it names, folded; `days` are those of its events; `paragraph` counts from the
    headline; `quoted`: all of it is in quotation marks.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(arbitrary_types_allowed=True)  # the vector; it is kept apart from the rest

    claim: ClaimId
    statement: StatementId | None
    document: DocumentId
    start: int
    end: int
    quote: str
    party: Party | None
    body: str | None
    anonymous: bool
    position: PositionKind
    act: Act | None
    factuality: Factuality
    day: str | None
    printed: str | None
    publisher: str | None
    channels: tuple[str, ...]
    event: Event | None
    stems: frozenset[str]
    names: frozenset[str]
    actors: frozenset[str]
    recipients: frozenset[str]
    places: frozenset[str]
    years: frozenset[str]
    days: frozenset[str] = frozenset()
    paragraph: int = 0
    quoted: bool = False
    note: str | None = None
    vector: Vector = field(default_factory=lambda: np.zeros(0, dtype=np.float32), compare=False, repr=False)

    @cached_property
    def refers(self) -> bool:
        """Whether its content only points at what another has said ("the accusation", "any role", "it")."""
        return self.statement is not None and (not self.stems - REFERENCE or POINTS.match(self.quote) is not None)

    @cached_property
    def is_open(self) -> bool:
        """Whether it asks: no proposition that another could share."""
        return self.act is Act.ASK or self.quote.rstrip('"”’ ').endswith("?")

    @cached_property
    def substance(self) -> int:
        """How many words and numbers it has beside names; none in a script that the encoder of meanings cannot tell words apart in."""
        letters = [c for c in self.quote if c.isalpha()]
        if 2 * sum(c > LATIN for c in letters) > len(letters):
            return 0
        named = {_stem(word) for name in self.names for word in name.split()}
        return len(self.stems - named) + len(NUMBER.findall(self.quote))

    @property
    def says_little(self) -> bool:
        """Whether its words make no proposition that another could share: a bare name, or a question."""
        return self.is_open or not self.substance

    @cached_property
    def is_broad(self) -> bool:
        """Whether it denies a whole kind of thing at once ("never had any dealings with")."""
        return self.position is PositionKind.DENIES and not self.years and BROAD.search(self.quote) is not None


def sightings(reading: Reading, vectors: Sequence[Vector]) -> list[Sighting]:
    """The sightings of a reading's claims; `vectors` are those of `wordings(reading)`, in its order."""
    statements = {statement.id: statement for statement in reading.statements}
    affiliations = Affiliations(reading.document, reading.statements)
    spoken_for = affiliations.parties()
    return [
        _retold(
            _sighting(reading.document, claim, statements.get(claim.statement) if claim.statement else None, vector, spoken_for),
            claim,
            affiliations,
        )
        for claim, vector in zip(reading.claims, vectors, strict=True)
    ]


def _retold(s: Sighting, claim: Claim, affiliations: Affiliations) -> Sighting:
    """A sentence in the outlet's own voice with the holder whose stand it tells, where it tells one."""
    told = told_of(claim, s.quote)
    party = affiliations.of_actor(told[0], s.start) if told else None
    return replace(s, party=party, body=told[0], position=told[1]) if told and party else s


def _sighting(
    document: Document, claim: Claim, statement: Statement | None, vector: Vector, spoken_for: Mapping[StatementId, Party | None]
) -> Sighting:
    quote = words_of(document, claim, statement)
    spans = spans_of(claim, statement)
    event = claim.events[0] if claim.events else None
    speaker = statement.speaker if statement else None
    party = spoken_for[statement.id] if statement else (named(document.publisher) if document.publisher else None)
    people = event.participants if event else ()

    def keys(*roles: str) -> frozenset[str]:
        return frozenset(p.country or folded(p.name) or p.name for p in people if p.role in roles and p.name[:1].isupper())

    said = day_of(statement.said_on) if statement and statement.said_on else None
    return Sighting(
        claim=claim.id,
        statement=claim.statement,
        document=document.id,
        start=min(s for s, _ in spans),
        end=max(e for _, e in spans),
        quote=quote,
        party=party,
        body=speaker.name if speaker else document.publisher if statement is None else None,
        anonymous=speaker.anonymous if speaker else False,
        position=position_of(document, claim, statement),
        act=statement.act if statement else None,
        factuality=claim.factuality,
        day=said or document.published,
        printed=document.published,
        publisher=document.publisher,
        channels=statement.channels if statement else (),
        event=event,
        stems=stems_of(quote),
        names=names_of(quote) | keys("actor", "recipient", "destination"),
        actors=keys("actor"),
        recipients=keys("recipient", "destination"),
        places=keys("place"),
        years=frozenset(YEAR.findall(quote)),
        days=frozenset(d for e in claim.events if (d := day_of(e.date)) and len(d) == DAY),
        paragraph=len(BREAK.findall(document.text, 0, min(s for s, _ in spans))),
        quoted=statement is not None and statement.style is Style.DIRECT,
        vector=vector,
    )


def stems_of(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning, without case."""
    words = [w for w in (word.casefold().replace("’", "'") for word in WORD.findall(text)) if w not in STOP]
    return frozenset(_stem(w.removesuffix("'s")) for w in words) - STOP


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    return str(STEMMER.stemWord(word))


def names_of(text: str) -> frozenset[str]:
    """Words with a capital that no sentence begins with, folded."""
    capital = (w.replace("’s", "").replace("'s", "") for w in NAME.findall(text) if w[0].isupper())
    return frozenset(f for f in map(folded, capital) if f and f not in STOP)


def day_of(value: str | None) -> str | None:
    """The calendar day, month or year of a time value; None where it has none (a duration, a relative value)."""
    if not value:
        return None
    week = re.match(r"(\d{4})-W(\d\d)(?:-(\d|WE))?", value)
    if week:
        weekday = 1 if not week[3] or week[3] == "WE" else int(week[3])
        try:
            return date.fromisocalendar(int(week[1]), int(week[2]), weekday).isoformat()
        except ValueError:
            return None
    found = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?=$|T)", value)
    return found[0] if found else None

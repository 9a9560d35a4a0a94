"""A reading as people see it: the text cut into marked pieces, a card for each statement, the speakers, the slips."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from math import inf
from typing import Literal

from onrecord.codec import words
from onrecord.publish.segments import Segment, cut_blocks, cut_segments
from onrecord.publish.terminal import claims_by_statement, event_words, framed
from onrecord.records import (
    Act,
    Claim,
    Conflict,
    Document,
    DocumentId,
    Factuality,
    Reading,
    Span,
    Spans,
    Speaker,
    SpeakerKind,
    Statement,
    StatementId,
)

Role = Literal["source", "cue", "content", "furniture", "slip"]
Mark = tuple[Role, str]  # the role of the words, and the anchor of their statement or conflict

UNTITLED = "Report without a title"
ATTACKS = {Act.ACCUSE, Act.CONDEMN, Act.THREATEN, Act.WARN}
DENIALS = {Act.DENY, Act.REFUSE, Act.DECLINE}
ADMISSIONS = {Act.ADMIT, Act.CONFIRM}
ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
COMMITMENT = {
    Factuality.CERTAIN: "certain",
    Factuality.PROBABLE: "probable",
    Factuality.POSSIBLE: "possible",
    Factuality.CERTAIN_NOT: "certainly not",
    Factuality.PROBABLE_NOT: "probably not",
    Factuality.POSSIBLE_NOT: "possibly not",
    Factuality.UNCOMMITTED: "open",
}
KINDS_SHOWN = {SpeakerKind.ORGANISATION, SpeakerKind.DOCUMENT, SpeakerKind.GROUP}  # a person or a country is plain from the name


@dataclass(frozen=True)
class Piece:
    """Words of the text as they stand, their CSS classes, the statements they belong to; which statements and conflicts begin here."""

    text: str
    classes: str
    anchors: str
    begins: tuple[Card, ...]
    flags: tuple[Slip, ...] = ()


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph or the line ends between two."""

    kind: Literal["heading", "paragraph", "gap"]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Card:
    """One statement beside the text; `number` counts from 1 in the order of the text."""

    number: int
    anchor: str
    statement: Statement
    source: str
    cue: str
    content: str
    tone: Literal["attack", "denial", "admission", "neutral"]
    parent: Card | None
    placed: bool
    claim: Claim | None = None

    @property
    def events(self) -> list[str]:
        """The framed events of its claim, in a line each; none of which nothing but the frame is known."""
        return [words for event in framed(self.claim) if (words := event_words(event)) != event.frame]

    @property
    def said_on(self) -> str | None:
        """The day it was said, for people."""
        return day_words(self.statement.said_on)

    @property
    def commitment(self) -> str:
        """How committed the speaker is, in words."""
        return COMMITMENT[self.claim.factuality] if self.claim else ""

    @property
    def kind(self) -> str | None:
        """The kind of speaker, where the name does not tell."""
        speaker = self.statement.speaker
        return speaker.kind.value if speaker and speaker.kind in KINDS_SHOWN else None


@dataclass(frozen=True)
class Slip:
    """Where the report is at odds with itself: the kind, a note, and the words of each side with the statement's card, where it is one."""

    number: int
    anchor: str
    kind: str
    note: str
    sides: tuple[tuple[str, Card | None], ...]
    places: Spans


@dataclass
class Voice:
    """A speaker, or nobody named, and the statements of theirs."""

    speaker: Speaker | None
    cards: list[Card] = field(default_factory=list)


@dataclass(frozen=True)
class Report:
    """Everything that the page shows of one reading."""

    anchor: str
    document: Document
    title: str
    titled: bool
    link: str | None
    day: str | None
    language: str | None
    blocks: tuple[Block, ...]
    cards: tuple[Card, ...]
    voices: tuple[Voice, ...]
    furniture: int
    copy_anchor: str | None
    slips: tuple[Slip, ...] = ()

    @property
    def named(self) -> int:
        """How many different speakers there are."""
        return sum(voice.speaker is not None for voice in self.voices)

    @property
    def unnamed(self) -> int:
        """How many statements have a holder without a name."""
        return sum(card.statement.speaker is not None and card.statement.speaker.anonymous for card in self.cards)

    @property
    def relayed(self) -> int:
        """How many statements came through somebody else."""
        return sum(bool(card.statement.channels) for card in self.cards)


class Anchors:
    """Hands out names for places in a page, each once."""

    def __init__(self) -> None:
        self._used: set[str] = set()
        self._repeats = 1
        self.documents: dict[DocumentId, str] = {}

    def name(self, wanted: str, prefix: str) -> str:
        """The wanted name where it can stand in an address and is free, else a numbered one."""
        name = base = wanted if re.fullmatch(rf"{prefix}-[\w-]+", wanted, re.ASCII) else f"{prefix}-x"
        while name in self._used:
            self._repeats += 1
            name = f"{base}-{self._repeats}"
        self._used.add(name)
        return name


def build_report(reading: Reading, anchors: Anchors) -> Report:
    """What to show of a reading; `anchors` name places, so that several reports can stand in one page."""
    document = reading.document
    anchor = anchors.name(document.id, "d")
    anchors.documents.setdefault(document.id, anchor)
    copied = anchors.documents.get(document.copy_of) if document.copy_of else None
    text = document.text
    cards = _cards(reading, anchors)
    slips = _slips(reading, cards, anchors)
    title = (document.title or "").strip()
    titled = bool(title) and text.lstrip().split("\n", 1)[0].strip() == title
    return Report(
        anchor=anchor,
        document=document,
        title=title or UNTITLED,
        titled=titled,
        link=document.url if re.fullmatch(r"https?://[^\s\x00-\x20\"'<>\\]+", document.url, re.IGNORECASE) else None,
        day=day_words(document.published),
        language=document.language if re.fullmatch(r"[A-Za-z]{2,3}(-\w+)*", document.language or "", re.ASCII) else None,
        blocks=tuple(_blocks(text, document.boilerplate, cards, slips, titled=titled)),
        cards=cards,
        voices=_voices(cards),
        furniture=len(document.boilerplate),
        copy_anchor=copied,
        slips=slips,
    )


def _slips(reading: Reading, cards: Iterable[Card], anchors: Anchors) -> tuple[Slip, ...]:
    """The report's conflicts with itself, with the words of each side."""
    claims = {claim.id: claim for claim in reading.claims}
    card_of = {card.statement.id: card for card in cards}

    def side(claim: Claim) -> tuple[str, Card | None]:
        return " … ".join(e.exact for e in claim.evidence), card_of.get(claim.statement) if claim.statement else None

    def slip(number: int, conflict: Conflict) -> Slip:
        sides = [claims[identity] for identity in conflict.claims if identity in claims]
        places = tuple((e.start, e.end) for claim in sides for e in claim.evidence)
        anchor = anchors.name(f"x-{number}", "x")
        return Slip(number, anchor, conflict.kind.value, conflict.note, tuple(map(side, sides)), places)

    return tuple(slip(number, conflict) for number, conflict in enumerate(reading.conflicts, start=1))


def _cards(reading: Reading, anchors: Anchors) -> tuple[Card, ...]:
    """Cards in the order of the text, a statement before those that stand inside it."""
    text = reading.document.text
    claims = claims_by_statement(reading)
    cards: list[Card] = []
    known: dict[StatementId, Card] = {}
    for number, statement in enumerate(sorted(reading.statements, key=_place), start=1):
        card = Card(
            number=number,
            anchor=anchors.name(statement.id, "s"),
            statement=statement,
            source=words(text, statement.source),
            cue=words(text, statement.cue),
            content=words(text, statement.content),
            tone=tone(statement.act),
            parent=known.get(statement.parent) if statement.parent else None,
            placed=any(max(0, start) < min(end, len(text)) for start, end in _spans(statement)),
            claim=claims.get(statement.id),
        )
        cards.append(card)
        known.setdefault(statement.id, card)
    return tuple(cards)


def _spans(statement: Statement) -> Spans:
    return statement.source + statement.cue + statement.content


def _place(statement: Statement) -> tuple[float, bool, float, int]:
    """Where a statement begins; of two that begin together, the outer one first, then the one whose content is first."""
    begin = min((start for start, _ in _spans(statement)), default=inf)
    content = min((start for start, _ in statement.content), default=inf)
    return begin, statement.parent is not None, content, -max((end for _, end in _spans(statement)), default=0)


def tone(act: Act) -> Literal["attack", "denial", "admission", "neutral"]:
    """How an act is set off from others."""
    if act in ATTACKS:
        return "attack"
    if act in DENIALS:
        return "denial"
    return "admission" if act in ADMISSIONS else "neutral"


def _voices(cards: Iterable[Card]) -> tuple[Voice, ...]:
    """Speakers by the number of their statements; those that nobody is named for come last."""
    voices: dict[object, Voice] = {}
    for card in cards:
        speaker = card.statement.speaker
        key = speaker and (speaker.wikidata or speaker.name, speaker.kind, speaker.country, speaker.anonymous)
        voices.setdefault(key, Voice(speaker)).cards.append(card)
    return tuple(sorted(voices.values(), key=lambda voice: (voice.speaker is None, -len(voice.cards))))


def _blocks(text: str, boilerplate: Spans, cards: tuple[Card, ...], slips: tuple[Slip, ...], *, titled: bool) -> Iterator[Block]:
    marked: list[tuple[Span, Mark]] = [(span, ("furniture", "")) for span in boilerplate]
    for card in cards:
        marked += [(span, ("content", card.anchor)) for span in card.statement.content]
        marked += [(span, ("source", card.anchor)) for span in card.statement.source]
        marked += [(span, ("cue", card.anchor)) for span in card.statement.cue]
    for slip in slips:
        marked += [(span, ("slip", slip.anchor)) for span in slip.places]
    starting = {card.anchor: card for card in cards if card.placed}
    flags = {start: slip for slip in reversed(slips) for start, _ in slip.places}
    heading = titled
    for is_paragraph, segments in cut_blocks(text, cut_segments(text, marked)):
        pieces = tuple(_piece(text, segment, starting, flags) for segment in segments)
        if not is_paragraph:
            yield Block("gap", pieces)
            continue
        yield Block("heading" if heading else "paragraph", pieces)
        heading = False


def _piece(text: str, segment: Segment[Mark], starting: dict[str, Card], flags: dict[int, Slip]) -> Piece:
    """What to show of a segment; takes the cards that begin here out of `starting`."""
    roles = [role for role, _ in segment.marks]
    anchors = list(dict.fromkeys(anchor for role, anchor in segment.marks if anchor and role != "slip"))
    classes: list[str] = sorted(set(roles))
    if roles.count("content") > 1:
        classes.append("nested")
    begins = tuple(sorted((starting.pop(anchor) for anchor in anchors if anchor in starting), key=lambda card: card.number))
    flagged = (flags[segment.start],) if segment.start in flags else ()
    return Piece(text[segment.start : segment.end], " ".join(classes), " ".join(anchors), begins, flagged)


def dated_words(note: str) -> str:
    """A note with its ISO dates written out for people."""
    return ISO_DAY.sub(lambda found: day_words(found[0]) or found[0], note)


def day_words(published: str | None) -> str | None:
    """A date for people; what is no ISO date stays as it is."""
    try:
        when: date = datetime.fromisoformat(published or "")
    except ValueError:
        return published
    return f"{when.day} {when:%B} {when.year}"

"""The records of onrecord: what a report is, what it says, and who is said to have said it.

Offsets are Unicode code points of a document's text, the end exclusive. A role may be split, so it
is a tuple of spans. Records are frozen; a change is `dataclasses.replace`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DocumentId = NewType("DocumentId", str)
StatementId = NewType("StatementId", str)
ThreadId = NewType("ThreadId", str)
ClaimId = NewType("ClaimId", str)
Span = tuple[int, int]
Spans = tuple[Span, ...]


class Style(StrEnum):
    """How the words stand in the report: all in quotation marks, some, or none."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """What a speaker does by saying it."""

    STATE = "state"
    ACCUSE = "accuse"
    DENY = "deny"
    CONFIRM = "confirm"
    ADMIT = "admit"
    PLEDGE = "pledge"
    REFUSE = "refuse"
    WARN = "warn"
    THREATEN = "threaten"
    DEMAND = "demand"
    PROPOSE = "propose"
    CONDEMN = "condemn"
    PRAISE = "praise"
    PREDICT = "predict"
    ASK = "ask"
    DECLINE = "decline"
    BELIEVE = "believe"


class Factuality(StrEnum):
    """How committed a holder is to an event, and to its being so or not (FactBank, Saurí and Pustejovsky 2009)."""

    CERTAIN = "CT+"
    PROBABLE = "PR+"
    POSSIBLE = "PS+"
    CERTAIN_NOT = "CT-"
    PROBABLE_NOT = "PR-"
    POSSIBLE_NOT = "PS-"
    UNCOMMITTED = "Uu"


class ConflictKind(StrEnum):
    """In what two claims disagree."""

    DENIAL = "denial"
    QUANTITY = "quantity"
    DATE = "date"
    PLACE = "place"
    ROLE_REVERSAL = "role-reversal"
    SELF_CONTRADICTION = "self-contradiction"


class PositionKind(StrEnum):
    """What a holder does about a thread."""

    ASSERTS = "asserts"
    DENIES = "denies"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    DECLINES = "declines"
    ADMITS = "admits"
    WITHDRAWS = "withdraws"


class ThreadStatus(StrEnum):
    """How a matter stands, by the positions taken on it."""

    WITHDRAWN = "withdrawn"
    CONFIRMED = "confirmed"
    DENIED = "denied"
    CONTESTED = "contested"
    UNCONTESTED = "uncontested"


class SpeakerKind(StrEnum):
    """What kind of thing holds a statement."""

    PERSON = "person"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    DOCUMENT = "document"
    GROUP = "group"


@dataclass(frozen=True)
class Page:
    """Something to read: bytes from an address, and what is known of them from outside.

    `published` is an ISO date; `media_type` and `charset` as a server or a file name gives them.
    """

    url: str
    body: bytes
    media_type: str | None = None
    charset: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None


@dataclass(frozen=True)
class Document:
    """A report as it was read. The text is NFC with line ends `\\n`, and never changes afterwards."""

    id: DocumentId
    url: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_inferred: bool = False
    language: str | None = None
    boilerplate: Spans = ()
    copy_of: DocumentId | None = None


@dataclass(frozen=True)
class Skipped:
    """Something that could not be read, the stage that gave up, and why, for people."""

    url: str
    stage: str
    reason: str


@dataclass(frozen=True)
class Speaker:
    """The holder behind a source: the fullest name the report gives, or a description.

    `country_inferred`: no word says it of this holder; it is the country that the whole report is about.
    """

    name: str
    kind: SpeakerKind
    country: str | None = None
    wikidata: str | None = None
    anonymous: bool = False
    role: str | None = None
    country_inferred: bool = False


@dataclass(frozen=True)
class Statement:
    """One attribution as printed, and what interpretation made of it."""

    id: StatementId
    document: DocumentId
    source: Spans
    cue: Spans
    content: Spans
    style: Style
    parent: StatementId | None = None
    speaker: Speaker | None = None
    channels: tuple[str, ...] = ()
    act: Act = Act.STATE
    said_on: str | None = None
    score: float = 1.0


@dataclass(frozen=True)
class Selector:
    """A span with its words and what stands around them, so that it can be found again (W3C Web Annotation)."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True)
class Timex:
    """A time expression: where it stands, its TimeML kind and value; `relative` where no publication date anchors it."""

    span: Span
    kind: str
    value: str
    relative: bool = False


@dataclass(frozen=True)
class Quantity:
    """A number of the text: its value (None where the words give none, "hundreds of"), what is counted, whether it is hedged."""

    value: float | None
    unit: str | None
    approximate: bool
    text: str


@dataclass(frozen=True)
class Participant:
    """Who fills a role of an event: the words, where they stand, and whom they stand for."""

    role: str
    text: str
    span: Span
    name: str
    kind: SpeakerKind | None = None
    country: str | None = None


@dataclass(frozen=True)
class Event:
    """Who did what to whom: one predicate with its roles; the frame is None where no frame of the table fits."""

    frame: str | None
    plover: str | None
    predicate: str
    span: Span
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    theme: str | None = None
    quantity: Quantity | None = None
    via: tuple[str, ...] = ()
    origin: str | None = None
    destination: str | None = None
    place: str | None = None
    date: str | None = None
    negated: bool = False
    factuality: Factuality = Factuality.CERTAIN
    participants: tuple[Participant, ...] = ()


@dataclass(frozen=True)
class Claim:
    """A holder's commitment to what a statement, or a sentence in the publisher's own voice (`statement` None), says."""

    id: ClaimId
    statement: StatementId | None
    document: DocumentId
    holder: str | None
    holder_country: str | None
    factuality: Factuality
    events: tuple[Event, ...]
    evidence: tuple[Selector, ...]


@dataclass(frozen=True)
class Wording:
    """Words to take the meaning of: where they are in a text that tells what they are about."""

    text: str
    spans: Spans


@dataclass(frozen=True)
class Conflict:
    """Two or more claims that cannot all be so, and in what, for people."""

    kind: ConflictKind
    claims: tuple[ClaimId, ...]
    note: str


@dataclass(frozen=True)
class Copy:
    """A document whose text is another's: the share (0 to 1) of its own words that stand there, and the grounds, for people."""

    document: DocumentId
    copy_of: DocumentId
    share: float
    reason: str


@dataclass(frozen=True)
class Position:
    """What one holder does about a thread by one claim.

    `holder` is the party spoken for, `body` the person or body that spoke; `date` the day it was said where the text gives one, else
    the day it was printed (`printed`); `copied_from` the document whose words this one reprints; `note` what a person has decided about it.
    """

    holder: str | None
    holder_country: str | None
    position: PositionKind
    statement: StatementId | None
    document: DocumentId
    date: str | None
    quote: str
    claim: ClaimId
    body: str | None = None
    anonymous: bool = False
    printed: str | None = None
    publisher: str | None = None
    channels: tuple[str, ...] = ()
    act: Act | None = None
    quantity: Quantity | None = None
    copied_from: DocumentId | None = None
    note: str | None = None


@dataclass(frozen=True)
class Origin:
    """One independent source of a side of a thread: who, by which claims, why they count as one, and whom it may be the same as."""

    name: str
    claims: tuple[ClaimId, ...]
    reason: str
    perhaps: str | None = None


@dataclass(frozen=True)
class Independence:
    """The independent sources of both sides of a thread, with reasons."""

    asserting: tuple[Origin, ...] = ()
    denying: tuple[Origin, ...] = ()


@dataclass(frozen=True)
class Change:
    """A holder's move from one claim to a later one: another position, or another number."""

    holder: str
    before: ClaimId
    after: ClaimId
    note: str


@dataclass(frozen=True)
class Thread:
    """One matter over any number of reports: the proposition, who holds what, how many say so, and what disagrees."""

    id: ThreadId
    title: str
    proposition: Event | None
    status: ThreadStatus
    independent_sources: int
    documents: tuple[DocumentId, ...]
    positions: tuple[Position, ...]
    conflicts: tuple[Conflict, ...] = ()
    independence: Independence = Independence()
    changes: tuple[Change, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Reading:
    """A document, its statements in the order of the text, what they amount to, and where the report is at odds with itself."""

    document: Document
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True)
class Tokens:
    """Syntax of a document in parallel arrays, one row a token; heads are row numbers, a root heads itself."""

    start: NDArray[np.int32]
    end: NDArray[np.int32]
    sentence: NDArray[np.int32]
    head: NDArray[np.int32]
    pos: tuple[str, ...]
    tag: tuple[str, ...]
    dep: tuple[str, ...]
    lemma: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.start)


@dataclass(frozen=True)
class EntityMention:
    """A named entity as the syntax model marks it (OntoNotes labels)."""

    span: Span
    label: str


@dataclass(frozen=True)
class EncodedWords:
    """Encoder output, one row a word: offsets, paragraph, label scores (words, 7), vectors (words, 384; half precision)."""

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    paragraph: NDArray[np.int64]
    emissions: NDArray[np.float32]
    vectors: NDArray[np.float16]


@dataclass(frozen=True)
class AnnotatedDocument:
    """A document with its syntax, named entities and encoder output."""

    document: Document
    tokens: Tokens
    entities: tuple[EntityMention, ...]
    words: EncodedWords

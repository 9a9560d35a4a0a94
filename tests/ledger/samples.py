"""Two short reports, readings of them, and what made the readings."""

from dataclasses import replace
from pathlib import Path

from onrecord import codec
from onrecord.ledger import Damage, Ledger, Provenance
from onrecord.records import (
    Act,
    Claim,
    Conflict,
    ConflictKind,
    Document,
    Factuality,
    Reading,
    Selector,
    Skipped,
    Span,
    Speaker,
    SpeakerKind,
    Statement,
    Style,
)

BY = Provenance("onrecord 0.1.0", "small-1", "2026-01-05T09:00:00Z")
LATER = Provenance("onrecord 0.2.0", "small-2", "2026-02-05T09:00:00Z")
SKIPPED = Skipped("file:///leaflet.pdf", "acquire", "the pages are pictures")

NOTE = (
    "Minister denies shipment\n\nThe minister, Ana Brûlé, denied that arms had been shipped. “We sent medicine,” she said. "
    "Officials who asked not to be named confirmed the shipments on Monday."
)
HARBOUR = "The harbour master, Tom Reed, told Coastal Radio that four ships were waiting off the port."


def document(text: str, name: str, published: str | None, publisher: str, title: str | None = None) -> Document:
    url = f"https://news.example/{name}"
    return Document(codec.document_id(url, text), url, text, title=title, publisher=publisher, published=published, language="en")


def statement(of: Document, source: str, cue: str, content: str, act: Act = Act.STATE, **speaker: str | bool) -> Statement:
    def span(words: str) -> Span:
        start = of.text.index(words)
        return start, start + len(words)

    roles = ((span(source),), (span(cue),), (span(content),))
    who = Speaker(str(speaker.get("name", source)), SpeakerKind.PERSON, anonymous=bool(speaker.get("anonymous")))
    return Statement(codec.statement_id(of.id, *roles), of.id, *roles, style=Style.INDIRECT, speaker=who, act=act, score=0.9)


def note() -> Reading:
    of = document(NOTE, "note", "2025-03-04", "The Evening Globe", "Minister denies shipment")
    return Reading(
        of,
        (
            statement(of, "The minister, Ana Brûlé", "denied", "that arms had been shipped", Act.DENY, name="Ana Brûlé"),
            statement(of, "she", "said", "“We sent medicine,”", name="Ana Brûlé"),
            statement(of, "Officials who asked not to be named", "confirmed", "the shipments", Act.CONFIRM, anonymous=True),
        ),
    )


def harbour() -> Reading:
    of = document(HARBOUR, "harbour", "2025-03-06", "Reuters")
    told = statement(of, "The harbour master, Tom Reed", "told Coastal Radio", "that four ships were waiting off the port", name="Tom Reed")
    return Reading(of, (replace(told, channels=("Coastal Radio",)),))


def numbered(number: int) -> Reading:
    """One of any number of reports that differ."""
    of = document(f"Report {number}: the mayor said that bridge {number} would close.", str(number), None, "Town Post")
    return Reading(of, (statement(of, "the mayor", "said", f"that bridge {number} would close"),))


def changed(reading: Reading, index: int, act: Act) -> Reading:
    """The same words, one of the statements understood in another way."""
    found = list(reading.statements)
    found[index] = replace(found[index], act=act)
    return Reading(reading.document, tuple(found))


def without(reading: Reading, index: int) -> Reading:
    return Reading(reading.document, reading.statements[:index] + reading.statements[index + 1 :])


def ledger_path(folder: Path) -> Path:
    return folder / "onrecord.db"


def filled(place: Path | str) -> None:
    """Makes a ledger of both reports; a statement of the first is retired."""
    with Ledger.open(place) as ledger:
        ledger.append([note(), SKIPPED, harbour()], BY)
        ledger.append([without(note(), 2)], LATER)


def damages(place: Path | str) -> list[Damage]:
    with Ledger.open(place, create=False) as ledger:
        return list(ledger.verify())


def claimed(reading: Reading, *, factuality: Factuality = Factuality.CERTAIN) -> Reading:
    """A reading with the claim of each statement, and one of the publisher's own: the first words of the text."""
    text, document = reading.document.text, reading.document

    def selector(start: int, end: int) -> Selector:
        return Selector(text[start:end], text[max(0, start - 10) : start], text[end : end + 10], start, end)

    def of(statement: Statement) -> Claim:
        identity = codec.claim_id(document.id, statement.id, statement.content)
        holder = statement.speaker.name if statement.speaker else None
        evidence = tuple(selector(*span) for span in statement.content)
        return Claim(identity, statement.id, document.id, holder, None, factuality, (), evidence)

    own = Claim(
        codec.claim_id(document.id, None, ((0, 8),)), None, document.id, document.publisher, None, factuality, (), (selector(0, 8),)
    )
    claims = (own, *sorted((of(s) for s in reading.statements), key=lambda c: c.evidence[0].start))
    return replace(reading, claims=claims)


def at_odds(reading: Reading) -> Reading:
    """A reading whose last two claims contradict each other."""
    ids = tuple(claim.id for claim in reading.claims[-2:])
    return replace(reading, conflicts=(Conflict(ConflictKind.DENIAL, ids, "one says that it did not happen"),))

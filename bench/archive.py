"""Readings of long invented reports, some 25 statements each, for a ledger as large as a newsroom's archive; made without reading.

Each report tells of two or three matters that others tell too, now and then of a transfer between countries, and otherwise of what single
people remark. Few people speak often, most seldom.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np
from numpy.typing import NDArray

from bench.reports import (
    DEEDS,
    DO,
    FIRST,
    HEADS,
    LAST,
    OUTLETS,
    SITES,
    TAILS,
    WHAT,
    WHEN,
    WHO,
    Draft,
    Matter,
    claim_of,
    filler,
    make_matter,
    reprint,
    statement_of,
)
from onrecord import codec
from onrecord.ledger.nations import country_name
from onrecord.records import Act, Claim, Document, Event, Participant, Quantity, Reading, Span, Speaker, SpeakerKind, Statement, Wording

STATEMENTS = 25  # of a report
TOLD = 12  # reports of a matter on average
REPRINTS = 0.05  # of the reports are another outlet's words, a few days later
DAYS = 700  # that the archive spans
PEOPLE = 4000
STATES = "NOR SWE FIN DNK ISL IRL PRT ESP ITA CHE AUT BEL NLD LUX POL CZE SVK HUN ROU BGR GRC HRV SVN EST LVA LTU CAN MEX BRA ARG CHL PER COL URY JPN KOR IND IDN MYS THA VNM AUS NZL KEN GHA SEN ZAF MAR TUN EGY".split()
GOODS = ("wheat", "buses", "turbines", "medicine", "timber", "transformers", "seed potatoes", "rails", "cables", "pumps")
REPLIES = ("the report", "that it had {deed}", "having {done}", "the accusation")
ROLES = ("teacher", "mayor", "engineer", "farmer", "bishop", "economist", "pilot", "nurse", "lawyer", "miner", "captain", "editor")
CUES: tuple[tuple[str, Act], ...] = (
    ("said", Act.STATE),
    ("told reporters", Act.STATE),
    ("warned", Act.WARN),
    ("promised", Act.PLEDGE),
    ("predicted", Act.PREDICT),
    ("believed", Act.BELIEVE),
    ("confirmed", Act.CONFIRM),
    ("denied", Act.DENY),
)
SMALL = frozenset("a the that it had by way of in on at for to near after were was off from with without".split())  # words that mean little
Told = Callable[[Span, str], Event]


class WordMeaning:
    """Meaning as the sum of a fixed random vector for each word: wordings that share words are alike. Takes no model and no time."""

    size = 128
    cells: NDArray[np.float32] = np.random.default_rng(5).standard_normal((256, size)).astype(np.float32)

    def __call__(self, wordings: Sequence[Wording]) -> NDArray[np.float32]:
        """One row a wording, of length one."""
        found = np.zeros((len(wordings), self.size), dtype=np.float32)
        for row, wording in zip(found, wordings, strict=True):
            words = codec.words(wording.text, wording.spans)
            row += sum((_vector(word) for word in words.casefold().split() if word not in SMALL), np.zeros(self.size))
        found /= np.maximum(np.linalg.norm(found, axis=-1, keepdims=True), 1e-9)
        return found


@cache
def _vector(word: str) -> NDArray[np.float64]:
    seed = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "big")
    return np.random.default_rng(seed).standard_normal(WordMeaning.size)


@dataclass(frozen=True)
class Transfer:
    """Something that one country is said to have supplied to another."""

    supplier: str
    recipient: str
    via: str | None
    what: str
    number: int


class _Report:
    """A text in the making, with what each of its statements tells of."""

    def __init__(self, chance: random.Random, title: str) -> None:
        self.chance = chance
        self.page = Draft()
        self.title = title
        self.told: list[Told] = []
        self.page.sentence(title)
        self.page.paragraph()

    def say(self, source: str, cue: tuple[str, Act], content: str, speaker: Speaker, told: Told) -> None:
        self.page.say(source, cue[0], content, speaker, cue[1])
        self.told.append(told)
        if self.chance.random() < 0.3:
            filler(self.chance, self.page)
        if self.chance.random() < 0.4:
            self.page.paragraph()

    def reading(self, outlet: str, day: date, number: int) -> Reading:
        url, text = f"https://outlet{OUTLETS.index(outlet)}.example/{number}", self.page.text.rstrip()
        document = Document(codec.document_id(url, text), url, text, self.title, outlet, day.isoformat(), language="en")
        statements: list[Statement] = []
        claims: list[Claim] = []
        for (source, cue, content, speaker, act), told in zip(self.page.said, self.told, strict=True):
            statements.append(statement_of(document, (source,), (cue,), (content,), speaker, act))
            claims.append(claim_of(document, statements[-1].id, content, speaker.name, told(content, text)))
        return Reading(document, tuple(statements), tuple(claims))


def archive(statements: int, seed: int = 11, start: int = 0) -> Iterator[Reading]:
    """Readings of some `statements` in all, in the order of publication; the same for the same seed. `start` leaves out as many."""
    count = max(1, statements // STATEMENTS)
    chance = random.Random(seed)
    matters = [make_matter(chance) for _ in range(max(3, count * 5 // 2 // TOLD))]
    transfers = [_transfer(chance) for _ in range(max(2, count // 20))]
    people = [_person(chance) for _ in range(PEOPLE)]
    weights = _falling(len(matters), 0.7), _falling(len(transfers), 0.7), _falling(len(people), 0.9)
    last: Reading | None = None
    for number in range(count + start):
        of = random.Random(f"{seed} {number}")
        day = date(2024, 1, 1) + timedelta(days=number * DAYS // (count + start))
        if number < start:
            continue
        if last and of.random() < REPRINTS:
            yield reprint(last, of.choice(OUTLETS), day, f"https://reprints.example/{number}")
            continue
        some = list(dict.fromkeys(of.choices(matters, weights[0], k=of.choice((2, 3)))))
        report = _Report(of, f"{some[0].accuser} and {some[0].accused} at odds over {some[0].place}")
        for matter in some:
            _tell(report, matter)
        if of.random() < 0.2:
            _deliver(report, *of.choices(transfers, weights[1]))
        while len(report.told) < STATEMENTS:
            _remark(report, *of.choices(people, weights[2]))
        last = report.reading(of.choice(OUTLETS), day, number)
        yield last


def _falling(count: int, steep: float) -> list[float]:
    return [1 / (rank + 3) ** steep for rank in range(count)]


def _transfer(chance: random.Random) -> Transfer:
    supplier, recipient, via = chance.sample(STATES, 3)
    return Transfer(supplier, recipient, via if chance.random() < 0.3 else None, chance.choice(GOODS), chance.randint(5, 900))


def _person(chance: random.Random) -> Speaker:
    name = f"{chance.choice(FIRST)} {chance.choice(HEADS)}{chance.choice(LAST).lower()}"
    if chance.random() < 0.25:
        code = chance.choice(STATES)
        return Speaker(name, SpeakerKind.PERSON, code, role=f"minister of {country_name(code)}")
    if chance.random() < 0.2:
        return Speaker(
            f"{chance.choice(HEADS)}{chance.choice(SITES)} {chance.choice(('Bank', 'Works', 'Lines', 'Union'))}", SpeakerKind.ORGANISATION
        )
    return Speaker(name, SpeakerKind.PERSON, role=chance.choice(ROLES))


def _tell(report: _Report, m: Matter) -> None:
    """An accusation, mostly a reply to it, and a number."""
    frame, predicate, deeds, noun, unit, _ = DEEDS[m.deed]
    chance, (minister, spokesman, witness) = report.chance, m.people

    def told(span: Span, text: str) -> Event:
        counted = [word for word in text[slice(*span)].split() if word.isdigit()]
        quantity = Quantity(float(counted[0]), unit, False, counted[0]) if counted else None
        actor = Participant("actor", m.accused, span, m.accused, SpeakerKind.COUNTRY)
        where = Participant("place", m.place, span, m.place)
        return Event(frame, None, predicate, span, actor=(m.accused,), quantity=quantity, place=m.place, participants=(actor, where))

    office = Speaker(minister, SpeakerKind.PERSON, role=f"foreign minister of {m.accuser}")
    report.say(
        f"{minister}, foreign minister of {m.accuser},",
        ("said", Act.ACCUSE),
        f"that {m.accused} {chance.choice(deeds).format(p=m.place)}",
        office,
        told,
    )
    if chance.random() < 0.6:
        words = chance.choice(REPLIES).format(deed=chance.choice(deeds).format(p=m.place), done=noun.format(p=m.place))
        voice = Speaker(spokesman, SpeakerKind.PERSON, role=f"spokesman for {m.accused}")
        report.say(f"{spokesman}, a spokesman for {m.accused},", ("denied", Act.DENY), words, voice, told)
    if chance.random() < 0.5:
        number = m.number if chance.random() < 0.8 else m.number + chance.randint(1, 1 + m.number // 4)
        words = f"that {number} {unit} were counted after {noun.format(p=m.place)}"
        report.say(f"{witness}, who lives in {m.place},", ("told reporters", Act.STATE), words, Speaker(witness, SpeakerKind.PERSON), told)


def _deliver(report: _Report, t: Transfer) -> None:
    """A supply from country to country, which the supplier denies now and then."""
    supplier, recipient = country_name(t.supplier), country_name(t.recipient)
    via = country_name(t.via) if t.via else None

    def told(span: Span, text: str) -> Event:
        parties = [("actor", supplier, t.supplier), ("recipient", recipient, t.recipient)]
        people = tuple(Participant(role, name, span, name, SpeakerKind.COUNTRY, code) for role, name, code in parties)
        number = Quantity(float(t.number), t.what, False, f"{t.number} {t.what}") if str(t.number) in text[slice(*span)] else None
        return Event(
            "transfer", None, "deliver", span, (supplier,), (recipient,), t.what, number, (via,) if via else (), participants=people
        )  # fmt: skip

    words = f"that {supplier} had delivered {t.number} {t.what} to {recipient}" + (f" by way of {via}" if via else "")
    report.say(recipient, ("said", Act.STATE), words, Speaker(recipient, SpeakerKind.COUNTRY, t.recipient), told)
    if report.chance.random() < 0.35:
        words = f"that it had delivered {t.what} to {recipient}"
        report.say(supplier, ("denied", Act.DENY), words, Speaker(supplier, SpeakerKind.COUNTRY, t.supplier), told)


def _remark(report: _Report, speaker: Speaker) -> None:
    """Something that one person says and hardly anybody else."""
    chance = report.chance
    site = f"{chance.choice(HEADS)}{chance.choice('aeiou')}{chance.choice(LAST).lower()}{chance.choice(SITES)}"
    deed, thing = chance.choice(DO), chance.choice(WHAT)
    who = chance.choice((f"{chance.choice(HEADS)}{chance.choice(TAILS)}", chance.choice(WHO).lower()))
    source = f"{speaker.name}, {speaker.role}," if speaker.role else speaker.name

    def told(span: Span, _: str) -> Event:
        return Event(
            None, None, deed.split()[0], span, (who,), theme=thing, place=site, participants=(Participant("place", site, span, site),)
        )

    report.say(source, chance.choice(CUES), f"that {who} {deed} {thing} near {site} {chance.choice(WHEN)}", speaker, told)

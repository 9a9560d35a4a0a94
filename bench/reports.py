"""Readings of invented reports, made without reading: many matters, each told by several outlets over a year, denied, updated, reprinted."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord import codec
from onrecord.records import (
    Act,
    Claim,
    Document,
    Event,
    Factuality,
    Participant,
    Quantity,
    Reading,
    Selector,
    Span,
    Speaker,
    SpeakerKind,
    Statement,
    StatementId,
    Style,
)

EACH = 25  # reports of a matter on average; the most told has some eight times as many, the least told one or two
REPRINTS = 0.15  # of the reports are another outlet's words under a name of their own
SPREAD = 21  # days in which two thirds of the reports of a matter appear
OUTLETS = [
    f"{place} {kind}"
    for place in ("Coastal", "Evening", "Northern", "Valley", "Capital", "Harbour")
    for kind in ("Post", "Globe", "Radio", "Times")
]
FIRST = "Ana Tom Eva Ida Jon Mira Olaf Petra Rudi Sana Tove Yuri Kira Nils Dora Emil".split()
LAST = "Brule Reed Lind Holm Kruk Sand Weiss Orlov Moro Tanaka Vesel Dunne Abara Castel Novik Ferro Galt Harun Ibsen Jalo".split()
HEADS, TAILS = (
    "Nor Sel Var Kel Tor Bran Mir Ost Lur Fen Gar Hal Dor Ves Kar Ril Tam Ul Zor Pel".split(),
    "land avia stan mark onia dale eth burg ora ista".split(),
)
SITES = "ville field haven bridge ford mouth stead wick minster gate".split()
DEEDS: tuple[tuple[str, str, tuple[str, str, str], str, str, tuple[int, int]], ...] = (
    ("assault", "shell", ("shelled houses in {p}", "fired artillery at the town of {p}", "hit homes in {p} with shells"), "shelling {p}", "people", (3, 60)),
    ("transfer", "ship", ("shipped rockets to rebels through {p}", "sent rockets to the rebels by way of {p}", "armed the rebels with rockets through {p}"), "arming rebels through {p}", "rockets", (10, 400)),
    ("detain", "arrest", ("arrested fishermen off {p}", "detained the crew of a trawler near {p}", "seized fishermen in the waters of {p}"), "seizing fishermen off {p}", "fishermen", (4, 40)),
    ("pollute", "spill", ("let waste into the river at {p}", "released chemicals into the river near {p}", "poisoned the river at {p}"), "poisoning the river at {p}", "tonnes", (20, 900)),
    ("pay", "bribe", ("paid inspectors of the mine at {p}", "bribed the inspectors of a mine in {p}", "gave money to mine inspectors in {p}"), "bribing mine inspectors in {p}", "dollars", (5000, 900000)),
    ("dismiss", "close", ("closed the shipyard in {p}", "shut down the shipyard at {p}", "dismissed the workers of the yard in {p}"), "closing the shipyard in {p}", "workers", (80, 4000)),
    ("spy", "hack", ("broke into the computers of the port of {p}", "hacked the port authority of {p}", "stole data from the port of {p}"), "hacking the port of {p}", "records", (1000, 80000)),
    ("fly", "enter", ("flew drones over the airfield at {p}", "sent drones across the airfield of {p}", "entered the airspace of {p} with drones"), "flying drones over {p}", "drones", (2, 30)),
    ("withhold", "block", ("held up grain trucks at {p}", "stopped grain deliveries at the crossing of {p}", "blocked trucks with grain near {p}"), "blocking grain at {p}", "trucks", (12, 500)),
    ("vote", "rig", ("changed the count of votes in {p}", "falsified the vote in the district of {p}", "rigged the election in {p}"), "rigging the vote in {p}", "ballots", (300, 60000)),
)  # fmt: skip
DENIALS = ("that it had {d}", "that its people {d}", "having anything to do with {g}", "the accusation", "any part in {g}")
WHO = "Traders,A committee,The insurers,Farmers,Two engineers,The mayor,Teachers,Drivers,Nurses,The harbour office,A local court,Students,Shop owners,The bishop,Pilots,A union".split(
    ","
)
DO = "waited for,argued over,had asked for,put off,wrote about,paid for,looked into,gave up,welcomed,feared,drew up,counted on,complained about,planned,refused,hoped for".split(
    ","
)
WHAT = "a second hearing,new roads,the old bridge,a lower price for fuel,the winter stores,more buses,a longer school year,the market hall,help from abroad,a tax on salt,the spring fair,repairs to the dam,a new clinic,the night ferry,better wells,an answer".split(
    ","
)
WHEN = "on Monday,for three weeks,since the spring,without much noise,in the capital,after the storm,before the harvest,at the end of the month,for the second time,in a letter".split(
    ","
)
FOOT = "{outlet} is printed in {city} by its readers’ trust and belongs to no party; letters to the editor are answered within a week"


@dataclass(frozen=True)
class Matter:
    """Something that one country is accused of by another."""

    accused: str
    accuser: str
    place: str
    deed: int
    number: int
    start: date
    people: tuple[str, str, str]


class Draft:
    """A text in the making, with the statements that stand in it."""

    def __init__(self) -> None:
        self.text = ""
        self.said: list[tuple[Span, Span, Span, Speaker, Act]] = []

    def sentence(self, words: str) -> Span:
        """One more sentence; where it stands."""
        start = len(self.text)
        self.text += words + ". "
        return start, len(self.text) - 2

    def say(self, source: str, cue: str, content: str, speaker: Speaker, act: Act) -> None:
        """One more sentence: who says what."""
        start, end = self.sentence(f"{source} {cue} {content}")
        middle = start + len(source) + 1
        self.said.append(((start, start + len(source)), (middle, middle + len(cue)), (end - len(content), end), speaker, act))

    def paragraph(self) -> None:
        """What follows stands in a paragraph of its own."""
        self.text = self.text.rstrip() + "\n\n"


def readings(count: int, seed: int = 7) -> Iterator[Reading]:
    """`count` readings in the order of publication; the same for the same seed."""
    chance = random.Random(seed)
    matters = [make_matter(chance) for _ in range(max(1, count // EACH))]
    weights = [1 / (rank + 4) ** 0.7 for rank in range(len(matters))]
    told = chance.choices(matters, weights, k=count)
    days = [(m.start + timedelta(days=min(300, int(chance.expovariate(1 / SPREAD)))), m) for m in told]
    earlier: dict[Matter, list[Reading]] = {}
    for number, (day, matter) in enumerate(sorted(days, key=lambda item: item[0])):
        before = earlier.setdefault(matter, [])
        made = _reprint(chance, before, day, number) if before and chance.random() < REPRINTS else _report(chance, matter, day, number)
        before.append(made)
        yield made


def make_matter(chance: random.Random) -> Matter:
    """A matter, by chance."""
    accused, accuser = chance.sample([h + t for h in HEADS for t in TAILS[:3]], 2)
    deed = chance.randrange(len(DEEDS))
    place = chance.choice(HEADS) + chance.choice("aeiou") + chance.choice(LAST).lower()[:4] + chance.choice(SITES)
    people = [f"{first} {last}" for first, last in zip(chance.sample(FIRST, 3), chance.sample(LAST, 3), strict=True)]
    start = date(2025, 1, 1) + timedelta(days=chance.randrange(330))
    return Matter(accused, accuser, place, deed, chance.randint(*DEEDS[deed][5]), start, (people[0], people[1], people[2]))


def _report(chance: random.Random, m: Matter, day: date, number: int) -> Reading:
    _, _, wordings, noun, unit, _ = DEEDS[m.deed]
    deeds, noun = [w.format(p=m.place) for w in wordings], noun.format(p=m.place)
    minister, spokesman, witness = m.people
    page = Draft()
    title = chance.choice([f"{m.accuser} accuses {m.accused} of {noun}", f"{m.accused} denies {noun}", f"Dispute over {m.place}"])
    page.sentence(title)
    page.paragraph()
    own = page.sentence(f"{m.accused} {chance.choice(deeds)}") if chance.random() < 0.4 else None
    filler(chance, page)
    foreign = f"The foreign minister of {m.accuser}, {minister},"
    page.say(
        foreign,
        "said",
        f"that {m.accused} {chance.choice(deeds)}",
        Speaker(minister, SpeakerKind.PERSON, role=f"foreign minister of {m.accuser}"),
        Act.ACCUSE,
    )
    page.paragraph()
    if chance.random() < 0.7:
        words = chance.choice(DENIALS).format(d=chance.choice(deeds), g=noun)
        page.say(
            f"{spokesman}, a spokesman for {m.accused},",
            "denied",
            words,
            Speaker(spokesman, SpeakerKind.PERSON, role=f"spokesman for {m.accused}"),
            Act.DENY,
        )
        filler(chance, page)
    if chance.random() < 0.6:
        shown = m.number if chance.random() < 0.7 else m.number + chance.randint(1, 1 + m.number // 4)
        page.say(
            f"{witness}, who lives in {m.place},",
            "told reporters",
            f"that {shown} {unit} were counted after {noun}",
            Speaker(witness, SpeakerKind.PERSON),
            Act.STATE,
        )
    for _ in range(chance.randint(4, 9)):
        filler(chance, page)
    outlet = chance.choice(OUTLETS)
    page.paragraph()
    page.sentence(FOOT.format(outlet=outlet, city=outlet.split()[0]))
    return _reading(page, own, m, title, outlet, day, number)


def filler(chance: random.Random, page: Draft) -> None:
    """A sentence in the report's own voice."""
    page.sentence(" ".join(chance.choice(words) for words in (WHO, DO, WHAT, WHEN)))


def _reprint(chance: random.Random, before: Sequence[Reading], day: date, number: int) -> Reading:
    """Another outlet's report under one's own name, word for word."""
    of = chance.choice(before)
    return reprint(of, chance.choice(OUTLETS), day, f"https://outlet{number % len(OUTLETS)}.example/{number}")


def reprint(of: Reading, publisher: str, day: date, url: str) -> Reading:
    """The same words in another outlet."""
    document = Document(
        codec.document_id(url, of.document.text), url, of.document.text, of.document.title, publisher, day.isoformat(), language="en"
    )
    statements = tuple(statement_of(document, s.source, s.cue, s.content, s.speaker, s.act) for s in of.statements)
    named = dict(zip((s.id for s in of.statements), (s.id for s in statements), strict=True))
    claims = tuple(
        claim_of(document, named[c.statement] if c.statement else None, (c.evidence[0].start, c.evidence[0].end), c.holder, c.events[0])
        for c in of.claims
    )
    return Reading(document, statements, claims)


def _reading(page: Draft, own: Span | None, m: Matter, title: str, publisher: str, day: date, number: int) -> Reading:
    url, text = f"https://outlet{OUTLETS.index(publisher)}.example/{number}", page.text.rstrip()
    document = Document(codec.document_id(url, text), url, text, title, publisher, day.isoformat(), language="en")
    statements, claims = [], []
    if own:
        claims.append(claim_of(document, None, own, publisher, _event(m, own, text)))
    for source, cue, content, speaker, act in page.said:
        made = statement_of(document, (source,), (cue,), (content,), speaker, act)
        statements.append(made)
        claims.append(claim_of(document, made.id, content, speaker.name, _event(m, content, text)))
    return Reading(document, tuple(statements), tuple(claims))


def _event(m: Matter, span: Span, text: str) -> Event:
    frame, predicate, _, _, unit, _ = DEEDS[m.deed]
    counted = [word for word in text[slice(*span)].split() if word.isdigit()]
    quantity = Quantity(float(counted[0]), unit, False, counted[0]) if counted else None
    actor = Participant("actor", m.accused, span, m.accused, SpeakerKind.COUNTRY)
    where = Participant("place", m.place, span, m.place)
    people = (actor, where) if m.place in text[slice(*span)] else (actor,)
    return Event(frame, None, predicate, span, actor=(m.accused,), quantity=quantity, place=m.place, participants=people)


def statement_of(
    document: Document, source: tuple[Span, ...], cue: tuple[Span, ...], content: tuple[Span, ...], speaker: Speaker | None, act: Act
) -> Statement:
    """A statement made of spans."""
    identity = codec.statement_id(document.id, source, cue, content)
    return Statement(identity, document.id, source, cue, content, Style.INDIRECT, speaker=speaker, act=act)


def claim_of(document: Document, statement: StatementId | None, span: Span, holder: str | None, event: Event) -> Claim:
    """The claim of a statement, or of a sentence in the report's own voice."""
    start, end = span
    around = document.text[max(0, start - 20) : start], document.text[end : end + 20]
    identity = codec.claim_id(document.id, statement, (span,))
    evidence = Selector(document.text[start:end], *around, start, end)
    return Claim(identity, statement, document.id, holder, None, Factuality.CERTAIN, (event,), (evidence,))

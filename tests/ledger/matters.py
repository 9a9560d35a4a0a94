"""Short reports on a cut cable, a sunken ferry and a mill, and parts of threads made by hand."""

from dataclasses import replace

import numpy as np

from onrecord.ledger.sightings import Sighting, sightings
from onrecord.records import ClaimId, DocumentId, Event, Position, PositionKind, Quantity, Reading, StatementId

from .samples import claimed, document, statement

ACCUSED = (
    "Norway accuses Poland over cable\n\nNorway's foreign minister, Kari Lund, accused Poland of cutting a power cable in the Baltic "
    "Sea on Friday. “Polish divers cut the cable at night,” Lund said."
)
DENIED = (
    "Poland rejects cable charge\n\nPoland denied cutting the power cable in the Baltic Sea. Norway's foreign minister, Kari Lund, said "
    "Polish divers had cut the power cable."
)
FERRY = (
    "Ferry toll rises\n\nThe coast guard said 12 people had died when the ferry Astra sank off Gdynia. The hospital in Gdynia said 17 "
    "people had died when the ferry Astra sank."
)
MILL = (
    "Mill to close\n\nThe owner of the paper mill in Halden, Petter Moe, said that the mill would close in June. The union called the "
    "plan a betrayal."
)
ADMITTED = (
    "Warsaw changes its account\n\nPoland admitted on Monday that its divers had cut the power cable in the Baltic Sea. The coast guard "
    "said 19 people had died when the ferry Astra sank off Gdynia."
)
REPORTS = (
    ("Clarion", "2031-05-03", ACCUSED),
    ("Courier", "2031-05-04", DENIED),
    ("Herald", "2031-05-06", FERRY),
    ("Gazette", "2031-05-07", MILL),
    ("Evening Echo", "2031-05-08", ACCUSED),
    ("Star", "2031-05-12", ADMITTED),
)  # publisher, day, text; the Echo reprints the Clarion


def held(
    holder: str | None,
    position: PositionKind = PositionKind.ASSERTS,
    day: str | None = "2031-05-03",
    *,
    publisher: str = "Clarion",
    number: Quantity | None = None,
) -> Position:
    """A position that a holder takes on a day in an outlet."""
    name = f"{holder} {position} {day} {publisher} {number}"
    return Position(
        holder=holder,
        holder_country=None,
        position=position,
        statement=StatementId(f"s-{name}"),
        document=DocumentId(f"d-{publisher}"),
        date=day,
        quote="the cable was cut",
        claim=ClaimId(f"c-{name}"),
        body=holder,
        printed=day,
        publisher=publisher,
        quantity=number,
    )


def count(value: float, text: str | None = None, *, approximate: bool = False) -> Quantity:
    """A number of people."""
    return Quantity(value, "people", approximate, text or f"{value:.0f} people")


def own_voice(position: Position) -> Position:
    """What the publisher says itself."""
    return replace(position, statement=None, body=position.publisher)


def reading(content: str, holder: str = "Norland", cue: str = "said", publisher: str = "Clarion", day: str = "2031-05-03") -> Reading:
    """A report of one sentence: a holder says something."""
    of = document(f"{holder} {cue} {content}.", f"{publisher}-{day}", day, publisher)
    found = claimed(Reading(of, (statement(of, holder, cue, content),)))
    return replace(found, claims=found.claims[1:])


def sighted(content: str, holder: str = "Norland", publisher: str = "Clarion", day: str = "2031-05-03") -> Sighting:
    """The claim of such a report, prepared for comparison by its words alone."""
    (found,) = sightings(reading(content, holder, publisher=publisher, day=day), [np.zeros(0, dtype=np.float32)])
    return found


def died(number: Quantity, day: str | None = None) -> Event:
    """An event in which so many died."""
    return Event("die", None, "died", (0, 4), quantity=number, date=day)

"""Threads about October 1962, made by hand, and a ledger in memory that holds them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.ledger import Decision, Dossier, Explanation, Ledger, Provenance, ThreadLine
from onrecord.records import (
    Change,
    ClaimId,
    Conflict,
    ConflictKind,
    DocumentId,
    Event,
    Independence,
    Origin,
    Participant,
    Position,
    PositionKind,
    Quantity,
    SpeakerKind,
    StatementId,
    Thread,
    ThreadId,
    ThreadStatus,
)

OUTLETS = {1: "Meridian Press", 2: "The Antilles Courier", 3: "The Westmark Herald", 4: "Harbour City Gazette"}


def position(
    number: int, holder: str, country: str | None, kind: PositionKind, date: str | None, quote: str, report: int = 1, **more: object
) -> Position:
    plain = Position(
        holder=holder,
        holder_country=country,
        position=kind,
        statement=StatementId(f"s-{number:024x}"),
        document=DocumentId(f"d-{report:024x}"),
        date=date,
        quote=quote,
        claim=ClaimId(f"c-{number:024x}"),
        printed="1962-10-29" if report == 3 else date,
        publisher=OUTLETS[report],
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def transfer(supplier: tuple[str, str], recipient: tuple[str, str], what: str, via: tuple[str, ...] = ()) -> Event:
    parties = tuple(
        Participant(role, name, (0, 1), name, SpeakerKind.COUNTRY, country)
        for role, (name, country) in (("actor", supplier), ("recipient", recipient))
    )
    return Event("transfer", None, "send", (0, 1), (supplier[0],), (recipient[0],), what, via=via, participants=parties)


SOVIET, CUBA, AMERICA, TURKEY = ("Soviet Union", "SUN"), ("Cuba", "CUB"), ("United States", "USA"), ("Turkey", "TUR")
CLAIMS = (
    position(1, *SOVIET, PositionKind.DENIES, "1962-09-11", "that it had no need to station its rockets in any other country", body="Tass", channels=("Tass",)),
    position(2, *AMERICA, PositionKind.ASSERTS, "1962-10-22", "secretly building bases for offensive missiles in Cuba", body="John F. Kennedy"),
    position(3, *CUBA, PositionKind.DENIES, "1962-10-23", "that Cuba had any offensive weapons", 2, body="Fidel Castro"),
    position(4, *SOVIET, PositionKind.DENIES, "1962-10-25", "that Washington had any proof", body="Valerian A. Zorin"),
    position(5, *SOVIET, PositionKind.DENIES, "1962-10-25", "that Washington had any proof", 4, copied_from=DocumentId(f"d-{1:024x}")),
    position(6, *SOVIET, PositionKind.ADMITS, "1962-10-28", "that they were there and said it had ordered them to be dismantled", 3, body="Nikita Khrushchev"),
    position(7, "a listener in Key West", None, PositionKind.POSSIBLE, None, "that crates had been seen on the quays", 3, anonymous=True),
)  # fmt: skip
MISSILES = Thread(
    id=ThreadId("t-00000000000000000000a001"),
    title="The Soviet Union brought offensive missiles to Cuba",
    proposition=transfer(SOVIET, CUBA, "offensive missiles"),
    status=ThreadStatus.CONFIRMED,
    independent_sources=2,
    documents=tuple(dict.fromkeys(claim.document for claim in CLAIMS)),
    positions=CLAIMS,
    conflicts=(
        Conflict(ConflictKind.DENIAL, (CLAIMS[1].claim, CLAIMS[3].claim), "the United States asserts what the Soviet Union denies"),
    ),
    independence=Independence(
        (
            Origin("United States", (CLAIMS[1].claim,), "its president, in an address"),
            Origin("Soviet Union", (CLAIMS[5].claim,), "its premier, in a message"),
        ),
        (Origin("Cuba", (CLAIMS[2].claim,), "its prime minister, in a broadcast", "the Soviet Union"),),
    ),
    changes=(Change("Soviet Union", CLAIMS[3].claim, CLAIMS[5].claim, "from denial to admission"),),
    reason="the party accused admits it",
)
SHIPS = (
    position(11, *AMERICA, PositionKind.ASSERTS, "1962-10-25", "that at least a dozen Soviet ships had turned back", quantity=Quantity(12.0, "ships", True, "at least a dozen")),
)  # fmt: skip
TURNED = Thread(
    ThreadId("t-00000000000000000000a002"),
    "Soviet ships turned back",
    Event("withdraw", None, "turn back", (0, 1), ("Soviet Union",)),
    ThreadStatus.UNCONTESTED,
    1,
    (SHIPS[0].document,),
    SHIPS,
    reason="asserted, and nobody denies it",
)
ROCKETS = (
    position(21, *SOVIET, PositionKind.ASSERTS, "1962-10-27", "that the United States had placed missiles in Turkey", 3),
    position(
        22, *TURKEY, PositionKind.DENIES, "1962-10-28", "that any new rockets had come", 3, body="a ministry official", anonymous=True
    ),
    position(23, *TURKEY, PositionKind.DENIES, "1962-10-29", "that the rockets were aimed at anybody", 3),
)
JUPITERS = Thread(
    ThreadId("t-00000000000000000000a003"),
    "The United States sent rockets to Turkey",
    transfer(AMERICA, TURKEY, "rockets", ("Izmir",)),
    ThreadStatus.CONTESTED,
    1,
    (ROCKETS[0].document,),
    ROCKETS,
    conflicts=(Conflict(ConflictKind.DENIAL, (ROCKETS[0].claim, ROCKETS[1].claim), "Turkey denies what the Soviet Union asserts"),),
    reason="asserted and denied",
)


class Kept(Ledger):
    """A ledger whose threads are handed in, and whose decisions are remembered."""

    matters: tuple[Thread, ...] = (MISSILES, TURNED, JUPITERS)

    def threads(self, query: str | None = None, *, limit: int = 50, after: ThreadId | None = None, **_: object) -> list[ThreadLine]:  # type: ignore[override]
        lines = [line(thread) for thread in self.matters if (query or "").casefold() in thread.title.casefold()]
        lines.sort(key=lambda one: one.last or "", reverse=True)
        begin = next((place + 1 for place, one in enumerate(lines) if one.id == after), 0)
        return lines[begin : begin + limit]

    def thread(self, identity: str) -> Thread | None:
        return next((thread for thread in self.matters if thread.id.startswith(identity)), None)

    def thread_of(self, claim_or_statement: str) -> ThreadId | None:
        return next((t.id for t in self.matters for p in t.positions if claim_or_statement in (p.claim, p.statement)), None)

    def whole_threads(self) -> Iterator[Thread]:
        return iter(self.matters)

    def explain(self, a: str, b: str) -> Explanation:
        threads = {self.thread_of(a), self.thread_of(b)}
        together = len(threads) == 1 and None not in threads
        return Explanation(
            together, self.thread_of(a), ("both are about missiles brought to Cuba",) if together else ("the recipients differ",)
        )

    def actor(self, name: str) -> Dossier | None:
        positions = tuple((t.id, t.title, p) for t in self.matters for p in t.positions if p.holder == name)
        if not positions:
            return None
        changes = tuple(change for t in self.matters for change in t.changes if change.holder == name)
        return Dossier(name, positions[0][2].holder_country, len(positions), positions, changes, (), (("United States", 1),))

    def decide(self, decision: Decision, provenance: Provenance) -> None:
        del provenance
        self.decided = [*self.decisions(), decision]

    def decisions(self, subject: str | None = None) -> list[Decision]:
        return [one for one in vars(self).get("decided", []) if subject in (None, one.subject)]


def line(thread: Thread) -> ThreadLine:
    dates = sorted(p.date for p in thread.positions if p.date)
    holders = tuple(dict.fromkeys(p.holder or "" for p in thread.positions))
    return ThreadLine(
        thread.id, thread.title, thread.status, thread.independent_sources, len(thread.documents), len(thread.positions), holders,
        dates[0] if dates else None, dates[-1] if dates else None, len(thread.conflicts),
    )  # fmt: skip

"""What the pages of a thread and of an actor show, worked out from the records alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.ledger import Dossier
from onrecord.publish.report import day_words
from onrecord.publish.web.charts import Chart, Row, timeline
from onrecord.records import Change, ClaimId, DocumentId, Event, Origin, Position, StatementId, Thread, ThreadId

COLUMNS = 8  # days side by side in the matrix; where there are more, months or years stand for them
DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
NOBODY = "nobody named"
MATTERS = 20  # of an actor on one page


@dataclass(frozen=True)
class Said:
    """One position as the page shows it; numbers count from 1 in the order of time."""

    number: int
    position: Position

    @property
    def holder(self) -> str:
        """The party spoken for."""
        return self.position.holder or NOBODY

    @property
    def named(self) -> bool:
        """Whether the party is known by a name."""
        return self.position.holder is not None

    @property
    def voice(self) -> str | None:
        """The person or body that spoke, where it is not the party itself."""
        body = self.position.body
        return body if body and body != self.position.holder else None

    @property
    def place(self) -> str:
        """The address of the words in their report."""
        return place(self.position.document, self.position.statement)


@dataclass(frozen=True)
class Party:
    """A row of the matrix: a party and what it said in each stretch of time."""

    name: str
    country: str | None
    cells: tuple[tuple[Said, ...], ...]
    named: bool = True


@dataclass(frozen=True)
class Side:
    """The independent sources of one side; each with the positions that count as that one."""

    name: str
    origins: tuple[tuple[Origin, tuple[Said, ...]], ...]


@dataclass(frozen=True)
class Dispute:
    """A conflict with the positions on both sides of it."""

    kind: str
    note: str
    sides: tuple[Said, ...]


@dataclass(frozen=True)
class Move:
    """A holder's change of position or number."""

    holder: str
    note: str
    before: Said | None
    after: Said | None
    matter: tuple[ThreadId, str] | None = None  # where it is not that of the page


@dataclass(frozen=True)
class ThreadView:
    """Everything that the page of a thread shows."""

    thread: Thread
    roles: tuple[tuple[str, str], ...]
    times: tuple[str, ...]  # for people
    parties: tuple[Party, ...]
    sayings: tuple[Said, ...]
    sides: tuple[Side, ...]
    disputes: tuple[Dispute, ...]
    moves: tuple[Move, ...]
    chart: Chart | None


@dataclass(frozen=True)
class ActorView:
    """Everything that the page of an actor shows: a portion of the matters, from the one numbered `first` on, of all that are known."""

    dossier: Dossier
    matters: tuple[tuple[ThreadId, str, tuple[Said, ...]], ...]
    moves: tuple[Move, ...]
    chart: Chart | None
    first: int
    total: int

    @property
    def last(self) -> int:
        """The number of the last matter shown."""
        return self.first + len(self.matters) - 1


def thread_view(thread: Thread) -> ThreadView:
    """The page of a thread."""
    sayings = sayings_of(thread)
    of_claim = {said.position.claim: said for said in sayings}
    times = _times(sayings)
    title = f"Positions over time: {thread.title}"
    return ThreadView(
        thread=thread,
        roles=_roles(thread.proposition),
        times=tuple(time_words(time) for time in times),
        parties=_parties(sayings, times),
        sayings=sayings,
        sides=(
            Side("asserting", _origins(thread.independence.asserting, of_claim)),
            Side("denying", _origins(thread.independence.denying, of_claim)),
        ),
        disputes=tuple(Dispute(c.kind.value, c.note, _known(c.claims, of_claim)) for c in thread.conflicts),
        moves=_moves(thread.changes, of_claim),
        chart=_timeline(title, [(said.holder, said) for said in sayings]),
    )


def _roles(event: Event | None) -> tuple[tuple[str, str], ...]:
    """The parts of a proposition; none where nothing but the verb is known."""
    found = tuple(event_roles(event)) if event else ()
    return found if len(found) > 1 else ()


def sayings_of(thread: Thread) -> tuple[Said, ...]:
    """The positions of a thread by date, numbered as its page numbers them."""
    return _in_order(thread.positions)


def actor_view(dossier: Dossier, skip: int = 0, most: int = MATTERS) -> ActorView:
    """The page of an actor: its positions by matter, the matter that moved last first; `most` matters after so many."""
    sayings = _in_order([position for _, _, position in dossier.positions])
    of_claim = {said.position.claim: said for said in sayings}
    matter_of = {position.claim: (thread, title) for thread, title, position in dossier.positions}
    moves = _moves(dossier.changes, of_claim)
    matters: dict[tuple[ThreadId, str], list[Said]] = {}
    for thread, title, position in dossier.positions:
        matters.setdefault((thread, title), []).append(of_claim[position.claim])
    everything = sorted(matters.items(), key=lambda matter: max(said.position.date or "" for said in matter[1]), reverse=True)
    ordered = everything[skip : skip + most]
    chart = _timeline(f"What {dossier.name} said over time", [(title, said) for (_, title), group in ordered for said in group])
    return ActorView(
        dossier,
        tuple((thread, title, tuple(sorted(group, key=lambda said: said.number))) for (thread, title), group in ordered),
        tuple(replace(move, matter=matter_of.get(change.after)) for change, move in zip(dossier.changes, moves, strict=True)),
        chart,
        skip + 1,
        len(everything),
    )


def place(document: DocumentId, statement: StatementId | None) -> str:
    """The address of a statement in its report, or of the report."""
    return f"/report/{document}#{statement}" if statement else f"/report/{document}"


def event_roles(event: Event) -> Iterable[tuple[str, str]]:
    """Who, to whom, what, how many, through whom, where and when, each with its name; what is not known is left out."""
    roles = (
        ("who", ", ".join(event.actor)),
        ("does", f"{'not ' if event.negated else ''}{event.frame or event.predicate}"),
        ("to whom", ", ".join(event.recipient)),
        ("what", event.theme or ""),
        ("how many", event.quantity.text if event.quantity else ""),
        ("via", ", ".join(event.via)),
        ("from", event.origin or ""),
        ("towards", event.destination or ""),
        ("where", event.place or ""),
        ("when", event.date or ""),
    )
    return ((name, words) for name, words in roles if words)


def day_of(told: str | None) -> str | None:
    """The day that a date, which may be a month or a year alone, stands at on an axis of time; None for what is no date."""
    found = DAY.match(told or "")
    return found[0] + "-01" * (2 - found[0].count("-")) if found else None


def time_words(time: str) -> str:
    """A day, a month or a year for people; "" is no date."""
    if len(time) == len("1962-10"):
        return f"{date.fromisoformat(time + '-01'):%B %Y}"
    return day_words(time) or "no date"


def _in_order(positions: Iterable[Position]) -> tuple[Said, ...]:
    """Positions by date, those without one last."""
    ordered = sorted(positions, key=lambda p: (p.date or "9999", p.printed or "9999", p.holder or "", p.claim))
    return tuple(Said(number, position) for number, position in enumerate(ordered, start=1))


def _times(sayings: Sequence[Said]) -> tuple[str, ...]:
    """The stretches of time that have something in them: days, or months or years where days are too many; "" is no date."""
    days = [_plain(said) for said in sayings]
    for length in (10, 7, 4):
        times = sorted({day[:length] for day in days}, key=lambda time: (not time, time))
        if len(times) <= COLUMNS:
            break
    return tuple(times) if sayings else ()


def _plain(said: Said) -> str:
    found = DAY.match(said.position.date or "")
    return found[0] if found else ""


def _parties(sayings: Sequence[Said], times: Sequence[str]) -> tuple[Party, ...]:
    """A row for each party, in the order in which they first spoke."""
    length = max((len(time) for time in times), default=0)
    rows: dict[str, list[Said]] = {}
    for said in sayings:
        rows.setdefault(said.holder, []).append(said)
    return tuple(
        Party(
            name,
            group[0].position.holder_country,
            tuple(tuple(s for s in group if _plain(s)[:length] == time) for time in times),
            group[0].named,
        )
        for name, group in rows.items()
    )


def _origins(origins: Iterable[Origin], of_claim: dict[ClaimId, Said]) -> tuple[tuple[Origin, tuple[Said, ...]], ...]:
    return tuple((origin, _known(origin.claims, of_claim)) for origin in origins)


def _known(claims: Iterable[ClaimId], of_claim: dict[ClaimId, Said]) -> tuple[Said, ...]:
    """What some claims say, in the order of time."""
    return tuple(sorted((of_claim[claim] for claim in claims if claim in of_claim), key=lambda said: said.number))


def _moves(changes: Iterable[Change], of_claim: dict[ClaimId, Said]) -> tuple[Move, ...]:
    return tuple(Move(c.holder, c.note, of_claim.get(c.before), of_claim.get(c.after)) for c in changes)


def _timeline(name: str, lanes: Sequence[tuple[str, Said]]) -> Chart | None:
    """The chart of positions over time, if they have two dates at least."""
    dates = sorted({said.position.date or "" for _, said in lanes if day_of(said.position.date)})
    rows: list[Row] = [
        {
            "day": day_of(said.position.date),
            "date": said.position.date,
            "holder": lane,
            "position": said.position.position.value,
            "words": said.position.quote,
            "publisher": said.position.publisher,
            "href": said.place,
        }
        for lane, said in lanes
        if day_of(said.position.date)
    ]
    undated = len(lanes) - len(rows)
    if len(dates) < 2:
        return None
    left_out = f"; {undated} without a date {'is' if undated == 1 else 'are'} left out" if undated else ""
    return timeline(
        name,
        f"{len(rows)} dated {'position' if len(rows) == 1 else 'positions'}, {day_words(dates[0])} to {day_words(dates[-1])}{left_out}",
        rows,
    )

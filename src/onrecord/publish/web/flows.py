"""Transfers that are said to have happened: who supplied what to whom, and who says so or denies it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from onrecord.publish.terminal import POINTING
from onrecord.publish.web.charts import ASSERTED, DENIED, DISPUTED, Chart, Row, flow_diagram, flow_map
from onrecord.publish.web.thread_views import Said, sayings_of
from onrecord.publish.web.world import Place, place
from onrecord.records import Event, PositionKind, SpeakerKind, Thread

TRANSFER = "transfer"
FOR = {PositionKind.ASSERTS, PositionKind.PROBABLE, PositionKind.POSSIBLE, PositionKind.ADMITS}
UNKNOWN = "not said"
BESIDE = 0.5  # rows between the middles of lines that have both ends in common


@dataclass(frozen=True)
class End:
    """Where a transfer starts or ends on the map, under the name that the reports give the country."""

    place: Place
    name: str


@dataclass(frozen=True)
class Flow:
    """One transfer, said to be so or not: the parties, what and how many, and the positions for and against it."""

    thread: Thread
    supplier: str
    recipient: str
    via: str
    what: str
    quantities: tuple[str, ...]
    asserting: tuple[Said, ...]
    denying: tuple[Said, ...]
    route: tuple[End, End] | None

    @property
    def stance(self) -> str:
        """Asserted, denied, or both."""
        if self.asserting and self.denying:
            return DISPUTED
        return ASSERTED if self.asserting else DENIED

    @property
    def voices(self) -> tuple[Said, ...]:
        """Each holder once on each side, with what it said last."""
        sides = ({said.holder: said for said in side} for side in (self.asserting, self.denying))
        return tuple(said for side in sides for said in side.values())

    @property
    def claims(self) -> int:
        """How many claims speak of it."""
        return len(self.asserting) + len(self.denying)

    @property
    def title(self) -> str:
        """The transfer in a line."""
        number = f" ({', '.join(self.quantities)})" if self.quantities else ""
        through = f" via {self.via}" if self.via else ""
        return f"{self.supplier} → {self.recipient}{through}: {self.what or 'something'}{number}"


@dataclass(frozen=True)
class FlowsView:
    """Transfers on a map and as a diagram; `unplaced` are those whose parties are no countries of the map, `threads` is how many
    threads about transfers the whole ledger has.
    """

    flows: tuple[Flow, ...]
    map: Chart | None
    diagram: Chart | None
    unplaced: int
    threads: int

    @property
    def shown(self) -> int:
        """Of how many threads there is a transfer here."""
        return len({flow.thread.id for flow in self.flows})


def flows_view(threads: Iterable[Thread], count: int) -> FlowsView:
    """The page of some of `count` threads about transfers: those with both ends known first, of them the disputed ones, then by claims."""
    flows = sorted(
        (flow for thread in threads for flow in flows_of(thread)),
        key=lambda f: (UNKNOWN in {f.supplier, f.recipient}, f.stance != DISPUTED, -f.claims, f.title),
    )
    placed = [flow for flow in flows if flow.route]
    return FlowsView(tuple(flows), _map(placed) if placed else None, _diagram(flows) if flows else None, len(flows) - len(placed), count)


def flows_of(thread: Thread) -> list[Flow]:
    """The transfers that a thread is about: one for each supplier and recipient; none where neither is known."""
    event = thread.proposition
    if event is None or event.frame != TRANSFER or not (event.actor or event.origin or event.recipient or event.destination):
        return []
    sayings = sayings_of(thread)
    asserting = tuple(said for said in sayings if said.position.position in FOR)
    denying = tuple(said for said in sayings if said.position.position is PositionKind.DENIES)
    if not asserting and not denying:
        return []
    suppliers = _parties(event, event.actor) or _named(event.origin) or (UNKNOWN,)
    recipients = _parties(event, event.recipient) or _named(event.destination) or (UNKNOWN,)
    things = [name for name in event.recipient if name not in recipients]
    quantities = tuple(dict.fromkeys(said.position.quantity.text for said in sayings if said.position.quantity))
    return [
        Flow(
            thread=thread,
            supplier=supplier,
            recipient=recipient,
            via=", ".join(event.via),
            what=", ".join(_named(event.theme) or [thing for thing in things if _named(thing)]),
            quantities=quantities or ((event.quantity.text,) if event.quantity else ()),
            asserting=asserting,
            denying=denying,
            route=_route(event, supplier, recipient),
        )
        for supplier, recipient in product(suppliers, recipients)
        if supplier != recipient
    ]


def _parties(event: Event, names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the names that are known to be somebody, or all where none is: in "gave Russia arms", both stand where a recipient does."""
    known = {participant.name for participant in event.participants if participant.kind or participant.country}
    return tuple(name for name in names if name in known and _named(name)) or tuple(name for name in names if _named(name))


def _named(name: str | None) -> tuple[str, ...]:
    """A name, unless it only points at somebody."""
    return (name,) if name and name.casefold() not in POINTING else ()


def _route(event: Event, supplier: str, recipient: str) -> tuple[End, End] | None:
    """Where a transfer starts and ends on the map, if both countries are known."""
    start, end = _end(event, supplier), _end(event, recipient)
    return (start, end) if start and end and start.place != end.place else None


def _end(event: Event, name: str) -> End | None:
    """The country that a party is or belongs to."""
    party = next((participant for participant in event.participants if participant.name == name), None)
    there = place(party.country) if party else None
    if party is None or there is None:
        return None
    return End(there, name if party.kind is SpeakerKind.COUNTRY or there.name == there.code else there.name)


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def _address(flow: Flow) -> str:
    return f"/thread/{flow.thread.id}"


def _map(flows: Sequence[Flow]) -> Chart:
    routes: list[Row] = []
    ends: dict[str, Row] = {}
    for flow in flows:
        if flow.route is None:
            continue
        start, end = flow.route
        routes.append(
            {
                "x": start.place.longitude,
                "y": start.place.latitude,
                "x2": end.place.longitude,
                "y2": end.place.latitude,
                "middle_x": (start.place.longitude + end.place.longitude) / 2,
                "middle_y": (start.place.latitude + end.place.latitude) / 2,
                "stance": flow.stance,
                "claims": flow.claims,
                "title": flow.title,
                "href": _address(flow),
            }
        )
        for there in (start, end):
            ends[there.place.code] = {"x": there.place.longitude, "y": there.place.latitude, "name": there.name}
    return flow_map(
        "Transfers on the map",
        f"{_many(len(routes), 'transfer')} between {len(ends)} countries; the dot is the recipient",
        routes,
        list(ends.values()),
    )


def _diagram(flows: Sequence[Flow]) -> Chart:
    """Suppliers to the left, go-betweens in the middle, recipients to the right; of transfers with both ends known, where there are any."""
    told = [flow for flow in flows if UNKNOWN not in {flow.supplier, flow.recipient}]
    left_out = len(flows) - len(told) if told else 0
    flows = told or flows
    suppliers = {name: row for row, name in enumerate(dict.fromkeys(flow.supplier for flow in flows))}
    recipients = {name: row for row, name in enumerate(_across(flows, suppliers))}
    scale = max(len(suppliers), len(recipients))
    left, right = _spread(suppliers, scale), _spread(recipients, scale)
    points: list[Row] = []
    parties: list[Row] = [{"x": x, "y": y, "name": name} for x, column in ((0, left), (2, right)) for name, y in column.items()]
    taken: Counter[tuple[float, float]] = Counter()
    for number, flow in enumerate(flows):
        start, end = left[flow.supplier], right[flow.recipient]
        between = (start, end)
        middle = (start + end) / 2 + BESIDE * taken[between]
        taken[between] += 1
        if flow.via:
            middle = scale * (number + 0.5) / len(flows)
            parties.append({"x": 1, "y": middle, "name": f"via {flow.via}"})
        points += [
            {
                "route": number,
                "x": x,
                "y": y,
                "stance": flow.stance,
                "claims": flow.claims,
                "title": flow.title,
                "href": _address(flow),
            }
            for x, y in ((0, start), (1, middle), (2, end))
        ]
    summary = f"{_many(len(flows), 'transfer')}, {_many(len(suppliers), 'supplier')}, {_many(len(recipients), 'recipient')}"
    summary += f"; {left_out} of which only one end is known {'is' if left_out == 1 else 'are'} in the table alone" if left_out else ""
    return flow_diagram("Transfers from supplier to recipient", summary, points, parties)


def _across(flows: Sequence[Flow], suppliers: dict[str, int]) -> list[str]:
    """The recipients in the order of the middle of their suppliers, so that few lines cross."""
    rows: dict[str, list[int]] = {}
    for flow in flows:
        rows.setdefault(flow.recipient, []).append(suppliers[flow.supplier])
    return sorted(rows, key=lambda name: sum(rows[name]) / len(rows[name]))


def _spread(rows: dict[str, int], scale: int) -> dict[str, float]:
    """Heights from 0 to `scale` for the names of a column, evenly apart."""
    return {name: scale * (row + 0.5) / len(rows) for name, row in rows.items()}

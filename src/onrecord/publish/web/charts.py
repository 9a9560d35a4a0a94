"""Charts as Vega-Lite: built once with Altair, filled with rows for each page; the rows are also a table on the page."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Row = Mapping[str, str | float | None]
Shape = Literal["timeline", "flow_map", "flow_diagram"]
LANE, AXIS, LEGEND = 38, 30, 34  # pixels
ASSERTED, DISPUTED, DENIED = "asserted", "asserted and denied", "denied"


@dataclass(frozen=True)
class Chart:
    """A chart with its name, what it shows in words, its Vega-Lite specification as JSON, and about how high it will be, in pixels."""

    name: str
    summary: str
    specification: str
    height: int


def timeline(name: str, summary: str, rows: Sequence[Row]) -> Chart:
    """Who took which position when. Rows: day (ISO), holder, position, words, publisher, href."""
    return _filled(name, summary, "timeline", {"rows": rows}, room=LANE * len({row["holder"] for row in rows}) + AXIS)


def flow_map(name: str, summary: str, routes: Sequence[Row], places: Sequence[Row]) -> Chart:
    """Transfers between countries.

    Routes: x, y, x2, y2, middle_x and middle_y in degrees, stance, claims, title, href; places: x, y, name.
    """
    return _filled(name, summary, "flow_map", {"routes": routes, "places": places})


def flow_diagram(name: str, summary: str, points: Sequence[Row], parties: Sequence[Row]) -> Chart:
    """Transfers from supplier over go-between to recipient.

    Points: route, x (0, 1 or 2), y, stance, claims, title, href; parties: x, y, name.
    """
    height = 40 + 48 * len({point["route"] for point in points})
    return _filled(name, summary, "flow_diagram", {"points": points, "parties": parties}, height=height)


def _filled(
    name: str, summary: str, shape: Shape, rows: Mapping[str, Sequence[Row]], *, height: int | None = None, room: int | None = None
) -> Chart:
    from onrecord.publish.web import chart_shapes

    shapes = {"timeline": chart_shapes.timeline, "flow_map": chart_shapes.flow_map, "flow_diagram": chart_shapes.flow_diagram}
    values: dict[str, Any] = json.loads(shapes[shape]())
    values["description"] = summary
    values["datasets"] = {key: [dict(row) for row in part] for key, part in rows.items()}
    values |= {"height": height} if height else {}
    return Chart(name, summary, json.dumps(values, separators=(",", ":")), (room or int(values["height"])) + LEGEND)

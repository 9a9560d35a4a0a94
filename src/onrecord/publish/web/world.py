"""Where countries lie on the map of the world, by the shapes that the map itself is drawn from (world-atlas, Natural Earth)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from babel import Locale
from babel.core import get_global

SHAPES = "world-110m.json"
HALF = 180.0  # degrees
Point = tuple[float, float]  # degrees east and north


@dataclass(frozen=True)
class Place:
    """A country on the map: its ISO 3166-1 alpha-3 code, its name, and a point inside its largest part, in degrees."""

    code: str
    name: str
    longitude: float
    latitude: float


def place(code: str | None) -> Place | None:
    """The place of a country by its alpha-3 code; a state that is gone stands where its first successor in CLDR does."""
    present = _alpha2(code) if code else None
    point = _points().get(present) if present else None
    if code is None or point is None:
        return None
    return Place(code, country_name(code), round(point[0], 2), round(point[1], 2))


def country_name(code: str) -> str:
    """The English name of a country by its alpha-3 code; the code itself where it is not known, or the country is gone."""
    aliases = get_global("territory_aliases").get(code) or []
    return str(Locale("en").territories.get(aliases[0], code)) if len(aliases) == 1 else code


@cache
def _points() -> dict[str, Point]:
    """A point for every country of the map, by its alpha-2 code."""
    topology = json.loads((files("onrecord.publish.web") / "static" / SHAPES).read_text("utf-8"))
    arcs = [list(_decoded(arc, topology["transform"])) for arc in topology["arcs"]]
    points = {}
    for country in topology["objects"]["countries"]["geometries"]:
        code = _alpha2(country.get("id"))
        if code:
            points[code] = _middle(max(_rings(country, arcs), key=lambda ring: abs(_area(ring))))
    return points


def _alpha2(code: str | None) -> str | None:
    """The alpha-2 code for an alpha-3 or a three-digit one."""
    aliases = get_global("territory_aliases").get(code) if code else None
    return aliases[0] if aliases else None


def _decoded(arc: list[list[int]], transform: dict[str, Any]) -> Iterator[Point]:
    """The points of an arc, which TopoJSON keeps as whole-number steps from one to the next."""
    x = y = 0
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield x * scale_x + left, y * scale_y + bottom


def _rings(country: dict[str, Any], arcs: list[list[Point]]) -> list[list[Point]]:
    """The outlines of a country's parts; a negative number is an arc walked backwards."""
    polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    return [_whole([point for arc in polygon[0] for point in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])]) for polygon in polygons]


def _whole(ring: list[Point]) -> list[Point]:
    """An outline without the leap at the 180th meridian."""
    turns, whole = 0, ring[:1]
    for before, point in pairwise(ring):
        turns += (before[0] - point[0] > HALF) - (point[0] - before[0] > HALF)
        whole.append((point[0] + 2 * HALF * turns, point[1]))
    return whole


def _area(ring: list[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, ring[0]])) / 2


def _middle(ring: list[Point]) -> Point:
    """The centre of gravity of an outline (the formula for a plane polygon, near enough for a label)."""
    sums = [0.0, 0.0]
    for a, b in pairwise([*ring, ring[0]]):
        turn = a[0] * b[1] - b[0] * a[1]
        sums[0] += (a[0] + b[0]) * turn
        sums[1] += (a[1] + b[1]) * turn
    east, north = sums[0] / (6 * _area(ring)), sums[1] / (6 * _area(ring))
    return (east + HALF) % (2 * HALF) - HALF, north

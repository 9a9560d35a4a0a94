"""The shapes of the charts, drawn up with Altair; apart from `charts`, as Altair takes a second to load."""

from __future__ import annotations

from functools import cache
from typing import Literal

import altair as alt

from onrecord.publish.web.charts import ASSERTED, DENIED, DISPUTED, LANE
from onrecord.publish.web.world import SHAPES
from onrecord.records import PositionKind

SHAPES_ADDRESS = f"/static/{SHAPES}"
CROSS = "M-.8,-.8L.8,.8M.8,-.8L-.8,.8"
HALO = "halo"  # the page gives this style its own paper as the colour
# Colours with a contrast of 3:1 and more on both the light and the dark paper; shape or dashes say the same without colour.
SHAPE_AND_COLOUR = {
    PositionKind.ASSERTS: ("circle", "#2f7fc4"),
    PositionKind.PROBABLE: ("triangle-up", "#2f7fc4"),
    PositionKind.POSSIBLE: ("triangle-down", "#2f7fc4"),
    PositionKind.ADMITS: ("square", "#2d8a55"),
    PositionKind.DENIES: (CROSS, "#c2552d"),
    PositionKind.WITHDRAWS: ("triangle-left", "#8a7a3c"),
    PositionKind.DECLINES: ("stroke", "#857f74"),
}
STANCES = [ASSERTED, DISPUTED, DENIED]
STANCE_COLOURS = ["#2f7fc4", "#8a7a3c", "#c2552d"]
STANCE_DASHES = [[1, 0], [10, 3, 2, 3], [4, 4]]
ANTARCTICA = "010"
HEIGHT = 420  # pixels of the map; less where the page is narrow, by the shape that goes along with it: height to width
MARGINS = {"left": 5, "right": 24, "top": 5, "bottom": 5}  # pixels; half a date may stand out to the right of its tick
LABEL = 11  # pixels; the size of the page's small print


@cache
def timeline() -> str:
    """Parties by days, a mark for each position."""
    shapes, colours = zip(*SHAPE_AND_COLOUR.values(), strict=True)
    kinds = [kind.value for kind in SHAPE_AND_COLOUR]
    legend = alt.Legend(title=None, orient="top", symbolOpacity=1)
    fit = alt.AutoSizeParams(type="fit-x", contains="padding")
    chart = (
        alt.Chart(alt.NamedData("rows"), width="container", height=alt.Step(LANE), autosize=fit, padding=MARGINS)
        .mark_point(size=130, strokeWidth=2.5, filled=False, opacity=1)
        .encode(
            x=alt.X(
                "day:T",
                title=None,
                scale=alt.Scale(padding=14),
                axis=alt.Axis(format="%-d %b %Y", labelOverlap=True, labelFlush=True, tickCount=6, grid=True),
            ),
            y=alt.Y("holder:N", title=None, sort=None, axis=alt.Axis(grid=True)),
            shape=alt.Shape("position:N", scale=alt.Scale(domain=kinds, range=list(shapes)), legend=legend),
            color=alt.Color("position:N", scale=alt.Scale(domain=kinds, range=list(colours)), legend=legend),
            href="href:N",
            tooltip=[alt.Tooltip("holder:N"), alt.Tooltip("position:N"), alt.Tooltip("date:N"), "publisher:N", alt.Tooltip("words:N")],
        )
    )
    return str(chart.to_json(indent=None))


def _stance() -> dict[str, alt.StrokeDash | alt.Color]:
    legend = alt.Legend(title=None, orient="top", symbolType="stroke", symbolSize=600, symbolStrokeWidth=2.5, symbolOpacity=1)
    return {
        "strokeDash": alt.StrokeDash("stance:N", scale=alt.Scale(domain=STANCES, range=STANCE_DASHES), legend=legend),
        "color": alt.Color("stance:N", scale=alt.Scale(domain=STANCES, range=STANCE_COLOURS), legend=legend),
    }


def _crosses(places: alt.Chart, colour: alt.Color) -> tuple[alt.Chart, alt.Chart]:
    """A cross on a spot of paper, so that it stands out from the line."""
    return (
        places.mark_point(shape="circle", size=420, style=HALO, filled=True, opacity=1),
        places.mark_point(shape=CROSS, size=190, strokeWidth=3.5, filled=False, opacity=1).encode(color=colour),
    )


def _width() -> alt.StrokeWidth:
    return alt.StrokeWidth("claims:Q", scale=alt.Scale(type="sqrt", domainMin=1, range=[2, 7]), legend=None)


@cache
def flow_map() -> str:
    """Lines over the shapes of the countries."""
    tooltip = [alt.Tooltip("title:N", title="said"), alt.Tooltip("stance:N"), alt.Tooltip("claims:Q")]
    land = alt.Chart(alt.UrlData(SHAPES_ADDRESS, format=alt.TopoDataFormat(feature="countries", type="topojson"))).mark_geoshape(
        fill="#8d8a83", fillOpacity=0.28, stroke="#8d8a83", strokeWidth=0.5
    )
    land = land.transform_filter(f"datum.id !== '{ANTARCTICA}'")
    routes = alt.Chart(alt.NamedData("routes"))
    ends = routes.encode(longitude="x:Q", latitude="y:Q", longitude2="x2:Q", latitude2="y2:Q")
    lines = ends.mark_rule(opacity=1).encode(**_stance(), strokeWidth=_width(), href="href:N", tooltip=tooltip)
    heads = routes.mark_point(shape="circle", size=70, filled=True, opacity=1).encode(
        longitude="x2:Q", latitude="y2:Q", color=lines.encoding.color, href="href:N", tooltip=tooltip
    )
    denied = routes.transform_filter(f"datum.stance !== '{ASSERTED}'").encode(longitude="middle_x:Q", latitude="middle_y:Q")
    crossed = [mark.encode(href="href:N", tooltip=tooltip) for mark in _crosses(denied, lines.encoding.color)]
    names = (
        alt.Chart(alt.NamedData("places"))
        .mark_text(dy=-11, fontSize=LABEL, fontWeight="bold")
        .encode(longitude="x:Q", latitude="y:Q", text="name:N")
    )
    chart = (
        alt.layer(land, lines, heads, *crossed, names, width="container", height=HEIGHT)
        .project("naturalEarth1")
        .properties(usermeta={"shape": 0.5})
    )
    return str(chart.to_json(indent=None))


@cache
def flow_diagram() -> str:
    """Lines from the left over the middle to the right."""
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.85, 2.85], nice=False, zero=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(reverse=True, zero=False, padding=24))
    tooltip = [alt.Tooltip("title:N", title="said"), alt.Tooltip("stance:N"), alt.Tooltip("claims:Q")]
    points = alt.Chart(alt.NamedData("points"))
    lines = points.mark_line(interpolate="monotone", strokeCap="butt", opacity=1).encode(
        x=x, y=y, detail="route:N", order="x:Q", **_stance(), strokeWidth=_width(), href="href:N", tooltip=tooltip
    )
    denied = points.transform_filter(f"datum.x === 1 && datum.stance !== '{ASSERTED}'").encode(x=x, y=y)
    crossed = [mark.encode(href="href:N", tooltip=tooltip) for mark in _crosses(denied, lines.encoding.color)]
    parties = alt.Chart(alt.NamedData("parties"))
    sides: tuple[tuple[int, Literal["left", "center", "right"], int, int], ...] = (
        (0, "right", -8, 0),
        (1, "center", 0, -20),
        (2, "left", 8, 0),
    )
    names = [
        parties.transform_filter(f"datum.x === {column}")
        .mark_text(align=align, dx=dx, dy=dy, fontSize=LABEL + 1, fontWeight="bold", limit=240)
        .encode(x=x, y=y, text="name:N")
        for column, align, dx, dy in sides
    ]
    knots = (
        parties.mark_point(shape="square", size=45, filled=True, opacity=1, color="#857f74")
        .transform_filter("datum.x !== 1")
        .encode(x=x, y=y)
    )
    chart = alt.layer(lines, *crossed, knots, *names, width="container")
    return str(chart.to_json(indent=None))

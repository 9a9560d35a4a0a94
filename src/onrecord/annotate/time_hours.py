"""Hours and parts of the day."""

from __future__ import annotations

import re

from onrecord.annotate.time_calendar import moved, value_at
from onrecord.annotate.time_relative import FROM_PUBLICATION, FROM_TOLD
from onrecord.annotate.time_scene import Found, Hit, Result, Scene
from onrecord.annotate.time_tables import PARTS


def clock(hit: Hit, scene: Scene) -> Result:
    """The hour: "3 p.m.", "22:30", "noon", "1500 GMT"; the day is joined later."""
    raw, groups = scene.words.raw[hit.start("h")].lower(), hit.groupdict()
    if raw in {"noon", "midday", "midnight"}:
        return [
            Found(
                hit.start(),
                hit.end(),
                "TIME",
                "T24:00" if raw == "midnight" else "T12:00",
                weak=scene.words.raw[hit.start("h")][0].isupper(),
            )
        ]
    if groups.get("z") and raw.isdigit() and len(raw) == 4:
        hours, minutes = int(raw[:2]), int(raw[2:])
    else:
        hours, minutes = (int(part) for part in re.split(r"[:.]", raw if re.search(r"[:.]", raw) else raw + ":0"))
    if groups.get("a"):
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if groups.get("a") and scene.words.word(hit.start("a"))[0] == "p" else 0)
    elif not groups.get("z") and ("." in raw or not _at_a_time(scene, hit.start())):
        return None
    if hours > 24 or minutes > 59:
        return None
    return [Found(hit.start(), hit.end(), "TIME", f"T{hours:02}:{minutes:02}")]


def _at_a_time(scene: Scene, at: int) -> bool:
    return scene.words.word(at - 1) in {
        "at",
        "by",
        "around",
        "until",
        "till",
        "from",
        "before",
        "after",
        "about",
        "since",
        "between",
        "to",
        "approximately",
    }


def part(hit: Hit, scene: Scene) -> Result:
    """A part of the day beside a date ("Monday night"), or "in the morning" of the day told."""
    strong = scene.words.word(hit.start()) == "the" and scene.words.word(hit.start() - 1) in {"in", "during", "on", "by", "throughout"}
    strong = strong and scene.is_near(hit.start())
    return [Found(hit.start(), hit.end(), "TIME", "T" + PARTS[scene.words.word(hit.end() - 1)], weak=not strong)]


def tonight(hit: Hit, scene: Scene) -> Result:
    """ "tonight", "overnight": the night of publication, the night before it."""
    word = scene.words.word(hit.end() - 1)
    if word == "overnight" and scene.words.word(hit.start() - 1) in {"a", "an", "the", "his", "her", "their", "its", "’s", "'s"}:
        return None  # "an overnight stay"
    day = moved(scene.published, -1 if word == "overnight" else 0, "D")
    value = value_at(day, "D") + "TNI"
    if word == "overnight":
        return [Found(hit.start(), hit.end(), "TIME", "TNI", day is None, alone=value)]
    return [Found(hit.start(), hit.end(), "TIME", value, day is None)]


def day_part(hit: Hit, scene: Scene) -> Result:
    """ "this morning", "last night", "that evening", "the next morning"."""
    which, code = scene.words.word(hit.start("w")), PARTS[scene.words.word(hit.start("p"))]
    if which in FROM_TOLD:
        day = moved(scene.told("D"), FROM_TOLD[which], "D")
    elif which in {"last", "this"} and hit.start("w") == hit.start():
        day = moved(scene.published, FROM_PUBLICATION[which], "D")
    else:
        return None
    return [Found(hit.start(), hit.end(), "TIME", f"{value_at(day, 'D')}T{code}", day is None)]

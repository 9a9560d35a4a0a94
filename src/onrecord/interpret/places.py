"""The country of a place that is named without it: a state, a province, a city. A place is not a government."""

from __future__ import annotations

import re
from functools import cache

from onrecord.interpret.countries import country_of
from onrecord.interpret.tables import entries, plain, rows

_SEAT = (
    "University|College|Institute|School|Hospital|Court|Police|police|Police Department|Fire Department|Port|Airport|Zoo|Observatory|"
    "City Council"
)
_CAPITALISED = r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)?"
_SEATED = re.compile(rf"(?P<before>{_CAPITALISED})(?:[’']s)? (?:{_SEAT})\b|\b(?:{_SEAT}) (?:of|in|at) (?P<after>{_CAPITALISED})")


def place_country(name: str) -> str | None:
    """The alpha-3 code of a region's or a city's country ("Arizona", "Cape Town", "Scottish"); None for names it does not know."""
    return _places().get(plain(name))


def region_country(name: str) -> str | None:
    """The same, of names that need no mark as a place: no city's and none shared with people."""
    return _regions().get(plain(name))


def seated(words: str) -> str | None:
    """The country of a school, court or force by the place in its name ("University of Leeds", "Leeds police")."""
    for match in _SEATED.finditer(words):
        name = match["before"] or match["after"]
        parts = name.split()
        code = place_country(name) or place_country(parts[-1] if match["before"] else parts[0])
        if code:
            return code
    return None


def place_within(name: str) -> str | None:
    """The country of the first place that a name holds as a word of its own ("Las Vegas Sun", "Agence France-Presse")."""
    words = re.findall(r"[\w.’']+", name)
    spans = (" ".join(words[i : i + n]) for i in range(len(words)) for n in (3, 2, 1))
    return next((code for s in spans if s[:1].isupper() and (code := place_country(s) or country_of(s))), None)


@cache
def _places() -> dict[str, str]:
    found: dict[str, str] = {"New York": "USA"}
    for row in rows("cities.tsv"):
        found |= {name: row["alpha3"] for name, _ in entries(row["cities"])}
    for row in rows("regions.tsv"):
        found |= {name: row["alpha3"] for column in ("regions", "short") for name, _ in entries(row[column])}
    return found


@cache
def _regions() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows("regions.tsv"):
        found |= {name: row["alpha3"] for column in ("regions", "short") for name, is_shared in entries(row[column]) if not is_shared}
    return found

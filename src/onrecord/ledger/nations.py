"""Countries' names for people, by ISO 3166-1 alpha-3 code."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale
from babel.core import get_global

GONE = {
    "ANT": "Netherlands Antilles",
    "CSK": "Czechoslovakia",
    "DDR": "East Germany",
    "SCG": "Serbia and Montenegro",
    "SUN": "Soviet Union",
    "VDR": "North Vietnam",
    "YMD": "South Yemen",
    "YUG": "Yugoslavia",
    "ZAR": "Zaire",
}  # ISO 3166-3, which CLDR resolves to today's countries
SHORT = {"USA": "United States", "GBR": "United Kingdom", "XKX": "Kosovo"}


@cache
def country_name(code: str) -> str:
    """The English name of a country; the code itself where there is none."""
    if code in GONE or code in SHORT:
        return GONE.get(code) or SHORT[code]
    aliases = get_global("territory_aliases").get(code, [])
    names = Locale("en").territories
    return str(names.get(aliases[0], code)) if aliases else code


def country_code(name: str) -> str | None:
    """The code of a country by its English name; None for other words."""
    return _codes().get(name.casefold())


@cache
def _codes() -> dict[str, str]:
    alpha3 = {alpha2[0]: code for code, alpha2 in get_global("territory_aliases").items() if len(code) == 3 and code.isalpha()}
    found = {str(name).casefold(): alpha3[code] for code, name in Locale("en").territories.items() if code in alpha3}
    return found | {name.casefold(): code for code, name in (GONE | SHORT).items()}


@cache
def country_names() -> re.Pattern[str]:
    """Finds a country's English name, the longest one first."""
    names = sorted((name for name in _names()), key=lambda name: (-len(name), name))
    return re.compile(rf"(?:{'|'.join(map(re.escape, names))})\b")


@cache
def _names() -> frozenset[str]:
    return frozenset(str(name) for code, name in Locale("en").territories.items() if country_code(str(name))) | frozenset(
        (GONE | SHORT).values()
    )

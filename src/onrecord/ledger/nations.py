"""Countries' names for people, by ISO 3166-1 alpha-3 code."""

from __future__ import annotations

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

"""Bodies and leaders whose name alone tells the country; the names are in bodies.tsv and leaders.tsv."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from onrecord.interpret.tables import entries, plain, rows

INTERNATIONAL = "-"  # of several countries, or of none


_INITIAL = re.compile(r"[A-Z]\.|Jr\.?|Sr\.?|I{2,3}|IV")
_GOVERNMENT = re.compile(
    r"\b([A-Z]\w+)(?:'s)? (?:administration|government|cabinet|presidency|White House|regime|family|campaign|allies|aides)\b"
)


@dataclass(frozen=True)
class Body:
    """A body's name with its country ("-" for international ones), the column of the table, and where it stands in the words."""

    name: str
    code: str
    column: str
    start: int


@dataclass(frozen=True)
class Term:
    """Somebody's time in an office, as ISO dates; an open end is empty."""

    code: str
    office: str
    first: str
    last: str


def body_of(name: str) -> Body | None:
    """The body that a whole name is one of ("the FBI", "Gazprom"); None for others."""
    return _bodies().get(plain(name))


def bodies_in(words: str) -> list[Body]:
    """The bodies that a phrase names, in its order ("a former FBI agent")."""
    text = words.replace("’", "'")
    return [replace(_bodies()[m[0]], start=m.start()) for m in _pattern().finditer(text)]


def leader_country(name: str) -> str | None:
    """The country of somebody who holds or held a highest office, by full name, or by a surname that tells ("Putin")."""
    words = plain(name).split()
    terms = _leaders().get(" ".join(words)) or _leaders().get(" ".join(w for w in words if not _INITIAL.fullmatch(w)))
    return terms[0].code if terms and terms[0].code != INTERNATIONAL else None


def offices(name: str) -> list[str]:
    """The offices that somebody of this full name holds or held."""
    return [term.office for term in _leaders().get(plain(name), [])]


def administration(words: str, *, on: str | None = None) -> str | None:
    """The country of a government named after its head ("the Trump administration"); `on`: an ISO date that must be in the term."""
    match = _GOVERNMENT.search(words.replace("’", "'"))
    terms = _leaders().get(match[1], []) if match else []
    held = [t for t in terms if on is None or (t.first <= on and (not t.last or on <= t.last))]
    return next((t.code for t in held or terms if t.code != INTERNATIONAL), None)


@cache
def _bodies() -> dict[str, Body]:
    found: dict[str, Body] = {}
    for row in rows("bodies.tsv"):
        for column in ("sure", "outlets", "default"):
            for name, _ in entries(row[column]):
                found.setdefault(name, Body(name, row["alpha3"], column, 0))
    return found


@cache
def _pattern() -> re.Pattern[str]:
    longest = "|".join(re.escape(n) for n in sorted(_bodies(), key=len, reverse=True))
    return re.compile(rf"(?<![\w\-–.])(?:{longest})(?![\w$]|[-–](?!(?i:based)\b))")


@cache
def _leaders() -> dict[str, list[Term]]:
    """By full name, and by surname where that is enough and all who bear it are of one country."""
    found: dict[str, list[Term]] = {}
    for row in rows("leaders.tsv"):
        term = Term(row["alpha3"], row["office"], row["from"], row["to"] or "")
        found.setdefault(row["name"], []).append(term)
        if row["alone"]:
            found.setdefault(row["alone"], []).append(term)
    return {name: terms for name, terms in found.items() if len({t.code for t in terms}) == 1}

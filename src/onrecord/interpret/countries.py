"""Which country a name, an adjective or a seat of government stands for; the words are in countries.tsv.

What a name may or may not mean is left open (None) rather than guessed: "Jordan Smith", the US state of Georgia, "Congo" alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.interpret.nouns import HONORIFICS, PERSON_TITLES
from onrecord.interpret.tables import entries, plain, rows

AROUND = 200  # characters of a long text that are looked at beside a name
NO_COUNTRY = "-"  # the row of longer names that hold a country's name and are none: "South China Sea"
_GEORGIA = {"georgia", "georgians"}
_CAUCASUS = re.compile(
    r"\b(?:foreign (?:minist|polic)|(?:prime|interior|defen[cs]e|justice|finance|economy|health) minist|georgia(?:'s)? president"
    r"|president of georgia|parliament|ambassador|embassy|republic of|tbilisi|batumi|caucasus|abkhazia|south ossetia|black sea"
    r"|georgian dream|russia|armenia|azerbaijan|ukrain|moldova)",
    re.I,
)
_AMERICAN = re.compile(
    r"\b(?:governor|gov\.|senat|sen\.|rep\.|representative|republican|democrats?\b|gop\b|secretary of state|attorney general"
    r"|atlanta|savannah|university|college|tech\b|bulldogs|power\b|county|sheriff|state (?:police|troop|law)|florida|alabama"
    r"|carolina|tennessee|trump|biden|kemp\b|raffensperger)",
    re.I,
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BEFORE = _words(  # may stand before a country whose name people bear as well
    "a air all and as at but by eastern for former from health how if in neighbouring neighboring nhs northern of official officials on "
    "police said since southern sport team than that the then though to two under unlike western when while why with"
)
_AFTER = _words(  # may stand after it
    "agriculture air airlines airways ambassador armed army authorities bank broadcasting cabinet central chief chiefs civil coast "
    "commission consul court cricket crown customs daily defence defense deputy economy education embassy energy envoy federal finance "
    "football force forces foreign general government governor health high home human immigration intelligence interior international "
    "justice king labour labor leader military minister ministers ministry national navy news office officials olympic opposition "
    "parliament police post premier president presidents prime prince prison public queen radio rail red revenue rugby secretary "
    "securities security state supreme telecom television times today tourism trade transport treasury tv union water"
)
_TITLES = _words(  # before a name, so what follows is a person's
    "actor actress analyst author captain chairwoman coach colonel congresswoman doctor forward general guard judge justice lawyer "
    "lieutenant officer player president professor rapper rep representative secretary senator sergeant singer star striker writer"
)
_PEOPLE = HONORIFICS | _TITLES | frozenset(PERSON_TITLES)


@dataclass(frozen=True)
class Named:
    """What one name in the table stands for."""

    code: str
    column: str
    is_shared: bool  # also a person's name, another place's, or an everyday word


@dataclass(frozen=True)
class Table:
    """Names and seats with their countries, the lives of the states that are gone, and what finds names in a phrase."""

    names: dict[str, Named]
    seats: dict[str, tuple[str, ...]]
    valid: dict[str, tuple[str, str]]
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Found:
    """A name found in a phrase, with the words around it."""

    name: str
    named: Named
    before: str
    after: str
    start: int


def country_of(mention: str) -> str | None:
    """The alpha-3 code of a country's name or demonym ("the U.S.", "Ukraine’s", "Poles"); None for everything else."""
    name = plain(mention)
    named = _table(is_upper=name.isupper()).names.get(name)
    if named is None or named.code == NO_COUNTRY or named.column in {"capitals", "seats"} or name.lower() in _GEORGIA:
        return None
    return named.code


@cache
def names_of(code: str) -> tuple[str, ...]:
    """A country's names as the table has them, those that are shared with something else left out."""
    return tuple(n for row in rows("countries.tsv") if row["alpha3"] == code for n, is_shared in entries(row["names"]) if not is_shared)


def government_seat(mention: str, *, on: str | None = None) -> str | None:
    """The country whose government a capital or house stands for ("Moscow", "the White House"); `on`: an ISO date, else now."""
    name = plain(mention)
    table = _table(is_upper=name.isupper())
    codes = table.seats.get(name, ())
    past = [c for c in codes if on and c in table.valid and table.valid[c][0] <= on <= table.valid[c][1]]
    return next(iter(past or codes), None)


def is_capital(mention: str) -> bool:
    """Whether a name that stands for a government is a city's, not a house's or a ministry's."""
    name = plain(mention)
    table = _table(is_upper=name.isupper())
    return name in table.seats and name not in table.names


def country_in(words: str) -> str | None:
    """The first country in a phrase, by name, adjective or house ("US officials", "a Kremlin spokesman"), not by capital."""
    return next((code for code, _, _ in _countries_in(plain(words))), None)


def countries_in(words: str) -> list[tuple[str, int, int]]:
    """All countries in a phrase as `country_in` finds them, each with where its name begins and ends in the phrase."""
    return list(_countries_in(words.replace("’", "'")))


def _countries_in(text: str) -> Iterator[tuple[str, int, int]]:
    return ((f.named.code, f.start, f.start + len(f.name)) for f in _find(text) if not any(doubt(f) for doubt in DOUBTS))


# what speaks against a name ---------------------------------------------------------------------


def _no_country(found: Found) -> bool:
    """A longer name that is no country's: "Latin American"."""
    return found.named.code == NO_COUNTRY


def _pronoun(found: Found) -> bool:
    """ "US" within capitals, which may be "us"."""
    return found.name == "US" and bool(found.before) and (found.before + found.after).isupper()


def _other_body(found: Found) -> bool:
    """ "State Department of Health"; "ethnic Russians"."""
    return (found.named.column == "seats" and found.after.startswith(" of ")) or found.before.endswith(("ethnic ", "Ethnic "))


def _us_state(found: Found) -> bool:
    """Georgia, unless the words around speak of the country and not of the state."""
    around = f"{found.before}{found.name}{found.after}"
    return found.name.lower() in _GEORGIA and (not _CAUCASUS.search(around) or bool(_AMERICAN.search(around)))


def _person(found: Found) -> bool:
    """A name that people bear as well, beside another name: "Jordan Smith", "Mark Cuban", "Rep. Chad"."""
    if not found.named.is_shared:
        return False
    last = re.search(r"([^\s,;:]+) $", found.before)
    word = last[1] if last else ""
    after_name = word[:1].isupper() and word.lower() not in _BEFORE
    if found.named.column == "demonyms":
        return after_name and not re.match(r" \w", found.after)
    return after_name or word.rstrip(".").lower() in _PEOPLE or _before_name(found)


def _before_name(found: Found) -> bool:
    """Another name or an age follows: "Jordan Smith", "Jordan, 45"; but not in "the King of Jordan Abdullah II"."""
    word = re.match(r" ([^\W\d_]+)", found.after)
    office = re.search(r"(\w+) of (?:the )?$", found.before)
    if re.match(r",? \d", found.after):
        return True
    if word is None or not word[1][0].isupper() or word[1].lower() in _AFTER:
        return False
    return not office or office[1].lower() not in _AFTER or found.name.lower() in _GEORGIA


DOUBTS = [_no_country, _pronoun, _other_body, _us_state, _person]  # any of them, and the next name is tried


# the table --------------------------------------------------------------------------------------


def _find(text: str) -> Iterator[Found]:
    table = _table(is_upper=text.isupper())
    for match in table.pattern.finditer(text):
        before, after = text[max(0, match.start() - AROUND) : match.start()], text[match.end() : match.end() + AROUND]
        yield Found(match[0], table.names[match[0]], before, after, match.start())


@cache
def _table(*, is_upper: bool) -> Table:
    """The table as written, or in capitals for headlines."""
    names: dict[str, Named] = {}
    seats: dict[str, tuple[str, ...]] = {}
    valid: dict[str, tuple[str, str]] = {}
    for row in rows("countries.tsv"):
        code = row["alpha3"]
        if row["valid"]:
            valid[code] = _interval(row["valid"])
        for column in ("names", "demonyms", "former", "capitals", "seats"):
            for name, is_shared in entries(row[column]):
                key = name.upper() if is_upper else name
                if column in {"capitals", "seats"}:
                    seats[key] = seats.get(key, ()) if is_shared else (*seats.get(key, ()), code)
                if column != "capitals" and not (column == "seats" and is_shared):
                    names.setdefault(key, Named(code, column, is_shared))
    return Table(names, seats, valid, _pattern(names))


def _pattern(names: dict[str, Named]) -> re.Pattern[str]:
    """Finds the longest name first; not within compounds ("US-led", "pro-Russian", "US$"), save "US-based"."""
    longest = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w\-–])(?=[^\W\d_a-z])(?:{longest})(?![\w$]|\.?[-–](?!(?i:based)\b))")


def _interval(cell: str) -> tuple[str, str]:
    first, last = cell.split("/")
    return first, last

"""The country that a mention stands for by its own words ("the CIA director", "Pyongyang", "North and South Korea").

Every answer follows from a table or a construction; a mention that only its report can settle stays open.
"""

from __future__ import annotations

import re
from itertools import pairwise

from onrecord.interpret.bodies import INTERNATIONAL, Body, administration, bodies_in, body_of, leader_country
from onrecord.interpret.countries import countries_in, country_of, government_seat
from onrecord.interpret.nouns import HONORIFICS, TITLES_BEFORE_NAMES
from onrecord.interpret.places import place_country, region_country, seated
from onrecord.interpret.tables import plain

HALVES = (  # one word for two states that share a name
    (re.compile(r"\b(?:North and South|South and North) Korean?s?\b|\bKoreas\b|\bKorean [Pp]eninsula\b|\binter-Korean\b"), ("PRK", "KOR")),
    (re.compile(r"\b(?:Republic of Ireland and Northern Ireland)\b"), ("IRL", "GBR")),
)
_TOPIC = re.compile(r"\b(?:on|about|against|towards?|to|in|into|for|at|tied|connected|close|based|from)\b")
_ABOUT = re.compile(r"\b(?:on|about|against|towards?|into)\b.*?(?=\b(?:at|with|for)\b|$)", re.S)
_DOUBLE = re.compile(r"\b([A-Z][\w.]+)[-–]([A-Z][\w.]+)")  # "British-Israeli"
_BASED = re.compile(r"([A-Z][\w.]+(?: [A-Z][\w.]+)?)-based\b")
_EX = re.compile(r"^(?:an? )?ex-(?=[A-Z])")
_HEADLESS = re.compile(r"^(?:to|in|for|from|at|on)\s+")
_KIN = re.compile(r"'s (?:\w+ )?(?:closest|oldest|nearest|biggest|largest)? ?.*\b(?:ally|partner|neighbou?r|rival|enemy|counterpart)$")
_TITLE = re.compile(rf"^(?:(?:[Tt]hen-?|[Ff]ormer |[Aa]cting )*(?:{TITLES_BEFORE_NAMES})\s+)+")
_SEAT_IN = re.compile(r"^(?:officials|leaders|diplomats|negotiators|authorities|policymakers|government) in (?P<seat>[A-Z][\w .]+)$")
_LINK = re.compile(r"^[\s,\w-]{0,25}?(?:\band\b|\bor\b|,|&|/)(?:\s+(?:a|an|the))?\s*$")


def country_of_mention(words: str, *, on: str | None = None) -> str | None:
    """The alpha-3 code of the one country that a mention stands for; None where it names none or several; `on`: an ISO date."""
    found = countries_of_mention(words, on=on)
    return found[0] if len(found) == 1 else None


def countries_of_mention(words: str, *, on: str | None = None, home: str | None = "") -> tuple[str, ...]:
    """All countries that a mention names, in its order: two for "US and Japanese officials" or "the two Koreas".

    `home`: within a report the country that it is about (None: several), whose "Senate" is meant then; outlets speak for no country there.
    """
    text = _HEADLESS.sub("", plain(words)).strip("-–—")
    text = _EX.sub("", text)
    for pattern, codes in HALVES:
        if pattern.search(text):
            return codes
    if _KIN.search(text):
        return ()  # somebody else's country
    based = _BASED.search(text)
    place = based and (country_of(based[1]) or place_country(based[1]) or government_seat(based[1], on=on))
    if place:
        return (place,)
    whole = country_of(text) or government_seat(text, on=on)
    if whole:
        return (whole,)
    cut = _TOPIC.search(text, 1)
    parts = [text[: cut.start()], text] if cut else [text]
    for part in parts:
        found = _named(part, on, home)
        if found is not None:
            return found
    seat = _SEAT_IN.match(text)
    code = government_seat(seat["seat"], on=on) if seat else None
    return (code,) if code else ()


def country_of_affiliation(words: str) -> str | None:
    """The country of the body or the place that somebody is said to belong to ("a fellow at the University of Leeds"), where it is one."""
    own = _ABOUT.sub("", words)
    pair = _DOUBLE.search(own)
    if len({code for code, _, _ in countries_in(own)}) > 1 or (pair and country_of(pair[1]) and country_of(pair[2])):
        return None
    found = countries_of_mention(own, home=None)
    if found or any(body.code == INTERNATIONAL for body in bodies_in(own)[:1]):
        return found[0] if len(found) == 1 else None
    return seated(own)


def _named(part: str, on: str | None, home: str | None) -> tuple[str, ...] | None:
    """What a part of a mention names; empty for an international body, None for nothing."""
    named = countries_in(part)
    if named:
        return _joined(named, part)
    bodies = bodies_in(part)
    if bodies and bodies[0].code == INTERNATIONAL:
        return ()
    code = administration(part, on=on) or _meant(bodies, home) or _person(part) or _region(part)
    return (code,) if code else None


def _meant(bodies: list[Body], home: str | None) -> str | None:
    """The country of the first body that has one; within a report a default body is the report's country's, and an outlet nobody's."""
    within = home != ""
    body = next((b for b in bodies if b.code != INTERNATIONAL and not (within and b.column == "outlets")), None)
    if body is None:
        return None
    return (home or body.code) if body.column == "default" else body.code


def _joined(named: list[tuple[str, int, int]], part: str) -> tuple[str, ...]:
    """The first country and those that "and" or a comma joins to it."""
    codes = [named[0][0]]
    for (_, _, end), (code, start, _) in pairwise(named):
        if not _LINK.match(part[end:start]):
            break
        codes.append(code)
    return tuple(dict.fromkeys(codes))


def _person(part: str) -> str | None:
    """The country of a leader named in full or by a surname that tells, with or without a title."""
    name = _TITLE.sub("", part)
    words = [w for w in name.split() if w.rstrip(".").lower() not in HONORIFICS]
    while words and words[0][:1].islower():
        words.pop(0)
    name = " ".join(words)
    return leader_country(name) or leader_country(name.split("'s ")[0].split(" and ")[0])


def _region(part: str) -> str | None:
    """The country of a state or a province within the mention ("Sen. Roe of Ohio")."""
    words = part.replace(",", " ,").split()
    spans = (" ".join(words[i : i + n]) for n in (3, 2, 1) for i in range(len(words) - n + 1))
    return next((code for s in spans if s[:1].isupper() and (code := region_country(s))), None)


def is_international(name: str) -> bool:
    """Whether a name is that of a body of several countries, or of none."""
    body = body_of(name)
    return body is not None and body.code == INTERNATIONAL

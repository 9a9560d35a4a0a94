"""Years and what years are made of and make up: seasons, quarters, halves, decades, centuries; and feasts."""

from __future__ import annotations

import re

from onrecord.annotate.time_calendar import SEASON_STARTS, UNKNOWN, feast_day, season_at
from onrecord.annotate.time_scene import Hit, Result, Scene, dated, year_named
from onrecord.annotate.time_tables import AFTER_FEAST, COMMON, COUNTED, DECADES, FEASTS, NUMBERED, SEASONS
from onrecord.annotate.time_tokens import Words

_YEAR_AFTER = frozenset(
    "in since until till during by before after from to of for through circa than early mid late around about and or between".split()
)
_SURE = frozenset("in since until till during".split())
_DETERMINERS = frozenset("the a this its his her their our my that 's ’s".split())
_YEAR_VERBS = frozenset("was saw is will has marked".split())


def year(hit: Hit, scene: Scene) -> Result:
    """A year where the words around leave no doubt; a range gives two."""
    at = hit.start("y")
    if not is_year(scene, at, in_range=bool(hit.groupdict().get("z"))):
        return None
    first = scene.words.number(at)
    if not hit.groupdict().get("z"):
        return [dated(hit, f"{first:04}")]
    last = scene.words.number(hit.start("z"))
    last = last if last > 99 else first // 100 * 100 + last
    if not first < last < 2200:
        return None
    return [dated(hit, f"{first:04}", last=at + 1), dated(hit, f"{last:04}", first=hit.start("z"))]


def is_year(scene: Scene, at: int, *, in_range: bool = False) -> bool:
    """True where four digits are a year: by what stands before and after, and the span of years that such words speak of."""
    words, number = scene.words, scene.words.number(at)
    before, after, modern = words.word(at - 1), words.word(at + 1), 1900 <= number <= 2100
    if before in NUMBERED or after in {"%", "°", "per"}:
        return False
    if in_range:
        return number >= 1500 and COUNTED.isdisjoint({words.word(at + 2), words.word(at + 3)})
    if after in COUNTED:
        return modern and before in _SURE and words.raw[at - 1][0].isupper()
    if modern and words.is_name(at + 1) and not after.endswith("s"):
        return True  # "upcoming 2020 Libertarian convention"
    return (modern and _begins_pair(words, at)) or _follows_from_before(scene, at, number, before)


def _begins_pair(words: Words, at: int) -> bool:
    """True in "the 2012 and 2016 candidate"."""
    if words.word(at + 1) not in {"and", "or"} or not words.word(at + 2).isdigit() or words.word(at + 3) in COUNTED:
        return False
    return words.number(at) < words.number(at + 2) <= 2100


def _follows_from_before(scene: Scene, at: int, number: int, before: str) -> bool:
    """True where the word before leads to a year."""
    words, after, modern = scene.words, scene.words.word(at + 1), 1900 <= number <= 2100
    if before in _YEAR_AFTER:
        return number >= 1000 if before in _SURE else 1800 <= number <= 2100
    if before in _DETERMINERS:
        return 1800 <= number <= 2100 and (after.isalpha() or after == "-" or scene.ends(at + 1))
    if before == "(":
        return 1500 <= number <= 2100 and not after.isalpha()
    if before in {"-", "–"} and words.word(at - 2) in {"mid", "pre", "post", "early", "late"}:
        return True
    if before == ",":
        return modern and scene.ends(at + 1)
    if not before.strip() or before in '.?!”"':
        return modern and (after in _YEAR_VERBS or after in {",", ":"} or words.is_name(at + 1))
    return modern and words.raw[at - 1][0].isupper() and not (after.isalpha() and after.endswith("s"))


def fiscal(hit: Hit, scene: Scene) -> Result:
    """ "fiscal year 2022"."""
    return [dated(hit, f"FY{scene.words.number(hit.start('y')):04}")]


def quarter(hit: Hit, scene: Scene) -> Result:
    """ "the third quarter of 2022", "Q3"; without a year the last one begun, or the next by the tense."""
    word = scene.words.word(hit.start("q"))
    number = int(word[1]) if word[0] == "q" else scene.ordinal(hit.start("q"))
    if not 1 <= number <= 4 or scene.words.word(hit.end()) in {"final", "finals", "-"} or scene.words.word(hit.end()).startswith("final"):
        return None
    which, today = year_named(hit, scene), scene.published
    if which is None and today:
        running, ahead = (today.month + 2) // 3, scene.tense(hit.start(), hit.end()) > 0
        which = today.year + (number < running if ahead else -(number > running))
    return [dated(hit, f"{which:04}-Q{number}" if which else f"XXXX-Q{number}", relative=which is None)]


def half(hit: Hit, scene: Scene) -> Result:
    """ "the first half of 2019"."""
    which = year_named(hit, scene) or (scene.published.year if scene.published else None)
    number = 1 if scene.words.word(hit.start("h")) == "first" else 2
    return [dated(hit, f"{which:04}-H{number}" if which else f"XXXX-H{number}", relative=which is None)]


def century(hit: Hit, scene: Scene) -> Result:
    """ "the late 20th century": 19."""
    number = scene.ordinal(*hit.span("c"))
    return [dated(hit, f"{number - 1:02}")] if 1 < number < 30 else None


def decade(hit: Hit, scene: Scene) -> Result:
    """ "the 1990s", "the ’90s", "the sixties"."""
    word = scene.words.word(hit.end() - 1)
    if word in DECADES:
        return [dated(hit, f"19{DECADES[word]}")]
    digits = re.sub(r"\D", "", word)
    if len(digits) == 4:
        return [dated(hit, digits[:3])]
    return [dated(hit, f"19{digits[0]}")] if word[0] in "'’‘" and digits >= "30" else None


def season(hit: Hit, scene: Scene) -> Result:
    """ "this summer", "the spring of 2018", "in the autumn"."""
    at, today = hit.start("s"), scene.published
    code = SEASONS[scene.words.word(at)]
    if hit.groupdict().get("y"):
        return [dated(hit, f"{scene.words.number(hit.start('y')):04}-{code}")]
    which = scene.words.word(at - 1) if at > hit.start() else ""
    if not _is_season(hit, scene, which):
        return None
    if today is None:
        return [dated(hit, f"XXXX-{code}", relative=True)]
    direction = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(which, 0)
    if which in {"", "the"}:
        tense = scene.tense(hit.start(), hit.end())
        direction = 0 if tense < 0 and today.month >= SEASON_STARTS[code] else tense  # this year's has begun
    return [dated(hit, season_at(today, code, direction))]


def _is_season(hit: Hit, scene: Scene, which: str) -> bool:
    """Not "the fall of Kabul", "a spring", "the spring"."""
    before = scene.words.word(hit.start() - 1)
    if which == "the":
        return before in {"in", "since", "until", "during", "by", "over"} and scene.words.word(hit.end()) != "of"
    return bool(which) or (before in {"in", "since", "until"} and scene.words.word(hit.start("s")) not in {"spring", "fall"})


def feast(hit: Hit, scene: Scene) -> Result:
    """Christmas, Easter Monday and the like, in the year named or the nearest."""
    name = " ".join(w.strip("'’") for i in range(hit.start("f"), hit.end("f")) if (w := scene.words.word(i)) not in {"'", "’"})
    rule = FEASTS[name]
    if scene.words.word(hit.end("f")) in AFTER_FEAST or (name in COMMON and not scene.words.raw[hit.start("f")][0].isupper()):
        return None
    which = hit.groupdict()
    if which.get("y"):
        day = feast_day(rule, scene.words.number(hit.start("y")))
        return [dated(hit, day.isoformat())] if day else None
    today = scene.published
    days = [d for step in (-1, 0, 1) if today and 1 < today.year < 9990 and (d := feast_day(rule, today.year + step))]
    said = scene.words.word(hit.start("w")) if which.get("w") else ""
    if said in {"last", "next"} and today:
        days = [d for d in days if (d < today if said == "last" else d > today)][-1 if said == "last" else 0 :][:1]
    chosen = scene.nearest(days, hit.start(), hit.end(), slack=30)
    unanchored = f"XXXX-{rule.month:02}-{rule.day:02}" if rule.month and not rule.nth else UNKNOWN["D"]
    return [dated(hit, chosen.isoformat() if chosen else unanchored, relative=chosen is None)]

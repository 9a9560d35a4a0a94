"""How long something lasts, and how often it comes."""

from __future__ import annotations

from onrecord.annotate.time_calendar import UNKNOWN, moved
from onrecord.annotate.time_scene import SINGULAR_POINTS, Found, Hit, Result, Scene, point_at
from onrecord.annotate.time_tables import FREQUENCIES, PARTS, SEASONS

_FINER = ["Y", "M", "W", "WE", "D", "TH", "TM", "TS"]
_RATES = frozenset("and or in on at to of for the a from by with is was".split())
LASTING = frozenset("over in during for within throughout through of across".split())
_SPANNING = LASTING | frozenset(
    "after about around nearly almost under than least most just roughly over half lasted lasting spent took takes take".split()
)


def lasts(hit: Hit, number: float | None, unit: tuple[int, str], *, first: int | None = None) -> list[Found]:
    """A DURATION of so many units; an unknown number is X."""
    times, code = unit
    prefix, letter = ("PT", code[1]) if code[0] == "T" else ("P", code)
    if number is None:
        value = f"{prefix}X{letter}"
    else:
        total = round(number * times, 3)
        if total == 0.5 and code in {"TH", "Y", "D"}:
            prefix, total, letter = {"TH": ("PT", 30, "M"), "Y": ("P", 6, "M"), "D": ("PT", 12, "H")}[code]
        value = f"{prefix}{int(total) if total == int(total) else total}{letter}"
    return [Found(hit.start() if first is None else first, hit.end(), "DURATION", value)]


def duration(hit: Hit, scene: Scene) -> Result:
    """ "more than two years", "a two-day visit", "for a week"; not ages, rates and fractions."""
    words, at = scene.words, hit.start("u")
    name, last = words.word(at), words.word(at - 1)
    if words.word(hit.end()) == "old" or (words.word(hit.end()) in {"-", "–"} and words.word(hit.end() + 1) == "old"):
        return None
    if name.startswith("quarter"):
        return None
    singular = name in SINGULAR_POINTS or name in {"hour", "minute", "fortnight"}
    only_one = words.word(hit.start("n")) in {"a", "an", "one"} and hit.end("n") - hit.start("n") == 1
    if not singular and words.word(hit.start("n")) in {"a", "an"} and last in {"a", "an"}:
        return None  # "a months-long war"
    if singular and only_one and last not in {"-", "–"} and not (words.word(hit.start() - 1) in _SPANNING or hit.start() < hit.start("n")):
        return None  # "$5 a day", "one day"
    if singular and not only_one and last not in {"-", "–", "half", "a", "an"} and not _is_measured(hit, scene):
        return None  # "a 14 day period", but "two day"
    number = scene.count(hit.start("n"), hit.end("n"))
    return None if words.word(hit.start() - 1) == "how" else lasts(hit, number, scene.unit(at))


def _is_measured(hit: Hit, scene: Scene) -> bool:
    """True for "a 14 day period": a small number and a unit before a noun."""
    after = scene.words.word(hit.end())
    small = not scene.words.raw[hit.start("n")].isdigit() or scene.words.number(hit.start("n")) < 1000
    return small and after.isalpha() and after not in _RATES


def between(hit: Hit, scene: Scene) -> Result:
    """ "three to four months": a length that is not said exactly."""
    return None if scene.words.word(hit.end()) in {"old", "-"} else lasts(hit, None, scene.unit(hit.start("u")))


def half_more(hit: Hit, scene: Scene) -> Result:
    """ "a year and a half", "an hour and a half ago"."""
    times, code = scene.unit(hit.start("u"))
    if scene.words.word(hit.end() - 1) != "ago":
        return None if code == "WE" else lasts(hit, 1.5, (times, code))
    months = {"Y": 18 * times, "M": 1 * times}.get(code)
    return point_at(hit, moved(scene.published, -months, "M"), "M") if months else [Found(hit.start(), hit.end(), "DATE", "PAST_REF")]


def double_duration(hit: Hit, scene: Scene) -> Result:
    """ "two years and six months"."""
    first, second = ((scene.count(*hit.span(n)), scene.unit(hit.start(u))) for n, u in (("n", "u"), ("c", "v")))
    if None in (first[0], second[0]) or _FINER.index(first[1][1]) >= _FINER.index(second[1][1]):
        return None
    one, two = (lasts(hit, number, unit)[0].value for number, unit in (first, second))
    joined = one + (two[2:] if one[:2] == two[:2] == "PT" else two[1:])
    return [Found(hit.start(), hit.end(), "DURATION", joined)]


def whole(hit: Hit, scene: Scene) -> Result:
    """ "all day", "another year"."""
    return None if scene.words.word(hit.start("u")) == "quarter" else lasts(hit, 1, scene.unit(hit.start("u")))


def lasting(hit: Hit, scene: Scene) -> Result:
    """ "the past two years", "the next few days", "the first three months"."""
    number = scene.count(hit.start("n"), hit.end("n"))
    return lasts(hit, number, scene.unit(hit.start("u")))


def plural(hit: Hit, scene: Scene) -> Result:
    """ "for years", "in months", "a decades-long war"."""
    if scene.words.word(hit.start("u")) in {"quarters", "seconds"}:
        return None
    at = hit.start("u")
    return lasts(hit, None, scene.unit(at), first=at)


def every(hit: Hit, scene: Scene) -> Result:
    """ "every day", "every other week", "twice a year", "Mondays", "daily"."""
    words = [scene.words.word(i) for i in range(hit.start(), hit.end())]
    groups = hit.groupdict()
    if groups.get("f"):
        return [Found(hit.start(), hit.end(), "SET", FREQUENCIES[words[0]])] if scene.words.raw[hit.start()].islower() else None
    if groups.get("d"):
        return [Found(hit.start(), hit.end(), "SET", f"XXXX-WXX-{scene.weekday(hit.start('d'))}")]
    if groups.get("m"):
        return [Found(hit.start(), hit.end(), "SET", f"XXXX-{scene.month(hit.start('m')):02}")]
    if groups.get("p"):
        return [Found(hit.start(), hit.end(), "SET", f"{UNKNOWN['D']}T{PARTS[words[-1]]}")]
    if groups.get("s"):
        return [Found(hit.start(), hit.end(), "SET", f"XXXX-{SEASONS[words[-1]]}")]
    number = scene.count(hit.start("n"), hit.end("n")) if groups.get("n") else 2.0 if "other" in words or "second" in words else 1.0
    if number is None:
        number = 2.0 if "couple" in words else None
    found = lasts(hit, number, scene.unit(hit.start("u")))[0]
    return [found._replace(kind="SET")]

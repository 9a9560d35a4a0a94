"""Dates that name a day or a month, in every order that English writes them."""

from __future__ import annotations

import re
from datetime import date

from onrecord.annotate.time_calendar import UNKNOWN, day_of, feast_day, moved, parse_day, value_at
from onrecord.annotate.time_scene import Found, Hit, Result, Scene, dated, year_named
from onrecord.annotate.time_tables import COUNTED, MONTHS, Feast

_MONTH_AFTER = frozenset("in since until till during last next this early late mid through between".split())


def iso(hit: Hit, scene: Scene) -> Result:
    """2016-10-26, with the hour where it is given."""
    raw = scene.words.raw[hit.start()]
    if parse_day(raw) is None:
        return None
    return [Found(hit.start(), hit.end(), "TIME", raw[:16]) if "T" in raw else dated(hit, raw)]


def numeric(hit: Hit, scene: Scene) -> Result:
    """26/10/2016; where day and month could change places, as the text's other dates have it, else only the year."""
    a, b, c = (int(part) for part in re.split(r"\D", scene.words.raw[hit.start()]))
    if a > 31:
        found = day_of(a, b, c)
        return [dated(hit, found.isoformat())] if found else None
    year = c if c > 99 else 2000 + c if c < 70 else 1900 + c
    readings = [day for day in (day_of(year, b, a), day_of(year, a, b)) if day]
    if not readings:
        return None
    if len(set(readings)) == 2 and scene.day_first is not None:
        readings = [readings[0] if scene.day_first else readings[1]]
    if scene.published in readings:
        readings = [day for day in readings if day == scene.published]
    return [dated(hit, readings[0].isoformat() if len(set(readings)) == 1 else f"{year:04}-XX-XX")]


def day_first(raw: list[str]) -> bool | None:
    """Whether a text's numeric dates put the day first; None where they do not say."""
    orders = {a > 12 for a, b, _ in (map(int, re.split(r"\D", word)) for word in raw) if (a > 12) != (b > 12) and a <= 31}
    return orders.pop() if len(orders) == 1 else None


def nine_eleven(hit: Hit, scene: Scene) -> Result:
    """9/11 and the attacks of September 11, which name a day of 2001."""
    end = hit.end() if scene.words.word(hit.start()) == "9/11" else hit.end("d")
    if end != hit.end() and (scene.month(hit.start("m")), scene.ordinal(hit.start("d"))) != (9, 11):
        return None
    return [dated(hit, "2001-09-11", last=end)]


def full_date(hit: Hit, scene: Scene) -> Result:
    """Day, month and year."""
    if scene.words.word(hit.end("y")) in COUNTED:
        return None  # "On March 15, 2000 people …"
    day = day_of(scene.words.number(hit.start("y")), scene.month(hit.start("m")), scene.ordinal(*hit.span("d")))
    return [dated(hit, day.isoformat())] if day else None


def month_day(hit: Hit, scene: Scene) -> Result:
    """Day and month: the nearest such day, or the tense's."""
    month, day = scene.month(hit.start("m")), scene.ordinal(*hit.span("d"))
    if day_of(2000, month, day) is None or (scene.words.word(hit.end()) in COUNTED | {"%"} and hit.end("d") == hit.end()):
        return None  # "in May 12 people …"
    found = scene.nearest(scene.days_of(month, day, hit.start()), hit.start(), hit.end())
    return [dated(hit, found.isoformat() if found else f"XXXX-{month:02}-{day:02}", relative=found is None)]


def days_range(hit: Hit, scene: Scene) -> Result:
    """ "March 15 to 17", "15–17 March 2019", "January 23 to March 9, 2014": two dates."""
    groups = hit.groupdict()
    month = scene.month(hit.start("m"))
    last_month = scene.month(hit.start("n")) if groups.get("n") else month
    days = scene.ordinal(hit.start("d")), scene.ordinal(hit.start("e"))
    joined = {scene.words.word(i) for i in range(hit.start(), hit.end())} & {"and", "or"}
    if day_of(2000, month, days[0]) is None or day_of(2000, last_month, days[1]) is None:
        return None
    if (joined and hit.end("e") == hit.end() and not scene.ends(hit.end())) or scene.words.word(hit.end("e")) in COUNTED:
        return None  # "on May 5 and 12 people …"
    if groups.get("y"):
        pair = [day_of(scene.words.number(hit.start("y")), m, d) for m, d in zip((month, last_month), days, strict=True)]
    else:
        first = scene.nearest(scene.days_of(month, days[0], hit.start()), hit.start(), hit.end())
        pair = [first, day_of(first.year, last_month, days[1]) if first else None]
    values = [day.isoformat() if day else f"XXXX-{m:02}-{d:02}" for day, m, d in zip(pair, (month, last_month), days, strict=True)]
    between = hit.start("d") < hit.start("m") < hit.start("e")
    return [
        dated(hit, values[0], relative=pair[0] is None, last=hit.end("m") if between else hit.end("d")),
        dated(hit, values[1], relative=pair[1] is None, first=min(hit.start("e"), hit.start("n") if groups.get("n") else hit.start("e"))),
    ]


def month_year(hit: Hit, scene: Scene) -> Result:
    """ "September 2010", "January–March 2016"."""
    year = scene.words.number(hit.start("y"))
    if scene.words.word(hit.end("y")) in COUNTED:
        return None
    value = f"{year:04}-{scene.month(hit.start('m')):02}"
    if not hit.groupdict().get("n"):
        return [dated(hit, value)]
    return [dated(hit, value, last=hit.end("m")), dated(hit, f"{year:04}-{scene.month(hit.start('n')):02}", first=hit.start("n"))]


def month_of_year(hit: Hit, scene: Scene) -> Result:
    """ "January of last year"."""
    which, number = year_named(hit, scene), scene.month(hit.start("m"))
    return [dated(hit, f"{which:04}-{number:02}" if which else f"XXXX-{number:02}", relative=which is None)]


def month(hit: Hit, scene: Scene) -> Result:
    """A month alone: this year's or the nearest, by the tense; "last March" the last one before this month."""
    at = hit.start("m")
    number, which = scene.month(at), scene.words.word(hit.start()) if hit.start() < at else ""
    if not _is_month(hit, scene, which):
        return None
    today = scene.published
    if today is None:
        return [dated(hit, f"XXXX-{number:02}", relative=True)]
    months = [date(today.year + step, number, 1) for step in (-1, 0, 1) if 0 < today.year + step < 10_000]
    here = today.replace(day=1)
    if which in {"last", "past", "next", "coming"} or scene.words.word(hit.start() + 1) in {"past", "coming"}:
        back = which == "last" or "past" in (which, scene.words.word(hit.start() + 1))
        chosen = [day for day in months if (day < here if back else day > here)]
        found = (chosen[-1] if back else chosen[0]) if chosen else None
    elif which == "this":
        found = months[len(months) // 2]
    else:
        found = scene.nearest(scene.days_of(number, 1, hit.start()), hit.start(), hit.end(), slack=0)
        if found and found > here and scene.words.word(hit.start() - 1) == "since":
            found = months[0]
        if found and (found.year, found.month) != (here.year, here.month) and number == here.month and months:
            found = here  # the first of this month lies behind; the month runs
    return [dated(hit, value_at(found, "M") if found else f"XXXX-{number:02}", relative=found is None)]


def _is_month(hit: Hit, scene: Scene, which: str) -> bool:
    """Not the verb or name "May", nor "March on Washington", nor somebody called April."""
    at, words = hit.start("m"), scene.words
    before, after, name = words.word(at - 1), words.word(hit.end()), words.word(at)
    if words.codes[hit.end("m") - 1] != words.codes[at]:
        return True  # an abbreviation with its full stop
    if which or before in _MONTH_AFTER or (before == "-" and words.word(at - 2) in _MONTH_AFTER):
        return not (name == "may" and words.is_name(hit.end()))
    if name == "may":
        return before in {"to", "and", "or", "from", "of"} and (not {words.word(at - 2), words.word(hit.end() + 1)}.isdisjoint(MONTHS))
    if name == "march":
        return before in {"by", "of", "from", "to", "for", "and", "after", "before", "around", "on"} and after not in {
            "on",
            "for",
            "of",
            "in",
            "through",
            "madness",
        }
    if len(name) <= 4 and name not in {"june", "july"}:
        return before in _MONTH_AFTER  # "Jan", "Dec" without a stop
    return not (name in {"april", "june", "august"} and (words.is_name(hit.end()) or words.is_name(at - 1) or not before))


def day_of_month(hit: Hit, scene: Scene) -> Result:
    """ "on the 26th": the nearest day of that number."""
    day = scene.ordinal(hit.start("d"))
    if not scene.ends(hit.end()):
        return None  # "on the 26th floor"
    today = scene.published
    months = [(today.year * 12 + today.month - 1 + step) for step in (-1, 0, 1)] if today else []
    days = [found for one in months if (found := day_of(one // 12, one % 12 + 1, day))]
    chosen = scene.nearest(days, hit.start(), hit.end(), slack=0)
    return [dated(hit, chosen.isoformat() if chosen else f"XXXX-XX-{day:02}", relative=chosen is None, first=hit.start("d") - 1)]


def day_of_that_month(hit: Hit, scene: Scene) -> Result:
    """ "the 20th of next month"."""
    number, shift = scene.ordinal(*hit.span("d")), {"last": -1, "next": 1}.get(scene.words.word(hit.start("w")), 0)
    month = moved(scene.published.replace(day=1), shift, "M") if scene.published else None
    day = day_of(month.year, month.month, number) if month else None
    return [dated(hit, day.isoformat() if day else f"XXXX-XX-{number:02}", relative=day is None)] if day or not month else None


def nth_weekday(hit: Hit, scene: Scene) -> Result:
    """ "the first Tuesday of November", "the last Friday of this month"."""
    groups, today = hit.groupdict(), scene.published
    nth = -1 if scene.words.word(hit.start("n")) == "last" else scene.ordinal(hit.start("n"))
    weekday = scene.weekday(hit.start("d"))
    if groups.get("w"):
        here = moved(today.replace(day=1), {"last": -1, "next": 1}.get(scene.words.word(hit.start("w")), 0), "M") if today else None
        days = [day for day in [here] if day]
    elif groups.get("y"):
        days = [date(scene.words.number(hit.start("y")), scene.month(hit.start("m")), 1)]
    else:
        days = scene.days_of(scene.month(hit.start("m")), 1, hit.start())
    found = [day for one in days if (day := feast_day(Feast(one.month, weekday=weekday, nth=nth), one.year)) and day.month == one.month]
    chosen = found[0] if len(found) == 1 else scene.nearest(found, hit.start(), hit.end())
    return [dated(hit, chosen.isoformat() if chosen else UNKNOWN["D"], relative=chosen is None)]


def weekday_date(hit: Hit, scene: Scene) -> Result:
    """ "Friday the 11th": the nearest day that is both."""
    number, day, today = scene.weekday(hit.start("w")), scene.ordinal(hit.start("d")), scene.published
    months = [today.year * 12 + today.month - 1 + step for step in (-2, -1, 0, 1, 2)] if today else []
    days = [
        d
        for one in months
        for d in [moved(date(one // 12, one % 12 + 1, 1), day - 1, "D")]
        if d and d.day == day and d.isoweekday() == number
    ]
    chosen = scene.nearest(days, hit.start(), hit.end(), slack=7)
    return [Found(hit.start(), hit.end(), "DATE", chosen.isoformat() if chosen else f"XXXX-XX-{day:02}", chosen is None)]

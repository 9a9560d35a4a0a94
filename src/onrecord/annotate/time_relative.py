"""Times that count from another: from the publication date ("last week"), or from the date told before ("the next day")."""

from __future__ import annotations

from datetime import date

from onrecord.annotate.time_calendar import moved, value_at, weekday_near
from onrecord.annotate.time_lengths import LASTING, lasts
from onrecord.annotate.time_scene import SINGULAR_POINTS, Found, Hit, Result, Scene, point_at
from onrecord.annotate.time_tables import AFTER_WEEKDAY, NAMED_DAYS, PARTS

FROM_PUBLICATION = {"this": 0, "current": 0, "last": -1, "past": -1, "next": 1, "coming": 1}
FROM_TOLD = {"previous": -1, "preceding": -1, "following": 1, "next": 1, "same": 0, "that": 0}


def today(hit: Hit, scene: Scene) -> Result:
    """Today, yesterday, tomorrow, and the days beyond."""
    step = {"yesterday": -1, "tomorrow": 1}.get(scene.words.word(hit.end() - 1), 0)
    step *= 1 if hit.end() - hit.start() == 1 else 2  # "the day before yesterday"
    return point_at(hit, moved(scene.published, step, "D"), "D")


def weekday(hit: Hit, scene: Scene) -> Result:
    """A weekday: the last one up to publication, or the coming one where the clause tells of what is to come."""
    at, words, today = hit.start("d"), scene.words, scene.published
    if words.word(at - 1) in NAMED_DAYS or (words.word(at + 1) in AFTER_WEEKDAY and words.raw[at + 1][0].isupper()):
        return None
    number, leading = scene.weekday(at), [words.word(i) for i in range(hit.start(), at)]
    if leading and leading[-1] in FROM_TOLD and (leading[-1] != "next" or leading[0] == "the"):
        direction = FROM_TOLD[leading[-1]]
        told = scene.last_day or today
        return _weekday(hit, weekday_near(told, number, direction or -1, strictly=direction != 0) if told else None, number)
    if today is None or words.word(at - 1) in {"a", "an"}:
        return _weekday(hit, None, number)
    if hit.groupdict().get("w"):  # "Monday of last week"
        week = moved(today, FROM_PUBLICATION.get(words.word(hit.start("w")), 0), "W")
        return _weekday(hit, moved(week, number - week.isoweekday(), "D") if week else None, number)
    return _weekday(hit, _weekday_of(hit, scene, today, leading[0] if leading else "", number), number)


def _weekday_of(hit: Hit, scene: Scene, today: date, which: str, number: int) -> date | None:
    inner = {scene.words.word(i) for i in range(hit.start(), hit.start("d"))}
    if "last" in inner or "past" in inner:
        return weekday_near(today, number, -1, strictly=True)
    if "coming" in inner:
        return weekday_near(today, number, 1, strictly=True)
    if which == "next":  # of the week that begins on the next Monday: a nearer day goes without "next"
        monday = weekday_near(today, 1, 1, strictly=True)
        return weekday_near(monday, number, 1) if monday else None
    tense = scene.tense(hit.start(), hit.end())
    if which == "this":
        return weekday_near(today, number, -1 if tense < 0 else 1)
    if tense == 0 and scene.words.word(hit.start() - 1) in {"by", "until", "till"}:
        tense = 1
    return weekday_near(today, number, 1 if tense > 0 else -1)


def _weekday(hit: Hit, day: date | None, number: int) -> list[Found]:
    return [Found(hit.start(), hit.end(), "DATE", day.isoformat() if day else f"XXXX-WXX-{number}", day is None)]


def unit(hit: Hit, scene: Scene) -> Result:
    """ "last week", "this past year", "the following month", "that day"; "over the past year" lasts."""
    name, which = scene.words.word(hit.start("u")), scene.words.word(hit.start("w"))
    leading = scene.words.word(hit.start()) if hit.start() < hit.start("w") else ""
    point = SINGULAR_POINTS.get(name)
    if scene.words.raw[hit.start("u")][0].isupper() and scene.words.is_name(hit.start()) and not scene.words.is_name(hit.end()):
        return None  # "Kamloops This Week reported"
    if which in {"last", "next", "coming", "past"} and scene.words.word(hit.end()) == "of":
        return None  # "the last week of July"
    if point is None or (name == "day" and which in {"this", "last", "current", "past", "coming"}):
        return None
    if leading == "the" and which in {"last", "past", "coming", "next"} and scene.words.word(hit.start() - 1) in LASTING:
        return lasts(hit, 1, scene.unit(hit.start("u")))  # "over the past year"
    if leading == "the" and which in {"last", "past", "coming"}:
        return lasts(hit, 1, scene.unit(hit.start("u"))) if which == "past" else None
    if which in FROM_TOLD and (which != "next" or leading in {"the", "that"} or name == "day"):
        return point_at(hit, moved(scene.told(point), FROM_TOLD[which], point), point)
    return point_at(hit, _from_publication(hit, scene, which, point), point)


def _from_publication(hit: Hit, scene: Scene, which: str, point: str) -> date | None:
    shift = FROM_PUBLICATION.get(which, 0)
    if hit.end("w") < hit.start("u"):  # "this past week", "this coming week"
        shift = FROM_PUBLICATION[scene.words.word(hit.end("w"))]
    if point == "WE" and shift == 0:
        return _weekend(hit, scene)
    return moved(scene.published.replace(day=1) if scene.published and point not in {"D", "W", "WE"} else scene.published, shift, point)


def bare_weekend(hit: Hit, scene: Scene) -> Result:
    """ "the weekend", "at the weekend": as "this weekend"."""
    return point_at(hit, _weekend(hit, scene), "WE")


def _weekend(hit: Hit, scene: Scene) -> date | None:
    """The weekend told of: on weekdays the last one where the verb is in the past, or in the first half of the week without a verb."""
    today = scene.published
    if today is None:
        return None
    tense = scene.tense(hit.start(), hit.end())
    back = today.isoweekday() < 6 and (tense < 0 or (tense == 0 and today.isoweekday() <= 3))
    return moved(today, -1 if back else 0, "WE")


def edge(hit: Hit, scene: Scene) -> Result:
    """ "the end of the year", "later in the day", "the rest of the week"."""
    name = scene.words.word(hit.start("u"))
    point = SINGULAR_POINTS.get(name)
    if point is None or (point == "D" and "at" in {scene.words.word(hit.start() - 1), scene.words.word(hit.start() - 2)}):
        return None  # "at the end of the day"
    return point_at(hit, (scene.told(point) if point == "D" else scene.published), point)


def year_end(hit: Hit, scene: Scene) -> Result:
    """ "by year-end": the last day of the year."""
    return point_at(hit, scene.published.replace(month=12, day=31) if scene.published else None, "D")


def beside(hit: Hit, scene: Scene) -> Result:
    """ "the day before", "the week after", counted from the date told; not "the day before the vote"."""
    if not scene.ends(hit.end()) or scene.words.word(hit.end()) in {"that", "to"}:
        return None
    step = -1 if scene.words.word(hit.start("b")) == "before" else 1
    name = scene.words.word(hit.start("u"))
    if name in PARTS:
        day = moved(scene.told("D"), step, "D")
        return [Found(hit.start(), hit.end(), "TIME", f"{value_at(day, 'D')}T{PARTS[name]}", day is None)]
    point = SINGULAR_POINTS.get(name)
    return point_at(hit, moved(scene.told(point), step, point), point) if point else None


def beyond(hit: Hit, scene: Scene) -> Result:
    """ "the week after next", "the year before last"."""
    point = SINGULAR_POINTS.get(scene.words.word(hit.start("u")))
    step = 2 if scene.words.word(hit.end() - 1) == "next" else -2
    return point_at(hit, moved(scene.published, step, point), point) if point else None


def ago(hit: Hit, scene: Scene) -> Result:
    """ "three weeks ago", "two days later", "a year from now"; "years ago" is just past."""
    if not hit.groupdict().get("n"):
        return [Found(hit.start(), hit.end(), "DATE", "PAST_REF")]
    direction = scene.words.word(hit.end() - 1)
    if direction in {"before", "after", "back"} and not scene.ends(hit.end()):
        return None  # "two days after the attack"
    number = scene.count(hit.start("n"), hit.end("n"))
    told = direction in {"later", "afterwards", "afterward", "earlier", "before", "previously", "beforehand", "after"}
    if number is None:
        return None if told else [Found(hit.start(), hit.end(), "DATE", "PAST_REF" if direction in {"ago", "back"} else "FUTURE_REF")]
    times, code = scene.unit(hit.start("u"))
    if hit.groupdict().get("c"):
        return _two_steps(hit, scene, number * times, code, told=told)
    step = number * times * (-1 if direction in {"ago", "back", "earlier", "before", "previously", "beforehand"} else 1)
    if code[0] == "T":
        return None if told or direction != "ago" or number > 24 else point_at(hit, scene.published, "D")
    if step != int(step):
        code, step = {"Y": ("M", step * 12), "W": ("D", step * 7), "M": ("D", step * 30)}.get(code, (code, step))
    day = moved(scene.told(code) if told else scene.published, int(step), code)
    if day is None and scene.published and not told:
        return [Found(hit.start(), hit.end(), "DATE", "PAST_REF" if step < 0 else "FUTURE_REF")]  # before the calendar
    return point_at(hit, day, code)


def _two_steps(hit: Hit, scene: Scene, number: float, code: str, *, told: bool) -> Result:
    """ "two years and three months ago": the finer unit is the value's."""
    more, (times, finer) = scene.count(*hit.span("c")), scene.unit(hit.start("v"))
    if more is None or "T" in code + finer or number != int(number):
        return None
    sign = -1 if scene.words.word(hit.end() - 1) in {"ago", "earlier", "before"} else 1
    day = moved(scene.told(finer) if told else scene.published, sign * int(number), code)
    return point_at(hit, moved(day, sign * int(more * times), finer), finer)


def long_ago(hit: Hit, scene: Scene) -> Result:
    """ "long ago", "seven or eight years ago": past, without saying when."""
    del scene
    return [Found(hit.start(), hit.end(), "DATE", "PAST_REF")]


def vague(hit: Hit, scene: Scene) -> Result:
    """ "recent years", "the coming days", "currently", "recently"."""
    words = [scene.words.word(i) for i in range(hit.start(), hit.end())]
    if words == ["now"] and scene.words.word(hit.end()) in {"that", "-", "–"}:
        return None
    future = {"coming", "future"} & set(words)
    past = {"recent", "recently", "lately", "past"} & set(words)
    return [Found(hit.start(), hit.end(), "DATE", "FUTURE_REF" if future else "PAST_REF" if past else "PRESENT_REF")]

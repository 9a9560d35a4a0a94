"""Reckoning with the calendar: TimeML values of days and what lies around them, feasts, and the days that a value covers."""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.annotate.time_tables import Feast

UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "10Y": "XXX", "100Y": "XX"}
SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # a winter belongs to the year in which it begins
VALUE = re.compile(  # every value that find_times gives
    r"(?:\d{4}|X{4})-(?:\d\d|XX)-(?:\d\d|XX)(?:T(?:\d\d(?::\d\d){1,2}|MO|AF|MI|EV|NI))?|(?:\d{4}|X{4})-W(?:\d\d|XX)(?:-(?:[1-7X]|WE))?(?:T[A-Z]{2}|T\d\d:\d\d)?|"
    r"(?:\d{4}|X{4})-(?:\d\d|XX|Q[1-4X]|H[12]|SP|SU|FA|WI)|FY\d{4}|\d{2,4}|X{2,4}|P(?:T?(?:\d+(?:\.\d+)?|X)(?:WE|[YMWDHS]))+|"
    r"PRESENT_REF|PAST_REF|FUTURE_REF"
)


def parse_day(words: str | None) -> date | None:
    """The day of an ISO date or time; None where it is none."""
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)(?!\d)", words or "")
    return day_of(*map(int, found.groups())) if found else None


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, where the calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def moved(day: date | None, number: int, unit: str) -> date | None:
    """A day so many days, weeks, months or years on; the last of the month where the month is too short."""
    if day is None or abs(number) > 10_000_000:
        return None
    try:
        if unit in {"D", "W", "WE"}:
            return day + timedelta(days=number * (1 if unit == "D" else 7))
        months = day.year * 12 + day.month - 1 + number * {"M": 1, "Q": 3, "Y": 12, "10Y": 120, "100Y": 1200}[unit]
        first = date(months // 12, months % 12 + 1, 1)
    except (ValueError, OverflowError):
        return None
    return next(found for cut in range(4) if (found := day_of(first.year, first.month, day.day - cut)))


def value_at(day: date | None, unit: str) -> str:
    """The TimeML value of the day, week, weekend, month, quarter, year, decade or century that a day lies in."""
    if day is None:
        return UNKNOWN[unit]
    if unit in {"W", "WE"}:
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if unit == "WE" else "")
    if unit == "Q":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    return day.isoformat()[: {"D": 10, "M": 7, "Y": 4, "10Y": 3, "100Y": 2}[unit]]


def weekday_near(day: date, weekday: int, direction: int, *, strictly: bool = False) -> date | None:
    """The last (-1) or first (1) such weekday up to or from a day, the day itself counted unless `strictly`."""
    start = moved(day, direction if strictly else 0, "D")
    if start is None:
        return None
    return moved(start, direction * ((direction * (weekday - start.isoweekday())) % 7), "D")


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    return date(year, (h + k - 7 * m + 114) // 31, (h + k - 7 * m + 114) % 31 + 1)


def feast_day(feast: Feast, year: int) -> date | None:
    """The day of a feast in a year."""
    if not feast.month:
        return moved(easter(year), feast.after_easter, "D")
    if not feast.nth:
        return day_of(year, feast.month, feast.day)
    first = date(year, feast.month, 1) if feast.nth > 0 else date(year + feast.month // 12, feast.month % 12 + 1, 1)
    found = weekday_near(first, feast.weekday, 1 if feast.nth > 0 else -1, strictly=feast.nth < 0)
    return moved(found, (feast.nth - 1) * 7 + feast.day if feast.nth > 0 else 0, "D")


def season_at(day: date, code: str, direction: int) -> str:
    """The season of this name: -1 the last that has ended by a day, 0 the one of its year, 1 the next to begin."""
    start = SEASON_STARTS[code]
    running = day.year - (1 if code == "WI" and day.month < 3 else 0)
    last_month = running * 12 + start + 2
    if direction < 0 and last_month > day.year * 12 + day.month - 1:
        running -= 1
    if direction > 0 and running * 12 + start <= day.year * 12 + day.month:
        running += 1
    return f"{running:04}-{code}"


def bounds(value: str) -> tuple[date, date] | None:
    """The first and last day that a DATE or TIME value covers; None for what is no stretch of the calendar."""
    value = value.split("T")[0] if re.match(r"\d{4}-", value) else value
    if found := re.fullmatch(r"(\d{4})-W(\d\d)(?:-(\d|WE))?", value):
        try:
            first = date.fromisocalendar(int(found[1]), int(found[2]), 6 if found[3] == "WE" else int(found[3] or 1))
        except ValueError:
            return None
        return first, first + timedelta(days={"WE": 1, None: 6}.get(found[3], 0))
    if found := re.fullmatch(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)", value):
        code = found[2]
        month = SEASON_STARTS.get(code) or (int(code[1]) - 1) * (3 if code[0] == "Q" else 6) + 1
        return _months(int(found[1]), month, 6 if code[0] == "H" else 3)
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value):
        day = parse_day(value)
        return (day, day) if day else None
    if found := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return _months(int(found[1]), int(found[2]), 1)
    if re.fullmatch(r"\d{2,4}", value):
        return _months(int(value.ljust(4, "0")), 1, 12 * 10 ** (4 - len(value)))
    return None


def _months(year: int, month: int, number: int) -> tuple[date, date] | None:
    first = day_of(year, month, 1)
    after = moved(first, number, "M")
    return (first, after - timedelta(days=1)) if first and after else None

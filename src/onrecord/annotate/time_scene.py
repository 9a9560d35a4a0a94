"""What a time expression is understood from: the words around it, the publication date, and the dates told before."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from onrecord.annotate.time_calendar import bounds, day_of, parse_day, value_at
from onrecord.annotate.time_tables import (
    AFTER_PARTICIPLE,
    ALL_UNITS,
    BIG,
    FUTURE_PARTICIPLES,
    FUTURE_VERBS,
    MODALS,
    MONTHS,
    MONTHS_SHORT,
    ONES,
    ORDINALS,
    PARTS,
    PAST_VERBS,
    TENS,
    VAGUE,
    WEEKDAYS,
    WEEKDAYS_SHORT,
)
from onrecord.annotate.time_tokens import Words

CLAUSE = 12  # words looked at for the tense, to either side; longer clauses rarely have their verb beyond
NEAR = 60  # words in which an explicit year still holds for a day and month: about two sentences
FAR_AHEAD = 60  # days; a day and month so far ahead is last year's where the verb is in the past
OPENING = 5  # words into a sentence, an expression before a comma belongs to what follows
RECENT = 30  # days; so near a day and month behind is meant even where the clause speaks of plans: "is to run from January 23"
AHEAD = 2  # news tells of the past more than of what is to come: a day ahead must be twice as near
_STOPS = frozenset('.?!;:,()“”"—–\n')
SINGULAR_POINTS = {"decade": "10Y", "century": "100Y", "quarter": "Q", "weekend": "WE", "day": "D", "week": "W", "month": "M", "year": "Y"}


class Found(NamedTuple):
    """A time expression by its tokens, the end exclusive; `weak` ones count only as part of another."""

    first: int
    last: int
    kind: str
    value: str
    relative: bool = False
    weak: bool = False
    alone: str | None = None  # the value where nothing around adds a day


@dataclass
class Scene:
    """A text while it is read for times; what has been told so far moves on."""

    words: Words
    published: date | None
    day_first: bool | None = None
    last_day: date | None = None
    last_day_at: int = 0
    last_value: str | None = None
    last_month: str | None = None
    year: tuple[int, int] = (0, 0)  # the last year written out, and where

    def tell(self, found: Found) -> None:
        """Remember a date for "the next day" and the like."""
        if found.kind not in {"DATE", "TIME"} or found.relative or bounds(found.value) is None:
            return
        self.last_value = found.value
        self.last_month = found.value if len(found.value) > 4 else self.last_month
        if day := parse_day(found.value):
            self.last_day, self.last_day_at = day, found.last
        written = [i for i in range(found.first, found.last) if self.words.word(i).isdigit() and len(self.words.raw[i]) == 4]
        if written and len(found.value) > 4:
            self.year = int(found.value[:4]), found.last

    def is_near(self, at: int) -> bool:
        """True where a day has been told shortly before, in the same paragraph."""
        return self.last_day is not None and 0 <= at - self.last_day_at < NEAR and not self._broken(self.last_day_at, at)

    def told(self, unit: str) -> date | None:
        """The day that "the next …" counts from: the last one told that is fine enough, else the publication date."""
        if unit in {"D", "W", "WE"}:
            return self.last_day or self.published
        covered = bounds((self.last_value if "Y" in unit else self.last_month) or "")
        return covered[0] if covered else self.published

    def tense(self, first: int, last: int) -> int:
        """-1 where the clause around tells of the past, 1 of what is to come, 0 where it does not say."""
        last += self.words.word(last) in PARTS
        opens = any(not word.strip() or word in ".?!“" for word in map(self.words.word, range(first - OPENING, first)))
        last += opens and self.words.word(last) == ","  # "By Monday afternoon, …"
        for steps in (range(first - 1, first - 1 - CLAUSE, -1), range(last, last + CLAUSE)):
            for index in steps:
                word = self.words.word(index)
                if not word or word in _STOPS or word.isspace():
                    break
                if sign := self._sign(index, word, first):
                    return sign
        return 0

    def _sign(self, index: int, word: str, first: int) -> int:
        before, after = self.words.word(index - 1), self.words.word(index + 1)
        if word in FUTURE_PARTICIPLES:
            return int(after in AFTER_PARTICIPLE or index + 1 == first)
        if word in MODALS and after == "have":
            return -1
        if word in FUTURE_VERBS or (word == "to" and before in {"is", "are"}):
            return 1
        if before in {"be", "to", "the", "a", "an"}:
            return 0  # "to be held", "the planned launch"
        return -1 if word in PAST_VERBS or (word.endswith("ed") and len(word) > 4) else 0

    def nearest(self, days: list[date], first: int, last: int, *, slack: int = FAR_AHEAD) -> date | None:
        """Of the same day in several years, the one that is meant: the nearest, unless the tense says otherwise."""
        if self.published is None or not days:
            return None
        tense = self.tense(first, last)
        today = self.published
        if tense == 0 and self.words.word(first - 1) in {"by", "until", "till"}:
            tense = 1
        best = min(days, key=lambda day: (day - today).days * AHEAD if day > today else (today - day).days)
        if tense > 0 and (today - best).days > min(slack, RECENT):
            return min((day for day in days if day >= today), default=best)
        if tense < 0 and (best - today).days > slack:
            return max((day for day in days if day <= today), default=best)
        return best

    def days_of(self, month: int, day: int, at: int) -> list[date]:
        """A day and month in the years that can be meant: a past year told shortly before, else those around publication."""
        year, where = self.year
        if year and 0 <= at - where < NEAR and self.published and year < self.published.year and not self._broken(where, at):
            found = day_of(year, month, day)
            return [found] if found else []
        years = [self.published.year + step for step in (-1, 0, 1)] if self.published else []
        return [found for one in years if (found := day_of(one, month, day))]

    def _broken(self, first: int, last: int) -> bool:
        return any("\n" in word for word in self.words.raw[first:last])

    def count(self, first: int, last: int) -> float | None:
        """The number that words or digits say; None for "several"."""
        total, seen = 0.0, False
        for index in range(first, last):
            word = self.words.word(index).replace(",", "")
            if word in VAGUE:
                return None
            if word[:1].isdigit():
                total += float(word)
            elif word == "half":
                total += 0.5
            elif word == "dozen" or word in BIG:
                total = max(total, 1.0) * BIG.get(word, 12)
            else:
                total += ONES.get(word, 0) + TENS.get(word, 0)
                seen = seen or word in {"a", "an"}
                continue
            seen = True
        return total or (1.0 if seen else None)

    def unit(self, index: int) -> tuple[int, str]:
        """(number, TimeML unit) of a unit's word."""
        return ALL_UNITS[self.words.word(index)]

    def month(self, index: int) -> int:
        """A month's number by its name."""
        word = self.words.word(index)
        return MONTHS.get(word) or MONTHS_SHORT[word]

    def weekday(self, index: int) -> int:
        """A weekday's number by its name, Monday 1."""
        word = self.words.word(index).removesuffix("s") if self.words.word(index) not in WEEKDAYS_SHORT else self.words.word(index)
        return WEEKDAYS.get(word) or WEEKDAYS_SHORT[word]

    def ordinal(self, first: int, last: int = 0) -> int:
        """The number of "third" or "3rd" or "3" or "twenty-third"."""
        number = sum(TENS.get(word) or ORDINALS.get(word) or 0 for word in map(self.words.word, range(first, last or first + 1)))
        return number or self.words.number(first)

    def ends(self, index: int) -> bool:
        """True where a clause ends before this token."""
        word = self.words.word(index)
        return (
            not word
            or word in _STOPS
            or word.isspace()
            or word in {"and", "but", "when", "as", "in", "at", "on", "by", "to", "for", "with", "that"}
        )


Hit = re.Match[str]
Result = list[Found] | None
Resolver = Callable[[Hit, Scene], Result]


def dated(hit: Hit, value: str, *, relative: bool = False, first: int | None = None, last: int | None = None) -> Found:
    """A date with its value, on all tokens of a hit unless `first` or `last` say otherwise."""
    return Found(hit.start() if first is None else first, hit.end() if last is None else last, "DATE", value, relative)


def point_at(hit: Hit, day: date | None, unit: str) -> list[Found]:
    """The day, week, month … that a day lies in; relative where there is no day."""
    return [Found(hit.start(), hit.end(), "DATE", value_at(day, unit), day is None)]


def year_named(hit: Hit, scene: Scene) -> int | None:
    """The year named at the end of a phrase: in digits, or "last year", "the year"."""
    groups = hit.groupdict()
    if groups.get("y"):
        return scene.words.number(hit.start("y"))
    if groups.get("w") and scene.published:
        return scene.published.year + {"last": -1, "next": 1}.get(scene.words.word(hit.start("w")), 0)
    return None

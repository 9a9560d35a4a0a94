"""Time expressions of an English text with their TimeML values, counted from the publication date and from what was told before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.annotate.time_calendar import UNKNOWN, parse_day
from onrecord.annotate.time_dates import day_first
from onrecord.annotate.time_rules import RULES
from onrecord.annotate.time_scene import Found, Scene
from onrecord.annotate.time_tokens import FILLER, Words, words_of
from onrecord.records import Timex

_ANY = "|".join(re.sub(r"\(\?P<\w>", "(?:", rule.pattern) for rule, _ in RULES)
_START = re.compile(f"(?!{FILLER})(?:{_ANY})")
_DAY = re.compile(r"(?:\d{4}|XXXX)-(?:\d\d-\d\d|XX-XX|XX-\d\d|\d\d-XX|WXX-\d)")
_STAGES = frozenset("early late mid earlier later".split())
_EDGES = frozenset("end start beginning middle close".split())
_BEFORE_DAY = frozenset("on of the , ( local time this".split())  # what stands between an hour and its day, "3 p.m. local time on Monday"
_BEFORE_HOUR = frozenset("at , about around in the by early late shortly before just after on".split())  # "Monday, shortly before 3 p.m."
_MAX_GAP = 3  # words between an hour and its day


def find_times(text: str, *, published: str | None) -> tuple[Timex, ...]:
    """The time expressions of a text in its order, none overlapping; `published` is an ISO date, offsets are code points."""
    words = words_of(text)
    numeric = [raw for raw in words.raw if raw[0].isdigit() and len(re.split(r"[/.-]", raw)) == 3]
    day = parse_day(published)
    day = day if day and 1000 <= day.year < 3000 else None  # no report is of another year
    scene = Scene(words, day, day_first([raw for raw in numeric if re.fullmatch(r"\d{1,2}([/.-])\d{1,2}\1\d{2,4}", raw)]))
    joined: list[Found] = []
    for found in _scan(scene):
        merged = _merged(joined[-1], found, words) if joined else None
        if merged:
            joined[-1] = merged
        else:
            joined.append(found)
    kept = [found for found in joined if not found.weak]
    return tuple(_timex(found, words, kept[number - 1].last if number else 0) for number, found in enumerate(kept))


def _scan(scene: Scene) -> Iterator[Found]:
    """What the rules find, from left to right; an hour without its day carries the value it has if left alone."""
    codes, position = scene.words.codes, 0
    while start := _START.search(codes, position):
        position = start.start() + 1
        for rule, resolve in RULES:
            hit = rule.match(codes, start.start())
            found = resolve(hit, scene) if hit else None
            if found:
                for one in found:
                    day = scene.last_day or scene.published
                    if one.value[0] == "T" and not one.alone:
                        one = one._replace(alone=f"{day or UNKNOWN['D']}{one.value}", relative=day is None)
                    scene.tell(one)
                    yield one
                position = max(found[-1].last, position)
                break


def _merged(last: Found, found: Found, words: Words) -> Found | None:
    """An hour and its day as one, where only small words stand between."""
    gap = [words.word(i) for i in range(last.last, found.first)]
    if len(gap) > _MAX_GAP:
        return None
    if last.value[0] == "T":
        written = any(raw[0].isdigit() for raw in words.raw[found.first : found.last])
        return _hour_first(last, found, gap, written=written)
    if found.value[0] != "T" or not _BEFORE_HOUR.issuperset(gap) or (found.weak and not {"early", "late"}.issuperset(gap)):
        return None
    if last.kind == "DATE" and _DAY.fullmatch(last.value):
        return Found(last.first, found.last, "TIME", last.value + found.value, last.relative)
    if last.kind == "TIME" and found.value[1].isalpha():
        return last._replace(last=found.last)  # "3 p.m. on Monday, in the afternoon"
    if last.kind == "TIME" and last.value[-2:].isalpha() and "at" in gap:
        return last._replace(last=found.last, value=last.value[:-3] + found.value)  # "Monday night at 9 p.m."
    return None


def _hour_first(last: Found, found: Found, gap: list[str], *, written: bool) -> Found | None:
    """ "3 p.m. on Monday", "the night, May 4, 2019", "8 a.m. this morning"; but two times in "overnight, yesterday"."""
    listed = "," in gap and last.value[1].isalpha() and not written
    if found.kind == "DATE" and _DAY.fullmatch(found.value) and _BEFORE_DAY.issuperset(gap) and not listed:
        return Found(last.first, found.last, "TIME", found.value + last.value, found.relative)
    if last.value[1].isdigit() and found.kind == "TIME" and found.value[-2:].isalpha() and {"in", "the"}.issuperset(gap):
        value = found.value.split("T")[0] + last.value
        return Found(last.first, found.last, "TIME", value, last.relative, alone=last.alone)
    return None


def _timex(found: Found, words: Words, earliest: int) -> Timex:
    first = _widened(found, words, earliest) if found.kind in {"DATE", "TIME"} else found.first
    value = found.alone if found.value[0] == "T" and found.alone else found.value
    return Timex((words.start[first], words.end(found.last - 1)), found.kind, value, found.relative)


def _widened(found: Found, words: Words, earliest: int) -> int:
    """Where an expression begins with its "early", "late on" or "the end of"."""
    first = found.first
    before = first - 1
    glue = words.word(before)
    if glue in {"-", "–", "on", "in", "the", "of"} and words.word(before - 1) in (_EDGES if glue == "of" else _STAGES):
        before -= 1
    elif glue not in _STAGES:
        return first
    before -= words.word(before - 1) == "the"
    return before if before >= earliest else first

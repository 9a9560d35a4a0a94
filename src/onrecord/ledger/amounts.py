"""The numbers that a claim's words tell: of what, how many, and whether hedged. Dates, hours, ages and lengths of time are left out."""

from __future__ import annotations

import re
from dataclasses import dataclass

import snowballstemmer

UNDER_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
SMALL = {word: value for value, word in enumerate(UNDER_TWENTY.split())}
TENS = {word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
TIMES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
WORDS = "|".join([*SMALL, *TENS, *TIMES])
NUMBER = re.compile(
    rf"(?<![\w.,$€£-])(?P<sign>[$€£])?(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?|(?:{WORDS})(?:[- ](?:and )?(?:{WORDS}))*)"
    rf"(?P<times>(?:\s(?:{'|'.join(TIMES)}))*)(?![\w.:]*\d|\w)\s*(?P<unit>%|(?:[a-z][\w’'-]*\s?){{0,3}})",
    re.IGNORECASE,
)
HEDGED = re.compile(
    r"\b(?:about|around|some|nearly|almost|over|under|roughly|approximately|up to|more than|"
    r"fewer than|less than|at (?:least|most)|no (?:less|more|fewer) than|as many as)\s*$",
    re.IGNORECASE,
)
CALENDAR = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
DATED = re.compile(rf"\b{CALENDAR}\s*$|\baged?\s*$", re.IGNORECASE)
NOT_COUNTED = re.compile(
    rf"^(?:(?:(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|o[’']clock|a\.?m|p\.?m|of (?:them|us)|more|{CALENDAR})\b)|times\b)",
    re.IGNORECASE,
)
DEATHS = re.compile(
    r"\b(?:dead|die[sd]?|dying|kill(?:s|ed|ing)?|drown(?:s|ed)?|"
    r"deaths?|toll|bod(?:y|ies)|perish(?:ed)?|lost their lives)\b",
    re.IGNORECASE,
)
ALIVE = re.compile(r"\b(?:injur|wound|hurt|rescued|missing|survived|infected|treated)\w*", re.IGNORECASE)
PEOPLE = frozenset(
    "peopl person man men miner passeng bodi dead woman women children soldier worker civilian kill die drown death patient victim".split()
)
ONE = {"one"}  # more often a pronoun than a number
STEMMER = snowballstemmer.stemmer("english")
STOP = frozenset("of the a an in on at to for and or by with from that who which were was had have has been are is be".split())
YEARS = (1900, 2100)


@dataclass(frozen=True)
class Amount:
    """A number of something: its value, the stems of what is counted ("%" and currencies are units), whether it is hedged, its words."""

    value: float
    unit: frozenset[str]
    hedged: bool
    text: str


def amounts_of(words: str) -> tuple[Amount, ...]:
    """The numbers of things in a claim's words, in their order; the dead are counted alike, whatever they are called."""
    found: list[Amount] = []
    part: re.Match[str] | None = None
    for m in NUMBER.finditer(words):
        if part is not None:  # "12 of 30 cranes" are twelve cranes
            found.append(Amount(_value(part["number"], part["times"]), _unit(None, m["unit"]), False, part[0].strip()))
            part = None
            continue
        if m["unit"].strip() == "of" and NUMBER.match(words, m.end()):
            part = m
            continue
        value = _value(m["number"], m["times"])
        before = words[: m.start()]
        bare_year = m["number"].isdigit() and YEARS[0] <= value < YEARS[1] and not m["times"] and not m["sign"]
        dated = DATED.search(before) and not m["unit"].strip() and not m["sign"]
        if m["number"].lower() in ONE or bare_year or dated or NOT_COUNTED.match(m["unit"]):
            continue
        unit = _unit(m["sign"], m["unit"])
        if not unit or unit & PEOPLE:
            near = words[max(0, m.start() - 40) : m.end() + 40]
            unit = frozenset({"dead"}) if DEATHS.search(near) and not ALIVE.search(near) else unit
        found.append(Amount(value, unit, HEDGED.search(before) is not None, m[0].strip()))
    return tuple(found)


def _value(number: str, times: str) -> float:
    """The value of a number in digits or in words."""
    if number[0].isdigit():
        value = float(number.replace(",", ""))
    else:
        value, part = 0.0, 0.0
        for word in re.split(r"[- ](?:and )?", number.lower()):
            if word in TIMES:
                value, part = (value + max(1.0, part) * TIMES[word], 0.0) if TIMES[word] > 100 else (value, max(1.0, part) * 100)
            else:
                part += SMALL.get(word, TENS.get(word, 0))
        value += part
    for word in times.lower().split():
        value *= TIMES[word]
    return value


def _unit(sign: str | None, words: str) -> frozenset[str]:
    if sign:
        return frozenset({sign})
    lower = re.sub(r"^of (?:the|its|his|her|their|those) ", "", words.lower().strip())
    if lower.startswith(("%", "per cent", "percent")):
        return frozenset({"%"})
    kept = []
    for word in lower.split():
        if word in STOP:
            break
        kept.append(word)
    return frozenset(STEMMER.stemWords(kept[:2]))


def differ(a: tuple[Amount, ...], b: tuple[Amount, ...]) -> tuple[Amount, Amount] | None:
    """The first numbers of the same thing in which two claims differ; None where any agree, or where one is hedged."""
    same_thing = [(x, y) for x in a for y in b if x.unit & y.unit]
    if any(x.value == y.value for x, y in same_thing):
        return None
    return next(((x, y) for x, y in same_thing if not (x.hedged or y.hedged)), None)

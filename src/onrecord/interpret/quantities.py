"""Numbers in words and digits: value, unit, and whether they are hedged."""

from __future__ import annotations

import re

from onrecord.records import Quantity

_ONES = dict(zip("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), range(20), strict=True))  # fmt: skip
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12, "score": 20}
_SHORT = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
_SMALL = _ONES | _TENS | {"half": 0.5}
_CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₪": "ILS", "₴": "UAH", "US$": "USD", "A$": "AUD", "C$": "CAD", "NZ$": "NZD", "Rs": "INR", "R": "ZAR"}  # fmt: skip
_UNITS = {"%": "percent", "per cent": "percent", "percent": "percent", "dollars": "USD", "euros": "EUR", "yen": "JPY", "rubles": "RUB", "roubles": "RUB", "yuan": "CNY", "rupees": "INR"}  # fmt: skip
_HEDGES = (
    r"about|around|roughly|approximately|some|nearly|almost|close to|more than|over|at least|up to|as many as|as much as|at most|fewer than|less than|under|"
    r"an estimated|estimated|upwards of|in excess of|no more than|no fewer than|not more than|just over|just under|well over|as few as"
)
_WORDS = "|".join(sorted([*_SMALL, *_SCALES], key=len, reverse=True))
_MONEY = "|".join(re.escape(c) for c in sorted(_CURRENCIES, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?:(?P<hedge>\b(?:{_HEDGES}))\s+)?"
    rf"(?:(?P<money>(?<!\w)(?:{_MONEY}))\s?)?"
    rf"(?:(?P<digits>(?<![\w.,:/-])\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|(?<![\w.,:/-])\d+(?:\.\d+)?)"
    rf"(?![\w-]*\d|st\b|nd\b|rd\b|th\b)(?:\s?(?P<short>bn|tn|mn|[kmb])\b|(?:[\s-](?P<scale>hundred|thousand|million|billion|trillion|dozen)s?\b))?"
    rf"|(?P<vague>\b(?:(?:tens|dozens|hundreds) of (?:thousands|millions|billions)|dozens|scores|hundreds|thousands|millions|billions)\b)"
    rf"|(?P<words>\b(?:a (?=dozen|score|hundred|thousand|million|billion)|half a )?(?:(?:{_WORDS})(?:(?:\s|-|\sand\s)(?=(?:{_WORDS})\b))?)+\b))"
    rf"(?P<more>\+|\s+or (?:more|so)\b)?"
    rf"(?:\s?(?P<unit>%)|[\s-](?P<unit_word>per cent|percent|dollars|euros|yen|rubles|roubles|yuan|rupees)\b)?",
    re.I,
)


def quantity_in(words: str, *, noun: str | None = None) -> Quantity | None:
    """The first number of a phrase; `noun` is the unit where the phrase names no other. None where there is none."""
    for match in _NUMBER.finditer(words):
        value = _value(match)
        if value is None and not match["vague"]:
            continue
        unit = _UNITS.get((match["unit"] or match["unit_word"] or "").lower())
        if match["money"]:
            unit = next(code for sign, code in _CURRENCIES.items() if sign.lower() == match["money"].lower())
        hedged = bool(match["hedge"] or match["more"] or match["vague"])
        return Quantity(value, unit or noun, hedged, match.group().strip())
    return None


def _value(match: re.Match[str]) -> float | None:
    if match["digits"]:
        value = float(match["digits"].replace(",", ""))
        factor = _SHORT.get((match["short"] or "").lower(), 1) * _SCALES.get((match["scale"] or "").lower(), 1)
        return value * factor
    return number_of(match["words"]) if match["words"] else None


def number_of(words: str) -> float | None:
    """The value of a number in words ("two hundred and six thousand"); None where they are no single number."""
    total, current, seen = 0.0, 0.0, False
    for word in re.split(r"[\s-]+", words.lower()):
        if word in {"and", "a"}:
            continue
        if word in _SMALL:
            current += _SMALL[word]
        elif word in _SCALES:
            scale = _SCALES[word]
            if not seen and word in {"dozen", "score"}:
                current = 1
            current = (current or 1) * scale
            if scale >= 1_000:
                total, current = total + current, 0.0
        else:
            return None  # "hundreds", "millions": no number
        seen = True
    return total + current if seen else None

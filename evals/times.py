"""Scores of time expressions, in per cent of the gold expressions whose value is right.

    python -m evals.times [--data ROOT] [--part NAME] [--misses]

- `gum-news/xml/*.xml`: dated expressions. A value is right where it is the same day, month or year, or covers the same days as a gold
  `from`-`to`; a finer time of day than the gold has is let pass. A length (P12Y) is right where the gold's bounds lie so far apart.
  The publication date is the dateline where the report has one, else the `dateCreated` of its head.
- `time/*/*.tml`: TIMEX3 values, counted from the DCT; P1DE is P10Y. The DCT itself is not scored.
- `time/recognizers-text/*Parser.json`: unit cases for single dates, periods, feasts, durations and sets. Dates may be resolved to the past
  or the future, and a week, month or year that covers the day stands for a count of them ("a month ago"). Periods are those with one plain
  TimeML value; from-to pairs, hours, time zones and modifiers ("late", "before") are not compared.

`--part` is taken for likeness with the other evals; the corpora have no parts.
"""

from __future__ import annotations

import argparse
import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from evals.corpora import data_root, printed
from onrecord.annotate.time_calendar import bounds
from onrecord.annotate.times import find_times
from onrecord.records import Span, Timex

CASES = {
    "date": ("DateParser", "HolidayParser"),
    "period": ("DatePeriodParser",),
    "duration": ("DurationParser",),
    "set": ("SetParser",),
}


_COUNTED = re.compile(r"\b(?:ago|later|from now|hence)\b", re.I)


@dataclass(frozen=True)
class Gold:
    """An expression with what the corpus says of it: an ISO or TimeML `value`, or two bounds."""

    span: Span
    value: str = ""
    first: str = ""
    last: str = ""


@dataclass(frozen=True)
class Dated:
    """A text, its publication date and its gold expressions."""

    name: str
    text: str
    published: str | None
    gold: tuple[Gold, ...]


def read_gum(path: Path) -> Dated:
    """A report of GUM: tokens one a line, `<date>` around those of an expression, sentences one a paragraph."""
    lines = path.read_text("utf-8").splitlines()
    head = re.search(r'dateCreated="([^"]*)"', lines[0])
    text, gold, tokens, opened, whole = "", [], [], [], ""
    marks: list[tuple[int, int, str]] = []
    for line in lines:
        if not line.startswith("<"):
            tokens.append(html.unescape(line.split("\t")[0]))
        elif line.startswith("<date"):
            opened.append((len(tokens), line))
        elif line.startswith("</date"):
            start, tag = opened.pop()
            marks.append((start, len(tokens), tag))
        elif line.startswith("</s>") and tokens:
            sentence, starts = printed(tokens)
            ends = [start + len(token) for start, token in zip(starts, tokens, strict=True)]
            gold += [_gum_gold(tag, (len(text) + starts[a], len(text) + ends[b - 1])) for a, b, tag in marks if b > a]
            whole = whole or _dateline(sentence)
            text, tokens, marks = text + sentence + "\n\n", [], []
    return Dated(path.stem, text, whole or (head[1] if head else None), tuple(gold))


def _gum_gold(tag: str, span: Span) -> Gold:
    values = dict(re.findall(r'(\w+)="([^"]*)"', tag))
    first, last = values.get("from") or values.get("notBefore", ""), values.get("to") or values.get("notAfter", "")
    return Gold(span, values.get("when", ""), first, last)


def _dateline(sentence: str) -> str:
    """The day that a sentence consists of, as "Monday, May 18, 2015"; empty where it does not."""
    found = find_times(sentence, published=None)
    return (
        found[0].value
        if len(found) == 1 and found[0].span == (0, len(sentence)) and re.fullmatch(r"\d{4}-\d\d-\d\d", found[0].value)
        else ""
    )


def is_right(gold: Gold, found: Timex) -> bool:
    """True where a found value says what the gold says."""
    value = _plain(found.value)
    if gold.value:
        wanted = _plain(gold.value)
        return (
            value == wanted or (len(wanted) == 10 and wanted[:2].isdigit() and value.split("T")[0] == wanted) or _same_days(value, wanted)
        )
    low, high = bounds(gold.first), bounds(gold.last)
    if low is None or high is None:
        return False
    if length := re.fullmatch(r"P(\d+)([YMD])", value):
        return int(length[1]) == {"Y": high[0].year - low[0].year, "D": (high[0] - low[0]).days}.get(length[2])
    return bounds(value) == (low[0], high[1])


def _plain(value: str) -> str:
    """One writing of equal values: decades and centuries as years, hours to the minute."""
    value = re.sub(r"^P(\d+)(DE|CE)$", lambda m: f"P{int(m[1]) * (10 if m[2] == 'DE' else 100)}Y", value)
    return re.sub(r"(T\d\d:\d\d):00$", r"\1", value)


def _same_days(value: str, wanted: str) -> bool:
    return "T" not in wanted and bounds(wanted) is not None and bounds(value.split("T")[0]) == bounds(wanted)


def read_tml(path: Path) -> Dated:
    """A TimeML document: the text of its TEXT element, TIMEX3 elements in it, and the day of its creation time."""
    whole = path.read_text("utf-8")
    created = re.search(r'<DCT>.*?value="([^"]*)".*?</DCT>', whole, re.S) or re.search(
        r'<TIMEX3[^>]*functionInDocument="CREATION_TIME"[^>]*>', whole
    )
    day = re.search(r"\d{4}-\d\d-\d\d", created[0]) if created else None
    body = re.search(r"<TEXT>(.*?)</TEXT>", whole, re.S)
    text, gold, opened = "", [], []
    for tag, words in re.findall(r"<([^>]*)>|([^<]+)", body[1] if body else whole):
        if words:
            text += html.unescape(words)
        elif tag.startswith("TIMEX3"):
            value = re.search(r'value="([^"]*)"', tag)
            opened.append((len(text), value[1] if value else "", "CREATION_TIME" in tag))
        elif tag == "/TIMEX3" and opened:
            start, value_found, is_creation = opened.pop()
            gold += [] if is_creation or len(text) == start else [Gold((start, len(text)), value_found)]
    return Dated(path.stem, text, day[0] if day else None, tuple(gold))


def read_cases(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """(sentence, reference day, expected results) of the unit cases of these files."""
    for name in names:
        path = folder / f"{name}.json"
        for case in json.loads(path.read_text("utf-8-sig")) if path.exists() else []:
            if case["Results"] and case.get("Context"):
                results = [one for one in case["Results"] if _is_comparable(one.get("Value") or {})]
                if results:
                    yield case["Input"], case["Context"]["ReferenceDateTime"][:10], results


def _is_comparable(value: dict[str, Any]) -> bool:
    """True where a result is one value without modifier, of a day that the calendar has."""
    timex = value.get("Timex") or value.get("timex") or "("
    return timex[0] != "(" and "Mod" not in value and value.get("FutureResolution", {}).get("date") != "0001-01-01"


def score(documents: Iterable[Dated], name: str, *, misses: bool = False) -> dict[str, float]:
    """Right values of all gold expressions, and of those that a found expression overlaps."""
    right = overlapped = total = 0
    for document in documents:
        found = find_times(document.text, published=document.published)
        for gold in document.gold:
            near = [one for one in found if one.span[0] < gold.span[1] and gold.span[0] < one.span[1]]
            total, overlapped, correct = total + 1, overlapped + bool(near), any(is_right(gold, one) for one in near)
            right += correct
            if misses and not correct:
                around = document.text[max(gold.span[0] - 50, 0) : gold.span[1] + 30].replace("\n", " ")
                said = [(document.text[slice(*one.span)], one.value) for one in near]
                words, wanted = document.text[slice(*gold.span)], gold.value or (gold.first, gold.last)
                print(f"  {document.name} {document.published}: {words!r} {wanted} {said} … {around}")
    return {name: 100 * right / total, f"{name}, where found": 100 * right / max(overlapped, 1)} if total else {}


def gum(root: Path, *, misses: bool = False) -> dict[str, float]:
    """Scores on the dated expressions of GUM's news."""
    return score(map(read_gum, sorted((root / "gum-news/xml").glob("*.xml"))), "times gum", misses=misses)


def timeml(root: Path, *, misses: bool = False) -> dict[str, float]:
    """Scores on TimeML documents, where there are any."""
    return score(map(read_tml, sorted(root.glob("time/*/*.tml"))), "times timeml", misses=misses)


def cases(root: Path, *, misses: bool = False) -> dict[str, float]:
    """Indicative scores on the unit cases of recognizers-text, by kind."""
    scores = {}
    for kind, names in CASES.items():
        right = total = 0
        for sentence, reference, results in read_cases(root / "time/recognizers-text", names):
            found = find_times(sentence, published=reference)
            correct = all(_meets(kind, one, sentence, found) for one in results)
            right, total = right + correct, total + 1
            if misses and not correct:
                print(
                    f"  {kind} {reference} {sentence!r}: {[one['Value'] for one in results if 'Value' in one]} {[t.value for t in found]}"
                )
        if total:
            scores[f"times cases {kind}"] = 100 * right / total
    return scores


def _meets(kind: str, wanted: dict[str, Any], sentence: str, found: tuple[Timex, ...]) -> bool:
    value = wanted.get("Value") or {}
    start = wanted["Start"] if "Start" in wanted else sentence.lower().find(wanted["Text"].lower())
    near = [one for one in found if one.span[0] < start + len(wanted["Text"]) and start < one.span[1]]
    timex = value.get("Timex") or value.get("timex", "")
    if kind in {"duration", "set"}:
        return any(_plain(one.value) == _plain(timex) for one in near)
    readings = [value.get("FutureResolution", {}), value.get("PastResolution", {})]
    if kind == "date":
        allowed = {timex, *(reading.get("date") for reading in readings)}
        return any(one.value in allowed or (_COUNTED.search(wanted["Text"]) and _covers(one.value, allowed)) for one in near)
    covered = [days for one in near if (days := bounds(one.value))]
    whole = (min(c[0] for c in covered), max(c[1] for c in covered)) if covered else None
    return any(one.value == timex for one in near) or (whole is not None and any(_is_period(reading, whole) for reading in readings))


def _covers(value: str, days: set[Any]) -> bool:
    covered = bounds(value)
    return covered is not None and any(
        re.fullmatch(r"\d{4}-\d\d-\d\d", day or "") and covered[0].isoformat() <= day <= covered[1].isoformat() for day in days
    )


def _is_period(reading: dict[str, str], days: tuple[date, date]) -> bool:
    """True where a resolution, its end exclusive, is these days."""
    try:
        first, end = date.fromisoformat(reading["startDate"]), date.fromisoformat(reading["endDate"])
    except (KeyError, ValueError):
        return False
    return (first, end - timedelta(days=1)) == days


def evaluate(root: Path, part: str = "dev", *, misses: bool = False) -> dict[str, float]:
    """All scores by name, in per cent; a corpus that is absent has none."""
    del part
    return gum(root, misses=misses) | timeml(root, misses=misses) | cases(root, misses=misses)


def main() -> None:
    """Print the scores; say what was skipped."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=data_root())
    parser.add_argument("--part", default="dev")
    parser.add_argument("--misses", action="store_true", help="print what was not right")
    options = parser.parse_args()
    table = evaluate(options.data, options.part, misses=options.misses)
    for name, value in table.items():
        print(f"{name:<28}{value:7.1f}")
    for name in ("times gum", "times timeml", "times cases date"):
        if name not in table:
            print(f"{name:<28}skipped")


if __name__ == "__main__":
    main()

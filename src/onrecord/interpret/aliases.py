"""Short forms that a report explains, or that are the initials of a longer name in it: "TNO", "the IDF", "Phivolcs"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.records import Span

_BRACKET = re.compile(r"\s\((?:(?:the|known as|abbreviated|or)\s)*[“\"]?(?P<short>[A-Z][\w.&-]{1,11})[”\"]?[,;)]")
LONG = 140  # characters of a name that is shortened
_CAPITALS = re.compile(r"(?<![\w.])[A-Z]{2,6}(?![\w.])")
_SMALL = frozenset("of the for and in on de da del des du la le et &".split())


def aliases_of(text: str, names: Iterable[Span]) -> dict[str, str]:
    """Short form in lower case → full name, from brackets after a name first, then from the initials of the names marked in the report."""
    found: dict[str, str] = {}
    ends = {end: text[start:end] for start, end in names if "\n" not in text[start:end]}
    for match in _BRACKET.finditer(text):
        before = re.split(r"[\n()]", text[max(0, match.start() - LONG) : match.start()])[-1]
        full = _before(before.split(), match["short"]) or ends.get(match.start())
        if full and len(full.split()) > 1:
            found.setdefault(match["short"].lower(), re.sub(r"^[Tt]he ", "", full))
    words = set(_CAPITALS.findall(text))
    for name in ends.values():
        solid = [w for w in re.sub(r"[’']s$", "", name).split() if w.lower() not in _SMALL]
        if len(solid) > 1 and all(w[0].isupper() for w in solid):
            for initials in ("".join(w[0] for w in solid), "".join(w[0].upper() for w in name.split() if w.lower() != "the")):
                if initials in words:
                    found.setdefault(initials.lower(), re.sub(r"^[Tt]he |[’']s$", "", name))
    return found


def _before(words: list[str], short: str) -> str | None:
    """The name before a bracket whose words begin with its letters; else the run of capitalised words for a made-up short form."""
    letters = [c for c in short if c.isupper()]
    for first in range(len(words) - 1, max(-1, len(words) - 13), -1):
        run = words[first:]
        solid = [w for w in run if w.lower() not in _SMALL]
        if run[0][:1].isupper() and [w[0].upper() for w in solid] == letters and len(letters) > 1:
            return " ".join(run)
    first = len(words)
    while first > 0 and (words[first - 1][:1].isupper() or words[first - 1].lower() in _SMALL):
        first -= 1
    run = words[first:]
    while run and run[0].lower() in _SMALL | {"the"}:
        run.pop(0)
    return " ".join(run) if len(run) > 1 and not short.isupper() and (short[0] == run[0][0] or short in run) else None

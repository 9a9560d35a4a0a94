"""Through whom a statement came: outlets and platforms named beside it, outside the speaker's own words."""

from __future__ import annotations

import re

from onrecord.interpret.media import NAMED, ON_PLATFORM, STATE_MEDIA
from onrecord.records import Span, Statement

_RELAY_BEFORE = re.compile(
    r"\b(?:told|tells|telling|interview (?:with|on|by)|interviewed (?:by|on)|speaking (?:to|on|with)|spoke (?:to|with)|talking to|"
    r"statement (?:to|carried by|published (?:by|in)|issued through)|carried by|published (?:by|in)|quoted (?:by|in)|cited by|reported by|"
    r"according to|broadcast (?:by|on)|appear(?:ed|ing|ance) on|aired (?:by|on)|letter (?:to|in)|article (?:in|for)|column (?:in|for)|op-ed (?:in|for)|"
    r"wrote (?:in|for)|writing (?:in|for)|said (?:on|to)|(?:seen|obtained|viewed|reviewed|heard|posted|shared|released|conducted) by)\s+(?:[\w’'-]+\s){0,3}?$"
)
_RELAY_AFTER = re.compile(
    r"^(?:[,’']s?)?(?:\s(?!was|were|is|are|been|being)[\w’'-]+){0,3}?\s(?:quoted|quotes|cited|cites|reported|reports|carried|said|says|citing|quoting|broadcast|published)\b"
)


def channels_of(statement: Statement, text: str, sentence: Span) -> tuple[str, ...]:
    """Names of the carriers in the sentence of the cue, in the order of the text."""
    outside = _masked(statement, text, sentence)
    found: list[tuple[int, str]] = []
    for pattern in (NAMED, STATE_MEDIA):
        for match in pattern.finditer(outside):
            before, after = outside[max(0, match.start() - 120) : match.start()], outside[match.end() : match.end() + 120]
            if before.endswith("(") and after.startswith(")"):
                continue  # an agency's mark in a dateline
            if _RELAY_BEFORE.search(before) or _RELAY_AFTER.search(after):
                found.append((match.start(), re.sub(r"^[Tt]he ", "", match.group())))
    found += [(match.start("name"), match.group("name")) for match in ON_PLATFORM.finditer(outside)]
    return _distinct(sorted(found))


def _masked(statement: Statement, text: str, sentence: Span) -> str:
    """The sentence with source and content blotted out (the cue is left, "told" is one)."""
    start, end = sentence
    letters = list(text[start:end])
    for role in (statement.source, statement.content):
        for s, e in role:
            for at in range(max(s, start), min(e, end)):
                letters[at - start] = "\x00"
    return "".join(letters)


def _distinct(found: list[tuple[int, str]]) -> tuple[str, ...]:
    """Each name once, and none that is part of a longer one ("state media KCNA" is KCNA)."""
    names = list(dict.fromkeys(name for _, name in found))
    proper = [name for name in names if not STATE_MEDIA.fullmatch(name)]
    kept = proper or names
    return tuple(name for name in kept if not any(name != other and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", other) for other in kept))

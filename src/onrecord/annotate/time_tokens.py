"""Words of a text as codes, one character a word, and patterns over them: what makes finding times one linear scan."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from onrecord.annotate.time_tables import CAPITAL_ONLY, FEASTS, LISTS

_TOKEN = re.compile(  # words first: they are most of a text
    r"""(?P<AMPM>[apAP]\.[mM]\b\.?)
    |(?P<word>[^\W\d_]++(?!\w))
    |(?=[0-9])(?:
        (?P<ISO>(?<![\w./-])[0-9]{4}-[0-9][0-9]-[0-9][0-9](?:T[0-9][0-9]:[0-9][0-9](?::[0-9][0-9])?Z?)?(?![\w-]))
        |(?P<NUMERIC>(?<![\w./-])(?:[0-9]{1,2}(?P<sep>[/.-])[0-9]{1,2}(?P=sep)[0-9]{4}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2}|[0-9]{4}/[0-9]{2}/[0-9]{2})(?![\w/-]|\.[0-9]))
        |(?P<CLOCK>(?<![\w.:,$£€/-])(?:[01]?[0-9]|2[0-4])[:.][0-5][0-9](?=\s?[apAP]\.?[mM]\b|[–-]|[^\w:.]|\.[^0-9]|\.?\Z)(?!\s?%))
        |(?P<NINE>(?<![\w/-])9/11(?![\w/]))
        |(?P<number>(?<![\w$£€¥₹\#@/.,:])[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?:(?P<nth>(?:st|nd|rd|th)\b)|(?!\w)|(?=[apAP]\.?[mM]\b)))
        |(?P<decade>(?<!\w)(?:[0-9]0|[12][0-9][0-9]0)['’]?s\b))
    |(?P<DECADE>(?<!\w)['’‘][0-9]0['’]?s\b)
    |(?P<S>['’][sS]\b)
    |(?P<BREAK>\n\s*\n\s*|(?<=[.!?:”"’)])\n\s*)
    |(?P<junk>\w+)
    |(?P<mark>[^\w\s\[\]])""",  # square brackets are the editor's: "[Ten] years ago"
    re.X,
)
_MARKS = {",": "COMMA", ".": "DOT", "(": "OPEN", ")": "CLOSE", "/": "SLASH"} | dict.fromkeys("-–—", "DASH") | dict.fromkeys("'’", "QUOTE")
_KINDS = "BREAK ISO NUMERIC CLOCK DECADE NINE AMPM S SMALL ORD YEARLIKE NUMBER".split() + sorted(set(_MARKS.values()))
_MAX_DIGITS = 9  # longer numbers are none of ours
FILLER = "\x00"
_CODES: dict[str, str] = {}


def _code(name: str) -> str:
    """One private character for each word or kind of token."""
    return _CODES.setdefault(name, chr(0xE000 + len(_CODES)))


MACROS = {
    "MON": "(?: MONTH | MSHORT DOT? )",
    "DAY": "(?: SMALL | ORD )",
    "WD": "(?: WEEKDAY | WSHORT DOT? )",
    "FIGURE": "(?: SMALL | NUMBER | YEARLIKE | TEN DASH? ONE | TEN | ONE )",
    "COUNT": (
        "(?: ONE hundred | (?: SMALL | NUMBER | ONE | TEN | VAGUE ) (?: of AN? )? BIG | (?: FIGURE | AN ) and a half | FIGURE | "
        "AN (?: full | whole | entire | single ) | AN (?: VAGUE of? | half | dozen | hundred )? | VAGUE of? | half AN? )"
    ),
    "ANYUNIT": "(?: UNIT | UNITS )",
    "NTHORLAST": "(?: NTH | ORD | last )",
    "UNITPART": "(?: UNIT | PART )",
    "FOURDIGITS": "(?: YEARLIKE | NUMBER )",
    "LASTYEAR": "(?: YEARLIKE | SMALL | NUMBER )",
    "NTHS": "(?: TEN DASH? NTH | ORD | NTH )",
    "HEDGED": "(?: THAN than | at least | at most | up to | as many as | as little as | HEDGE )",
}


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the table: lower case is a word, upper case a list, kind or macro, `n=NAME` a group; else as in `re`."""
    return re.compile(_translated(pattern))


def _translated(pattern: str) -> str:
    out, name = [], ""
    for piece in re.findall(r"[a-z]=|\(\?:|[A-Za-z]+|[^\sA-Za-z]", pattern):
        if piece.endswith("="):
            name = piece[0]
            continue
        if piece.isalpha():
            piece = f"(?:{_translated(MACROS[piece])})" if piece in MACROS else _characters(piece)
            out.append(f"(?P<{name}>{piece})" if name else piece)
        else:
            out.append(f"(?P<{name}>" if name else piece)
        name = ""
    return "".join(out)


def _characters(name: str) -> str:
    return "[" + "".join(map(_code, LISTS[name].split() if name in LISTS else [name])) + "]"


@dataclass
class Words:
    """The tokens of a text in parallel lists, with their codes."""

    raw: list[str] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    codes: str = ""

    def word(self, index: int) -> str:
        """The word in lower case; empty beyond the text."""
        return self.low[index] if 0 <= index < len(self.low) else ""

    def number(self, index: int) -> int:
        """The digits of a token as a number."""
        return int(re.sub(r"\D", "", self.raw[index]) or 0)

    def end(self, index: int) -> int:
        """Where a token ends."""
        return self.start[index] + len(self.raw[index])

    def is_name(self, index: int) -> bool:
        """True for a word that begins with a capital and does not begin a sentence."""
        before = self.word(index - 1)
        return self.word(index).isalpha() and self.raw[index][0].isupper() and before.strip() not in {"", ".", "“", '"', "?", "!"}


def words_of(text: str) -> Words:
    """Cut a text into tokens and code them."""
    found = Words()
    codes = []
    for match in _TOKEN.finditer(text):
        raw = match.group()
        found.raw.append(raw)
        found.start.append(match.start())
        found.low.append(low := raw.lower())
        codes.append(_code_of(raw, low, match.lastgroup or ""))
    found.codes = "".join(codes)
    return found


def _code_of(raw: str, low: str, kind: str) -> str:
    if kind in {"word", "junk"}:
        return FILLER if low in CAPITAL_ONLY and not raw[0].isupper() else _CODES.get(low, FILLER)
    if kind == "mark":
        return _CODES[_MARKS[raw]] if raw in _MARKS else FILLER
    if kind not in {"number", "nth"}:
        return _CODES[kind.upper()]
    digits = re.sub(r"\D", "", raw) if len(raw) <= _MAX_DIGITS else ""
    if not digits or "." in raw:
        return _CODES["NUMBER"]
    value = int(digits)
    if raw[-1].isalpha():
        return _CODES["ORD" if value <= 31 else "NTHBIG"]
    if value <= 31 and len(digits) <= 2:
        return _CODES["SMALL"]
    return _CODES["YEARLIKE" if len(raw) == 4 and 1000 <= value < 2200 else "NUMBER"]


for _name in [*_KINDS, "NTHBIG"]:
    _code(_name)
_CODES["am"] = _CODES["pm"] = _CODES["AMPM"]
for _phrase in [*FEASTS, *LISTS.values()]:
    for _word in _phrase.split():
        _code(_word)

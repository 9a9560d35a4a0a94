"""Whom a report credits for its text: agencies in datelines, bylines, sign-offs and notices.

"The minister told Reuters" is no credit: there the agency is part of the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.records import Document

AGENCIES = {
    "AAP": r"AAP|Australian Associated Press",
    "AFP": r"AFP|Agence France[- ]Presse",
    "Anadolu": r"Anadolu(?: Agency| Ajansı)?",
    "ANI": r"ANI|Asian News International",
    "ANSA": r"ANSA",
    "AP": r"(?:The )?Associated Press|AP(?= |\)|,|\.|/|;|—|–|-|$)",
    "Bloomberg": r"Bloomberg(?: News)?",
    "Canadian Press": r"(?:The )?Canadian Press",
    "dpa": r"dpa|DPA|Deutsche Presse-Agentur",
    "EFE": r"EFE",
    "IANS": r"IANS|Indo-Asian News Service",
    "Interfax": r"Interfax(?:-Ukraine)?",
    "IRNA": r"IRNA",
    "KCNA": r"KCNA|Korean Central News Agency",
    "Kyodo": r"Kyodo(?: News)?",
    "PA": r"PA Media|Press Association",
    "PTI": r"PTI|Press Trust of India",
    "Reuters": r"(?:Thomson )?Reuters|REUTERS",
    "RIA Novosti": r"RIA(?: Novosti)?",
    "SANA": r"SANA",
    "TASS": r"TASS|Tass|ITAR-TASS",
    "Ukrinform": r"Ukrinform",
    "UPI": r"UPI|United Press International",
    "WAM": r"WAM",
    "Xinhua": r"Xinhua(?: News Agency)?",
    "Yonhap": r"Yonhap(?: News Agency)?",
}

_NAME = "|".join(f"(?P<n{number}>{pattern})" for number, pattern in enumerate(AGENCIES.values()))
_AGENCY = re.compile(rf"\b(?:{_NAME})(?!\w)")
_ANY = f"(?:{'|'.join(AGENCIES.values())})"
_PERSON = r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,3}"

# Each takes a stretch of text in which every agency named is credited.
CREDITS = [
    # a dateline: "LONDON (Reuters) -", "(AFP/Reuters) –"; it opens a line
    re.compile(rf"^[^\n()]{{0,60}}\((?P<who>{_ANY}(?:\s?[/,&]\s?{_ANY})*)\)\s*(?:[-–—:]|$)", re.M),
    # an agency alone in a line, or stamped with a day: "AFP Monday 24 Oct 2016"
    re.compile(rf"^(?P<who>{_ANY})$", re.M),
    re.compile(rf"(?<!\w)(?=[A-Zd])(?P<who>{_ANY})[,:|]? (?:\w+day,? )?\d{{1,2}} [A-Z]\w+ \d{{4}}\b"),
    # a byline: "By Jane Doe and AFP", "By Reuters Staff"; it opens a line
    re.compile(rf"^(?:By|BY|by) (?P<who>(?:{_PERSON},? )?(?:(?:and|with|for|of|in|[|/,–-]) ?)?{_ANY}[^\n.]{{0,40}})$", re.M),
    # what a report says of its making
    re.compile(
        r"(?<!\w)(?:(?:[Aa]dditional )?(?:[Rr]eporting|[Cc]ontributions?) (?:by|from)|[Ww]ith (?:files|material|inputs?|reporting) from"
        r"|[Ss]ources?:|[Cc]redit:|[Ff]irst published by|[Oo]riginally published (?:by|on|in)|[Rr]epublished from|[Cc]ourtesy of"
        r"|©|\([Cc]\)|[Cc]opyright(?: ©)?) (?P<who>[^\n.]{0,80})"
    ),
    # a line that is all "with AP", "AFP contributed to this report"
    re.compile(rf"^[(\[–—-]?\s*[Ww]ith (?P<who>{_ANY}(?:(?:,| and|/| &) ?{_ANY})*)\s*[)\]]?\.?$", re.M),
    re.compile(
        rf"(?<!\w)(?=[A-Zd])(?P<who>{_ANY}(?:(?:,| and|/| &) ?{_ANY})*)(?: (?:writer|journalist|reporter)s?\b[^\n.]{{0,80}})?"
        r" contributed to this (?:report|article|story)"
    ),
    # the end of a text: "… said on Tuesday. (AFP)", "— Reuters"
    re.compile(rf"[.”\"]\s*[(\[–—-]\s*(?P<who>{_ANY}(?:(?:,|/| and) ?{_ANY})*)\s*[)\]]?\s*$", re.M),
]


def credits_of(document: Document) -> tuple[str, ...]:
    """The agencies that the text credits, in the order of the alphabet; not the publisher itself."""
    found = {name for rule in CREDITS for match in rule.finditer(document.text) for name in _names(match["who"])}
    return tuple(sorted(found - set(_names(document.publisher or ""))))


def is_agency(publisher: str | None) -> bool:
    """Whether a publisher is a news agency by its whole name."""
    return _AGENCY.fullmatch(publisher or "") is not None


def _names(words: str) -> Iterator[str]:
    names = list(AGENCIES)
    for match in _AGENCY.finditer(words):
        yield next(name for number, name in enumerate(names) if match[f"n{number}"])

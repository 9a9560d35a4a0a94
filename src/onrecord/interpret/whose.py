"""Whose a speaker is where no word tells: the countries that the report names, or none of them, weighed against each other.

What speaks for a country is how much of the report it is and how near to the speaker it stands; what speaks for none is a calling that
may be of anywhere, and a report of other than public affairs. The weights are fitted by `training/fit_countries.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from onrecord.interpret.country_weights import WEIGHTS
from onrecord.interpret.media import is_outlet
from onrecord.interpret.nouns import STATE
from onrecord.interpret.scene import Scene
from onrecord.records import Span, Speaker, SpeakerKind

CLEARLY = 0.5  # log odds of no country beforehand: a country that is wrong does more harm than one that is missing
MOST = 4  # countries that are weighed: those named most often
CLOSE = 100  # characters between a speaker and a country that is named beside
SHARES = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)  # steps of a country's share of the marks
LEADS = (0.5, 1.0, 1.3, 2.0, 3.0, 4.0, 8.0)  # and of its lead over the next
DENSE = (0.3, 0.7, 1.2, 2.0, 3.0)  # steps of the words that name a country, in a hundred
PUBLIC = (0.2, 0.5, 1.0, 2.0)  # and of words of public affairs
_HEAD = re.compile(r" (?:of|for|from|in|at|with|by|to|on|who|that)\b")
_WORD = re.compile(r"[\w-]+")
CALLINGS = {
    "firm": re.compile(
        r"\b(?:economist|analyst|strategist|director|(?:co-)?founder|ceo|cfo|executive|spokes\w+|manager|partner|owner|s?vp|"
        r"chief \w+ officer|vendor|company|firm)s?\b"
    ),
    "stage": re.compile(
        r"\b(?:actor|actress|singer|comedian|comic|star|rapper|musician|author|writer|host|anchor|presenter|journalist|reporter|correspondent|"
        r"columnist|editor|producer|filmmaker|model|designer|stylist|player|coach|striker|celebrity|commentator|expert|biographer|historian|fan)s?\b"
    ),
    "science": re.compile(
        r"\b(?:professor|researcher|scientist|astronomer|biologist|physicist|study|studies|findings|research|paper|scholar|team|(?:co-)?author)s?\b"
    ),
    "people": re.compile(
        r"\b(?:mother|father|mum|mom|dad|son|daughter|wife|husband|brother|sister|friend|neighbou?r|resident|eyewitness|witness|victim|survivor|"
        r"lawyer|attorney|teacher|student|farmer|activist|protester|voter|local|family|parent)(?:e?s)?\b"
    ),
    "print": re.compile(
        r"\b(?:report|article|story|poll|survey|footage|video|image|tweet|letter|statement|law|bill|rule|resolution|complaint|indictment|memo|"
        r"document)s?\b"
    ),
}


@dataclass(frozen=True)
class Told:
    """What rules make of a speaker: reasons why it is of no country, and countries with what each is named for."""

    doubts: tuple[str, ...] = ()
    named: tuple[tuple[str, str], ...] = ()


def likeliest(scene: Scene, speaker: Speaker, span: Span, told: Told) -> str | None:
    """The country with the highest score; None where it is not clearly ahead of none."""
    weighed = candidates(scene, speaker, span, told)
    return max(weighed, key=lambda code: sum(WEIGHTS.get(f, 0.0) for f in weighed[code]) + (CLEARLY if code is None else 0.0))


def candidates(scene: Scene, speaker: Speaker, span: Span, told: Told) -> dict[str | None, list[str]]:
    """No country first, then the countries in question, each with what speaks for it or against."""
    counts = Counter(scene.setting.codes)
    codes = [code for code, _ in counts.most_common(MOST)]
    codes += [code for code in dict.fromkeys(code for code, _ in told.named) if code not in codes]
    found: dict[str | None, list[str]] = {None: _for_none(scene, speaker, told)}
    at = _first(scene, speaker, span[0])
    near = _near(scene, at)
    whose = "a state's" if "a state's" in callings(speaker) else "others'"
    for code in codes:
        found[code] = (
            _for_country(scene, counts, code, at, whose) + near.get(code, []) + [why for named, why in told.named if named == code]
        )
    return found


def _for_none(scene: Scene, speaker: Speaker, told: Told) -> list[str]:
    kind = f"{speaker.kind.value}{'?' if speaker.anonymous else ''}"
    public, dense = _step(scene.setting.public, PUBLIC), _step(scene.setting.dense, DENSE)
    doubts = [f"doubt {d}" for d in told.doubts] + (["doubt", f"doubt {kind}"] if told.doubts else [])
    return ["none", kind, f"public{public}", f"{kind} public{public}", f"dense{dense}", *callings(speaker), *doubts]


def callings(speaker: Speaker) -> list[str]:
    """What sort of holder the role or the name says."""
    words = (speaker.role if speaker.kind is SpeakerKind.PERSON else speaker.name) or ""
    head = _WORD.findall(_HEAD.split(words.lower())[0])
    found = ["a state's"] if STATE & set(head) else []
    found += [name for name, pattern in CALLINGS.items() if pattern.search(words.lower())]
    if speaker.kind is SpeakerKind.PERSON:
        return [*found, "role" if speaker.role else "no role"]
    if speaker.kind is SpeakerKind.ORGANISATION:
        shape = "capitals" if words.isupper() else "a word" if " " not in words else "words"
        return found + [shape] + (["outlet"] if is_outlet(words) else []) + (["common"] if words[:1].islower() else [])
    return found


def _for_country(scene: Scene, counts: Counter[str], code: str, at: int, whose: str) -> list[str]:
    """How much of the report a country is, and whether its people and the report's beginning are."""
    total, own = sum(counts.values()), counts[code]
    ahead = max((n for other, n in counts.items() if other != code), default=0)
    rank = sum(n > own for n in counts.values())
    found = [
        "some",
        f"rank{min(rank, 2)}",
        f"share{_step(own / max(1, total), SHARES)}",
        f"{whose} lead{_step(own / max(1, ahead), LEADS)}",
    ]
    found += ["home"] if code == scene.setting.home else []
    found += [f"{whose} opens"] if scene.setting.codes[:1] == (code,) else []
    found += ["opens among three"] if code in scene.setting.codes[:3] else []
    last = bisect_left(scene.setting.places, at) - 1
    return found + (["last"] if last >= 0 and scene.setting.codes[last] == code else [])


def _near(scene: Scene, at: int) -> dict[str, list[str]]:
    """Countries that the paragraph of a place names, and those that stand close by."""
    start, end = scene.line_start(at), scene.text.find("\n", at)
    first, last = (bisect_left(scene.setting.places, place) for place in (start, end if end >= 0 else len(scene.text)))
    here = list(zip(scene.setting.places[first:last], scene.setting.codes[first:last], strict=True))
    codes, close = {code for _, code in here}, {code for place, code in here if abs(place - at) < CLOSE}
    found = {code: ["here", *(["here alone"] if len(codes) == 1 else [])] for code in sorted(codes)}
    for code in sorted(close):
        found[code] += ["close", *(["close alone"] if len(close) == 1 else [])]
    return found


def _first(scene: Scene, speaker: Speaker, at: int) -> int:
    """Where somebody named is named first; where a description stands."""
    if speaker.anonymous or speaker.kind is SpeakerKind.DOCUMENT:
        return at
    if speaker.kind is SpeakerKind.PERSON and (person := scene.cast.named(speaker.name)):
        return next((m.span[0] for m in scene.cast.mentions if m.person is person), at)
    found = scene.text.find(speaker.name)
    return found if found >= 0 else at


def _step(value: float, steps: tuple[float, ...]) -> int:
    return sum(value >= step for step in steps)

"""The bodies that a report names or describes, and what "the company", "its spokesman" and "the builder" stand for in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from onrecord.records import Spans

NOT_NAMES = (
    "(?:The|An?|Its?|His|Her|Their|Our|In|On|At|As|By|For|From|But|And|Of|To|If|When|While|After|Before|He|She|They|We|You|I|This|That|These|Those|"
    "No|Not|Nobody|Two|Three|Some|Many|One|About|Under|Over|With|Mr|Mrs|Ms|Dr|"
    "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)"
)
CAPITAL = rf"(?!{NOT_NAMES}\b)[^\W\d_a-z][\w&-]*(?:[’'](?!s\b)\w+)?"
NAME = rf"{CAPITAL}(?:\s(?:(?:of|for|and|de|du|do|da|la|del|al)\s)?{CAPITAL})*"
FIRMS = "company|firm|airline|operator|owner|maker|manufacturer|developer|carrier|employer|supplier"
NOUNS = (
    rf"{FIRMS}|ministry|agency|authority|federation|union|party|commission|council|club|association|service|inspectorate|department|group|"
    "bank|institute|hospital|university|police|army|navy|embassy|league|committee|centre|center|office|organi[sz]ation|front|charity|"
    "newspaper|brewery|laboratory|rebels|coalition|board|panel|bureau|foundation|alliance|regulator|faculty|bank|fund"
)  # kinds of bodies that reports take up again by their kind alone
CALLINGS = (
    "coach|trainer|builder|swimmer|runner|player|singer|writer|actor|actress|mayor|minister|governor|driver|doctor|"
    "professor|lawyer|prosecutor"
)  # what a headline calls somebody whom its report names
KIND = rf"(?P<words>(?:[a-z][\w’'-]*\s){{0,3}}?(?P<head>{NOUNS}|{CALLINGS}))"
APPOSED = re.compile(
    rf"(?P<name>{NAME}),\s(?:the|an?|its|{CAPITAL}[’']s)\s{KIND}(?=,|\.|\s(?:that|which|who|of|in|for|at)\b)"
)  # "Minera Altamira, the owner of the mine"
TITLED = re.compile(
    rf"(?<!of\s)(?<!for\s)\b(?:[Tt]he|[Ii]ts|[Hh]er|[Hh]is|[Tt]heir|[Aa]n?|governing)\s{KIND}(?:,\sknown\sas|\scalled|\sin\squestion)?,?\s(?P<name>{NAME})"
)  # "the owner, Minera Altamira", "the railway company Transal", "the builder Artur Lince"
HONOURED = re.compile(rf"\b(?P<words>(?P<head>(?i:{CALLINGS})))\s(?P<name>{NAME})")  # "Mayor Edwin Asante"
ASIDE = r"(?!(?:the|an?|its|her|his|their|of|to|by|that|said|same|other|new|own|whole|former|this)\b)[a-z][\w-]*"
DESCRIBED = re.compile(
    rf"(?P<words>(?:\b{NAME}(?:[’']s?)?\s|(?<=\b[Tt]he\s)[a-z][\w-]*s?[’']s?\s|(?<=\b[Aa]\s)[a-z][\w-]*s?[’']s?\s|(?<=\b[Tt]he\s)|(?<=\b[Aa]\s)|(?<=\b[Aa]n\s))"
    rf"(?:{ASIDE}\s){{0,2}}?(?i:(?P<head>{NOUNS})))\b(?:\sof\s(?:the\s)?(?:{NAME}|[a-z]+\s[a-z]+\b|[a-z]+))?"
)
SENTENCE = re.compile(r"(?<=[.!?])[”\"’]?\s+(?=[A-ZÀ-Þ“\"‘])|\n+")
REACH = 1200  # characters back to the body that "its spokesman" speaks for


@dataclass(frozen=True, order=True)
class Mention:
    """A body where a report names it; `heads`: the kinds that the report says it is; `speaks`: whether something is laid to it there."""

    at: int
    name: str
    heads: frozenset[str]
    speaks: bool = False


class Bodies:
    """The bodies of one report.

    `known` are names that are known to be bodies', `not_bodies` those that are not: people, outlets; `sources` where speakers are named.
    """

    def __init__(self, text: str, known: Collection[str], not_bodies: Collection[str], sources: Spans) -> None:
        self.text = text
        self.sources = sources
        self.known = known
        self.not_bodies = not_bodies

    @cached_property
    def kinds(self) -> dict[str, frozenset[str]]:
        """Names with the kinds and callings that the report gives them."""
        found: dict[str, frozenset[str]] = {}
        for pattern in (APPOSED, TITLED, HONOURED):
            for m in pattern.finditer(self.text):
                head = m["head"].lower()
                owned = head in FIRMS.split("|") and re.search(r"[’']s?\s", m["words"])  # "the tannery's owner, Milan Duris"
                if (m["name"] not in self.not_bodies and not owned) or re.fullmatch(CALLINGS, head):
                    found[m["name"]] = found.get(m["name"], frozenset()) | {*re.findall(r"[\w-]+", m["words"].lower())}
        return found

    @cached_property
    def mentions(self) -> list[Mention]:
        """Bodies by their place: those of a known name, and those described in full for the first time."""
        named = {name for name, words in self.kinds.items() if words & set(NOUNS.split("|"))} | set(self.known)
        places: dict[int, Mention] = {}
        for name in sorted(named - set(self.not_bodies)):
            words = self.kinds.get(name, frozenset()) | frozenset(name.lower().split())
            for m in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", self.text):
                if m.start() not in places or len(places[m.start()].name) < len(name):
                    places[m.start()] = self._mention(m, name, words)
        for m in DESCRIBED.finditer(self.text):
            words = frozenset(w.strip("’'").lower() for w in m[0].split())
            owner = m["head"].lower() in {"owner", "maker", "operator"} or m.start() < self.text.find("\n")
            if len(m["words"].split()) > 1 and not owner and m[0] not in self.not_bodies and m.start() not in places:
                name = next((n for n in sorted(named) if words <= self.kinds.get(n, frozenset())), " ".join(m[0].split()))
                places[m.start()] = self._mention(m, name, words)
        return [places[at] for at in sorted(places) if self.text[at - 1 : at] != "("]

    def _mention(self, m: re.Match[str], name: str, heads: frozenset[str]) -> Mention:
        return Mention(m.start(), name, heads, any(start <= m.start() < end for start, end in self.sources))

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(m.end() for m in SENTENCE.finditer(self.text))]

    def subject_before(self, at: int, wanted: frozenset[str] = frozenset()) -> str | None:
        """The body that the sentence before is about: who speaks in it, or the first it names; `wanted`: words of its name or kind."""
        fits = [m for m in self.mentions if wanted <= m.heads]
        for start, end in self.sentences_before(at):
            here = [m for m in fits if start <= m.at < end]
            if here:
                return next((m for m in here if m.speaks), here[0]).name
        return None

    def meant(self, words: str, at: int) -> str | None:
        """The body, or the person, that a description stands for; in a headline, what the report says first."""
        wanted = frozenset(re.findall(r"[\w-]+", words.lower()))
        for least in (wanted, wanted & {words.lower().split()[-1]}):
            found = self._meant(least, at)
            if found:
                return found
        return None

    def _meant(self, wanted: frozenset[str], at: int) -> str | None:
        before = self.subject_before(at, wanted)
        if before:
            return before
        after = next((m.name for m in self.mentions if wanted <= m.heads and m.at >= at), None)
        return after or self.called(wanted)

    def called(self, wanted: frozenset[str]) -> str | None:
        """The one who has a calling ("Builder" for Artur Lince), if it is one."""
        names = [name for name, words in self.kinds.items() if wanted <= words and wanted & set(CALLINGS.split("|"))]
        longest = max(names, key=len, default=None)
        return longest if longest and all(set(name.split()) <= set(longest.split()) for name in names) else None

    def sentences_before(self, at: int) -> Iterator[tuple[int, int]]:
        """The sentence of a place up to it, and those before, the last one first."""
        end = at
        for number in range(bisect_right(self._starts, at) - 1, -1, -1):
            if at - self._starts[number] > REACH:
                return
            yield self._starts[number], end
            end = self._starts[number]

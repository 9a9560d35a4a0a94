"""Through whom a statement came: outlets, journalists and platforms named beside it, outside the speaker's own words."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from onrecord.interpret.carriers import Carriers
from onrecord.interpret.media import BY_PLATFORM, NAMED, ON_PLATFORM, OWN_WRITER, PLATFORMS, POSTED, STATE_MEDIA
from onrecord.interpret.phrases import rows_in
from onrecord.records import AnnotatedDocument, Span, Spans, Speaker, SpeakerKind, Statement

_TOLD = (
    r"(?i:told|tells?|telling|interview (?:with|on|by)|interviewed (?:by|on)|speaking(?: [A-Z][a-z]+day)? (?:to|on|with)|spoke (?:to|with|on)|talking to|talked to|"
    r"appear(?:ed|ing|ance) on|said (?:on|to)|(?:stated|explained|complained|replied|commented|announced|repeated) to|(?:remarks|comments?|e-?mail|statement|letter|retelling of the story) to|(?:as|so) \w+ (?:to|in))"
)
_RELAY_BEFORE = re.compile(
    rf"\b(?:{_TOLD}|statement (?:carried by|published (?:by|in)|issued through)|carried by|published (?:by|in)|quoted (?:by|in)|cited by|"
    r"reported by|according to|broadcast (?:by|on)|aired (?:by|on)|letter in|article (?:in|for)|column (?:in|for)|op-ed (?:in|for)|"
    r"wrote (?:in|for)|writing (?:in|for)|(?:pointed out|described|confirmed|explained|spoke|speaking)(?: \w+)? (?:for|on|to)|via|"
    r"(?:confirmed|revealed|disclosed|denied|admitted|called)\b[^.]{0,60}\bto|"
    r"(?:seen|obtained|viewed|reviewed|heard|posted|shared|released|conducted) by)\s+(?:the\s+)?(?:[\w’'-]+\s){0,3}?$"
)
_SENTENCE = re.compile(r"[^\n]+?(?:[.?!][”\"]?(?=\s+[“\"A-Z]|\s*$)|$)", re.M)
_INTERVIEW = re.compile(rf"\binterview(?:ed)?\b[^.;]{{0,30}}?\b(?:with|by|on|to|for|in) (?P<name>{NAMED.pattern})")
_PUBLISHED = re.compile(
    r"(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}) (?:published|aired|broadcast|ran) an? (?:[\w-]+ ){0,2}interview with\b"
)
_OBTAINED = re.compile(rf"\b(?:seen|obtained|viewed|reviewed|published|released|shared|posted) by (?P<name>{NAMED.pattern})")
_STAFF = re.compile(rf"(?P<name>{NAMED.pattern})[’']?s? (?:photographer|reporter|correspondent|journalist|writer|contributor)s?\b")
_WRITES_FOR = re.compile(rf"^[A-Z][\w.’'-]+ [A-Z][\w’'-]+,? (?:of|from|for) (?P<name>{NAMED.pattern})$")
LEAD = 300  # characters by which the first words of an interview may come before it is named
CARRY, NEXT = (
    500,
    120,
)  # characters from what was said before, within a paragraph and from one to the next, over which an interview goes on: train labels
NEAR = 70  # characters between a cue and the platform that it was posted on
MANY = 2  # speakers who tell one outlet, whose own report it will be where nothing says whose it is
_SAID = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|told|tells|telling|add(?:s|ed|ing)?|not(?:es|ed|ing)|continu(?:es|ed|ing)|recall(?:s|ed|ing)|stat(?:es|ed|ing)|"
    r"went on|explain(?:s|ed|ing)?|conclud(?:es|ed|ing)|admit(?:s|ted|ting)|claim(?:s|ed|ing)?|reiterat(?:es|ed|ing)|pointed out)\b"
)
_GOING_ON = re.compile(r"\b(?:add(?:s|ed|ing)?|continu(?:es|ed|ing)|went on|goes on|conclud(?:es|ed|ing))\b")
_ELSEWHERE = re.compile(
    r"\b(?:told reporters|told a (?:crowd|rally)|at an? (?:\w+ ){0,2}(?:rally|conference|hearing|event|meeting|town hall|ceremony)|"
    r"in an? (?:\w+ ){0,2}(?:statement|speech|tweet|post|letter|book|memo|filing)|during (?:\w+’s |the |a )?(?:hearing|speech|debate))\b",
    re.I,
)
_RELAY_AFTER = re.compile(
    r"^(?:[,’']s?)?(?:\s(?!was|were|is|are|been|being)[\w’'-]+,?){0,3}?\s"
    r"(?:quoted|quotes|cited|cites|reported|reports|carried|said|says|claims|claimed|claiming|reporting|citing|quoting|broadcast|published)\b"
)
_TELLING = re.compile(r"\b(?:telling|told|adding)\b")
_POSTING = re.compile(r"\b(?:wrote|writes|argued|said|posted|stated|stating|asked|announced)\b|:")
_DATELINE = re.compile(rf"\((?P<name>{NAMED.pattern})\) ?(?:-|–|—)")
_PAST = re.compile(
    r"\b(?:in (?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\d{4}\b)|last (?:month|year))"
)
_NO_OUTLETS = frozenset(
    "TV Press Radio Daily Magazine Review Network Channel Television Broadcasting Weekly News Today Standard Register Journal".split()
)
_PARTS = frozenset("news tv radio online digital sport world service live today magazine".split())  # of one outlet, after its name
_SAME_PLATFORM = re.compile(r"\b(?:on|to) the (?:social (?:media|networking) )?(?:site|platform|network)\b")
_PLATFORM = re.compile(rf"\b(?:{PLATFORMS.replace('|X|', '|')})\b")  # "X" alone may be anything
Found = list[tuple[int, str]]
"""Names with their places."""


@dataclass
class Channels:
    """The carriers of a report's statements: what is said to one outlet goes on being said to it."""

    annotated: AnnotatedDocument
    last: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.text: str = self.annotated.document.text
        self.carriers = Carriers(self.annotated)

    def of(self, statement: Statement, speaker: Speaker | None) -> tuple[str, ...]:
        """Names of the carriers of a statement; statements are handed in in the order of the text."""
        at = (statement.source or statement.cue or statement.content)[0][0]
        body = speaker.name if speaker and speaker.kind is SpeakerKind.ORGANISATION else None
        own = {self.annotated.document.publisher, body, self._own_outlet}
        sentence = sentence_of(statement, self.annotated)
        found = tuple(name for name in self._printed(statement, sentence) if not any(o and same(name, o) for o in own))
        if speaker is None or speaker.kind is not SpeakerKind.PERSON:
            return found
        if not found and self._goes_on(statement, speaker, at, sentence):
            found = self.last[speaker.name][1]
        if found:
            self.last[speaker.name] = max(e for _, e in statement.content), found
        return found or (self._interviewed(speaker.name.split()[-1], at) if speaker.name.strip() and _says(statement, self.text) else ())

    def _goes_on(self, statement: Statement, speaker: Speaker, at: int, sentence: Span) -> bool:
        """Whether somebody is still speaking to the same outlet."""
        place, before = self.last.get(speaker.name, (0, ()))
        if not before or _ELSEWHERE.search(_masked(statement, self.text, sentence)):
            return False
        same_line = "\n" not in self.text[place:at]
        if before[0] in PLATFORMS.split("|") and not (same_line and _GOING_ON.search(_words(statement.cue, self.text))):
            return False  # who posted something says other things elsewhere
        return at - place <= (CARRY if same_line else NEXT) and _says(statement, self.text)

    def _printed(self, statement: Statement, sentence: Span) -> tuple[str, ...]:
        """The carriers named in the sentence of the cue and in the source."""
        outside = _masked(statement, self.text, sentence)
        found = _in_source(_words(statement.source, self.text)) + self._relays(statement, outside)
        found += [(at, name) for at, name in self.carriers.told_in(outside) if self._is_own_telling(statement, at + sentence[0], outside)]
        found += self._platforms(statement, outside, sentence[0])
        return _distinct(sorted(found))

    def _is_own_telling(self, statement: Statement, at: int, outside: str) -> bool:
        """Whether the outlet at a place is told this, and not what the sentence goes on with ("backed it, telling the Herald …")."""
        cue = statement.cue
        return not cue or at <= cue[-1][1] + 1 or "\x00" not in outside or not _TELLING.search(self.text[cue[-1][1] : at])

    def _relays(self, statement: Statement, outside: str) -> Found:
        """Outlets that are told something, or say that somebody said it."""
        found: Found = []
        says = _says(statement, self.text)
        for pattern in dict.fromkeys((NAMED, self.carriers.outlets, STATE_MEDIA)):
            for match in pattern.finditer(outside):
                before, after = outside[max(0, match.start() - 120) : match.start()], outside[match.end() : match.end() + 120]
                if before.endswith("(") and after.startswith(")"):
                    continue  # an agency's mark in a dateline
                told = _RELAY_BEFORE.search(before)
                if (told and (says or not told[0].startswith(("according", "reported")))) or (says and _RELAY_AFTER.search(after)):
                    found.append((match.start(), re.sub(r"^[Tt]he ", "", match.group())))
        return found

    def _platforms(self, statement: Statement, outside: str, start: int) -> Found:
        """Platforms beside the cue, or in it, that it was posted on."""
        cue = statement.cue or statement.source or statement.content
        low, high = cue[0][0] - start - NEAR, cue[-1][1] - start + NEAR
        found = [
            (m.start("name"), m["name"])
            for pattern in (ON_PLATFORM, BY_PLATFORM)
            for m in pattern.finditer(outside)
            if low <= m.start() <= high and not _POSTING.search(outside[m.end() : max(0, low + NEAR)])
        ]
        words = _words(statement.cue, self.text)
        if POSTED.search(words):
            found.append((0, "Twitter"))
        if _SAME_PLATFORM.search(f"{words} {outside}") and not found:
            before = list(_PLATFORM.finditer(self.text, 0, max(0, start + high)))
            found += [(0, before[-1][0])] if before else []
        return found

    @cached_property
    def _own_outlet(self) -> str | None:
        """The outlet that many speakers tell things, which is the report's own where the report does not say whose it is."""
        if self.annotated.document.publisher:
            return None
        dateline = _DATELINE.search(self.text[:LEAD])
        if dateline:
            return dateline["name"]
        tellers: dict[str, set[str]] = defaultdict(set)
        for match in re.finditer(
            rf"(?P<who>[\w.’'-]+),? (?:[a-z]+ )?(?:told|tells?|confirmed to|said to) (?P<name>{NAMED.pattern})", self.text
        ):
            tellers[re.sub(r"^[Tt]he ", "", match["name"])].add(match["who"])
        return next((name for name in sorted(tellers) if len(tellers[name]) >= MANY), None)

    def _interviewed(self, surname: str, at: int) -> tuple[str, ...]:
        """The outlet of an interview that the report told of before, with this speaker in the same sentence."""
        told = [
            names for start, names, sentence in self._interviews if start < at + LEAD and re.search(rf"\b{re.escape(surname)}\b", sentence)
        ]
        return told[-1] if told else ()

    @cached_property
    def _interviews(self) -> list[tuple[int, tuple[str, ...], str]]:
        """Where the report's sentences tell of an interview, the outlet, and the sentence."""
        own = {self.annotated.document.publisher, self._own_outlet}
        found: list[tuple[int, tuple[str, ...], str]] = []
        for match in _SENTENCE.finditer(self.text):
            outlet = _INTERVIEW.search(match[0]) or _PUBLISHED.search(match[0])
            if outlet and not _PAST.search(match[0]) and not any(o and same(outlet["name"], o) for o in own):
                found.append((match.start(), (re.sub(r"^[Tt]he ", "", outlet["name"]),), match[0]))
        return found


def _says(statement: Statement, text: str) -> bool:
    """Whether a statement is plainly said, or has no cue: what an interview goes on with."""
    return not statement.cue or bool(_SAID.search(_words(statement.cue, text)))


def _words(spans: Spans, text: str) -> str:
    return " ".join(text[s:e] for s, e in spans)


def _in_source(source: str) -> Found:
    """Carriers within the source: "a memo seen by Reuters", "an AFP photographer", "Jane Roe of the Daily Mail"."""
    found = [(-1, m["name"]) for p in (OWN_WRITER, BY_PLATFORM, _OBTAINED, _STAFF, _WRITES_FOR) for m in p.finditer(source)]
    return [(at, re.sub(r"^[Tt]he ", "", name)) for at, name in found]


def same(name: str, other: str) -> bool:
    """Whether an outlet's name and another are one ("BBC", "BBC News")."""
    a, b = sorted((re.sub(r"^the ", "", n.lower()) for n in (name, other)), key=len)
    return b == a or (b.startswith(f"{a} ") and set(b[len(a) :].split()) <= _PARTS)


def _masked(statement: Statement, text: str, sentence: Span) -> str:
    """The sentence with source and content blotted out (the cue is left, "told" is one)."""
    start, end = sentence
    letters = list(text[start:end])
    for role in (statement.source, statement.content):
        for s, e in role:
            for at in range(max(s, start), min(e, end)):
                letters[at - start] = "\x00"
    return "".join(letters)


def _distinct(found: Found) -> tuple[str, ...]:
    """Each name once, and none that is part of a longer one ("state media KCNA" is KCNA)."""
    names = list(dict.fromkeys(name for _, name in found if name not in _NO_OUTLETS))
    proper = [name for name in names if not STATE_MEDIA.fullmatch(name)]
    kept = proper or names
    return tuple(name for name in kept if not any(name != other and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", other) for other in kept))


def sentence_of(statement: Statement, annotated: AnnotatedDocument) -> Span:
    """The sentence of the cue (of the source where there is none), within its line."""
    anchor = (statement.cue or statement.source or statement.content)[0]
    tokens, text = annotated.tokens, annotated.document.text
    rows = rows_in(tokens, anchor)
    if not rows:
        return anchor
    number = tokens.sentence[rows[0]]
    first = int(tokens.sentence.searchsorted(number))
    last = int(tokens.sentence.searchsorted(number, side="right")) - 1
    line_start, line_end = text.rfind("\n", 0, anchor[0]) + 1, text.find("\n", anchor[1])
    return max(int(tokens.start[first]), line_start), min(int(tokens.end[last]), line_end if line_end >= 0 else len(text))

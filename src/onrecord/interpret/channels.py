"""Through whom a statement came: outlets and platforms named beside it, outside the speaker's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from onrecord.interpret.media import BY_PLATFORM, CALLED_OUTLET, NAMED, ON_PLATFORM, OWN_WRITER, PLATFORMS, STATE_MEDIA
from onrecord.interpret.phrases import rows_in
from onrecord.interpret.shapes import ARTICLE
from onrecord.records import AnnotatedDocument, Span, Speaker, SpeakerKind, Statement

_RELAY_BEFORE = re.compile(
    r"\b(?:told|tells|telling|interview (?:with|on|by)|interviewed (?:by|on)|speaking (?:to|on|with)|spoke (?:to|with)|talking to|"
    r"statement (?:to|carried by|published (?:by|in)|issued through)|carried by|published (?:by|in)|quoted (?:by|in)|cited by|reported by|"
    r"according to|broadcast (?:by|on)|appear(?:ed|ing|ance) on|aired (?:by|on)|letter (?:to|in)|article (?:in|for)|column (?:in|for)|op-ed (?:in|for)|"
    r"wrote (?:in|for)|writing (?:in|for)|said (?:on|to)|(?:pointed out|described|confirmed|explained|spoke|speaking)(?: \w+)? (?:for|on|to)|"
    r"(?:as|so) \w+ (?:to|in)|(?:confirmed|revealed|disclosed|denied|admitted|called)\b[^.]{0,60}\bto|(?:seen|obtained|viewed|reviewed|heard|posted|shared|released|conducted) by)\s+(?:[\w’'-]+\s){0,3}?$"
)
_SENTENCE = re.compile(r"[^\n]+?(?:[.?!][”\"]?(?=\s+[“\"A-Z]|\s*$)|$)", re.M)
_INTERVIEW = re.compile(rf"\binterview(?:ed)?\b[^.;]{{0,30}}?\b(?:with|by|on|to|for|in) (?P<name>{NAMED.pattern})")
_OBTAINED = re.compile(rf"\b(?:seen|obtained|viewed|reviewed|published|released|shared|posted) by (?P<name>{NAMED.pattern})")
_TO_JOURNALIST = re.compile(
    r"\b(?:told|interview with|speaking to|spoke to) (?:[\w.’'-]+ ){0,4}?(?:reporter|journalist|correspondent|videographer|host|anchor|presenter|interviewer)"
    r" (?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2})"
)
LEAD = 300  # characters by which the first words of an interview may come before it is named
CARRY = 800  # characters after which an interview is no longer taken to go on
_TWEETED = re.compile(r"\b(?:re)?tweet(?:s|ed|ing)?\b", re.I)
_RELAY_AFTER = re.compile(
    r"^(?:[,’']s?)?(?:\s(?!was|were|is|are|been|being)[\w’'-]+,?){0,3}?\s(?:quoted|quotes|cited|cites|reported|reports|carried|said|says|claims|claimed|claiming|reporting|citing|quoting|broadcast|published)\b"
)


def channels_of(statement: Statement, text: str, sentence: Span, outlets: re.Pattern[str] = NAMED) -> tuple[str, ...]:
    """Names of the carriers in the sentence of the cue, in the order of the text; `outlets` finds the names of outlets."""
    outside = _masked(statement, text, sentence)
    found: list[tuple[int, str]] = []
    for pattern in dict.fromkeys((NAMED, outlets, STATE_MEDIA)):
        for match in pattern.finditer(outside):
            before, after = outside[max(0, match.start() - 120) : match.start()], outside[match.end() : match.end() + 120]
            if before.endswith("(") and after.startswith(")"):
                continue  # an agency's mark in a dateline
            if _RELAY_BEFORE.search(before) or _RELAY_AFTER.search(after):
                found.append((match.start(), re.sub(r"^[Tt]he ", "", match.group())))
    for pattern in (ON_PLATFORM, BY_PLATFORM):
        found += [(match.start("name"), match.group("name")) for match in pattern.finditer(outside)]
    source = " ".join(text[s:e] for s, e in statement.source)
    found += [(-1, re.sub(r"^[Tt]he ", "", m["name"])) for m in OWN_WRITER.finditer(source)]
    found += [(-1, m["name"]) for m in BY_PLATFORM.finditer(source)]
    found += [(-1, re.sub(r"^[Tt]he ", "", m["name"])) for m in _OBTAINED.finditer(source)]
    found += [(match.start(), match["name"]) for match in _TO_JOURNALIST.finditer(outside)]
    if _TWEETED.search(" ".join(text[s:e] for s, e in (*statement.cue, *statement.source))):
        found.append((0, "Twitter"))
    return _distinct(sorted(found))


@dataclass
class Channels:
    """The carriers of a report's statements: what is said to one outlet goes on being said to it."""

    annotated: AnnotatedDocument
    last: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        text = self.annotated.document.text
        names = {ARTICLE.sub("", m["name"] or m["first"]) for m in CALLED_OUTLET.finditer(text)} - {
            "The",
            "One",
            "A",
            "An",
            "This",
            "That",
            "Its",
        }
        self._outlets = re.compile("|".join(rf"(?<![\w-]){re.escape(n)}(?![\w-])" for n in sorted(names, key=len, reverse=True)) or r"(?!)")

    def of(self, statement: Statement, speaker: Speaker | None) -> tuple[str, ...]:
        """Names of the carriers of a statement; statements are handed in in the order of the text."""
        document, at = self.annotated.document, (statement.source or statement.cue or statement.content)[0][0]
        found = channels_of(statement, document.text, sentence_of(statement, self.annotated), self._outlets)
        own = {document.publisher, speaker.name if speaker else None}
        found = tuple(name for name in found if not any(o and _same(name, o) for o in own))
        if speaker is None or speaker.kind is not SpeakerKind.PERSON:
            return found
        place, before = self.last.get(speaker.name, (0, ()))
        if not found and before and at - place <= CARRY:
            found = before
        carried = tuple(name for name in found if name not in PLATFORMS.split("|"))
        if carried:
            self.last[speaker.name] = at, carried
        return found or self._interviewed(speaker.name.split()[-1], at)

    def _interviewed(self, surname: str, at: int) -> tuple[str, ...]:
        """The outlet of an interview that the report told of before, with this speaker in the same sentence."""
        told = [
            names for start, names, sentence in self._interviews if start < at + LEAD and re.search(rf"\b{re.escape(surname)}\b", sentence)
        ]
        return told[-1] if told else ()

    @cached_property
    def _interviews(self) -> list[tuple[int, tuple[str, ...], str]]:
        """Where the report's sentences tell of an interview, the outlet, and the sentence."""
        text, own = self.annotated.document.text, self.annotated.document.publisher
        found: list[tuple[int, tuple[str, ...], str]] = []
        for match in _SENTENCE.finditer(text):
            outlet = _INTERVIEW.search(match[0])
            if outlet and not (own and _same(outlet["name"], own)):
                found.append((match.start(), (re.sub(r"^[Tt]he ", "", outlet["name"]),), match[0]))
        return found


def _same(name: str, other: str) -> bool:
    """Whether an outlet's name and another are one ("BBC", "BBC News")."""
    a, b = sorted((re.sub(r"^the ", "", n.lower()) for n in (name, other)), key=len)
    return re.search(rf"(?<!\w){re.escape(a)}(?!\w)", b) is not None


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

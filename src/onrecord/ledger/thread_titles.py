"""The title of a thread: its proposition in the words of one of its claims, so that it can be read by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.ledger.sightings import Sighting
from onrecord.records import Act, PositionKind

LENGTH = 140  # characters of a title; longer ones end at a word
LONGEST_NAME = 48  # characters of a name that a title begins with
SAYS_ENOUGH = 4  # words that can be a sentence
A_SENTENCE = 6  # words after which a title may stop where the sentence does
ELISION = " […] "
EDGES = "\"“”‘’' ,.;:-–—•*…"
ACCUSED = re.compile(r"^(?P<whom>[^,;:.]{2,60}?) of (?P<what>(?:\w+ly )?\w+ing\b.*)", re.DOTALL)  # "Norland of selling shells"
LEADING = re.compile(r"^(?:(?:that|of|as(?! \w+ as\b)|for|whether|if|so|because|[Aa]nd|[Bb]ut)\s+|\[\w{1,3}\]\s*)+")
INFINITIVE = re.compile(r"^to\s+(?=[\"“]?[a-z])", re.IGNORECASE)
INFINITIVE = re.compile(r"^to\s+(?=[a-z])", re.IGNORECASE)
SENTENCE = re.compile(
    r"(?:(?<=[a-z]{3})|(?<=\s[a-z]{2}))(?<!Capt|Prof|Corp|Supt)(?P<mark>[.!?])[\"”]?\s+(?=[\"“]?[A-Z])"
)  # no end of an abbreviation
OPENED = re.compile(r"^[\"“‘]")
POINTING = (
    r"he|she|it|they|we|i|you|him|her|them|us|me|himself|herself|itself|themselves|his|their|its|our|my|your|this|these|those|who|whom"
)
HELPING = r"is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|can|could|may|might|must|should|shall|not|never"
ASKING = r"what|which|why|how|where"
GERUND = r"(?!(?:any|every|no|some)?thing|during)[a-z]+ing"
DANGLING = re.compile(rf"^(?:(?:{POINTING}|{HELPING}|{ASKING}|{GERUND})\b|to [\"“]?[a-z])", re.IGNORECASE)
GOES_ON = re.compile(rf"^(?:to|{HELPING})\b")  # words after an elision that go on with those before it
POINTING_NAME = re.compile(rf"^(?:{POINTING}|one|many|some|others|several)$", re.IGNORECASE)
ASSERTED = frozenset({PositionKind.ASSERTS, PositionKind.ADMITS, PositionKind.PROBABLE})


def title_of(told: Sighting, others: Iterable[Sighting] = ()) -> str:
    """The proposition in a sentence: in the words of `told`, or of the first of the others that can be read by itself where `told` cannot.

    Where none can, who speaks stands before the words.
    """
    best = next((s for s in (told, *others) if s is told or s.position in ASSERTED if _stands_alone(s)), told)
    words = _accused(best) or _words(best)
    if not _stands_alone(best):
        name = _speaker(best)
        words = f"{name}: {words}" if name else INFINITIVE.sub("", words)
    if len(words) > LENGTH:
        words = words[:LENGTH].rsplit(" ", 1)[0].rstrip(EDGES) + " …"
    words = _paired(words)
    return words[:1].upper() + words[1:]


def _stands_alone(s: Sighting) -> bool:
    """Whether the words of a claim can be read without what stands around them: no scrap, and nothing that points at something before."""
    words = _words(s)
    return _accused(s) is not None or (len(words.split()) >= SAYS_ENOUGH and DANGLING.match(words.lstrip('"“‘')) is None)


def _accused(s: Sighting) -> str | None:
    """Who is accused of what, with a colon between."""
    found = ACCUSED.match(_words(s)) if s.act is Act.ACCUSE else None
    return f"{found['whom']}: {found['what']}" if found else None


def _words(s: Sighting) -> str:
    """The words of a claim up to the end of a sentence; of those around an elision, what goes on with the beginning or else the longest."""
    parts = s.quote.split(ELISION)
    told = [parts[0]]
    for part in parts[1:]:
        if OPENED.match(part) and len(told[-1].split()) >= SAYS_ENOUGH:
            told.append(part)
        else:
            told[-1] += f" {part}" if GOES_ON.match(part) else f" … {part}"
    words = re.sub(r"\s+", " ", max(told, key=lambda part: len(part.split()))).strip(EDGES)
    words = LEADING.sub("", words).strip(EDGES)
    end = SENTENCE.search(words)
    if end is None or len(words[: end.start()].split()) < A_SENTENCE:
        return words
    return words[: end.end("mark")].strip(EDGES)


def _speaker(s: Sighting) -> str | None:
    """The name to set before words that cannot be read by themselves; a report's own words have none."""
    if s.statement is None:
        return None
    names = (s.body, s.party.name if s.party else None)
    return next((name for name in names if name and len(name) <= LONGEST_NAME and not POINTING_NAME.match(name)), None)


def _paired(words: str) -> str:
    """Words with each quotation mark's other half; a closing one without an opening one goes."""
    opened, kept = "", ""
    for before, character in zip(" " + words, words, strict=False):
        if character == "“" or (character == '"' and before in " ([—–"):
            opened += "”" if character == "“" else '"'
        elif character in '”"':
            if not opened:
                continue
            opened = opened[:-1]
        kept += character
    return kept + opened[::-1]

"""Where a passage is reported from, by the report's dateline or the words that open the passage."""

from __future__ import annotations

import re
from bisect import bisect_left

from onrecord.interpret.countries import country_of, government_seat
from onrecord.interpret.places import place_country
from onrecord.interpret.scene import Scene
from onrecord.interpret.shapes import DATELINE
from onrecord.records import Span, Speaker, SpeakerKind

_CITY = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+(?:[ ][A-ZÀ-Þ][A-ZÀ-Þ.’'-]+)*(?=[, (—–-])")
_OPENING = re.compile(r"(?:In|At|From) (?P<place>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?), ")
_SENTENCE = re.compile(r"[.!?][”\"]? (?=[A-Z“\"])")
FAR = 4000  # characters back to where somebody was named before
_TOP = 600  # characters in which a dateline stands


_NATIONAL = frozenset(
    "government ministry minister premier cabinet parliament army military authority authorities inspectorate".split()
)  # offices and bodies of a whole state, which reports name without it where they are at home
_SPOKESMAN = re.compile(r"^(?:an? |the )?(?:chief )?spokes(?:man|woman|person) (?:of|for) (?:the )?")
_GENERAL = re.compile(r"\b(?:auditor|attorney) general\b")
_OWN = re.compile(r"\b(?:its|the country[’']s|the nation[’']s) ", re.IGNORECASE)
_ANOTHERS = re.compile(r"[A-Z][\w-]*[’']s |\b(?:union|party|company|club|federation|board|association|bank|university|airline)\b")
_SEATED = re.compile(r" in (?P<place>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)")


def office_country(scene: Scene, speaker: Speaker, span: Span) -> tuple[str | None, bool]:
    """The country of a state's office that is named without it: by its seat, or, inferred, where the passage is reported from."""
    source = scene.text[slice(*span)]
    described = (speaker.role or speaker.name) if speaker.kind is SpeakerKind.PERSON else speaker.name
    office = _SPOKESMAN.sub("", described.lower())
    head = set(re.findall(r"[\w-]+", re.split(r" (?:of|for|in|to|at) |,", office)[0]))
    if not (_NATIONAL & head or _GENERAL.search(office) or described.startswith("President")) or _ANOTHERS.search(described):
        return None, False
    told = next((s.speaker for s in scene.said_before(span[0], FAR) if s.speaker.name == speaker.name), None)
    if told and told.country:
        return told.country, told.country_inferred
    seat = _SEATED.search(f" {described}")
    if seat:
        return _country(seat["place"], scene), False
    named = speaker.kind is SpeakerKind.PERSON and not speaker.anonymous  # ministers of other countries are named anywhere
    if named or _OWN.search(source):
        return None, False
    return _in_paragraph(scene, span[0]) or country_here(scene, span[0]), True


def _in_paragraph(scene: Scene, at: int) -> str | None:
    """The first country that the paragraph names before a place of it."""
    start = scene.line_start(at)
    if start == 0 and "\n" in scene.text:
        return None  # a headline names whom it is about
    number = bisect_left(scene.setting.places, start)
    named = number < len(scene.setting.places) and scene.setting.places[number] < at
    return scene.setting.codes[number] if named else None


def country_here(scene: Scene, at: int) -> str | None:
    """The country of a place of the text: that of "In Minsk, …" in its paragraph, else of the dateline; None where neither tells."""
    start = scene.line_start(at)
    openings = [start, *(start + m.end() for m in _SENTENCE.finditer(scene.text[start:at]))]
    for opening in reversed(openings):
        place = _OPENING.match(scene.text, opening)
        if place and (code := _country(place["place"], scene)):
            return code
    return next(filter(None, (_country(city, scene) for city in _cities(scene.text))), None)


def _cities(text: str) -> list[str]:
    """The place of the first dateline, as it is written elsewhere."""
    for line in re.finditer(r"^.+$", text[:_TOP], re.MULTILINE):
        if DATELINE.match(line[0]) and (city := _CITY.match(line[0])):
            return [re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), city[0])]
    return []


def _country(place: str, scene: Scene) -> str | None:
    return place_country(place) or government_seat(place, on=scene.published) or country_of(place)

"""The country of a speaker: by the words, the role or the body's name; else the country that the report is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import replace

from onrecord.interpret.belonging import Resolve, owners_country
from onrecord.interpret.bodies import INTERNATIONAL, bodies_in
from onrecord.interpret.countries import country_in
from onrecord.interpret.dateline import office_country
from onrecord.interpret.media import NAMED, STATE_MEDIA, is_outlet
from onrecord.interpret.mentions import countries_of_mention, is_international
from onrecord.interpret.nouns import PLACELESS, STATE, WORLDLY
from onrecord.interpret.places import place_country, place_within, seated
from onrecord.interpret.scene import REACH, Scene
from onrecord.interpret.standins import in_full
from onrecord.interpret.whose import Told, likeliest
from onrecord.records import Span, Speaker, SpeakerKind

TOPIC = re.compile(r"\b(?:on|about|against|towards?|into)\b")  # what follows is what is spoken of, not who speaks
HEAD = re.compile(r" (?:of|for|from|in|at|with|by|to|on|who|that)\b")
_PLACE = re.compile(r"\b(?:from|of|in|at) (?:the )?((?:[A-Z][\w.’'-]+)(?: [A-Z][\w.’'-]+)?)")
_PARTY_AND_STATE = re.compile(r"\b[RDI]-(?:[A-Z]\.?[A-Z]?\b|[A-Z][a-z]+)")  # "R-Ohio", "D-N.Y."
_CONGRESS = re.compile(
    r"\b(?:Rep|Sen)\b|\bGOP\b|\b[Cc]ongress(?:man|men|woman|women)\b|\b(?:House|Senate) (?:[\w-]+ ){0,3}[Cc]ommittee\b|^House$|"
    r"\b(?:Republican|Democrat)s?\b"
)
_SENATE = re.compile(r"\b[Ss]enators?\b|\bSenate\b|\b[Gg]overnors?\b|\b[Ff]ederal prosecutors?\b|^[Cc]ommittee|^[Hh]ouse\b")
_CAPITALISED = re.compile(r"[A-Z][\w.-]+(?: [A-Z][\w.-]+)*")
_PARTISAN = re.compile(r"\b(?:Democratic|Republican|GOP|Labour|Tory|Conservative|Liberal|Green|party|state|government)\b")
_FIRM = re.compile(r"\b(?:Economics|Research|Analytics|Insights|Awards|FM)$|-TV$|\.(?:com|org|net|info)$")
_PRINTED = re.compile(r"\b(?:article|report|story|column|op-ed|editorial|interview)\b", re.I)
_OWNED = re.compile(r"(?:its|the country[’']s|the nation[’']s) ", re.I)
HEADS = frozenset({"president", "prime minister"})  # news names those of other countries, too, by title and surname alone
_WORD = re.compile(r"[\w-]+")


def country_for(scene: Scene, words: str) -> str | None:
    """The country that words speak for: not a topic's (a committee on China)."""
    own = TOPIC.split(words)[0]
    found = countries_of_mention(own, on=scene.published, home=scene.setting.home)
    if len(found) == 1:
        return found[0]
    if found or any(body.code == INTERNATIONAL for body in bodies_in(own)[:1]):
        return None
    return by_party(words) or seated(own)


def by_party(words: str) -> str | None:
    """The United States for party and state behind an American politician's name ("R-Ohio")."""
    return "USA" if _PARTY_AND_STATE.search(words) else None


def place_in(scene: Scene, span: Span) -> str | None:
    """The country of a place that a person is said to be from ("a lecturer from Nottingham")."""
    places = (m[1] for m in _PLACE.finditer(scene.text, *span))
    return next((code for p in places if (code := place_country(p))), None)


def placed(scene: Scene, speaker: Speaker, span: Span, behind: Resolve) -> Speaker:
    """The speaker with the country that words or rules tell, else with the likeliest of those that the report names, or none."""
    ruled = by_rules(scene, speaker, span, behind)
    if ruled:
        return ruled
    code = likeliest(scene, speaker, span, told(scene, speaker, span))
    return replace(speaker, country=code, country_inferred=code is not None)


def by_rules(scene: Scene, speaker: Speaker, span: Span, behind: Resolve) -> Speaker | None:
    """The speaker with the country of a name, a seat, an owner or an office; None where no rule decides."""
    based = scene.based.get(speaker.name) or _employers_base(scene, speaker, span[0])
    if based:
        return replace(speaker, country=based)
    if speaker.kind is SpeakerKind.ORGANISATION and STATE_MEDIA.search(speaker.name.lower()):
        code = country_in(speaker.name)
        return replace(speaker, country=code or scene.setting.leaning, country_inferred=code is None and scene.setting.leaning is not None)
    if speaker.country == INTERNATIONAL or (speaker.kind is SpeakerKind.ORGANISATION and is_outlet(speaker.name)):
        return replace(speaker, country=country_in(speaker.name) or place_within(speaker.name))
    if speaker.country or is_international(speaker.name):
        return speaker
    owner = None if speaker.kind is not SpeakerKind.DOCUMENT and _placeless(scene, speaker, span) else owners_country(scene, span, behind)
    if owner:
        known = _acts_for_a_state(speaker) and not _OWNED.match(scene.text, *span)
        return replace(speaker, country=owner, country_inferred=not known)
    doubts = any(doubt(scene, speaker, span) for doubt in DOUBTS)
    here, inferred = (None, False) if doubts else office_country(scene, speaker, span)
    if here:
        return replace(speaker, country=here, country_inferred=inferred)
    if scene.setting.home is None and _is_named_head(speaker):
        return speaker
    if scene.setting.home is None and not doubts and _is_of_congress(scene, speaker):
        return replace(speaker, country="USA", country_inferred=True)  # whose Congress English news writes of without saying so
    return None


def told(scene: Scene, speaker: Speaker, span: Span) -> Told:
    """What speaks against any country of the report, and countries that the words speak for without naming them."""
    doubts = tuple(doubt.__name__.strip("_") for doubt in DOUBTS if doubt(scene, speaker, span))
    near = _last_named(scene, span) if _acts_for_a_state(speaker) else None
    if near is None:
        return Told(doubts)
    return Told(doubts, ((near, "last before a state's"), *([(near, "owned")] if _OWNED.match(scene.text, *span) else [])))


def _employers_base(scene: Scene, speaker: Speaker, at: int) -> str | None:
    """The country where the body in somebody's role is said to be based ("Observatory chief")."""
    if not scene.based or not speaker.role or speaker.country:
        return None
    bodies = (in_full(scene, name, at) for name in _CAPITALISED.findall(speaker.role))
    return next((scene.based[name] for name in bodies if name in scene.based), None)


def _is_of_congress(scene: Scene, speaker: Speaker) -> bool:
    """Whether role or name are of America's houses and parties; words that other states have as well count where America is named most."""
    words = f"{speaker.role or ''} {speaker.name}"
    most = Counter(scene.setting.codes).most_common(2)
    return bool(_CONGRESS.search(words) or ("USA" in dict(most) and _SENATE.search(words.strip())))


def _last_named(scene: Scene, span: Span) -> str | None:
    """The country named last before "its interior minister"."""
    at = bisect_left(scene.setting.places, span[0]) - 1
    return scene.setting.codes[at] if at >= 0 and span[0] - scene.setting.places[at] <= REACH else None


def _acts_for_a_state(speaker: Speaker) -> bool:
    """Whether the role, or the name of a body or an unnamed holder, says that it is a state's: "the minister", "police", "authorities"."""
    words = speaker.role if speaker.kind is SpeakerKind.PERSON else speaker.name
    return not _is_named_head(speaker) and bool(STATE & set(_WORD.findall(HEAD.split((words or "").lower())[0])))


def _is_named_head(speaker: Speaker) -> bool:
    """Whether somebody is called president and no more, as news calls those of any country."""
    return speaker.kind is SpeakerKind.PERSON and not speaker.anonymous and (speaker.role or "").lower() in HEADS


# what speaks against the report's country -------------------------------------------------------


def _placeless(_: Scene, speaker: Speaker, __: Span) -> bool:
    """An unnamed holder, or a document, of no place that the report tells ("experts", "reports")."""
    head = HEAD.split(speaker.name.lower())[0].split()[-1:]
    unnamed = speaker.anonymous or speaker.kind is SpeakerKind.DOCUMENT
    return unnamed and speaker.kind is not SpeakerKind.ORGANISATION and bool(PLACELESS & set(head))


def _works_elsewhere(scene: Scene, speaker: Speaker, _: Span) -> bool:
    """Somebody of an international body, or of an outlet of another country."""
    if speaker.kind is SpeakerKind.ORGANISATION:
        return False
    body = next(iter(bodies_in(speaker.role or speaker.name)), None)
    return body is not None and (body.code == INTERNATIONAL or (body.column == "outlets" and body.code != scene.setting.home))


def _of_several(scene: Scene, speaker: Speaker, span: Span) -> bool:
    """Several holders who are of several countries by their own words."""
    words = (speaker.name, scene.text[slice(*span)])
    return speaker.kind is SpeakerKind.GROUP and any(len(countries_of_mention(TOPIC.split(w)[0])) > 1 for w in words)


def _worldly(_: Scene, speaker: Speaker, __: Span) -> bool:
    """Somebody of a calling without a country, a firm of analysts, a website."""
    if speaker.kind is SpeakerKind.PERSON and _PARTISAN.search(speaker.role or ""):
        return False
    if speaker.kind is SpeakerKind.PERSON:
        return bool(WORLDLY & set(HEAD.split((speaker.role or "").lower())[0].split()[-1:]))
    return speaker.kind is SpeakerKind.ORGANISATION and bool(_FIRM.search(speaker.name))


def _printed_elsewhere(_: Scene, speaker: Speaker, __: Span) -> bool:
    """An article or a report in an outlet that is named: "article in The Daily Star"."""
    return speaker.kind is SpeakerKind.DOCUMENT and bool(_PRINTED.search(speaker.name)) and bool(NAMED.search(speaker.name))


DOUBTS = [_worldly, _printed_elsewhere, _placeless, _works_elsewhere, _of_several]  # any of them, and the country stays open

"""Bodies that a common noun or a short form stands in for: "the ministry", "the company", "the paper", "the city", "the Observatory"."""

from __future__ import annotations

import re
from bisect import bisect_left

from onrecord.interpret.bodies import INTERNATIONAL, body_of
from onrecord.interpret.countries import country_of, government_seat, names_of
from onrecord.interpret.media import CALLED_OUTLET, KINDS, NAMED
from onrecord.interpret.mentions import countries_of_mention, country_of_mention
from onrecord.interpret.names import bare_name
from onrecord.interpret.nouns import ORGANISATIONS, OUTLET_HEADS
from onrecord.interpret.phrases import root_of, rows_in
from onrecord.interpret.places import place_country, region_country
from onrecord.interpret.scene import REACH, SUBJECTS, Scene
from onrecord.interpret.shapes import ARTICLE
from onrecord.records import EntityMention, Span, Speaker, SpeakerKind

FAR = 6 * REACH  # a described speaker is taken up again over more text than a pronoun
FIRM = frozenset(  # bodies of which a report can name any, so that the last one named is meant
    "company firm group organisation organization agency business startup manufacturer retailer carmaker airline bank operator platform "
    "institute observatory body watchdog charity centre center foundation association union federation league network institution bureau "
    "developer maker studio label monitor site website publisher broadcaster club fund trust".split()
)
TOWNS = frozenset("city town village county borough municipality".split())
_STATES = frozenset("country nation kingdom republic sultanate emirate".split())
_ALLIANCES = frozenset("alliance bloc union".split())
_ADDRESS = re.compile(r"\b[A-Z][\w-]*\.(?:com|org|net|info|news)\b")
_GENERIC = ORGANISATIONS | frozenset("observatory house assembly academy society fund times post journal tribune herald telegraph".split())
_PLAIN = _GENERIC | frozenset(
    "supreme high district federal national appeals constitutional foreign interior defence defense justice finance the of".split()
)
_BASED = re.compile(r"\b(?P<before>[A-Z][\w.]+(?: [A-Z][\w.]+)?)-based\b|\bbased in (?:the )?(?P<after>[A-Z][\w.]+(?: [A-Z][\w.]+)?)")
_NAME_AFTER = re.compile(r" (?:[a-z][\w-]* )*?(?P<name>[A-Z][\w-]+)")
_ACCORDING = re.compile(r"according to (?:the )?$")


def body_meant(scene: Scene, at: int, lemma: str) -> Speaker | None:
    """The body named before whose name holds the word ("the ministry"), or the firm or town last named ("the company", "the city")."""
    for said in scene.said_before(at, FAR):
        if said.speaker.kind is SpeakerKind.ORGANISATION and re.search(rf"\b{lemma}\b", said.speaker.name, re.I):
            return said.speaker
    for mark in scene.bodies_before(at):
        if at - mark.span[0] > FAR:
            break
        if re.search(rf"\b{lemma}\b", scene.text[slice(*mark.span)], re.I):
            return _as_speaker(scene, mark)
    if lemma in TOWNS:
        return _last_town(scene, at)
    if lemma in _STATES:
        return _last_country(scene, at)
    if lemma in _ALLIANCES:
        return _last_alliance(scene, at)
    return _last_body(scene, at) if lemma in FIRM or lemma in OUTLET_HEADS else None


def _as_speaker(scene: Scene, mark: EntityMention) -> Speaker:
    name = ARTICLE.sub("", bare_name(scene.text[slice(*mark.span)]))
    return Speaker(name, SpeakerKind.ORGANISATION, country=country_of(name) or country_of_mention(name, on=scene.published))


def _last_body(scene: Scene, at: int) -> Speaker | None:
    """The body that spoke last, or was named last where none spoke near."""
    said = next((s for s in scene.said_before(at, FAR) if s.speaker.kind is SpeakerKind.ORGANISATION), None)
    mark = next(scene.bodies_before(at), None)
    if said or mark is None or at - mark.span[0] > REACH:
        return said.speaker if said else None
    return _as_speaker(scene, mark)


def _last_town(scene: Scene, at: int) -> Speaker | None:
    """The town named last, as those who govern it."""
    for mark in reversed(scene.annotated.entities):
        name = bare_name(scene.text[slice(*mark.span)])
        if mark.label == "GPE" and at - FAR < mark.span[0] < at and not (country_of(name) or region_country(name)):
            return Speaker(name, SpeakerKind.ORGANISATION, country=place_country(name))
    return None


def _last_country(scene: Scene, at: int) -> Speaker | None:
    """The country that was named last, by a name that the report prints."""
    number = bisect_left(scene.setting.places, at) - 1
    code = scene.setting.codes[number] if number >= 0 else None
    name = next((n for n in names_of(code) if n in scene.text), None) if code else None
    return Speaker(name, SpeakerKind.COUNTRY, country=code) if name else None


def _last_alliance(scene: Scene, at: int) -> Speaker | None:
    """The body of several countries that was named last."""
    for mark in scene.bodies_before(at):
        body = body_of(bare_name(scene.text[slice(*mark.span)]))
        if at - mark.span[0] > FAR:
            return None
        if body and body.code == INTERNATIONAL:
            return _as_speaker(scene, mark)
    return None


def last_outlet(scene: Scene, at: int) -> Speaker | None:
    """The outlet that was named last before "the paper", by its name or as an address."""
    start = max(0, at - FAR)
    places = [(m.start(), m[0]) for pattern in (NAMED, _ADDRESS) for m in pattern.finditer(scene.text, start, at)]
    places += [(m.start(), m["name"] or m["first"]) for m in CALLED_OUTLET.finditer(scene.text, start, at)]
    name = ARTICLE.sub("", bare_name(max(places)[1])) if places else ""
    return Speaker(name, SpeakerKind.ORGANISATION) if name and name[0].isupper() else None


def body_named_after(scene: Scene, span: Span, lemma: str) -> Speaker | None:
    """The body that a report names next as the one it first only described: "a monitoring group said … the Airwars group said"."""
    if lemma not in FIRM or not re.match(r"an? ", scene.text[slice(*span)], re.I) or span[0] > REACH:
        return None
    for mark in scene.bodies_after(span[1]):
        if mark.span[0] - span[1] > REACH:
            return None
        name = bare_name(scene.text[slice(*mark.span)])
        if _speaks(scene, mark) and name not in scene.text[: span[0]]:
            return _as_speaker(scene, mark)
    return None


def _speaks(scene: Scene, mark: EntityMention) -> bool:
    """Whether a body is the subject of a verb, or something is so according to it."""
    rows = rows_in(scene.tokens, mark.span)
    after = rows[-1] + 1 if rows else 0
    is_subject = bool(rows) and (
        scene.tokens.dep[root_of(scene.tokens, rows)] in SUBJECTS or (after < len(scene.tokens) and scene.tokens.tag[after] == "VBD")
    )
    return is_subject or bool(_ACCORDING.search(scene.text[max(0, mark.span[0] - 20) : mark.span[0]]))


def in_full(scene: Scene, name: str, at: int) -> str:
    """The longer name that a bare institution's name is short for ("Supreme Court", of Chile): the last before, or the next."""
    words = name.lower().split()
    if not words or not ((set(words) <= _PLAIN and words[-1] in _GENERIC) or name in KINDS.split("|")):
        return name
    held = re.compile(rf"(?<![\w-]){re.escape(name)}(?:$| (?:of|for)\b)")
    marked = [(m.span[0], full) for m in scene.bodies if held.search(full := _bare(scene, m)) and len(full) > len(name) + 3]
    place = r"(?:of|for) (?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*"
    printed = re.finditer(rf"(?<![\w-])(?:(?!The )[A-Z][\w’'-]+ )*{re.escape(name)} {place}", scene.text)
    longer = sorted([*marked, *((m.start(), m[0]) for m in printed)])
    if not longer:
        return name
    nearest = next((full for start, full in reversed(longer) if start < at), longer[0][1])
    others = (full for _, full in longer)
    return max([nearest, *(o for o in others if countries_of_mention(o) == countries_of_mention(nearest))], key=len)


def _bare(scene: Scene, mark: EntityMention) -> str:
    return ARTICLE.sub("", bare_name(scene.text[slice(*mark.span)]))


def based_bodies(scene: Scene) -> dict[str, str]:
    """Bodies that the report says where they are based: "the London-based group Airwars", "the Britain-based Observatory"."""
    found: dict[str, str] = {}
    for match in _BASED.finditer(scene.text):
        place = ARTICLE.sub("", match["before"] or match["after"])
        code = country_of(place) or place_country(place) or government_seat(place)
        name = _based_there(scene, match)
        if code and name:
            found.setdefault(name, code)
    return found


def _based_there(scene: Scene, match: re.Match[str]) -> str | None:
    """The body beside "X-based": named after it, marked next to it, or the last one before "the X-based group"."""
    following = (
        re.match(r" (?:[a-z][\w-]* )*?(?P<name>[A-Z][\w-]+)", scene.text[match.end() : match.end() + 60]) if match["before"] else None
    )
    near = [m for m in scene.bodies if -80 < m.span[0] - match.start() < 60]
    if following and not any(scene.text[slice(*m.span)].endswith(following["name"]) or following["name"] in _bare(scene, m) for m in near):
        return in_full(scene, following["name"], match.start())
    if near:
        return in_full(scene, _bare(scene, min(near, key=lambda m: abs(m.span[0] - match.start()))), match.start())
    head = re.match(r" (?:[a-z][\w-]* )*?(\w+)", scene.text[match.end() : match.end() + 40])
    last = next(scene.bodies_before(match.start()), None)
    return _bare(scene, last) if last and head and head[1] in FIRM and match.start() - last.span[0] < REACH else None

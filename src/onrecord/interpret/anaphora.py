"""What a definite description points back to: "the ministry", "the company", "the report", "the source", "the two men"."""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.interpret.bodies import offices
from onrecord.interpret.cast import Person
from onrecord.interpret.countries import country_of
from onrecord.interpret.names import bare_name
from onrecord.interpret.nouns import DOCUMENTS, OUTLET_HEADS
from onrecord.interpret.phrases import rows_in
from onrecord.interpret.places import region_country
from onrecord.interpret.scene import REACH, Scene
from onrecord.records import Span, Speaker, SpeakerKind

FAR = 6 * REACH  # a described speaker is taken up again over more text than a pronoun
FIRM = frozenset(  # bodies of which a report can name any, so that the last one named is meant
    "company firm group organisation organization agency business startup manufacturer retailer carmaker airline bank operator platform "
    "institute observatory body watchdog charity centre center foundation association union federation league network institution bureau "
    "developer maker studio label monitor site website publisher broadcaster club fund trust".split()
)
_SHORT = {"pm": "prime minister", "mp": "member of parliament"}
JUDGES = frozenset({"justice", "judge"})
PAIR = re.compile(
    r"(?:the|both) (?:two (?:\w+ )?)?(?:men|women|people|pair|duo|leaders|presidents|ministers|couple|brothers|sisters)", re.I
)
DEFINITE = re.compile(r"(?:the|that|this|its|his|her|their)\s+((?:[\w’'-]+\s+){0,2})([\w-]+)$", re.I)
Resolve = Callable[[Span], Speaker | None]


def taken_up(scene: Scene, span: Span, lemma: str, behind: Resolve) -> Speaker | None:
    """The speaker, body or document before that a definite description with this head noun takes up; None where there is none."""
    words = scene.text[slice(*span)]
    match = DEFINITE.match(words)
    if match is None:
        return None
    modifiers = match[1].lower().split()
    again = _said_again(scene, span[0], lemma, modifiers)
    if again:
        return again
    if lemma in DOCUMENTS:
        return None if modifiers else _fuller(scene, span, lemma, behind)
    if lemma in JUDGES and scene.text[slice(*span)].endswith("s"):
        return _body(scene, span[0], "court")
    return None if any(m in scene.lower_names for m in modifiers) or modifiers[1:] else _body(scene, span[0], lemma)


def _said_again(scene: Scene, at: int, lemma: str, modifiers: list[str]) -> Speaker | None:
    """A speaker before whose source had the same head noun, and every word that describes it now."""
    for said in scene.said_before(at, FAR):
        name = said.speaker.name.lower()
        if said.head == lemma and all(m in name for m in modifiers):
            return said.speaker
    return None


def _fuller(scene: Scene, span: Span, lemma: str, behind: Resolve) -> Speaker | None:
    """The last fuller description with the same head noun ("a report by the institute" for "the report")."""
    for start, end in scene.same_noun_before(lemma, span[0]):
        words = scene.text[start:end]
        if span[0] - start > FAR:
            return None
        if len(words.split()) > 2:
            return behind((start, end))
    return None


def _body(scene: Scene, at: int, lemma: str) -> Speaker | None:
    """The body named before whose name holds the word ("the ministry"), or the firm or outlet last named ("the company", "the paper")."""
    for said in scene.said_before(at, FAR):
        if said.speaker.kind is SpeakerKind.ORGANISATION and re.search(rf"\b{lemma}\b", said.speaker.name, re.I):
            return said.speaker
    for mark in scene.bodies_before(at):
        name = scene.text[slice(*mark.span)]
        if at - mark.span[0] > FAR:
            break
        if re.search(rf"\b{lemma}\b", name, re.I):
            return Speaker(bare_name(name), SpeakerKind.ORGANISATION)
    if lemma in FIRM or lemma in OUTLET_HEADS:
        return _last_body(scene, at)
    return None


def _last_body(scene: Scene, at: int) -> Speaker | None:
    """The body that spoke last, or was named last where none spoke near."""
    said = next((s for s in scene.said_before(at, FAR) if s.speaker.kind is SpeakerKind.ORGANISATION), None)
    mark = next(scene.bodies_before(at), None)
    if said or mark is None or at - mark.span[0] > REACH:
        return said.speaker if said else None
    return Speaker(bare_name(scene.text[slice(*mark.span)]), SpeakerKind.ORGANISATION)


def epithet(scene: Scene, span: Span, root: int) -> Person | None:
    """ "the minister", "the Utah Republican": the last person before with such a role, else the only one at all, else who is spoken of."""
    tokens, at = scene.tokens, span[0]
    lemma = _SHORT.get(tokens.lemma[root].lower(), tokens.lemma[root].lower())
    nouns = [r for r in rows_in(tokens, span) if r < root and tokens.pos[r] in {"NOUN", "PROPN"}]
    wanted = {
        lemma.split()[-1],
        *(scene.word(r).lower() for r in nouns if country_of(scene.word(r)) is None and not region_country(scene.word(r))),
    }
    for mention in reversed(scene.cast.within(at - FAR, at)):
        if _bears(mention.person, wanted):
            return mention.person
    if scene.text[at : at + 2].lower() not in {"a ", "an"}:
        bearers = list({id(m.person): m.person for m in scene.cast.within(at - FAR, at + FAR) if _bears(m.person, wanted)}.values())
        if len(bearers) == 1 and len(wanted) > 1:
            return bearers[0]
    definite = scene.text[at : at + 4].lower() == "the "
    return _spoken_of(scene, at) if definite and len(scene.text[slice(*span)].split()) < 5 and wanted == {lemma} else None


def _bears(person: Person, wanted: set[str]) -> bool:
    return any(wanted <= set(re.findall(r"[\w-]+", role.lower())) for role in (*person.roles, *offices(person.name)))


def _spoken_of(scene: Scene, at: int) -> Person | None:
    """The named person who spoke last, or who was a subject since an unnamed one spoke."""
    said = next((s for s in scene.said_before(at) if s.speaker.kind is SpeakerKind.PERSON), None)
    if said and not said.speaker.anonymous:
        return scene.cast.named(said.speaker.name)
    since = scene.cast.within(said.at if said else at - REACH, at)
    return next((m.person for m in reversed(since) if m.is_subject), None)


def pair(scene: Scene, at: int) -> list[Person]:
    """ "the two men": the last two people named before."""
    found: list[Person] = []
    for mention in reversed(scene.cast.within(at - REACH, at)):
        if mention.person not in found:
            found.insert(0, mention.person)
        if len(found) == 2:
            break
    return found

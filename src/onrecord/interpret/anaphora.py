"""What a definite description points back to: "the ministry", "the company", "the report", "the source", "the two men"."""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.interpret.bodies import offices
from onrecord.interpret.cast import Person
from onrecord.interpret.countries import country_in, country_of
from onrecord.interpret.nouns import DOCUMENTS, OUTLET_HEADS
from onrecord.interpret.phrases import rows_in
from onrecord.interpret.places import region_country
from onrecord.interpret.scene import REACH, Scene
from onrecord.interpret.standins import FAR, body_meant, body_named_after, last_outlet
from onrecord.records import Span, Speaker, SpeakerKind

LEAD = 500  # characters of the first lines, where somebody may be described before being named
SHORT = 5  # words of the longest description that says nothing more than who is spoken of
_SHORT = {"pm": "prime minister", "mp": "member of parliament"}
_FULL = {"sen": "senator", "rep": "congressman", "gov": "governor", "representative": "congressman", "gen": "general", "mp": "lawmaker"}
_OF_AGE = re.compile(r"the \d+-year-old", re.I)
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
        return body_named_after(scene, span, lemma)
    modifiers = match[1].lower().split()
    again = _said_again(scene, span[0], lemma, modifiers, plural=words.lower().endswith(f"{lemma}s"))
    if again:
        return again
    if lemma in OUTLET_HEADS and not modifiers and (outlet := last_outlet(scene, span[0])):
        return outlet
    if lemma in DOCUMENTS:
        return None if modifiers else _fuller(scene, span, lemma, behind)
    if lemma in JUDGES and scene.text[slice(*span)].endswith("s"):
        return body_meant(scene, span[0], "court")
    return None if any(m in scene.lower_names for m in modifiers) or modifiers[1:] else body_meant(scene, span[0], lemma)


def _said_again(scene: Scene, at: int, lemma: str, modifiers: list[str], *, plural: bool) -> Speaker | None:
    """A speaker before whose source had the same head noun, and every word that describes it now."""
    for said in scene.said_before(at, FAR):
        name = said.speaker.name.lower()
        if said.head == lemma and all(m in name for m in modifiers) and not (plural and said.speaker.kind is SpeakerKind.PERSON):
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


def epithet(scene: Scene, span: Span, root: int) -> Person | None:
    """ "the minister", "the Utah Republican": the last person before with such a role, else the only one at all, else who is spoken of.

    "a minister", or "Minister" without an article, takes up nobody; in the first lines it may be who is named with that role thereafter.
    """
    wanted, at = _wanted(scene, span, root), span[0]
    if _OF_AGE.fullmatch(scene.text, *span):
        return _spoken_of(scene, at)
    first = scene.text[at : at + 4].split()[0].lower()
    if first in {"a", "an", "one", "another"}:
        return _named_after(scene, span, wanted)
    code = country_in(scene.text[slice(*span)])
    before = [m for m in reversed(scene.cast.within(at - FAR, at)) if _bears(m.person, wanted) and _may_be_of(m.person, code)]
    if before:
        return next((m.person for m in before if m.is_subject and at - m.span[0] < 2 * REACH), before[0].person)
    after = (m.person for m in scene.cast.within(at, at + FAR))
    bearers = list({id(p): p for p in after if _bears(p, wanted) and _may_be_of(p, code)}.values())
    if len(bearers) == 1 and len(wanted) > 1:
        return bearers[0]
    if first != "the":
        return _named_after(scene, span, wanted)
    named = _alone_before(scene, at) if scene.tokens.pos[root] == "NOUN" else None
    if named and not any(wanted & _words_of(role) for role in named.roles):
        return named
    return _spoken_of(scene, at) if len(scene.text[slice(*span)].split()) < SHORT and len(wanted) == 1 else None


def _wanted(scene: Scene, span: Span, root: int) -> set[str]:
    """The head noun of a description, and the nouns before it that name no place."""
    tokens = scene.tokens
    lemma = _SHORT.get(tokens.lemma[root].lower(), tokens.lemma[root].lower())
    nouns = (scene.word(r) for r in rows_in(tokens, span) if r < root and tokens.pos[r] in {"NOUN", "PROPN"})
    return {lemma.split()[-1], *(w.lower() for w in nouns if country_of(w) is None and not region_country(w))}


def _named_after(scene: Scene, span: Span, wanted: set[str]) -> Person | None:
    """In the first lines of a report, the only person named thereafter with the same role ("An ex-minister said"; "Jane Roe, who …")."""
    if span[0] > LEAD or scene.is_told(span[0]):
        return None
    bearers = {id(m.person): m.person for m in scene.cast.within(span[1], span[1] + FAR) if _bears(m.person, wanted)}
    before = {id(m.person) for m in scene.cast.within(0, span[0])}
    return next(iter(bearers.values())) if len(bearers) == 1 and not before & bearers.keys() else None


def _may_be_of(person: Person, code: str | None) -> bool:
    """Whether somebody can be of a country that a description names ("the French president")."""
    return code is None or person.country in {None, code}


def _bears(person: Person, wanted: set[str]) -> bool:
    return any(wanted <= _words_of(role) for role in (*person.roles, *offices(person.name)))


def _words_of(role: str) -> set[str]:
    """The words of a role, short titles written out as well."""
    found = set(re.findall(r"[\w-]+", role.lower()))
    return found | {full for short, full in _FULL.items() if short in found}


def _spoken_of(scene: Scene, at: int) -> Person | None:
    """The named person who spoke last, or who was a subject since an unnamed one spoke."""
    said = next((s for s in scene.said_before(at) if s.speaker.kind is SpeakerKind.PERSON), None)
    if said and not said.speaker.anonymous:
        return scene.cast.named(said.speaker.name)
    since = scene.cast.within(said.at if said else at - REACH, at)
    return next((m.person for m in reversed(since) if m.is_subject), None)


def _alone_before(scene: Scene, at: int) -> Person | None:
    """The only person whom the sentence names before "the party chairman", where nobody is known to be it."""
    row = int(scene.tokens.start.searchsorted(at))
    first = int(scene.tokens.sentence.searchsorted(scene.tokens.sentence[row]))
    people = {id(m.person): m.person for m in scene.cast.within(int(scene.tokens.start[first]), at)}
    return next(iter(people.values())) if len(people) == 1 else None


def pair(scene: Scene, at: int) -> list[Person]:
    """ "the two men": the last two people named before."""
    found: list[Person] = []
    for mention in reversed(scene.cast.within(at - REACH, at)):
        if mention.person not in found:
            found.insert(0, mention.person)
        if len(found) == 2:
            break
    return found

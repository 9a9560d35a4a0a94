"""Who a pronoun stands for: he, she, it, they, I and we, in the sources of a report."""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.interpret.cast import Person
from onrecord.interpret.gender import gender_of
from onrecord.interpret.nouns import FEMALE, GROUPS, MALE, ORGANISATIONS, PEOPLES, PERSON_TITLES, is_role
from onrecord.interpret.phrases import noun_span
from onrecord.interpret.scene import REACH, Said, Scene
from onrecord.records import Span, Speaker, SpeakerKind

THEY = frozenset("they them their theirs themselves both".split())
IT = frozenset("it its itself this that which".split())
WHO = frozenset("who whose which that whom".split())
FIRST = frozenset("i me my mine we us our ours myself ourselves".split())
SECOND = frozenset("you your yours yourself".split())
ALL = MALE | FEMALE | THEY | IT | WHO | FIRST | SECOND
SUBJECT, SPEAKER, TOLD = (
    1.5,
    2.0,
    1.5,
)  # how much likelier a subject and a speaker are, and one who is only spoken of less likely: train labels
SCREEN, PARAGRAPH = 300.0, 0.4  # characters that take one off, and what a new paragraph does
HEAD = 300  # characters in which a pronoun may come before its name
TURN = 3000  # characters of a long answer in an interview
_TURN = re.compile(r"^(?:\(\()?(?P<who>[A-Z][A-Za-z’'.]*(?: [A-Z][\w’'.]*){0,3})(?:\)\)|:)", re.M)
Resolve = Callable[[Span], Speaker | None]
_BODIES = frozenset({SpeakerKind.ORGANISATION, SpeakerKind.COUNTRY, SpeakerKind.DOCUMENT})
_SEVERAL = frozenset({SpeakerKind.GROUP, SpeakerKind.ORGANISATION, SpeakerKind.COUNTRY})


def pronoun(scene: Scene, word: str, row: int, behind: Resolve) -> Speaker | None:
    """The speaker that a pronoun in a source stands for; None where nobody fits."""
    at = int(scene.tokens.start[row])
    if word in WHO:
        antecedent = _antecedent(scene, row, behind)
        if antecedent and not (word == "which" and antecedent.kind is SpeakerKind.PERSON):
            return antecedent
    if word in FIRST:
        return _first_person(scene, at, behind)
    if word in SECOND:
        return _addressee(scene, at, behind)
    if word in MALE | FEMALE:
        return _he_or_she(scene, "m" if word in MALE else "f", at)
    if word in THEY:
        return _they(scene, at, behind)
    return _it(scene, at, behind)


def _antecedent(scene: Scene, row: int, behind: Resolve) -> Speaker | None:
    """The noun before a relative clause ("Mr Roe, who said")."""
    tokens, verb = scene.tokens, row
    for _ in range(4):
        verb = int(tokens.head[verb])
        if tokens.dep[verb] in {"relcl", "acl"}:
            break
    else:
        return None
    noun = int(tokens.head[verb])
    return behind(noun_span(noun, tokens)) if noun < row else None


def _first_person(scene: Scene, at: int, behind: Resolve) -> Speaker | None:
    """ "I" and "we" within a speaker's own words, or in a turn of an interview, are the speaker; elsewhere the unnamed author."""
    holder = scene.holder_of(at)
    if holder:
        return holder.speaker
    turns = list(_TURN.finditer(scene.text, max(0, at - TURN), at))
    return behind(turns[-1].span("who")) if turns else None


def _addressee(scene: Scene, at: int, behind: Resolve) -> Speaker | None:
    """ "You" in an interview is who answers next; elsewhere the reader or somebody else whom nobody names."""
    asks = next(reversed(list(_TURN.finditer(scene.text, max(0, at - TURN), at))), None)
    answers = next((m for m in _TURN.finditer(scene.text, at, at + TURN) if asks and m["who"] != asks["who"]), None)
    return behind(answers.span("who")) if answers else None


def _he_or_she(scene: Scene, gender: str, at: int) -> Speaker | None:
    """The likeliest of the people named or speaking before; a person once called he is not she."""
    holder = scene.holder_of(at)
    quoted = holder.speaker.name if holder and _speaker_is_quoted(scene, holder, at) else None
    weighed: list[tuple[float, int, Person | Speaker]] = []
    for mention in scene.cast.within(at - REACH, at):
        person = mention.person
        if person.gender in {None, gender} and person.name != quoted:
            told = TOLD if holder is None and scene.is_told(mention.span[0]) else 0.0
            weighed.append((SUBJECT * mention.is_subject - told - _far_off(scene, mention.span[0], at), mention.span[0], person))
    weighed += [
        (SPEAKER - _far_off(scene, said.at, at), said.at, scene.cast.named(said.speaker.name) or said.speaker)
        for said in scene.said_before(at)
        if said.speaker.kind is SpeakerKind.PERSON and said.speaker.name != quoted and _may_be(scene, said.speaker, gender)
    ]
    if not weighed:
        return _far(scene, gender, at) or _ahead(scene, gender, at)
    who = max(weighed, key=lambda w: w[:2])[2]
    if isinstance(who, Speaker):
        return who
    who.gender = gender
    return behind_person(who)


def _far_off(scene: Scene, place: int, at: int) -> float:
    """How much the way between two places takes off."""
    return (at - place) / SCREEN + (PARAGRAPH if scene.line_start(at) > place else 0.0)


def _may_be(scene: Scene, speaker: Speaker, gender: str) -> bool:
    """Whether a speaker can be he, or she."""
    if speaker.anonymous:
        return all(PERSON_TITLES.get(w, gender) == gender for w in speaker.name.lower().split())
    person = scene.cast.named(speaker.name)
    return (person.gender if person else gender_of(speaker.name)) in {None, gender}


def _ahead(scene: Scene, gender: str, at: int) -> Speaker | None:
    """Where nobody was named yet, in a headline or a first line, the first person named after."""
    mention = next((m for m in scene.cast.within(at, at + REACH) if m.person.gender in {None, gender}), None) if at < HEAD else None
    return behind_person(mention.person) if mention else None


def behind_person(person: Person) -> Speaker:
    """A person of the cast as a speaker, without what the source adds."""
    return Speaker(person.name, SpeakerKind.PERSON, country=person.country, role=person.role)


def _far(scene: Scene, gender: str, at: int) -> Speaker | None:
    """The last speaker of that gender anywhere before, where nobody is near."""
    for said in scene.said_before(at, 4 * REACH):
        person = scene.cast.named(said.speaker.name) if said.speaker.kind is SpeakerKind.PERSON else None
        if person and person.gender in {None, gender}:
            return said.speaker
    return None


def _speaker_is_quoted(scene: Scene, holder: Said | None, at: int) -> bool:
    """Whether a place stands in quotation marks within the holder's content, where he is somebody else."""
    if holder is None:
        return False
    start = next(b for b, e in holder.content if b <= at < e)
    return len(re.findall(r"[“”\"]", scene.text[start:at])) % 2 == 1


def _they(scene: Scene, at: int, behind: Resolve) -> Speaker | None:
    """The last plural subject of people, group or body before."""
    said = next((s for s in scene.said_before(at) if s.speaker.kind in _SEVERAL), None)
    for row in scene.subjects_before(at, REACH // 2):
        if said and said.at >= int(scene.tokens.start[row]) - 40:
            break
        lemma = scene.tokens.lemma[row].lower()
        plural = scene.tokens.tag[row] in {"NNS", "NNPS"} and (is_role(lemma) or lemma in PEOPLES or scene.tokens.tag[row] == "NNPS")
        if plural or lemma in GROUPS or _is_joint(scene, row):
            found = behind(noun_span(row, scene.tokens, joined=True))
            if found and found.kind in _SEVERAL:
                return found
    return said.speaker if said else None


def _is_joint(scene: Scene, row: int) -> bool:
    tokens = scene.tokens
    return tokens.pos[row] == "PROPN" and any(
        tokens.dep[r] == "conj" and int(tokens.head[r]) == row for r in range(row + 1, min(row + 12, len(tokens)))
    )


def _it(scene: Scene, at: int, behind: Resolve) -> Speaker | None:
    """The last body, country or document before, as a subject or a speaker."""
    said = next((s for s in scene.said_before(at) if s.speaker.kind in _BODIES), None)
    for row in scene.subjects_before(at, REACH // 2):
        if said and said.at >= int(scene.tokens.start[row]) - 40:
            break
        mark = scene.entity_at(int(scene.tokens.start[row]), int(scene.tokens.end[row]))
        if (mark and mark.label in {"ORG", "GPE", "PRODUCT"}) or scene.tokens.lemma[row].lower() in ORGANISATIONS:
            found = behind(noun_span(row, scene.tokens))
            if found and found.kind in _BODIES:
                return found
    return said.speaker if said else None

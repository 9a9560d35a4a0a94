"""Holders that are described and not named: what kind of holder a noun stands for, and what a report calls it."""

from __future__ import annotations

import re

from onrecord.interpret.joint import may_join
from onrecord.interpret.media import NAMED, STATE_MEDIA
from onrecord.interpret.mentions import countries_of_mention
from onrecord.interpret.names import bare_name
from onrecord.interpret.nouns import ANYBODY, DOCUMENTS, GROUPS, ORGANISATIONS, PARTIES, PEOPLES, is_role, is_thing
from onrecord.interpret.phrases import rows_in
from onrecord.interpret.placing import HEAD, country_for
from onrecord.interpret.scene import Scene
from onrecord.interpret.shapes import RELATIVE, tidy
from onrecord.records import Span, Speaker, SpeakerKind

STATES = frozenset(
    {"government", "nation", "country", "side", "authority", "force", "troop", "military"}
)  # plural words for bodies of a state
_ET_AL = re.compile(r"\bet al\b")
_DANGLING = re.compile(r"\b(?:of|for|from|in|at|with|by|to|on)$")
_INCLUDING = re.compile(r",? (?:including|such as)\b.*", re.S)
Kind = tuple[SpeakerKind, bool]
"""A kind of holder, and whether it is anonymous."""


def described(scene: Scene, span: Span, kind: SpeakerKind, *, anonymous: bool) -> Speaker:
    """A holder by the words that describe it; an unnamed person's are the role as well."""
    whole = scene.text[slice(*span)]
    short = RELATIVE.sub("", whole)  # "sellers of that house" has no relative clause
    words = tidy(_INCLUDING.sub("", whole if _DANGLING.search(short) else short))
    head = HEAD.split(words.lower())[0].split()[-1:]
    role = words if anonymous and kind is SpeakerKind.PERSON and head and is_role(head[0]) and head[0] not in ANYBODY else None
    return Speaker(words, kind, country=country_for(scene, words), anonymous=anonymous, role=role)


def outright(scene: Scene, span: Span, root: int) -> Kind | None:
    """The kind of outlets, parties and several holders, which need no antecedent."""
    words = scene.text[slice(*span)]
    if NAMED.fullmatch(bare_name(words)) or STATE_MEDIA.search(words.lower()) or tidy(words) in PARTIES:
        return SpeakerKind.ORGANISATION, False
    if _ET_AL.search(words):
        return SpeakerKind.GROUP, False
    if scene.tokens.pos[root] == "NOUN" and (joined := _joined(scene, span, root)):
        nouns = {scene.tokens.lemma[row].lower() for row in (root, *joined)}
        if nouns & DOCUMENTS:
            return SpeakerKind.DOCUMENT, False
        return SpeakerKind.GROUP, not nouns <= ORGANISATIONS
    return None


def _joined(scene: Scene, span: Span, root: int) -> list[int]:
    """Nouns that "and" joins to the head as holders of their own."""
    tokens = scene.tokens
    return [r for r in rows_in(tokens, span) if r > root and tokens.dep[r] == "conj" and int(tokens.head[r]) == root and may_join(scene, r)]


def by_noun(scene: Scene, span: Span, root: int, *, proper: bool) -> Kind | None:
    """The kind that the head noun says: a document, a body or a group; None for a name or a person."""
    tokens, word = scene.tokens, scene.word(root)
    lemma = tokens.lemma[root].lower()
    if (lemma in DOCUMENTS or is_thing(lemma)) and not proper:
        return SpeakerKind.DOCUMENT, False
    if not proper and word.lower() in ORGANISATIONS:
        return SpeakerKind.ORGANISATION, False
    if tokens.tag[root] in {"NNS", "NNPS"} or lemma in GROUPS:
        states = lemma in STATES and bool(countries_of_mention(scene.text[slice(*span)]))
        return (SpeakerKind.ORGANISATION if states and lemma == "authority" else SpeakerKind.GROUP), not states
    if lemma in ORGANISATIONS:
        return SpeakerKind.ORGANISATION, False
    return None


def is_human(scene: Scene, root: int) -> bool:
    """Whether a noun, or an adjective in its place, stands for a person."""
    lemma = scene.tokens.lemma[root].lower()
    return is_role(lemma) or lemma in PEOPLES or scene.tokens.pos[root] == "ADJ"


def opens_sentence(scene: Scene, span: Span, root: int) -> bool:
    """Whether a noun for documents has its capital from the beginning of a sentence alone ("Findings suggest")."""
    word = scene.word(root).lower()
    return int(scene.tokens.start[root]) == span[0] and (word in DOCUMENTS or word.removesuffix("s") in DOCUMENTS)

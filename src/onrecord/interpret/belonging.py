"""To whom a described holder belongs: "Flynn's lawyer", "her adviser", "a spokesman for the airline", "a CAAN official"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from onrecord.interpret.phrases import noun_span, root_of, rows_in
from onrecord.interpret.places import place_country
from onrecord.interpret.scene import Scene
from onrecord.records import Span, Speaker

Resolve = Callable[[Span], Speaker | None]
_LINKS = frozenset("of for from at with by to".split())
_LINKED = re.compile(r"\b(?:of|from|in|at) (?:the )?$")
_OPEN = frozenset("who whom whose which that".split())


def owners_country(scene: Scene, span: Span, behind: Resolve) -> str | None:
    """The country of the person, body or place that a source's words say the holder belongs to; None where they name none or several."""
    found = {code for owner in _owners(scene, span) if (code := _country(scene, owner, span, behind))}
    return found.pop() if len(found) == 1 else None


def _country(scene: Scene, owner: Span, whole: Span, behind: Resolve) -> str | None:
    words = scene.text[slice(*owner)]
    if owner == whole or words.lower() in _OPEN:
        return None
    speaker = behind(owner)
    linked = _LINKED.search(scene.text[whole[0] : owner[0]])
    if speaker and speaker.country and not (linked and speaker.country_inferred and speaker.name[:1].islower()):
        return speaker.country
    return place_country(words) if linked else None


def _owners(scene: Scene, span: Span) -> Iterator[Span]:
    """Possessors, objects of a linking preposition, and names in front of the head noun."""
    tokens, rows = scene.tokens, rows_in(scene.tokens, span)
    if not rows:
        return
    root = root_of(tokens, rows)
    for row in rows:
        head, dep = int(tokens.head[row]), tokens.dep[row]
        if head == root and dep == "poss":
            start, end = noun_span(row, tokens)
            yield max(start, span[0]), end
        elif dep == "pobj" and int(tokens.head[head]) == root and tokens.lemma[head].lower() in _LINKS:
            start, end = noun_span(row, tokens)
            yield start, min(end, span[1])
        elif head == root and dep == "compound" and tokens.pos[row] == "PROPN" and tokens.pos[root] == "NOUN":
            yield int(tokens.start[row]), int(tokens.end[row])

"""Several holders in one source: "Roe and Doe", "he and the minister", "three senators — Roe, Doe and Poe"."""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.interpret.phrases import noun_span, rows_in
from onrecord.interpret.scene import Scene
from onrecord.records import Span, Speaker, SpeakerKind

Resolve = Callable[[Span], Speaker | None]
_PARTY = re.compile(r"\b[DRI]-")  # "D-Ohio"
_PRONOUNS = frozenset("he she they".split())


def joint(scene: Scene, span: Span, root: int, behind: Resolve) -> Speaker | None:
    """The holders that "and" or commas join, by their full names; None where there is one, or none of them is named."""
    items = _items(scene, span, root)
    if len(items) < 2:
        return _listed(scene, span, root)
    spans = [_part(scene, row, span, items) for row in items]
    parts = [behind(part) for part in spans]
    found = [p for p in parts if p]
    named = [p for p in found if not p.anonymous and p.kind in {SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.COUNTRY}]
    if len(found) < 2 or not named or not any(_is_named(scene, row) for row in items):
        return None
    names = list(dict.fromkeys(_owned(scene, part, p) for part, p in zip(spans, parts, strict=True) if p))
    names = [n for n in names if not any(n != o and re.search(rf"(?<!\w){re.escape(n)}(?!\w)", o) for o in names)]
    if len(names) < 2:
        return found[0]
    countries = {p.country for p in found}
    kind = SpeakerKind.COUNTRY if all(p.kind is SpeakerKind.COUNTRY for p in found) else SpeakerKind.GROUP
    country = countries.pop() if len(countries) == 1 else None
    inferred = country is not None and all(p.country_inferred for p in found)
    return Speaker(_enumerated(names), kind, country=country, country_inferred=inferred)


def _items(scene: Scene, span: Span, root: int) -> list[int]:
    """The head and what is joined to it within the span."""
    tokens, items = scene.tokens, [root]
    for row in rows_in(tokens, span):
        if row > root and tokens.dep[row] == "conj" and int(tokens.head[row]) in items and may_join(scene, row):
            items.append(row)
    return items


def may_join(scene: Scene, row: int) -> bool:
    """Whether a noun after "and" is a holder of its own (a name, a plural, a noun with an article), and not the second half of a role."""
    tokens = scene.tokens
    if tokens.pos[row] in {"PROPN", "PRON"}:
        start = int(tokens.start[row])
        return tokens.tag[row] not in {"PRP$", "WP$"} and not _PARTY.search(scene.text[max(0, start - 2) : start + 2])
    own = any(int(tokens.head[r]) == row and tokens.dep[r] in {"det", "poss"} for r in range(max(0, row - 6), row))
    return tokens.pos[row] == "NOUN" and (own or tokens.tag[row] == "NNS")


def _part(scene: Scene, row: int, span: Span, items: list[int]) -> Span:
    """The phrase of one of the joined holders, up to the next."""
    start, end = noun_span(row, scene.tokens)
    mention = next((m for m in scene.cast.within(start, end + 1) if m.span[0] <= int(scene.tokens.start[row]) < m.span[1]), None)
    following = [int(scene.tokens.start[i]) for i in items if i > row]
    end = min([max(end, mention.span[1]) if mention else end, span[1], *following])
    words = scene.text[start:end]
    return max(start, span[0]), start + len(re.sub(r"[\s,]*(?:\band\b|\bor\b|&)?\s*$", "", words))


def _owned(scene: Scene, span: Span, part: Speaker) -> str:
    """The name, for others with the possessive before ("his colleagues")."""
    match = re.match(r"(?:his|her|their|its) ", scene.text[slice(*span)])
    return match[0] + part.name if match and part.anonymous else part.name


def _is_named(scene: Scene, row: int) -> bool:
    """Whether a joined holder is a name or a pronoun, not a common noun."""
    return scene.tokens.pos[row] == "PROPN" or scene.word(row).lower() in _PRONOUNS


def _listed(scene: Scene, span: Span, root: int) -> Speaker | None:
    """People named after what they have in common: "three senators — Roe, Doe and Poe"."""
    people = list(dict.fromkeys(m.person.name for m in scene.cast.within(*span)))
    if len(people) < 2 or scene.tokens.tag[root] not in {"NNS", "NNPS"}:
        return None
    return Speaker(_enumerated(people), SpeakerKind.GROUP)


def _enumerated(names: list[str]) -> str:
    return ", ".join(names[:-1]) + " and " + names[-1]

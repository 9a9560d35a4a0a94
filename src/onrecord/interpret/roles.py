"""Whether a source stands for a person it names, and what it says of that person: the words around the name."""

from __future__ import annotations

import re

from onrecord.interpret.cast import Person
from onrecord.interpret.names import bare_name
from onrecord.interpret.nouns import HONORIFICS, is_role
from onrecord.interpret.phrases import root_of, rows_in
from onrecord.interpret.scene import Scene
from onrecord.interpret.shapes import ARTICLE
from onrecord.records import Span

_RELATIVE = re.compile(r"(?:,\s*|(?<=\w)\s+)(?:who|whom|whose|which|that|where|\w+ing|in|on|after|before|during)\b.*|,\s*$", re.S)
_OF = re.compile(r"\b(?:of|for|at|with|from)\b")
_AFFILIATION = re.compile(r"^(?:of|from|at|with|for|in)\s+(?:the\s+)?")
_BREAK = re.compile(
    r"[,;’']s?$|\b(?:by|with|from|to|for|on|about|against|including|and|or|of|than|over|after)$|\b(?:run|by|with|from|against)\b"
)

_POSSESSIVE = re.compile(r"[’']s?$")
_FROM = re.compile(r"(?<=[a-z]) from (?:[A-Z][\w.’-]+ ?){1,2}$")  # "senator from Ohio Jane Roe"


def role_in(text: str, person: Person, span: Span) -> str | None:
    """The role or affiliation in the source, before the name ("Defence Minister …") or after it (", the minister, …")."""
    words = text[slice(*span)]
    at = words.find(person.last)
    if at < 0:
        return None
    opening = words.find(person.name) if person.name in words else None
    before = bare_name(words[:opening] if opening is not None else words[:at].replace(person.name.split()[0], ""))
    before = re.sub(r"^(?:the|a|an|his|her|its|their)\s+", "", before, flags=re.I)
    before = " ".join(w for w in before.split() if w.rstrip(".").lower() not in HONORIFICS)
    after = re.sub(r"^(?:’s|'s)?[\s,]+", "", words[at + len(person.last) :]).strip(" ,")
    after = re.sub(r"^(?:aged? )?\d{1,3},? ", "", after)
    after = "" if _AFFILIATION.match(after) else _RELATIVE.sub("", " " + after).strip()
    before = next((part for part in reversed(re.split(r", (?:and )?", before)) if any(map(is_role, part.split()))), before)
    return next((w for w in (after, before) if len(w) > 2 and w[0].isalpha() and any(map(is_role, _OF.split(w)[0].split()))), None)


def leads(scene: Scene, name: Span, root: int, span: Span) -> bool:
    """The name is the source's head, or stands in apposition to it: before the first comma or after the last."""
    rows = rows_in(scene.tokens, name)
    if not rows:
        return False
    top = root_of(scene.tokens, rows)
    after = scene.text[name[1] : name[1] + 2]
    if root in rows:
        return not after.startswith(("’s", "'s")) or scene.tokens.dep[top] != "poss" or name[1] + 2 >= span[1]
    word = scene.word(root)
    opens = not ARTICLE.sub("", scene.text[span[0] : int(scene.tokens.start[root])]).strip()
    plural = word.endswith("s") and is_role(word.removesuffix("s")) and (opens or word.islower())
    if scene.tokens.tag[root] == "NNS" or plural:
        return False  # "officers assigned to guard Roe"
    if scene.tokens.dep[top] == "appos" and int(scene.tokens.head[top]) == root:
        return True
    prior = _FROM.sub("", scene.text[span[0] : name[0]].strip())
    follows = int(scene.tokens.start[root]) == name[1] + 1 and not _POSSESSIVE.search(scene.text[slice(*name)])
    if not prior and follows and is_role(word) and word.islower():
        return True  # "Jane Roe director of the institute", where the comma is left out
    begins = (not prior or prior.rstrip(".").lower() in HONORIFICS) and re.match(
        r",| [—–(]| (?:of|from|with|at|in)\b", scene.text[name[1] : name[1] + 6]
    )
    beside = is_role(scene.word(root)) and int(scene.tokens.end[root]) + 1 == name[0]
    beside = beside or (name[1] >= span[1] and bool(prior) and not _BREAK.search(prior))
    before = beside or re.search(r"[,—–]\s*(?:\w+\.?\s+)?$", scene.text[span[0] : name[0]])
    return bool(begins) or bool(before and not scene.text[name[1] : span[1]].strip(" ,"))

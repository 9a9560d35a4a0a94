"""Who in a report can carry what others say: outlets that it calls so, and journalists whom somebody tells something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.interpret.bodies import body_of
from onrecord.interpret.countries import country_of
from onrecord.interpret.media import CALLED_OUTLET, NAMED, is_outlet
from onrecord.interpret.names import bare_name
from onrecord.interpret.nouns import ORGANISATIONS
from onrecord.interpret.shapes import ARTICLE
from onrecord.records import AnnotatedDocument

_NO_NAMES = frozenset("The One A An This That Its His Her Their Our Some Many Local Several".split())
_PERSON = r"[A-Z][\w’'-]+(?: [A-Z][\w’'.-]+){1,2}"
_CALLING = "reporter|journalist|correspondent|videographer|host|anchor|presenter|interviewer|broadcaster|columnist|newsman|moderator"
_JOURNALIST = re.compile(
    rf"\b(?:{_CALLING}) (?P<after>{_PERSON})|(?P<staff>{NAMED.pattern})[’']s (?P<of>{_PERSON})|"
    rf"\b(?:told|with|by) (?P<told>{_PERSON})(?:,? (?:of|from|on) | (?:of|from|on) )(?P<outlet>{NAMED.pattern})"
)
_TELLING = (
    r"\b(?:[Tt]old|[Tt]elling|[Tt]ells|[Ss]peaking (?:to|with)|[Ss]poke (?:to|with)|[Aa]sked by|session with|[Ii]nterview with|"
    r"[Ii]nterviewed by|remarks to|comments to) "
)
_TOLD = re.compile(_TELLING + r"(?:the )?(?P<name>[A-Z][\w’'&.-]*[\w’'&-](?: [A-Z][\w’'&.-]*[\w&-])*)")
_ADDRESS = re.compile(r"[\w-]+\.(?:com|org|net|info|news|tv|[a-z]{2})(?:\.[a-z]{2})?$")


class Carriers:
    """The outlets and journalists that one report knows."""

    def __init__(self, annotated: AnnotatedDocument) -> None:
        text = annotated.document.text
        called = {ARTICLE.sub("", m["name"] or m["first"]) for m in CALLED_OUTLET.finditer(text)} - _NO_NAMES
        self.outlets = re.compile("|".join(rf"(?<![\w-]){re.escape(n)}(?![\w-])" for n in sorted(called, key=len, reverse=True)) or r"(?!)")
        self._journalists = _journalists(text)
        self._bodies = {
            ARTICLE.sub("", bare_name(text[slice(*m.span)])) for m in annotated.entities if m.label in {"ORG", "PRODUCT", "WORK_OF_ART"}
        }

    def told_in(self, outside: str) -> Iterator[tuple[int, str]]:
        """Journalists, with their outlets, and bodies that can only be outlets, whom a sentence says something is told."""
        for surname, carriers in self._journalists.items():
            told = re.search(rf"{_TELLING}(?:[\w’'.-]+ ){{0,6}}?{re.escape(surname)}\b", outside)
            if told:
                yield from ((told.start(), carrier) for carrier in carriers)
        for match in _TOLD.finditer(outside):
            name = bare_name(match["name"])
            if name and name.split()[-1] not in self._journalists and self._may_publish(name):
                yield match.start("name"), name

    def _may_publish(self, name: str) -> bool:
        """Whether something that is told can only be an outlet: an address, or a body that is none of those who act and decide."""
        if _ADDRESS.search(name) or is_outlet(name):
            return True
        words = {w.lower() for w in name.split()}
        decides = body_of(name) or country_of(name) or words & ORGANISATIONS
        return " " in name and name in self._bodies and not decides and not name.isupper()


def _journalists(text: str) -> dict[str, tuple[str, ...]]:
    """Journalists by surname, each with the outlet that the report gives for them."""
    found: dict[str, tuple[str, ...]] = {}
    for match in _JOURNALIST.finditer(text):
        name = match["after"] or match["of"] or match["told"]
        outlet = match["staff"] or match["outlet"]
        outlets = (re.sub(r"^[Tt]he ", "", outlet),) if outlet else ()
        found.setdefault(name.split()[-1], (name, *outlets))
    return found

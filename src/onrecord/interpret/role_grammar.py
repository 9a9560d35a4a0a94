"""The roles of an event by grammar: slots of its verb or noun, of the light verb above it, and of what hangs on its object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.clauses import Clauses, Slots
from onrecord.interpret.frames import Frame

LIGHT = frozenset(
    "carry_out conduct stage launch make hold impose commit mount give take sign reach do perform undertake have face suffer sustain get receive order begin "
    "start complete announce open win strike lead continue stop end host attend join plan deny propose organise organize execute see cause lose".split()
)
HAPPEN = frozenset("happen occur take_place begin start end follow come take".split())
VIA = frozenset("via through by_way_of".split())
FROM, TO, AT = (
    frozenset({"from"}),
    frozenset({"to", "into", "toward", "towards", "onto"}),
    frozenset({"in", "at", "near", "inside", "outside", "around"}),
)
PLACES = frozenset({"GPE", "LOC", "FAC"})
PARTIES = frozenset({"GPE", "NORP", "ORG", "PERSON"})
PLAIN = {"subject": "actor", "object": "theme", "complement": "theme", "dative": "recipient"}  # of a predicate without a frame
STATES = frozenset({"acomp", "oprd", "attr"})  # "they were found dead", "left nine dead"
Roles = dict[str, list[int]]


class RoleGrammar:
    """Fills roles of one document's events; `label` are entity labels by row, `dated` the rows of time expressions."""

    def __init__(self, clauses: Clauses, label: Mapping[int, str], dated: set[int]) -> None:
        self.clauses, self.tokens = clauses, clauses.tokens
        self.label, self.dated = label, dated

    def of_verb(self, row: int, grammar: Mapping[str, str], slots: Slots) -> Roles:
        """Roles of a verb; `grammar` says which slot fills which role."""
        roles: Roles = {}
        self._fill(roles, row, slots, grammar)
        self._from_objects(roles, row, slots.get("object", []), grammar)
        return roles

    def of_noun(self, row: int, frame: Frame, slots: Slots) -> Roles:
        """Roles of a noun or of an adjective."""
        roles: Roles = {}
        subject, thing = frame.slots.get("subject"), frame.slots.get("object")
        self._fill(roles, row, {slot: rows for slot, rows in slots.items() if slot not in {"possessor", "modifier", "by"}}, frame.slots)
        for noun in slots.get("by", []):
            if subject and not self.is_date(noun):
                _add(roles, subject, [noun], row)
        for noun in slots.get("possessor", []):
            _add(roles, "date" if self.is_date(noun) else subject or thing or "theme", [noun], row)
        for noun in slots.get("modifier", []):
            role = "date" if self.is_date(noun) else self._modifier_role(noun, subject, thing)
            if role:
                _add(roles, role, [noun], row)
        if self.tokens.pos[row] == "ADJ":
            self._from_state(roles, row, thing or subject)
        else:
            self._from_light_verb(roles, row, frame)
        return roles

    def is_date(self, row: int) -> bool:
        """Whether a token belongs to a time expression."""
        return row in self.dated or (not self.dated and self.label.get(row) in {"DATE", "TIME"})

    def any_date(self, rows: Sequence[int]) -> bool:
        """Whether one of them does."""
        return any(map(self.is_date, rows))

    def _fill(self, roles: Roles, row: int, slots: Slots, grammar: Mapping[str, str]) -> None:
        """Slots into roles: by the frame's grammar, else by what the preposition says."""
        for slot, rows in slots.items():
            dated = [r for r in rows if self.is_date(r)]
            if dated:
                _add(roles, "date", dated, row)
            left = [r for r in rows if r not in dated]
            role = grammar.get(slot) or self._plain_role(slot, left)
            if role and left:
                _add(roles, role, left, row)
        _add(roles, "date", [child for child in self.clauses.kids(row, "npadvmod", "advmod", "nmod") if self.is_date(child)], row)

    def _from_objects(self, roles: Roles, row: int, objects: list[int], grammar: Mapping[str, str]) -> None:
        """What the parser hangs on the object and the verb asks for: "imported shells from North Korea"."""
        for thing in objects:
            for slot, rows in self.clauses.noun_slots(thing).items():
                role = grammar.get(slot) or ("via" if slot in VIA else None)
                if slot not in {"of", "possessor", "modifier", "by"} and role and role not in roles and not self.any_date(rows):
                    _add(roles, role, rows, row)

    def _plain_role(self, slot: str, rows: list[int]) -> str | None:
        if slot in VIA:
            return "via"
        if slot in FROM:
            return "origin"
        if slot in TO:
            return "destination"
        if slot in AT or (slot == "on" and all(self.label.get(r) in PLACES for r in rows)):
            return "place"
        return None

    def _modifier_role(self, row: int, subject: str | None, thing: str | None) -> str | None:
        """ "the Russian strike": by Russia; "arms sale": of arms; "a missile strike": neither."""
        label = self.label.get(row)
        if label in PARTIES:
            return (subject or thing) if self.tokens.pos[row] == "ADJ" or label in {"NORP", "GPE"} else thing
        return thing if thing == "theme" and self.tokens.pos[row] in {"NOUN", "PROPN"} else None

    def _from_state(self, roles: Roles, row: int, role: str | None) -> None:
        """Who is in the state that an adjective names: "the wounded soldiers", "nine were found dead", "left nine dead"."""
        head, label = self.clauses.heads[row], self.tokens.dep[row]
        if role is None or head == row:
            return
        if label == "amod":
            _add(roles, role, self.clauses.coordinated(head), row)
        elif label in STATES:
            slots = self.clauses.slots(head)
            _add(roles, role, slots.get("object") or slots.get("subject", []), row)

    def _from_light_verb(self, roles: Roles, row: int, frame: Frame) -> None:
        """ "carried out a strike on": the verb's subject and prepositions are the noun's; "the strike took place in": where and when."""
        head = self.clauses.heads[row]
        if self.tokens.pos[head] not in {"VERB", "AUX"} or head == row:
            return
        label = self.tokens.dep[row]
        slots = self.clauses.slots(head)
        outer = {slot: rows for slot, rows in slots.items() if row not in rows}
        if row in slots.get("object", []) and self.is_light(head, LIGHT):
            grammar = {slot: role for slot, role in frame.slots.items() if role not in roles or slot == "subject"}
            self._fill(roles, row, {s: r for s, r in outer.items() if s in grammar or self._plain_role(s, r) or self.any_date(r)}, grammar)
        elif label == "nsubj" and (self.is_light(head, HAPPEN) or self.tokens.pos[head] == "AUX"):
            self._fill(roles, row, {s: r for s, r in outer.items() if self._plain_role(s, r) or self.any_date(r)}, {})
        elif label in {"nsubj", "nsubjpass", "dobj"}:
            for slot, rows in outer.items():
                if self.any_date(rows):
                    _add(roles, "date", [r for r in rows if self.is_date(r)], row)
                elif self._plain_role(slot, rows) == "place":
                    _add(roles, "place", rows, row)

    def is_light(self, verb: int, words: frozenset[str]) -> bool:
        """Whether a verb, with or without its particle, is one of these."""
        return self.clauses.lemma(verb) in words or self.clauses.phrasal(verb) in words


def _add(roles: Roles, role: str, rows: Sequence[int], trigger: int) -> None:
    """Fill a role, each row once."""
    new = [r for r in dict.fromkeys(rows) if r not in roles.get(role, []) and r != trigger]
    if new:
        roles.setdefault(role, []).extend(new)

"""Who may fill a role of an event, and what speaks for which role: grammar's opinion, the way between the two in the tree, words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from onrecord.clauses import Clauses, Slots
from onrecord.interpret.frames import Frame
from onrecord.interpret.role_grammar import Roles

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
INNER = frozenset({"compound", "nummod", "quantmod", "amod", "nmod", "det", "appos", "npadvmod", "expl", "meta", "predet", "punct"})
FAR = 6  # steps in the tree; of the labelled fillers two of a hundred are farther from their event


class Fillers:
    """The words of a document that may fill roles, and their features beside one event."""

    def __init__(self, clauses: Clauses, label: Mapping[int, str], dated: set[int]) -> None:
        self.clauses, self.tokens = clauses, clauses.tokens
        self.label, self.dated = label, dated

    def near(self, row: int, roles: Roles) -> list[int]:
        """Heads of noun phrases in the event's sentence not far from it in the tree, and whatever grammar proposes."""
        proposed = {r for rows in roles.values() for r in rows}
        own = {child for child in self.clauses.children[row] if self.label.get(child)}
        found = [r for r in self._sentence(row) if r in proposed or r in own or (self._is_head(r) and self.way(row, r))]
        return [r for r in found if r != row]

    def _sentence(self, row: int) -> range:
        number = self.tokens.sentence[row]
        first = last = row
        while first and self.tokens.sentence[first - 1] == number:
            first -= 1
        while last + 1 < len(self.tokens) and self.tokens.sentence[last + 1] == number:
            last += 1
        return range(first, last + 1)

    def _is_head(self, row: int) -> bool:
        label = self.tokens.dep[row]
        return self.tokens.pos[row] in NOMINAL and (label not in INNER or (label == "npadvmod" and row in self.dated))

    def way(self, start: int, end: int) -> str:
        """The labels on the way through the tree: "<dobj>nsubj" is from an object up to its verb and down to its subject; "" where far."""
        ups, downs = [start, *self._up(start)], [end, *self._up(end)]
        common = next((r for r in ups if r in downs), None)
        if common is None:
            return ""
        rise, fall = ups[: ups.index(common)], downs[: downs.index(common)]
        if len(rise) + len(fall) > FAR:
            return ""
        return "".join(f"<{self._step(r)}" for r in rise) + "".join(f">{self._step(r)}" for r in reversed(fall))

    def _up(self, row: int) -> list[int]:
        return [above for above, _ in zip(self.clauses.ancestors(row), range(FAR), strict=False)]

    def _step(self, row: int) -> str:
        label = self.tokens.dep[row]
        return f"{label}_{self.clauses.lemma(row)}" if label in {"prep", "agent", "dative"} and self.tokens.pos[row] == "ADP" else label

    def features(self, row: int, frame: Frame, filler: int, roles: Roles, slots: Slots) -> list[str]:
        """What is read of a filler beside an event."""
        own = [role for role, rows in roles.items() if filler in rows]
        places = [slot for slot, rows in slots.items() if filler in rows]
        return [*self._of_grammar(row, frame, filler, own, places), *self._of_words(row, frame, filler, own)]

    def _of_grammar(self, row: int, frame: Frame, filler: int, own: Sequence[str], places: Sequence[str]) -> Iterator[str]:
        name, pos, lemma = frame.name, self.tokens.pos[row], self.clauses.lemma(row)
        way = self.way(row, filler)
        passive = pos == "VERB" and self.clauses.is_passive(row)
        for role in own or ["none"]:
            yield from (f"r={role}", f"rf={role}_{name}", f"rp={role}_{pos}", f"rw={role}_{way}", f"rl={role}_{lemma}")
        for slot in places or ["none"]:
            yield from (f"s={slot}_{pos}", f"sf={slot}_{name}", f"sl={slot}_{lemma}", f"sp={slot}_{passive}", f"sr={slot}_{'_'.join(own)}")
        yield from (f"w={way}", f"wp={way}_{pos}", f"wf={way}_{name}", f"steps={way.count('<')}_{way.count('>')}")
        yield f"last={way.rsplit('>', 1)[-1]}"
        yield f"d={pos}_{self.tokens.dep[filler]}"
        if "<" in way:
            yield f"up={self.clauses.lemma(self.clauses.heads[row])}_{way}"
            yield f"du={self.tokens.dep[row]}_{self.tokens.dep[filler]}"

    def _of_words(self, row: int, frame: Frame, filler: int, own: Sequence[str]) -> Iterator[str]:
        name, lemma = frame.name, self.clauses.lemma(filler)
        kind = "DATE" if filler in self.dated else self.label.get(filler) or self.tokens.pos[filler]
        role = "_".join(own)
        yield from (f"k={kind}", f"kf={kind}_{name}", f"kr={kind}_{role}", f"l={lemma}", f"lr={lemma}_{role}")
        head = self.clauses.heads[filler]
        if self.tokens.pos[head] == "ADP":
            preposition = self.clauses.lemma(head)
            yield from (f"p={preposition}", f"pk={preposition}_{kind}", f"pf={preposition}_{name}", f"pkf={preposition}_{kind}_{name}")
        between = abs(filler - row)
        yield from (f"far={min(between // 4, 5)}_{filler > row}", f"before={filler < row}_{self.tokens.pos[row]}_{kind}")

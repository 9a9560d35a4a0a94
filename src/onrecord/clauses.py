"""Grammar of predicates: who stands in which slot of a verb or a noun, through passives, relative clauses, control and coordination.

Slots are `subject`, `object`, `dative`, `complement` and prepositions; a passive's slots are turned, so that the agent is the subject.
Dependency labels are spaCy's English ones (CLEAR style).
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.records import Span, Tokens

Slots = dict[str, list[int]]
VERBAL = frozenset({"VERB", "AUX"})
OBJECT_CONTROL = frozenset({"of", "with", "from", "for"})  # "accused him of selling": he sells
MODIFIERS = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "case", "predet", "advmod", "neg", "npadvmod"})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
DEPTH = 12  # steps up a tree; longer chains are the parser's errors


class Clauses:
    """The dependency trees of one document."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.heads: list[int] = tokens.head.tolist()
        self.children: list[list[int]] = [[] for _ in self.heads]
        for row, head in enumerate(self.heads):
            if head != row:
                self.children[head].append(row)

    def lemma(self, row: int) -> str:
        """The token's lemma in lower case."""
        return self.tokens.lemma[row].lower()

    def phrasal(self, row: int) -> str:
        """The lemma with its particle: "pull_out"."""
        particle = next(iter(self.kids(row, "prt")), None)
        return self.lemma(row) + (f"_{self.lemma(particle)}" if particle is not None else "")

    def kids(self, row: int, *labels: str) -> list[int]:
        """Children with one of these labels."""
        return [child for child in self.children[row] if self.tokens.dep[child] in labels]

    def is_passive(self, row: int) -> bool:
        """ "was sold", "sold by", "the shells sold to": the subject is what is sold."""
        if self.kids(row, "auxpass", "nsubjpass"):
            return True
        if self.tokens.tag[row] != "VBN" or self.kids(row, "aux", "dobj"):
            return False
        label, head = self.tokens.dep[row], self.heads[row]
        if label == "conj" and self.tokens.tag[head] == "VBN":
            return self.is_passive(head) if head != row else False
        return label in {"acl", "relcl", "advcl", "amod"} or bool(self.kids(row, "agent"))

    def slots(self, row: int) -> Slots:
        """Who stands in which slot of a verb; heads of noun phrases, coordinated ones each by itself."""
        passive = self.is_passive(row)
        found: Slots = {}
        for child in self.children[row]:
            label = self.tokens.dep[child]
            if label in {"nsubj", "csubj", "nsubjpass"}:
                self._put(found, "object" if passive else "subject", child)
            elif label in {"dobj", "oprd", "attr"}:
                self._put(found, "object" if label == "dobj" else "complement", child)
            elif label == "dative" and self.tokens.pos[child] != "ADP":
                self._put(found, "dative", child)
            elif label in {"prep", "agent", "dative"}:
                self._put_preposition(found, child)
        if passive and "by" in found and "subject" not in found:
            found["subject"] = found.pop("by")
        self._inherit(found, row, passive=passive)
        return found

    def noun_slots(self, row: int) -> Slots:
        """Slots of a noun: its possessor, prepositions and the nouns or adjectives that it is a compound with."""
        found: Slots = {}
        for child in self.children[row]:
            label = self.tokens.dep[child]
            if label == "poss":
                self._put(found, "possessor", child)
            elif label in {"compound", "amod", "nmod"} and self.tokens.pos[child] in {"NOUN", "PROPN", "ADJ"}:
                self._put(found, "modifier", child)
            elif label in {"prep", "agent"}:
                self._put_preposition(found, child)
        return found

    def _put_preposition(self, found: Slots, row: int) -> None:
        name = "by" if self.tokens.dep[row] == "agent" else self.lemma(row)
        for child in self.children[row]:
            if self.tokens.dep[child] == "pobj":
                self._put(found, name, child)
            elif self.tokens.dep[child] == "prep":  # "out of", "from inside"
                self._put_preposition(found, child)
        for other in self.kids(row, "conj"):
            if self.tokens.pos[other] == "ADP":
                self._put_preposition(found, other)

    def _put(self, found: Slots, slot: str, row: int) -> None:
        place = found.setdefault(slot, [])
        for noun in self.coordinated(self.antecedent(row)):
            if noun not in place:
                place.append(noun)

    def coordinated(self, row: int) -> list[int]:
        """A noun and those joined to it by "and", "or" or a comma."""
        found, todo = [row], [row]
        while todo and len(found) < 20:
            for other in self.kids(todo.pop(), "conj"):
                if self.tokens.pos[other] in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"} and other not in found:
                    found.append(other)
                    todo.append(other)
        return found

    def joined(self, row: int) -> list[int]:
        """All nouns of the coordination that a noun stands in, in the order of the text."""
        first = row
        while self.tokens.dep[first] == "conj" and self.heads[first] < first:
            first = self.heads[first]
        return sorted({row, *self.coordinated(first)})

    def antecedent(self, row: int) -> int:
        """The noun that a relative pronoun stands for; any other token itself."""
        if self.lemma(row) not in RELATIVES or self.tokens.tag[row] not in {"WDT", "WP", "WP$", "IN", "DT"}:
            return row
        verb = row
        for _ in range(DEPTH):
            verb = self.heads[verb]
            if self.tokens.dep[verb] == "relcl":
                return self.heads[verb] if self.heads[verb] < row else row
            if self.heads[verb] == verb:
                break
        return row

    def _inherit(self, found: Slots, row: int, *, passive: bool) -> None:
        """The slot that grammar leaves out is filled from the clause above."""
        missing = "object" if passive else "subject"
        label, head = self.tokens.dep[row], self.heads[row]
        if label == "relcl" and not any(head in rows for rows in found.values()):
            gap = next((slot for slot in (missing, "object") if slot not in found), None)
            if gap:
                self._put(found, gap, head)
        if missing in found or head == row:
            return
        if label == "acl":
            self._put_all(found, missing, self._of_noun_clause(row, head))
        elif label in {"xcomp", "ccomp", "advcl", "pcomp", "conj"}:
            self._put_all(found, missing, self.understood(row))

    def _put_all(self, found: Slots, slot: str, rows: list[int]) -> None:
        for noun in rows:
            self._put(found, slot, noun)

    def _of_noun_clause(self, row: int, noun: int) -> list[int]:
        """ "the men selling", "shells sold"; in "its plan to sell" the owner of the plan."""
        if not any(self.tokens.tag[k] == "TO" for k in self.kids(row, "aux")):
            return [noun]
        owners = self.kids(noun, "poss")
        return owners or (self.understood(noun) if self.tokens.dep[noun] in {"dobj", "attr"} else [])

    def understood(self, row: int) -> list[int]:
        """The subject that a clause without one takes from above: the object where the verb above controls it, else the subject."""
        label, head = self.tokens.dep[row], self.heads[row]
        for _ in range(DEPTH):
            if self.tokens.pos[head] in VERBAL | {"ADJ"}:
                break
            if self.heads[head] == head:
                return []
            owners = self.kids(head, "poss") if self.tokens.pos[head] in {"NOUN", "PROPN"} and label == "pcomp" else []
            if owners:
                return owners
            head = self.heads[head]
        else:
            return []
        preposition = self.lemma(self.heads[row]) if label == "pcomp" else ""
        above = self._overt(head)
        if (label == "xcomp" or preposition in OBJECT_CONTROL) and above.get("object"):
            return above["object"]
        return above.get("object" if self.is_passive(head) else "subject", [])

    def _overt(self, verb: int) -> Slots:
        """The verb's own object, and its subject, where it has none of its own that of the verb that it hangs on."""
        found: Slots = {"object": objects} if (objects := self.kids(verb, "dobj")) else {}
        for _ in range(DEPTH):
            passive = self.is_passive(verb)
            for child in self.kids(verb, "nsubj", "nsubjpass"):
                found.setdefault("object" if passive else "subject", []).append(self.antecedent(child))
            if "subject" in found or passive or self.heads[verb] == verb:
                break
            if self.tokens.dep[verb] == "relcl":
                found["subject"] = [self.heads[verb]]
                break
            if self.tokens.dep[verb] not in {"conj", "xcomp", "advcl", "ccomp", "acomp"}:
                break
            verb = self.heads[verb]
        return found

    def phrase(self, row: int) -> Span:
        """The noun phrase of a head as printed: determiner and modifiers, "of" phrases; no relative clause, no apposition."""
        first = last = row
        for child in self.children[row]:
            if child < row and self.tokens.dep[child] in MODIFIERS:
                first = min(first, self._leftmost(child))
            elif child > row and self.tokens.dep[child] == "prep" and self.lemma(child) == "of" and child <= last + 2:
                last = max(last, self._rightmost(child))
        return int(self.tokens.start[first]), int(self.tokens.end[last])

    def _leftmost(self, row: int) -> int:
        return min([row, *(self._leftmost(k) for k in self.children[row] if k < row and self.tokens.dep[k] in MODIFIERS)])

    def _rightmost(self, row: int) -> int:
        """The last token of an "of" phrase, clauses left out."""
        last = row
        for child in self.children[row]:
            if child > row and self.tokens.dep[child] in {"pobj", "compound", "nummod", "prep"}:
                if self.tokens.dep[child] == "prep" and self.lemma(child) != "of":
                    continue
                last = max(last, self._rightmost(child))
        return last

    def ancestors(self, row: int) -> Iterator[int]:
        """The token's head, its head, and so on."""
        for _ in range(4 * DEPTH):
            if self.heads[row] == row:
                return
            row = self.heads[row]
            yield row

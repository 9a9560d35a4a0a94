"""Events of a stretch of text: words of the frame table with their roles, and the main predicate where no frame fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from onrecord.clauses import Clauses, Slots
from onrecord.interpret.event_features import event_features
from onrecord.interpret.event_topics import Topics
from onrecord.interpret.frames import Frame, load_frames
from onrecord.interpret.heads import EventHeads
from onrecord.interpret.role_features import Fillers
from onrecord.interpret.role_grammar import HAPPEN, LIGHT, PLAIN, RoleGrammar, Roles
from onrecord.records import AnnotatedDocument, Span

NEGATIVE = frozenset("not n't never no neither nor without".split())
UNDONE = frozenset("fail refuse decline avoid stop prevent forget neglect".split())  # "failed to sign": it was not signed
LEAST_MARGIN = -0.3  # log odds that a word of the table is such an event: the best F1 in cross-validation
ROLE_MARGIN = -0.8  # the same for a word that fills no role
PASSED = frozenset({None, "place", "destination", "via"})  # labels hold too few intermediaries to weigh what "via" says
HELPING = frozenset({"aux", "auxpass"})
MODIFYING = frozenset({"aux", "auxpass", "amod", "compound", "npadvmod"})
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
COMMON = frozenset({"NOUN", "ADJ"})
FOLLOW = 3  # words between a verb and the particle or object that makes it another verb
WITH_PARTICLE = frozenset("kill lock open sell ship send burn".split())  # verbs that a particle does not turn into others
WANTS_OBJECT = frozenset("charge appoint build seize acquire try".split())
WITH_CLAUSE = frozenset(
    "get order grow reach strike leave find end drop hit fire try approve".split()
)  # with a clause for an object: no events


@dataclass
class Found:
    """An event in rows of tokens; `frame` None where no frame of the table fits."""

    row: int
    frame: Frame | None
    predicate: str
    roles: Roles = field(default_factory=dict)
    negated: bool = False


class EventFinder:
    """Finds events in one annotated document; without `heads`, the models that weigh them, every word of the table is one."""

    def __init__(self, annotated: AnnotatedDocument, clauses: Clauses, times: Sequence[Span], heads: EventHeads | None) -> None:
        self.annotated, self.tokens = annotated, annotated.tokens
        self.clauses = clauses
        self.frames = load_frames()
        self.heads = heads
        self.every_sense = heads is not None
        """Whether senses that grammar speaks against count: a model weighs them."""
        self.label: dict[int, str] = {}
        for mention in annotated.entities:
            self.label |= dict.fromkeys(self._rows(mention.span), mention.label)
        dated = {row for span in times for row in self._rows(span)}
        self.grammar = RoleGrammar(clauses, self.label, dated)
        self.fillers = Fillers(clauses, self.label, dated)
        self._keys: dict[int, str] = {}
        self.topics = Topics(self.tokens, self.frames, self.key)

    def _rows(self, span: Span) -> range:
        return range(*(int(self.tokens.start.searchsorted(edge)) for edge in span))

    def events(self, rows: Sequence[int]) -> list[Found]:
        """Framed events whose trigger is one of these tokens, in the order of the text."""
        return [event for row in rows if (event := self._event(row))]

    def main(self, row: int) -> Found:
        """The predicate itself, framed or not."""
        event = self._event(row)
        if event is None:
            event = Found(row, None, self.clauses.phrasal(row), negated=self._negated(row))
            event.roles = self.grammar.of_verb(row, PLAIN, self.clauses.slots(row))
        return event

    # triggers ---------------------------------------------------------------------------------

    def senses(self, row: int) -> list[tuple[Frame, Slots]]:
        """All frames of the table that a word may stand for, with its grammar."""
        pos = self.tokens.pos[row]
        if pos == "VERB" and self.tokens.dep[row] not in HELPING:
            frames = self.frames.verbs.get(self.key(row), ())
            slots = self.clauses.slots(row) if frames else {}
        elif pos in NOMINAL:
            frames = self._nominal(row)
            slots = self.clauses.noun_slots(row) if frames else {}
        else:
            return []
        return [(frame, slots) for frame in frames if self.every_sense or not self._is_unlikely(row, frame, slots)]

    def _nominal(self, row: int) -> tuple[Frame, ...]:
        """The frames of a noun or an adjective; of a participle's verb where the table has no such noun."""
        key = self.key(row)
        return self.frames.nouns.get(key) or (self.frames.verbs[key] if key != self.clauses.lemma(row) else ())

    def key(self, row: int) -> str:
        """The word as the table has it, see `_key`."""
        if row not in self._keys:
            self._keys[row] = self._key(row)
        return self._keys[row]

    def _key(self, row: int) -> str:
        """The word as the table has it: a verb with its particle or object ("step_down") where that is listed, the verb of a participle
        that the parser takes for a noun or an adjective ("the displaced"), else the lemma."""
        lemma = self.clauses.lemma(row)
        if self.tokens.pos[row] in COMMON and lemma not in self.frames.nouns:
            return self.frames.verb_of(lemma) or lemma
        if self.tokens.pos[row] == "VERB":
            for other in self.clauses.kids(row, "prt", "dobj", "acomp", "oprd", "advmod", "prep", "amod"):
                if 0 < other - row <= FOLLOW and (longer := f"{lemma}_{self.clauses.lemma(other)}") in self.frames.verbs:
                    return longer
        return lemma

    def is_dated(self, row: int, slots: Slots) -> bool:
        """Whether a date stands in a slot of a word or beside it."""
        return any(map(self.grammar.any_date, slots.values())) or self.grammar.any_date(
            self.clauses.kids(row, "npadvmod", "advmod", "nmod")
        )

    def _event(self, row: int) -> Found | None:
        senses = self.senses(row)
        chosen = self._likeliest(row, senses) if senses else None
        if chosen is None:
            return None
        frame, slots = chosen
        verb = self.tokens.pos[row] == "VERB"
        key = self.key(row)
        event = Found(row, frame, self.clauses.phrasal(row) if verb and "_" not in key else key, negated=self._negated(row))
        event.roles = self.roles(row, frame, slots)
        event.negated |= not verb and self._is_undone_by_light_verb(row)
        return event

    def _likeliest(self, row: int, senses: Sequence[tuple[Frame, Slots]]) -> tuple[Frame, Slots] | None:
        """The likeliest sense of the table, the one that fits the grammar best among equals; None when the word is no such event here."""
        best: tuple[float, int] = (0.0, 0)
        chosen = None
        for frame, slots in senses:
            margin = self._margin(row, frame, slots) if self.heads else 1.0
            rank = (margin, sum(slot in frame.slots for slot in slots))
            if margin >= LEAST_MARGIN and (chosen is None or rank > best):
                best, chosen = rank, (frame, slots)
        return chosen

    def _margin(self, row: int, frame: Frame, slots: Slots) -> float:
        """How much likelier a word is an event of a frame than not, in log odds: by its grammar and by its vector."""
        assert self.heads is not None
        no, yes = self.heads.trigger.scores(event_features(self, row, frame, slots))
        return float(yes - no) + self.heads.meanings.score(self.vector(row), frame.name)

    def vector(self, row: int) -> NDArray[np.float16]:
        """The encoder's vector of the word that a token stands in."""
        words = self.annotated.words
        vector: NDArray[np.float16] = words.vectors[max(0, int(words.start.searchsorted(self.tokens.start[row], side="right")) - 1)]
        return vector

    def _is_unlikely(self, row: int, frame: Frame, slots: Slots) -> bool:
        """Whether grammar speaks against a word's being an event of a frame: a light verb before an event, a modifier, an object that it lacks."""
        pos, lemma = self.tokens.pos[row], self.clauses.lemma(row)
        if self.tokens.dep[row] in MODIFYING or pos == "PROPN":
            return pos != "ADJ"
        if pos != "VERB":
            return False
        objects = slots.get("object", [])
        if lemma in LIGHT and frame.name not in {"agree", "cancel"} and any(self.frames.sure_nouns(self.clauses.lemma(o)) for o in objects):
            return True
        if self.clauses.kids(row, "prt") and self.key(row) == lemma and lemma not in WITH_PARTICLE:
            return True
        if not objects and frame.name in WANTS_OBJECT:
            return True
        return lemma in WITH_CLAUSE and bool(self.clauses.kids(row, "xcomp", "ccomp"))

    # roles ------------------------------------------------------------------------------------

    def roles(self, row: int, frame: Frame, slots: Slots) -> Roles:
        """Who fills which role: what grammar proposes, weighed with all noun phrases near the event."""
        proposed = self.proposed(row, frame, slots)
        if self.heads is None:
            return proposed
        likely: dict[str, list[tuple[float, int]]] = {}
        for filler in self.fillers.near(row, proposed):
            role, margin = self._role(self.fillers.features(row, frame, filler, proposed, slots))
            if filler in proposed.get("via", ()) and role in PASSED:
                role, margin = "via", max(margin, 0.0)
            if role:
                likely.setdefault(role, []).append((margin, filler))
        return self._joined(likely)

    def _joined(self, likely: dict[str, list[tuple[float, int]]]) -> Roles:
        """The likeliest filler of each role with all that "and" joins to it, the surest role first; nobody fills two."""
        best = {role: max(fillers, key=lambda filler: (filler[0], -filler[1])) for role, fillers in likely.items()}
        found: Roles = {}
        taken: set[int] = set()
        for role, (_, row) in sorted(best.items(), key=lambda item: (-item[1][0], item[0])):
            group = [noun for noun in self.clauses.joined(row) if noun not in taken]
            if row in group:
                found[role] = group
                taken.update(group)
        return found

    def proposed(self, row: int, frame: Frame, slots: Slots) -> Roles:
        """What grammar alone makes of it."""
        verb = self.tokens.pos[row] == "VERB"
        return self.grammar.of_verb(row, frame.slots, slots) if verb else self.grammar.of_noun(row, frame, slots)

    def _role(self, features: list[str]) -> tuple[str | None, float]:
        """The likeliest role, and how far it is ahead of filling none."""
        assert self.heads is not None
        model = self.heads.role
        scores = model.scores(features)
        none = model.classes.index("none")
        scores[none] += ROLE_MARGIN
        best = int(scores.argmax())
        return None if best == none else model.classes[best], float(scores[best] - scores[none])

    def _is_undone_by_light_verb(self, row: int) -> bool:
        """Whether the verb that carries out an event noun is negated: "did not launch a strike"."""
        head, label = self.clauses.heads[row], self.tokens.dep[row]
        if head == row or self.tokens.pos[head] not in {"VERB", "AUX"}:
            return False
        carries = label in {"dobj", "nsubjpass"} and self.grammar.is_light(head, LIGHT)
        happens = label == "nsubj" and (self.grammar.is_light(head, HAPPEN) or self.tokens.pos[head] == "AUX")
        return (carries or happens) and self._negated(head)

    def _negated(self, row: int) -> bool:
        """Negated where it stands: "not", "never", "no strike", "nobody was", "failed to"."""
        own = [row, *self.clauses.kids(row, "nsubj", "nsubjpass", "dobj")]
        for place in own:
            for child in self.clauses.kids(place, "neg", "det", "advmod", "preconj", "cc"):
                if self.clauses.lemma(child) in NEGATIVE:
                    return True
        head = self.clauses.heads[row]
        label = self.tokens.dep[row]
        if any(self.clauses.lemma(k) in {"nobody", "none", "nothing", "noone"} for k in self.clauses.kids(row, "nsubj", "nsubjpass")):
            return True
        if label == "xcomp" and self.clauses.lemma(head) in UNDONE:
            return not self._negated(head)
        if label in {"pcomp", "pobj"} and self.clauses.lemma(head) == "without":
            return True
        return label == "conj" and self.tokens.pos[head] == "VERB" and not self.clauses.kids(row, "nsubj", "aux") and self._negated(head)

"""Events of a stretch of text: verbs and nouns of the frame table with their roles, and the main predicate where no frame fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.clauses import Clauses
from onrecord.interpret.frames import Frame, load_frames
from onrecord.interpret.heads import Linear
from onrecord.records import AnnotatedDocument, Span

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
NEGATIVE = frozenset("not n't never no neither nor without".split())
UNDONE = frozenset("fail refuse decline avoid stop prevent forget neglect".split())  # "failed to sign": it was not signed
SPEECH = frozenset("say tell report add announce state claim".split())
PLACES = frozenset({"GPE", "LOC", "FAC"})
PARTIES = frozenset({"GPE", "NORP", "ORG", "PERSON"})
LEAST_MARGIN = (
    -0.8
)  # log odds that a word of the table is such an event: the best F1 in cross-validation; a missed event costs as much as a false one
MODIFYING = frozenset({"aux", "auxpass", "amod", "compound"})
FOLLOW = 2  # words between a verb and the particle or object that makes it another verb


@dataclass
class Found:
    """An event in rows of tokens; `frame` None where no frame of the table fits."""

    row: int
    frame: Frame | None
    predicate: str
    roles: dict[str, list[int]] = field(default_factory=dict)
    negated: bool = False

    def add(self, role: str, rows: Sequence[int]) -> None:
        """Fill a role, each row once."""
        place = self.roles.setdefault(role, [])
        place += [r for r in rows if r not in place and r != self.row]


class EventFinder:
    """Finds events in one annotated document; without `odds`, the model that weighs them, every word of the table is one."""

    def __init__(self, annotated: AnnotatedDocument, clauses: Clauses, times: Sequence[Span], odds: Linear | None) -> None:
        self.text = annotated.document.text
        self.tokens = annotated.tokens
        self.clauses = clauses
        self.frames = load_frames()
        self.odds = odds
        self.label: dict[int, str] = {}
        for mention in annotated.entities:
            first, last = (int(self.tokens.start.searchsorted(edge)) for edge in mention.span)
            self.label |= dict.fromkeys(range(first, last), mention.label)
        self.dated = {
            row
            for start, end in times
            for row in range(int(self.tokens.start.searchsorted(start)), int(self.tokens.start.searchsorted(end)))
        }

    def events(self, rows: Sequence[int]) -> list[Found]:
        """Framed events whose trigger is one of these tokens, in the order of the text."""
        found: list[Found] = []
        for row in rows:
            event = self._verb(row) if self.tokens.pos[row] == "VERB" else self._noun(row) if self.tokens.pos[row] == "NOUN" else None
            if event:
                found.append(event)
        return found

    def senses(self, row: int) -> list[tuple[Frame, dict[str, list[int]]]]:
        """All frames of the table that a word may stand for, with its grammar."""
        if self.tokens.pos[row] == "VERB" and self.tokens.dep[row] not in MODIFYING:
            slots = self.clauses.slots(row)
            return [(frame, slots) for frame in self._senses(row) if not self._is_other(row, frame, slots)]
        if self.tokens.pos[row] == "NOUN" and self.tokens.dep[row] not in {"compound", "npadvmod"}:
            slots = self.clauses.noun_slots(row)
            return [(frame, slots) for frame in self._noun_frames(row)]
        return []

    def main(self, row: int) -> Found:
        """The predicate itself, framed or not."""
        event = self._verb(row) if self.tokens.pos[row] in {"VERB", "AUX"} else self._noun(row)
        if event:
            return event
        event = Found(row, None, self._name(row), negated=self._negated(row))
        slots = self.clauses.slots(row)
        self._fill(event, slots, {"subject": "actor", "object": "theme", "complement": "theme", "dative": "recipient"})
        return event

    # triggers ---------------------------------------------------------------------------------

    def _frame(self, row: int, senses: Sequence[Frame], slots: dict[str, list[int]]) -> Frame | None:
        """The likeliest sense of the table, the one that fits the grammar best among equals; None when the word is no such event here."""
        best: tuple[float, int] = (0.0, 0)
        chosen = None
        for frame in senses:
            score = self.odds.scores(event_features(self, row, frame, slots)) if self.odds else (0.0, 1.0)
            margin = float(score[1] - score[0])
            rank = (margin, sum(slot in frame.slots for slot in slots))
            if margin >= LEAST_MARGIN and (chosen is None or rank > best):
                best, chosen = rank, frame
        return chosen

    def _name(self, row: int) -> str:
        """The lemma, with its particle."""
        particle = next(iter(self.clauses.kids(row, "prt")), None)
        return self.clauses.lemma(row) + (f"_{self.clauses.lemma(particle)}" if particle is not None else "")

    def _verb(self, row: int) -> Found | None:
        if self.tokens.dep[row] in MODIFYING:
            return None
        slots = self.clauses.slots(row)
        frame = self._frame(row, self._senses(row), slots)
        if frame is None or self._is_other(row, frame, slots):
            return None
        event = Found(row, frame, self._name(row), negated=self._negated(row))
        self._fill(event, slots, frame.slots)
        self._from_objects(event, slots.get("object", []), frame)
        return event

    def _from_objects(self, event: Found, objects: list[int], frame: Frame) -> None:
        """What the parser hangs on the object and the verb asks for: "imported shells from North Korea"."""
        for thing in objects:
            for slot, rows in self.clauses.noun_slots(thing).items():
                role = frame.slots.get(slot) or ("via" if slot in VIA else None)
                if slot not in {"of", "possessor", "modifier", "by"} and role and role not in event.roles and not self._any_date(rows):
                    event.add(role, rows)

    def _senses(self, row: int) -> tuple[Frame, ...]:
        """Frames of a verb; those of the verb with its particle or object come before those of the bare verb."""
        lemma = self.clauses.lemma(row)
        for other in self.clauses.kids(row, "prt", "dobj", "acomp", "oprd", "advmod", "prep", "amod"):
            if 0 < other - row <= FOLLOW + 1 and (longer := self.frames.verbs.get(f"{lemma}_{self.clauses.lemma(other)}")):
                return longer
        if self.clauses.kids(row, "prt") and lemma not in {"kill", "lock", "open", "sell", "ship", "send", "burn"}:
            return ()  # "gave up", "turned out": another verb
        return self.frames.verbs.get(lemma, ())

    def _is_other(self, row: int, frame: Frame, slots: dict[str, list[int]]) -> bool:
        """Whether the verb is here no event of its frame: a light verb before an event noun, or an object that cannot be."""
        lemma = self.clauses.lemma(row)
        objects = slots.get("object", [])
        if objects and any(self._noun_frames(o) for o in objects) and lemma in LIGHT and frame.name not in {"agree", "cancel"}:
            return True
        if not objects and frame.name in {"charge", "appoint", "build", "seize", "acquire", "try"}:
            return True  # these want somebody or something
        return bool(self.clauses.kids(row, "xcomp", "ccomp")) and lemma in {
            "get",
            "order",
            "grow",
            "reach",
            "strike",
            "leave",
            "find",
            "end",
            "drop",
            "hit",
            "fire",
            "try",
            "approve",
        }

    def _noun_frames(self, row: int) -> tuple[Frame, ...]:
        return self.frames.nouns.get(self.clauses.lemma(row), ()) if self.tokens.pos[row] == "NOUN" else ()

    def _noun(self, row: int) -> Found | None:
        if self.tokens.dep[row] in {"compound", "npadvmod"}:
            return None
        slots = self.clauses.noun_slots(row)
        frame = self._frame(row, self._noun_frames(row), slots)
        if frame is None:
            return None
        event = Found(row, frame, self.clauses.lemma(row), negated=self._negated(row))
        self._fill_noun(event, slots, frame)
        self._from_light_verb(event, frame)
        return event

    # roles ------------------------------------------------------------------------------------

    def _fill(self, event: Found, slots: dict[str, list[int]], grammar: dict[str, str]) -> None:
        """Slots into roles: by the frame's grammar, else by what the preposition says."""
        for slot, rows in slots.items():
            dated = [r for r in rows if self._is_date(r)]
            if dated:
                event.add("date", dated)
            left = [r for r in rows if r not in dated]
            role = grammar.get(slot) or self._plain_role(slot, left)
            if role and left:
                event.add(role, left)
        for child in self.clauses.kids(event.row, "npadvmod", "advmod", "nmod"):
            if self._is_date(child):
                event.add("date", [child])

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

    def _is_date(self, row: int) -> bool:
        return row in self.dated or (not self.dated and self.label.get(row) in {"DATE", "TIME"})

    def _fill_noun(self, event: Found, slots: dict[str, list[int]], frame: Frame) -> None:
        subject, thing = frame.slots.get("subject"), frame.slots.get("object")
        plain = {slot: rows for slot, rows in slots.items() if slot not in {"possessor", "modifier", "by"}}
        self._fill(event, plain, frame.slots)
        for row in slots.get("by", []):
            if subject and not self._is_date(row):
                event.add(subject, [row])
        for row in slots.get("possessor", []):
            event.add("date" if self._is_date(row) else subject or thing or "theme", [row])
        for row in slots.get("modifier", []):
            role = "date" if self._is_date(row) else self._modifier_role(row, subject, thing)
            if role:
                event.add(role, [row])

    def _modifier_role(self, row: int, subject: str | None, thing: str | None) -> str | None:
        """ "the Russian strike": by Russia; "arms sale": of arms; "a missile strike": neither."""
        label = self.label.get(row)
        if label in PARTIES:
            return (subject or thing) if self.tokens.pos[row] == "ADJ" or label in {"NORP", "GPE"} else thing
        return thing if thing == "theme" and self.tokens.pos[row] in {"NOUN", "PROPN"} else None

    def _from_light_verb(self, event: Found, frame: Frame) -> None:
        """ "carried out a strike on": the verb's subject and prepositions are the noun's; "the strike took place in": where and when."""
        head = self.clauses.heads[event.row]
        if self.tokens.pos[head] not in {"VERB", "AUX"} or head == event.row:
            return
        label, verb = self.tokens.dep[event.row], self._name(head)
        slots = self.clauses.slots(head)
        outer = {slot: rows for slot, rows in slots.items() if event.row not in rows}
        if event.row in slots.get("object", []) and (verb in LIGHT or verb.split("_")[0] in LIGHT):
            grammar = {slot: role for slot, role in frame.slots.items() if role not in event.roles or slot == "subject"}
            self._fill(event, {s: r for s, r in outer.items() if s in grammar or self._plain_role(s, r) or self._any_date(r)}, grammar)
            event.negated |= self._negated(head)
        elif label == "nsubj" and (verb in HAPPEN or verb.split("_")[0] in HAPPEN or self.tokens.pos[head] == "AUX"):
            self._fill(event, {s: r for s, r in outer.items() if self._plain_role(s, r) or self._any_date(r)}, {})
            event.negated |= self._negated(head)
        elif label in {"nsubj", "nsubjpass", "dobj"}:
            for slot, rows in outer.items():
                if any(map(self._is_date, rows)):
                    event.add("date", [r for r in rows if self._is_date(r)])
                elif self._plain_role(slot, rows) == "place":
                    event.add("place", rows)

    def _any_date(self, rows: list[int]) -> bool:
        return any(map(self._is_date, rows))

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


def event_features(finder: EventFinder, row: int, frame: Frame, slots: dict[str, list[int]]) -> list[str]:
    """What speaks for and against a word's being an event of a frame: the word, its grammar, who and what stands in its slots."""
    clauses, tokens = finder.clauses, finder.tokens
    lemma, name = clauses.lemma(row), frame.name
    label, head = tokens.dep[row], clauses.heads[row]
    found = [f"l={lemma}", f"f={name}", f"lf={lemma}_{name}", f"d={label}", f"fd={name}_{label}", f"t={tokens.tag[row]}"]
    found += [f"h={clauses.lemma(head)}", f"ld={lemma}_{label}"] if head != row else ["root"]
    for slot, rows in slots.items():
        found += [f"s={slot}", f"fs={name}_{slot}", f"ls={lemma}_{slot}"]
        for noun in rows[:2]:
            mark = finder.label.get(noun, "")
            found += [f"n={slot}_{clauses.lemma(noun)}", f"e={slot}_{mark}", f"fe={name}_{slot}_{mark}", f"p={slot}_{tokens.pos[noun]}"]
            if slot in {"object", "modifier", "of"}:
                found += [f"ln={lemma}_{clauses.lemma(noun)}", f"fn={name}_{clauses.lemma(noun)}"]
    found += [f"k={clauses.lemma(k)}" for k in clauses.kids(row, "prt", "advmod", "det", "aux", "neg")]
    if row + 1 < len(tokens):
        found.append(f"next={clauses.lemma(row + 1)}")
    return found

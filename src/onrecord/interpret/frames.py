"""Frames: which verbs and nouns stand for which kind of event, and how their grammar fills its roles. The table is frames.tsv."""

from __future__ import annotations

import re
from csv import QUOTE_NONE, DictReader
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

PARTICIPLE = re.compile(r"([a-z]{3,})(?:ed|ing)")
ROLES = ("actor", "recipient", "theme", "quantity", "via", "origin", "destination", "place")


@dataclass(frozen=True)
class Frame:
    """One sense: a kind of event, its PLOVER code where one fits, and the role that each grammatical slot fills."""

    name: str
    plover: str | None
    slots: dict[str, str]


@dataclass(frozen=True)
class Frames:
    """Frames by lemma; a key of two words ("step_down") is a verb with its particle or object."""

    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, tuple[Frame, ...]]
    names: tuple[str, ...]
    first: dict[str, Frame]
    """Each frame's first row: the grammar of a word that no row lists."""
    doubts: dict[tuple[str, str], int]
    """Frame and word → the table's question marks: 1 where the word often stands for something else, 2 where it mostly does."""

    def doubt(self, frame: Frame, word: str) -> int:
        """How many question marks a word of a frame has."""
        return self.doubts.get((frame.name, word), 0)

    def verb_of(self, participle: str) -> str | None:
        """The verb of the table that a participle belongs to: "displaced" and "displacing" to "displace"."""
        match = PARTICIPLE.fullmatch(participle)
        if not match:
            return None
        stem = match[1]
        candidates = (stem, stem + "e", stem[:-1] + "y" if stem[-1] == "i" else "", stem[:-1] if stem[-1] == stem[-2] else "")
        return next((verb for verb in candidates if verb in self.verbs), None)

    def sure_nouns(self, word: str) -> tuple[Frame, ...]:
        """The frames that a noun stands for as a rule."""
        return tuple(frame for frame in self.nouns.get(word, ()) if not self.doubt(frame, word))


@cache
def load_frames() -> Frames:
    """The table, read once."""
    first: dict[str, Frame] = {}
    verbs: dict[str, tuple[Frame, ...]] = {}
    nouns: dict[str, tuple[Frame, ...]] = {}
    doubts: dict[tuple[str, str], int] = {}
    with (files("onrecord.interpret") / "frames.tsv").open(encoding="utf-8") as file:
        for row in DictReader((line for line in file if not line.startswith("#")), delimiter="\t", quoting=QUOTE_NONE):
            slots = dict(slot.split("=") for slot in row["grammar"].split())
            frame = Frame(row["frame"], None if row["plover"] == "-" else row["plover"], slots)
            first.setdefault(frame.name, frame)
            for table, words in ((verbs, row["verbs"]), (nouns, row["nouns"])):
                for marked in words.split():
                    word = marked.rstrip("?")
                    doubts[frame.name, word] = len(marked) - len(word)
                    if word != "-":
                        table[word] = (*table.get(word, ()), frame)
    return Frames(verbs, nouns, tuple(first), first, doubts)

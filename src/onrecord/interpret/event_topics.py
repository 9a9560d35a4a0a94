"""What a report is about: the frames of its words that stand for one kind of event as a rule ("murder", "ceasefire")."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable

from onrecord.interpret.frames import Frames
from onrecord.records import Tokens

MAIN = 3  # frames of a report that say what it is about


class Topics:
    """The sure events of one document: by row, by sentence, and how many there are of each frame."""

    def __init__(self, tokens: Tokens, frames: Frames, key: Callable[[int], str]) -> None:
        self.frame: dict[int, str] = {}
        self.by_sentence: dict[int, list[int]] = defaultdict(list)
        for row in range(len(tokens)):
            table = {"VERB": frames.verbs, "NOUN": frames.nouns, "ADJ": frames.nouns}.get(tokens.pos[row], {})
            word = key(row)
            name = next((frame.name for frame in table.get(word, ()) if not frames.doubt(frame, word)), None)
            if name:
                self.frame[row] = name
                self.by_sentence[int(tokens.sentence[row])].append(row)
        self.counts = Counter(self.frame.values())
        self.main = sorted(self.counts, key=lambda name: (-self.counts[name], name))[:MAIN]

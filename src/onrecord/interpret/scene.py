"""What a report has said so far: its people, bodies, subjects and speakers by their place, for what refers back to them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from onrecord.interpret.aliases import aliases_of
from onrecord.interpret.bodies import body_of
from onrecord.interpret.cast import Cast, make_cast
from onrecord.interpret.gender import is_first_name
from onrecord.interpret.media import is_outlet
from onrecord.interpret.names import bare_name, body_words, is_body_name
from onrecord.interpret.nouns import DOCUMENTS, GROUPS, ORGANISATIONS, is_role
from onrecord.interpret.phrases import noun_span
from onrecord.interpret.setting import Setting, setting_of
from onrecord.records import AnnotatedDocument, EntityMention, Span, Spans, Speaker, Tokens

REACH = 700  # characters back to an antecedent; about a screen of text
_ADDRESS = re.compile(r"\.(?:com|org|net|info|gov|edu|co|tv|news|[a-z]{2})$")
_CAPITALISED = re.compile(r"(?<![\w-])(?:[A-ZÀ-Ž][\w’'-]+ ){1,3}$")
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, order=True)
class Said:
    """A speaker who was resolved, where the source stands (or the content, where there is none), the source's head, and the content."""

    at: int
    speaker: Speaker = field(compare=False)
    head: str = field(compare=False, default="")
    content: Spans = field(compare=False, default=())


@dataclass
class Scene:
    """One report with its cast, its setting, and the speakers that were resolved so far in the order of the text."""

    annotated: AnnotatedDocument
    said: list[Said] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.text: str = self.annotated.document.text
        self.published: str | None = self.annotated.document.published
        self.tokens: Tokens = self.annotated.tokens
        self.cast: Cast = make_cast(self.annotated)
        self.setting: Setting = setting_of(self.annotated)
        self.based: dict[str, str] = {}  # bodies with the country in which the report says that they are based
        self.current: Spans = ()  # the content of the statement that is being resolved
        self._longest: dict[str, str] = {}

    def add(self, said: Said) -> None:
        """Remember a speaker."""
        insort(self.said, said)

    def said_before(self, at: int, reach: int = REACH) -> list[Said]:
        """Speakers whose sources stand at most `reach` characters before, the last one first."""
        return self.said[bisect_left(self.said, at - reach, key=lambda s: s.at) : bisect_left(self.said, at, key=lambda s: s.at)][::-1]

    def holder_of(self, at: int) -> Said | None:
        """The innermost speaker whose content a place lies in."""
        return next((s for s in self.said_before(at + 1, 2000) if any(b <= at < e for b, e in s.content)), None)

    @cached_property
    def _lines(self) -> list[int]:
        return [m.end() for m in re.finditer("\n", self.text)]

    def line_start(self, at: int) -> int:
        """Where the paragraph of a place begins."""
        number = bisect_right(self._lines, at)
        return self._lines[number - 1] if number else 0

    @cached_property
    def entity_starts(self) -> list[int]:
        """Where the entity marks begin."""
        return [m.span[0] for m in self.annotated.entities]

    def entity_at(self, start: int, end: int) -> EntityMention | None:
        """The entity mark that covers a token."""
        at = bisect_left(self.entity_starts, end)
        return next((m for m in self.annotated.entities[max(0, at - 3) : at] if m.span[0] <= start and end <= m.span[1]), None)

    def is_body(self, name: str, *, after_article: bool) -> bool:
        """Whether a name is a body's: by its words, as an address, after an article ("the Observatory"), or by the report's marks."""
        bare = bare_name(name)
        if is_outlet(name) or is_body_name(bare) or body_of(name) or _ADDRESS.search(bare):
            return True
        if is_first_name(bare.split()[0]) if bare else True:
            return False
        return after_article or bare in self._body_words

    @cached_property
    def _body_words(self) -> frozenset[str]:
        return body_words(self.annotated)

    @cached_property
    def lower_names(self) -> frozenset[str]:
        """The words of all marked names, in lower case."""
        return frozenset(w.lower() for m in self.annotated.entities for w in self.text[slice(*m.span)].split())

    @cached_property
    def aliases(self) -> dict[str, str]:
        """Short forms with the full names that the report gives for them."""
        return aliases_of(self.text, [m.span for m in self.annotated.entities if m.label in {"ORG", "PERSON", "LAW"}])

    def is_told(self, at: int) -> bool:
        """Whether a place lies in what somebody is said to have said, the statement at hand included."""
        return any(b <= at < e for b, e in self.current) or self.holder_of(at) is not None

    def bodies_before(self, at: int) -> Iterator[EntityMention]:
        """Marked bodies before a place, the last one first."""
        for number in range(bisect_left(self._body_starts, at) - 1, -1, -1):
            yield self.bodies[number]

    def bodies_after(self, at: int) -> list[EntityMention]:
        """Marked bodies after a place."""
        return self.bodies[bisect_left(self._body_starts, at) :]

    @cached_property
    def bodies(self) -> list[EntityMention]:
        """Marked bodies."""
        return [m for m in self.annotated.entities if m.label in {"ORG", "PRODUCT"} or (m.label == "FAC" and self._is_institution(m.span))]

    def _is_institution(self, span: Span) -> bool:
        return any(word.lower() in ORGANISATIONS or word == "Observatory" for word in self.text[slice(*span)].split())

    @cached_property
    def _body_starts(self) -> list[int]:
        return [m.span[0] for m in self.bodies]

    @cached_property
    def _holders(self) -> dict[str, list[int]]:
        """Rows of the nouns that can be holders, by lemma."""
        found: dict[str, list[int]] = defaultdict(list)
        for row, (pos, lemma) in enumerate(zip(self.tokens.pos, self.tokens.lemma, strict=True)):
            word = lemma.lower()
            if pos in {"NOUN", "PROPN"} and (word in DOCUMENTS or word in ORGANISATIONS or word in GROUPS or is_role(word)):
                found[word].append(row)
        return found

    def same_noun_before(self, lemma: str, at: int) -> Iterator[Span]:
        """Noun phrases with the same head noun before a place, the last one first."""
        rows = self._holders.get(lemma, [])
        for number in range(bisect_left(rows, at, key=lambda r: int(self.tokens.start[r])) - 1, -1, -1):
            yield noun_span(rows[number], self.tokens)

    @cached_property
    def _subjects(self) -> list[int]:
        return [r for r, dep in enumerate(self.tokens.dep) if dep in SUBJECTS and self.tokens.pos[r] in {"NOUN", "PROPN"}]

    def subjects_before(self, at: int, reach: int = REACH) -> list[int]:
        """Rows of noun subjects at most `reach` characters before a place, the last one first."""
        first, last = (bisect_left(self._subjects, place, key=lambda r: int(self.tokens.start[r])) for place in (at - reach, at))
        return self._subjects[first:last][::-1]

    def word(self, row: int) -> str:
        """A token as printed."""
        return self.text[int(self.tokens.start[row]) : int(self.tokens.end[row])]

    def longest_form(self, name: str) -> str:
        """The fullest name anywhere in the text that ends in a name ("Gáspár Maróth" for "Maróth"), without titles."""
        if name not in self._longest:
            places = re.finditer(rf"(?<= ){re.escape(name)}(?![\w-])", self.text) if name[:1].isupper() else ()
            before = (_CAPITALISED.search(self.text[max(0, m.start() - 60) : m.start()]) for m in places)
            forms = {_untitled(m[0]) for m in before if m}
            longest = max(sorted(forms), key=lambda f: len(f.split()), default="")
            self._longest[name] = bare_name(f"{longest} {name}")
        return self._longest[name]


_NO_NAME_WORDS = frozenset(
    "the and but when while if as in on at for now then today yesterday yet still also once since after before even what how why who with "
    "by from to".split()
)


def _untitled(words: str) -> str:
    """Capitalised words before a name without titles and roles."""
    kept: list[str] = []
    for word in words.split()[::-1]:
        if is_role(word) or word.endswith(("'s", "’s")) or word.lower() in _NO_NAME_WORDS:
            break
        kept.insert(0, word)
    return bare_name(" ".join(kept))

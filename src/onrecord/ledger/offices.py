"""Whose minister: the state of an office that a report names without its country."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.ledger.bodies import SENTENCE
from onrecord.ledger.nations import country_code, country_names
from onrecord.ledger.parties import OF_STATE, Party, of_country, party_of
from onrecord.records import Document, Speaker, SpeakerKind, Statement

HEAD = (
    r"(?:(?:vice-)?minister|(?:foreign|home|education|health|defen[cs]e|finance|interior|transport|energy|justice|agriculture|treasury)\ssecretary|premier|chancellor|ambassador|prefect|(?:auditor|attorney)\sgeneral|(?:ministry|government|embassy|army)(?:[’']s)?\s"
    r"(?:spokes(?:man|woman|person)|official))"
)
BEFORE = re.compile(
    rf"(?P<words>(?:[\w’'-]+\s){{0,3}}?(?:{HEAD}(?:\s(?:of|for)\s(?:the\s)?\w+)?|general|brigadier|admiral|colonel))"
    r",?\s(?:(?:General|Brigadier|Dr\.?|Captain)\s)?$",
    re.IGNORECASE,
)  # "Defence Minister …", "the energy minister, …", "foreign ministry spokeswoman …"
AFTER = re.compile(
    rf",?\s(?P<words>(?:[\w’'-]+\s){{0,4}}?(?:{HEAD}|(?:of|for|at)\sthe\s(?:[\w-]+\s)?(?:ministry|government|army|navy|inspectorate|embassy)|"
    r"to\sthe\s(?:president|premier|prime\sminister)))\b"
)  # "…, the defence minister", "… of the defence ministry", "…, an adviser to the president"
TOLD = re.compile(r"\b(?!(?:The|Its|Their|An?|As|In|On|But|And)\b)[A-ZÀ-Þ][\w’'-]*[a-zß-ÿ]")  # "the Lithuanian defence minister" tells it
PAST = re.compile(r"\b(?:former|ex|late|then)\b")
FAR = 900  # characters back to the state that was last heard


@dataclass(frozen=True, order=True)
class Heard:
    """A state where a report lets it speak or act: the beginning of a sentence, or the source of a statement."""

    at: int
    country: str


class Offices:
    """The states of one report, in the order in which they are heard."""

    def __init__(self, document: Document, statements: Sequence[Statement]) -> None:
        self.text = document.text
        self.statements = statements

    @cached_property
    def heard(self) -> list[Heard]:
        """Every place where a state speaks or acts."""
        found = set()
        for statement in self.statements:
            party = party_of(statement.speaker)
            if party and party.country:
                found |= {Heard(start, party.country) for start, _ in statement.source[:1]}
        said = [span for statement in self.statements for span in statement.content]
        for start in [0, *(m.end() for m in SENTENCE.finditer(self.text))]:
            if any(first <= start < last for first, last in said):
                continue  # the subject of what somebody says is not who speaks
            name = country_names().match(self.text, start)
            code = country_code(name[0]) if name else None
            if code:
                found.add(Heard(start, code))
        return sorted(found)

    def before(self, at: int) -> str | None:
        """The state that was heard last before a place of the text."""
        number = bisect_right(self.heard, Heard(at, ""))
        last = self.heard[number - 1] if number else None
        return last.country if last and at - last.at <= FAR else None

    def of_person(self, last: str, before: str, after: str, at: int) -> Party | None:
        """The state whose office somebody holds by the words before and after the surname, where these do not tell which."""
        found = BEFORE.search(before) or AFTER.match(after)
        if not found:
            return None
        words = found["words"]
        if PAST.search(words) or (words[0].islower() and TOLD.search(words)):
            return None
        code = self.before(at)
        code = code or next(
            (s.speaker.country for s in self.statements if s.speaker and s.speaker.name.split()[-1:] == [last] and s.speaker.country), None
        )
        return of_country(code, placed=False) if code else None

    def of_body(self, speaker: Speaker | None, name: str, at: int) -> Party | None:
        """The state of a ministry or another body that only a state has: as the report is from there, else as it was heard last."""
        if not OF_STATE.search(name) or PAST.search(name):
            return None
        last = self.before(at) if self.text[at : at + 4] in {"Its ", "its "} else None
        if last:
            return of_country(last, placed=False)
        inferred = speaker.country if speaker and speaker.country_inferred else None
        code = inferred or self._inferred(name) or self.before(at)
        return of_country(code, placed=False) if code else None

    def _inferred(self, name: str) -> str | None:
        """The country that a body of this name has elsewhere in the report."""
        speakers = [s.speaker for s in self.statements if s.speaker and s.speaker.kind is not SpeakerKind.PERSON and s.speaker.name == name]
        return next((s.country for s in speakers if s.country), None)

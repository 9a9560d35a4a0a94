"""The country that a report is about: where its places, its bodies and its people are, and what its unqualified words mean by that."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from onrecord.interpret.bodies import INTERNATIONAL, bodies_in, body_of, leader_country
from onrecord.interpret.countries import countries_in, country_in
from onrecord.interpret.places import place_country, place_within, region_country
from onrecord.records import AnnotatedDocument

HOME_SHARE, HOME_LEAD = 0.7, 4.0  # of all marks, and against the second country; with less it would be a guess among several
FEW, FEW_SHARE = 8, 0.8  # with fewer marks than this they must agree better
LEANING, LEANING_LEAD = 0.4, 1.3  # the same for a state's own people, who must be of one of the countries named
OPENING = 3  # marks that count twice, since a report says first where it is
SHORT = 30  # words below which a share of them says nothing
_PUBLIC = re.compile(
    r"\b(?:government|minist\w+|president|premier|police|mayor|governor|senat\w+|parliament|congress|court|judge|prosecutor\w*|officials?|army|"
    r"military|law|election|republican\w*|democrat\w*|vot\w+|authorities|department)\b",
    re.I,
)
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC", "NORP"})


@dataclass(frozen=True)
class Setting:
    """Marks of countries in the order of the text, the country that most of them are of, if one is, and the one that they lean to."""

    places: tuple[int, ...]
    codes: tuple[str, ...]
    home: str | None
    leaning: str | None
    dense: float  # marks, and words of public affairs, in a hundred words
    public: float


def setting_of(annotated: AnnotatedDocument) -> Setting:
    """Marks by names and demonyms, by states and cities, by bodies and by leaders."""
    text = annotated.document.text
    marks = {start: code for code, start, _ in countries_in(text)}
    for body in bodies_in(text):
        if body.code != INTERNATIONAL and body.column != "outlets":
            marks.setdefault(body.start, body.code)
    for mark in annotated.entities:
        words = text[slice(*mark.span)]
        if mark.label in PLACE_LABELS:
            code = place_country(words)
        else:
            code = leader_country(words) if mark.label == "PERSON" else region_country(words)
        if code:
            marks.setdefault(mark.span[0], code)
    ordered = sorted(marks.items())
    codes = tuple(code for _, code in ordered)
    few = len(codes) < FEW
    home = _prevailing(codes, FEW_SHARE if few else HOME_SHARE, HOME_LEAD)
    leaning = home or _prevailing(codes, LEANING, LEANING_LEAD) or _publishers(annotated.document.publisher, codes)
    length = max(SHORT, text.count(" "))
    dense, public = 100 * len(codes) / length, 100 * len(_PUBLIC.findall(text)) / length
    return Setting(tuple(at for at, _ in ordered), codes, home, leaning, dense, public)


def _publishers(publisher: str | None, codes: tuple[str, ...]) -> str | None:
    """The outlet's own country, which a report need not name for its own state's people; not where it names only others."""
    if not publisher:
        return None
    body = body_of(publisher)
    code = country_in(publisher) or (body.code if body and body.code != INTERNATIONAL else None) or place_within(publisher)
    return code if code and (not codes or code in codes) else None


def _prevailing(codes: tuple[str, ...], share: float, lead: float) -> str | None:
    """The country with this share of the marks and this many times as many as the second."""
    weighed = (*codes, *codes[:OPENING])
    ranked = Counter(weighed).most_common(2)
    if not ranked or ranked[0][1] < share * len(weighed):
        return None
    return ranked[0][0] if len(ranked) < 2 or ranked[0][1] >= lead * ranked[1][1] else None

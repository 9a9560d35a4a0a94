"""Which words of a report are people's names: the entity marks, mended by titles, first names and what the words are elsewhere."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict

from onrecord.interpret.bodies import body_of, leader_country
from onrecord.interpret.countries import country_of, is_capital
from onrecord.interpret.gender import is_first_name
from onrecord.interpret.media import PLATFORMS, is_outlet
from onrecord.interpret.nouns import CALENDAR, FIRMS, HONORIFICS, ORGANISATIONS, TITLES_BEFORE_NAMES, is_calling, is_role
from onrecord.interpret.phrases import rows_in
from onrecord.interpret.places import region_country
from onrecord.interpret.titles import apposition
from onrecord.records import AnnotatedDocument, Span, Tokens

_TITLED = re.compile(
    rf"\b(?:(?:{TITLES_BEFORE_NAMES}) )+(?P<name>[A-ZÀ-Ž][\w’'-]+(?: (?:[A-Z]\.|de|del|van|von|der|bin|al|da|la|[A-ZÀ-Ž][\w’'-]+)){{0,3}})"
)
_TITLE = re.compile(TITLES_BEFORE_NAMES)
_NO_NAME = re.compile(
    rf"(?:{TITLES_BEFORE_NAMES})$|(?:Department|Ministry|Minister|Committee|Office|Court|System|Party|League)\b"
)  # "Justice Department"
_POSSESSIVE = re.compile(r"[’']s?$")
NICKNAMES = {  # how English shortens first names
    short: full
    for full, shorts in {
        "Elizabeth": "Liz Lizzie Beth Betsy Eliza",
        "William": "Bill Will Billy",
        "Robert": "Bob Rob Bobby",
        "Richard": "Dick Rick Rich",
        "Michael": "Mike Mick",
        "James": "Jim Jimmy Jamie",
        "Joseph": "Joe Joey",
        "Thomas": "Tom Tommy",
        "Charles": "Charlie Chuck",
        "Edward": "Ed Eddie Ted",
        "Daniel": "Dan Danny",
        "Christopher": "Chris",
        "Anthony": "Tony",
        "Andrew": "Andy",
        "David": "Dave",
        "Steven": "Steve",
        "Stephen": "Steve",
        "Matthew": "Matt",
        "Benjamin": "Ben",
        "Samuel": "Sam",
        "Nicholas": "Nick",
        "Gregory": "Greg",
        "Jeffrey": "Jeff",
        "Kenneth": "Ken",
        "Ronald": "Ron",
        "Donald": "Don",
        "Timothy": "Tim",
        "Patrick": "Pat",
        "Peter": "Pete",
        "Lawrence": "Larry",
        "Katherine": "Kate Kathy Katie",
        "Catherine": "Cathy",
        "Margaret": "Maggie Meg Peggy",
        "Jennifer": "Jen Jenny",
        "Deborah": "Debbie Deb",
        "Susan": "Sue",
        "Patricia": "Patty Tricia",
        "Barbara": "Barb",
        "Jacob": "Jake",
        "Alexander": "Alex",
        "Frederick": "Fred",
        "Raymond": "Ray",
        "Leonard": "Leo Len",
        "Walter": "Walt",
        "Henry": "Hank Harry",
        "John": "Jack Johnny",
        "Theodore": "Theo Teddy",
        "Zachary": "Zach Zack",
        "Joshua": "Josh",
        "Jonathan": "Jon",
        "Nathaniel": "Nate",
        "Vincent": "Vince",
        "Rebecca": "Becky",
        "Victoria": "Vicky",
        "Abigail": "Abby",
        "Amanda": "Mandy",
        "Pamela": "Pam",
        "Cynthia": "Cindy",
        "Judith": "Judy",
    }.items()
    for short in shorts.split()
}
_SUFFIXES = frozenset("Jr. Jr Sr. Sr II III IV".split())
_FULL_NAME = re.compile(r"[A-ZÀ-Ž][\w’'-]+(?: [A-ZÀ-Ž][\w’'.-]*){0,3}")
MISTAKEN = frozenset({"PERSON", "ORG", "PRODUCT", "WORK_OF_ART", "NORP"})  # what the marks take a full name for
BODY_LABELS = frozenset({"ORG", "PRODUCT", "FAC", "WORK_OF_ART", "LAW"})


def bare_name(name: str) -> str:
    """A name without honorific, possessive mark and stray punctuation."""
    words = _POSSESSIVE.sub("", re.sub(r"\s*\(.*", "", name, flags=re.S).strip(' ,.;:()[]“”"—–')).split()
    while words and words[0].rstrip(".").lower() in HONORIFICS:
        words.pop(0)
    return " ".join(words)


def folded(name: str) -> str:
    """A name without accents, so that "Erdogan" is "Erdoğan"."""
    return (
        "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
        .replace("ı", "i")
        .replace("ł", "l")
        .replace("ø", "o")
    )


def is_short_for(short: list[str], full: list[str]) -> bool:
    """Whether words are a shorter form of a name: its last word, its first one, or the first and some of the others."""
    if not short or not full or short == full:
        return short == full
    short = short[:-1] if short[-1] in _SUFFIXES and len(short) > 1 else short
    if len(short) == 1:
        return short[0] in {full[-1], full[0]} or (len(full) > 2 and short[0] in full[1:])
    full = full[:-1] if full[-1] in _SUFFIXES and len(full) > 2 else full
    if len(short) > len(full):
        return False
    if len(short) > 1 and full[-len(short) :] == short:  # "Abdel Karim" for "Sami Abdel Karim"
        return True
    if NICKNAMES.get(short[0], short[0]) == NICKNAMES.get(full[0], full[0]) and _in_order(
        short[1:], full[1:]
    ):  # "Pedro Pierluisi" for "Pedro R. Pierluisi Urrutia"
        return True
    return short[-1] == full[-1] and short[0][0] == full[0][0] and short[0].endswith(".")


def _in_order(words: list[str], longer: list[str]) -> bool:
    """Whether words stand in a longer list in this order, with others between them."""
    rest = iter(longer)
    return all(any(word == other for other in rest) for word in words)


def person_marks(annotated: AnnotatedDocument) -> list[Span]:
    """Names of people: marked so and no body's or place's, names after a title, and pairs of a first name and another."""
    text, tokens = annotated.document.text, annotated.tokens
    bodies = body_words(annotated)
    marked = [whole_name(m.span, tokens) for m in annotated.entities if m.label == "PERSON" and _is_name(text[slice(*m.span)])]
    spans = [_without_title(s, text) for s in marked if not is_body_name(bare_name(text[slice(*s)]))]
    full = {bare_name(text[slice(*s)]).split()[-1] for s in spans if len(bare_name(text[slice(*s)]).split()) > 1}
    openings = {w[0] for m in annotated.entities if m.label == "ORG" and len(w := bare_name(text[slice(*m.span)]).split()) > 1}
    kept = {
        s
        for s in spans
        if (name := bare_name(text[slice(*s)])) in full
        or leader_country(name)
        or (" " in name and is_first_name(name.split()[0]) and not is_body_name(name))
        or not (name in CALENDAR or name in bodies or name in openings or is_body_name(name))
    }
    added = [s for s in _titled(text, tokens) + _paired(annotated) + _called(annotated) if bare_name(text[slice(*s)])]
    for span in added:
        if not _overlaps(span, kept):
            kept.add(span)
    return sorted(kept)


def _without_title(span: Span, text: str) -> Span:
    """A marked name without a title before it and a verb after it ("MEC Mamabolo", "Trump ousts")."""
    words = re.findall(r"\S+", text[slice(*span)])
    start, end = span
    while len(words) > 1 and is_role(words[0]) and not is_first_name(words[0]):
        start = text.index(words[1], start + len(words[0]))
        words.pop(0)
    while len(words) > 1 and words[-1].islower() and words[-1][0].isalpha():
        words.pop()
        end = start + len(text[start:end].rstrip()[: text[start:end].rstrip().rfind(" ")].rstrip())
    return start, end


def _overlaps(span: Span, kept: set[Span]) -> bool:
    return any((s, span[1]) in kept for s in range(span[0], span[1])) or any((span[0], e) in kept for e in range(span[0] + 1, span[1] + 40))


def _titled(text: str, tokens: Tokens) -> list[Span]:
    """Names after a title, whatever their mark."""
    found = []
    for match in _TITLED.finditer(text):
        rows = [r for r in rows_in(tokens, match.span("name")) if tokens.pos[r] == "PROPN" or tokens.dep[r] == "compound"]
        if rows and tokens.start[rows[0]] == match.start("name") and not _NO_NAME.match(match["name"]):
            found.append((match.start("name"), int(tokens.end[rows[-1]])))
    return found


def _paired(annotated: AnnotatedDocument) -> list[Span]:
    """A known first name with the proper nouns after it, where nothing marks them as something else."""
    text, tokens = annotated.document.text, annotated.tokens
    marked = {r for m in annotated.entities if m.label not in MISTAKEN for r in rows_in(tokens, m.span)}
    found, row = [], 0
    while row < len(tokens) - 1:
        last = row
        while (
            last + 1 < len(tokens) and last - row < 3 and tokens.pos[last + 1] == "PROPN" and tokens.start[last + 1] == tokens.end[last] + 1
        ):
            last += 1
        word = text[int(tokens.start[row]) : int(tokens.end[row])]
        inner = text[int(tokens.start[row]) - 1 : int(tokens.start[row])] in {"-", "–"}
        if last > row and tokens.pos[row] == "PROPN" and row not in marked and is_first_name(word) and not inner:
            span = int(tokens.start[row]), int(tokens.end[last])
            if not is_body_name(text[slice(*span)]):
                found.append(span)
                row = last
        row = next((r for r in range(row + 1, last + 1) if _may_follow(text, tokens, row, r)), last + 1)
    return found


def _may_follow(text: str, tokens: Tokens, first: int, row: int) -> bool:
    """Whether a name can begin within a run of proper nouns: after what somebody is, or after the name of a body or a land."""
    before = text[int(tokens.start[first]) : int(tokens.end[row - 1])]
    return bool(is_calling(before.split()[-1]) or body_of(before) or country_of(before) or region_country(before))


def _called(annotated: AnnotatedDocument) -> list[Span]:
    """Names that the marks take for something else, and the report calls somebody ("neighbour Zibulka", "Jan Maly, the commissioner")."""
    text, tokens = annotated.document.text, annotated.tokens
    found = []
    for mark in annotated.entities:
        name = text[slice(*mark.span)]
        rows = rows_in(tokens, mark.span)
        if mark.label not in MISTAKEN or not rows or not _FULL_NAME.fullmatch(name) or is_body_name(bare_name(name)):
            continue
        after = apposition(text, tokens, mark.span[1]) if " " in name else None
        called = _is_called(text[max(0, mark.span[0] - 30) : mark.span[0]], comma=" " in name)
        if called or leader_country(bare_name(name)) or (after and any(is_calling(word) for word in after.split())):
            found.append(_without_title(mark.span, text))
    return found


def _is_called(before: str, *, comma: bool) -> bool:
    """Whether the words before a name end in what somebody is: "neighbour Zibulka", "the firm’s CEO, Jan Maly"."""
    word = re.search(r"([\w-]+)(,?) $", before)
    return bool(word and is_calling(word[1]) and (comma if word[2] else word[1].islower()))


def body_words(annotated: AnnotatedDocument) -> frozenset[str]:
    """Names that the report uses of a body more often than of a person, as the marks have it."""
    text = annotated.document.text
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for mark in annotated.entities:
        counts[bare_name(text[slice(*mark.span)])]["body" if mark.label in BODY_LABELS | {"GPE"} else mark.label] += 1
    return frozenset(name for name, by in counts.items() if by["body"] > by["PERSON"] or (by["body"] and by["body"] == by["PERSON"]))


def is_body_name(name: str) -> bool:
    """Whether a name is that of a body or a place by its own words ("Desjardins Economics", "Quebec")."""
    words = name.split()
    if not words:
        return False
    if name in PLATFORMS.split("|") or (len(words) > 1 and is_outlet(name) and not is_first_name(words[0])):
        return True
    if body_of(name) or country_of(name) or is_capital(name) or region_country(name):
        return leader_country(name) is None
    return len(words) > 1 and (words[-1].strip(".,").lower() in FIRMS or words[-1].lower() in ORGANISATIONS)


def whole_name(span: Span, tokens: Tokens) -> Span:
    """A name with the proper nouns that it is a compound with ("Amy Berman" before "Jackson")."""
    rows = rows_in(tokens, span)
    while rows and tokens.dep[rows[-1]] == "compound" and int(tokens.head[rows[-1]]) > rows[-1]:
        after = rows[-1] + 1
        if tokens.pos[after] != "PROPN" or tokens.start[after] != tokens.end[rows[-1]] + 1:
            break
        rows.append(after)
    return (span[0], max(span[1], int(tokens.end[rows[-1]]))) if rows else span


def _is_name(words: str) -> bool:
    name = bare_name(words)
    return "\n" not in words and bool(name) and name[0].isupper() and not name.isupper() | any(c.isdigit() for c in name)

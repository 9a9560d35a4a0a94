"""Shapes of sources: patterns over their words, and the words that are left when the shape is read."""

from __future__ import annotations

import re

from onrecord.interpret.nouns import ORGANISATIONS, OUTLET_HEADS, is_role
from onrecord.records import Span

HEADING = 90  # characters of the longest cross-heading
RELATIVE = re.compile(r"(?:,\s*|(?<=\w)\s+)(?:who|whom|whose|which|that|where)\b.*|,\s*$", re.S)
_PREPOSITION = re.compile(r"(?:by|from|to|for|with|according to)\s+", re.I)
OF_THEM = re.compile(r"(?:most|some|many|several|all|both|none|neither|either|one|two|half) of (?P<them>them|whom|these|those)", re.I)
ONE_OF = re.compile(rf"one of (?:the|his|her|their|its) (?:[\w-]+ )?(?!(?:{'|'.join(sorted(ORGANISATIONS))}))[a-z]+s\b(?!,)", re.I)
TITLE_CASE = re.compile(r"[A-Z][\w.&’'-]*(?: (?:[A-Z][\w.&’'-]*|of|the|and|for))* [A-Z][\w.&-]*")
_WORD = r"[A-Z][\w.&’'-]*"
_NAMED_FIRST = re.compile(
    rf"(?P<name>{_WORD}(?: {_WORD}){{0,5}}), (?:a|an) (?:[\w’'-]+ )*?(?:{'|'.join(sorted(ORGANISATIONS | OUTLET_HEADS))})\b"
)
_IS_BODY = re.compile(
    rf"{_WORD}(?: {_WORD}){{0,5}}, (?:a|an) (?P<between>(?:(?!(?:at|of|for|in|with|from|on)\b)[\w’'-]+ ){{0,5}}?)"
    rf"(?:{'|'.join(sorted(ORGANISATIONS | OUTLET_HEADS))})(?=$|,| (?:that|which|of|in|for|based|with)\b)"
)
_NAMED_LAST = re.compile(rf"[^,]*\b(?:{'|'.join(sorted(OUTLET_HEADS))}), (?P<name>{_WORD}(?: {_WORD}){{0,5}})$")
_FOUND_BY = re.compile(
    r"(?:the |a )?(?:new )?(?:findings|research|results|study|paper) (?:\w+ ){0,2}?published\b[^,]*, "
    r"(?P<name>[^,]*\b(?:of|from|at|in|by)\b.+|[^,]*s)$",
    re.I,
)
_UTTERED_BY = re.compile(r"(?:a|the) (?:\w+ )?(?:statement|tweet|message) (?:by|from) (?P<name>[^,]+)$", re.I)
KIND_BEFORE = re.compile(rf"(?:[\w-]+ ){{0,4}}?(?:{'|'.join(sorted(ORGANISATIONS))}) (?=[A-Z])")
PARTISANS = frozenset("Republican Republicans Democrat Democrats Marines MPs".split())  # people of a body, not the body
DATELINE = re.compile(  # "LA PAZ, Nov 3 (Reuters) - ", "KYIV — ", "WASHINGTON (AP) — "
    r"[A-Z][A-Z.’'-]+(?:[ ,/]+[A-Z][A-Z.’'-]+)*(?:, [A-Z][\w.]+(?: [A-Z][\w.]+| \d{1,2})?)*(?: \([^)\n]{2,40}\))?\s*(?:--?|–|—)\s"
)
EPITHET = re.compile(r"(?:(?:the|that|this|his|her|their|[A-Z][\w-]+[’'‘]s)\s+)?(?:[\w-]+\s+){0,5}[\w-]+(?:[’']s)?", re.I)
CALLED = re.compile(  # one person, by age or party
    r"[Tt]he (?:\d+-year-old|(?:[\w.-]+ ){0,3}(?:Republican|Democrat|Conservative|Tory|Liberal|independent|native))"
)
OWNED = re.compile(r"(?<=\w)[’']s$")
ARTICLE = re.compile(r"^(?:the|a|an|his|her|its|their|our|one(?! of)|this|that|these|those)\s+", re.I)


def narrowed(text: str, span: Span) -> Span:
    """The part of a source that names the holder: no preposition before, "them" of "most of them", the name of "Roe News, a website"."""
    opening = _PREPOSITION.match(text, *span)
    span = (opening.end(), span[1]) if opening else span
    of_them = OF_THEM.fullmatch(text, *span)
    if of_them:
        return of_them.span("them")
    named = (
        _NAMED_FIRST.match(text, *span) or _NAMED_LAST.match(text, *span) or _UTTERED_BY.match(text, *span) or _FOUND_BY.match(text, *span)
    )
    return named.span("name") if named else span


def is_named_body(text: str, span: Span) -> bool:
    """Whether a source says of a name that it is a body's: "Third Shore, a moderate group"."""
    said = _IS_BODY.match(text, *span)
    return said is not None and not any(map(is_role, said["between"].split()))


def is_heading(text: str, span: Span) -> bool:
    """Whether a quotation is a short line of its own that ends like no sentence."""
    start, end = text.rfind("\n", 0, span[0]) + 1, text.find("\n", span[1])
    line = text[start : end if end >= 0 else len(text)].strip()
    return start > 0 and len(line) < HEADING and line == text[slice(*span)].strip() and line.rstrip("”\"’'")[-1:].isalnum()


def tidy(words: str) -> str:
    """Words of the report as a label: one line, no article, no marks at the edges."""
    return ARTICLE.sub("", re.sub(r"\s+", " ", words).strip(' ,;:“”"—–')).strip() or words

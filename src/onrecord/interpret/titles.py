"""What a report calls a person beside the name: titles before it, appositions after it, and which of several says most."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.interpret.nouns import HONORIFICS, KIN, SHORT_TITLES, STATE, is_role
from onrecord.interpret.shapes import ARTICLE
from onrecord.records import Span, Tokens

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_APPOSITION = re.compile(
    r"(?:’s|'s)?(?:, aged? \d+| \(\d+\)|, \d+)?, (?:who (?:is|was|has been|serves as|served as|works as|worked as|became) )?(?:also |now )?"
    r"(?:the |an? |his |her |its |their |then )?(?P<role>[\w’'&./-]+(?: [\w’'&./-]+){0,14})"
)
_HEAD = re.compile(r"\b(?:of|for|at|with|in|on|to|from|who|that|which)\b")
_RELATIVE = re.compile(
    r"\b(?:who|whom|whose|that|which|said|told|says|until|since|before|after|during|when|and (?:the|a|his|her|one)|in an?|"
    r"on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b|(?<=[a-z]{3})\.\s"
)
_BELONGS = re.compile(
    r"(?:, (?:aged )?\d+)?,? (?:(?:of|from|at|with) |an? (?:(?!who |that |which )[\w’'-]+ ){0,9}?(?:of|from|at|with|for|in) |"
    r"who (?:is|was|has been|heads|leads|runs|teaches|works) )"
    r"(?P<where>(?:(?:at|for|the|an?) ){0,2}[^,;:.“\"\n]{2,80}(?:U\.S\.[^,;:.“\"\n]{0,60})?)"
)
_SAYING = re.compile(r"\b(?:said|says|told|tells|wrote|added|who|that|which|and|but|as)\b")
_LINK = re.compile(r"^(?:of|for|at|with|in|to|on|from)\b")
_DANGLING = re.compile(r"(?: (?:of|for|at|with|in|to|on|from|the|and|an?))+$")
_NO_NOUNS = frozenset("VBD VBZ VBP VB VBG MD RB RBR IN PRP WDT WP CC TO".split())  # tags that no title begins with
_OFFICES = STATE | frozenset(
    "chairman chairwoman chair leader director speaker head chief ceo spokesman spokeswoman spokesperson justice attorney representative "
    "congressman congresswoman sen rep gov lawmaker mep king queen pope general admiral founder co-founder whip chancellor".split()
)
LONG = 14  # words of the longest title


def apposition(text: str, tokens: Tokens, end: int) -> str | None:
    """The role that stands between commas after a name: ", 66, a former chairman of the party, …"."""
    match = _APPOSITION.match(text, end)
    if match is None or not _may_begin(tokens, match.start("role")):
        return None
    head = _HEAD.split(match["role"])[0].split()
    last = max((i for i, word in enumerate(head) if is_role(word)), default=-1)
    if last < 0 or len(head) > LONG or any(word.rstrip(".").lower() in HONORIFICS for word in head):
        return None
    if _is_subject(tokens, match.start("role"), head[: last + 1]):
        return None
    named = " ".join(head[: last + 1])
    rest = match["role"].removeprefix(named).strip()
    return _DANGLING.sub("", _RELATIVE.split(f"{named} {rest}" if _LINK.match(rest) else named)[0].strip())


def _may_begin(tokens: Tokens, at: int) -> bool:
    """Whether a title can begin with the word at a place: no verb, no preposition, no "joined by"."""
    row = int(tokens.start.searchsorted(at))
    if row >= len(tokens) or tokens.tag[row] in _NO_NOUNS:
        return False
    return not (tokens.tag[row] == "VBN" and row + 1 < len(tokens) and tokens.tag[row + 1] in {"IN", "TO", "RP"})


def _is_subject(tokens: Tokens, at: int, head: list[str]) -> bool:
    """Whether the noun that closes a phrase is the subject of a verb, and so no apposition ("After talks with Roe, the president said")."""
    row = int(tokens.start.searchsorted(at + len(" ".join(head)) - 1, side="right")) - 1
    return row >= 0 and tokens.dep[row] in SUBJECTS


def follows(text: str, span: Span) -> str:
    """What follows a name at once and says where somebody is from or works: "of Delaware", ", a fellow at the University of Leeds"."""
    match = _BELONGS.match(text, span[1])
    return _SAYING.split(match["where"])[0].strip(" ,") if match else ""


def title_before(first: int, text: str, tokens: Tokens, span: Span) -> str:
    """The words before a name that are one phrase with it: "Defence Minister", or "minister of mines and energy"."""
    near = first
    while near > 0 and tokens.end[near - 1] + 1 >= tokens.start[near] and _is_title_word(tokens, near - 1, text):
        if tokens.sentence[near - 1] == 0 and tokens.tag[near - 1] in {"NNS", "VBZ"}:
            break  # a headline's verb may look like a noun: "Herald interviews biologist Jane Roe"
        near -= 1
    far = near
    while far > 0 and first - far < LONG and tokens.end[far - 1] + 1 >= tokens.start[far] and _may_link(tokens, far - 1, text):
        far -= 1
    for row in range(far, near):
        following = text[int(tokens.end[row]) : int(tokens.end[row]) + 4]
        if tokens.pos[row] in {"NOUN", "PROPN"} and following in {" of ", " for", " and"} and is_role(_word(tokens, row, text)):
            while row > far and _is_title_word(tokens, row - 1, text):
                row -= 1
            return text[int(tokens.start[row]) : span[0]].strip()
    return text[int(tokens.start[near]) : span[0]].strip()


def _word(tokens: Tokens, row: int, text: str) -> str:
    return text[int(tokens.start[row]) : int(tokens.end[row])]


def _is_title_word(tokens: Tokens, row: int, text: str) -> bool:
    """A noun or an adjective, or the mark of a possessive, in front of a name."""
    word = _word(tokens, row, text)
    if word in {"’s", "'s", "-"}:
        return True
    return tokens.pos[row] in {"NOUN", "PROPN", "ADJ"} and word[0].isalpha() and tokens.dep[row] not in SUBJECTS | {"dobj", "ROOT"}


def _may_link(tokens: Tokens, row: int, text: str) -> bool:
    word = _word(tokens, row, text).lower()
    return word in {"of", "for", "and", "the", "’s", "'s"} or (tokens.pos[row] in {"NOUN", "PROPN", "ADJ"} and word[0].isalpha())


def trimmed(role: str) -> str:
    """A role without an article before and a preposition behind."""
    return ARTICLE.sub("", _DANGLING.sub("", role.strip(" ,;:"))).strip()


def most_telling(roles: Iterable[str]) -> str | None:
    """Of several roles the one that says most: an office, else a calling, else a short title, else whose kin; the first of equals."""
    return max(roles, key=_weight, default=None)


def is_plural_role(role: str) -> bool:
    """Whether a role is several people's ("aides with ideas"), and so nobody's own."""
    named = [w.strip(".,") for w in _HEAD.split(role)[0].split() if is_role(w)]
    last = named[-1] if named else ""
    return last.endswith("s") and not last.endswith("ss") and last[:1].islower() and is_role(last.removesuffix("s")) and "-" not in last


def _weight(role: str) -> int:
    words = [w.strip(".,’'").lower().rsplit("-", 1)[-1] for w in _HEAD.split(role)[0].split()]
    named = next((w for w in reversed(words) if is_role(w)), "")
    if not named or named in KIN:
        return 0
    if named in SHORT_TITLES:
        return 1 if len(words) < 2 else 2
    return 3 if _OFFICES & set(words) else 2

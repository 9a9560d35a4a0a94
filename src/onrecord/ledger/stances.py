"""What a holder does about a matter by one claim, by the act, the words of the cue and of the content, and the commitment."""

from __future__ import annotations

import re

from onrecord import codec
from onrecord.records import Act, Claim, Document, Factuality, PositionKind, Statement

NOT_SO = {Factuality.CERTAIN_NOT, Factuality.PROBABLE_NOT, Factuality.POSSIBLE_NOT}
BY_VALUE = {Factuality.PROBABLE: PositionKind.PROBABLE, Factuality.POSSIBLE: PositionKind.POSSIBLE}
REPLIED = frozenset({Act.ADMIT, Act.CONFIRM, Act.DENY})
TAKEN_BACK = re.compile(
    r"\b(?:retract|withdr[ae]w|recant|(?:take|takes|took|taken|taking) back|"
    r"walk(?:ed|s|ing)? back|disavow|drop(?:s|ped)? (?:its|his|her|their)\b)",
    re.IGNORECASE,
)
LABELLED = re.compile(
    r"\b(?:call|dismiss|describ|reject|brand|term|label|scoff|deride|laugh|wave|brush)", re.IGNORECASE
)  # "called the charge absurd"
POINTS = re.compile(
    r"^[\"“‘']?(?:to (?:comment|discuss|answer|respond|say|endorse|confirm|address|elaborate|be drawn)\b(?: on| to)?|as|for)?\s*"
    r"(?:(?:the|this|that|these|those|any|all|its|his|her|their|such|either|both|every|no)\b)?\s*(?:[\w’'-]+[ -]){0,2}?"
    r"(?:accusations?|allegations?|(?:counter-?)?charges?|claims?|counter-?claims?|reports?|suggestions?|"
    r"assertions?|accounts?|complaints?|indictment|"
    r"findings?|verdict|involvement|wrongdoing|responsibility|rumou?rs?|speculation|figures?|numbers?|tolls?|"
    r"statements?|remarks?|matter|case|"
    r"affair|criticism|role|guilt|blame|liability|count|talk|questions?|evidence|proof|it|that|this|so|one)"
    r"(?:$|[\s,.;:!?”’\"']+(?:$|as\b|for\b|[“\"‘]|"
    r"(?:with)?in (?:an? )?(?:hours?|days?|statement)|the same|at once|outright|categorically|entirely|completely))",
    re.IGNORECASE,
)  # "the allegation as baseless", "to comment on the matter": words that point at what another has said
OUT = re.compile(
    r"\brul(?:e|es|ed|ing)\b.{0,12}\bout\b|\bwould not hear of\b|"
    r"\b(?:annul|quash|overturn)(?:s|ed|led)?\b|\b(?:throws?|threw) out\b|\bclear(?:s|ed)\b",
    re.IGNORECASE,
)  # cues that say it is not so
NOT_OUT = re.compile(r"(?:\bnot|n[’']t|\bcannot|\bunable to)\s+(?:be\s+)?(?:entirely\s+)?rul\w+(?:\s\w+)?\s+out\b", re.IGNORECASE)
ADMITTED = re.compile(r"(?<!not )(?<!never )\b(?:admit(?:s|ted)?|conced(?:es?|ed)|confess(?:es|ed)?|own(?:s|ed) up)\b", re.IGNORECASE)
SILENT = re.compile(
    r"\b(?:refus|declin|would not|will not|won[’']t)\w*\b.*\bto$|\b(?:refus|declin)\w*$|\bwould not$", re.IGNORECASE
)  # cues of a refusal, before what is not said
UNSAID = re.compile(
    r"^(?:to )?(?:comment|say|give|answer|discuss|disclose|reveal|name|provide|respond|speak|elaborate|"
    r"confirm|take sides|be drawn|speculate)\b",
    re.IGNORECASE,
)
UNKNOWN = re.compile(
    r"\b(?:unable to (?:say|confirm|tell)|(?:too|was) early to (?:say|speak|tell)|could not (?:say|confirm|tell))\b", re.IGNORECASE
)
FALSE = r"(?:an? )?(?:fabrication|invention|lie|untrue|false|baseless|unfounded|groundless|nonsense)"
UNTRUE = (
    r"(?:fabricat\w+|invent(?:ed|ion)\w*|lies?|untrue|false|falsehood|baseless|unfounded|groundless|nonsense|absurd|ridiculous|"
    r"fairy tales?|tale|myth|fiction|slander|smear|propaganda|hoax|rubbish|upside down|insult|distort\w+|wrong|farce)"
)
SAID = (
    r"(?:accusation|allegation|charge|claim|report|suggestion|assertion|account|complaint|indictment|story|version|talk|rumour|rumor|"
    r"confession|statement|testimony|picture|theory|idea)s?"
)
BELIED = re.compile(
    rf"^(?:that |the |this |these |such |all |any )?(?:[\w’'-]+ ){{0,4}}?{SAID}\b.{{0,60}}?\b{UNTRUE}\b|"
    rf"^(?:that|this|it) (?:(?:is|was) )?{FALSE}\b",
    re.IGNORECASE | re.DOTALL,
)  # "the report a fabrication", "The confession was false"
SCORN = re.compile(
    r"^[\"“‘']?(?:that |this |these )?"
    rf"(?:an? |the |pure |sheer |complete |utter |total |plain |all |it (?:is|was) )*{UNTRUE}[\s,.!”\"’']*$",
    re.IGNORECASE,
)  # "Pure invention", "this slander"
UNLIKELY = re.compile(r"^\W*(?:[\w’'-]+ ){0,6}?(?:unlikely|improbable|implausible|impossible|out of the question)\b", re.IGNORECASE)
HOLDS = re.compile(r"\b(?:consider|regard|think|thought|deem|call|find|found)", re.IGNORECASE)
NOTHING = re.compile(
    r"^[\"“‘']?(?:that )?(?:no (?:proof|evidence|trace|signs?|breach|basis|grounds?|links?|fault|case|reason|indication|substance|"
    r"irregularit\w+|violation|wrongdoing)|nothing)\b",
    re.IGNORECASE,
)  # what an inquiry finds that finds it not so
UNCHARGED = re.compile(
    r"^(?:to )?(?:charge|indict|prosecute|press charges|bring charges|open (?:an? )?(?:case|inquiry|investigation))\b", re.IGNORECASE
)
NO_LONGER_DENIED = re.compile(
    r"\bno longer (?:den|disput|contest)|\b(?:tak(?:es?|ing)|took) (?:the )?(?:blame|responsibility)\b", re.IGNORECASE
)
NO_LONGER_SAID = re.compile(r"\bno longer (?:claim|sa(?:y|id)|call|maintain|defend|insist|assert|speak|allege)", re.IGNORECASE)
DROPPED = re.compile(r"\bdrop(?:s|ped)?$", re.IGNORECASE)
NOBODY = re.compile(r"^[“\"‘']?(?:that )?(?:nobody|no one|not (?:one|a single)|none|neither)\b", re.IGNORECASE)
NEAR = 70  # characters before a noun like "allegation" in which it is said to be taken back


def position_of(document: Document, claim: Claim, statement: Statement | None) -> PositionKind:
    """What a holder does: by the cue and the act first, as they say most, else by the commitment."""
    if statement is None:
        return PositionKind.DENIES if claim.factuality in NOT_SO else BY_VALUE.get(claim.factuality, PositionKind.ASSERTS)
    cue, content = (codec.words(document.text, spans) for spans in (statement.cue, statement.content))
    told = _by_cue(document, statement, cue, content)
    if told:
        return told
    uncommitted = statement.act in REPLIED and claim.factuality is Factuality.UNCOMMITTED
    if statement.act is Act.DECLINE or uncommitted:  # "has not claimed responsibility" admits nothing
        return PositionKind.DECLINES
    if NOT_OUT.search(content):
        return PositionKind.POSSIBLE
    if statement.act is Act.ADMIT:
        return PositionKind.ADMITS
    if UNKNOWN.search(content[:40]):
        return PositionKind.DECLINES
    if statement.act is Act.DENY or claim.factuality in NOT_SO or _rejects(statement.act, cue, content):
        return PositionKind.DENIES
    if statement.act is Act.ACCUSE:
        return PositionKind.ASSERTS  # "alleged" is the report's caution, not the accuser's
    return BY_VALUE.get(claim.factuality, PositionKind.ASSERTS)


def _rejects(act: Act, cue: str, content: str) -> bool:
    """Whether the words say that something is not so, or that what was said is not true."""
    if OUT.search(f"{cue} {content[:12]}") or any(p.search(content) for p in (BELIED, NOBODY, SCORN, NOTHING)):
        return True
    if UNLIKELY.match(content) and HOLDS.search(cue):
        return True
    return POINTS.match(content) is not None and (act is Act.CONDEMN or LABELLED.search(cue) is not None)


def _by_cue(document: Document, statement: Statement, cue: str, content: str) -> PositionKind | None:
    """The position that the words of the cue tell alone."""
    first = min((start for start, _ in (*statement.source, *statement.cue, *statement.content)), default=0)
    before = re.split(r"[.!?]\s|\n", document.text[max(0, first - NEAR) : first])[-1]
    if TAKEN_BACK.search(cue) or (len(cue.split()) == 1 and re.fullmatch(SAID, cue) and TAKEN_BACK.search(before)):
        return PositionKind.WITHDRAWS
    if NO_LONGER_SAID.search(cue) or (DROPPED.search(cue) and re.search(rf"\b{SAID}\b", content, re.IGNORECASE)):
        return PositionKind.WITHDRAWS
    if NO_LONGER_DENIED.search(cue):
        return PositionKind.ADMITS
    if NOT_OUT.search(cue):
        return PositionKind.POSSIBLE
    if SILENT.search(cue) and UNCHARGED.match(content):
        return PositionKind.DENIES
    if SILENT.search(cue) and UNSAID.match(content):
        return PositionKind.DECLINES
    return PositionKind.ADMITS if ADMITTED.search(cue) and statement.act in {Act.ADMIT, Act.STATE, Act.CONFIRM} else None

"""The words by which a report says whom somebody speaks for."""

from __future__ import annotations

import re

from onrecord.ledger.bodies import CALLINGS, CAPITAL, FIRMS, NAME, NOUNS

OFFICE = (
    r"(?:spokes(?:man|woman|person)|(?:(?:chief|managing|medical|general|executive|deputy|press|regional)\s)?(?:executive|director|manager|"
    r"secretary|officer)|head|chief|leader|president|chair(?:man|woman|person)?|coordinator|commissioner|campaigner|negotiator|"
    r"representative|speaker|scientist|boss|founder|owner)"
)  # those who speak for a body; a state's ministers are told by their country
COUNSEL = r"(?:lawyer|attorney|counsel|solicitor|barrister)"
BODY = rf"(?:(?:the|an?)\s)?(?P<body>(?:{NAME}(?:[’']s?)?\s)?(?:[a-z][\w-]*[’']?s?\s){{0,2}}?(?:{NOUNS})(?:\sof\s{NAME})?\b|{NAME})"
BEFORE = [
    re.compile(rf"\b{BODY}[’']s?\s(?:[\w-]+\s){{0,3}}?{OFFICE}(?:\sfor\s[\w\s]+)?,?\s$"),
    re.compile(rf"\b{OFFICE}\s(?:of|for|at)\s{BODY},?\s$"),
    re.compile(rf"\b{BODY}\s{OFFICE},?\s$"),
]  # what stands before a name: "the agency's director, …", "the head of the agency, …", "company spokesman …"
AFTER = [
    re.compile(
        rf",?\s(?:(?:the|an?|its|who\sis|who\swas)\s)*(?:[a-z][\w-]*\s){{0,3}}?{OFFICE}\s(?:of|for|at|with)\s{BODY}(?!\sthis\s(?:week|month|year)\b)"
    ),
    re.compile(rf",\s{BODY}[’']s?\s(?:[\w-]+\s){{0,2}}?{OFFICE}\b"),
    re.compile(rf",?\swho\s(?:leads|heads|runs|owns|chairs|speaks\sfor)\s{BODY}"),
    re.compile(rf",?\s(?:of|for)\s(?P<body>(?:the\s)?(?:{NAME}\s|[a-z][\w’'-]*\s){{0,2}}?(?:{NOUNS}|prosecution)\b|[A-Z]{{2,}}\b|{NAME})"),
]  # what follows a name: "…, the head of the agency", "…, Acme's spokesman", "…, who leads the union", "… of the union"
TITLE = re.compile(
    rf"^(?:{OFFICE}|{CALLINGS}|{COUNSEL}|[A-Z]\w*(?:general|captain|brigadier|colonel|justice))\b(?:\s(?:{OFFICE}))?\s",
    re.IGNORECASE,
)
STATE_TITLE = re.compile(
    r"^(?:[A-Z][\w’'-]*\s){0,2}(?:Minister|Chancellor|Premier|Ambassador|President|General|Brigadier|Governor|Mayor|Judge|Justice|Prosecutor|Captain|Colonel|Dr\.?|Father|Professor)\s"
)
BARE = re.compile(
    rf"(?:\b(?:its|their|the)\s|^|[,;.!?]?[”\"’]\s|[,;]\s)(?:[a-z][\w-]*\s){{0,2}}?{OFFICE},?\s(?:Dr\.?\s|{CAPITAL}\s)?$", re.IGNORECASE
)
TITLED = re.compile(r"\b(?:President|Premier|Secretary|Speaker)\s$")  # of a state: of no body that the report named before
BARE_AFTER = re.compile(rf",\s(?:the|its|their)\s(?:[\w-]+\s){{0,2}}?{OFFICE}\b(?!\s(?:of|for))")
OWNED = re.compile(r"\b(?:[Ii]ts|[Tt]heir)\s(?:[\w-]+\s){0,4}?[\w-]+,?\s(?:[A-Z][\w.]*\s)?$")
CLIENT = re.compile(rf"\b(?:her|his)\s(?:[\w-]+\s)?{COUNSEL},?\s$", re.IGNORECASE)
DESCRIPTION = re.compile(
    r"(?:(?:the|its|their|her|his)\s)?"
    rf"(?P<words>(?:[a-z][\w’'-]*\s){{0,3}}?(?:(?:{NOUNS}|{CALLINGS})|(?:{FIRMS})\s(?:chief|boss|head)))",
    re.IGNORECASE,
)
BEHALF = re.compile(
    r"(?:an?\s|the\s)?spokes(?:man|woman|person)\s(?:for|of)\s(?P<body>(?:the\s)?[a-z][\w ’'-]*)$"
)  # "spokesman for the bureau"
POSSESSOR = re.compile(r"(.+)[’']s\s(?:board|press\soffice|management)$")  # whose board it is
REACH = 110  # characters of a sentence before a name in which its office stands
COURTS = re.compile(
    r"\b(?:[A-Z][\w-]+|labour|district|marine|appeals?|criminal|regional|sports|military)\s(?:[Cc]ourt|[Tt]ribunal)\b(?:\s(?:in|of)\s[A-Z][\w-]+)?"
)
COURTS_STAFF = re.compile(rf"\b(?:{OFFICE}|{COUNSEL}|officials?|clerks?|press|minister)\b", re.IGNORECASE)

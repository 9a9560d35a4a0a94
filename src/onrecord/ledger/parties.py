"""Who is spoken for: a state by its ministries and spokesmen, a firm by its lawyers, and everybody else for themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.ledger.nations import country_name
from onrecord.ledger.tables import folded
from onrecord.records import Speaker, SpeakerKind

OFFICES = re.compile(
    r"\b(?:president|prime minister|premier|chancellor|minister|minist(?:ry|ries)|secretary|ambassador|envoy|government|cabinet|embassy|"
    r"foreign office|state department|department|pentagon|kremlin|white house|parliament|congress|senate|army|navy|air force|military|"
    r"armed forces|general staff|officials?|spokes(?:man|woman|person|people|men|women)|diplomats?|delegate|delegation|regime|"
    r"state (?:media|television|tv|radio|news agency)|intelligence|central bank|attorney general|authorities|"
    r"coast guard|border guard|police|governor|mayor|officers?|commander|admiral|colonel|general|king|queen|crown prince|"
    r"(?<!news )agency|authority|inspectorate|regulator|watchdog)\b",
    re.IGNORECASE,
)  # offices and bodies of a state, in English
STATE_ONLY = re.compile(
    r"\b(?:prime minister|ministers?|minist(?:ry|ries)|ambassador|government|cabinet|embassy|foreign office|state department|pentagon|"
    r"kremlin|white house|parliament|congress|senate|navy|air force|military|armed forces|general staff|diplomats?|"
    r"state (?:media|television|tv|radio|news agency)|central bank|attorney general|coast guard|border guard|admiral|crown prince)\b",
    re.IGNORECASE,
)  # those that firms, parties and clubs do not have: they have presidents, secretaries, officials and spokesmen too
FOR = re.compile(
    r"^(?:an? |the |one |two |three |senior |top |unnamed |anonymous |former )*"
    r"(?:spokes(?:man|woman|person|people|men|women)|lawyers?|attorneys?|counsel|solicitors?|barristers?|representatives?|officials?|"
    r"executives?|chief executive|chair(?:man|woman)?|director|head|president|secretary|minister|officers?|agents?|aides?|advisers?|press officer)"
    r" (?:for|of|at|from|to) (?:the )?(?P<whom>[A-Z].*)$"
)  # "lawyers for Acme" speak for Acme
POSSESSED = re.compile(
    r"^(?:the )?(?P<whom>[A-Z][\w.’'& -]*?)(?:['’]s?)? (?:\w+ )?"
    r"(?:spokes(?:man|woman|person)|lawyers?|attorneys?|counsel|government|ministry|foreign ministry|defen[cs]e ministry|officials?|"
    r"executives?|military|army|embassy|press office|board)$"
)  # "Norland's foreign ministry", "an Acme spokeswoman" speak for Norland, for Acme
ARTICLE = re.compile(r"^(?:an?|the|its|their|his|her)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Party:
    """Whom a holder speaks for: the key that compares them, the name that is shown, the country."""

    key: str
    name: str
    country: str | None = None


def party_of(speaker: Speaker | None) -> Party | None:
    """The party of a speaker; None when nobody is named."""
    if speaker is None:
        return None
    if speaker.country and speaks_for_state(speaker):
        return Party(speaker.country, country_name(speaker.country), speaker.country)
    for words in (speaker.role, speaker.name):
        match = FOR.match(words or "") or POSSESSED.match(ARTICLE.sub("", words or ""))
        if match:
            return named(match["whom"])
    return named(speaker.name)


def named(name: str) -> Party:
    """A party known by a name alone. It has no country: a firm, a party and a professor of one country do not speak for each other."""
    return Party(folded(ARTICLE.sub("", name)) or name, name)


def speaks_for_state(speaker: Speaker) -> bool:
    """Whether what a speaker with a country says is that country's word, by office: a professor's is his own.

    Where only the rest of the report tells the country, the office must be one that only states have.
    """
    if speaker.kind is SpeakerKind.COUNTRY:
        return True
    offices = STATE_ONLY if speaker.country_inferred else OFFICES
    return offices.search(f"{speaker.role or ''} {speaker.name}") is not None

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
    r"coast guard|border guard|police|governor|mayor|officers?|commander|admiral|colonel|general|king|queen|crown prince)\b",
    re.IGNORECASE,
)  # offices and bodies of a state, in English
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
            return named(match["whom"], speaker.country)
    return named(speaker.name, speaker.country)


def named(name: str, country: str | None = None) -> Party:
    """A party known by a name alone."""
    return Party(folded(ARTICLE.sub("", name)) or name, name, country)


def speaks_for_state(speaker: Speaker) -> bool:
    """Whether what a speaker with a country says is that country's word, by office: a professor's is his own."""
    if speaker.kind is SpeakerKind.COUNTRY:
        return True
    return OFFICES.search(f"{speaker.role or ''} {speaker.name}") is not None

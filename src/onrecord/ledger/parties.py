"""Who is spoken for: a state by its ministries and spokesmen, a firm by its lawyers, and everybody else for themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from onrecord.ledger.nations import country_name
from onrecord.ledger.tables import folded
from onrecord.records import Speaker, SpeakerKind

OF_STATE = re.compile(
    r"\b(?:president|prime minister|premier|chancellor|(?:vice-)?ministers?|minist(?:ry|ries)|secretary of (?:state|"
    r"defen[cs]e)|ambassador|envoy|"
    r"government|cabinet|embassy|foreign office|(?:state|defen[cs]e|justice|treasury|interior) department|pentagon|kremlin|white house|"
    r"downing street|parliament|congress|senate|army|navy|air force|military|armed forces|general staff|diplomats?|"
    r"delegate|delegation|regime|"
    r"state (?:media|television|tv|radio|news agency)|intelligence (?:service|agency)|central bank|attorney general|"
    r"coast guard|border guard|"
    r"(?:health|audit|secret|security|customs|weather) service|auditor general|"
    r"admiral|general|king|queen|crown prince|cyber (?:agency|centre|center)|regulator|authority|authorities|inspectorate)\b",
    re.IGNORECASE,
)  # offices and bodies that only a state has
OFFICES = re.compile(
    r"\b(?:officials?|spokes(?:man|woman|person|people|men|women)|secretary|department|police|governor|officers?|commander|colonel|mayor|agency)\b",
    re.IGNORECASE,
)  # those that firms, parties and towns have too: a state's where its name stands by
SPEAKS_FOR = (
    r"(?:spokes(?:man|woman|person|people|men|women)|lawyers?|attorneys?|counsel|solicitors?|barristers?|representatives?|chief executive|"
    r"executives?|chair(?:man|woman)?|director|head|leader|president|secretary|coordinator|agents?|press officer|manager|owner|founder)"
)
FOR = re.compile(
    rf"^(?!.*\bthis (?:week|month|year)$)(?:(?:an?|the|one|senior|chief|deputy|former|general|managing|party|company)\s+)*{SPEAKS_FOR}"
    r"\s+(?:for|of|at)\s+(?:the\s+)?(?P<whom>[^\W\d_a-z].*)$"
)  # "lawyers for Acme", "secretary of the Union Party", not "president of the Council this month", who takes his turn
POSSESSED = re.compile(
    rf"^(?:the\s+)?(?!(?:Chief|Deputy|General|Managing|Senior|Former|Vice)\b)(?P<whom>[^\W\d_a-z][\w.’'& -]*?)"
    rf"(?:(?:['’]s?)\s+(?:[\w-]+\s+){{0,3}}?|\s+)"
    rf"(?:{SPEAKS_FOR}|government|ministry|officials?|military|army|embassy|press office|board)(?:\s+here)?$"
)  # "Norland's foreign ministry", "an Acme spokeswoman", "Sarmento’s lawyer"
ARTICLE = re.compile(r"^(?:an?|the|its|their|his|her)\s+", re.IGNORECASE)
SPOKESMAN = re.compile(
    r"\b(?:spokes(?:man|woman|person|people|men|women)|(?:lawyer|attorney|solicitor|barrister)s?|counsel)\b", re.IGNORECASE
)  # those whose office is to speak for somebody, whatever their own name
SOLE_OFFICE = re.compile(
    r"(?:[\w-]+ ){0,3}(?:minister|president|prime minister|premier|chancellor|attorney general|government)", re.IGNORECASE
)  # of which a state has one
STATES_ALONE = re.compile(
    r"\b(?:(?:vice-)?ministers?|ministry|ambassador|government|cabinet|embassy|central bank|chancellor|premier)\b", re.IGNORECASE
)
ANOTHERS = re.compile(
    r"\b(?:union|party|company|club|federation|board|association|airline|firm|group|league|faculty)(?:[’']s)?\s"
    r"(?:president|secretary|spokes(?:man|woman|person)|general secretary|chief|head)\b",
    re.IGNORECASE,
)  # a president, but no state's
LOCAL = re.compile(
    r"^(?:,?\s(?:the|an?)\s)?(?:the )?(?:[a-z]+\s)?(?:[Mm]ayor|[Gg]overnor)\sof\s(?P<place>[^\W\d_a-z][\w’'-]*(?:\s[^\W\d_a-z][\w’'-]*)*)"
)
PROSECUTION = re.compile(
    r"\b(?:(?P<which>special|public|state|federal|chief|district|military)\s)?(?:prosecutors?|prosecution)\b|\bindictment\b", re.IGNORECASE
)
COURT = re.compile(r"\b(?:courts?|tribunal|judges?|justice)\b(?!\s(?:minister|ministry|department|secretary))", re.IGNORECASE)
SHORTER = re.compile(r"\s+(?:and|who|which|in|on|at|from)\s.*$")  # what follows the name of whom somebody speaks for


@dataclass(frozen=True)
class Party:
    """Whom a holder speaks for: the key that compares them, the name that is shown, the country.

    `placed`: a country, a role or a name with its holder says it; otherwise the holder is taken to speak for himself.
    """

    key: str
    name: str
    country: str | None = None
    placed: bool = False


def party_of(speaker: Speaker | None) -> Party | None:
    """The party of a speaker; None when nobody is named. Unnamed officials are holders of their own, spokesmen and lawyers are not.

    A country that is only inferred makes nobody its voice: one minister's accusation must not be laid to another's government.
    """
    if speaker is None:
        return None
    if speaker.country_inferred:
        speaker = replace(speaker, country=None)
    described = f"{speaker.role or ''} {speaker.name}"
    if speaker.country and SOLE_OFFICE.fullmatch(speaker.name):
        return Party(speaker.country, country_name(speaker.country), speaker.country, placed=True)
    if speaker.anonymous and speaker.kind in {SpeakerKind.PERSON, SpeakerKind.GROUP} and not SPOKESMAN.search(described):
        return named(speaker.name)
    for words in (speaker.role, speaker.name):
        match = FOR.match(words or "") or POSSESSED.match(ARTICLE.sub("", words or ""))
        if match and match["whom"][0].isupper() and not (speaker.country and OF_STATE.search(match["whom"])):
            whom = SHORTER.sub("", match["whom"])
            if not (speaker.country and speaks_for_state(speaker)):
                return named(whom, placed=True)
    if speaker.country and speaks_for_state(speaker):
        return Party(speaker.country, country_name(speaker.country), speaker.country, placed=True)
    return named(speaker.name)


def of_country(code: str, *, placed: bool = True) -> Party:
    """A state as a party."""
    return Party(code, country_name(code), code, placed)


def named(name: str, *, placed: bool = False) -> Party:
    """A party known by a name alone."""
    return Party(folded(ARTICLE.sub("", name)) or name, ARTICLE.sub("", name) if placed else name, None, placed)


def local(speaker: Speaker | None) -> Party | None:
    """The town or province that a mayor or a governor speaks for, whatever its country."""
    if speaker is None or speaker.kind is not SpeakerKind.PERSON:
        return None
    match = LOCAL.search(speaker.role or speaker.name)
    return named(match["place"], placed=True) if match else None


def local_office(before: str, after: str) -> Party | None:
    """The town or province of a mayor or governor, by the words before and after the name."""
    match = re.search(rf"{LOCAL.pattern.removeprefix('^')},?\s$", before) or LOCAL.match(after)
    return named(match["place"], placed=True) if match else None


def is_known(party: Party) -> bool:
    """Whether a party is one for other reports, too: "the foreign ministry" and "the company" are another's elsewhere."""
    return party.country is not None or ((party.name[:1].isupper() or " " in party.name) and not OF_STATE.search(party.name))


def only_states(words: str) -> bool:
    """Whether words tell an office or a body that nobody but a state has."""
    return STATES_ALONE.search(words) is not None and not ANOTHERS.search(words)


def speaks_for_state(speaker: Speaker) -> bool:
    """Whether what a speaker with a country says is that country's word, by office: a professor's is his own."""
    if speaker.kind is SpeakerKind.COUNTRY:
        return True
    described = f"{speaker.role or ''} {speaker.name}"
    if ANOTHERS.search(described):
        return False
    return OF_STATE.search(described) is not None or OFFICES.search(described) is not None


def prosecutor(found: re.Match[str]) -> Party:
    """The prosecution of a case, which is one holder however it is called."""
    return named(f"{(found['which'] or 'public').lower()} prosecutor", placed=True)

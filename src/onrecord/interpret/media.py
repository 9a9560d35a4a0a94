"""Names of outlets, agencies and platforms: who can stand between a speaker and the report."""

from __future__ import annotations

import re

OUTLETS = (
    "Reuters|AFP|Agence France-Presse|AP|Associated Press|UPI|BBC|CNN|NBC|CBS|ABC|PBS|NPR|MSNBC|CNBC|ITV|Sky|Fox|Bloomberg|Axios|Politico|"
    "Al Jazeera|Al Arabiya|Al-Arabiya|Al-Jazeera|TASS|Tass|RIA Novosti|RIA|Interfax|Sputnik|RT|Xinhua|CCTV|CGTN|KCNA|Yonhap|Kyodo|NHK|Anadolu|ANSA|DPA|"
    "dpa|EFE|IRNA|Fars|Tasnim|SANA|WAFA|PTI|ANI|MENA|Ukrinform|Meduza|Pravda|Izvestia|Kommersant|Le Monde|Le Figaro|El País|Der Spiegel|"
    "Spiegel|Die Welt|Bild|Haaretz|Hürriyet|Dawn|WION|NDTV|Nikkei|Economist|Newsweek|Time|Vox|Vice|BuzzFeed|HuffPost|Wired|Variety|Deadline|"
    "Daily Caller|Daily Beast|ProPublica|Bellingcat|Euronews|Deutsche Welle|France 24|Voice of America|VOA|RFE/RL|Radio Free Europe/Radio Liberty|Radio Free Europe|"
    "BelTA|Belta|Delfi|LRT|PAP|MTI|ČTK|CTK|APA|STT|NTB|Ritzau|Lusa|Suspilne|Antara|Bernama|Notimex|Telesur|teleSUR|Magyar Nemzet|"
    "Globo|Clarín|Granma|Prensa Latina|Breitbart|Newsmax|TMZ|Nature|Lancet|WNYC|C-SPAN|Znak\\.com"
)
PLATFORMS = "Twitter|X|Facebook|Instagram|Telegram|Truth Social|TikTok|YouTube|Weibo|WeChat|WhatsApp|LinkedIn|Reddit|Snapchat|Bluesky|Mastodon|Threads"
KINDS = (
    "News|Times|Post|Journal|Tribune|Herald|Gazette|Chronicle|Courier|Daily|Express|Mirror|Star|Sun|Globe|Mail|Observer|Standard|Examiner|"
    "Dispatch|Guardian|Independent|Telegraph|Press|Radio|TV|Television|Broadcasting|Magazine|Review|Today|Weekly|Inquirer|Sentinel|Register|Bulletin|Network|Channel|News Agency"
)
_NAME = r"(?:St\.|[A-Z](?:[\w&’'-]|\.(?=\w))*)"  # no full stop at the end, which would lead into the next sentence
NAMED = re.compile(
    rf"\b(?:(?:[Tt]he )?(?:{_NAME} ){{0,4}}(?:{KINDS})(?: (?:{KINDS}|Agency|Service|Corporation|Company|Group|of {_NAME}))*|(?:{OUTLETS}))"
    rf"(?: (?:News|TV|Radio|World Service|Business|Sport|Breakfast|International|Arabic|Persian|Digital|Magazine|Live|Africa|Asia|Europe|India|"
    rf"Philippines|Indonesia|Brasil|Chile|Turk|Türk|Mundo|One|Two|Four|Five|[0-9]+))*(?![\w-])"
)
STATE_MEDIA = re.compile(
    r"\b(?:state(?:-run|-owned|-controlled)? (?:media|television|TV|radio|news agency|broadcaster|newspaper)|(?:official|semi-official) news agency)\b"
)
BY_PLATFORM = re.compile(
    rf"\b(?P<name>{PLATFORMS}) (?:account|page|feed|group|post|thread|video|message|reel|stream|status|stor(?:y|ie))s?\b"
)
OWN_WRITER = re.compile(rf"(?P<name>{NAMED.pattern})[’']s? (?=[A-Z][\w’-]+ [A-Z])")
ON_PLATFORM = re.compile(rf"\b(?:on|via|to|in) (?:(?:his|her|their|its) )?(?:official )?(?P<name>{PLATFORMS})\b")

POSTED = re.compile(r"\b(?:re)?tweet(?:s|ed|ing)?\b", re.I)
_WORDS = r"[A-Z][\w.&’'-]*(?: [A-Z][\w.&’'-]*){0,3}"
_MEDIUM = "newspaper|magazine|daily|weekly|tabloid|website|news site|news agency|broadcaster|outlet|TV channel|podcast"
CALLED_OUTLET = re.compile(
    rf"\b(?:{_MEDIUM}),? (?P<name>{_WORDS})|(?P<first>{_WORDS})(?:,? (?:an?|the) (?:[\w-]+ ){{0,3}}| )(?:{_MEDIUM})\b"
)


INITIALS = 5  # letters of the longest name that is capitals by nature


def is_outlet(name: str) -> bool:
    """Whether a name is that of an outlet, an agency or a broadcaster."""
    plain = name.strip()
    titled = plain.title() if plain.isupper() and len(plain) > INITIALS else plain
    return bool(NAMED.fullmatch(plain) or NAMED.fullmatch(titled) or STATE_MEDIA.fullmatch(plain))

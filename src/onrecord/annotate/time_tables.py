"""The English words for time, in tables: months, units, numbers, feasts, and the words that look like times and are none."""

from __future__ import annotations

from typing import NamedTuple

_MONTHS = "january february march april may june july august september october november december"
MONTHS = {name: number for number, name in enumerate(_MONTHS.split(), 1)}
MONTHS_SHORT = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
WEEKDAYS = {name: number for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split(), 1)}
WEEKDAYS_SHORT = {"mon": 1, "tue": 2, "tues": 2, "wed": 3, "weds": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PARTS = {"morning": "MO", "mornings": "MO", "afternoon": "AF", "lunchtime": "MI", "evening": "EV", "night": "NI", "overnight": "NI"}
CAPITAL_ONLY = frozenset({"may", "march", *MONTHS_SHORT, *WEEKDAYS_SHORT})  # in lower case they are other words

UNITS = {  # singular → (number, TimeML unit)
    "day": (1, "D"), "week": (1, "W"), "fortnight": (2, "W"), "month": (1, "M"), "quarter": (3, "M"), "year": (1, "Y"),
    "decade": (10, "Y"), "century": (100, "Y"), "hour": (1, "TH"), "minute": (1, "TM"), "weekend": (1, "WE"),
}  # fmt: skip
PLURAL_UNITS = {
    "days": (1, "D"), "weeks": (1, "W"), "fortnights": (2, "W"), "months": (1, "M"), "quarters": (3, "M"), "years": (1, "Y"),
    "decades": (10, "Y"), "centuries": (100, "Y"), "hours": (1, "TH"), "minutes": (1, "TM"), "seconds": (1, "TS"), "weekends": (1, "WE"),
    "hrs": (1, "TH"), "mins": (1, "TM"),
}  # fmt: skip
ALL_UNITS = UNITS | PLURAL_UNITS

_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
ONES = dict(zip(f"one two three four five six seven eight nine {_TEENS}".split(), range(1, 20), strict=True))
TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth"
)
ORDINALS = dict(zip(_ORDINALS.split(), range(1, 21), strict=True))
DECADES = dict(zip("twenties thirties forties fifties sixties seventies eighties nineties".split(), range(2, 10), strict=True))
BIG = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9}
VAGUE = frozenset("several few many couple number tens dozens hundreds thousands millions billions some".split())

FREQUENCIES = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M", "quarterly": "P3M",
    "yearly": "P1Y", "annual": "P1Y", "annually": "P1Y", "biennial": "P2Y",
}  # fmt: skip
PRESENT = "now currently nowadays presently"
PAST = "recently lately"

FUTURE_VERBS = frozenset(
    "will shall ll wo would could may might must should going plans plan hopes hope hoping intends intend upcoming forthcoming "
    "predict predicts expects expect likely begins starts opens ends expires closes arrives resumes deadline planning wants aims".split()
)
MODALS = frozenset("would could may might must should".split())  # with "have" they tell of the past
FUTURE_PARTICIPLES = frozenset("expected scheduled due planned forecast projected set slated anticipated poised tipped bound".split())
AFTER_PARTICIPLE = frozenset("to for by on in at next later before".split())  # "scheduled for Monday"; not "the planned launch"
PAST_VERBS = frozenset(
    "was were had did has have been said told took came went began made met won lost left held found gave got saw shot hit put sent "
    "led fell rose grew broke spoke wrote became brought bought built caught cut drew drove fought flew kept knew laid let paid ran "
    "sold stood struck swore thought threw withdrew sank died arrived according earlier ago reports".split()
)

# a name made with a weekday, and what must not stand right after one: "Bloody Sunday", "the Sunday Times"
NAMED_DAYS = frozenset("bloody super holy maundy shrove fat casual sheffield freaky ruby throwback giving".split())
AFTER_WEEKDAY = frozenset("times telegraph mirror mail express post herald sun tribune agreement accords school league".split())
NUMBERED = frozenset(  # what bears a number of four digits that is no year
    "flight resolution room route highway section article channel chapter page number no nos windows office model type unit bill "
    "interstate track lot line area boeing airbus title form suite building platform psalm".split()
)
# nouns that are counted: "2020 votes" is no year, "the 2014 protests" and "2000 levels" are
COUNTED = frozenset(
    (
        "people persons men women children troops soldiers votes deaths cases homes houses jobs workers employees students members "
        "seats points dollars euros pounds yen miles kilometres kilometers km metres meters feet tons tonnes kg prisoners refugees "
        "migrants passengers tickets copies pages words calories hectares acres barrels civilians victims supporters police officers "
        "fans spectators delegates households families patients staff residents participants respondents signatures vehicles cars "
        "ships aircraft tanks missiles rounds mg ml mph kph hours minutes seconds days weeks months years times percent per million "
        "billion thousand hundred others more applicants candidates voters households adults pupils inmates animals visitors guests "
        "stores shops schools companies bottles"
    ).split()
)


class Feast(NamedTuple):
    """A feast by its rule: a fixed day, the nth weekday of a month (-1: the last), or days after Easter Sunday."""

    month: int = 0
    day: int = 0
    weekday: int = 0
    nth: int = 0
    after_easter: int = 0


FEASTS: dict[str, Feast] = {  # names without the apostrophe of "'s"; a longer name comes first
    "new year s eve": Feast(12, 31), "new years eve": Feast(12, 31), "new year s day": Feast(1, 1), "new years day": Feast(1, 1),
    "christmas eve": Feast(12, 24), "christmas day": Feast(12, 25), "christmas": Feast(12, 25), "boxing day": Feast(12, 26),
    "st stephen s day": Feast(12, 26), "epiphany": Feast(1, 6), "valentine s day": Feast(2, 14), "st patrick s day": Feast(3, 17),
    "saint patrick s day": Feast(3, 17), "april fools day": Feast(4, 1), "april fool s day": Feast(4, 1), "earth day": Feast(4, 22),
    "anzac day": Feast(4, 25), "may day": Feast(5, 1), "australia day": Feast(1, 26), "canada day": Feast(7, 1), "juneteenth": Feast(6, 19),
    "fourth of july": Feast(7, 4), "bastille day": Feast(7, 14), "halloween": Feast(10, 31), "bonfire night": Feast(11, 5),
    "guy fawkes night": Feast(11, 5), "armistice day": Feast(11, 11), "veterans day": Feast(11, 11),
    "international women s day": Feast(3, 8),
    "groundhog day": Feast(2, 2), "all saints day": Feast(11, 1), "international workers day": Feast(5, 1),
    "martin luther king day": Feast(1, weekday=1, nth=3), "mlk day": Feast(1, weekday=1, nth=3),
    "presidents day": Feast(2, weekday=1, nth=3),
    "memorial day": Feast(5, weekday=1, nth=-1), "labor day": Feast(9, weekday=1, nth=1), "columbus day": Feast(10, weekday=1, nth=2),
    "remembrance sunday": Feast(11, weekday=7, nth=2), "thanksgiving day": Feast(11, weekday=4, nth=4),
    "thanksgiving": Feast(11, weekday=4, nth=4), "black friday": Feast(11, day=1, weekday=4, nth=4),
    "cyber monday": Feast(11, day=4, weekday=4, nth=4), "easter sunday": Feast(after_easter=0), "easter monday": Feast(after_easter=1),
    "easter eve": Feast(after_easter=-1), "easter": Feast(after_easter=0), "good friday": Feast(after_easter=-2),
    "palm sunday": Feast(after_easter=-7), "maundy thursday": Feast(after_easter=-3), "ash wednesday": Feast(after_easter=-46),
    "shrove tuesday": Feast(after_easter=-47), "mardi gras": Feast(after_easter=-47), "ascension day": Feast(after_easter=39),
    "whit sunday": Feast(after_easter=49), "pentecost": Feast(after_easter=49), "whit monday": Feast(after_easter=50),
}  # fmt: skip
COMMON = frozenset({"epiphany", "thanksgiving", "may day", "pentecost"})  # feasts only with a capital
AFTER_FEAST = frozenset(
    "island islands rising agreement carol seal offensive bonnet bunny".split()
)  # "Easter Island", "Good Friday Agreement"

ZONES = "gmt utc bst est edt cst cdt pst pdt cet cest msk ist jst hkt aest aedt et pt local"
LISTS: dict[str, str] = {  # names of word lists in the patterns of time_rules.py
    "MONTH": " ".join(MONTHS), "MSHORT": " ".join(MONTHS_SHORT), "WEEKDAY": " ".join(WEEKDAYS), "WSHORT": " ".join(WEEKDAYS_SHORT),
    "WEEKDAYS": " ".join(f"{name}s" for name in WEEKDAYS), "SEASON": " ".join(SEASONS), "PART": " ".join(PARTS), "UNIT": " ".join(UNITS),
    "UNITS": " ".join(PLURAL_UNITS), "ONE": " ".join(ONES), "TEN": " ".join(TENS), "NTH": " ".join(ORDINALS), "TIES": " ".join(DECADES),
    "FREQUENCY": " ".join(FREQUENCIES), "PRESENT": PRESENT, "PAST": PAST, "ZONE": ZONES, "AN": "a an",
    "EVERY": "every each", "NOON": "noon midday midnight", "TO": "to through until till and or", "VAGUE": " ".join(sorted(VAGUE)),
    "WHICH": "this last next past coming current previous preceding following same that", "RELYEAR": "this last next", "BA": "before after",
    "LASTING": "past last next coming first final previous preceding following", "BIG": " ".join(BIG), "UTC": "gmt utc",
    "EXTRA": "more consecutive straight full further additional", "PERUNIT": "day week month year", "QS": "q1 q2 q3 q4",
    "LATER": "later afterwards afterward", "BEFORE": "earlier before previously beforehand", "HALVES": "first second latter",
    "HEDGE": "about around roughly approximately nearly almost over under barely just exactly another only",
    "THAN": "more less fewer longer",
    "EDGE": "end start beginning middle close rest remainder course turn", "STAGE": "early late mid earlier later",
    "ATTACKS": "attack attacks hijackers hijackings hijacker", "WITHIN": "for over in after within during",
}  # fmt: skip

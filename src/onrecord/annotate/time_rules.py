"""The patterns of English time expressions, in one table: at each word the first that holds wins.

Lower case is a word, upper case a list of words, a kind of token or a macro (time_tables.py, time_tokens.py);
`n=NAME` hands a part to the rule.
"""

from __future__ import annotations

from onrecord.annotate import time_dates as dates
from onrecord.annotate import time_hours as hours
from onrecord.annotate import time_lengths as lengths
from onrecord.annotate import time_relative as relative
from onrecord.annotate import time_years as years
from onrecord.annotate.time_scene import Resolver
from onrecord.annotate.time_tables import FEASTS
from onrecord.annotate.time_tokens import compiled

_OF_YEAR = "(?: COMMA? of? the? (?: fiscal | financial )? (?: y=YEARLIKE | w=RELYEAR year | (?: fiscal | financial )? year ) )"
_IN_UTC = "(?: OPEN (?: FOURDIGITS | CLOCK ) UTC CLOSE )?"  # the same hour again
_COUNTED_FROM = "(?: ago | from now | hence | LATER | BEFORE | after | back )"
_WHICH_DAY = "(?: this past | this coming | RELYEAR | past | coming | the? following | the (?: next | previous | same ) | that )?"
_TIMES = "(?: once | twice | COUNT times )"


def _feasts() -> str:
    """All names of feasts, the longest first; "'s" and a bare apostrophe where English writes them."""
    names = sorted(FEASTS, key=lambda name: (-len(name.split()), name))
    return "|".join(" ".join("(?: S | s )" if word == "s" else f"{word} QUOTE?" for word in name.split()) for name in names)


PATTERNS: list[tuple[str, Resolver]] = [
    ("ISO", dates.iso),
    ("NUMERIC", dates.numeric),
    ("NINE | m=MON d=DAY (?: terrorist | terror )? ATTACKS", dates.nine_eleven),
    (f"(?: w=RELYEAR )? f=(?: {_feasts()} ) (?: COMMA? of? y=YEARLIKE )?", years.feast),
    # hours
    (f"h=CLOCK a=AMPM? (?: z=ZONE time? )? {_IN_UTC}", hours.clock),
    (f"h=SMALL (?: a=AMPM | o QUOTE clock ) (?: z=ZONE time? )? {_IN_UTC}", hours.clock),
    (f"h=NOON (?: z=ZONE time? )? {_IN_UTC}", hours.clock),
    ("h=FOURDIGITS z=UTC", hours.clock),
    # days, months, years
    ("(?: WD COMMA? )? m=MON the? d=DAY (?: COMMA | of )? y=YEARLIKE", dates.full_date),
    ("(?: WD COMMA? )? the? d=DAY DASH? of? m=MON (?: COMMA | DASH )? y=YEARLIKE", dates.full_date),
    ("(?: WD COMMA? )? m=MON d=DAY (?: DASH | TO ) e=DAY COMMA? y=YEARLIKE", dates.days_range),
    ("(?: WD COMMA? )? m=MON d=DAY (?: DASH | TO ) (?: WD COMMA? )? n=MON e=DAY COMMA? y=YEARLIKE", dates.days_range),
    ("(?: WD COMMA? )? d=DAY of? m=MON (?: DASH | TO ) (?: WD COMMA? )? e=DAY of? n=MON COMMA? y=YEARLIKE", dates.days_range),
    ("the? d=DAY (?: DASH | TO ) the? e=DAY of? m=MON (?: COMMA? y=YEARLIKE )?", dates.days_range),
    ("m=MON d=DAY (?: DASH | TO ) e=DAY", dates.days_range),
    ("(?: WD COMMA? )? the? d=DAY of? m=MON", dates.month_day),
    ("(?: WD COMMA? )? m=MON the? d=DAY", dates.month_day),
    ("(?: WD COMMA? )? the d=NTHS of m=MON COMMA? y=YEARLIKE", dates.full_date),
    ("(?: WD COMMA? )? the d=NTHS of m=MON", dates.month_day),
    ("the? d=DAY of w=RELYEAR month", dates.day_of_that_month),
    ("the? n=NTHORLAST d=WEEKDAY (?: of | in ) (?: m=MON (?: COMMA? y=YEARLIKE )? | w=RELYEAR month )", dates.nth_weekday),
    ("m=MON of? w=RELYEAR year", dates.month_of_year),
    ("m=MON (?: DASH | TO ) n=MON of? y=YEARLIKE", dates.month_year),
    ("m=MON (?: COMMA | of )? y=YEARLIKE", dates.month_year),
    ("w=WD the? d=ORD", dates.weekday_date),
    # every so often
    ("EVERY (?: other | second | n=COUNT )? u=ANYUNIT", lengths.every),
    ("EVERY (?: d=WEEKDAY | m=MONTH | p=PART | s=SEASON )", lengths.every),
    (f"{_TIMES} (?: a | per | every | each ) u=UNIT", lengths.every),
    ("per u=PERUNIT", lengths.every),
    ("d=WEEKDAYS | f=FREQUENCY", lengths.every),
    # counted from publication or from the date told
    ("(?: the day before )? yesterday | (?: the day after )? tomorrow | today", relative.today),
    ("tonight | overnight", hours.tonight),
    (f"HEDGED? n=COUNT DASH? u=ANYUNIT (?: (?: and | COMMA )? c=COUNT v=ANYUNIT )? {_COUNTED_FROM}", relative.ago),
    ("in n=COUNT u=ANYUNIT (?: QUOTE | S ) time", relative.ago),
    ("UNITS ago", relative.ago),
    ("long ago | AN while ago | some time ago | COUNT (?: DASH | to | or ) COUNT ANYUNIT ago", relative.long_ago),
    ("HEDGED? AN u=UNIT DASH? and DASH? a DASH? half ago?", lengths.half_more),
    ("the u=UNITPART b=BA", relative.beside),
    ("the u=UNIT (?: after next | before last )", relative.beyond),
    ("the? w=WHICH p=PART", hours.day_part),
    ("w=RELYEAR week on? d=WEEKDAY", relative.weekday),
    ("(?: the | that )? w=WHICH (?: past | coming )? u=UNIT", relative.unit),
    (f"{_WHICH_DAY} d=WEEKDAY (?: of? w=RELYEAR week )?", relative.weekday),
    ("(?: the? EDGE (?: of | to ) | STAGE in ) the u=UNIT", relative.edge),
    ("the weekend", relative.bare_weekend),
    ("year DASH? end", relative.year_end),
    ("(?: the | these | this )? HEDGED? LASTING n=COUNT u=UNITS", lengths.lasting),
    ("HEDGED? n=COUNT u=ANYUNIT (?: and | COMMA )? c=COUNT v=ANYUNIT", lengths.double_duration),
    ("(?: the | these )? LASTING? HEDGED? COUNT DASH? (?: DASH | to | or ) COUNT DASH? u=UNITS", lengths.between),
    ("HEDGED? n=COUNT (?: DASH | EXTRA )? u=ANYUNIT (?: DASH long )?", lengths.duration),
    ("(?: all | another ) DASH? u=UNIT", lengths.whole),
    ("WITHIN u=UNITS", lengths.plural),
    ("u=UNITS DASH long", lengths.plural),
    ("PRESENT | PAST | the? (?: recent | coming ) UNITS | at the moment | at present", relative.vague),
    ("in the (?: near | foreseeable )? future", relative.vague),
    # wider stretches
    ("the? q=NTHS (?: fiscal | DASH )? quarter " + _OF_YEAR + "?", years.quarter),
    ("q=QS of? (?: y=YEARLIKE )?", years.quarter),
    ("the? h=HALVES half " + _OF_YEAR, years.half),
    ("(?: fiscal year? | financial year ) y=YEARLIKE", years.fiscal),
    ("the? c=NTHS DASH? (?: century | centuries )", years.century),
    ("the? DECADE | the TIES", years.decade),
    ("(?: the | this | last | next | this past | this coming )? s=SEASON (?: (?: of | COMMA )? y=YEARLIKE )?", years.season),
    ("(?: this past | this coming | RELYEAR | past | coming )? m=MON", dates.month),
    ("on the d=ORD", dates.day_of_month),
    ("y=YEARLIKE (?: DASH | SLASH ) z=LASTYEAR", years.year),
    ("y=YEARLIKE", years.year),
    ("the? PART", hours.part),
]
RULES = [(compiled(pattern), resolve) for pattern, resolve in PATTERNS]

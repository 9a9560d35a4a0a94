"""Time expressions: what is found, with which value, and what is none."""

from pathlib import Path

import pytest
from evals.times import gum, read_gum, read_tml, score
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.time_calendar import VALUE, bounds, easter
from onrecord.annotate.time_rules import PATTERNS
from onrecord.annotate.time_tables import LISTS
from onrecord.annotate.time_tokens import MACROS
from onrecord.annotate.times import find_times
from onrecord.records import Timex

WEDNESDAY = "2022-11-02"
KINDS = "ISO NUMERIC CLOCK DECADE NINE AMPM S SMALL ORD NUMBER YEARLIKE COMMA DOT DASH OPEN CLOSE SLASH QUOTE".split()

VALUES = [  # published on Wednesday, 2 November 2022: sentence → (words, value) of each
    ("He left on 26 October 2016.", [("26 October 2016", "2016-10-26")]),
    ("He left on Wednesday, Oct. 26, 2016, by train.", [("Wednesday, Oct. 26, 2016", "2016-10-26")]),
    ("The 3rd of May 2019 and May 4th, 2019", [("The 3rd of May 2019", "2019-05-03"), ("May 4th, 2019", "2019-05-04")]),
    ("It ran from March 15 to 17, 2019.", [("March 15", "2019-03-15"), ("17, 2019", "2019-03-17")]),
    ("It is to run from October 23 through December 9.", [("October 23", "2022-10-23"), ("December 9", "2022-12-09")]),
    ("Filed 26/10/2016 and 2016-10-27.", [("26/10/2016", "2016-10-26"), ("2016-10-27", "2016-10-27")]),
    ("Filed 03/04/2016.", [("03/04/2016", "2016-XX-XX")]),
    ("Filed 03/04/2016 and 25/04/2016.", [("03/04/2016", "2016-04-03"), ("25/04/2016", "2016-04-25")]),
    ("The court ruled on Wednesday.", [("Wednesday", "2022-11-02")]),
    ("The court ruled on Friday that he will appear on Friday.", [("Friday", "2022-10-28"), ("Friday", "2022-11-04")]),
    ("In Ohio, which votes in mid-March, he was mired in debt.", [("mid-March", "2023-03")]),
    ("By mid-March, prices had doubled.", [("mid-March", "2022-03")]),
    ("It will come at the end of Q1.", [("the end of Q1", "2023-Q1")]),
    ("a months-long war on Opening night, May 4, 2019", [("months-long", "PXM"), ("night, May 4, 2019", "2019-05-04TNI")]),
    ("The vote is scheduled for Monday.", [("Monday", "2022-11-07")]),
    ("The planned launch on Monday was called off.", [("Monday", "2022-10-31")]),
    ("By Monday afternoon, the risk had risen.", [("Monday afternoon", "2022-10-31TAF")]),
    ("They meet next Tuesday and this Friday.", [("next Tuesday", "2022-11-08"), ("this Friday", "2022-11-04")]),
    ("On Tuesday of last week he fell.", [("Tuesday of last week", "2022-10-25")]),
    ("It fell last week and last weekend.", [("last week", "2022-W43"), ("last weekend", "2022-W43-WE")]),
    ("They fought this weekend.", [("this weekend", "2022-W43-WE")]),
    ("They will fight this weekend.", [("this weekend", "2022-W44-WE")]),
    ("He was freed in September; polls will be held in March.", [("September", "2022-09"), ("March", "2023-03")]),
    ("In December, he was shot.", [("December", "2021-12")]),
    ("In late July, she might have lied.", [("late July", "2022-07")]),
    ("It began on October 3. A day earlier, he fled.", [("October 3", "2022-10-03"), ("A day earlier", "2022-10-02")]),
    ("In March 2019 he quit. The next month he won.", [("March 2019", "2019-03"), ("The next month", "2019-04")]),
    ("On May 3, 2017 he left. He came back two days later.", [("May 3, 2017", "2017-05-03"), ("two days later", "2017-05-05")]),
    ("He fled on Monday, and that night he spoke.", [("Monday", "2022-10-31"), ("that night", "2022-10-31TNI")]),
    ("He was held on May 3, 2017, and on June 7 was freed.", [("May 3, 2017", "2017-05-03"), ("June 7", "2017-06-07")]),
    (
        "It fell overnight, yesterday and tonight.",
        [("overnight", "2022-11-01TNI"), ("yesterday", "2022-11-01"), ("tonight", "2022-11-02TNI")],
    ),
    ("The first in more than two years", [("more than two years", "P2Y")]),
    ("three weeks ago, ten years ago", [("three weeks ago", "2022-W41"), ("ten years ago", "2012")]),
    ("since 2014, in the 1990s, in the ’90s", [("2014", "2014"), ("the 1990s", "199"), ("the ’90s", "199")]),
    ("the late 20th century, the sixties", [("the late 20th century", "19"), ("the sixties", "196")]),
    ("earlier this year and early next year", [("earlier this year", "2022"), ("early next year", "2023")]),
    (
        "this summer, last spring, the winter of 2018",
        [("this summer", "2022-SU"), ("last spring", "2022-SP"), ("the winter of 2018", "2018-WI")],
    ),
    ("a two-day visit, half an hour, several months", [("two-day", "P2D"), ("half an hour", "PT30M"), ("several months", "PXM")]),
    ("two years and six months in jail", [("two years and six months", "P2Y6M")]),
    ("the past few weeks, in recent years", [("the past few weeks", "PXW"), ("recent years", "PAST_REF")]),
    ("every day, twice a year, on Mondays", [("every day", "P1D"), ("twice a year", "P1Y"), ("Mondays", "XXXX-WXX-1")]),
    ("the third quarter of 2021, Q4", [("the third quarter of 2021", "2021-Q3"), ("Q4", "2022-Q4")]),
    ("the first half of 2019, fiscal year 2020", [("the first half of 2019", "2019-H1"), ("fiscal year 2020", "FY2020")]),
    ("By Christmas, and on Easter Monday 2019", [("Christmas", "2022-12-25"), ("Easter Monday 2019", "2019-04-22")]),
    ("Thanksgiving and last New Year's Eve", [("Thanksgiving", "2022-11-24"), ("last New Year's Eve", "2021-12-31")]),
    ("At 3 p.m. on Monday he left.", [("3 p.m. on Monday", "2022-10-31T15:00")]),
    (
        "At 8:10 am this morning, at 5:30 in the morning",
        [("8:10 am this morning", "2022-11-02T08:10"), ("5:30 in the morning", "2022-11-02T05:30")],
    ),
    ("Yesterday at 22:30 it closed.", [("Yesterday at 22:30", "2022-11-01T22:30")]),
    ("The rocket rose on July 9, 2019, at 9.14 UTC.", [("July 9, 2019, at 9.14 UTC", "2019-07-09T09:14")]),
    ("It fell at 8:30 p.m. BST (1930 UTC) on May 3, 2019.", [("8:30 p.m. BST (1930 UTC) on May 3, 2019", "2019-05-03T20:30")]),
    ("It burned on May 3, 2019. At 9.14 UTC it stopped.", [("May 3, 2019", "2019-05-03"), ("9.14 UTC", "2019-05-03T09:14")]),
    ("the first Tuesday of November 2020", [("the first Tuesday of November 2020", "2020-11-03")]),
    ("It came after the 9/11 and Sept. 11 attacks.", [("9/11", "2001-09-11"), ("Sept. 11", "2001-09-11")]),
    ("in 2000–2050, the 2015-16 season", [("2000", "2000"), ("2050", "2050"), ("2015", "2015"), ("16", "2016")]),
    ("The World Cup 2018 and the 2014 protests", [("2018", "2018"), ("2014", "2014")]),
    ("“[Ten] years ago,” he said", [("Ten] years ago", "2012")]),
    ("He is now ill; he recently fell.", [("now", "PRESENT_REF"), ("recently", "PAST_REF")]),
]
NONE = [
    "Some 1,968 troops and 2020 votes",
    "Theresa May may march on.",
    "It may be the second time, in a second.",
    "The Sunday Times and the Good Friday Agreement",
    "Flight 1907 and Resolution 1973",
    "A 40-year-old man, 67 years old, paid $2000 a day.",
    "The march on Washington, the fall of Kabul, Easter Island",
    "He won 3:2 in the 90th minute, 12.30 per cent of it.",
    "the day before the blast; an overnight stay",
    "B52, COVID19, $2016, 1.2.3.4 and 99/99/9999",
]
UNANCHORED = [
    ("He left in September.", "XXXX-09"),
    ("He left on Tuesday.", "XXXX-WXX-2"),
    ("He left last week.", "XXXX-WXX"),
    ("He left yesterday.", "XXXX-XX-XX"),
    ("He left on May 3.", "XXXX-05-03"),
    ("He left at 6 p.m.", "XXXX-XX-XXT18:00"),
    ("He left this summer.", "XXXX-SU"),
]


def found(text: str, published: str | None = WEDNESDAY) -> list[tuple[str, str]]:
    return [(text[slice(*one.span)], one.value) for one in find_times(text, published=published)]


@pytest.mark.parametrize(("text", "expected"), VALUES, ids=[text for text, _ in VALUES])
def test_times_are_found_with_their_values(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_time(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(("text", "value"), UNANCHORED)
def test_without_a_publication_date_a_value_stays_relative(text: str, value: str) -> None:
    assert [(one.value, one.relative) for one in find_times(text, published=None)] == [(value, True)]


def test_kinds() -> None:
    text = "On Monday at 3 p.m., for two days, every week"
    assert [one.kind for one in find_times(text, published=WEDNESDAY)] == ["TIME", "DURATION", "SET"]


WORDS = st.sampled_from(
    "the a of in on by last next this week month years days ago later Monday May March 3 12 31 30th 2016 1990s and to , . - ( ) p.m. "
    "10:30 26/10/2016 century summer quarter third half night overnight before after two several Christmas every \n\n ’s".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.text(), st.lists(WORDS, max_size=30).map(" ".join)),
    st.sampled_from([None, "", WEDNESDAY, "2020-02-29T10:00", "1000-01-01", "9999-12-31"]),
)
def test_spans_lie_in_the_text_and_values_are_timeml(text: str, published: str | None) -> None:
    end = 0
    for one in find_times(text, published=published):
        assert end <= one.span[0] < one.span[1] <= len(text)
        assert text[slice(*one.span)].strip()
        assert VALUE.fullmatch(one.value), one
        end = one.span[1]


@pytest.mark.parametrize("piece", ["a half ", "1,111", "the day after ", "twenty-", "\n ", "2016-", "May ", "' "])
def test_time_grows_with_the_length(piece: str) -> None:
    find_times(piece * 5_000, published=WEDNESDAY)


@pytest.mark.parametrize(("year", "day"), [(1961, "1961-04-02"), (2008, "2008-03-23"), (2019, "2019-04-21"), (2038, "2038-04-25")])
def test_easter(year: int, day: str) -> None:
    assert easter(year).isoformat() == day


def test_bounds_of_values() -> None:
    days = {
        value: tuple(map(str, bounds(value) or ())) for value in ("2022-W44", "2022-Q3", "2019-WI", "202", "19", "2022-11-02TNI", "P3M")
    }
    assert days == {
        "2022-W44": ("2022-10-31", "2022-11-06"),
        "2022-Q3": ("2022-07-01", "2022-09-30"),
        "2019-WI": ("2019-12-01", "2020-02-29"),
        "202": ("2020-01-01", "2029-12-31"),
        "19": ("1900-01-01", "1999-12-31"),
        "2022-11-02TNI": ("2022-11-02", "2022-11-02"),
        "P3M": (),
    }


def test_the_table_of_patterns_names_only_known_lists() -> None:
    names = {
        word
        for text in [*(p for p, _ in PATTERNS), *MACROS.values()]
        for word in text.replace("=", " ").split()
        if word.strip("?").isupper()
    }
    assert {name.strip("?)(") for name in names} - set(LISTS) - set(MACROS) - set(KINDS) <= {"", "|"}


def test_reading_timeml(tmp_path: Path) -> None:
    folder = tmp_path / "time/tiny"
    folder.mkdir(parents=True)
    (folder / "one.tml").write_text(
        '<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2022-11-02" functionInDocument="CREATION_TIME">x</TIMEX3></DCT>'
        '<TEXT>He fled <TIMEX3 tid="t1" type="DATE" value="2022-11-01">yesterday</TIMEX3> after '
        '<TIMEX3 tid="t2" type="DURATION" value="P1DE">a decade</TIMEX3> &amp; spoke.</TEXT></TimeML>',
        "utf-8",
    )
    document = read_tml(folder / "one.tml")
    assert (document.text, document.published) == ("He fled yesterday after a decade & spoke.", "2022-11-02")
    assert score([document], "t") == {"t": 100.0, "t, where found": 100.0}


def test_reading_gum(tmp_path: Path) -> None:
    (tmp_path / "one.xml").write_text(
        '<text id="x" dateCreated="2020-01-01">\n<s>\n<date when="2022-11-02">\nNovember\tNNP\n2\n,\n2022\n</date>\n</s>\n'
        '<s>\nIt\nlasted\n<date notBefore="1996" notAfter="2008">\ntwelve\nyears\n</date>\n.\n</s>\n</text>\n',
        "utf-8",
    )
    document = read_gum(tmp_path / "one.xml")
    assert document.published == "2022-11-02"
    assert [document.text[slice(*one.span)] for one in document.gold] == ["November 2, 2022", "twelve years"]
    assert score([document], "t")["t"] == 100.0


def test_an_absent_corpus_has_no_score(tmp_path: Path) -> None:
    assert gum(tmp_path) == {}


def test_a_timex_is_frozen() -> None:
    assert hash(Timex((0, 3), "DATE", "2022")) == hash(Timex((0, 3), "DATE", "2022"))

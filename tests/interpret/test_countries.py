import re
from collections import Counter
from importlib.resources import files

import pytest

from onrecord.interpret.bodies import administration, body_of, leader_country
from onrecord.interpret.countries import country_in, country_of, government_seat
from onrecord.interpret.mentions import countries_of_mention, country_of_mention, is_international
from onrecord.interpret.places import place_country

TABLE = (files("onrecord.interpret") / "countries.tsv").read_text(encoding="utf-8")
ROWS = [line.split("\t") for line in TABLE.splitlines() if not line.startswith("#")][1:]


@pytest.mark.parametrize(
    ("mention", "code"),
    [
        ("the United States", "USA"),
        ("U.S.", "USA"),
        ("US", "USA"),
        ("America’s", "USA"),
        ("the Philippines'", "PHL"),
        ("Ukraine's", "UKR"),
        ("South\nKorea", "KOR"),
        ("Côte d’Ivoire", "CIV"),
        ("Cote d'Ivoire", "CIV"),
        ("The Gambia", "GMB"),
        ("Poles", "POL"),
        ("Niger", "NER"),
        ("Nigerians", "NGA"),
        ("Burma", "MMR"),
        ("the Soviets", "SUN"),
        ("East German", "DDR"),
        ("Kosovo", "XKX"),
        ("NORTH KOREA", "PRK"),
        ("Jordan", "JOR"),
        ("Georgian", "GEO"),
    ],
)
def test_country_of(mention: str, code: str) -> None:
    assert country_of(mention) == code


@pytest.mark.parametrize(
    "mention",
    [
        "us",
        "Us",
        "turkey",
        "china",
        "polish",
        "Congo",
        "Korea",
        "Georgia",
        "Jordan Smith",
        "Washington",
        "Kremlin",
        "Latin American",
        "",
        "'s",
        "it",
    ],
)
def test_no_country(mention: str) -> None:
    assert country_of(mention) is None


@pytest.mark.parametrize(
    ("mention", "code"),
    [
        ("Washington", "USA"),
        ("the White House", "USA"),
        ("Élysée", "FRA"),
        ("Quai d’Orsay", "FRA"),
        ("Kiev", "UKR"),
        ("10 Downing Street", "GBR"),
        ("Rashtrapati Bhavan", "IND"),
        ("Moscow’s", "RUS"),
        ("Brussels", None),
        ("The Hague", None),
        ("Male", None),
        ("France", None),
    ],
)
def test_government_seat(mention: str, code: str | None) -> None:
    assert government_seat(mention) == code


def test_a_seat_stands_for_the_state_of_its_day() -> None:
    assert government_seat("Moscow", on="1962-11-09") == "SUN"
    assert government_seat("Moscow", on="1992-01-01") == "RUS"
    assert government_seat("East Berlin") == "DDR"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("a spokesman for Ukraine's foreign ministry", "UKR"),
        ("US officials", "USA"),
        ("the British prime minister", "GBR"),
        ("South Korean military", "KOR"),
        ("the US-based company", "USA"),
        ("a Kremlin spokesman", "RUS"),
        ("Russian and Ukrainian officials", "RUS"),
        ("the Democratic Republic of Congo's army", "COD"),
        ("a Papua New Guinea minister", "PNG"),
        ("Georgia’s foreign ministry", "GEO"),
        ("Jordan’s King Abdullah", "JOR"),
        ("Jordan Foreign Minister Ayman Safadi", "JOR"),
        ("In Jordan", "JOR"),
        ("officials in Tbilisi, Georgia", "GEO"),
        ("the King of Jordan Abdullah II", "JOR"),
        ("Israel Police", "ISR"),
        ("Former French President", "FRA"),
        ("US OFFICIALS", "USA"),
        ("the South China Sea envoy of Vietnam", "VNM"),
        ("the Portuguese of Brazil", "PRT"),
    ],
)
def test_country_in(words: str, code: str) -> None:
    assert country_in(words) == code


@pytest.mark.parametrize(
    "words",
    [
        "they told us",
        "THEY TOLD US",
        "Jordan Smith",
        "Michael Jordan",
        "Mr. Jordan's lawyer",
        "the player Chad",
        "Israel Katz",
        "Mark Cuban",
        "a Georgia lawmaker",
        "Georgia Secretary of State Brad Raffensperger",
        "the president of Georgia Tech",
        "the US-led coalition",
        "the U.S.-led coalition",
        "pro-Russian separatists",
        "ethnic Albanians",
        "New Mexico police",
        "Latin American leaders",
        "a Washington think tank",
        "polish makers in a china shop",
        "New York State Department of Health",
        "Indiana officials",
        "Congo",
    ],
)
def test_no_country_in(words: str) -> None:
    assert country_in(words) is None


def test_the_table_is_well_formed() -> None:
    codes = [row[0] for row in ROWS]
    assert len(set(codes)) == len(codes) == 249 + 1 + 8 + 1  # ISO 3166-1, Kosovo, states that are gone, "-"
    assert all(len(row) == 7 and re.fullmatch("[A-Z]{3}|-", row[0]) and row[1] for row in ROWS)


def test_each_name_stands_for_one_country() -> None:
    names = Counter(
        re.sub(r"\?$| \([\d/-]+\)$", "", name) for row in ROWS for column in (1, 2, 5) for name in row[column].split("|") if name
    )
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize(
    ("mention", "code"),
    [
        ("the Kremlin", "RUS"),
        ("Pyongyang", "PRK"),
        ("the DPRK", "PRK"),
        ("the FBI’s chief counsel", "USA"),
        ("a Pentagon spokesman", "USA"),
        ("the Revolutionary Guards", "IRN"),
        ("Germany’s Bundestag", "DEU"),
        ("an ex-British spy", "GBR"),
        ("the Indian army", "IND"),
        ("Yonhap", "KOR"),
        ("President Emmanuel Macron", "FRA"),
        ("Robert S. Mueller III", "USA"),
        ("the governor of Ohio", "USA"),
        ("a London-based charity", "GBR"),
        ("the Norwegian envoy to China", "NOR"),
        ("officials in Beijing", "CHN"),
    ],
)
def test_the_country_of_a_mention_by_its_own_words(mention: str, code: str) -> None:
    assert country_of_mention(mention) == code


@pytest.mark.parametrize(
    "mention",
    [
        "the country",
        "his government",
        "the North",
        "the defense minister",
        "Mr. Young",
        "the UN Security Council",
        "France’s oldest ally",
        "lawmakers",
    ],
)
def test_what_its_words_do_not_tell_stays_open(mention: str) -> None:
    assert country_of_mention(mention) is None


@pytest.mark.parametrize(
    ("mention", "codes"),
    [
        ("North and South Korea", ("PRK", "KOR")),
        ("the two Koreas", ("PRK", "KOR")),
        ("US and Japanese officials", ("USA", "JPN")),
        ("the French ambassador to Chile", ("FRA",)),
    ],
)
def test_a_mention_may_name_two_countries(mention: str, codes: tuple[str, ...]) -> None:
    assert countries_of_mention(mention) == codes


def test_within_a_report_a_bare_senate_is_its_own_countrys_and_an_outlet_nobodys() -> None:
    assert country_of_mention("the Senate") == "USA"
    assert countries_of_mention("the Senate", home="PHL") == ("PHL",)
    assert countries_of_mention("CNN", home="PHL") == ()


def test_a_government_named_after_its_head_is_of_its_day() -> None:
    assert administration("the Obama administration", on="2012-05-01") == "USA"
    assert leader_country("Angela Merkel") == "DEU"
    assert leader_country("Johnson") is None


def test_international_bodies_have_no_country() -> None:
    assert is_international("the United Nations")
    assert not is_international("Gazprom")
    assert body_of("a bakery") is None


@pytest.mark.parametrize(
    ("place", "code"), [("Arizona", "USA"), ("Leeds", "GBR"), ("Mpumalanga", "ZAF"), ("Pa.", "USA"), ("Nowhere", None)]
)
def test_a_place_named_without_its_country(place: str, code: str | None) -> None:
    assert place_country(place) == code

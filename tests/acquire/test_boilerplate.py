"""Page furniture: found where it is glued to the report, and the report left whole."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.acquire.boilerplate import furniture

HEADLINE = "Harbour strike enters second week\n\n"


def found(body: str) -> list[str]:
    text = HEADLINE + body
    return [text[start:end] for start, end in furniture(text)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The port is closed.\n\nAdvertisement\n\nTalks go on.", ["Advertisement"]),
        ("“It is over,” he told reporters.Read more: Crane drivers walk out", ["Read more: Crane drivers walk out"]),
        ("He left.Read more: McAllister wins YouTube caseThe judge denied it.", ["Read more: McAllister wins YouTube case"]),
        ("Sign up for our newsletterThe minister said talks go on.", ["Sign up for our newsletter"]),
        ("Support our reporting…DonateA spokesman said no.", ["Support our reporting…Donate"]),
        ("Talks failed.ADVERTISEMENTThe union blamed the port.", ["ADVERTISEMENT"]),
        ("Follow us on XThe court sits on Monday.", ["Follow us on X"]),
        ("Talks failed.(AP Photo/Dana Roe)", ["(AP Photo/Dana Roe)"]),
        ("Talks failed.\n\nMost read\n\nCrane drivers walk out\n\nShip waits for a berth\n\nThe union said no.", None),
        ("This website uses cookies. You can change your settings at any time. Accept all", None),
        ("© 2024 Harbour Gazette. All rights reserved.", ["© 2024 Harbour Gazette. All rights reserved."]),
    ],
)
def test_furniture_is_found_from_its_first_to_its_last_letter(body: str, expected: list[str] | None) -> None:
    whole = [body.removeprefix("Talks failed.\n\n").removesuffix("\n\nThe union said no.")]
    assert found(body) == (whole if expected is None else expected)


@pytest.mark.parametrize(
    "body",
    [
        '"Sign up to vote," the minister said.',
        "“Support our journalism,” the editor told the crowd. “Donate today.”",
        "The regulator fined the company because its website uses cookies without consent.",
        "Cookies follow people from site to site, the study says.",
        "Support for the strikers is falling. Share prices fell by 3%.",
        "Facebook, Twitter and Instagram declined to comment.",
        "The newspaper asked readers to subscribe to its newsletter.",
        "Related companies were searched. Most read the letter twice.",
        "Copyright law protects paintings for 70 years.",
        "Please help us find the boy, police said.",
        "Becoming a member of the European Union takes years.",
    ],
)
def test_a_report_about_such_things_stays_whole(body: str) -> None:
    assert found(body) == []


def test_a_report_may_have_a_headline_like_a_link() -> None:
    assert furniture("Explained: Why the port is closed\n\nTalks failed.") == ()


PIECES = [
    "Read more: ",
    "Sign up to our newsletter",
    "Advertisement",
    "The minister said",
    "“",
    "”",
    '"',
    ".",
    " ",
    "\n",
    "X",
    "é",
    "😀",
    "Most read",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5)).map("".join))
def test_spans_are_sorted_disjoint_and_inside_the_text(text: str) -> None:
    ends = [offset for span in furniture(text) for offset in span]
    assert all(0 <= offset <= len(text) for offset in ends)
    assert all(before < after for before, after in pairwise(ends))


@pytest.mark.parametrize("unit", ["a", "A", "aB", '"', ".B", "?!", "Advertisement", "Sign up ", "Read more: ", "our "])
def test_a_million_characters_take_little_time(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    began = time.process_time()
    furniture(text)
    assert time.process_time() - began < 3  # under one second here; slower machines have room

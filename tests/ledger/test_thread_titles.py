from dataclasses import replace

import pytest

from onrecord.ledger.thread_titles import title_of
from onrecord.records import Act, PositionKind

from .matters import sighted

TITLES = [
    ("that the mill would close in June", "The mill would close in June"),
    ("they would come home by Easter", "Norland: they would come home by Easter"),
    ("to lift the blockade of the port", "Norland: to lift the blockade of the port"),
    ("As well as the crew of the ferry 12 guests died", "As well as the crew of the ferry 12 guests died"),
    ("And the ferry sank off the coast", "The ferry sank off the coast"),
    ("was unfair", "Norland: was unfair"),
    ("having shells at the border post", "Norland: having shells at the border post"),
    ("nothing had been found in the wreck", "Nothing had been found in the wreck"),
    ("how many ships had been searched", "Norland: how many ships had been searched"),
    ("Some of the ferries […] had already sailed", "Some of the ferries had already sailed"),
    ("Two of the ferries […] a danger to everybody", "Two of the ferries … a danger to everybody"),
    ("“I have two boys in the navy,” […] “and I would like to know who shoots first.”", "Norland: I would like to know who shoots first"),
    ("he would wait “until the lake freezes”", "Norland: he would wait “until the lake freezes”"),
    ("The bridge is safe to use again. It was mended in May. We thank everybody.", "The bridge is safe to use again"),
    ("It depends on the work that we do. But mostly on the weather.", "Norland: It depends on the work that we do"),
    ("The search was led by a friend of Capt. Lund and two divers", "The search was led by a friend of Capt. Lund and two divers"),
    ("What would the bridge cost the city? Nobody has said.", "Norland: What would the bridge cost the city?"),
    ('the minister was "siding with criminals"', 'The minister was "siding with criminals"'),
    ('the ministers are friends" of the smugglers', "The ministers are friends of the smugglers"),
]


@pytest.mark.parametrize(("quote", "title"), TITLES)
def test_a_title_can_be_read_by_itself(quote: str, title: str) -> None:
    assert title_of(replace(sighted("the cable was cut"), quote=quote, body="Norland")) == title


def test_an_accusation_names_who_is_accused() -> None:
    accused = replace(sighted("the cable was cut"), quote="Sorland of cutting the cable", act=Act.ACCUSE)
    assert title_of(accused) == "Sorland: cutting the cable"


def test_words_of_another_claim_stand_in_for_those_that_only_point() -> None:
    told = replace(sighted("the cable was cut"), quote="they had cut it at night")
    better = replace(told, quote="divers had cut the cable at night")
    denied = replace(better, quote="its divers had cut a cable", position=PositionKind.DENIES)
    assert title_of(told, [denied, better]) == "Divers had cut the cable at night"


def test_the_name_of_nobody_in_particular_is_left_out() -> None:
    told = replace(sighted("the cable was cut"), quote="to lift the blockade of the port", body="many", party=None)
    assert title_of(told) == "Lift the blockade of the port"


def test_a_long_title_ends_at_a_word() -> None:
    title = title_of(replace(sighted("the cable was cut"), quote="the harbour and " * 20))
    assert title.endswith(" …")
    assert len(title) <= 142

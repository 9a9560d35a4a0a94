from dataclasses import replace

import pytest

from onrecord.ledger.joins import FAR_APART, compare
from onrecord.ledger.sightings import Sighting
from onrecord.records import Event

from .matters import sighted

CUT = sighted("Polish divers had cut the cable off Gdynia")
AGAIN = sighted("the cable off Gdynia had been cut by Polish divers", "Sorland", "Courier")


def of(
    sighting: Sighting, *, actors: str = "", recipients: str = "", places: str = "", years: str = "", day: str | None = None
) -> Sighting:
    sets = [frozenset(names.split()) for names in (actors, recipients, places, years)]
    event = Event(None, None, "cut", (0, 3), date=day)
    return replace(sighting, actors=sets[0], recipients=sets[1], places=sets[2], years=sets[3], event=event)


def test_claims_in_nearly_the_same_words_are_of_one_matter() -> None:
    assert compare(CUT, AGAIN).same
    assert any(ground.startswith("words") for ground in compare(CUT, AGAIN).grounds)


def test_claims_that_share_nothing_are_not() -> None:
    other = compare(CUT, sighted("the mill would close in June", "Westland", "Courier"))
    assert (other.same, other.veto, other.grounds) == (False, None, ())


VETOES = [
    (of(CUT, actors="POL", recipients="NOR"), of(AGAIN, actors="NOR", recipients="POL"), "each other's roles"),
    (of(CUT, actors="POL", recipients="NOR"), of(AGAIN, actors="POL", recipients="SWE"), "other recipients: NOR and SWE"),
    (of(CUT, actors="POL", recipients="NOR"), of(AGAIN, actors="DNK", recipients="SWE"), "other parties: NOR, POL and DNK, SWE"),
    (of(CUT, places="gdynia"), of(AGAIN, places="malmo"), "other places: gdynia and malmo"),
    (of(CUT, years="2029"), of(AGAIN, years="2031"), "other years: 2029 and 2031"),
    (of(CUT, day="2031-01-01"), of(AGAIN, day="2031-03-01"), "59 days apart"),
]


@pytest.mark.parametrize(("one", "other", "why"), VETOES)
def test_alike_words_are_not_enough_where_it_cannot_be_one_event(one: Sighting, other: Sighting, why: str) -> None:
    compared = compare(one, other)
    assert not compared.same
    assert why in (compared.veto or "")
    assert compare(other, one).same is compared.same
    assert compare(other, one).score == compared.score


ALLOWED = [
    (of(CUT, actors="POL", recipients="NOR"), of(AGAIN, actors="POL", recipients="NOR")),
    (of(CUT, actors="POL", recipients="acme"), of(AGAIN, actors="POL", recipients="baltic grid")),  # one firm may have two names
    (of(CUT, places="gdynia"), of(AGAIN)),
    (of(CUT, years="2029 2031"), of(AGAIN, years="2031")),
    (of(CUT, day="2031-01-01"), of(AGAIN, day="2031-01-20")),
    (of(CUT, day="2031-01"), of(AGAIN, day="2031-12-24")),
]


@pytest.mark.parametrize(("one", "other"), ALLOWED)
def test_what_one_report_leaves_out_or_names_otherwise_keeps_nothing_apart(one: Sighting, other: Sighting) -> None:
    assert compare(one, other).same


def test_events_may_be_some_weeks_apart_and_no_more() -> None:
    days = [of(AGAIN, day=day) for day in ("2031-02-15", "2031-02-16")]
    assert [compare(of(CUT, day="2031-01-01"), other).veto for other in days] == [None, f"{FAR_APART + 1} days apart"]


def test_words_in_another_script_have_no_meaning_to_be_joined_by() -> None:
    assert sighted("Рыбаки видели водолазов у кабеля").says_little
    assert not sighted("fishermen saw divers near the cable off Łeba").says_little

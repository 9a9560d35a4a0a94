"""Which claims are put together, by the links between them, what replies answer, and what people have decided."""

import random
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger.antecedents import answered, antecedent, pointers
from onrecord.ledger.grouping import VETOED, Decisions, link_score, matters, pair
from onrecord.ledger.parties import named
from onrecord.ledger.sightings import Sighting
from onrecord.records import Act, ClaimId, DocumentId, PositionKind

from .matters import sighted

A, B, C, D = (ClaimId(f"c-{letter}") for letter in "abcd")


def together(*groups: set[ClaimId]) -> set[frozenset[ClaimId]]:
    return {frozenset(group) for group in groups}


def test_claims_that_are_linked_are_one_matter_and_others_are_not() -> None:
    assert set(matters([A, B, C], {pair(B, A): 2.0, pair(B, C): -0.5}, {})) == together({A, B}, {C})


def test_one_good_link_does_not_join_two_matters() -> None:
    links = {pair(A, B): 3.0, pair(C, D): 3.0, pair(B, C): 0.5}
    assert set(matters([A, B, C, D], links, {})) == together({A, B}, {C, D})


def test_the_best_link_helps_a_little() -> None:
    links = {pair(A, B): 3.0, pair(B, C): 2.0, pair(A, C): -1.5}
    assert set(matters([A, B, C], links, {})) == together({A, B, C})
    assert set(matters([A, B, C], links | {pair(B, C): 0.5}, {})) == together({A, B}, {C})


def test_a_claim_that_cannot_be_of_the_matter_keeps_out_what_it_is_with() -> None:
    links = {pair(A, B): 3.0, pair(B, C): 2.0, pair(A, C): VETOED}
    assert set(matters([A, B, C], links, {})) == together({A, B}, {C})


def test_a_reply_goes_where_its_claim_goes_and_a_broad_one_to_all_it_answers() -> None:
    assert set(matters([A, B, C], {pair(A, B): 2.0}, {C: {A}})) == together({A, B, C})
    assert set(matters([A, B, C], {}, {C: {A, B}})) == together({A, C}, {B, C})
    assert set(matters([A, C], {}, {C: {B}})) == together({A}, {C})  # what it answered is gone


def test_people_have_the_last_word() -> None:
    links = {pair(A, B): 3.0}
    assert set(matters([A, B], links, {}, Decisions(parted=frozenset({pair(A, B)})))) == together({A}, {B})
    assert set(matters([A, C], {pair(A, C): VETOED}, {}, Decisions(joined=frozenset({pair(C, A)})))) == together({A, C})
    assert set(matters([A, B, C], links, {C: {A}}, Decisions(parted=frozenset({pair(A, C)})))) == together({A, B}, {C})
    assert set(matters([A, B, C], links, {C: {A, B}}, Decisions(parted=frozenset({pair(A, C)})))) == together({A, B}, {C})
    assert set(matters([A, B, C], {}, {B: {A}, C: {A}}, Decisions(parted=frozenset({pair(B, C)})))) == together({A, B}, {C})


LINKS = st.dictionaries(st.tuples(st.integers(0, 9), st.integers(0, 9)), st.floats(-3, 5).map(lambda score: round(score, 1)), max_size=30)


@given(LINKS, st.randoms())
def test_the_order_of_claims_and_links_makes_no_difference(found: dict[tuple[int, int], float], chance: random.Random) -> None:
    claims = [ClaimId(f"c-{number}") for number in range(10)]
    links = {pair(claims[i], claims[j]): score for (i, j), score in found.items() if i < j}
    mixed = list(links.items())
    chance.shuffle(mixed)
    groups = matters(chance.sample(claims, len(claims)), dict(mixed), {})
    assert set(groups) == set(matters(claims, links, {}))
    assert sorted(claim for group in groups for claim in group) == claims


REPORT = DocumentId("d-1")


def said(content: str, holder: str, start: int, *, paragraph: int = 0, quoted: bool = False) -> Sighting:
    """A claim at a place of one report."""
    return replace(sighted(content, holder), document=REPORT, start=start, end=start + len(content), paragraph=paragraph, quoted=quoted)


CHARGE = replace(said("Sorland of cutting the cable", "Norland", 0), act=Act.ACCUSE)
WEATHER = said("a storm was on its way to the coast", "The weather service", 60)
REPLY = replace(said("the accusation", "Sorland", 140), position=PositionKind.DENIES)


def test_a_reply_goes_with_the_charge_against_whoever_replies() -> None:
    assert antecedent(REPLY, [CHARGE, WEATHER, REPLY]) == CHARGE
    assert pointers([REPLY, WEATHER, CHARGE]) == {REPLY.claim: CHARGE}


def test_a_reply_that_stands_first_goes_with_what_follows() -> None:
    assert antecedent(replace(REPLY, start=0, end=14), [replace(CHARGE, start=50, end=80)]) == replace(CHARGE, start=50, end=80)
    assert antecedent(REPLY, []) is None
    assert antecedent(REPLY, [replace(CHARGE, document=DocumentId("d-2"))]) is None


def test_a_quotation_goes_with_what_led_up_to_it() -> None:
    quotation = said("They came at night", "Norland", 200, paragraph=1, quoted=True)
    lead = said("divers had cut the cable", "Norland", 150, paragraph=1)
    assert pointers([lead, quotation]) == {quotation.claim: lead}
    assert pointers([replace(lead, paragraph=0), quotation]) == {quotation.claim: replace(lead, paragraph=0)}
    other = replace(lead, party=named("Westland"), paragraph=0)
    assert pointers([other, quotation]) == {}


def test_a_broad_denial_answers_what_others_say_of_whoever_denies() -> None:
    alike = np.ones(1, dtype=np.float32)
    smuggled = replace(said("men with lorries paid the smugglers", "Norland", 0), vector=alike)
    charge, of_another = replace(smuggled, actors=frozenset({"sorland"})), replace(smuggled, actors=frozenset({"westland"}))
    denial = replace(said("any dealings with the smugglers, ever", "Sorland", 90), position=PositionKind.DENIES, vector=alike)
    assert answered(denial, [charge, of_another, WEATHER, denial]) == [charge]
    assert answered(replace(denial, position=PositionKind.ASSERTS), [charge]) == []


def test_a_publishers_own_sentence_links_less_than_a_statement() -> None:
    one, other = sighted("Polish divers had cut the cable"), sighted("Polish divers had cut the cable", "Westland", "Star")
    score, own = link_score(one, other), link_score(replace(one, statement=None), other)
    assert score is not None
    assert own is not None
    assert own < score
    within = replace(one, paragraph=1), replace(WEATHER, paragraph=1)  # not headlines, which are alike for being headlines
    assert link_score(*within) is None

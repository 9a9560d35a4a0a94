"""What a plain sentence does in its matter, and what an outlet tells of somebody's stand."""

from dataclasses import replace

import numpy as np
import pytest

from onrecord.ledger.attitude_weights import WEIGHTS
from onrecord.ledger.attitudes import NAMES, attitudes
from onrecord.ledger.holders import parties
from onrecord.ledger.retellings import told_of
from onrecord.ledger.sightings import Sighting
from onrecord.records import Act, Claim, ClaimId, DocumentId, Event, Factuality, Participant, PositionKind

from .matters import sighted

ASSERTS, DENIES, ADMITS, WITHDRAWS = PositionKind.ASSERTS, PositionKind.DENIES, PositionKind.ADMITS, PositionKind.WITHDRAWS
CHARGE = replace(sighted("the mayor had kept the relief money", "Auditors"), act=Act.ACCUSE)
DENIAL = replace(sighted("the charge", "Petter Moe", "Courier", "2031-05-04"), position=DENIES, act=Act.DENY)


def kind_of(s: Sighting, *others: Sighting) -> PositionKind:
    found = [s, *others]
    return attitudes(found, parties(found), {o.claim: o.position for o in found})[s.claim]


def test_who_denies_a_charge_denies_it_by_saying_that_all_was_well() -> None:
    well = sighted("“Every cent of it reached the tents,”", "Petter Moe", "Star", "2031-05-05")
    assert kind_of(well, CHARGE, DENIAL) is DENIES
    assert kind_of(well) is ASSERTS


def test_who_denied_before_and_is_sorry_admits() -> None:
    assert (
        kind_of(sighted("“I lied to you, I am ashamed, and we are sorry,”", "Petter Moe", "Star", "2031-06-05"), CHARGE, DENIAL) is ADMITS
    )


def test_another_who_says_the_same_asserts_it() -> None:
    assert kind_of(sighted("the mayor had kept the relief money", "A clerk", "Star", "2031-05-05"), CHARGE, DENIAL) is ASSERTS


def test_there_is_a_weight_for_every_feature() -> None:
    assert np.array(WEIGHTS).shape == (len(NAMES), 4)


TOLD = [
    ("Greenpeace put the amount at 40 tonnes.", ASSERTS),
    ("Greenpeace withdrew its report of a leak.", WITHDRAWS),
    ("Greenpeace owned up to the leak.", ADMITS),
    ("The firm was cleared by a tribunal in Oslo.", DENIES),
    ("Greenpeace withdrew 40 tonnes of sand.", None),
    ("Greenpeace sailed north.", None),
]


@pytest.mark.parametrize(("sentence", "kind"), TOLD)
def test_an_outlet_tells_what_somebody_holds(sentence: str, kind: PositionKind | None) -> None:
    event = Event(None, None, "put", (0, 3), participants=(Participant("actor", "Greenpeace", (0, 10), "Greenpeace"),))
    claim = Claim(ClaimId("c"), None, DocumentId("d"), "Clarion", None, Factuality.CERTAIN, (event,), ())
    told = told_of(claim, sentence)
    assert (told[1] if told else None) is kind

"""What a holder does by one claim, by the words of cue and content."""

from dataclasses import replace

import pytest

from onrecord.ledger.positions import positions
from onrecord.ledger.sightings import Sighting
from onrecord.ledger.stances import position_of
from onrecord.records import Act, DocumentId, PositionKind

from .matters import reading, sighted

ASSERTS, DENIES, ADMITS = PositionKind.ASSERTS, PositionKind.DENIES, PositionKind.ADMITS
DECLINES, POSSIBLE, WITHDRAWS = PositionKind.DECLINES, PositionKind.POSSIBLE, PositionKind.WITHDRAWS

WORDED = [
    ("ruled out", "that the ship had carried more than allowed", DENIES),
    ("called", "the report a fabrication", DENIES),
    ("called", "that untrue", DENIES),
    ("said", "the confession was false", DENIES),
    ("said", "nobody in the team had used a syringe", DENIES),
    ("said", "it was wrong to close the school", ASSERTS),
    ("called", "it a good day for the town", ASSERTS),
    ("said", "that it could not rule out that ballots had been added", POSSIBLE),
    ("said", "it was unable to say who had fired", DECLINES),
    ("said", "it was too early to speak about causes", DECLINES),
    ("conceded", "that four boxes had no seals", ADMITS),
    ("took back", "its report of a fire", WITHDRAWS),
    ("said", "the mill would close in June", ASSERTS),
    ("said", "“Pure invention,”", DENIES),
    ("found", "no evidence of fraud in the count", DENIES),
    ("declined", "to charge him", DENIES),
    ("considers", "a leak unlikely", DENIES),
    ("no longer denies", "having used the files", ADMITS),
    ("no longer claims", "that the files were public", WITHDRAWS),
    ("dropped", "the charge of fraud", WITHDRAWS),
    ("dropped", "a hint about the date", ASSERTS),
]


@pytest.mark.parametrize(("cue", "content", "position"), WORDED, ids=lambda value: str(value)[:40])
def test_cue_and_content_tell_the_position(cue: str, content: str, position: PositionKind) -> None:
    found = reading(content, cue=cue)
    assert position_of(found.document, found.claims[0], found.statements[0]) is position


def test_a_refusal_to_give_a_figure_denies_nothing() -> None:
    found = reading("to give any figure", cue="refused")
    assert position_of(found.document, found.claims[0], replace(found.statements[0], act=Act.REFUSE)) is DECLINES


def test_alleged_is_the_reports_caution_and_not_the_accusers() -> None:
    found = reading("that the mayor had bought a house", cue="alleged")
    assert position_of(found.document, found.claims[0], replace(found.statements[0], act=Act.ACCUSE)) is ASSERTS


REPORT = DocumentId("d-1")


def said(content: str, position: PositionKind, start: int, paragraph: int, holder: str = "Sorland") -> Sighting:
    one = sighted(content, holder)
    return replace(one, document=REPORT, position=position, start=start, end=start + len(content), paragraph=paragraph)


CHARGE = said("Polish divers had cut the cable", ASSERTS, 0, 1, "Norland")


def kinds(*found: Sighting) -> list[PositionKind]:
    held = {position.claim: position.position for position in positions(found, {}, {})}
    return [held[s.claim] for s in found]


def test_who_has_just_denied_goes_on_denying_and_so_with_admissions() -> None:
    denied = replace(said("cutting the cable", DENIES, 60, 2), act=Act.DENY)
    onward = said("the divers had been at home that night", ASSERTS, 90, 2)
    assert kinds(CHARGE, denied, onward) == [ASSERTS, DENIES, DENIES]
    assert kinds(CHARGE, replace(denied, position=ADMITS), onward) == [ASSERTS, ADMITS, ADMITS]


def test_another_holder_a_later_passage_and_a_persons_decision_stand_for_themselves() -> None:
    denied = replace(said("cutting the cable", DENIES, 60, 2), act=Act.DENY)
    onward = said("the divers had been at home that night", ASSERTS, 90, 2)
    assert kinds(CHARGE, denied, replace(onward, paragraph=6))[2] is ASSERTS
    assert kinds(CHARGE, replace(denied, act=Act.STATE), onward)[2] is ASSERTS  # only a negative, and no reply in so many words
    assert kinds(CHARGE, denied, said("the cable was cut at night", ASSERTS, 90, 2, "Westland"))[2] is ASSERTS
    assert kinds(CHARGE, denied, replace(onward, note="John Doe: asserts"))[2] is ASSERTS


def test_a_negative_that_nobody_contradicts_is_itself_the_matter() -> None:
    nobody_hurt = said("that nobody had been hurt", DENIES, 60, 2)
    assert kinds(nobody_hurt) == [ASSERTS]
    assert kinds(replace(nobody_hurt, act=Act.DENY)) == [DENIES]
    assert kinds(CHARGE, nobody_hurt) == [ASSERTS, DENIES]

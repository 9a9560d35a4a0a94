from dataclasses import replace

import pytest

from onrecord.ledger.holders import in_time, parties
from onrecord.ledger.independence import independence_of
from onrecord.ledger.parties import Party
from onrecord.ledger.positions import changes, positions, status_of
from onrecord.ledger.sightings import Sighting
from onrecord.ledger.thread_conflicts import conflicts_of
from onrecord.records import ClaimId, Conflict, ConflictKind, DocumentId, Position, PositionKind, ThreadStatus

from .matters import count, died, held, own_voice, sighted

ASSERTS, DENIES, ADMITS = PositionKind.ASSERTS, PositionKind.DENIES, PositionKind.ADMITS
DECLINES, WITHDRAWS, PROBABLE = PositionKind.DECLINES, PositionKind.WITHDRAWS, PositionKind.PROBABLE
NEXT = "2031-05-09"

STATUSES = [
    ("nobody denies it", [held("Norland")], "uncontested"),
    ("a refusal to answer is no denial", [held("Norland"), held("Sorland", DECLINES)], "uncontested"),
    ("who admits what nobody charged him with confirms nothing", [held("Sorland", ADMITS)], "uncontested"),
    ("one says so, another does not", [held("Norland"), held("Sorland", DENIES)], "contested"),
    ("believing it is asserting it", [held("Norland", PROBABLE), held("Sorland", DENIES)], "contested"),
    ("a denial, and silence", [held("Norland"), held("Sorland", DENIES), held("Sorland", DECLINES, NEXT)], "contested"),
    ("only denied", [held("Sorland", DENIES)], "denied"),
    ("admitted by the other side", [held("Norland"), held("Sorland", ADMITS)], "confirmed"),
    ("denied and then admitted", [held("Sorland", DENIES), held("Sorland", ADMITS, NEXT)], "confirmed"),
    ("an admission taken back", [held("Norland"), held("Ost"), held("Sorland", ADMITS), held("Sorland", WITHDRAWS, NEXT)], "uncontested"),
    ("found by a court", [held("Norland"), held("Sorland", DENIES), held("The High Court", ASSERTS, NEXT)], "confirmed"),
    ("rejected by a court", [held("Norland"), held("a tribunal", DENIES, NEXT)], "denied"),
    ("taken back", [held("Norland"), held("Norland", WITHDRAWS, NEXT)], "withdrawn"),
    ("taken back by one of two", [held("Norland"), held("Westland"), held("Norland", WITHDRAWS, NEXT)], "uncontested"),
    ("taken back, and denied before", [held("Norland"), held("Sorland", DENIES), held("Norland", WITHDRAWS, NEXT)], "withdrawn"),
]  # fmt: skip


@pytest.mark.parametrize(("found", "status"), [case[1:] for case in STATUSES], ids=[case[0] for case in STATUSES])
def test_how_a_matter_stands(found: list[Position], status: str) -> None:
    assert status_of(found)[0] is ThreadStatus(status)


def test_the_reason_names_who_decided_it() -> None:
    assert status_of([held("Norland"), held("Sorland", ADMITS)])[1] == "Sorland admitted it"
    assert status_of([held("Norland"), held("Sorland", DENIES)])[1] == "Norland asserted it; Sorland denied it"
    many = [held(name, DENIES) for name in ("Norland", "Sorland", "Westland", "Ostland")]
    assert status_of(many)[1].startswith("Norland, Sorland, Westland and 1 more denied it")


def test_a_denial_that_becomes_an_admission_is_a_change() -> None:
    before, now = held("Sorland", DENIES), held("Sorland", ADMITS, NEXT)
    (change,) = changes([held("Norland"), before, held("Sorland", DECLINES, "2031-05-05"), now])
    assert (change.holder, change.before, change.after) == ("Sorland", before.claim, now.claim)
    assert change.note == "denies on 2031-05-03; admits on 2031-05-09"


def test_a_growing_number_is_a_change_of_who_counts_it() -> None:
    tolls = [held("Coast guard", number=count(12)), held("Coast guard", day=NEXT, number=count(17))]
    (change,) = changes([*tolls, held("Hospital", day=NEXT, number=count(19))])
    assert (change.holder, change.note) == ("Coast guard", "12 people on 2031-05-03; 17 people on 2031-05-09")


def test_saying_the_same_again_and_a_reprint_are_no_change() -> None:
    reprinted = replace(held("Sorland", DENIES, NEXT), copied_from=DocumentId("d-Courier"))
    assert changes([held("Sorland"), held("Sorland", day=NEXT), reprinted, held("Sorland", DECLINES, NEXT)]) == ()


def test_ten_outlets_that_quote_one_spokesman_are_one_origin() -> None:
    (origin,) = independence_of([held("Norland", publisher=f"Paper {n}") for n in range(10)]).asserting
    assert (origin.name, len(origin.claims)) == ("Norland", 10)
    assert "printed by 10 outlets" in origin.reason


def test_a_publisher_that_saw_it_is_an_origin_and_one_that_reprints_is_none() -> None:
    seen = own_voice(held("Clarion", publisher="Clarion"))
    reprint = replace(own_voice(held("Echo", publisher="Echo")), copied_from=seen.document)
    (origin,) = independence_of([seen, reprint]).asserting
    assert (origin.name, origin.reason) == ("Clarion", "the publisher’s own report")


def test_a_reprinted_quotation_counts_for_its_speaker_once() -> None:
    reprint = replace(held("Norland", publisher="Echo"), copied_from=DocumentId("d-Clarion"))
    (origin,) = independence_of([held("Norland"), reprint]).asserting
    assert "1 of 2 reprinted from another report" in origin.reason


def test_who_is_not_known_cannot_be_counted() -> None:
    assert independence_of([held(None), held(None, DENIES)]) == independence_of([])


def test_two_unnamed_officials_of_one_ministry_in_two_reports_may_be_one() -> None:
    one = replace(held("official of the labour ministry"), anonymous=True)
    other = replace(held("labour ministry official", publisher="Echo"), anonymous=True)
    assert [o.perhaps for o in independence_of([one, other]).asserting] == [None, "official of the labour ministry"]
    stranger = replace(held("harbour official", publisher="Echo"), anonymous=True)
    assert [o.perhaps for o in independence_of([one, stranger]).asserting] == [None, None]
    in_one_report = replace(other, document=one.document)
    assert [o.perhaps for o in independence_of([one, in_one_report]).asserting] == [None, None]


def test_a_headline_is_the_claim_of_the_one_whom_its_report_quotes() -> None:
    quoted = replace(sighted("Polish divers cut the cable", "Norland"), paragraph=2)
    headline = replace(sighted("Divers cut cable", "Clarion"), statement=None, document=quoted.document, paragraph=0)
    assert [p.holder for p in positions([headline, quoted], {}, {})] == ["Norland", "Norland"]
    another = replace(sighted("the cable was old", "Westland"), document=quoted.document, paragraph=3)
    assert [p.holder for p in positions([headline, quoted, another], {}, {}) if p.statement is None] == ["Norland"]
    elsewhere = sighted("Polish divers cut the cable", "Norland", "Echo")
    assert [p.holder for p in positions([headline, elsewhere], {}, {}) if p.statement is None] == ["Clarion"]


def test_a_report_that_lays_a_matter_to_somebody_is_no_second_source_for_it() -> None:
    quoted = held("Norland")
    again = replace(own_voice(held("Clarion")), claim=ClaimId("c-again"))
    assert [o.name for o in independence_of([quoted, again]).asserting] == ["Norland"]
    elsewhere = own_voice(held("Echo", publisher="Echo"))
    assert [o.name for o in independence_of([quoted, again, elsewhere]).asserting] == ["Norland", "Echo"]


def test_each_holder_counts_on_the_side_where_it_ended() -> None:
    found = [held("Norland"), held("Westland"), held("Sorland", DENIES), held("Westland", DENIES, NEXT), held("Ostland", PROBABLE)]
    found += [held("Norland", DECLINES, NEXT)]
    sides = independence_of(found)
    assert [origin.name for origin in sides.asserting] == ["Norland"]
    assert [origin.name for origin in sides.denying] == ["Sorland", "Westland"]


def conflicts(*found: Sighting) -> tuple[Conflict, ...]:
    return conflicts_of(positions(found, {}, {}), {s.claim: s for s in found})


def counted(holder: str, value: float, day: str = "2031-05-03", *, approximate: bool = False) -> Sighting:
    said = sighted(f"{value:.0f} people had died on the ferry Astra off Gdynia", holder, f"Paper of {holder}", day)
    return replace(said, event=died(count(value, approximate=approximate)))


CUT = sighted("Polish divers cut the cable off Gdynia")
DENIAL = replace(sighted("Polish divers cut the cable off Gdynia", "Sorland", "Courier", NEXT), position=DENIES)


def test_who_asserts_and_who_denies_are_in_conflict() -> None:
    (conflict,) = conflicts(CUT, DENIAL)
    assert (conflict.kind, set(conflict.claims)) == (ConflictKind.DENIAL, {CUT.claim, DENIAL.claim})


def test_a_later_admission_does_not_erase_the_conflict() -> None:
    admission = replace(sighted("Polish divers cut the cable off Gdynia", "Sorland", "Star", "2031-05-20"), position=ADMITS)
    assert [conflict.kind for conflict in conflicts(CUT, DENIAL, admission)] == [ConflictKind.DENIAL]


def test_a_refusal_to_answer_contradicts_nobody() -> None:
    assert conflicts(CUT, replace(DENIAL, position=DECLINES)) == ()


def test_two_holders_of_two_numbers_are_in_conflict() -> None:
    (conflict,) = conflicts(counted("Coast guard", 12), counted("Hospital", 17))
    assert (conflict.kind, conflict.note) == (ConflictKind.QUANTITY, "Coast guard: 12 people; Hospital: 17 people")


def test_at_least_twelve_does_not_contradict_seventeen() -> None:
    assert conflicts(counted("Coast guard", 12, approximate=True), counted("Hospital", 17)) == ()


def test_one_holder_whose_toll_rises_learns_more() -> None:
    assert conflicts(counted("Coast guard", 12), counted("Coast guard", 17, NEXT)) == ()


def test_numbers_of_two_things_do_not_contradict_each_other() -> None:
    ships = replace(counted("Hospital", 17), event=died(replace(count(17), unit="ships")), quote="17 ships had been lost")
    assert conflicts(counted("Coast guard", 12), ships) == ()


def test_two_days_of_one_event_are_in_conflict() -> None:
    one = replace(counted("Coast guard", 12), days=frozenset({"2031-05-01"}))
    other = replace(counted("Hospital", 12), days=frozenset({"2031-05-02"}))
    assert [conflict.kind for conflict in conflicts(one, other)] == [ConflictKind.DATE]


def test_two_places_of_one_event_are_in_conflict() -> None:
    one = replace(counted("Coast guard", 12), places=frozenset({"gdynia"}))
    other = replace(counted("Hospital", 12), places=frozenset({"hel"}))
    (conflict,) = conflicts(one, other)
    assert (conflict.kind, conflict.note) == (ConflictKind.PLACE, "Coast guard: gdynia; Hospital: hel")
    assert conflicts(one, replace(other, places=frozenset({"gdynia", "hel"}))) == ()


def test_one_who_asserts_and_denies_on_one_day_contradicts_itself() -> None:
    both = (
        sighted("Polish divers cut the cable off Gdynia"),
        replace(sighted("Polish divers cut the cable", publisher="Star"), position=DENIES),
    )
    assert [conflict.kind for conflict in conflicts(*both)] == [ConflictKind.SELF_CONTRADICTION]


def test_positions_stand_in_the_order_in_which_they_were_said() -> None:
    undated = replace(sighted("the cable was cut", "Westland", "Echo"), day=None, printed=None)
    late, early = sighted("the cable was cut", day="2031-05-09"), sighted("the cable was cut", "Sorland", day="2031-05-01")
    assert in_time([undated, late, early]) == [early, late, undated]


def test_whom_one_report_places_is_placed_in_all() -> None:
    full = replace(sighted("the cable was cut", "Alena Kruk"), party=Party("BLR", "Belarus", "BLR", placed=True))
    short = sighted("nobody cut the cable", "Kruk", "Courier")
    found = parties([short, full])
    assert found[short.claim] == found[full.claim] == full.party


def test_whom_the_others_speak_of_holds_for_himself() -> None:
    town = Party("halden", "Halden", placed=True)
    mayor = replace(sighted("the money had reached the tents", "Petter Moe"), party=town)
    auditors = replace(sighted("a firm of Moe had got the money", "Auditors", "Courier"), names=frozenset({"moe"}))
    assert [party.name for party in parties([mayor, auditors]).values() if party] == ["Petter Moe", "Auditors"]
    assert parties([mayor, replace(auditors, names=frozenset())])[mayor.claim] == town


def test_what_claims_around_a_matter_tell_of_a_speaker_holds_in_it() -> None:
    elsewhere = replace(sighted("the union would vote", "Kari Lund", "Star"), party=Party("union", "Harbour Union", placed=True))
    here = sighted("nobody had slept", "Lund", "Courier")
    assert parties([here], [elsewhere, here])[here.claim] == elsewhere.party


def test_the_company_of_one_report_is_the_firm_of_the_others() -> None:
    named = replace(sighted("the cable was whole", "Ida Holm"), party=Party("acme", "Acme", placed=True))
    bare = replace(sighted("the cable was old", "company", "Courier"), party=Party("company", "company"))
    assert parties([named, bare])[bare.claim] == named.party


def test_a_surname_is_the_same_holder_as_the_full_name() -> None:
    full, short = sighted("the cable was cut", "John F. Kennedy"), sighted("divers cut the cable", "Kennedy", "Courier")
    other = sighted("the cable was cut", "Nora Kennedy-Holm", "Star")
    found = parties([short, full, other])
    assert found[short.claim] == found[full.claim] == full.party
    assert found[other.claim] == other.party

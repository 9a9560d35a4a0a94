"""What the pages about matters work out of records, and how they answer."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.conftest import Reader
from tests.ledger.matters import reading
from tests.ledger.samples import BY, ledger_path
from tests.publish.web.conftest import token

from onrecord.ledger import Ledger
from onrecord.meaning import LazyMeaning
from onrecord.publish.web import vega
from onrecord.publish.web.charts import ASSERTED, DENIED, DISPUTED
from onrecord.publish.web.flows import flows_of, flows_view
from onrecord.publish.web.thread_views import day_of, thread_view
from onrecord.publish.web.world import country_name, place
from onrecord.records import (
    ClaimId,
    Conflict,
    ConflictKind,
    DocumentId,
    Event,
    Independence,
    Origin,
    Participant,
    Position,
    PositionKind,
    SpeakerKind,
    Thread,
    ThreadId,
    ThreadStatus,
)

SOVIET, CUBA = ("Soviet Union", "SUN"), ("Cuba", "CUB")
SHELLS = (
    "Seoul says the North shipped shells\n\nSouth Korea said on Thursday that North Korea had shipped artillery shells to Russia.\n\n"
    "North Korea denied that it had shipped artillery shells to Russia.\n"
)
DOCUMENT = DocumentId("d-" + "1" * 24)


def position(number: int, holder: str, kind: PositionKind, date: str | None, quote: str = "that missiles were in Cuba") -> Position:
    return Position(holder, None, kind, None, DOCUMENT, date, quote, ClaimId(f"c-{number:024x}"))


def transfer(supplier: tuple[str, str | None], recipient: tuple[str, str | None], *things: str) -> Event:
    """Somebody gives somebody something; the things stand where a recipient can, as in "gave Cuba missiles"."""
    names = ((*supplier, "actor"), (*recipient, "recipient"))
    parties = tuple(Participant(role, name, (0, 1), name, SpeakerKind.COUNTRY, country) for name, country, role in names)
    return Event("transfer", None, "send", (0, 1), (supplier[0],), (*things, recipient[0]), participants=parties)


def thread(event: Event | None, *positions: Position, conflicts: tuple[Conflict, ...] = ()) -> Thread:
    sides = Independence((Origin("United States", (positions[0].claim,), "said in an address"),)) if positions else Independence()
    title = "Missiles were brought to Cuba"
    return Thread(ThreadId("t-" + "a" * 24), title, event, ThreadStatus.CONTESTED, 1, (DOCUMENT,), positions, conflicts, sides)


SAYS = position(1, "United States", PositionKind.ASSERTS, "1962-10-22")
DENIES = position(2, "Soviet Union", PositionKind.DENIES, "1962-10-25")
ADMITS = position(3, "Soviet Union", PositionKind.ADMITS, "1962-10-28")
SOMEBODY = position(4, "dock foreman", PositionKind.POSSIBLE, None)


def test_a_thread_is_a_matrix_of_parties_and_days() -> None:
    view = thread_view(thread(None, ADMITS, SOMEBODY, SAYS, DENIES))
    assert view.times == ("22 October 1962", "25 October 1962", "28 October 1962", "no date")
    table = {party.name: [[said.position.position.value for said in cell] for cell in party.cells] for party in view.parties}
    assert table == {
        "United States": [["asserts"], [], [], []],
        "Soviet Union": [[], ["denies"], ["admits"], []],
        "dock foreman": [[], [], [], ["possible"]],
    }


def test_many_days_become_months() -> None:
    days = [position(number, "Cuba", PositionKind.DENIES, f"1962-{10 + number % 2}-{number:02}") for number in range(1, 20)]
    view = thread_view(thread(None, *days))
    assert view.times == ("October 1962", "November 1962")
    assert sum(len(cell) for party in view.parties for cell in party.cells) == 19


def test_sources_and_conflicts_name_the_quotes_they_rest_on() -> None:
    conflict = Conflict(ConflictKind.DENIAL, (SAYS.claim, DENIES.claim), "one asserts what the other denies")
    view = thread_view(thread(None, SAYS, DENIES, conflicts=(conflict,)))
    assert [said.number for said in view.disputes[0].sides] == [1, 2]
    assert [(origin.reason, [said.number for said in sayings]) for origin, sayings in view.sides[0].origins] == [
        ("said in an address", [1])
    ]


def test_the_timeline_leaves_out_what_has_no_date_and_says_so() -> None:
    chart = thread_view(thread(None, SAYS, DENIES, SOMEBODY)).chart
    assert chart
    assert "1 without a date is left out" in chart.summary
    assert [row["day"] for row in json.loads(chart.specification)["datasets"]["rows"]] == ["1962-10-22", "1962-10-25"]


def test_one_date_makes_no_timeline() -> None:
    assert thread_view(thread(None, SAYS, SOMEBODY)).chart is None
    assert thread_view(thread(None, SAYS, replace(DENIES, date=SAYS.date))).chart is None


def test_a_proposition_of_which_only_the_verb_is_known_is_not_spelled_out() -> None:
    assert thread_view(thread(Event("vote", None, "voted", (0, 1)), SAYS)).roles == ()
    assert thread_view(thread(Event("vote", None, "voted", (0, 1), ("Cuba",)), SAYS)).roles == (("who", "Cuba"), ("does", "vote"))


def test_dates_of_any_length_have_a_day_on_the_axis() -> None:
    assert [day_of(date) for date in ("1962-10-22", "1962-10", "1962", "1962-W43", "PRESENT_REF", None)] == [
        "1962-10-22", "1962-10-01", "1962-01-01", "1962-01-01", None, None,
    ]  # fmt: skip


def test_a_transfer_is_asserted_denied_or_both() -> None:
    event = transfer(SOVIET, CUBA, "missiles")
    stances = [flows_of(thread(event, *positions))[0].stance for positions in ((SAYS,), (DENIES,), (SAYS, DENIES), (ADMITS, DENIES))]
    assert stances == [ASSERTED, DENIED, DISPUTED, DISPUTED]


def test_a_transfer_goes_from_country_to_country_and_what_is_given_is_no_party() -> None:
    (flow,) = flows_of(thread(transfer(SOVIET, CUBA, "missiles"), SAYS))
    assert (flow.supplier, flow.recipient, flow.what) == ("Soviet Union", "Cuba", "missiles")
    assert flow.route
    assert [end.name for end in flow.route] == ["Soviet Union", "Cuba"]


def test_transfers_without_known_countries_are_counted_beside_the_map() -> None:
    view = flows_view([thread(transfer(SOVIET, CUBA, "missiles"), SAYS, DENIES), thread(transfer(("a firm", None), CUBA), SAYS)], 2)
    assert view.unplaced == 1
    assert view.map
    assert [row["stance"] for row in json.loads(view.map.specification)["datasets"]["routes"]] == [DISPUTED]


def test_the_diagram_shows_transfers_with_both_ends_known() -> None:
    half = thread(transfer(("They", None), CUBA, "them"), SAYS, DENIES)
    view = flows_view([half, thread(transfer(SOVIET, CUBA, "missiles"), SAYS)], 2)
    assert [(flow.supplier, flow.what) for flow in view.flows] == [("Soviet Union", "missiles"), ("not said", "")]
    assert view.diagram
    assert view.diagram.summary == "1 transfer, 1 supplier, 1 recipient; 1 of which only one end is known is in the table alone"
    alone = flows_view([half], 1).diagram
    assert alone
    assert alone.summary == "1 transfer, 1 supplier, 1 recipient"


def test_other_matters_are_no_transfers() -> None:
    assert flows_of(thread(Event("attack", None, "fire", (0, 1), ("Cuba",)), SAYS)) == []
    assert flows_of(thread(transfer(SOVIET, CUBA))) == []


def test_countries_lie_where_they_are() -> None:
    cuba, russia, soviet = place("CUB"), place("RUS"), place("SUN")
    assert cuba
    assert russia
    assert soviet
    assert (-85 < cuba.longitude < -74, 19 < cuba.latitude < 24) == (True, True)
    assert 60 < russia.longitude < 140
    assert (soviet.longitude, soviet.latitude) == (russia.longitude, russia.latitude)
    assert place("???") is None
    assert country_name("FRA") == "France"


def test_vega_comes_from_the_installed_package() -> None:
    script = vega.script()
    assert b"window.vegaEmbed" in script
    assert len(script) > 500_000


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(ledger_path(tmp_path), embedder=LazyMeaning()) as opened:
        yield opened


@pytest.fixture
def argued(filled: Ledger, read: Reader) -> Thread:
    """A thread of the ledger in which one denies what another asserts."""
    filled.append([read(SHELLS)], BY)
    (line,) = filled.threads(status=ThreadStatus.CONTESTED)
    found = filled.thread(line.id)
    assert found
    return found


def test_a_thread_has_a_page_a_twin_and_a_table(browser: TestClient, argued: Thread) -> None:
    page = browser.get(f"/thread/{argued.id}")
    assert page.status_code == 200
    assert all(f'id="q-{number}"' in page.text for number in range(1, len(argued.positions) + 1))
    twin = browser.get(f"/thread/{argued.id}?format=json").json()
    assert twin == browser.get(f"/api/v1/threads/{argued.id}").json()
    assert [one["claim"] for one in twin["positions"]] == [one.claim for one in argued.positions]
    rows = list(csv.DictReader(io.StringIO(browser.get(f"/thread/{argued.id}?format=csv").text)))
    assert {row["claim"] for row in rows} == {one.claim for one in argued.positions}


def test_actors_the_matrix_and_transfers_have_pages_twins_and_tables(browser: TestClient, argued: Thread) -> None:
    holder = argued.positions[0].holder
    for path, api, word in (
        (f"/actor/{holder}", f"/api/v1/actors/{holder}", "thread,title,date"),
        ("/matrix", "/api/v1/matrix", "thread,title,status"),
        ("/flows", "/api/v1/transfers", "supplier,via,recipient"),
    ):
        assert browser.get(path).status_code == 200, path
        assert browser.get(f"{path}?format=json").json() == browser.get(api).json(), path
        assert browser.get(f"{path}?format=csv").text.startswith(word), path
    (flow,) = browser.get("/api/v1/transfers").json()["items"]
    assert (flow["supplier"], flow["recipient"], flow["stance"]) == ("North Korea", "Russia", "asserted and denied")


def test_a_join_is_explained_and_a_split_is_kept_and_undone(browser: TestClient, argued: Thread, filled: Ledger) -> None:
    one, other = (position.claim for position in argued.positions[:2])
    told = browser.get(f"/thread/{argued.id}/explain?a={one}&b={other}")
    assert "One matter" in told.text
    form = {
        "kind": "part",
        "subject": one,
        "other": other,
        "by": "E. Ditor",
        "why": "not the same",
        "csrf": token(browser.get(f"/thread/{argued.id}")),
    }
    assert browser.post(f"/thread/{argued.id}/decide", data=form).status_code == 200
    assert filled.thread_of(one) != filled.thread_of(other)
    (decision,) = filled.decisions(one)
    assert (decision.by, decision.why) == ("E. Ditor", "not the same")
    undo = form | {"kind": "undo", "subject": decision.id, "other": "", "why": "the same after all", "claim": one}
    assert browser.post(f"/thread/{argued.id}/decide", data=undo).status_code == 200
    assert filled.thread_of(one) == filled.thread_of(other)


def test_a_statement_is_merged_by_its_link(browser: TestClient, argued: Thread, filled: Ledger) -> None:
    lone = reading("that a mill in Halden would close in June", "Petter Moe")
    filled.append([lone], BY)
    statement = lone.statements[0].id
    assert filled.thread_of(statement) != argued.id
    form = {"kind": "join", "subject": argued.positions[0].claim, "by": "E. Ditor", "why": "one matter"}
    form |= {"other": f"http://127.0.0.1:8765/statement/{statement}", "csrf": token(browser.get(f"/thread/{argued.id}"))}
    assert browser.post(f"/thread/{argued.id}/decide", data=form).status_code == 200
    assert filled.thread_of(statement) == filled.thread_of(argued.positions[0].claim)


def test_who_is_not_named_has_no_page_and_pronouns_supply_nothing() -> None:
    (party,) = thread_view(thread(None, replace(SOMEBODY, holder=None))).parties
    assert not party.named
    assert flows_of(thread(transfer(("they", None), ("him", None)), SAYS)) == []
    (flow,) = flows_of(thread(transfer(("They", None), CUBA), SAYS))
    assert flow.supplier == "not said"


def test_what_is_not_there_is_refused(browser: TestClient) -> None:
    nobody = "0" * 24
    for path in (f"/thread/t-{nobody}", "/actor/Nobody%20At%20All", f"/api/v1/explanations?a=c-{nobody}&b=c-{nobody}"):
        assert browser.get(path).status_code == 404, path
    assert browser.get("/api/v1/threads?cursor=" + "WyJ0LTEiLDBd").status_code == 400


def test_a_decision_needs_a_name_a_reason_and_our_own_form(browser: TestClient, argued: Thread, filled: Ledger) -> None:
    claim = argued.positions[0].claim
    form = {"kind": "part", "subject": claim, "other": claim, "by": "E. Ditor", "why": "two matters"}
    address = f"/thread/{argued.id}/decide"
    assert browser.post(address, data=form).status_code == 403
    form["csrf"] = token(browser.get(f"/thread/{argued.id}"))
    assert "two different claims" in browser.post(address, data=form).text
    assert browser.post(address, data=form | {"by": ""}).status_code == 422
    assert browser.post(address, data=form | {"kind": "burn"}).status_code == 422
    assert filled.decisions() == []

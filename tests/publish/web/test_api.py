"""The interface for programs: records, portions, entity tags, refusals, and its own description."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance
from tests.ledger.samples import LATER, changed, harbour, note, numbered
from tests.publish.web.conftest import BRIDGE

from onrecord.codec import from_json
from onrecord.ledger import Ledger
from onrecord.publish.web.paging import encode
from onrecord.records import Act, Statement


def items(browser: TestClient, path: str) -> list[dict[str, object]]:
    """A whole list, portion by portion."""
    found: list[dict[str, object]] = []
    cursor = ""
    while True:
        answer = browser.get(f"{path}{'&' if '?' in path else '?'}cursor={cursor}").json()
        found += answer["items"]
        if not answer["next"]:
            return found
        cursor = answer["next"]


def test_a_text_becomes_records(browser: TestClient) -> None:
    sent = {"text": BRIDGE, "publisher": "Arenal Post", "published": "2024-05-02"}
    answer = browser.post("/api/v1/documents", json=sent)
    assert answer.status_code == 201
    lines = answer.json()["items"]
    assert lines[0]["type"] == "document"
    assert lines[0]["publisher"] == "Arenal Post"
    assert answer.headers["location"] == f"/api/v1/documents/{lines[0]['id']}"
    assert {line["type"] for line in lines} >= {"document", "statement"}
    spoken = [from_json(line) for line in lines if line["type"] == "statement"]
    assert any(isinstance(one, Statement) and one.speaker and one.speaker.name == "Maria Lopez" for one in spoken)
    assert browser.get(answer.headers["location"]).json() == lines[0]
    assert browser.get(f"{answer.headers['location']}/records").json()["items"][0] == lines[0]


def test_the_source_of_a_page_becomes_records(browser: TestClient) -> None:
    html = "<html><head><title>Bridge closed</title></head><body><article><h1>Bridge closed</h1>"
    html += "".join(f"<p>{line}</p>" for line in BRIDGE.split("\n\n")[1:]) + "</article></body></html>"
    lines = browser.post("/api/v1/documents", json={"html": html}).json()["items"]
    assert lines[0]["title"] == "Bridge closed"
    assert "<p>" not in lines[0]["text"]


def test_an_address_becomes_records(browser: TestClient) -> None:
    lines = browser.post("/api/v1/documents", json={"url": "https://news.example/bridge"}).json()["items"]
    assert lines[0]["url"] == "https://news.example/bridge"


@pytest.mark.parametrize("url", ["http://inside.example/bridge", "http://127.0.0.1:8765/", "http://news.example/missing"])
def test_what_cannot_be_read_is_a_skip_with_its_reason(browser: TestClient, url: str) -> None:
    answer = browser.post("/api/v1/documents", json={"url": url})
    assert answer.status_code == 200
    (skip,) = answer.json()["items"]
    assert (skip["type"], skip["stage"]) == ("skipped", "acquire")
    assert skip["reason"]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"text": ""},
        {"text": "  "},
        {"text": "x", "url": "https://news.example/"},
        {"url": "file:///etc/passwd"},
        {"url": "javascript:alert(1)"},
        {"text": "The mayor said no.", "published": "yesterday"},
        {"text": "The mayor said no.", "colour": "red"},
        [],
        "x",
    ],
)
def test_what_is_no_submission_is_refused_with_a_reason(browser: TestClient, sent: object) -> None:
    answer = browser.post("/api/v1/documents", json=sent)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == 422
    assert problem["title"] == "Unprocessable Content" or problem["title"] == "Unprocessable Entity"
    assert problem["detail"]


@pytest.mark.parametrize("path", ["/api/v1/documents/d-000000000000000000000000", "/api/v1/statements/s-1", "/api/v1/jobs/x", "/api/v1/x"])
def test_what_is_not_there_is_a_problem(browser: TestClient, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 404


@pytest.mark.parametrize("cursor", ["x", "W10", encode("", -1), encode("", 10**13), encode("d", 1)[:-3], encode("", 10_001)])
def test_a_cursor_of_somebody_elses_is_refused(browser: TestClient, cursor: str) -> None:
    answer = browser.get("/api/v1/statements", params={"cursor": cursor})
    assert answer.status_code == 400
    assert "detail" in answer.json()


def test_lists_come_in_portions_without_gap_or_repeat(browser: TestClient, filled: Ledger) -> None:
    filled.append([numbered(n) for n in range(7)], LATER)
    for path, count in [("/api/v1/statements?limit=3", 11), ("/api/v1/documents?limit=2", 9), ("/api/v1/statements?limit=11", 11)]:
        found = [item["id"] for item in items(browser, path)]
        assert len(found) == count
        assert len(set(found)) == count


def test_filters_are_those_of_find(browser: TestClient) -> None:
    assert [one["act"] for one in items(browser, "/api/v1/statements?act=deny")] == ["deny"]
    assert len(items(browser, "/api/v1/statements?q=medicine")) == 1
    assert len(items(browser, "/api/v1/statements?since=2025-03-05")) == 1
    assert len(items(browser, "/api/v1/statements?until=2025-03-05")) == 3
    assert len(items(browser, "/api/v1/statements?publisher=globe&speaker=brule")) == 2
    assert browser.get("/api/v1/statements?act=sing").status_code == 422
    assert browser.get("/api/v1/statements?since=today").status_code == 422


def test_lists_of_claims_can_be_of_one_report(browser: TestClient) -> None:
    browser.post("/api/v1/documents", json={"text": BRIDGE})
    assert items(browser, f"/api/v1/claims?document={note().document.id}") == []
    assert browser.get("/api/v1/claims?document=d-000000000000000000000000").status_code == 404
    assert all(one["type"] == "conflict" for one in items(browser, "/api/v1/conflicts"))


def test_a_reprint_is_listed_with_its_share(browser: TestClient) -> None:
    story = BRIDGE * 3
    for publisher, day in (("Arenal Post", "2024-05-02"), ("Coast Times", "2024-05-03")):
        text = f"{publisher}\n\n{story}"
        assert browser.post("/api/v1/documents", json={"text": text, "publisher": publisher, "published": day}).status_code == 201
    (copy,) = items(browser, "/api/v1/copies")
    first, second = (
        one["id"] for one in sorted(items(browser, "/api/v1/documents"), key=lambda d: str(d["published"])) if "Bridge" in str(one["text"])
    )
    assert (copy["type"], copy["document"], copy["copy_of"]) == ("copy", second, first)
    assert float(str(copy["share"])) > 0.8
    assert copy["reason"]


def test_a_reader_who_has_it_already_is_told_so(browser: TestClient, filled: Ledger) -> None:
    for path in ("/api/v1/statements", "/api/v1/counts", f"/api/v1/documents/{harbour().document.id}", "/?format=json"):
        first = browser.get(path)
        again = browser.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert again.status_code == 304
        assert again.content == b""
    filled.append([changed(note(), 0, Act.REFUSE)], LATER)
    assert browser.get(path, headers={"If-None-Match": first.headers["etag"]}).status_code == 200


def test_a_record_is_the_documented_one(browser: TestClient) -> None:
    said = note().statements[0]
    answer = browser.get(f"/api/v1/statements/{said.id}").json()
    assert from_json(answer) == said


def test_half_a_surrogate_pair_can_be_sent(browser: TestClient, filled: Ledger) -> None:
    from dataclasses import replace

    from onrecord.codec import document_id
    from onrecord.records import Reading

    of = replace(harbour().document, text="Half \ud83d a pair.", id=document_id(harbour().document.url, "Half \ud83d a pair."))
    filled.append([Reading(of, ())], LATER)
    assert browser.get(f"/api/v1/documents/{of.id}").json()["text"] == "Half \ud83d a pair."
    assert "Half \ufffd a pair." in browser.get(f"/report/{of.id}").text


def test_methods_that_do_not_exist_are_refused(browser: TestClient) -> None:
    answer = browser.request("DELETE", "/api/v1/documents", headers={"Content-Type": "application/json"})
    assert answer.status_code == 405
    assert "POST" in answer.headers["allow"]


def test_the_description_holds_for_what_is_sent_and_answered(app: FastAPI) -> None:
    """Every operation with made-up input, good and bad: no fault of the server, no answer that is not described."""
    here = {"Host": "127.0.0.1:8765"}
    schema = schemathesis.openapi.from_asgi("/openapi.json", app, headers=here)
    for operation in (result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)):

        @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        @given(case=operation.as_strategy())
        def check(case: schemathesis.Case[Any]) -> None:
            case.call_and_validate(headers=here, excluded_checks=[positive_data_acceptance])  # a cursor cannot be made up

        check()

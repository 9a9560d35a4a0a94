"""Publication dates as pages write them."""

from __future__ import annotations

import pytest
from lxml.html import document_fromstring

from onrecord.acquire.dates import iso, stated


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2022-11-08", "2022-11-08"),
        ("2022-11-08T23:59:00+11:00", "2022-11-08"),
        ("2022/11/08 10:00", "2022-11-08"),
        ("20221108", "2022-11-08"),
        ("20221108T101500Z", "2022-11-08"),
        ("Tue, 08 Nov 2022 10:00:00 GMT", "2022-11-08"),
        ("8 November 2022", "2022-11-08"),
        ("Nov. 8, 2022", "2022-11-08"),
        ("1962-10-23", "1962-10-23"),
        ("2022-13-08", None),
        ("2022", None),
        ("1667900000000", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_iso(value: str, expected: str | None) -> None:
    assert iso(value) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2022-11-08T10:00Z"}]}</script>',
            "2022-11-08",
        ),
        ('<script type="application/ld+json">{"datePublished": "2022-11-08", broken</script>', "2022-11-08"),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", None),
        ('<meta name="DC.date.issued" content="2022-11-08">', "2022-11-08"),
        ('<meta property="article:modified_time" content="2022-11-08">', None),
    ],
    ids=["graph", "broken", "nested", "dublin-core", "modified"],
)
def test_stated(head: str, expected: str | None) -> None:
    assert stated(document_fromstring(f"<html><head>{head}</head><body><p>On 1 May 2020 he said no.</p></body></html>")) == expected

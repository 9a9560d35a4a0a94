"""Every page for everybody: names, contrast and order by axe-core, light and dark, wide and narrow."""

from __future__ import annotations

import json
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.browser.conftest import Guarded, Visit

PAGES = ("home", "search", "queue", "matrix", "flows", "report", "thread", "actor", "explain")
GRAVE = {"serious", "critical"}


def address(window: Guarded, name: str) -> str:
    """Where a page is, with something on it."""
    fixed = {"home": "/", "search": "/search?q=missiles", "queue": "/queue", "matrix": "/matrix", "flows": "/flows"}
    if name in fixed:
        return fixed[name]
    (line, *_) = json.loads(window.page.request.get(f"{window.origin}/api/v1/threads?status=contested").text())["items"]
    thread = json.loads(window.page.request.get(f"{window.origin}/api/v1/threads/{line['id']}").text())
    one, other, *_ = thread["positions"]
    (admission, *_) = json.loads(window.page.request.get(f"{window.origin}/api/v1/statements?act=admit").text())["items"]
    return {
        "thread": f"/thread/{thread['id']}",
        "report": f"/report/{admission['document']}",
        "actor": f"/actor/{one['holder']}",
        "explain": f"/thread/{thread['id']}/explain?a={one['claim']}&b={other['claim']}",
    }[name]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(visit: Visit, name: str, scheme: Literal["light", "dark"]) -> None:
    window = visit(scheme)
    page = window.open(address(window, name))
    for place in page.locator("[data-spec]").all():
        place.locator("svg").wait_for()
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:200] for node in one["nodes"]][:3]) for one in found if one["impact"] in GRAVE] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_a_phone(visit: Visit, name: str) -> None:
    window = visit(width=390)
    page = window.open(address(window, name))
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

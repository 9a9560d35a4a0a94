"""Takes the pictures of docs/web.md anew, of the bundled examples: python -m docs.pictures (needs Chromium and the extra [test])."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

IMAGES = Path(__file__).parent / "images"
WIDTH = 1200
QUIET = ["--no-sandbox", "--disable-gpu"]
LATEST = 120_000  # milliseconds; the script of the charts is made at the first page that has one


@contextmanager
def serving(ledger: Path) -> Iterator[str]:
    """The address of a server on the examples."""
    onrecord = [sys.executable, "-m", "onrecord"]
    subprocess.run([*onrecord, "read", "--examples", "--ledger", str(ledger)], check=True, capture_output=True)
    with subprocess.Popen([*onrecord, "serve", "--ledger", str(ledger), "--port", "0"], stderr=subprocess.PIPE, text=True) as server:
        try:
            yield server.stderr.readline().split("/ ", 1)[0] if server.stderr else ""
        finally:
            server.terminate()


def take(browser: Browser, address: str, name: str, height: int, *, dark: bool = False) -> None:
    """One picture of the top of a page, its charts drawn."""
    page = browser.new_page(viewport={"width": WIDTH, "height": height}, color_scheme="dark" if dark else "light", locale="en-GB")
    page.set_default_timeout(LATEST)
    page.goto(address, wait_until="networkidle")
    for chart in page.locator("[data-spec]").all():
        chart.locator("svg").wait_for()
    page.screenshot(path=IMAGES / f"{name}.png")
    page.close()


def main() -> None:
    """Home, a report, the thread that most is said of, and the actor who says most there."""
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder) / "october.db") as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)

        def asked(path: str) -> list[dict[str, str]]:
            page = browser.new_page()
            items: list[dict[str, str]] = json.loads(page.request.get(f"{origin}/api/v1/{path}").text())["items"]
            page.close()
            return items

        public = {document["id"] for document in asked("documents") if document["url"].startswith("https:")}
        admission = next(statement for statement in asked("statements?act=admit") if statement["document"] in public)
        matter = max(asked("threads?limit=200"), key=lambda line: int(line["claims"]))
        take(browser, f"{origin}/", "home", 860)
        take(browser, f"{origin}/report/{admission['document']}", "report", 860)
        take(browser, f"{origin}/thread/{matter['id']}", "thread", 1240)
        take(browser, f"{origin}/actor/{quote(matter['holders'][0])}", "actor", 960, dark=True)
        browser.close()


if __name__ == "__main__":
    main()

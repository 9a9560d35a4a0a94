"""What people do with the pages, in a real browser."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from playwright.sync_api import expect
from tests.browser.conftest import Visit

FERRY = """Ferry operator denies that life jackets were missing

MARISOL, March 3, 2024 — The coast guard accused the ferry company on Sunday of sailing without life jackets.

The company denied that any life jackets had been missing. “Every seat has one,” said its director, Ana Ruiz.
"""


def test_a_pasted_report_shows_its_statements(visit: Visit) -> None:
    page = visit().open("/")
    page.get_by_label("The text of a report, or its web address").fill(FERRY)
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/report/d-*", timeout=60_000)
    expect(page.locator(".text")).to_contain_text("The coast guard accused the ferry company on Sunday of sailing without life jackets.")
    said = page.locator(".card", has_text="Every seat has one")
    expect(said).to_contain_text("Ana Ruiz")
    expect(page.locator(".text .source").first).to_be_visible()


def test_from_home_over_a_thread_to_the_words_in_a_report(visit: Visit) -> None:
    page = visit().open("/")
    page.locator(".matters a").first.click()
    page.wait_for_url("**/thread/t-*")
    quote = page.locator(".quote .words a").first
    words = quote.inner_text().split(" […] ")[0]
    target = str(quote.get_attribute("href")).split("#")[1]
    quote.click()
    page.wait_for_url("**/report/d-*")
    expect(page.locator(f"#{target}")).to_be_in_viewport()
    assert words in page.locator(".text").inner_text()


def test_the_matrix_shows_the_words_on_focus_and_hides_them_on_escape(visit: Visit) -> None:
    page = visit().open("/matrix")
    mark = page.locator("a.mark").first
    words = page.locator(f"#{mark.get_attribute('aria-describedby')}")
    expect(words).to_be_hidden()
    mark.focus()
    expect(words).to_be_visible()
    page.keyboard.press("Escape")
    expect(words).to_be_hidden()
    mark.hover()
    expect(words).to_be_visible()


def test_the_matrix_begins_with_contested_threads_and_can_be_sorted(visit: Visit) -> None:
    page = visit().open("/matrix")
    expect(page.locator(".matrix .status").first).to_have_text("contested")
    page.get_by_role("link", name="Thread", exact=True).click()
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Thread")
    titles = page.locator(".matrix tbody th").all_inner_texts()
    assert titles == sorted(titles, key=str.casefold)


def test_a_report_is_filtered_by_speaker(visit: Visit) -> None:
    page = visit().open("/search?q=missiles")
    page.locator(".hit .words a").first.click()
    page.wait_for_url("**/report/**")
    shown = page.locator(".side .card:visible")
    everything = shown.count()
    name = page.locator("#speaker option").nth(1).get_attribute("value")
    page.get_by_label("Speaker").select_option(name)
    assert 0 < shown.count() < everything
    expect(shown.first).to_contain_text(str(name))


def test_a_thread_is_split_and_put_together_again(visit: Visit) -> None:
    page = visit().open("/matrix")
    page.locator(".matrix tbody th a").first.click()
    page.wait_for_url("**/thread/**")
    before = page.locator(".quote").count()
    assert before > 1
    page.get_by_text("Split: two claims that are not one matter").click()
    form = page.locator("form", has=page.get_by_role("button", name="Split", exact=True))
    form.get_by_label("Your name").fill("E. Ditor")
    form.get_by_label("Reason").fill("two different matters")
    form.get_by_role("button", name="Split", exact=True).click()
    page.wait_for_load_state()
    expect(page.get_by_text("split by E. Ditor")).to_be_visible()
    assert page.locator(".quote").count() < before
    page.get_by_text("Undo this decision").click()
    undo = page.locator("form", has=page.get_by_role("button", name="Undo", exact=True))
    undo.get_by_label("Your name").fill("E. Ditor")
    undo.get_by_label("Reason").fill("they were one after all")
    undo.get_by_role("button", name="Undo", exact=True).click()
    page.wait_for_load_state()
    assert page.locator(".quote").count() == before


def test_two_threads_are_merged(visit: Visit) -> None:
    window = visit()
    threads = json.loads(window.page.request.get(f"{window.origin}/api/v1/threads?status=uncontested").text())["items"]
    one, other = (json.loads(window.page.request.get(f"{window.origin}/api/v1/threads/{line['id']}").text()) for line in threads[:2])
    page = window.open(f"/thread/{one['id']}")
    page.get_by_text("Merge: a claim of another thread that belongs here").click()
    form = page.locator("form", has=page.get_by_role("button", name="Merge", exact=True))
    form.get_by_label("is one matter with").fill(other["positions"][0]["claim"])
    form.get_by_label("Your name").fill("E. Ditor")
    form.get_by_label("Reason").fill("the same event")
    form.get_by_role("button", name="Merge", exact=True).click()
    page.wait_for_load_state()
    expect(page.get_by_text("merged by E. Ditor")).to_be_visible()
    quotes = " ".join(page.locator(".quote .words").all_inner_texts())
    assert one["positions"][0]["quote"] in quotes
    assert other["positions"][0]["quote"] in quotes


def test_a_join_is_explained(visit: Visit) -> None:
    page = visit().open("/matrix")
    page.locator(".matrix tbody th a").first.click()
    page.get_by_role("button", name="Explain this join").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("One matter")
    expect(page.locator(".plainlist li").first).not_to_be_empty()


def test_a_denied_transfer_is_told_apart_and_leads_to_its_claims(visit: Visit) -> None:
    page = visit().open("/flows")
    row = page.locator(".flows tbody tr", has_text="artillery shells")
    expect(row.locator(".stance")).to_have_text("asserted and denied")
    expect(row).to_contain_text("North Korea")
    asserted = page.locator(".flows tbody tr", has_text="rifles")
    expect(asserted.locator(".stance")).to_have_text("asserted")
    expect(page.locator(".drawing[data-drawn] svg")).to_have_count(2)
    row.get_by_role("link", name="North Korea").first.click()
    page.wait_for_url("**/report/**")
    expect(page.locator(".text")).to_contain_text("North Korea denied that it had shipped artillery shells to Russia.")


def test_charts_are_saved_as_svg_png_and_csv(visit: Visit, tmp_path: Path) -> None:
    page = visit().open("/flows")
    figure = page.locator("figure").first
    expect(figure.locator("[data-drawn]")).to_be_visible()
    beginnings = {"Save as SVG": b"<svg", "Save as PNG": b"\x89PNG", "Table as CSV": b"supplier,"}
    for name, beginning in beginnings.items():
        with page.expect_download() as saved:
            figure.get_by_text(name).click()
        path = tmp_path / saved.value.suggested_filename
        saved.value.save_as(path)
        assert path.read_bytes().startswith(beginning)
    with (tmp_path / "transfers.csv").open(encoding="utf-8", newline="") as file:
        assert {"supplier", "recipient", "stance"} <= set(next(csv.reader(file)))


def test_the_keyboard_leads_from_the_top_of_a_page_to_its_statements(visit: Visit) -> None:
    page = visit().open("/search?q=missiles")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.locator(".hit .words a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/report/**")
    page.keyboard.press("j")
    first = page.locator(".card.current").get_attribute("id")
    page.keyboard.press("j")
    second = page.locator(".card.current").get_attribute("id")
    page.keyboard.press("k")
    assert page.locator(".card.current").get_attribute("id") == first != second

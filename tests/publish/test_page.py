"""The page that shows a reading: what it escapes, where its marks stand, and that it can be read."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import onrecord.publish
from onrecord.codec import document_id, statement_id
from onrecord.publish.page import report_page, reports_page
from onrecord.publish.segments import cut_blocks, cut_segments
from onrecord.records import Act, Document, Reading, Spans, Speaker, SpeakerKind, Statement, Style

CSS = (Path(onrecord.publish.__file__).parent / "templates" / "page.css").read_text(encoding="utf-8")
URL = "https://harbour.example/news/1"
TEXT = """Mayor denies ferry was unsafe

Mayor Ines Vale denied on Monday that the harbour office had warned her about the ferry <Aurora>.

“Nobody told me,” she said, “not once.”

Radio Sund quoted a port official as saying that 3 < 4 & that was “all”.
Sign up for our newsletter."""
TITLE = TEXT.split("\n", 1)[0]
MAYOR = Speaker("Ines Vale", SpeakerKind.PERSON, "NOR", role="Mayor")
OFFICIAL = Speaker("a port official", SpeakerKind.PERSON, anonymous=True)
OFFICE = Speaker("harbour office", SpeakerKind.ORGANISATION, "NOR")
VOID = {"meta", "br", "img", "input", "link", "hr"}


class Parsed(HTMLParser):
    """What a page holds: its ids, links and the text of its reports as a browser would have it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.marked: list[tuple[str, str, str]] = []
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append(tag)
        if values.get("id"):
            self.ids.append(values["id"] or "")
        if tag == "a":
            self.links.append(values["href"] or "")
        if values.get("class") == "text":
            self.texts.append("")
        if tag not in VOID:
            self._open.append((tag, values))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if not any(values.get("class") == "text" for _, values in self._open):
            return
        self.texts[-1] += data
        values = self._open[-1][1]
        if values.get("data-s"):
            self.marked.append((values["class"] or "", values["data-s"] or "", data))


def spans_of(text: str, *pieces: str) -> Spans:
    return tuple((text.index(piece), text.index(piece) + len(piece)) for piece in pieces)


def said(document: Document, source: Spans, cue: Spans, content: Spans, speaker: Speaker | None, act: Act = Act.STATE) -> Statement:
    identifier = statement_id(document.id, source, cue, content)
    return Statement(identifier, document.id, source, cue, content, Style.INDIRECT, speaker=speaker, act=act)


def a_reading(text: str = TEXT) -> Reading:
    document = Document(
        document_id(URL, text), URL, text, TITLE, "Sund Post", "2024-03-05", boilerplate=spans_of(text, "Sign up for our newsletter.")
    )

    def at(*pieces: str) -> Spans:
        return spans_of(text, *pieces)

    outer = said(
        document,
        at("Mayor Ines Vale"),
        at("denied"),
        at("that the harbour office had warned her about the ferry <Aurora>"),
        MAYOR,
        Act.DENY,
    )
    inner = replace(said(document, at("the harbour office"), at("had warned"), at("about the ferry <Aurora>"), OFFICE), parent=outer.id)
    quote = replace(said(document, at("she"), at("said"), at("“Nobody told me,”", "“not once.”"), MAYOR), style=Style.DIRECT)
    relayed = said(document, at("a port official"), at("as saying"), at("that 3 < 4 & that was “all”"), OFFICIAL)
    return Reading(document, (outer, inner, quote, replace(relayed, channels=("Radio Sund",))))


def test_text_of_the_page_is_the_text_of_the_report() -> None:
    assert Parsed(report_page(a_reading())).texts == [TEXT]


def test_words_are_marked_where_they_stand() -> None:
    reading = a_reading()
    outer, inner, quote, relayed = reading.statements
    marked = Parsed(report_page(reading)).marked
    assert ("source", outer.id, "Mayor Ines Vale") in marked
    assert ("content", outer.id, "that ") in marked
    assert ("content source", f"{outer.id} {inner.id}", "the harbour office") in marked
    assert ("content cue", f"{outer.id} {inner.id}", "had warned") in marked
    assert ("content nested", f"{outer.id} {inner.id}", "about the ferry <Aurora>") in marked
    assert [words for _, anchors, words in marked if anchors == quote.id] == ["“Nobody told me,”", "she", "said", "“not once.”"]
    assert ("content", relayed.id, "that 3 < 4 & that was “all”") in marked


def test_anchors_lead_both_ways_and_are_unique() -> None:
    reading = a_reading()
    parsed = Parsed(report_page(reading))
    assert len(parsed.ids) == len(set(parsed.ids))
    assert {link[1:] for link in parsed.links if link.startswith("#")} <= set(parsed.ids)
    for statement in reading.statements:
        assert f"#{statement.id}" in parsed.links
        assert f"#t-{statement.id}" in parsed.links


def test_card_says_who_spoke_and_through_whom() -> None:
    page = report_page(a_reading())
    card = page[page.index('class="card neutral" id="' + a_reading().statements[3].id) :]
    assert '<span class="badge">unnamed</span>' in card
    assert '<span class="via">via <bdi>Radio Sund</bdi></span>' in card
    assert 'inside <a href="#' + a_reading().statements[0].id + '">statement 1</a>' in page
    assert '<span class="act">deny</span>' in page


def test_furniture_is_marked() -> None:
    assert '<span class="furniture">Sign up for our newsletter.</span>' in report_page(a_reading())


def test_title_is_not_said_twice() -> None:
    assert Parsed(report_page(a_reading())).tags.count("h1") == 1
    other = replace(a_reading(), document=replace(a_reading().document, title="Another title"))
    assert "<bdi>Another title</bdi></h1>" in report_page(other)


def test_inferred_date_is_marked() -> None:
    reading = a_reading()
    assert "date inferred" not in report_page(reading)
    assert "date inferred" in report_page(replace(reading, document=replace(reading.document, published_inferred=True)))


def test_missing_facts_are_named() -> None:
    bare = Document(document_id("file:///a.txt", ""), "file:///a.txt", "")
    page = report_page(Reading(bare, ()))
    for words in ("publisher unknown", "date unknown", "Report without a title", "No statement was found"):
        assert words in page


HOSTILE = "</title><script>alert(1)</script><img src=x onerror=alert(1)>\"'{{ 7*7 }}"


def test_hostile_words_stay_words() -> None:
    reading = a_reading(TEXT + "\n" + HOSTILE)
    document = replace(reading.document, title=HOSTILE, publisher=HOSTILE, published=HOSTILE, language=HOSTILE, url=HOSTILE)
    speaker = Speaker(HOSTILE, SpeakerKind.PERSON, HOSTILE, role=HOSTILE)
    statements = tuple(replace(one, speaker=speaker, channels=(HOSTILE,), said_on=HOSTILE) for one in reading.statements)
    page = report_page(Reading(document, statements))
    parsed = Parsed(page)
    assert parsed.tags.count("script") == 1
    assert "img" not in parsed.tags
    assert "49" not in re.sub(r"sha256-[^']+|[0-9a-f]{24}", "", page.split("</style>")[1])
    assert parsed.texts == [TEXT + "\n" + HOSTILE]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://a b",
        "https://",
        "//x",
    ],
)
def test_only_web_addresses_become_links(url: str) -> None:
    reading = a_reading()
    parsed = Parsed(report_page(replace(reading, document=replace(reading.document, url=url))))
    assert all(link.startswith("#") for link in parsed.links)


def test_web_address_is_a_link_that_tells_nothing() -> None:
    assert f'<a href="{URL}" rel="noopener noreferrer">{URL}</a>' in report_page(a_reading())


def test_policy_lets_in_only_what_is_inline() -> None:
    page = report_page(a_reading())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'")
    for tag in ("style", "script"):
        inline = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert inline is not None
        assert base64.b64encode(hashlib.sha256(inline[1].encode()).digest()).decode() in policy[1]
    assert " style=" not in page
    assert not re.search(r"\son\w+=", page.split("</style>")[1].split("<script>")[0])


def test_odd_characters_cannot_break_the_page() -> None:
    reading = a_reading(TEXT + "\x00\ud800\r.")
    page = report_page(reading)
    page.encode("utf-8")
    assert Parsed(page).texts == [TEXT + "\ufffd\ufffd ."]


def test_damaged_spans_and_ids_do_no_harm() -> None:
    reading = a_reading()
    first = reading.statements[0]
    odd = [
        replace(first, id=type(first.id)("a b\"'")),
        replace(first, content=((5, 5), (90_000, 90_010), (-4, 3))),
        replace(first, source=(), cue=(), content=()),
        first,
        first,
    ]
    parsed = Parsed(report_page(replace(reading, statements=tuple(odd))))
    assert parsed.texts == [TEXT]
    assert len(parsed.ids) == len(set(parsed.ids))
    assert {link[1:] for link in parsed.links if link.startswith("#")} <= set(parsed.ids)


def test_many_reports_stand_in_one_page() -> None:
    first = a_reading()
    copied = replace(first.document, id=document_id("x", TEXT), copy_of=first.document.id)
    parsed = Parsed("".join(reports_page(iter([first, Reading(copied, ()), first]))))
    assert parsed.texts == [TEXT, TEXT, TEXT]
    assert len(parsed.ids) == len(set(parsed.ids))
    assert {link[1:] for link in parsed.links if link.startswith("#")} <= set(parsed.ids)
    assert parsed.links.count(f"#{first.document.id}") == 2  # from the contents and from the copy


def test_reports_are_written_as_they_come() -> None:
    taken = []

    def readings() -> Iterator[Reading]:
        for _ in range(3):
            taken.append(1)
            yield a_reading()

    pieces = reports_page(readings())
    for piece in pieces:
        if 'class="report"' in piece:
            break
    assert len(taken) == 1


SPANS = st.lists(st.tuples(st.tuples(st.integers(-2, 30), st.integers(-2, 30)), st.integers(0, 9)), max_size=12)


@given(st.text(alphabet="ab \n“é𝔘", max_size=28), SPANS)
def test_segments_are_the_text_and_know_their_marks(text: str, marked: list[tuple[tuple[int, int], int]]) -> None:
    segments = list(cut_segments(text, marked))
    assert "".join(text[one.start : one.end] for one in segments) == text
    for segment in segments:
        assert segment.start < segment.end
        for at in range(segment.start, segment.end):
            assert list(segment.marks) == [mark for (start, end), mark in marked if start <= at < end]
    blocks = list(cut_blocks(text, segments))
    assert [one for _, block in blocks for one in block] == segments
    for is_paragraph, block in blocks:
        lines = text[block[0].start : block[-1].end]
        assert ("\n" not in lines) if is_paragraph else not lines.strip("\n")


@given(st.text(max_size=40))
def test_any_text_comes_back(text: str) -> None:
    document = Document(document_id(URL, text), URL, text)
    content = ((0, max(1, len(text) // 2)),)
    reading = Reading(document, (said(document, (), (), content, None),))
    assert Parsed(report_page(reading)).texts == [text.replace("\x00", "\ufffd").replace("\r", " ")]


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_contrast_is_enough_to_read(scheme: int) -> None:
    colours = dict(re.findall(r"--([\w-]+): (#\w{6});", CSS.split(":root {")[scheme + 1].split("}")[0]))
    grounds = ["paper", "panel", "tint", "tint-nested"]
    pairs = [(ink, ground) for ink in ("ink", "source", "cue") for ground in grounds]
    pairs += [(ink, ground) for ink in ("muted", "attack", "denial") for ground in grounds[:2]]
    for ink, ground in [*pairs, ("paper", "admission")]:
        dark, light = sorted((luminance(colours[ink]), luminance(colours[ground])))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)  # WCAG 2.2 AA for text

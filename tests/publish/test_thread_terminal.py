"""A matter, a list of them, an actor and decisions as people see them, with a screen and without."""

from io import StringIO

import pytest
from rich.console import Console

from onrecord.ledger import Decision, DecisionKind, Dossier, Explanation, ThreadLine
from onrecord.publish.actor_terminal import print_dossier
from onrecord.publish.thread_terminal import STATUS_COLOURS, print_explanation, print_thread, print_threads
from onrecord.records import (
    Change,
    ClaimId,
    Conflict,
    ConflictKind,
    DocumentId,
    Independence,
    Origin,
    Position,
    PositionKind,
    StatementId,
    Thread,
    ThreadId,
    ThreadStatus,
)

TITLE = "The valve of the Arenal dam was left open"
ACCUSED = Position(
    "Costa Rica",
    "CRI",
    PositionKind.ASSERTS,
    StatementId("s-aaaaaaaa11"),
    DocumentId("d-11111111aa"),
    "2031-05-02",
    "that the operator had left the valve open",
    ClaimId("c-1"),
    body="Maria Lopez",
    printed="2031-05-03",
    publisher="Daily Planet",
    channels=("Reuters",),
)
REPRINT = Position(
    "Costa Rica",
    "CRI",
    PositionKind.ASSERTS,
    StatementId("s-bbbbbbbb22"),
    DocumentId("d-22222222bb"),
    "2031-05-02",
    "that the operator had left the valve open",
    ClaimId("c-2"),
    body="Maria Lopez",
    printed="2031-05-04",
    publisher="Evening Post",
    copied_from=DocumentId("d-11111111aa"),
)
DENIED = Position(
    "Arenal Power",
    None,
    PositionKind.DENIES,
    StatementId("s-cccccccc33"),
    DocumentId("d-33333333cc"),
    "2031-05-05",
    "“No valve \x1b[31mwas open,”",
    ClaimId("c-3"),
    body="Arenal Power",
    printed="2031-05-05",
    publisher="Daily Planet",
    note="speaker Arenal Power by Jane Roe: the lawyer speaks for the firm",
)
THREAD = Thread(
    ThreadId("t-0123456789ab"),
    TITLE,
    None,
    ThreadStatus.CONTESTED,
    1,
    (ACCUSED.document, REPRINT.document, DENIED.document),
    (ACCUSED, REPRINT, DENIED),
    (Conflict(ConflictKind.DENIAL, (ClaimId("c-1"), ClaimId("c-3")), "Costa Rica asserts, Arenal Power denies"),),
    Independence(
        (Origin("Costa Rica", (ClaimId("c-1"), ClaimId("c-2")), "said by Maria Lopez; 1 of 2 reprinted", perhaps="an unnamed official"),),
        (Origin("Arenal Power", (ClaimId("c-3"),), "said by Arenal Power"),),
    ),
    (Change("Arenal Power", ClaimId("c-0"), ClaimId("c-3"), "declines on 2031-05-03; denies on 2031-05-05"),),
    "Costa Rica asserted it; Arenal Power denied it",
)
JOINED = Decision(DecisionKind.JOIN, "c-1", "c-3", None, "Jane Roe", "the same valve", "2031-05-06T08:00:00+00:00")
LINE = ThreadLine(THREAD.id, TITLE, THREAD.status, 1, 3, 3, ("Costa Rica", "Arenal Power"), "2031-05-02", "2031-05-05", 1)


def piped() -> Console:
    return Console(file=StringIO(), width=10_000, highlight=False, markup=False, emoji=False)


def screen(width: int) -> Console:
    return Console(file=StringIO(), width=width, force_terminal=True, color_system="standard", highlight=False, markup=False, emoji=False)


def printed(console: Console) -> str:
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def page() -> str:
    console = piped()
    print_thread(THREAD, [JOINED], console)
    return printed(console)


def test_the_page_says_how_the_matter_stands_and_why() -> None:
    top = page().splitlines()[:3]
    assert top[0] == TITLE
    assert top[1] == "contested — Costa Rica asserted it; Arenal Power denied it"
    assert top[2].startswith("1 independent source · 3 reports · 3 claims")


def test_each_party_has_its_positions_with_words_report_and_day() -> None:
    lines = page().splitlines()
    (at,) = [number for number, line in enumerate(lines) if line == "  Costa Rica (CRI)"]
    assert lines[at + 1].split() == "2031-05-02 asserts Maria Lopez via Reuters: that the operator had left the valve open".split()
    assert lines[at + 2].strip() == "Daily Planet · printed 2031-05-03 · s-aaaaaaaa · report d-11111111"
    assert "  Arenal Power" in lines[at + 3 :]


def test_reprinted_words_are_not_printed_twice() -> None:
    positions = page().partition("Independence")[0]
    assert positions.count("had left the valve open") == 1
    assert "the same words, reprinted" in positions
    assert "copied from d-11111111" in positions


def test_sources_are_shown_with_their_reasons() -> None:
    independence = page().partition("Independence")[2].partition("Changes")[0]
    assert "1 independent source says so" in independence
    assert "Costa Rica: said by Maria Lopez; 1 of 2 reprinted; perhaps the same as an unnamed official" in independence
    assert "1 independent source denies it" in independence


def test_changes_and_conflicts_are_told_with_the_words() -> None:
    assert "Arenal Power: declines on 2031-05-03; denies on 2031-05-05" in page()
    conflicts = page().partition("Conflicts")[2]
    assert "! denial: Costa Rica asserts, Arenal Power denies" in conflicts
    assert "Maria Lopez, 2031-05-02: that the operator had left the valve open" in conflicts


def test_a_correction_is_shown_where_it_holds_with_who_and_why() -> None:
    assert "corrected: speaker Arenal Power by Jane Roe: the lawyer speaks for the firm" in page()
    assert "join c-1 and c-3 by Jane Roe on 2031-05-06T08:00:00+00:00: the same valve" in page()
    assert f"onrecord undo {JOINED.id[:10]} --by NAME --why TEXT" in page()


def test_words_of_a_report_cannot_drive_the_terminal() -> None:
    assert "\x1b" not in page()
    console = screen(120)
    print_thread(THREAD, [], console)
    assert "\x1b[31mwas" not in printed(console)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_what_is_printed_fits_the_terminal(width: int) -> None:
    console = Console(file=StringIO(), width=width, force_terminal=True, color_system=None, highlight=False, markup=False, emoji=False)
    print_threads([LINE], console)
    print_thread(THREAD, [], console)
    plain = printed(console).splitlines()
    assert max(len(line) for line in plain if THREAD.id not in line) <= width


@pytest.mark.parametrize("width", [60, 140])
def test_a_status_is_a_word_and_has_its_colour_in_lists_and_on_pages(width: int) -> None:
    for status in ThreadStatus:
        console = screen(width)
        line = ThreadLine(THREAD.id, TITLE, status, 1, 3, 3, (), None, None, 0)
        print_threads([line], console)
        code = {"red": "31", "yellow": "33", "green": "32", "cyan": "36", "magenta": "35"}[STATUS_COLOURS[status]]
        assert f"\x1b[1;{code}m{status.value}" in printed(console)
    assert len(set(STATUS_COLOURS.values())) == len(ThreadStatus)


def test_a_list_that_is_piped_has_two_plain_lines_a_matter() -> None:
    console = piped()
    assert print_threads([LINE, LINE], console) == 2
    heading, facts, *_ = printed(console).splitlines()
    assert heading == f"contested {TITLE} t-01234567"
    assert facts.strip() == (
        "1 independent source · 3 reports · 3 claims · 1 conflict · 2031-05-02 to 2031-05-05 · Costa Rica, Arenal Power"
    )


def test_an_actor_is_shown_matter_by_matter() -> None:
    console = piped()
    dossier = Dossier("Arenal Power", "CRI", 1, ((THREAD.id, TITLE, DENIED),), THREAD.changes, (("the ministry", 2),), (("Costa Rica", 1),))
    print_dossier(dossier, console)
    lines = printed(console).splitlines()
    assert lines[:4] == ["Arenal Power (CRI)", "1 statement", "accuses the ministry (2)", "is accused by Costa Rica (1)"]
    assert f"{TITLE} t-01234567" in lines
    assert "  Arenal Power: declines on 2031-05-03; denies on 2031-05-05" in lines


def test_an_explanation_names_the_thread_and_every_reason() -> None:
    console = piped()
    print_explanation(Explanation(True, THREAD.id, ("the same words", "joined by Jane Roe")), console)
    print_explanation(Explanation(False, None, ("other places: Arenal and Corinto",)), console)
    assert printed(console).splitlines() == [
        "Both are in t-0123456789ab.",
        "  - the same words",
        "  - joined by Jane Roe",
        "They are not in one thread.",
        "  - other places: Arenal and Corinto",
    ]

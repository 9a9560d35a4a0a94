"""Copies are found passage by passage, whatever the order of arrival, and reports on the same story stay apart."""

import itertools
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from onrecord.ledger import dialect
from onrecord.ledger.copies import FIRST, CopyIndex
from onrecord.ledger.copy_credits import credits_of
from onrecord.ledger.copy_overlap import Verdict, compare
from onrecord.ledger.copy_prints import band_keys, fingerprint
from onrecord.ledger.tables import metadata
from onrecord.records import Document

from .samples import document
from .shelves import Address

FERRY = (
    "A ferry with two hundred passengers ran aground near the mouth of the Alder on Sunday evening after its steering failed in heavy fog. "
    "Tugs from three harbours reached the ship before midnight and took off everyone on board.\n\n"
    "The owner, a small company from the northern islands, has run the route since the bridge was closed for repairs two years ago. "
    "Inspectors found worn cables on one of its ships last spring but let it sail again within a week.\n\n"
    "“We heard a loud bang and then the lights went out, and nobody told us anything for almost an hour,” said Ida Holm, a passenger.\n\n"
    "Divers were to look at the hull on Monday, and the channel stays closed to large ships until they have finished."
)
TRIAL = (
    "The former treasurer of the port authority went on trial on Monday, charged with moving four million crowns to accounts abroad. "
    "Prosecutors read out letters in which he asked a bank in the capital to keep his name out of its books.\n\n"
    "His lawyers said the letters had been forged by a rival who wanted his seat on the board. "
    "The court is to hear eleven witnesses before the end of the month, among them two ministers of the last government."
)
RIVAL = (
    "Fog and a broken rudder put an island ferry on a sandbank late on Sunday, and rescuers worked for hours to bring everyone to land. "
    "Nobody was hurt, the coast guard said.\n\n"
    "“We heard a loud bang and then the lights went out, and nobody told us anything for almost an hour,” Ida Holm told us.\n\n"
    "It is the second time this year that the company has had trouble. In March one of its ships lay in port for days with a burnt pump. "
    "The transport ministry said it would publish what its inspectors had found."
)
NOTICE = "This is a developing story and will be updated as soon as our reporters on the ground have learned more about it."


def wire(text: str = FERRY, published: str | None = "2025-03-04") -> Document:
    return document(text, "wire", published, "Reuters", "Ferry runs aground in fog")


def reprint(text: str, name: str = "reprint", published: str | None = "2025-03-05", publisher: str = "The Evening Globe") -> Document:
    return document(text, name, published, publisher, "Passengers saved")


@pytest.fixture
def connection(place: Address) -> Iterator[Connection]:
    at = dialect.place(place)
    at.require(create=True)
    engine = at.connect(5)
    with dialect.writing(engine) as connection:
        metadata.create_all(connection)
        yield connection
    engine.dispose()


def added(connection: Connection, *documents: Document) -> CopyIndex:
    index = CopyIndex()
    for each in documents:
        index.add(connection, each)
    return index


def pairs(index: CopyIndex, connection: Connection) -> list[tuple[str, str]]:
    return [(copy.document, copy.copy_of) for copy in index.copies(connection)]


def a_word_in_ten_changed(text: str) -> str:
    words = text.split(" ")
    return " ".join("perhaps" if at % 10 == 4 else word for at, word in enumerate(words))


EDITED = {
    "whole": FERRY,
    "retyped": FERRY.replace("“", '"').replace("”", '"').replace("\n\n", "\n").replace(" two ", "\u00a0two "),
    "retitled and credited": "Saved in the dark\n\nPORT ALDER (Reuters) — " + FERRY,
    "shortened": FERRY.split("\n\n")[0],
    "in another order": "\n\n".join(reversed(FERRY.split("\n\n"))),
    "with a paragraph added": FERRY
    + "\n\nThe ferry’s sister ship was held in our harbour on Monday while the port office looked through its papers.",
    "with a word in ten changed": a_word_in_ten_changed(FERRY),
}


@pytest.mark.parametrize("text", EDITED.values(), ids=EDITED)
def test_an_edited_reprint_is_a_copy(connection: Connection, text: str) -> None:
    index = added(connection, wire(), reprint(text))
    (copy,) = index.copies(connection)
    assert (copy.document, copy.copy_of) == (reprint(text).id, wire().id)
    assert copy.share > 0.6


def test_the_reason_says_how_much_stands_where_and_who_is_credited(connection: Connection) -> None:
    text = "PORT ALDER (Reuters) — " + FERRY
    (copy,) = added(connection, wire(), reprint(text)).copies(connection)
    assert copy.reason == (
        "6 of its 6 sentences and 97% of its own words stand in “Ferry runs aground in fog” (Reuters, 2025-03-04); credits Reuters"
    )


def test_reports_on_one_story_that_quote_the_same_words_stay_apart(connection: Connection) -> None:
    overlap = compare(fingerprint(wire()), fingerprint(reprint(RIVAL)))
    assert overlap.verdict == Verdict.APART
    assert any("We heard a loud bang" in FERRY[start:end] for (start, end), _ in overlap.passages)
    assert pairs(added(connection, wire(), reprint(RIVAL)), connection) == []


def test_half_a_copy_is_half_a_copy_and_says_which_half(connection: Connection) -> None:
    first, second = FERRY.split("\n\n")[:2]
    own = TRIAL.split("\n\n")
    mixed = reprint("\n\n".join([first, own[0], second, own[1]]))
    index = added(connection, wire(), mixed)
    (copy,) = index.copies(connection)
    assert 0.4 < copy.share < 0.6
    found = index.copied_spans(connection, mixed.id)
    assert [origin for _, origin in found] == [wire().id, wire().id]
    assert [mixed.text[start:end].strip() for (start, end), _ in found] == [first, second]


def test_a_text_put_together_from_two_has_both_origins(connection: Connection) -> None:
    court = document(TRIAL, "court", "2025-03-03", "Coast Press")
    mixed = reprint(FERRY + "\n\n" + TRIAL)
    assert pairs(added(connection, wire(), court, mixed), connection) == [(mixed.id, wire().id), (mixed.id, court.id)]


def test_reprints_do_not_chain(connection: Connection) -> None:
    # one outlet adds a report of its own to the wire's; another reprints both, a third only what was added
    both = reprint(FERRY + "\n\n" + TRIAL, "a", "2025-03-05")
    again = reprint(FERRY + "\n\n" + TRIAL, "b", "2025-03-06", "Coast Press")
    trial = reprint(TRIAL, "c", "2025-03-07", "Town Post")
    index = added(connection, trial, again, both, wire())
    assert pairs(index, connection) == [(both.id, wire().id), (again.id, both.id), (trial.id, both.id)]
    assert [origin for _, origin in index.copied_spans(connection, again.id)] == [wire().id, both.id]


def test_two_reprints_of_one_text_are_copies_of_it_and_not_of_each_other(connection: Connection) -> None:
    one, two = reprint(FERRY, "a", "2025-03-05"), reprint(a_word_in_ten_changed(FERRY), "b", "2025-03-06", "Coast Press")
    assert pairs(added(connection, two, one, wire()), connection) == [(one.id, wire().id), (two.id, wire().id)]


def test_the_order_of_arrival_makes_no_difference(connection: Connection) -> None:
    documents = [wire(), reprint(FERRY), reprint(TRIAL, "c"), document(TRIAL, "court", None, "Coast Press"), reprint(FERRY + TRIAL, "d")]
    answers = []
    for order in itertools.permutations(documents):
        index = added(connection, *order)
        answers.append([*index.copies(connection), *(index.copied_spans(connection, each.id) for each in documents)])
        for each in documents:
            index.remove(connection, each.id)
    assert all(answer == answers[0] for answer in answers)
    assert len(answers[0]) > len(documents)


def test_on_one_day_the_agency_comes_first_then_who_credits_nobody_then_the_longer() -> None:
    day = "2025-03-04"
    agency = document("PORT ALDER (Reuters) — " + FERRY, "wire", day, "Reuters")
    plain = document(FERRY, "plain", day, "Coast Press")
    longer = document(FERRY + " The fog lifted at noon.", "longer", day, "Town Post")
    credited = document(
        "PORT ALDER (Reuters) — " + FERRY + " It was a long and cold night for all on board.", "credited", day, "The Evening Globe"
    )
    order = sorted([credited, plain, longer, agency], key=lambda each: fingerprint(each).order)
    assert order == [agency, longer, plain, credited]
    assert fingerprint(replace(agency, published=None)).order > fingerprint(credited).order


def test_an_outlet_that_repeats_its_background_has_not_copied_itself(connection: Connection) -> None:
    background = "\n\n".join(FERRY.split("\n\n")[1:2])
    later = TRIAL.split("\n\n")[0] + "\n\n" + background
    same = [document(text, name, day, "Coast Press") for text, name, day in ((FERRY, "a", "2025-03-04"), (later, "b", "2025-03-09"))]
    index = added(connection, *same)
    assert pairs(index, connection) == []
    ((span, origin),) = index.copied_spans(connection, same[1].id)
    assert (later[span[0] : span[1]].strip().split(" ")[0], origin) == ("The", same[0].id)
    update = document(FERRY + "\n\nThe channel was opened again on Tuesday.", "c", "2025-03-05", "Coast Press")
    index.add(connection, update)
    assert pairs(index, connection) == [(update.id, same[0].id)]


def test_a_notice_on_every_page_makes_no_copies_and_few_candidates(connection: Connection) -> None:
    chance = random.Random(4)
    words = f"{FERRY} {TRIAL} {RIVAL}".replace("“", "").replace("”", "").split()
    texts = [f"{NOTICE}\n\n{' '.join(chance.sample(words, 80))}" for _ in range(60)]
    pages = [document(text, str(number), "2025-03-04", f"Outlet {number}") for number, text in enumerate(texts)]
    index = added(connection, *pages)
    assert pairs(index, connection) == []
    first, *_, last = ordered = sorted(map(fingerprint, pages), key=lambda found: found.order)
    assert FIRST - 1 <= len(index.candidates(connection, last)) <= 2 * FIRST
    assert len(index.later(connection, first.document)) == len(pages) - 1
    assert index.later(connection, ordered[2 * FIRST].document) == set()


def test_page_furniture_is_no_passage(connection: Connection) -> None:
    furniture = (
        "Get the day's top stories delivered to your inbox every weekday morning, and never miss a thing that matters where you live."
    )
    texts = [furniture + "\n\n" + TRIAL, furniture + "\n\n" + RIVAL[: len(RIVAL) // 3]]
    pages = [
        replace(document(text, name, "2025-03-04", name), boilerplate=((0, len(furniture)),))
        for text, name in zip(texts, "ab", strict=True)
    ]
    index = added(connection, *pages)
    assert [index.copied_spans(connection, page.id) for page in pages] == [(), ()]


def test_a_document_added_again_counts_once_and_a_removed_one_is_forgotten(connection: Connection) -> None:
    index = added(connection, wire(), reprint(FERRY), wire(), reprint(FERRY))
    assert pairs(index, connection) == [(reprint(FERRY).id, wire().id)]
    index.add(connection, replace(wire(), published="2025-03-06"))  # a corrected date
    assert pairs(index, connection) == [(wire().id, reprint(FERRY).id)]
    index.remove(connection, wire().id)
    assert pairs(index, connection) == []
    assert list(index.copies_of(connection, [wire().id, reprint(FERRY).id])) == []


def test_comparing_the_other_way_round_says_the_same() -> None:
    one, two = fingerprint(wire()), fingerprint(reprint(FERRY.split("\n\n")[0] + " " + TRIAL))
    there, back = compare(one, two), compare(two, one)
    assert (there.first_share, there.second_share, there.verdict) == (back.second_share, back.first_share, back.verdict)
    assert sorted(there.passages) == sorted((own, other) for other, own in back.passages)
    for (start, end), (other_start, other_end) in there.passages:
        assert wire().text[start:end].split() == (FERRY.split("\n\n")[0] + " " + TRIAL)[other_start:other_end].split()


def test_the_keys_of_a_text_are_the_same_in_every_process() -> None:
    code = (
        "from onrecord.ledger.copy_prints import *; from onrecord.records import *; import sys;"
        "print(band_keys(fingerprint(Document(DocumentId('d'), 'u', sys.argv[1]))))"
    )
    seeds = ("1", "2")
    found = {
        subprocess.run(
            [sys.executable, "-c", code, TRIAL],
            env={"PYTHONHASHSEED": s, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for s in seeds
    }
    assert found == {f"{band_keys(fingerprint(reprint(TRIAL)))}\n"}


@pytest.mark.parametrize("text", ["", "Fog.", "“We won.”", "\n\n"])
def test_a_text_with_hardly_a_word_has_no_copies(connection: Connection, text: str) -> None:
    index = added(connection, reprint(text), reprint(text, "again", publisher="Coast Press"))
    assert pairs(index, connection) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("ab “”\"'.-\n\ud800É"), max_size=300))
def test_any_text_can_be_added(connection: Connection, text: str) -> None:
    index = added(connection, reprint(text))
    assert list(index.copies_of(connection, [reprint(text).id])) == []
    (span,) = [span for span, _ in index.copied_spans(connection, reprint(text).id)] or [(0, 0)]
    assert 0 <= span[0] <= span[1] <= len(text)
    itself = compare(fingerprint(reprint(text)), fingerprint(reprint(text, "again")))
    assert itself.first_share == itself.second_share
    assert itself.first_share in (0.0, 1.0)
    index.remove(connection, reprint(text).id)


CREDITED = {
    "LONDON (Reuters) - The minister said on Tuesday that talks had failed.": ("Reuters",),
    "The court ruled on Monday.\n\n— with AP and AFP": ("AFP", "AP"),
    "The court ruled on Monday.\n\nAdditional reporting by AFP": ("AFP",),
    "By Jane Doe and Associated Press\n\nThe court ruled on Monday.": ("AP",),
    "Sixteen dead in bombardment AFP Monday 24 Oct 2016 Sixteen civilians were killed on Monday.": ("AFP",),
    "The talks failed on Friday. (Xinhua)": ("Xinhua",),
    "The Associated Press contributed to this report.": ("AP",),
    "Associated Press writer Jane Doe in Port Alder contributed to this story.": ("AP",),
    "© 2024 Agence France-Presse": ("AFP",),
    "The minister told Reuters that talks had failed.": (),
    "He had been a correspondent (AP and then AFP) for years before he went into politics.": (),
    "The bank AP Holding said it would sell the mine.": (),
}


@pytest.mark.parametrize(("text", "agencies"), CREDITED.items())
def test_credits_are_those_for_the_text(text: str, agencies: tuple[str, ...]) -> None:
    assert credits_of(document(text, "x", None, "Town Post")) == agencies


def test_an_agency_does_not_credit_itself() -> None:
    assert credits_of(document("LONDON (Reuters) - Talks failed, with AP.\n\n— with AP", "x", None, "Reuters")) == ("AP",)

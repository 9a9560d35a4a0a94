"""The scorers score right: by hand-made cases, and like the corpora's own scorer where that is at hand."""

import importlib.util
from pathlib import Path

import pytest
from evals.attribution import chunks
from evals.claim_pairs import average_precision
from evals.corpora import data_root, printed
from evals.spans import ROLES, Roles, Score, scores
from evals.thread_scores import GoldClaim, bcubed, overlap, same_holder
from evals.threads import SCENARIOS, labelled

from onrecord.records import ClaimId, DocumentId, Position, PositionKind

TEXT = "Ann said it rained. “It was cold,” Bob added, “and wet.”"


def at(words: str) -> list[int]:
    return [TEXT.index(words), TEXT.index(words) + len(words)]


GOLD: list[Roles] = [
    {"source": [at("Ann")], "cue": [at("said")], "content": [at("it rained")]},
    {"source": [at("Bob")], "cue": [at("added")], "content": [at("“It was cold,”"), at("“and wet.”")]},
]
GUESS: list[Roles] = [
    {"source": [at("Ann")], "cue": [at("said")], "content": [at("rained")]},
    {"source": [at("Bob")], "cue": [], "content": [at("“and wet.”")]},
    {"source": [], "cue": [], "content": [at("it rained")]},
]


def test_a_perfect_guess_scores_a_hundred() -> None:
    assert {s.f1 for s in scores({"x": GOLD}, {"x": (TEXT, GOLD)}).values()} == {100.0}


def test_half_of_a_content_is_found_and_a_wrong_source_is_not() -> None:
    table = scores({"x": GUESS}, {"x": (TEXT, GOLD)})
    assert table["e2e"] == Score(1, 3, 2)
    assert table["exact source"] == Score(2, 2, 2)
    assert table["exact content"] == Score(1, 3, 2)


def test_equal_numbers_with_the_corpora_s_own_scorer() -> None:
    path = data_root().parent / "eval/attribution.py"
    if not path.exists():
        pytest.skip(f"there is no scorer beside the corpora in {data_root()}")
    spec = importlib.util.spec_from_file_location("their_scorer", Path(path))
    assert spec is not None
    assert spec.loader is not None
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    ours = scores({"x": GUESS}, {"x": (TEXT, GOLD)})
    whole, single = (theirs.score({"x": GUESS}, {"x": (TEXT, GOLD)}, piece=piece) for piece in (False, True))
    for role in ROLES:
        for name, row in ((f"exact {role}", whole["exact"]), (f"pieces {role}", single["exact"]), (f"overlap {role}", whole["overlap"])):
            assert (ours[name].right, ours[name].guessed, ours[name].gold) == tuple(row[role][k] for k in ("tp", "pred", "gold"))
    assert ours["e2e"].f1 == pytest.approx(100 * whole["e2e"]["attribution"]["F1"])
    assert ours["content only"].f1 == pytest.approx(100 * whole["content_only"]["attribution"]["F1"])


def test_chunks_of_labels() -> None:
    assert chunks(["B-cue", "I-cue", "O", "I-source", "B-source"]) == {("cue", 0, 1), ("source", 3, 3), ("source", 4, 4)}


def test_tokens_are_printed_as_people_write() -> None:
    tokens = ["“", "It", "'s", "over", ",", "”", "he", "did", "n't", "say", "."]
    text, starts = printed(tokens)
    assert text == "“It's over,” he didn't say."
    assert [text[s : s + len(t)] for s, t in zip(starts, tokens, strict=True)] == tokens


def labelled_claim(number: int, holder: str = "Norland", country: str | None = None) -> GoldClaim:
    return GoldClaim("r1", (number, number + 1), "x", holder, country, "asserts")


def held_by(name: str | None, country: str | None = None) -> Position:
    return Position(name, country, PositionKind.ASSERTS, None, DocumentId("d-1"), None, "x", ClaimId("c-1"))


def test_b_cubed_of_two_matters_taken_for_one() -> None:
    one, two, three = (labelled_claim(n) for n in range(3))
    gold = {one: frozenset("a"), two: frozenset("a"), three: frozenset("b")}
    precision, recall = bcubed(gold, dict.fromkeys(gold, frozenset({1})))
    assert precision == [pytest.approx(2 / 3), pytest.approx(2 / 3), pytest.approx(1 / 3)]
    assert recall == [1.0, 1.0, 1.0]


def test_b_cubed_of_a_claim_in_a_matter_too_many() -> None:
    one, two = labelled_claim(0), labelled_claim(1)
    gold = {one: frozenset("a"), two: frozenset("a")}
    precision, recall = bcubed(gold, {one: frozenset({1, 2}), two: frozenset({1, 2})})
    assert precision == [0.5, 0.5]
    assert recall == [1.0, 1.0]


def test_a_missed_claim_stands_alone() -> None:
    one, two = labelled_claim(0), labelled_claim(1)
    gold = {one: frozenset("a"), two: frozenset("a")}
    assert bcubed(gold, {one: frozenset({1}), two: frozenset({two})}) == ([1.0, 1.0], [0.5, 0.5])


def test_overlap_of_a_split_content() -> None:
    assert overlap((0, 10), ((0, 4), (6, 12))) == pytest.approx(8 / 12)
    assert overlap((0, 10), ()) == 0


def test_holders_are_the_same_by_country_or_by_words() -> None:
    assert same_holder(labelled_claim(0, "miners' federation"), held_by("the Miners’ Federation of the South"))
    assert same_holder(labelled_claim(0, "foreign ministry", "NOR"), held_by("Oslo", "NOR"))
    assert not same_holder(labelled_claim(0, "Ana Brix"), held_by("Ana Kruk"))
    assert not same_holder(labelled_claim(0), held_by(None))


def test_average_precision() -> None:
    assert average_precision([(0.9, True), (0.8, False), (0.7, True)]) == pytest.approx(100 * (1 + 2 / 3) / 2)


def test_every_scenario_can_be_read() -> None:
    paths = sorted(SCENARIOS.glob("*/*.json"))
    assert len(paths) >= 8
    for path in paths:
        gold = labelled(path)
        assert sum(len(thread.claims) for thread in gold.threads) > 20
        assert all(claim.span[0] < claim.span[1] for thread in gold.threads for claim in thread.claims)

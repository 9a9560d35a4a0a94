"""The scorers score right: by hand-made cases, and like the corpora's own scorer where that is at hand."""

import importlib.util
from pathlib import Path

import pytest
from evals.attribution import chunks
from evals.corpora import data_root, printed
from evals.spans import ROLES, Roles, Score, scores

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

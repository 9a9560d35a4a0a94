from importlib.resources import as_file, files

import pytest

from onrecord.annotate.encoder import load_tokenizer
from onrecord.annotate.meaning import MAX_PIECES, cut
from onrecord.meaning import LazyMeaning
from onrecord.records import Wording

MEANING = LazyMeaning()


@pytest.mark.parametrize("words", ["The dam had cracked", "nobody had rung the valley"])
def test_the_same_words_mean_the_same_and_are_of_length_one(words: str) -> None:
    text = "The dam had cracked in May, said the mayor, and nobody had rung the valley."
    start = text.index(words)
    one, again = MEANING([Wording(text, ((start, start + len(words)),))] * 2)
    assert (one == again).all()
    assert one @ one == pytest.approx(1.0, abs=1e-5)


def test_what_words_mean_depends_on_what_stands_around_them() -> None:
    about = ["The dam broke at night. “Not one,” said the mayor.", "Eggs were tested for salmonella. “Not one,” said the mayor."]
    alone = ["The dam broke at night.", "Eggs were tested for salmonella."]
    quoted = MEANING([Wording(text, ((text.index("“"), text.index("”") + 1),)) for text in about])
    told = MEANING([Wording(text, ((0, len(text)),)) for text in alone])
    likeness = quoted @ told.T
    assert likeness[0, 0] > likeness[0, 1]
    assert likeness[1, 1] > likeness[1, 0]


def test_a_long_text_is_cut_around_the_words() -> None:
    with as_file(files("onrecord") / "models/attribution") as folder:
        tokenizer = load_tokenizer(folder)
    text = "Sacks. " + "A clerk counted sacks. " * 60 + "The ledger was gone. " + "Nobody signed. " * 60
    start = text.index("The ledger was gone")
    pieces = cut(Wording(text, ((start, start + len("The ledger was gone")),)), tokenizer)
    assert len(pieces.ids) == MAX_PIECES
    assert tokenizer.decode([pieces.ids[place] for place in pieces.places]) == "the ledger was gone"

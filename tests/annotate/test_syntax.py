from onrecord.annotate.syntax import LONGEST, paragraphs
from onrecord.pipeline import Models

TEXT = "Jane Roe told Reuters it rained.\n\n  “Yes,” said the  minister of Chad.\n"


def test_tokens_lie_where_their_words_are(models: Models) -> None:
    ((tokens, entities),) = models.syntax([TEXT])
    printed = [TEXT[s:e] for s, e in zip(tokens.start.tolist(), tokens.end.tolist(), strict=True)]
    assert "".join(printed) == "".join(TEXT.split())
    assert all(0 <= h < len(tokens) for h in tokens.head.tolist())
    assert "Jane Roe" in [TEXT[slice(*e.span)] for e in entities]


def test_paragraphs_do_not_share_sentences(models: Models) -> None:
    ((tokens, _),) = models.syntax([TEXT])
    first = {int(n) for n, s in zip(tokens.sentence, tokens.start, strict=True) if s < 33}
    rest = {int(n) for n, s in zip(tokens.sentence, tokens.start, strict=True) if s > 33}
    assert not first & rest


def test_an_endless_run_without_space_is_left_out() -> None:
    assert [t for t, _ in paragraphs("He said " + "x" * 100_000 + " and left.")] == ["He said ", " and left."]


def test_an_endless_line_is_cut_after_a_sentence() -> None:
    line = "He said it rained. " * 5_000
    pieces = list(paragraphs(line))
    assert "".join(t for t, _ in pieces) == line
    assert all(len(t) <= LONGEST and t.endswith(". ") and line[at:].startswith(t) for t, at in pieces)
    assert "".join(t for t, _ in paragraphs("word " * 9_000)) == "word " * 9_000


def test_an_empty_text_has_no_tokens(models: Models) -> None:
    ((tokens, entities),) = models.syntax(["\n \n"])
    assert len(tokens) == 0
    assert entities == ()

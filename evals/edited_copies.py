"""Texts for the scores of copies: articles edited as other outlets edit them, and reports made up by chance."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable, Iterator

from onrecord import codec
from onrecord.ledger.copy_credits import AGENCIES
from onrecord.records import Document

CHANGED = 0.1  # of the words
OWN_PARAGRAPH = (
    "In Harbour City, the mayor's office said it had followed the news and saw no need to act. Shops were open as usual on Saturday "
    "morning, and the weekly market drew its usual crowd, though several stallholders asked what would come next."
)
FORMULA = "This is a developing story and our reporters will update this page as soon as more information becomes available to them."
SYLLABLES = [consonant + vowel for consonant in "bcdfghjklmnprstvw" for vowel in "aeiou"]
OUTLETS = re.compile(rf"\b(?:{'|'.join(AGENCIES.values())}|BBC(?: News)?|CNN|The Guardian|The New York Times|The Washington Post)(?!\w)")


def report(name: str, text: str, *, title: str, publisher: str, published: str | None = None) -> Document:
    """A document under an address of its own."""
    url = f"https://{publisher.lower()}.example/{name}"
    return Document(codec.document_id(url, text), url, text, title=title, publisher=publisher, published=published)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text that are not blank."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def cut_to_a_third(text: str, _chance: random.Random) -> str:
    """The beginning, up to a third of the words, and the sentence that is then under way."""
    enough = re.compile(rf"(?:\S+\s+){{{len(text.split()) // 3}}}[^.]*\.?").match(text)
    return enough[0] if enough else text


def shuffled(text: str, chance: random.Random) -> str:
    """The paragraphs in another order."""
    return "\n\n".join(chance.sample(paragraphs(text), len(paragraphs(text))))


def retitled(text: str, _chance: random.Random) -> str:
    """Under a headline and a dateline of its own."""
    return f"What we know so far\n\nHARBOUR CITY (AP) — {text}"


def outlets_swapped(text: str, _chance: random.Random) -> str:
    """Every outlet and agency named is another one."""
    return OUTLETS.sub("Harbour Radio", text)


def a_tenth_changed(text: str, chance: random.Random) -> str:
    """Every tenth word, by chance, is another word of the text."""
    words = re.findall(r"\w+", text)
    return re.sub(r"\w+", lambda word: chance.choice(words) if chance.random() < CHANGED else word[0], text)


def with_a_paragraph(text: str, _chance: random.Random) -> str:
    """With a paragraph of the second outlet's own at the end."""
    return f"{text}\n\n{OWN_PARAGRAPH}"


EDITS: dict[str, Callable[[str, random.Random], str]] = {
    "cut to a third": cut_to_a_third,
    "paragraphs shuffled": shuffled,
    "retitled": retitled,
    "outlets swapped": outlets_swapped,
    "a tenth changed": a_tenth_changed,
    "paragraph added": with_a_paragraph,
}


def made_up(number: int) -> Iterator[Document]:
    """Reports of 400 words drawn by chance, all with the same two formulas; every fifth is a reprint of the one before."""
    chance = random.Random(number)
    vocabulary = [f"{first}{last}" for first in SYLLABLES for last in SYLLABLES]
    weights = [1 / (rank + 1) for rank in range(len(vocabulary))]
    body = ""
    for at in range(number):
        if at % 5 or not body:
            words = chance.choices(vocabulary, weights, k=400)
            body = ". ".join(" ".join(words[start : start + 20]).capitalize() for start in range(0, 400, 20))
        day = dt.date(2020, 1, 1) + dt.timedelta(days=at // 30)
        yield report(str(at), f"{FORMULA} {body}. {FORMULA}", title=f"Report {at}", publisher=f"Outlet{at % 7}", published=day.isoformat())

"""The search index as both databases have it, and the words that a user looks for."""

from __future__ import annotations

import re

from sqlalchemy import column, table

from onrecord.ledger.tables import plain

search = table("search", column("rowid"), column("content"), column("speaker"), column("title"))
CONTENT, SPEAKER, TITLE = 1.0, 2.0, 0.25  # weights: a name asked for is mostly the speaker's; a title's words hold for all statements alike
MAX_TERMS = 64  # more words than anybody types; databases give up on very long queries
TERM = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]|([^\s"“”„«»]+)')


def terms(words: str) -> list[str]:
    """The words and phrases of a user's input, without those that hold no letter and no digit."""
    found = [phrase or word for phrase, word in TERM.findall(plain(words) or "")]
    return [term for term in found if any(c.isalnum() for c in term)][:MAX_TERMS]

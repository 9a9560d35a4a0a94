"""He or she, by the first name; the names are in firstnames.tsv."""

from __future__ import annotations

from functools import cache

from onrecord.interpret.tables import entries, rows


def gender_of(name: str) -> str | None:
    """ "m" or "f" where the first name tells; None for short names and for names that either may bear."""
    words = name.split()
    return _genders().get(words[0]) if len(words) > 1 else None


def is_first_name(word: str) -> bool:
    """Whether a word is known as somebody's first name."""
    return word in _genders()


@cache
def _genders() -> dict[str, str]:
    return {name: row["gender"] for row in rows("firstnames.tsv") for name, _ in entries(row["names"])}

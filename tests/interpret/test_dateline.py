"""The country of a state's offices, by where a report is written."""

from collections.abc import Callable

import pytest

from onrecord.records import Reading

Reader = Callable[[str], Reading]

PLACED = [
    ("VILNIUS, March 11 (Norrpress) — The port was shut. The defence ministry said that the cranes had stopped.", "LTU"),
    ("LA PAZ, June 9 (Andes Report) - Snow fell. The labour ministry said that the roster was lost.", "BOL"),
    ("KLAIPEDA, Thursday — The port was shut.\n\nIn Minsk, the foreign ministry said that nobody had touched the cranes.", "BLR"),
    ("PARIS, May 3 (Clarion) — Chad was not satisfied. Its communication minister said that the shells were no error.", "TCD"),
]


@pytest.mark.parametrize(("text", "country"), PLACED, ids=lambda value: value[:12])
def test_an_office_without_a_country_is_of_the_country_that_the_passage_is_from(read: Reader, text: str, country: str) -> None:
    speaker = read(text).statements[-1].speaker
    assert speaker is not None
    assert (speaker.country, speaker.country_inferred) == (country, True)


def test_a_dateline_places_no_union_and_no_mayor(read: Reader) -> None:
    for holder in ("The union's president, Griet Maes,", "Mayor Edwin Asante"):
        speaker = read(f"ACCRA, May 3 (Clarion) — {holder} said that the trains would run.").statements[-1].speaker
        assert speaker is None or speaker.country is None or speaker.country_inferred

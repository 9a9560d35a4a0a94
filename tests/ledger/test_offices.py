"""Whose minister somebody is, where the report does not say it beside the name."""

import pytest

from onrecord.ledger.affiliations import Affiliations
from onrecord.records import Speaker, SpeakerKind, Statement

from .samples import document, statement

PERSON, BODY, COUNTRY = SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.COUNTRY
Said = tuple[str, str, str, Speaker | None]

PORT = (
    "Lithuania accused its neighbour of breaking into the port's computers. Defence Minister Ona Vaitkus told reporters that the intruders "
    "sat in Minsk. Belarus denied the charge. Its foreign minister, Oleg Kruk, said the story was invented. The union's president, Jonas "
    "Petras, said the cranes stood still. The former transport minister, Rasa Lyte, said she had warned of it."
)
ONA = Speaker("Ona Vaitkus", PERSON, role="Defence Minister")
OLEG = Speaker("Oleg Kruk", PERSON, role="foreign minister")
ACCUSED: Said = ("Lithuania", "accused", "of breaking into the port's computers", Speaker("Lithuania", COUNTRY, "LTU"))
MINISTER: Said = ("Defence Minister Ona Vaitkus", "told", "that the intruders sat in Minsk", ONA)
DENIED: Said = ("Belarus", "denied", "the charge", Speaker("Belarus", COUNTRY, "BLR"))
FOREIGN: Said = ("Its foreign minister, Oleg Kruk,", "said", "the story was invented", OLEG)
UNION: Said = (
    "The union's president, Jonas Petras,",
    "said",
    "the cranes stood still",
    Speaker("Jonas Petras", PERSON, "LTU", role="union's president"),
)
FORMER: Said = (
    "The former transport minister, Rasa Lyte,",
    "said",
    "she had warned of it",
    Speaker("Rasa Lyte", PERSON, role="former transport minister"),
)


def names(text: str, *said: Said) -> list[str | None]:
    """The name of each speaker's party."""
    of = document(text, "report", "2031-05-03", "Clarion")
    found: list[Statement] = []
    for source, cue, content, speaker in said:
        one = statement(of, source, cue, content)
        found.append(Statement(one.id, of.id, one.source, one.cue, one.content, one.style, speaker=speaker, act=one.act))
    told = Affiliations(of, found).parties()
    return [party.name if (party := told[one.id]) else None for one in found]


def test_a_minister_is_of_the_state_that_was_heard_last() -> None:
    assert names(PORT, ACCUSED, MINISTER, DENIED, FOREIGN)[1::2] == ["Lithuania", "Belarus"]


def test_a_unions_president_is_no_states() -> None:
    assert names(PORT, ACCUSED, DENIED, UNION)[-1] != "Lithuania"


def test_who_was_a_minister_speaks_for_no_state() -> None:
    assert names(PORT, ACCUSED, DENIED, FORMER)[-1] == "Rasa Lyte"


def test_the_state_within_a_quotation_is_not_who_speaks() -> None:
    text = "Norway had cut the cable, Defence Minister Ona Vaitkus said."
    said: Said = (
        "Defence Minister Ona Vaitkus",
        "said",
        "Norway had cut the cable",
        Speaker("Ona Vaitkus", PERSON, role="Defence Minister"),
    )
    assert names(text, said) == ["Ona Vaitkus"]


@pytest.mark.parametrize("role", ["mayor of Halden", "the governor of Halden"])
def test_a_mayor_speaks_for_the_town_and_not_for_the_country(role: str) -> None:
    said: Said = ("Petter Moe", "said", "the bridge was shut", Speaker("Petter Moe", PERSON, "NOR", role=role))
    assert names("Petter Moe said the bridge was shut.", said) == ["Halden"]


def test_its_secretary_is_of_the_body_that_the_sentence_before_begins_with() -> None:
    text = "The Red Crescent counts seven dead in the valley. Its local secretary, Besnik Tola, said two were missing."
    said: Said = ("Its local secretary, Besnik Tola,", "said", "two were missing", Speaker("Besnik Tola", PERSON, role="local secretary"))
    assert names(text, said) == ["Red Crescent"]

import pytest

from onrecord.ledger.parties import party_of
from onrecord.records import Speaker, SpeakerKind

PERSON, GROUP = SpeakerKind.PERSON, SpeakerKind.GROUP

STATES = [
    Speaker("Norway", SpeakerKind.COUNTRY, "NOR"),
    Speaker("Kari Lund", PERSON, "NOR", role="Norway's foreign minister"),
    Speaker("Foreign Ministry", SpeakerKind.ORGANISATION, "NOR"),
    Speaker("a Foreign Ministry spokesman", PERSON, "NOR", anonymous=True),
    Speaker("Tor Vik", PERSON, "NOR", role="police officer"),
]


@pytest.mark.parametrize("speaker", STATES, ids=lambda s: s.name)
def test_a_state_is_held_by_what_its_offices_say(speaker: Speaker) -> None:
    party = party_of(speaker)
    assert party
    assert (party.key, party.name, party.country, party.placed) == ("NOR", "Norway", "NOR", True)


THEMSELVES = [
    Speaker("Tor Vik", PERSON, "NOR", role="professor of law"),
    Speaker("Tor Vik", PERSON, "NOR", role="police officer", country_inferred=True),
    Speaker("Tor Vik", PERSON),
    Speaker("three senior officials", GROUP, "NOR", anonymous=True),
]


@pytest.mark.parametrize("speaker", THEMSELVES, ids=lambda s: f"{s.name}, {s.role}")
def test_others_speak_for_themselves_and_for_no_country(speaker: Speaker) -> None:
    party = party_of(speaker)
    assert party
    assert (party.name, party.country, party.placed) == (speaker.name, None, False)


FIRMS = [
    Speaker("Ida Holm", PERSON, role="a lawyer for Acme Shipping"),
    Speaker("Ida Holm", PERSON, "NOR", role="chief executive of Acme Shipping"),
    Speaker("lawyers for Acme Shipping", GROUP, anonymous=True),
    Speaker("an Acme Shipping spokeswoman", PERSON, anonymous=True),
    Speaker("Acme Shipping’s lawyers", GROUP),
    Speaker("Acme Shipping", SpeakerKind.ORGANISATION, "NOR"),
]


@pytest.mark.parametrize("speaker", FIRMS, ids=lambda s: f"{s.name}, {s.role}")
def test_a_firm_is_held_by_what_its_lawyers_and_spokesmen_say(speaker: Speaker) -> None:
    party = party_of(speaker)
    assert party
    assert (party.key, party.name, party.country) == ("acme shipping", "Acme Shipping", None)


def test_a_name_may_begin_with_any_capital() -> None:
    party = party_of(Speaker("Ida Holm", PERSON, role="a spokeswoman for Ørsted Wind"))
    assert party
    assert party.name == "Ørsted Wind"


def test_nobody_named_is_no_party() -> None:
    assert party_of(None) is None

"""Who is behind a source, through whom, and what is done by saying it."""

from collections.abc import Callable

import pytest

from onrecord.interpret.act import act_of
from onrecord.interpret.media import is_outlet
from onrecord.interpret.names import bare_name
from onrecord.records import Act, Reading, SpeakerKind, Statement

Reader = Callable[[str], Reading]


def last(reading: Reading) -> Statement:
    return reading.statements[-1]


def test_a_short_name_is_the_person_named_in_full_before(read: Reader) -> None:
    speaker = last(read("Prime Minister Maria Lopez visited the port. Ms Lopez said the strike was over.")).speaker
    assert speaker is not None
    assert (speaker.name, speaker.kind, speaker.anonymous) == ("Maria Lopez", SpeakerKind.PERSON, False)
    assert speaker.role == "Prime Minister"


def test_a_pronoun_is_the_last_speaker(read: Reader) -> None:
    reading = read("“We are ready,” said John Carter, the head of the rescue service. He said forty boats were on the way.")
    assert [s.speaker.name for s in reading.statements if s.speaker] == ["John Carter", "John Carter"]


def test_a_person_once_called_he_is_not_she(read: Reader) -> None:
    text = "Peter Novak said he had signed the letter. Anna Berg, the director, was at his side. She said the letter was a mistake."
    speaker = last(read(text)).speaker
    assert speaker is not None
    assert speaker.name == "Anna Berg"


def test_an_unnamed_official_is_anonymous(read: Reader) -> None:
    speaker = last(read("A senior US official said the shipment had been stopped.")).speaker
    assert speaker is not None
    assert (speaker.name, speaker.anonymous, speaker.country) == ("senior US official", True, "USA")


def test_vague_groups_and_documents_have_their_kinds(read: Reader) -> None:
    reading = read("Witnesses said the fire began at noon. A government report said the alarm had failed.")
    kinds = [(s.speaker.kind, s.speaker.anonymous) for s in reading.statements if s.speaker]
    assert kinds == [(SpeakerKind.GROUP, True), (SpeakerKind.DOCUMENT, False)]


def test_an_outlet_in_between_is_a_channel(read: Reader) -> None:
    assert last(read("Anna Berg told Reuters that the ship had left the port.")).channels == ("Reuters",)
    assert last(read("Anna Berg told reporters that the ship had left the port.")).channels == ()


def test_an_agencys_mark_in_the_dateline_is_no_channel(read: Reader) -> None:
    assert last(read("GENEVA (Reuters) - Anna Berg said on Friday that the ship had left.")).channels == ()


@pytest.mark.parametrize(
    ("lemmas", "content", "act"),
    [
        ("say", "that it rained", Act.STATE),
        ("accuse", "Moscow of lying", Act.ACCUSE),
        ("have deny", "selling arms", Act.DENY),
        ("reject", "the accusation as baseless", Act.DENY),
        ("reject", "the offer", Act.REFUSE),
        ("decline to", "say who paid", Act.DECLINE),
        ("refuse to", "comment on the case", Act.DECLINE),
        ("refuse", "to sign the treaty", Act.REFUSE),
        ("could not confirm", "the report", Act.DECLINE),
        ("do not deny", "the meeting", Act.STATE),
        ("call on", "the government to act", Act.DEMAND),
        ("ask", "whether the talks had failed", Act.ASK),
        ("ask", "the court to stop the sale", Act.DEMAND),
        ("say", "“Who paid for it?”", Act.ASK),
        ("acknowledge", "that mistakes were made", Act.ADMIT),
        ("plan", "to leave in May", Act.PLEDGE),
        ("mean to", "leave in May", Act.PLEDGE),
        ("mean", "it is a small town", Act.STATE),
        ("believe", "that he is alive", Act.BELIEVE),
        ("plead guilty to", "two counts of fraud", Act.ADMIT),
        ("plead", "not guilty to the charge", Act.DENY),
        ("plead with", "drivers to stay at home", Act.DEMAND),
        ("agree", "to sell the mill", Act.PLEDGE),
        ("agree", "that the road is too narrow", Act.STATE),
        ("want", "to open a second shop", Act.PLEDGE),
        ("want", "the council to repair the road", Act.DEMAND),
        ("tell", "residents to boil their water", Act.DEMAND),
        ("tell", "“We are going to boil our water,”", Act.STATE),
        ("ask", "how the town would go on without its harbour", Act.ASK),
        ("decline to", "be interviewed", Act.DECLINE),
        ("decline", "the invitation to speak", Act.REFUSE),
        ("push back against", "the claim that the dam was old", Act.DENY),
        ("take aim at", "the new tax", Act.CONDEMN),
        ("speak out against", "the closing of the library", Act.CONDEMN),
        ("strike down", "the ban on fishing", Act.REFUSE),
        ("vote against", "the budget", Act.REFUSE),
        ("dismiss", "the lawsuit of the fishermen", Act.REFUSE),
        ("dismiss", "the reports as gossip", Act.DENY),
        ("offer", "his condolences to the crew’s families", Act.PRAISE),
        ("say in a press release", "the line will open in May", Act.STATE),
        ("recall", "that the bridge had swayed", Act.STATE),
    ],
)
def test_the_act_of_a_cue(lemmas: str, content: str, act: Act) -> None:
    assert act_of(lemmas.split(), content) is act


@pytest.mark.parametrize("name", ["Reuters", "the New York Times", "CBS News", "BBC Radio 4", "Sky News", "state television"])
def test_outlets_are_known_by_name_or_kind(name: str) -> None:
    assert is_outlet(name)


@pytest.mark.parametrize("name", ["Maria Lopez", "the Security Council", "Times are hard", "Congress"])
def test_other_names_are_no_outlets(name: str) -> None:
    assert not is_outlet(name)


def test_a_bare_name_has_no_honorific_and_no_possessive() -> None:
    assert bare_name("Mr. Kirby’s") == "Kirby"

"""Holders whom the nouns, the grammar and the report around them tell: who they are, and of what country where no word says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.interpret.test_resolution import Annotate, annotate, country, name, resolved, spans_of

from onrecord.interpret.channels import Channels
from onrecord.interpret.speaker import Speakers
from onrecord.records import SpeakerKind, Statement, StatementId, Style

__all__ = ["annotate"]

BUDGET = (
    "Legislators in Bolivia passed the budget on Monday. The government of Bolivia had asked for it. Bolivia's police will be paid more, "
    "and a court in La Paz will hear the appeal. Chile and Peru were told. Teachers said they got nothing."
)
PREMIERE = (
    "Lena Vance wore a silver gown to the premiere. The gown had long sleeves, and the shoes that she chose with it were of the same silk, "
    "with a ribbon at the heel and small pearls sewn along the seam. A year ago she had come in green velvet, and before that in a coat of "
    "feathers that nobody has forgotten. This time the hair was loose and the only stone was a blue one at the ear. The film was shown in "
    "Denver, after a week in Lyon and another in Turin, and it was late when the guests went home. Her stylist, Ruth Marlow, said it took "
    "a week to sew."
)


def test_people_of_a_report_on_public_affairs_are_of_the_country_that_it_is_mostly_about(annotate: Annotate) -> None:
    assert country(resolved(annotate, BUDGET, "Teachers")[0]) == ("BOL", True)


def test_nobody_is_given_a_country_for_a_place_in_a_report_of_other_things(annotate: Annotate) -> None:
    assert country(resolved(annotate, PREMIERE, "Her stylist, Ruth Marlow,")[0]) == (None, False)


@pytest.mark.parametrize(
    ("source", "kind", "anonymous"),
    [
        ("A party operative", SpeakerKind.PERSON, True),
        ("The party establishment", SpeakerKind.GROUP, True),
        ("A local tally", SpeakerKind.DOCUMENT, False),
        ("The senate caucus", SpeakerKind.ORGANISATION, False),
    ],
)
def test_a_noun_says_what_kind_of_holder_it_is(annotate: Annotate, source: str, kind: SpeakerKind, anonymous: bool) -> None:
    speaker = resolved(annotate, f"{source} said the vote was lost.", source)[0]
    assert speaker is not None
    assert (speaker.kind, speaker.anonymous) == (kind, anonymous)


def test_what_somebody_is_called_in_passing_is_the_role(annotate: Annotate) -> None:
    text = "Alan Moss opened the rally in the rain. The socialist nominee said he would win. Later Moss said he was tired."
    nominee, moss = resolved(annotate, text, "The socialist nominee", "Moss")
    assert name(nominee) == "Alan Moss"
    assert moss is not None
    assert moss.role == "socialist nominee"


def test_a_description_takes_up_the_only_person_whom_the_sentence_names(annotate: Annotate) -> None:
    text = "Anger at Alan Moss grew on Friday after the MLP chairman said the war was lost."
    assert name(resolved(annotate, text, "the MLP chairman")[0]) == "Alan Moss"


@pytest.mark.parametrize(
    "source", ["Rosa Lind director of the Harbour Institute", "Union senator from Ohio Rosa Lind", "Detective Constable Rosa Lind"]
)
def test_a_name_leads_a_source_without_commas(annotate: Annotate, source: str) -> None:
    speaker = resolved(annotate, f"On Monday {source} said the quay was safe.", source)[0]
    assert speaker is not None
    assert (speaker.name, speaker.anonymous) == ("Rosa Lind", False)


def test_the_embassy_is_of_the_country_in_its_name(annotate: Annotate) -> None:
    text = "The mayor wrote to the French Embassy about the noise. The embassy said it was sorry."
    assert country(resolved(annotate, text, "The embassy")[0])[0] == "FRA"


def test_a_short_form_in_brackets_may_be_the_last_word_of_the_name(annotate: Annotate) -> None:
    text = "She sang for Grand River Lumina (Lumina) for six years. Yesterday Lumina said it would miss her."
    spans = [text.rindex("Lumina"), text.rindex("Lumina") + len("Lumina")]
    speaker = Speakers(annotate(text)).behind((spans[0], spans[1]))
    assert speaker is not None
    assert (speaker.name, speaker.kind) == ("Grand River Lumina", SpeakerKind.ORGANISATION)


def test_findings_are_of_those_who_found_them(annotate: Annotate) -> None:
    source = "findings published on Monday in Tidal Letters, scientists from the University of Leeds"
    speaker = resolved(annotate, f"In {source} said the eels swim by night.", source)[0]
    assert speaker is not None
    assert (speaker.name, speaker.kind) == ("scientists from the University of Leeds", SpeakerKind.GROUP)


def carried_by(annotate: Annotate, text: str, publisher: str | None) -> tuple[str, ...]:
    """The channels of "Ana Bern told X the dam was safe", in a report of a publisher."""
    annotated = annotate(text)
    annotated = replace(annotated, document=replace(annotated.document, publisher=publisher))
    speakers, channels = Speakers(annotated), Channels(annotated)
    source, cue, content = spans_of(text, ["Ana Bern", "told", "the dam was safe"])
    one = Statement(StatementId("s"), annotated.document.id, (source,), (cue,), (content,), Style.INDIRECT)
    return channels.of(one, speakers.resolve(one))


def test_another_body_that_bears_the_outlets_first_word_is_a_channel(annotate: Annotate) -> None:
    text = "Ana Bern told the Harbour Broadcasting Corporation the dam was safe."
    assert carried_by(annotate, text, "Harbour") == ("Harbour Broadcasting Corporation",)


def test_an_outlets_own_channel_is_none(annotate: Annotate) -> None:
    assert carried_by(annotate, "Ana Bern told Sky News the dam was safe.", "Sky") == ()


def test_the_foreign_branch_of_an_outlet_is_named_in_full(annotate: Annotate) -> None:
    assert carried_by(annotate, "Ana Bern told CNN Indonesia the dam was safe.", None) == ("CNN Indonesia",)


def test_a_post_goes_on_where_the_cue_says_so(annotate: Annotate) -> None:
    text = "Mayor Ana Bern wrote on Twitter, “The dam is safe.” She continued, “The road is open.” She said at noon the river was low."
    annotated = annotate(text)
    speakers, channels = Speakers(annotated), Channels(annotated)
    found = []
    for source, cue, content in (
        ("Mayor Ana Bern", "wrote", "“The dam is safe.”"),
        ("She", "continued", "“The road is open.”"),
        ("She", "said", "the river was low"),
    ):
        at = text.index(f"{source} {cue}")
        middle = at + len(source) + 1
        begin = text.index(content)
        one = Statement(
            StatementId(content),
            annotated.document.id,
            ((at, at + len(source)),),
            ((middle, middle + len(cue)),),
            ((begin, begin + len(content)),),
            Style.DIRECT,
        )
        found.append(channels.of(one, speakers.resolve(one)))
    assert found == [("Twitter",), ("Twitter",), ()]

"""Who a source stands for within its report: given the report and the words of each source, in the order of the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from onrecord.annotate.syntax import Syntax
from onrecord.interpret.channels import Channels
from onrecord.interpret.speaker import Speakers
from onrecord.records import (
    AnnotatedDocument,
    Document,
    DocumentId,
    EncodedWords,
    Span,
    Speaker,
    SpeakerKind,
    Statement,
    StatementId,
    Style,
)

Annotate = Callable[[str], AnnotatedDocument]
NONE = np.zeros(0, dtype=np.int64)
NO_WORDS = EncodedWords(NONE, NONE, NONE, np.zeros((0, 7), dtype=np.float32), np.zeros((0, 384), dtype=np.float16))


@pytest.fixture(scope="session")
def annotate() -> Annotate:
    syntax = Syntax()

    def annotated(text: str) -> AnnotatedDocument:
        ((tokens, entities),) = syntax([text])
        return AnnotatedDocument(Document(DocumentId("d"), "", text), tokens, entities, NO_WORDS)

    return annotated


def spans_of(text: str, sources: list[str]) -> list[Span]:
    """Where the sources stand, each after the one before."""
    found, at = [], 0
    for words in sources:
        at = text.index(words, at)
        found.append((at, at + len(words)))
        at += len(words)
    return found


def statement(source: Span, text: str) -> Statement:
    """A statement whose content is the rest of the sentence."""
    end = text.find(".", source[1])
    content = (min(source[1] + 6, end), end)
    return Statement(StatementId(str(source)), DocumentId("d"), (source,), ((source[1] + 1, source[1] + 5),), (content,), Style.INDIRECT)


def resolved(annotate: Annotate, text: str, *sources: str) -> list[Speaker | None]:
    """The speakers of the sources."""
    speakers = Speakers(annotate(text))
    return [speakers.resolve(statement(span, text)) for span in spans_of(text, list(sources))]


def name(speaker: Speaker | None) -> str | None:
    return speaker.name if speaker else None


def test_a_role_given_once_is_carried_to_later_mentions(annotate: Annotate) -> None:
    text = "Defence minister Jonas Falk said the ship was safe. Falk said it would sail. He said the crew was well."
    found = resolved(annotate, text, "Defence minister Jonas Falk", "Falk", "He")
    assert [name(s) for s in found] == ["Jonas Falk"] * 3
    assert {s.role for s in found if s} == {"Defence minister"}


def test_the_role_after_a_name_and_an_age(annotate: Annotate) -> None:
    (speaker,) = resolved(
        annotate, "Helen Marsh, 54, the mayor of Leeds, said the bridge would stay shut.", "Helen Marsh, 54, the mayor of Leeds,"
    )
    assert speaker == Speaker("Helen Marsh", SpeakerKind.PERSON, country="GBR", role="mayor of Leeds")


def test_she_is_not_the_man_named_last(annotate: Annotate) -> None:
    text = "Clara Hughes said the clinic would open. Robert Dunn was beside her. She said nurses had been found."
    assert [name(s) for s in resolved(annotate, text, "Clara Hughes", "She")] == ["Clara Hughes", "Clara Hughes"]


def test_joint_speakers_keep_their_names(annotate: Annotate) -> None:
    text = "Maria Lopez met Peter Novak in Vienna. Lopez and Novak said the treaty was dead."
    speaker = resolved(annotate, text, "Lopez and Novak")[0]
    assert speaker is not None
    assert (speaker.name, speaker.kind, speaker.anonymous) == ("Maria Lopez and Peter Novak", SpeakerKind.GROUP, False)


def test_an_initialism_is_the_body_that_the_report_explains_it_by(annotate: Annotate) -> None:
    text = "The National Rail Safety Board (NRSB) opened an inquiry. The NRSB said the brakes had failed."
    (speaker,) = resolved(annotate, text, "The NRSB")
    assert name(speaker) == "National Rail Safety Board"
    assert speaker is not None
    assert speaker.kind is SpeakerKind.ORGANISATION


def test_the_company_is_the_one_that_spoke_last(annotate: Annotate) -> None:
    text = "Nordwind Energy said it had sold the plant. The company said no jobs would go."
    assert [name(s) for s in resolved(annotate, text, "Nordwind Energy", "The company")] == ["Nordwind Energy"] * 2


def test_unqualified_words_mean_the_country_of_the_report(annotate: Annotate) -> None:
    text = "Police in Glasgow searched a flat. Scottish ministers and the Edinburgh council were told. Officials said two men were held."
    speaker = resolved(annotate, text, "Officials")[0]
    assert speaker is not None
    assert (speaker.kind, speaker.country, speaker.anonymous) == (SpeakerKind.GROUP, "GBR", True)


def test_experts_and_international_bodies_are_of_no_country(annotate: Annotate) -> None:
    text = "Voters in Ohio, Texas and Florida went to the polls. Experts said turnout was low. The World Bank said growth was slow."
    assert [s.country for s in resolved(annotate, text, "Experts", "The World Bank") if s] == [None, None]


def test_documents_are_not_anonymous_people(annotate: Annotate) -> None:
    text = "A report by the audit office said the money was lost. The report said nobody had checked."
    found = resolved(annotate, text, "A report by the audit office", "The report")
    assert [(name(s), s.kind, s.anonymous) for s in found if s] == [("report by the audit office", SpeakerKind.DOCUMENT, False)] * 2


def test_the_minister_is_the_person_who_bears_the_role(annotate: Annotate) -> None:
    text = "Justice minister Ines Prado visited the court. The minister said the law would change."
    assert [name(s) for s in resolved(annotate, text, "The minister")] == ["Ines Prado"]


def test_a_capital_stands_for_its_government(annotate: Annotate) -> None:
    (speaker,) = resolved(annotate, "Moscow said the talks with Norway had failed.", "Moscow")
    assert speaker == Speaker("Moscow", SpeakerKind.COUNTRY, country="RUS")


def test_a_month_is_nobody(annotate: Annotate) -> None:
    text = "Nathan Ames said prices rose. The index fell in May. He said June would be better."
    assert [name(s) for s in resolved(annotate, text, "Nathan Ames", "He")] == ["Nathan Ames", "Nathan Ames"]


def test_the_actor_of_an_event_has_the_same_coreference(annotate: Annotate) -> None:
    text = "Iran denied the charge. Colonel Tomas Reyes said the army had sold rockets to its neighbour."
    speakers = Speakers(annotate(text))
    iran, army, rockets = spans_of(text, ["Iran", "the army", "rockets"])
    assert speakers.resolve_actor(iran) == Speaker("Iran", SpeakerKind.COUNTRY, country="IRN")
    assert name(speakers.resolve_actor(army)) == "army"
    assert speakers.resolve_actor(rockets) is None


SPOKE, SAID = ["Anna Berg", "She"], ["the ship had left", "the cargo was safe"]


def test_an_interview_goes_on_with_the_same_outlet(annotate: Annotate) -> None:
    text = "Anna Berg told Reuters the ship had left. She said the cargo was safe."
    annotated = annotate(text)
    speakers, channels = Speakers(annotated), Channels(annotated)
    places = zip(spans_of(text, SPOKE), spans_of(text, SAID), strict=True)
    statements = [replace(statement(source, text), content=(told,)) for source, told in places]
    assert [channels.of(s, speakers.resolve(s)) for s in statements] == [("Reuters",), ("Reuters",)]


def country(speaker: Speaker | None) -> tuple[str | None, bool]:
    assert speaker is not None
    return speaker.country, speaker.country_inferred


def test_a_minister_is_of_the_country_that_a_report_on_two_leans_to(annotate: Annotate) -> None:
    text = (
        "Lithuania closed two crossings to Belarus. Lithuania's parliament backed the step. Foreign Minister Rūta Salnaitė said it would "
        "last a month. Belarus protested. An economist, Jonas Petrauskas, said he was glad."
    )
    minister, economist = resolved(annotate, text, "Foreign Minister Rūta Salnaitė", "Jonas Petrauskas")
    assert country(minister) == ("LTU", True)
    assert country(economist) == (None, False)


def test_its_minister_is_of_the_country_named_last(annotate: Annotate) -> None:
    text = "Poland sent troops to the border. Germany offered help. Its interior minister said the police were ready."
    assert country(resolved(annotate, text, "Its interior minister")[0]) == ("DEU", True)


def test_a_country_told_once_is_kept_for_the_surname(annotate: Annotate) -> None:
    text = "Alena Kruk, a spokeswoman for the Belarusian foreign ministry, said the note came late. Kruk said Warsaw had been told."
    found = resolved(annotate, text, "Alena Kruk, a spokeswoman for the Belarusian foreign ministry", "Kruk")
    assert [country(s) for s in found] == [("BLR", False)] * 2


def test_an_american_politician_needs_no_country(annotate: Annotate) -> None:
    text = "Envoys from France, Chile and Japan came. Rep. Joan Miller, D-Ohio, said the bill would fail. Sen. Ann Poe said it would not."
    first, second = resolved(annotate, text, "Rep. Joan Miller, D-Ohio,", "Sen. Ann Poe")
    assert country(first) == ("USA", False)
    assert country(second) == ("USA", True)


def test_a_school_and_a_force_are_where_their_names_say(annotate: Annotate) -> None:
    text = (
        "Envoys from France, Chile and Japan came. Utrecht police said two men were held. "
        "Jane Holt, a fellow at the University of Leeds, said so."
    )
    police, fellow = resolved(annotate, text, "Utrecht police", "Jane Holt, a fellow at the University of Leeds,")
    assert (country(police)[0], country(fellow)[0]) == ("NLD", "GBR")


def test_the_place_before_a_report_says_nothing(annotate: Annotate) -> None:
    text = "LA PAZ, Nov 3 (Reuters) - Bolivia will raise fuel prices, the energy minister said on Monday."
    place, minister = resolved(annotate, text, "LA PAZ", "the energy minister")
    assert place is None
    assert country(minister) == ("BOL", True)


def test_companies_of_a_country_are_unnamed(annotate: Annotate) -> None:
    (firms,) = resolved(annotate, "Several Danish companies said the tax would cost jobs.", "Several Danish companies")
    assert firms is not None
    assert (firms.anonymous, firms.country) == (True, "DNK")


def carried(annotate: Annotate, text: str, source: str, content: str) -> tuple[str, ...]:
    """The channels of what one source says."""
    annotated, start = annotate(text), text.index(content)
    (span,) = spans_of(text, [source])
    one = replace(statement(span, text), cue=(), content=((start, start + len(content)),))
    return Channels(annotated).of(one, Speakers(annotated).resolve(one))


def test_a_carrier_of_a_carrier_is_a_channel_too(annotate: Annotate) -> None:
    text = "Interfax quoted the Dnevnik newspaper, which cited a port official, as saying the ship had sunk."
    assert carried(annotate, text, "a port official", "the ship had sunk") == ("Interfax", "Dnevnik")


def test_an_interview_goes_on_through_the_report(annotate: Annotate) -> None:
    text = (
        "Anna Berg spoke of the strike in an interview with the Port Herald on Sunday.\n\nThe harbour was quiet.\n\n"
        "Berg said the talks had failed.\n\nPeter Novak said they had not."
    )
    assert carried(annotate, text, "Berg", "the talks had failed") == ("Port Herald",)
    assert carried(annotate, text, "Peter Novak", "they had not") == ()


def test_the_journalist_who_was_told_is_a_channel(annotate: Annotate) -> None:
    text = "Anna Berg told freelance reporter Omar Haddad that the ship had left."
    assert carried(annotate, text, "Anna Berg", "the ship had left") == ("Omar Haddad",)


def test_an_interview_with_the_outlet_itself_has_no_channel(annotate: Annotate) -> None:
    text = "Anna Berg spoke of the strike in an interview with the Port Herald.\n\nBerg said the talks had failed."
    annotated, start = annotate(text), text.index("the talks")
    own = replace(annotated, document=replace(annotated.document, publisher="Port Herald"))
    one = replace(statement((start - 10, start - 6), text), cue=(), content=((start, len(text) - 1),))
    assert Channels(annotated).of(one, Speakers(annotated).resolve(one)) == ("Port Herald",)
    assert Channels(own).of(one, Speakers(own).resolve(one)) == ()


def test_a_president_named_alone_is_not_given_the_country_spoken_of(annotate: Annotate) -> None:
    text = "President Hallam said the United States would not accept missiles in Cuba. Soviet ships turned back from Cuba."
    assert country(resolved(annotate, text, "President Hallam")[0]) == (None, False)


def test_the_most_telling_role_is_kept_and_verbs_are_none(annotate: Annotate) -> None:
    text = (
        "Neighbour Olga Brandt, joined by friends, watched. Olga Brandt, the mayor of Halle, said the dam would hold. Brandt said so again."
    )
    *_, again = resolved(annotate, text, "Olga Brandt, the mayor of Halle,", "Brandt")
    assert again is not None
    assert again.role == "mayor of Halle"


def test_capital_titles_are_roles(annotate: Annotate) -> None:
    text = "House Speaker Joan Miller said the bill would pass. Director Ken Wold said it would not."
    assert [s.role for s in resolved(annotate, text, "House Speaker Joan Miller", "Director Ken Wold") if s] == [
        "House Speaker",
        "Director",
    ]


def test_a_holder_is_of_the_country_of_whom_it_belongs_to(annotate: Annotate) -> None:
    text = (
        "Envoys from France, Chile and Japan came. Norwegian minister Kari Dahl left early. Dahl's lawyer said she was ill. "
        "Her spokesman, Odd Lie, said the same."
    )
    lawyer, spokesman = resolved(annotate, text, "Dahl's lawyer", "Her spokesman, Odd Lie,")
    assert country(lawyer) == ("NOR", True)
    assert country(spokesman) == ("NOR", True)


def test_callings_and_journals_tell_no_country(annotate: Annotate) -> None:
    text = (
        "Voters in Ohio, Texas and Florida went to the polls. Economist Ann Poe said turnout was low. "
        "An article in the Daily Courier said so, too. Clerk Sue Webb said it was high."
    )
    found = resolved(annotate, text, "Economist Ann Poe", "An article in the Daily Courier", "Clerk Sue Webb")
    assert [country(s) for s in found] == [(None, False), (None, False), ("USA", True)]


def test_an_outlet_is_of_the_place_in_its_name_and_state_media_of_the_state(annotate: Annotate) -> None:
    text = "Syria and Syrian rebels met in Damascus. The Tehran Times said they had agreed. State television said they had not."
    assert [s.country for s in resolved(annotate, text, "The Tehran Times", "State television") if s] == ["IRN", "SYR"]


def test_a_body_described_first_is_the_one_named_next(annotate: Annotate) -> None:
    text = (
        "Ten people died, a monitoring group said. The Levant Monitoring Network said two were children. The Paris-based group had lists."
    )
    first, second, third = resolved(annotate, text, "a monitoring group", "The Levant Monitoring Network", "The Paris-based group")
    assert [name(s) for s in (first, second, third)] == ["Levant Monitoring Network"] * 3
    assert {s.country for s in (first, second, third) if s} == {"FRA"}


def test_a_bare_institution_is_the_one_named_in_full(annotate: Annotate) -> None:
    text = "The Supreme Court of Chile met on Monday. Lawyers waited. The Supreme Court said the law stood."
    speaker = resolved(annotate, text, "The Supreme Court said"[:17])[0]
    assert speaker is not None
    assert (speaker.name, speaker.country) == ("Supreme Court of Chile", "CHL")


def test_the_paper_and_the_city_are_named_before(annotate: Annotate) -> None:
    text = "A pipe burst in Maidstone on Monday. The Kent Herald had pictures. The city said it was mended. The paper said it was not."
    assert [name(s) for s in resolved(annotate, text, "The city", "The paper")] == ["Maidstone", "Kent Herald"]


def test_a_description_takes_up_who_bears_the_role_and_the_country(annotate: Annotate) -> None:
    text = "German Chancellor Eva Roth met Polish President Adam Kos. The Polish president said it was late. The 48-year-old said more."
    assert [name(s) for s in resolved(annotate, text, "The Polish president", "The 48-year-old")] == ["Adam Kos", "Adam Kos"]


def test_an_unnamed_official_takes_up_nobody(annotate: Annotate) -> None:
    text = "Deputy minister Lena Falk opened the bridge. A minister said it had cost too much."
    speaker = resolved(annotate, text, "A minister")[0]
    assert speaker is not None
    assert (speaker.name, speaker.anonymous) == ("minister", True)


def test_short_and_familiar_names_are_one_person(annotate: Annotate) -> None:
    text = "Elizabeth Ann Harrow, the harbour master, met the crew. Liz Harrow said they were well. Harrow said they would sail."
    assert {name(s) for s in resolved(annotate, text, "Liz Harrow", "Harrow said"[:6])} == {"Elizabeth Ann Harrow"}


def test_nouns_that_are_joined_are_a_group(annotate: Annotate) -> None:
    (speaker,) = resolved(annotate, "A union and several nurses said the ward was closed.", "A union and several nurses")
    assert speaker is not None
    assert (speaker.kind, speaker.anonymous) == (SpeakerKind.GROUP, True)


def test_an_outlet_told_by_many_is_the_reports_own(annotate: Annotate) -> None:
    text = (
        "Anna Berg told the Port Herald that the ship had left. Peter Novak told the Port Herald that it had not. "
        "Clara Hughes told the Port Herald that nobody knew."
    )
    assert carried(annotate, text, "Anna Berg", "that the ship had left") == ()
    assert carried(annotate, text.split(". ")[0] + ".", "Anna Berg", "that the ship had left") == ("Port Herald",)


def test_a_platform_beside_another_verb_is_no_channel(annotate: Annotate) -> None:
    text = "Anna Berg has many readers on Facebook. She told reporters at the quay that the ship had left."
    assert carried(annotate, text, "She", "that the ship had left") == ()


def test_an_answer_in_an_interview_is_its_speakers(annotate: Annotate) -> None:
    text = "The Herald spoke with the pilot Mia Lund.\n\nMia Lund: The fog was thick, and I thought the radar was off. You would not care."
    assert [name(s) for s in resolved(annotate, text, "I thought"[:1], "You")] == ["Mia Lund", None]

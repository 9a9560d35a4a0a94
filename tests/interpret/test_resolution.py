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

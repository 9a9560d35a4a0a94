"""Whom a report's speakers speak for, by what the report says of them anywhere."""

import pytest

from onrecord.ledger.affiliations import Affiliations
from onrecord.records import Document, Speaker, SpeakerKind, Statement

from .samples import document, statement

PERSON, BODY = SpeakerKind.PERSON, SpeakerKind.ORGANISATION
Said = tuple[str, str, str, Speaker | None]  # source, cue, content, speaker

FERRY = (
    "Ferry owner defends crew\n\n"
    "BERGEN, May 3 (Clarion Wire) - The ferry company Fjord Lines said on Monday that the Astra had left on time. Its managing director, "
    "Petter Moe, told reporters that the engine was new.\n\n"
    "The seamen's union rejected the account. “Nobody had slept,” the union's leader, Kari Lund, said. Lund called for an inquiry.\n\n"
    "The company declined to comment further. Its lawyer, Ida Holm, said the file was closed."
)
TRIAL = (
    "Builder admits bribe\n\n"
    "A builder, Jon Vik, told the Oslo court on Friday that he had paid. His lawyer, Nils Berg, asked for mercy. "
    "Prosecutors said the sum was 40,000 crowns. Presiding judge Eva Dahl said the trial would go on."
)


def person(name: str, role: str | None = None) -> Speaker:
    return Speaker(name, PERSON, role=role)


def parties(text: str, *said: Said) -> list[str | None]:
    """The name of each speaker's party."""
    of: Document = document(text, "report", "2031-05-03", "Clarion")
    found: list[Statement] = []
    for source, cue, content, speaker in said:
        one = statement(of, source, cue, content)
        found.append(Statement(one.id, of.id, one.source, one.cue, one.content, one.style, speaker=speaker, act=one.act))
    told = Affiliations(of, found).parties()
    return [party.name if (party := told[one.id]) else None for one in found]


FIRM: Said = ("The ferry company Fjord Lines", "said", "that the Astra had left on time", Speaker("Fjord Lines", BODY))
DIRECTOR: Said = (
    "Its managing director, Petter Moe",
    "told reporters",
    "that the engine was new",
    person("Petter Moe", "managing director"),
)
UNION: Said = ("The seamen's union", "rejected", "the account", Speaker("seamen's union", BODY))
LEADER: Said = ("the union's leader, Kari Lund,", "said. Lund", "“Nobody had slept,”", person("Kari Lund", "union's leader"))
AGAIN: Said = ("Lund called", "called for", "an inquiry", person("Lund"))
COMPANY: Said = ("The company", "declined", "to comment further", Speaker("Clarion Wire", BODY))
REPORT = (FIRM, DIRECTOR, UNION, LEADER, AGAIN, COMPANY)


def test_whoever_leads_or_speaks_for_a_body_is_its_voice() -> None:
    assert parties(FERRY, *REPORT)[:4] == ["Fjord Lines", "Fjord Lines", "seamen's union", "seamen's union"]


def test_a_surname_alone_is_the_voice_of_the_same_body() -> None:
    assert parties(FERRY, *REPORT)[4] == "seamen's union"


def test_the_company_is_the_firm_that_the_report_names_and_no_news_agency() -> None:
    assert parties(FERRY, *REPORT)[5] == "Fjord Lines"


def test_a_headline_calls_the_firm_by_its_kind() -> None:
    headline: Said = ("Ferry owner", "defends", "crew", person("Ferry owner", "Ferry owner"))
    assert parties(FERRY, headline, *REPORT)[0] == "Fjord Lines"


def test_prosecutors_and_judges_speak_for_prosecution_and_court() -> None:
    prosecutors: Said = ("Prosecutors", "said", "the sum was 40,000 crowns", Speaker("Prosecutors", SpeakerKind.GROUP, anonymous=True))
    judge: Said = ("Presiding judge Eva Dahl", "said the trial", "the trial would go on", person("Eva Dahl", "Presiding judge"))
    assert parties(TRIAL, prosecutors, judge) == ["public prosecutor", "Oslo court"]


def test_a_lawyer_speaks_for_the_client_and_a_builder_for_himself() -> None:
    builder: Said = ("A builder, Jon Vik,", "told", "that he had paid", person("Jon Vik", "builder"))
    lawyer: Said = ("His lawyer, Nils Berg,", "asked for", "mercy", person("Nils Berg", "lawyer"))
    assert parties(TRIAL, builder, lawyer) == ["Jon Vik", "Jon Vik"]


def test_an_unnamed_official_is_nobodys_voice_but_his_own() -> None:
    text = "The labour ministry closed the mine. An official of the ministry said the roster listed 62 names."
    official = Speaker("official of the ministry", PERSON, anonymous=True)
    assert parties(text, ("An official of the ministry", "said", "the roster listed 62 names", official)) == ["official of the ministry"]


@pytest.mark.parametrize("name", ["Roe", "Jane Roe"])
def test_who_has_no_body_speaks_for_himself(name: str) -> None:
    text = f"The bridge is shut. {name} said that it would stay shut."
    assert parties(text, (name, "said", "that it would stay shut", person(name))) == [name]


def test_a_president_speaks_for_no_body_named_before() -> None:
    text = "The Harbour Union called a strike. President Ana Ruiz said it would end soon. Somebody said nothing more."
    union: Said = ("The Harbour Union", "called", "a strike", Speaker("Harbour Union", BODY))
    president: Said = ("President Ana Ruiz", "said", "it would end soon", person("Ana Ruiz", "president"))
    nameless: Said = ("Somebody", "said", "nothing more", person(" "))
    assert parties(text, union, president, nameless)[1] == "Ana Ruiz"

"""Events and their roles, as a researcher would code them: by grammar, where every word of the table counts as one, and as weighed."""

import pytest

from onrecord.annotate.times import find_times
from onrecord.clauses import Clauses
from onrecord.interpret.events import EventFinder
from onrecord.interpret.frames import load_frames
from onrecord.pipeline import Models
from onrecord.records import AnnotatedDocument, Document, DocumentId

CASES = [
    (
        "Norland sold rockets to Estmark via Port Haven.",
        "transfer",
        {"actor": "Norland", "theme": "rockets", "recipient": "Estmark", "via": "Port Haven"},
    ),
    ("The shells were shipped to Estmark by Norland.", "transfer", {"actor": "Norland", "theme": "The shells", "recipient": "Estmark"}),
    (
        "The rebels imported shells and ammunition from Norland.",
        "transfer",
        {"actor": "Norland", "theme": "shells, ammunition", "recipient": "The rebels"},
    ),
    (
        "The sale of shells to Estmark by Norland was condemned.",
        "transfer",
        {"actor": "Norland", "theme": "shells", "recipient": "Estmark"},
    ),
    ("The army carried out a strike on the village.", "attack", {"actor": "The army", "recipient": "the village"}),
    ("Two men who were arrested in Leeds were released.", "arrest", {"recipient": "Two men", "place": "Leeds"}),
    ("The minister who resigned on Friday was ill.", "resign", {"actor": "The minister"}),
    ("The company promised to close the plant.", "close", {"actor": "The company", "theme": "the plant"}),
    ("They asked the general to withdraw his troops.", "withdraw", {"actor": "the general", "theme": "his troops"}),
    ("The court acquitted the mayor on Friday.", "rule", {"actor": "The court", "recipient": "the mayor"}),
    ("The quarrel left nine miners dead.", "die", {"recipient": "nine miners"}),
    ("The judge said the falsifying of records was a crime.", "cheat", {"recipient": "records"}),
    ("Wounded soldiers were carried to the harbour.", "injure", {"recipient": "Wounded soldiers"}),
]
WEIGHED = [
    (
        "The navy fired two missiles at the harbour on Monday. At least nine sailors were killed.",
        "attack",
        {"actor": "The navy", "recipient": "the harbour", "date": "Monday"},
    ),
    ("Norland sold rockets to Estmark, the ministry said.", "transfer", {"actor": "Norland", "theme": "rockets", "recipient": "Estmark"}),
    ("Police arrested two men and a woman in Leeds on Friday.", "arrest", {"actor": "Police", "recipient": "two men, a woman"}),
    ("The mayor was stabbed during a rally.", "attack", {"recipient": "The mayor"}),
    (
        "The regime shipped shells to Estmark through Port Haven.",
        "transfer",
        {"actor": "The regime", "recipient": "Estmark", "via": "Port Haven"},
    ),
    ("She testified before the grand jury on Monday.", "try", {"actor": "She", "date": "Monday"}),
    ("Talks between Norland and Estmark ended without a deal.", "meet", {"actor": "Norland, Estmark"}),
]


def events(text: str, models: Models, *, weighed: bool = False) -> list[tuple[str, dict[str, str], bool]]:
    ((tokens, entities),) = models.syntax([text])
    annotated = AnnotatedDocument(Document(DocumentId("d"), "u", text), tokens, entities, models.encoder([text])[0])
    clauses = Clauses(tokens)
    times = [t.span for t in find_times(text, published=None)] if weighed else ()
    found = EventFinder(annotated, clauses, times, models.heads.event if weighed else None).events(range(len(tokens)))
    return [
        (
            e.frame.name if e.frame else "-",
            {role: ", ".join(text[slice(*clauses.phrase(r))] for r in rows) for role, rows in e.roles.items()},
            e.negated,
        )
        for e in found
    ]


@pytest.mark.parametrize(("text", "frame", "roles"), CASES)
def test_who_did_what_to_whom(text: str, frame: str, roles: dict[str, str], models: Models) -> None:
    found = [r for name, r, _ in events(text, models) if name == frame]
    assert found
    assert {role: found[0].get(role) for role in roles} == roles


@pytest.mark.parametrize(("text", "frame", "roles"), WEIGHED)
def test_who_did_what_as_weighed(text: str, frame: str, roles: dict[str, str], models: Models) -> None:
    found = [r for name, r, _ in events(text, models, weighed=True) if name == frame]
    assert found
    assert {role: found[0].get(role) for role in roles} == roles


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("She held the door while he read the book.", "seize"),
        ("The band released an album, and fans met it with a storm of applause.", "release"),
        ("He raised his glass.", "rise"),
    ],
)
def test_words_of_the_table_in_other_senses_are_no_events(text: str, frame: str, models: Models) -> None:
    assert frame not in [name for name, _, _ in events(text, models, weighed=True)]


def test_a_strike_is_what_the_report_is_about(models: Models) -> None:
    war = "Rebels shelled the town and killed two soldiers. Jets bombed a bridge. The strike wounded nine people."
    assert "attack" in [name for name, _, _ in events(war, models, weighed=True)]


def test_nobody_fills_two_roles_of_an_event(models: Models) -> None:
    text = "Norland and Estmark signed a treaty in Port Haven, and the rebels freed nine captives taken from the harbour in May."
    for _, roles, _ in events(text, models, weighed=True):
        fillers = [words for role in roles.values() for words in role.split(", ")]
        assert len(fillers) == len(set(fillers))


@pytest.mark.parametrize(
    "text",
    [
        "Norland never sold rockets to Estmark.",
        "Norland has not sold rockets to Estmark.",
        "Norland failed to deliver the rockets.",
        "No rockets were sold.",
    ],
)
def test_what_did_not_happen_is_negated(text: str, models: Models) -> None:
    assert all(negated for name, _, negated in events(text, models) if name == "transfer")


def test_converse_verbs_turn_the_roles(models: Models) -> None:
    sold, bought = (
        next(r for name, r, _ in events(text, models) if name == "transfer")
        for text in ("Norland sold rockets to the rebels.", "The rebels bought rockets from Norland.")
    )
    assert sold["actor"] == bought["actor"] == "Norland"
    assert sold["recipient"].lower() == bought["recipient"].lower() == "the rebels"


def test_a_verb_is_named_with_the_word_that_makes_it_another(models: Models) -> None:
    text = "The minister stepped down from his post on Friday."
    ((tokens, entities),) = models.syntax([text])
    annotated = AnnotatedDocument(Document(DocumentId("d"), "u", text), tokens, entities, models.encoder([text])[0])
    (event,) = EventFinder(annotated, Clauses(tokens), (), models.heads.event).events(range(len(tokens)))
    assert (event.predicate, event.frame.name if event.frame else None) == ("step_down", "resign")


@pytest.mark.parametrize(
    ("participle", "verb"),
    [("displaced", "displace"), ("shrinking", "shrink"), ("falsified", "falsify"), ("banning", "ban"), ("morning", None), ("king", None)],
)
def test_a_participle_counts_as_its_verb(participle: str, verb: str | None) -> None:
    assert load_frames().verb_of(participle) == verb

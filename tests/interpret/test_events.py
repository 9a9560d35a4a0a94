"""Events and their roles, as a researcher would code them. Every word of the table counts as one here: grammar is what is tested."""

import pytest

from onrecord.clauses import Clauses
from onrecord.interpret.events import EventFinder
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
]


def events(text: str, models: Models) -> list[tuple[str, dict[str, str], bool]]:
    ((tokens, entities),) = models.syntax([text])
    annotated = AnnotatedDocument(Document(DocumentId("d"), "u", text), tokens, entities, models.encoder([text])[0])
    clauses = Clauses(tokens)
    found = EventFinder(annotated, clauses, (), None).events(range(len(tokens)))
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

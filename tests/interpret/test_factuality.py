"""What a clause and a cue make of a content, by the rules alone."""

import pytest

from onrecord.clauses import Clauses
from onrecord.interpret.factuality import of_clause, of_statement
from onrecord.interpret.predicates import main_row
from onrecord.pipeline import Models
from onrecord.records import Factuality

CLAUSES = [
    ("The bridge collapsed.", "CT+"),
    ("The bridge did not collapse.", "CT-"),
    ("Nobody was hurt.", "CT-"),
    ("The bridge may collapse.", "PS+"),
    ("The bridge is likely to collapse.", "PR+"),
    ("The bridge is unlikely to collapse.", "PR-"),
    ("The firm never sold the data.", "CT-"),
]
STATEMENTS = [
    (["deny"], "it sold the data", "CT-"),
    (["say"], "it never sold the data", "CT-"),
    (["think"], "the bridge will collapse", "PR+"),
    (["not", "think"], "the bridge will collapse", "PR-"),
    (["urge"], "the firm to sell the data", "Uu"),
    (["plan"], "to sell the data", "Uu"),
    (["vow"], "it will rebuild the bridge", "CT+"),
    (["not", "say"], "whether it sold the data", "Uu"),
    (["say"], "the bridge could collapse", "PS+"),
]


@pytest.mark.parametrize(("text", "value"), CLAUSES)
def test_a_clause_by_itself(text: str, value: str, models: Models) -> None:
    ((tokens, _),) = models.syntax([text])
    clauses = Clauses(tokens)
    root = main_row(clauses, range(len(tokens)))
    assert root is not None
    assert of_clause(clauses, root) == value


@pytest.mark.parametrize(("cue", "content", "value"), STATEMENTS)
def test_the_cue_has_a_force(cue: list[str], content: str, value: str, models: Models) -> None:
    ((tokens, _),) = models.syntax([content])
    clauses = Clauses(tokens)
    assert of_statement(cue, clauses, main_row(clauses, range(len(tokens))), content) == value


def test_hearsay_is_not_the_publishers_assertion(models: Models) -> None:
    ((tokens, _),) = models.syntax(["The alleged sale was made in March."])
    clauses = Clauses(tokens)
    root = main_row(clauses, range(len(tokens)))
    assert root is not None
    assert of_clause(clauses, root, own_voice=True) is Factuality.UNCOMMITTED

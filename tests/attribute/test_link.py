"""Links and label paths: what they choose, and that their time grows with the text."""

import re
import time
from itertools import pairwise

import numpy as np

from onrecord.attribute.link import Heads, link
from onrecord.attribute.quotations import Quotations, completed
from onrecord.attribute.spans import LABELS, RoleSpan, allowed_transitions, best_paths
from onrecord.attribute.statements import Taken, find_statements
from onrecord.attribute.weights import Weights
from onrecord.pipeline import Models
from onrecord.records import AnnotatedDocument, Document, DocumentId, EncodedWords, Tokens

PARAGRAPH = "“The pier is not safe,” the mayor said on Monday. The builder denied that “its steel” was weak, and went on."
NONE = np.zeros(0, dtype=np.int32)


def encoded(text: str, weights: Weights) -> EncodedWords:
    """Words with scores that make source, cue and content spans in every dozen words."""
    words = [match.span() for match in re.finditer(r"\S+", text)]
    starts, ends = [start for start, _ in words], [end for _, end in words]
    labels = np.resize([1, 2, 3, 5, 6, 6, 6, 6, 0, 0, 0, 0], len(starts))
    scores = np.full((len(starts), len(LABELS)), -5, dtype=np.float32)
    scores[np.arange(len(starts)), labels] = 5
    breaks = np.cumsum([text.count("\n", a, b) > 0 for a, b in pairwise([0, *starts])])
    vectors = np.random.default_rng(1).standard_normal((len(starts), len(weights.link.dependent_first))).astype(np.float16)
    return EncodedWords(np.array(starts), np.array(ends), breaks, scores, vectors)


def seconds(size: int, join: str, weights: Weights) -> float:
    """What statements of a text of so many characters take."""
    text = join.join([PARAGRAPH] * (size // len(PARAGRAPH)))
    document = Document(DocumentId("d-1"), "file:///a", text, boilerplate=tuple((i, i + 1) for i in range(0, len(text), 2_000)))
    annotated = AnnotatedDocument(document, Tokens(NONE, NONE, NONE, NONE, (), (), (), ()), (), encoded(text, weights))
    start = time.process_time()
    assert find_statements(annotated, weights)
    return time.process_time() - start


def test_time_grows_with_the_text_not_with_its_square(models: Models) -> None:
    for join in ("\n\n", " "):
        small, large = (min(seconds(size, join, models.weights) for _ in range(2)) for size in (30_000, 240_000))
        assert large < 20 * small, (join, small, large)  # eight times the text; with the square it were 64 times


def one_by_one(emissions: np.ndarray, transitions: np.ndarray, starts: np.ndarray) -> list[int]:
    score, back = emissions[0] + starts, []
    for row in emissions[1:]:
        reach = score[:, None] + transitions
        back.append(reach.argmax(0))
        score = reach.max(0) + row
    path = [int(score.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return path[::-1]


def test_paths_side_by_side_are_those_of_each_alone() -> None:
    rng = np.random.default_rng(2)
    bounds = np.array([0, 3, 4, 40, 41, 60])
    emissions = rng.standard_normal((60, len(LABELS))).astype(np.float32)
    transitions = allowed_transitions() + rng.standard_normal((len(LABELS), len(LABELS))).astype(np.float32)
    starts = rng.standard_normal(len(LABELS)).astype(np.float32)
    alone = [n for a, b in pairwise(bounds.tolist()) for n in one_by_one(emissions[a:b], transitions, starts)]
    assert best_paths(emissions, bounds, transitions, starts).tolist() == alone


def test_places_of_heads_as_seen_from_a_dependent() -> None:
    spans = [RoleSpan("cue", 3, 4), RoleSpan("cue", 12, 12), RoleSpan("cue", 20, 21), RoleSpan("cue", 400, 400)]
    paragraph = np.repeat([0, 1, 2], [10, 8, 400])
    heads = Heads.of(spans, paragraph)
    dependent = RoleSpan("content", 14, 17)
    near = heads.near(dependent)
    distance, step, between = heads.places(dependent, 1, near)
    assert near.tolist() == [0, 1, 2]
    assert distance.tolist() == [6 + 12, 2 + 12, 3]  # 9 and 1 words before; 2 words after
    assert (step.tolist(), between.tolist()) == ([1, 0, 3], [1, 0, 0])


def test_nothing_links_to_nothing(models: Models) -> None:
    vectors = np.zeros((20, 384), dtype=np.float16)
    found = link([RoleSpan("content", 2, 9)], vectors, np.zeros(20, dtype=np.int64), models.weights.link)
    assert [(a.source, a.cue) for a in found] == [((), ())]


def test_stretches_that_touch() -> None:
    taken = Taken(((10, 20), (12, 14), (30, 31)))
    assert [taken.touches(*span) for span in ((0, 10), (9, 11), (15, 16), (20, 30), (29, 40), (31, 99))] == [
        False,
        True,
        True,
        False,
        True,
        False,
    ]


def test_a_content_takes_in_its_marks() -> None:
    text = 'He said "the pier is closed", and left.\n"It is not safe'
    found = Quotations(text)
    assert [(q.start, q.end, q.open_ended) for q in found.all] == [(8, 28, False), (40, 55, True)]
    assert completed((9, 27), found, text) == (8, 28)
    assert [q.start for q in found.within(9, 50)] == [40]
    assert (found.has_open(0, 40), found.has_open(0, 41)) == (False, True)

"""The whole of reading, in the order it happens: page → document → annotations → statements → claims."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TypeVar

from onrecord.acquire.extract import extract
from onrecord.annotate.encoder import Encoder
from onrecord.annotate.syntax import Syntax
from onrecord.annotate.times import find_times
from onrecord.annotate.weigher import Weigher
from onrecord.attribute.nested import NestedWeights, find_nested, load_nested
from onrecord.attribute.statements import find_statements
from onrecord.attribute.weights import Weights, load_weights
from onrecord.clauses import Clauses
from onrecord.codec import cover
from onrecord.helpers import Helpers
from onrecord.interpret.heads import Heads, load_heads
from onrecord.interpret.read import interpret
from onrecord.records import AnnotatedDocument, Document, Page, Reading, Skipped, Statement

BATCH_PAGES = 4  # small, so that all processes end at about the same time and memory stays flat
BATCH_BYTES = 250_000
SMALL = 3  # batches that are read sooner than a helper has started
AHEAD = 16  # batches that may wait for an earlier one
Read = Reading | Skipped
Batch = list[Page | Skipped]
Given = TypeVar("Given")
Made = TypeVar("Made")


@dataclass(frozen=True)
class Models:
    """Everything that is loaded once."""

    syntax: Syntax
    encoder: Encoder
    weights: Weights
    nested: NestedWeights
    heads: Heads
    weigher: Weigher


def load_models(*, threads: int = 1) -> Models:
    """The bundled models; ModelError when the installation is damaged."""
    with as_file(files("onrecord") / "models") as folder:
        attribution = folder / "attribution"
        encoder = Encoder(attribution, threads=threads)
        weigher = Weigher(folder / "acts", encoder.tokenizer, threads=threads)
        return Models(Syntax(), encoder, load_weights(attribution), load_nested(attribution), load_heads(attribution), weigher)


class Pipeline:
    """Reads pages. `published` and `publisher` say what the pages do not; helpers are processes that read beside this one."""

    def __init__(
        self, models: Models, *, published: str | None = None, publisher: str | None = None, helpers: Helpers | None = None
    ) -> None:
        self.models = models
        self.published = published
        self.publisher = publisher
        self.helpers = helpers

    def __call__(self, pages: Sequence[Page | Skipped]) -> list[Read]:
        """What each page says, in the order of the pages."""
        return list(self.stream(pages))

    def stream(self, pages: Iterable[Page | Skipped]) -> Iterator[Read]:
        """The same for any number of pages, a batch at a time; who reads a batch makes no difference to what it says."""
        waiting: deque[tuple[Batch, list[Read] | Future[list[Read]]]] = deque()
        for number, batch in enumerate(batches(pages)):
            elsewhere = None
            if self.helpers and number >= SMALL:
                elsewhere = self.helpers.take(_read_elsewhere, batch, self.published, self.publisher)
            waiting.append((batch, elsewhere or self.read(batch)))
            while waiting and (len(waiting) > AHEAD or not isinstance(first := waiting[0][1], Future) or first.done()):
                yield from self._result(*waiting.popleft())
        while waiting:
            yield from self._result(*waiting.popleft())

    def _result(self, batch: Batch, found: list[Read] | Future[list[Read]]) -> list[Read]:
        """What a batch says; read here when the helper that had it has died."""
        if not isinstance(found, Future):
            return found
        try:
            return found.result()
        except BrokenExecutor:
            return self.read(batch)

    def read(self, batch: Batch) -> list[Read]:
        """What each page of a batch says; when the batch fails as a whole, each document is tried by itself."""
        items = [_guarded(item, self._extract) if isinstance(item, Page) else item for item in batch]
        documents = [item for item in items if isinstance(item, Document)]
        annotated = _guarded(documents, self._annotated)
        if isinstance(annotated, Skipped):
            found = iter([_guarded(document, lambda d: self._statements(self._annotated([d])[0])) for document in documents])
        else:
            found = iter([_guarded(one, self._statements) for one in annotated])
        return [next(found) if isinstance(item, Document) else item for item in items]

    def _extract(self, page: Page) -> Document | Skipped:
        return extract(page, published=self.published, publisher=self.publisher)

    def _annotated(self, documents: Sequence[Document]) -> list[AnnotatedDocument]:
        texts = [d.text for d in documents]
        found = zip(documents, self.models.syntax(texts), self.models.encoder(texts), strict=True)
        return [AnnotatedDocument(document, tokens, entities, words) for document, (tokens, entities), words in found]

    def _statements(self, annotated: AnnotatedDocument) -> Reading:
        document = annotated.document
        clauses = Clauses(annotated.tokens)
        outer = find_statements(annotated, self.models.weights)
        inner = find_nested(annotated, clauses, outer, self.models.encoder, self.models.weights, self.models.nested)
        statements = sorted([*outer, *inner], key=place)
        times = find_times(document.text, published=document.published)
        return interpret(annotated, clauses, statements, times, self.models.heads, self.models.weigher)


def batches(pages: Iterable[Page | Skipped]) -> Iterator[Batch]:
    """Pages in batches; the first holds one alone, so that a record is soon seen."""
    batch: Batch = []
    size, limit = 0, 1
    for page in pages:
        batch.append(page)
        size += len(page.body) if isinstance(page, Page) else 0
        if len(batch) >= limit or size >= BATCH_BYTES:
            yield batch
            batch, size, limit = [], 0, BATCH_PAGES
    if batch:
        yield batch


@cache
def _models_here() -> Models:
    """The models of a helper, loaded once."""
    return load_models()


def _read_elsewhere(batch: Batch, published: str | None, publisher: str | None) -> list[Read]:
    """What a helper does with a batch."""
    return Pipeline(_models_here(), published=published, publisher=publisher).read(batch)


def place(statement: Statement) -> tuple[int, int, bool]:
    """Where a statement stands in the order of the text, an inner one after its parent."""
    return *cover(statement.source, statement.cue, statement.content), statement.parent is not None


def _guarded(given: Given, work: Callable[[Given], Made]) -> Made | Skipped:
    """The work's result; or, whatever goes wrong in it, a skip: one bad page must not end a run of thousands."""
    try:
        return work(given)
    except Exception as error:  # the one place: libraries fail on hostile input in ways that nobody can list
        document = given.document if isinstance(given, AnnotatedDocument) else given
        url = document.url if isinstance(document, Page | Document) else ""
        return Skipped(url, "pipeline", f"an error of onrecord itself, please report it: {type(error).__name__}: {error}")

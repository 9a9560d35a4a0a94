"""The whole of reading, in the order it happens: page → document → annotations → statements → speakers and acts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import as_file, files
from itertools import chain
from typing import TypeVar

from onrecord.acquire.extract import extract
from onrecord.annotate.encoder import Encoder
from onrecord.annotate.syntax import Syntax
from onrecord.attribute.statements import find_statements
from onrecord.attribute.weights import Weights, load_weights
from onrecord.interpret.read import interpret
from onrecord.records import AnnotatedDocument, Document, EncodedWords, Page, Reading, Skipped

BATCH_DOCUMENTS = 8  # small, so that encoding and parsing overlap from the start and memory stays flat
BATCH_CHARACTERS = 30_000  # about 10 reports of 500 words
Read = Reading | Skipped
Given = TypeVar("Given")
Made = TypeVar("Made")


@dataclass(frozen=True)
class Models:
    """Everything that is loaded once."""

    syntax: Syntax
    encoder: Encoder
    weights: Weights


def load_models(*, threads: int = 1) -> Models:
    """The bundled models; ModelError when the installation is damaged."""
    with as_file(files("onrecord") / "models" / "attribution") as folder:
        return Models(Syntax(), Encoder(folder, threads=threads), load_weights(folder))


class Pipeline:
    """Reads pages. Keyword arguments say what the pages do not: their date and publisher."""

    def __init__(self, models: Models, *, published: str | None = None, publisher: str | None = None) -> None:
        self.models = models
        self.published = published
        self.publisher = publisher

    def __call__(self, pages: Sequence[Page | Skipped]) -> list[Read]:
        """What each page says, in the order of the pages."""
        return list(self.stream(pages))

    def stream(self, pages: Iterable[Page | Skipped]) -> Iterator[Read]:
        """The same for any number of pages, a batch at a time; the next batch is encoded while one is parsed."""
        with ThreadPoolExecutor(max_workers=1) as worker:
            waiting: tuple[list[Document | Skipped], Future[list[EncodedWords]]] | None = None
            for number, batch in enumerate(self._batches(pages)):
                texts = [item.text for item in batch if isinstance(item, Document)]
                coming = batch, worker.submit(self.models.encoder, texts)
                if waiting:
                    yield from self._read(*waiting)
                waiting = coming if number else None
                if not number:
                    yield from self._read(*coming)
            if waiting:
                yield from self._read(*waiting)

    def _batches(self, pages: Iterable[Page | Skipped]) -> Iterator[list[Document | Skipped]]:
        """Documents in batches; the first holds one alone, so that a record is soon seen."""
        batch: list[Document | Skipped] = []
        size, limit = 0, 1
        for page in pages:
            item = _guarded(page, self._extract) if isinstance(page, Page) else page
            batch.append(item)
            size += len(item.text) if isinstance(item, Document) else 0
            if len(batch) >= limit or size >= BATCH_CHARACTERS:
                yield batch
                batch, size, limit = [], 0, BATCH_DOCUMENTS
        if batch:
            yield batch

    def _extract(self, page: Page) -> Document | Skipped:
        return extract(page, published=self.published, publisher=self.publisher)

    def _read(self, batch: list[Document | Skipped], encoded: Future[list[EncodedWords]]) -> Iterator[Read]:
        """Readings of a batch; when the batch fails as a whole, each document is tried by itself."""
        documents = [item for item in batch if isinstance(item, Document)]
        readings = _guarded(documents, lambda docs: self._annotated(docs, encoded.result()))
        if isinstance(readings, Skipped):
            found: Iterator[Read] = chain.from_iterable(self._alone(document) for document in documents)
        else:
            found = (_guarded(annotated, self._statements) for annotated in readings)
        for item in batch:
            yield next(found) if isinstance(item, Document) else item

    def _alone(self, document: Document) -> Iterator[Read]:
        result = _guarded(document, lambda d: self._statements(self._annotated([d], self.models.encoder([d.text]))[0]))
        yield result

    def _annotated(self, documents: Sequence[Document], encoded: list[EncodedWords]) -> list[AnnotatedDocument]:
        syntax = self.models.syntax([d.text for d in documents])
        return [
            AnnotatedDocument(document, tokens, entities, words)
            for document, (tokens, entities), words in zip(documents, syntax, encoded, strict=True)
        ]

    def _statements(self, annotated: AnnotatedDocument) -> Reading:
        return Reading(annotated.document, interpret(annotated, find_statements(annotated, self.models.weights)))


def _guarded(given: Given, work: Callable[[Given], Made]) -> Made | Skipped:
    """The work's result; or, whatever goes wrong in it, a skip: one bad page must not end a run of thousands."""
    try:
        return work(given)
    except Exception as error:  # the one place: libraries fail on hostile input in ways that nobody can list
        document = given.document if isinstance(given, AnnotatedDocument) else given
        url = document.url if isinstance(document, Page | Document) else ""
        return Skipped(url, "pipeline", f"an error of onrecord itself, please report it: {type(error).__name__}: {error}")

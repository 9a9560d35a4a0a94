"""Which documents are copies of which, passage by passage, over any number of documents.

Whatever is asked is worked out from the prints that are there, and each document is held only against earlier ones. So the order in
which documents arrive makes no difference, and adding one costs no more than its own rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Select, bindparam, delete, exists, insert, select, union_all

from onrecord.ledger.append import chunks
from onrecord.ledger.copy_overlap import LEAST_WORDS, Verdict, Words, copied_passages, judged, own_share
from onrecord.ledger.copy_prints import Print, band_keys, fingerprint
from onrecord.ledger.copy_tables import copy_keys, copy_prints, print_of, print_row
from onrecord.records import Copy, Document, DocumentId, Span

FIRST = 8  # documents that a key leads to, the earliest; a formula that stands on every page leads to no more than these
AT_ONCE = 32  # keys of a look-up; the statement is compiled once
KEPT = 500  # prints in memory, a few MB
NEARLY = 0.9  # of the largest share: an earlier document with so much is the origin, and the one with most is another copy of it
LEAST_SHARE = 0.1  # of a document's own words; with less it has a copied passage and is no copy


def _look_up() -> Select[tuple[str]]:
    """The earliest documents of each of AT_ONCE keys, by the index alone."""
    earliest = (
        select(copy_keys.c.document)
        .where(copy_keys.c.key == bindparam(f"key{number}"), copy_keys.c.rank <= bindparam("rank"))
        .order_by(copy_keys.c.rank)
        .limit(FIRST)
        .subquery()
        for number in range(AT_ONCE)
    )
    found = union_all(*(select(some.c.document) for some in earliest)).subquery()
    return select(found.c.document).distinct()


LOOK_UP = _look_up()
OLD = (
    (copy_keys.c.key == bindparam("old_key"))
    & (copy_keys.c.rank == bindparam("old_rank"))
    & (copy_keys.c.document == bindparam("old_document"))
)


@dataclass(frozen=True)
class _Earlier:
    """An earlier document, which words of the later one it has, and what that makes the later one."""

    print: Print
    words: Words
    verdict: Verdict


class _Prints:
    """The prints that a connection holds; those asked for again and again are read once."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._kept: dict[str, Print] = {}

    def of(self, documents: Sequence[DocumentId]) -> list[Print]:
        """The prints of those documents that are known, in the order given."""
        if len(self._kept) > KEPT:
            self._kept.clear()
        for some in chunks([document for document in documents if document not in self._kept]):
            query = select(copy_prints).where(copy_prints.c.document.in_(some))
            self._kept |= {row.document: print_of(row) for row in self.connection.execute(query)}
        return [self._kept[document] for document in documents if document in self._kept]

    def candidates(self, of: Print) -> tuple[DocumentId, ...]:
        """See `CopyIndex.candidates`."""
        keys = band_keys(of)
        found: set[str] = set()
        for at in range(0, len(keys), AT_ONCE):
            some = keys[at : at + AT_ONCE]
            some += (some[-1],) * (AT_ONCE - len(some))
            values = {f"key{number}": key for number, key in enumerate(some)}
            found |= set(self.connection.scalars(LOOK_UP, values | {"rank": of.rank}))
        return tuple(DocumentId(document) for document in sorted(found - {of.document}))

    def earlier(self, of: Print) -> list[_Earlier]:
        """The candidates that stand before a document and have any passage of it, the earliest first."""
        found = sorted((other for other in self.of(self.candidates(of)) if other.order < of.order), key=lambda other: other.order)
        met = (_Earlier(other, *judgement) for other, judgement in zip(found, judged(of, found), strict=True))
        return [e for e in met if e.verdict == Verdict.COPY or (e.words & ~of.quoted).sum() >= LEAST_WORDS]


class CopyIndex:
    """Finds copies among the documents added to it; its tables are those of `copy_tables`.

    Every method works inside the caller's transaction.
    """

    def add(self, connection: Connection, document: Document) -> None:
        """Takes a document in, in place of what was known of it before."""
        self.remove(connection, document.id)
        new = fingerprint(document)
        connection.execute(insert(copy_prints), print_row(new))
        keys = [{"key": key, "rank": new.rank, "document": new.document} for key in band_keys(new)]
        if keys:
            connection.execute(insert(copy_keys), keys)

    def remove(self, connection: Connection, document: DocumentId) -> None:
        """Forgets a document; nothing where it is not known."""
        for known in _Prints(connection).of([document]):
            rows = [{"old_key": key, "old_rank": known.rank, "old_document": document} for key in band_keys(known)]
            if rows:
                connection.execute(delete(copy_keys).where(OLD), rows)
            connection.execute(delete(copy_prints).where(copy_prints.c.document == document))

    def later(self, connection: Connection, document: DocumentId) -> set[DocumentId]:
        """Later documents that share a key with this one: those whose copying may change when it comes or goes.

        A key that FIRST earlier documents have leads none of them here.
        """
        found: set[DocumentId] = set()
        earlier = copy_keys.alias()
        for known in _Prints(connection).of([document]):
            before = select(earlier.c.key).where(earlier.c.key == copy_keys.c.key, earlier.c.rank < known.rank)
            led = ~exists(before.correlate(copy_keys).limit(1).offset(FIRST - 1))
            for some in chunks(band_keys(known)):
                query = select(copy_keys.c.document).where(copy_keys.c.key.in_(some), copy_keys.c.rank >= known.rank, led).distinct()
                found |= {DocumentId(other) for other in connection.scalars(query) if other != document}
        return found

    def candidates(self, connection: Connection, of: Print) -> tuple[DocumentId, ...]:
        """Earlier documents that may share a passage with this one, in the order of ids; few, however many there are."""
        return _Prints(connection).candidates(of)

    def copies(self, connection: Connection) -> Iterator[Copy]:
        """What every document is a copy of, the earliest document first; one that was put together from several has several."""
        later, earlier = copy_keys.alias(), copy_keys.alias()
        met = (later.c.key == earlier.c.key) & (earlier.c.rank <= later.c.rank) & (later.c.document != earlier.c.document)
        query = select(later.c.rank, later.c.document).distinct().where(exists().where(met).correlate(later))
        rows = sorted((row.rank, row.document) for row in connection.execute(query))
        yield from self.copies_of(connection, [DocumentId(document) for _, document in rows])

    def copies_of(self, connection: Connection, documents: Sequence[DocumentId]) -> Iterator[Copy]:
        """What each of these documents is a copy of, in the order given; nothing for those that are no copies."""
        prints = _Prints(connection)
        for document in documents:
            for known in prints.of([document]):
                yield from _copies(known, prints.earlier(known))

    def copied_spans(self, connection: Connection, document: DocumentId) -> tuple[tuple[Span, DocumentId], ...]:
        """The stretches of a document that an earlier one has, each with the earliest that has it, in the order of the text."""
        return next(spans for _, spans in self.all_copied_spans(connection, [document]))

    def all_copied_spans(
        self, connection: Connection, documents: Iterable[DocumentId]
    ) -> Iterator[tuple[DocumentId, tuple[tuple[Span, DocumentId], ...]]]:
        """Each of these documents, in the order given, with its `copied_spans`."""
        prints = _Prints(connection)
        for document in documents:
            yield document, tuple(span for known in prints.of([document]) for span in _copied(known, prints.earlier(known)))


def _copied(of: Print, earlier: list[_Earlier]) -> list[tuple[Span, DocumentId]]:
    """Passages by origin, those that follow each other with the same origin as one."""
    found: list[tuple[Span, DocumentId]] = []
    copied = [(e.print.document, copied_passages(of, e.words, e.verdict).tolist()) for e in earlier]
    for number, (start, end) in enumerate(of.passages):
        origin = next((document for document, marked in copied if marked[number]), None)
        if origin and found and found[-1] == ((found[-1][0][0], start), origin):
            found[-1] = (found[-1][0][0], end), origin
        elif origin:
            found.append(((start, end), origin))
    return found


def _copies(of: Print, earlier: list[_Earlier]) -> Iterator[Copy]:
    """The origins of a document: the earliest that has nearly as much of its own words as any; then the same for what is left."""
    left = ~of.quoted
    origins = [other for other in earlier if other.verdict == Verdict.COPY]
    while origins:
        shares = [own_share(of, other.words & left) for other in origins]
        if max(shares) < LEAST_SHARE:
            return
        origin = next(other for other, share in zip(origins, shares, strict=True) if share >= NEARLY * max(shares))
        yield Copy(of.document, origin.print.document, round(own_share(of, origin.words), 3), _reason(of, origin))
        left &= ~origin.words
        origins.remove(origin)


def _reason(of: Print, origin: _Earlier) -> str:
    whole = int(copied_passages(of, origin.words, origin.verdict).sum())
    share = own_share(of, origin.words)
    credit = f"; credits {' and '.join(of.credits)}" if of.credits else ""
    return f"{whole} of its {len(of.passages)} sentences and {share:.0%} of its own words stand in {origin.print.label}{credit}"

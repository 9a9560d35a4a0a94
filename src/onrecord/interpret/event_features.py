"""What speaks for and against a word's being an event of a frame: the word, its grammar, who and what stands in its slots."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.interpret.frames import Frame

if TYPE_CHECKING:
    from onrecord.interpret.events import EventFinder

PARTIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
ARGUMENTS = frozenset("mark nsubj nsubjpass dobj prep agent acomp xcomp ccomp".split())
Slots = dict[str, list[int]]


def event_features(finder: EventFinder, row: int, frame: Frame, slots: Slots) -> list[str]:
    """The features of one word as one frame, for the linear model that weighs them."""
    return [
        *_of_word(finder, row, frame),
        *_of_slots(finder, row, frame, slots),
        *_of_place(finder, row, slots),
        *_of_tree(finder, row, frame),
        *_of_report(finder, row, frame),
    ]


def _of_word(finder: EventFinder, row: int, frame: Frame) -> Iterator[str]:
    """The word in its frame, how sure the table is of it, and its place in the tree."""
    clauses, tokens = finder.clauses, finder.tokens
    lemma, name, pos = clauses.lemma(row), frame.name, tokens.pos[row]
    label, head = tokens.dep[row], clauses.heads[row]
    key = finder.key(row)
    doubt = finder.frames.doubt(frame, key)
    yield from (f"l={lemma}", f"f={name}", f"lf={lemma}_{name}", f"d={label}", f"fd={name}_{label}", f"t={tokens.tag[row]}")
    yield from (f"fp={name}_{pos}", f"ft={name}_{tokens.tag[row]}", f"w={pos}_{doubt}", f"fw={name}_{doubt}", f"wd={doubt}_{label}")
    yield f"named={pos}_{finder.label.get(row, '')}"
    if key != lemma:
        yield f"key={key}"
    if head == row:
        yield "root"
    else:
        yield from (f"h={clauses.lemma(head)}", f"ld={lemma}_{label}", f"hp={label}_{tokens.pos[head]}")


def _of_slots(finder: EventFinder, row: int, frame: Frame, slots: Slots) -> Iterator[str]:
    clauses, tokens = finder.clauses, finder.tokens
    lemma, name = clauses.lemma(row), frame.name
    for slot, rows in slots.items():
        yield from (f"s={slot}", f"fs={name}_{slot}", f"ls={lemma}_{slot}")
        for noun in rows[:2]:
            mark, word = finder.label.get(noun, ""), clauses.lemma(noun)
            yield from (f"n={slot}_{word}", f"e={slot}_{mark}", f"fe={name}_{slot}_{mark}", f"p={slot}_{tokens.pos[noun]}")
            if slot in {"object", "modifier", "of", "subject"}:
                yield from (f"ln={lemma}_{word}", f"fn={name}_{slot}_{word}")
            if slot == "object":
                yield from (f"oe={name}_{thing.name}" for thing in finder.frames.sure_nouns(word))
    if tokens.pos[row] == "VERB" and "object" not in slots:
        yield from (f"bare={name}", f"bare={lemma}")


def _of_place(finder: EventFinder, row: int, slots: Slots) -> Iterator[str]:
    """What stands around: helpers and articles, the words beside, what it hangs on, dates and parties near it, the headline."""
    clauses, tokens = finder.clauses, finder.tokens
    pos = tokens.pos[row]
    yield from (
        f"k={clauses.lemma(k)}" for k in clauses.kids(row, "prt", "advmod", "det", "aux", "neg", "xcomp", "ccomp", "amod", "compound")
    )
    if row + 1 < len(tokens):
        yield f"next={clauses.lemma(row + 1)}"
    if row:
        yield f"before={clauses.lemma(row - 1)}"
    yield from (f"anc={clauses.lemma(a)}" for a, _ in zip(clauses.ancestors(row), range(3), strict=False))
    parties = sum(finder.label.get(r) in PARTIES for rows in slots.values() for r in rows)
    yield from (f"parties={pos}_{min(parties, 2)}", f"slots={pos}_{min(len(slots), 3)}")
    yield f"dated={pos}_{finder.is_dated(row, slots)}"
    yield f"det={pos}_{'_'.join(clauses.lemma(k) for k in clauses.kids(row, 'det')) or ('poss' if clauses.kids(row, 'poss') else '')}"
    yield f"aux={'_'.join(sorted(clauses.lemma(k) for k in clauses.kids(row, 'aux')))}"
    yield f"title={pos}_{tokens.sentence[row] == tokens.sentence[0]}"


def _of_tree(finder: EventFinder, row: int, frame: Frame) -> Iterator[str]:
    """How deep the word stands, under which main verb, with how much below it."""
    clauses, tokens = finder.clauses, finder.tokens
    pos, above = tokens.pos[row], list(clauses.ancestors(row))
    yield from (f"depth={pos}_{min(len(above), 6)}", f"kids={pos}_{min(len(clauses.children[row]), 5)}")
    yield f"main={frame.name}_{clauses.lemma(above[-1] if above else row)}"
    below = sorted(tokens.dep[child] for child in clauses.children[row] if tokens.dep[child] in ARGUMENTS)[:5]
    yield f"args={pos}_{'advcl' if tokens.dep[row] == 'advcl' else ''}{'_'.join(below)}"


def _of_report(finder: EventFinder, row: int, frame: Frame) -> Iterator[str]:
    """What else happens in the sentence and the report: a strike is an attack where people are killed, a protest where unions march."""
    topics, name, pos = finder.topics, frame.name, finder.tokens.pos[row]
    others = min(topics.counts[name] - (topics.frame.get(row) == name), 3)
    yield from (f"doc={others}", f"docf={name}_{others}", f"docp={pos}_{others}_{finder.frames.doubt(frame, finder.key(row))}")
    yield from (f"top={name}_{other}" for other in topics.main)
    yield from (f"first={name}_{other}" for other in topics.main[:1])
    beside = [other for other in topics.by_sentence.get(int(finder.tokens.sentence[row]), ()) if other != row]
    yield from (f"with={name}_{topics.frame[other]}" for other in beside)
    yield f"beside={pos}_{min(len(beside), 3)}"

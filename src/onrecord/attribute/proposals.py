"""What might be a statement inside a statement, by grammar alone: a word of saying or of attitude, whose it is, and what it is about.

Far more is proposed than holds; `nested` weighs the proposals.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.attribute.stretches import FAR, Rows, governed, noun_phrase, stretch, trimmed, verb_group
from onrecord.clauses import Clauses

COMPLEMENTS = ("ccomp", "xcomp", "dobj", "prep", "oprd", "acomp", "attr", "advcl", "dative")
HELD_BY = frozenset({"by", "from", "of", "among"})  # "fears among investors", "a warning from the ministry"
LIGHT = frozenset("have make give express take raise voice issue offer hold share send do be file launch see show lodge pass draw".split())
HEARSAY = frozenset("allegedly reportedly supposedly purportedly apparently presumably".split())
EMPTY_SUBJECTS = frozenset({"it", "there"})
NOBODY = "nobody"


@dataclass(frozen=True)
class Proposal:
    """Rows of tokens: the word of saying, its holder (none printed: None), cue and contents; how it was found, in words."""

    head: int
    source: Rows | None
    cue: Rows
    content: tuple[Rows, ...]
    shape: str
    read_source: bool = False  # the holder is the tagger's, not the grammar's

    @property
    def parts(self) -> tuple[Rows, ...]:
        """All its stretches."""
        return (self.cue, *self.content, *((self.source,) if self.source else ()))


def proposals(clauses: Clauses, first: int, last: int) -> Iterator[Proposal]:
    """Those whose parts all stand among the rows from `first` to `last`."""
    finders = {"VERB": _of_verb, "NOUN": _of_noun, "ADJ": _of_adjective, "ADV": _of_adverb}
    for row in range(first, last + 1):
        finder = finders.get(clauses.tokens.pos[row])
        for found in finder(clauses, row) if finder else ():
            if all(first <= a and b <= last for a, b in found.parts):
                yield found


def _of_verb(clauses: Clauses, row: int) -> Iterator[Proposal]:
    if clauses.tokens.dep[row] in {"amod", "compound", "aux"}:
        return
    if clauses.lemma(row) == "accord":
        yield from _according(clauses, row)
        return
    holder, how = _holder(clauses, row)
    source = noun_phrase(clauses, holder) if holder is not None else None
    after = [k for k in clauses.kids(row, *COMPLEMENTS) if k > row and clauses.tokens.tag[k] != "WRB"]
    find = _of_passive if clauses.is_passive(row) else _of_active
    for cue, content, shape in find(clauses, row, after, how):
        yield Proposal(row, source, cue, content, shape)
    if find is _of_active:
        for whole, shape in _around(clauses, row, (source or (row, row))[0], how, alone=not after):
            yield Proposal(row, source, verb_group(clauses, row), (whole,), shape)


Found = tuple[Rows, tuple[Rows, ...], str]  # cue, contents, shape


def _of_passive(clauses: Clauses, row: int, after: list[int], how: str) -> Iterator[Found]:
    """ "was seen as a threat by investors", "is said to be based on": the subject, what comes behind the verb, or both are the content."""
    cue = verb_group(clauses, row)
    rest = [k for k in after if clauses.tokens.dep[k] in {"xcomp", "ccomp", "oprd", "attr"} or clauses.lemma(k) in {"as", "of", "for"}]
    tail: tuple[Rows, ...] = ()
    if rest:
        tail = ((stretch(clauses, rest[0], after=row)[0], max(stretch(clauses, k, after=row)[1] for k in rest)),)
    about = _passive_object(clauses, row)
    if about is not None:
        whole = noun_phrase(clauses, about)
        yield cue, (whole, *tail) if whole[0] < row or not tail else tail, f"passive {how}"
    elif tail:
        yield cue, tail, f"passive rest {how}"
    for clause in clauses.kids(row, "ccomp")[:1]:
        yield cue, (stretch(clauses, clause, after=-1),), f"passive clause {how}"


def _of_active(clauses: Clauses, row: int, after: list[int], how: str) -> Iterator[Found]:
    """Each thing behind the verb, and all of them together."""
    tokens, cue = clauses.tokens, verb_group(clauses, row)
    contents: list[Rows] = []
    for child in after:
        label = tokens.dep[child]
        if label in {"prep", "dative"} and tokens.pos[child] in {"ADP", "SCONJ", "PART"}:
            below = governed(clauses, child)
            if below is not None:
                near = child <= cue[1] + 2
                place = "near" if near else "far"
                yield (cue[0], child) if near else cue, (below,), f"verb {how} prep {place} {clauses.lemma(child)}"
                contents.append(below)
        else:
            whole = stretch(clauses, child, after=row)
            infinitive = "to" if any(tokens.tag[k] == "TO" for k in clauses.kids(child, "aux")) else ""
            yield cue, (whole,), f"verb {how} {label}{infinitive}"
            if label != "advcl":
                contents.append(whole)
    if len(contents) > 1:
        yield cue, ((min(a for a, _ in contents), max(b for _, b in contents)),), f"verb {how} all"


def _around(clauses: Clauses, row: int, begin: int, how: str, *, alone: bool) -> Iterator[tuple[Rows, str]]:
    """A content before the verb: "it rained, she said", "the savings that he identified"."""
    label = clauses.tokens.dep[row]
    before = [k for k in clauses.kids(row, "ccomp", "dobj") if k < row]
    for child in before:
        yield stretch(clauses, child, after=-1), f"verb {how} before {clauses.tokens.dep[child]}"
    if label == "relcl" and not clauses.kids(row, "dobj", "ccomp", "xcomp"):
        yield noun_phrase(clauses, clauses.heads[row]), f"verb {how} gap"
    if label == "parataxis" or (label == "ccomp" and alone and not before):
        whole = stretch(clauses, clauses.heads[row], after=-1)
        if whole[0] < begin - 1:
            yield (whole[0], begin - 1), f"verb {how} parataxis"


def _according(clauses: Clauses, row: int) -> Iterator[Proposal]:
    for slot in clauses.kids(row, "prep"):
        for noun in clauses.kids(slot, "pobj"):
            whole = stretch(clauses, clauses.heads[row], after=-1)
            source = noun_phrase(clauses, noun)
            longer = max((whole[0], row - 1), (source[1] + 1, whole[1]), key=lambda rows: rows[1] - rows[0])
            if longer[1] > longer[0]:
                yield Proposal(row, source, (row, slot), (trimmed(clauses, longer),), "according")


def _holder(clauses: Clauses, row: int) -> tuple[int | None, str]:
    """Whose the verb is, and how grammar says so."""
    label = clauses.tokens.dep[row]
    if clauses.is_passive(row):
        agents = [noun for slot in clauses.kids(row, "agent") for noun in clauses.kids(slot, "pobj")]
        return (agents[0], "agent") if agents else (None, NOBODY)
    if clauses.kids(row, "expl"):
        return None, NOBODY  # "there is a fear that"
    own = clauses.kids(row, "nsubj")
    if own:
        return clauses.antecedent(own[0]), "relative" if label == "relcl" else "subject"
    if label in {"acl", "relcl"}:
        return clauses.heads[row], "participle" if label == "acl" else "relative"
    understood = clauses.slots(row).get("subject", []) if label in {"xcomp", "advcl", "conj", "pcomp", "ccomp"} else []
    return (understood[0], f"understood {label}") if understood else (None, NOBODY)


def _passive_object(clauses: Clauses, row: int) -> int | None:
    """What is said to be, called, ordered: the passive's subject, or the noun that a participle hangs on."""
    own = clauses.kids(row, "nsubjpass", "nsubj")
    if own:
        return clauses.antecedent(own[0]) if clauses.lemma(own[0]) not in EMPTY_SUBJECTS else None
    label = clauses.tokens.dep[row]
    if label in {"acl", "relcl"}:
        return clauses.heads[row]
    understood = clauses.slots(row).get("object", []) if label in {"xcomp", "conj", "advcl"} else []
    return understood[0] if understood else None


def _of_noun(clauses: Clauses, row: int) -> Iterator[Proposal]:
    """ "US accusations that it sold drones", "the ministry's claim of a breach", "has a plan to"."""
    for holder, source, cue, how in _owners(clauses, row):
        for child in clauses.children[row]:
            label = clauses.tokens.dep[child]
            if child < row:
                continue
            if label == "ccomp" or (label in {"acl", "relcl"} and _is_that_or_to(clauses, child)):
                yield Proposal(row, source, cue, (stretch(clauses, child, after=row),), f"noun {how} clause")
            elif label == "acl" and clauses.tokens.tag[child] == "VBG":
                yield Proposal(row, source, cue, (stretch(clauses, child, after=row),), f"noun {how} participle")
            elif label == "prep" and (how != "by" or holder not in clauses.kids(child, "pobj")):
                below = governed(clauses, child)
                if below is not None:
                    whole = (cue[0], child) if child == row + 1 else cue
                    yield Proposal(row, source, whole, (below,), f"noun {how} prep {clauses.lemma(child)}")
        plain = [k for k in clauses.kids(row, "compound") if not source or k > source[1]]
        if plain and how != "modifier":
            yield Proposal(row, source, (row, row), ((plain[0], row - 1),), f"noun {how} compound")


def _owners(clauses: Clauses, row: int) -> Iterator[tuple[int | None, Rows | None, Rows, str]]:
    """Whose a noun of saying is: (head of the holder, holder, cue, how it is said)."""
    verb = clauses.heads[row]
    light = clauses.tokens.dep[row] in {"dobj", "attr"} and clauses.lemma(verb) in LIGHT
    if light:
        subject, _ = _holder(clauses, verb)
        source = noun_phrase(clauses, subject) if subject is not None else None
        yield subject, source, (verb_group(clauses, verb)[0], row), "light"
    owners = clauses.kids(row, "poss")
    if owners:
        yield owners[0], noun_phrase(clauses, owners[0]), (row, row), "owner"
    elif not light:
        before = [k for k in clauses.kids(row, "amod", "compound", "nmod") if k < row]
        proper = [k for k in before if clauses.tokens.lemma[k][:1].isupper()]
        by = [n for p in clauses.kids(row, "prep", "agent") if clauses.lemma(p) in HELD_BY for n in clauses.kids(p, "pobj")]
        if proper or (before and not by):
            holder = (proper or before)[0]
            yield holder, (min([holder, *clauses.children[holder]]), holder), (row, row), "named" if proper else "modifier"
        elif by:
            yield by[0], noun_phrase(clauses, by[0]), (row, row), "by"
        yield None, None, (row, row), NOBODY


def _of_adjective(clauses: Clauses, row: int) -> Iterator[Proposal]:
    """ "are not aware of the risks", "was optimistic that", "calls supportive of the bill"."""
    verb = row
    while clauses.tokens.dep[verb] == "conj" and clauses.tokens.pos[clauses.heads[verb]] == "ADJ" and clauses.heads[verb] != verb:
        verb = clauses.heads[verb]
    label = clauses.tokens.dep[verb]
    if label not in {"acomp", "oprd", "ROOT", "ccomp", "advcl", "relcl", "amod", "acl"} or (label == "amod" and row < clauses.heads[verb]):
        return
    predicate = clauses.heads[verb] if label == "acomp" else verb
    holder, how = (clauses.heads[verb], "noun") if label in {"amod", "acl"} else _holder(clauses, predicate)
    source = noun_phrase(clauses, holder) if holder is not None else None
    first = verb_group(clauses, predicate)[0]
    first = first if row - first <= FAR + 2 else row
    for child in clauses.kids(row, "ccomp", "xcomp", "prep", "advcl"):
        label = clauses.tokens.dep[child]
        below = governed(clauses, child) if label == "prep" else stretch(clauses, child, after=row)
        if child > row and below is not None:
            cue = (first, child) if label == "prep" else (first, row)
            yield Proposal(row, source, cue, (below,), f"adjective {how} {label}" + (f" {clauses.lemma(child)}" if label == "prep" else ""))


def _of_adverb(clauses: Clauses, row: int) -> Iterator[Proposal]:
    if clauses.lemma(row) in HEARSAY:
        whole = stretch(clauses, clauses.heads[row], after=-1)
        parts = tuple(trimmed(clauses, (a, b)) for a, b in ((whole[0], row - 1), (row + 1, whole[1])) if b >= a)
        if parts:
            yield Proposal(row, None, (row, row), parts, "hearsay")


def _is_that_or_to(clauses: Clauses, row: int) -> bool:
    """A clause that says what the noun is: "that it sold", "to sell", not "that was made"."""
    marked = clauses.kids(row, "mark") or any(clauses.tokens.tag[k] == "TO" for k in clauses.kids(row, "aux"))
    relative = any(clauses.tokens.tag[k] in {"WDT", "WP"} for k in clauses.children[row])
    return bool(marked) and not relative

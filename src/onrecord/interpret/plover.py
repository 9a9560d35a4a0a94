"""The PLOVER code of what one party does to another: the words that link them against a table.

The table is plover.tsv. The chain of words from actor to recipient is read from the top: "agreed" then "lift" is AGREE, "refused" then
"lift" is REJECT.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from csv import QUOTE_NONE, DictReader
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.clauses import VERBAL, Clauses
from onrecord.records import Span, Tokens

PASSED_OVER = frozenset({"SPEAK", "LIGHT", "INTEND"})
FRIENDLY = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "AGREE"})
HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT", "PROTEST", "MOBILIZE"})
FUTURE = frozenset("will 'll ’ll shall would wo".split())
MUST = frozenset("must should ought need".split())
NEGATIVE = frozenset("not n't n’t never no neither nor".split())
WORDS = frozenset({"VERB", "AUX", "NOUN", "ADJ"})
PARTICLES = ("prt", "prep", "advmod", "acomp", "oprd", "ccomp", "dative")
TAILS = ("dobj", "attr", "oprd", "acomp", "xcomp", "ccomp")
CLAUSAL = frozenset({"xcomp", "ccomp", "advcl", "relcl", "acl", "pcomp"})
SUBJECTS = frozenset({"nsubj", "csubj", "nsubjpass", "ccomp", "punct", "mark", "det"})  # what is said is another event
REACH = 2  # noun phrases down from a word that its company is looked for in
DECIDED, NOUN_ALONE = 0.88, 0.5  # shares that were right in 300 sentences that nobody had looked at; a bare noun decided 8 of them
CHAIN = 8  # longer chains are the parser's errors


@dataclass(frozen=True)
class Row:
    """One line of the table: a code, and the lemmas of which one must keep the word company."""

    code: str
    company: frozenset[str]
    number: int


@dataclass(frozen=True)
class Link:
    """A word on the way from actor to recipient, with its row of the table, and how it is meant."""

    row: int
    entry: Row | None
    future: bool
    must: bool
    negated: bool

    @property
    def code(self) -> str:
        """The table's word for it, "-" where it has none."""
        return self.entry.code if self.entry else "-"


@cache
def load_table() -> tuple[dict[str, tuple[Row, ...]], dict[str, tuple[Row, ...]]]:
    """Verbs and nouns, each word with its rows in the order of the table; read once."""
    verbs: dict[str, tuple[Row, ...]] = {}
    nouns: dict[str, tuple[Row, ...]] = {}
    with (files("onrecord.interpret") / "plover.tsv").open(encoding="utf-8") as file:
        lines = DictReader((line for line in file if not line.startswith("#")), delimiter="\t", quoting=QUOTE_NONE)
        for number, line in enumerate(lines):
            row = Row(line["code"], frozenset(line["with"].split()) - {"-"}, number)
            for table, words in ((verbs, line["verbs"]), (nouns, line["nouns"])):
                for word in set(words.split()) - {"-"}:
                    table[word] = (*table.get(word, ()), row)
    return verbs, nouns


def rows_of(tokens: Tokens, span: Span) -> range:
    """The tokens of a span of characters."""
    return range(int(tokens.end.searchsorted(span[0], side="right")), int(tokens.start.searchsorted(span[1])))


def plover_of(
    clauses: Clauses, actor: Sequence[int], recipient: Sequence[int], *, predicate: int | None = None
) -> tuple[str | None, float]:
    """The PLOVER code of the event between two parties, given in rows of tokens, and how often such an answer was right.

    Either party can be empty, and both where `predicate`, the row of the event's verb or noun, is given. None where the table
    has no word for it (PLOVER manual 0.8).
    """
    links = find_links(clauses, actor, recipient, predicate)
    code, word = judge(clauses, links, actor)
    if code is None or word is None:
        return None, 0.0
    plain = word.entry is not None and not word.entry.company and clauses.tokens.pos[word.row] not in VERBAL
    return code, NOUN_ALONE if plain else DECIDED


# the words between ----------------------------------------------------------------------------


def top(clauses: Clauses, rows: Sequence[int]) -> int:
    """The head of a stretch of tokens."""
    inside = set(rows)
    outer = [r for r in rows if clauses.heads[r] not in inside or clauses.heads[r] == r]
    return next((r for r in outer if clauses.tokens.pos[r] not in {"PUNCT", "ADP", "DET"}), outer[0])


def find_links(clauses: Clauses, actor: Sequence[int], recipient: Sequence[int], predicate: int | None = None) -> list[Link]:
    """The words on the way from actor to recipient, each verb followed by its object and its complement, from the top."""
    path = _path(clauses, actor, recipient) if predicate is None else [predicate]
    parties = {*actor, *recipient} - set(path[:1])
    found: list[int] = []
    for row in path:
        later = [k for k in clauses.kids(row, *TAILS) if clauses.tokens.pos[row] in VERBAL]
        for word in (row, *sorted(later, key=lambda k: (k in path, k))):
            if word not in found and word not in parties and clauses.tokens.pos[word] in WORDS:
                found.append(word)
    return [_link(clauses, row) for row in found[:CHAIN]]


def _path(clauses: Clauses, actor: Sequence[int], recipient: Sequence[int]) -> list[int]:
    """Rows from the actor up to where the ways meet and down to the recipient; the verb above where there is none between.

    The actor's own head is one of them only where it names the event: "Cuba's refusal to engage with Colombia".
    """
    ways = [[head, *clauses.ancestors(head)] for head in (top(clauses, rows) for rows in (actor, recipient) if rows)]
    if not ways:
        return []
    up, down = ways[0], ways[-1]
    meeting = next((row for row in up if row in down), up[-1])
    between = [*up[: up.index(meeting) + 1], *reversed(down[: down.index(meeting)] if meeting in down else [])]
    if len(ways) == 1 or not any(clauses.tokens.pos[r] in VERBAL for r in between):
        between = [*between, *_verbs_above(clauses, meeting)]
    names_event = meeting == up[0] and clauses.tokens.pos[meeting] == "NOUN" and lookup(clauses, meeting)
    return between if names_event else between[1:]


def _verbs_above(clauses: Clauses, row: int) -> Iterator[int]:
    """The first verb above, and the verbs of its complements."""
    verb = next((r for r in (row, *clauses.ancestors(row)) if clauses.tokens.pos[r] in VERBAL), None)
    while verb is not None:
        yield verb
        verb = next((k for k in clauses.kids(verb, "xcomp", "ccomp") if k > verb), None)


def company(clauses: Clauses, row: int) -> set[str]:
    """Lemmas of what hangs on a word: its objects, those of its prepositions, their modifiers, and the verbs of its clauses."""
    found: set[str] = set()
    todo = [(row, 0)]
    while todo:
        place, depth = todo.pop()
        for child in clauses.children[place]:
            label = clauses.tokens.dep[child]
            according = label == "prep" and clauses.tokens.pos[child] == "VERB"
            if according or (label in SUBJECTS and not (place == row and label == "nsubjpass")):
                continue
            found.add(clauses.lemma(child))
            cost = depth + (label not in {"prep", "agent", "conj"}) + (label in CLAUSAL)
            if cost <= REACH and not (label == "conj" and clauses.tokens.pos[child] in VERBAL):
                todo.append((child, cost))
    return found


def _anywhere(clauses: Clauses, row: int) -> set[str]:
    """The lemmas of the word's sentence, marked as the table marks them."""
    number = clauses.tokens.sentence
    first, last = (int(number.searchsorted(number[row], side=side)) for side in ("left", "right"))
    return {f"~{clauses.lemma(other)}" for other in range(first, last)}


def lookup(clauses: Clauses, row: int) -> Row | None:
    """The first row of the table that fits a word in its company; the word with its particle comes before the bare word."""
    table, lemma = load_table()[clauses.tokens.pos[row] not in VERBAL], clauses.lemma(row)
    rows = [entry for kid in clauses.kids(row, *PARTICLES) for entry in table.get(f"{lemma}_{clauses.lemma(kid)}", ())]
    rows += table.get(lemma, ())
    around = company(clauses, row) | _anywhere(clauses, row) if any(entry.company for entry in rows) else set()
    bare = [entry for entry in rows if not entry.company]
    return min((e for e in rows if e.company & around), key=lambda e: e.number, default=None) or next(iter(bare), None)


def _link(clauses: Clauses, row: int) -> Link:
    helpers = {clauses.lemma(k) for k in clauses.kids(row, "aux")}
    denied = any(clauses.lemma(k) in NEGATIVE for k in clauses.kids(row, "neg", "det", "advmod"))
    denied |= any(clauses.lemma(d) in NEGATIVE for k in clauses.kids(row, "dobj") for d in clauses.kids(k, "det", "neg"))
    return Link(row, lookup(clauses, row), bool(helpers & FUTURE), bool(helpers & MUST), denied)


# the table's answer ---------------------------------------------------------------------------


def judge(clauses: Clauses, links: Sequence[Link], actor: Sequence[int]) -> tuple[str | None, Link | None]:
    """The code, and the first word that decides it, turned by what stands above it: intentions, refusals, demands."""
    offered = intended = False
    for link in links:
        offered |= link.code == "INTEND"
        intended |= link.future or offered
        if link.negated and link.code != "SPEAK":
            return "REJECT", link
        if link.must and not any(r in actor for r in clauses.slots(link.row).get("subject", [])):
            return "REQUEST", link
        if link.entry and link.code not in PASSED_OVER:
            return (meant(link.code, offered=offered) if intended else link.code), link
    return next((("AGREE", link) for link in links if link.code == "INTEND"), (None, None))


def meant(code: str, *, offered: bool) -> str:
    """What an intention to do it is: cooperation AGREE, conflict THREATEN, words themselves; troops that are offered help."""
    if code in FRIENDLY or (offered and code == "MOBILIZE"):
        return "AGREE"
    return "THREATEN" if code in HOSTILE else code

"""How committed a holder is to what is held: the force of the cue, then modals, negation and hedges around the content's main predicate.

These rules read one clause. For statements the model weighs them with the words (`heads`); for the publisher's own sentences they stand
alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.clauses import Clauses
from onrecord.records import Factuality

F = Factuality

# What a cue does to its content, by lemma. FactBank calls these source-introducing predicates; what is not here leaves the content's own value.
FORCE: dict[F, str] = {
    F.CERTAIN_NOT: "deny refute rebut rebuff disavow dismiss reject refuse ban veto denial rejection refusal contradict dispute disprove prohibit forbid block",
    F.UNCOMMITTED: (
        "ask question inquire enquire wonder demand urge propose plan intend aim hope hop want seek consider wish desire request recommend suggest_to call "
        "invite encourage advise mull weigh decline offer order instruct direct appeal press pressure beg plead plan proposal call try attempt look prefer "
        "discuss debate request query lobby petition"
    ),
    F.PROBABLE: (
        "think believe feel expect suspect suppose assume presume guess reckon imagine anticipate fear worry estimate project belief expectation suspicion "
        "opinion view concern forecast fancy tend appear seem allege speculate"
    ),
    F.PROBABLE_NOT: "doubt",
    F.CERTAIN: "know see confirm admit acknowledge regard vow promise pledge swear guarantee find show prove reveal realise realize note",
}
BY_LEMMA = {lemma: value for value, lemmas in FORCE.items() for lemma in lemmas.split()}
POSSIBLE = frozenset("may might could can possibly perhaps maybe possible potentially potential".split())
PROBABLE = frozenset("likely probably apparently seemingly appear seem should presumably expected".split())
DOUBTFUL = frozenset("unlikely doubtful".split())
HEARSAY = frozenset(
    "alleged allegedly reported reportedly suspected supposed supposedly purported purportedly presumed rumoured rumored claimed so-called accused".split()
)
CONDITIONAL = frozenset("if unless whether provided".split())
NEGATIVE = frozenset("not n't never no nor neither none nobody nothing hardly".split())
OPPOSITE = {
    F.CERTAIN: F.CERTAIN_NOT, F.PROBABLE: F.PROBABLE_NOT, F.POSSIBLE: F.POSSIBLE_NOT, F.UNCOMMITTED: F.UNCOMMITTED,
    F.CERTAIN_NOT: F.CERTAIN, F.PROBABLE_NOT: F.PROBABLE, F.POSSIBLE_NOT: F.POSSIBLE,
}  # fmt: skip
RANK = (F.UNCOMMITTED, F.POSSIBLE, F.PROBABLE, F.CERTAIN)  # the weaker of two commitments comes first


def of_clause(clauses: Clauses, root: int, *, own_voice: bool = False) -> F:
    """The value of a main predicate by its own clause; in the publisher's own voice hearsay leaves it open."""
    near = _around(clauses, root)
    lemmas = {clauses.lemma(row) for row in near}
    words = {clauses.tokens.lemma[row].lower() for row in near} | lemmas
    negated = is_negated(clauses, root)
    if _is_conditional(clauses, root) or _is_question(clauses, root):
        return F.UNCOMMITTED
    if words & HEARSAY:
        return F.UNCOMMITTED if own_voice else F.PROBABLE
    value = F.CERTAIN
    if words & DOUBTFUL:
        return F.PROBABLE_NOT
    if words & POSSIBLE and not ("could" in words and _is_past_ability(clauses, root)):
        value = F.POSSIBLE
    elif words & PROBABLE:
        value = F.PROBABLE
    elif "would" in words and not own_voice and any(clauses.lemma(k) == "if" for k in near):
        value = F.UNCOMMITTED
    return OPPOSITE[value] if negated else value


def of_statement(cue: Sequence[str], clauses: Clauses, root: int | None, content: str) -> F:
    """The value of a content for its holder, by cue lemmas and the content's main clause."""
    denied = any(lemma in NEGATIVE for lemma in cue)
    force = next((BY_LEMMA[lemma] for lemma in cue if lemma in BY_LEMMA), None)
    inner = of_clause(clauses, root) if root is not None else F.CERTAIN
    opening = content.lstrip("“\"‘' ").lower()
    if content.rstrip("”\"’' ").endswith("?") or opening.startswith(("whether", "if ")):
        return F.UNCOMMITTED
    if force is None:
        if denied:
            return F.UNCOMMITTED
        return F.UNCOMMITTED if opening.startswith("to ") else inner
    if denied:
        return {F.PROBABLE: F.PROBABLE_NOT, F.CERTAIN_NOT: F.UNCOMMITTED, F.CERTAIN: F.UNCOMMITTED}.get(force, F.UNCOMMITTED)
    if force is F.CERTAIN_NOT:
        return F.CERTAIN if inner is F.CERTAIN_NOT and opening.startswith(("that", "it")) else F.CERTAIN_NOT
    if force is F.PROBABLE:
        return weaker(F.PROBABLE, inner)
    return inner if force is F.CERTAIN else force


def weaker(one: F, other: F) -> F:
    """The weaker commitment of two, with the second one's negation."""
    sign = other in {F.CERTAIN_NOT, F.PROBABLE_NOT, F.POSSIBLE_NOT}
    plain = OPPOSITE[other] if sign else other
    low = min(one, plain, key=RANK.index)
    return OPPOSITE[low] if sign else low


def is_negated(clauses: Clauses, root: int) -> bool:
    """Whether the main predicate is negated: "not", "never", "no", "nobody"."""
    for row in (root, *clauses.kids(root, "attr", "acomp", "nsubj", "nsubjpass", "dobj")):
        subject = clauses.tokens.dep[row] in {"nsubj", "nsubjpass", "dobj", "attr"}
        if subject and clauses.lemma(row) in {"nobody", "none", "nothing", "no-one"}:
            return True
        for child in clauses.kids(row, "neg", "det", "preconj") if subject else clauses.kids(row, "neg", "advmod", "preconj"):
            if clauses.lemma(child) in NEGATIVE:
                return True
    return False


def _around(clauses: Clauses, root: int) -> list[int]:
    """The words that say how sure: auxiliaries, adverbs and adjectives of the predicate, and of its subject and object."""
    found = [*clauses.kids(root, "aux", "advmod", "acomp", "neg", "oprd", "amod", "det")]
    found += [k for arg in clauses.kids(root, "nsubj", "nsubjpass", "dobj", "attr") for k in clauses.kids(arg, "amod", "advmod")]
    found += [k for adverb in clauses.kids(root, "acomp") for k in clauses.kids(adverb, "advmod", "neg")]
    head = clauses.heads[root]
    if clauses.tokens.dep[root] == "xcomp" and head != root:  # "is likely to", "appears to", "is expected to"
        found += [head, *clauses.kids(head, "advmod", "acomp")]
    if clauses.tokens.pos[root] == "ADJ":
        found.append(root)
    return found


def _is_conditional(clauses: Clauses, root: int) -> bool:
    """ "if it happens": the clause itself hangs on a condition."""
    return clauses.tokens.dep[root] in {"advcl", "ccomp"} and any(clauses.lemma(k) in CONDITIONAL for k in clauses.kids(root, "mark"))


def _is_question(clauses: Clauses, root: int) -> bool:
    return any(clauses.lemma(k) == "?" for k in clauses.kids(root, "punct"))


def _is_past_ability(clauses: Clauses, root: int) -> bool:
    """ "could not find": was not able to."""
    return is_negated(clauses, root) and "could" in {clauses.lemma(k) for k in clauses.kids(root, "aux")}

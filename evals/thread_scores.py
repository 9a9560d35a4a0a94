"""How threads compare with a labelled scenario: claims found, who is together with whom, who holds what, how a matter stands.

A labelled claim is the claim of the program whose words overlap with it best, by intersection over union of characters, from a half
upwards; where none does, it counts as one that stands alone and has no position. Claims of the program that no label asks for are not
counted when threads are compared; attributed ones count against the precision of positions, as every attributed statement is labelled.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from evals.spans import Score
from onrecord.ledger.tables import folded
from onrecord.records import ClaimId, DocumentId, Position, Reading, Span, Spans, Thread

ENOUGH = 0.5  # intersection over union from which two stretches of words are one claim
WORD = re.compile(r"\w+")
Key = Hashable
Pair = tuple[str, frozenset[str]]


@dataclass(frozen=True)
class GoldClaim:
    """A labelled claim: where its words stand, for whom it is said, and the position."""

    report: str
    span: Span
    quote: str
    holder: str
    country: str | None
    position: str


@dataclass(frozen=True)
class GoldConflict:
    """A labelled conflict between two claims, by their numbers in the thread."""

    kind: str
    between: tuple[GoldClaim, GoldClaim]


@dataclass(frozen=True)
class GoldThread:
    """A labelled matter."""

    name: str
    status: str
    sources: int
    claims: tuple[GoldClaim, ...]
    conflicts: tuple[GoldConflict, ...]


@dataclass(frozen=True)
class Scenario:
    """Reports of one topic as they are labelled: its threads, and which report is a copy of which."""

    name: str
    threads: tuple[GoldThread, ...]
    copies: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Found:
    """What the program makes of a scenario: readings by report, threads, and copies by document."""

    readings: Mapping[str, Reading]
    threads: Sequence[Thread]
    copies: frozenset[tuple[DocumentId, DocumentId]] = frozenset()


@dataclass
class Tally:
    """Sums over scenarios."""

    precision: list[float] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Takes in the sums of another scenario."""
        self.precision += other.precision
        self.recall += other.recall
        self.counts += other.counts

    def table(self) -> dict[str, float]:
        """The figures, in per cent."""
        count = self.counts
        precision, recall = (100 * sum(values) / len(values) if values else 0.0 for values in (self.precision, self.recall))
        both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        positions = Score(count["position"], count["positions guessed"], count["claims"])
        kinds = Score(count["kind"], count["positions guessed"], count["claims"])
        conflicts = Score(count["conflict"], count["conflicts guessed"], count["conflicts"])
        found = {"b-cubed precision": precision, "b-cubed recall": recall, "b-cubed": both}
        found |= {"claims found": _share(count["found"], count["claims"])}
        found |= {"positions precision": positions.precision, "positions recall": positions.recall, "positions": positions.f1}
        found |= {"positions kind only": kinds.f1}
        found |= {name: _share(count[name], count["threads"]) for name in ("status", "sources")}
        found |= {"conflicts precision": conflicts.precision, "conflicts recall": conflicts.recall, "conflicts": conflicts.f1}
        return found | {"copies recall": _share(count["copy"], count["copies"])}


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def tally(gold: Scenario, found: Found) -> Tally:
    """All sums of one scenario."""
    matched = matches(gold, found.readings)
    homes = _homes(found.threads)
    guess = {c: homes.get(m, frozenset({c})) if (m := matched.get(c)) else frozenset({c}) for t in gold.threads for c in t.claims}
    truth = {c: frozenset({t.name}) for t in gold.threads for c in t.claims}
    sums = Tally(*bcubed(truth, guess))
    sums.counts.update(claims=len(truth), found=len(matched))
    held = {p.claim: p for thread in found.threads for p in thread.positions}
    sums.counts.update(_positions(matched, held))
    for thread in gold.threads:
        home = best_home(thread, matched, homes)
        if len(thread.claims) >= 2:
            theirs = next((t for t in found.threads if t.id == home), None)
            sums.counts["threads"] += 1
            sums.counts["status"] += theirs is not None and theirs.status == thread.status
            sums.counts["sources"] += theirs is not None and theirs.independent_sources == thread.sources
            sums.counts.update(_conflicts(thread, theirs, held))
    sums.counts["conflicts guessed"] += sum(len({_pair(c.kind, [held[i] for i in c.claims]) for c in t.conflicts}) for t in found.threads)
    documents = {report: reading.document.id for report, reading in found.readings.items()}
    sums.counts["copies"] += len(gold.copies)
    sums.counts["copy"] += sum((documents[a], documents[b]) in found.copies for a, b in gold.copies)
    return sums


def matches(gold: Scenario, readings: Mapping[str, Reading]) -> dict[GoldClaim, ClaimId]:
    """The program's claim for each labelled one that has one; of two that overlap alike, the attributed one."""
    spans = {report: [(claim, *_spans(reading, claim)) for claim in range(len(reading.claims))] for report, reading in readings.items()}
    matched: dict[GoldClaim, ClaimId] = {}
    for claim in (c for t in gold.threads for c in t.claims):
        best = max(((overlap(claim.span, words), said, n) for n, words, said in spans[claim.report]), default=None)
        if best and best[0] >= ENOUGH:
            matched[claim] = readings[claim.report].claims[best[2]].id
    return matched


def _spans(reading: Reading, number: int) -> tuple[Spans, bool]:
    """Where a claim's words stand, and whether it is attributed."""
    claim = reading.claims[number]
    return tuple((e.start, e.end) for e in claim.evidence), claim.statement is not None


def overlap(gold: Span, words: Spans) -> float:
    """Intersection over union, in characters, of a span and a claim's words."""
    shared = sum(max(0, min(gold[1], end) - max(gold[0], start)) for start, end in words)
    return shared / (gold[1] - gold[0] + sum(end - start for start, end in words) - shared) if words else 0.0


def _homes(threads: Iterable[Thread]) -> dict[ClaimId, frozenset[Key]]:
    """The threads of each claim."""
    homes: dict[ClaimId, set[Key]] = defaultdict(set)
    for thread in threads:
        for position in thread.positions:
            homes[position.claim].add(thread.id)
    return {claim: frozenset(ids) for claim, ids in homes.items()}


def bcubed(gold: Mapping[GoldClaim, frozenset[Key]], guess: Mapping[GoldClaim, frozenset[Key]]) -> tuple[list[float], list[float]]:
    """Extended B-cubed (Amigó et al. 2009), as a claim may be in several threads: precision and recall of each claim."""
    precision, recall = [], []
    for one in gold:
        apart = [(len(guess[one] & guess[other]), len(gold[one] & gold[other])) for other in gold]
        in_guess = [min(g, t) / g for g, t in apart if g]
        in_gold = [min(g, t) / t for g, t in apart if t]
        precision.append(sum(in_guess) / len(in_guess))
        recall.append(sum(in_gold) / len(in_gold))
    return precision, recall


def best_home(thread: GoldThread, matched: Mapping[GoldClaim, ClaimId], homes: Mapping[ClaimId, frozenset[Key]]) -> Key | None:
    """The program's thread that holds most claims of a labelled one; of several, the one with the fewest others."""
    sizes = Counter(home for ids in homes.values() for home in ids)
    held = Counter(home for claim in thread.claims if claim in matched for home in homes.get(matched[claim], frozenset()))
    return max(held, key=lambda home: (held[home], -sizes[home], str(home)), default=None)


def _positions(matched: Mapping[GoldClaim, ClaimId], held: Mapping[ClaimId, Position]) -> Counter[str]:
    """Positions that are right in all, right in kind, and how many the program gives: those of attributed and of matched claims."""
    counts: Counter[str] = Counter()
    asked = set(matched.values())
    counts["positions guessed"] = sum(p.statement is not None or p.claim in asked for p in held.values())
    for kind in ("kind", "position"):
        right = {
            held[claim].claim
            for gold, claim in matched.items()
            if claim in held and held[claim].position == gold.position and (kind == "kind" or same_holder(gold, held[claim]))
        }
        counts[kind] = len(right)
    return counts


def same_holder(gold: GoldClaim, position: Position) -> bool:
    """Whether a position is held by whom the label says: the same country, or all words of one name in the other."""
    if gold.country and gold.country == position.holder_country:
        return True
    one, other = (set(WORD.findall(folded(name) or "")) for name in (gold.holder, position.holder))
    return bool(one and other) and (one <= other or other <= one)


def _conflicts(thread: GoldThread, theirs: Thread | None, held: Mapping[ClaimId, Position]) -> Counter[str]:
    """Labelled conflicts, each pair of holders once a kind, and how many of them the program's thread has."""
    asked: dict[Pair, GoldConflict] = {}
    for conflict in thread.conflicts:
        asked.setdefault((conflict.kind, frozenset(c.holder for c in conflict.between)), conflict)
    given = {_pair(c.kind, [held[i] for i in c.claims]): [held[i] for i in c.claims] for c in theirs.conflicts} if theirs else {}
    found = 0
    for conflict in asked.values():
        same = next((key for key, between in given.items() if key[0] == conflict.kind and _same_pair(conflict.between, between)), None)
        if same:
            found += 1
            del given[same]
    return Counter({"conflicts": len(asked), "conflict": found})


def _pair(kind: str, between: Sequence[Position]) -> Pair:
    return str(kind), frozenset(p.holder_country or folded(p.holder) or p.claim for p in between)


def _same_pair(gold: tuple[GoldClaim, GoldClaim], between: Sequence[Position]) -> bool:
    """Whether two claims are by the same two holders, in either order."""
    return len(between) == 2 and any(same_holder(gold[0], one) and same_holder(gold[1], other) for one, other in (between, between[::-1]))

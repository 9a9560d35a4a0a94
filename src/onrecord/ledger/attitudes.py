"""What a claim that by itself asserts something does in its matter: a softmax over its words, its holder's other claims and the others'.

A sentence is a denial, an admission or a retraction by what it answers: "every cent reached the tents" denies that money was lost, and "it
was my company" admits what the same holder denied before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from onrecord.ledger.attitude_weights import WEIGHTS
from onrecord.ledger.holders import ASSERTING, in_time
from onrecord.ledger.joins import likeness
from onrecord.ledger.parties import Party
from onrecord.ledger.sightings import Sighting
from onrecord.ledger.stances import UNTRUE
from onrecord.ledger.tables import folded
from onrecord.records import Act, ClaimId, Factuality, PositionKind

KINDS = (PositionKind.ASSERTS, PositionKind.DENIES, PositionKind.ADMITS, PositionKind.WITHDRAWS)  # in the order of WEIGHTS
NOT = re.compile(r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot)\b|n[’']t\b", re.IGNORECASE)
FALSE = re.compile(rf"\b{UNTRUE}\b", re.IGNORECASE)
SORRY = re.compile(
    r"\b(?:regret\w*|sorry|ashamed|apolog\w+|mistakes?|errors?|wrong(?:ly)?|fault|should (?:not )?have|lied|blame|"
    r"oversight|failed|failure|negligen\w+)\b",
    re.IGNORECASE,
)
CHANGED = re.compile(
    r"\b(?:no longer|misread|mixed up|mistaken|misheard|misspoke\w*|misinformed|invented|made (?:it |that )?up|confus\w+|bad information|"
    r"misunderst\w+|passed on|(?:had|have|has) been (?:told|deceived)|took back|taken back|another|after all)\b",
    re.IGNORECASE,
)
OWN = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us)\b")
WHOLE = re.compile(r"\b(?:all|every|each|only|alone|always|fully|entirely|nowhere|in order|as planned|by the rules)\b", re.IGNORECASE)
REJECTING = frozenset({Act.DENY, Act.REFUSE, Act.CONDEMN})
NAMES = (
    "bias",
    "condemns",
    "pledges",
    "demands",
    "accuses by it",
    "points at another claim",
    "in the outlet's own voice",
    "negative",
    "calls it false",
    "is sorry",
    "has changed",
    "in the first person",
    "all and every",
    "quoted",
    "admits elsewhere in the report",
    "denies elsewhere in the report",
    "withdraws elsewhere in the report",
    "denied before",
    "asserted before",
    "denies later",
    "admits later",
    "accused",
    "an accuser",
    "contradicted",
    "nobody else",
    "answers",
    "like what another asserts",
    "like it, with another sign",
    "accused and sorry",
    "asserted before and has changed",
    "denies anywhere",
    "denies anywhere, and is no accuser",
    "the headline admits",
    "sorry in the first person",
)  # of `features`, and of the rows of WEIGHTS
ALIKE = 2.0  # log-odds from which likeness counts, below nothing


def attitudes(
    found: Sequence[Sighting], party: Mapping[ClaimId, Party | None], kinds: Mapping[ClaimId, PositionKind]
) -> dict[ClaimId, PositionKind]:
    """The kinds of claims, those anew that by themselves and by what stands before them only assert."""
    plain = [s for s in found if kinds[s.claim] is PositionKind.ASSERTS and s.note is None]
    if len(found) < 2 or not plain:
        return dict(kinds)
    values = np.array(features(found, party, plain)) @ np.array(WEIGHTS)
    return {**kinds, **{s.claim: KINDS[int(np.argmax(row))] for s, row in zip(plain, values.round(9), strict=True)}}


def features(found: Sequence[Sighting], party: Mapping[ClaimId, Party | None], wanted: Sequence[Sighting]) -> list[list[float]]:
    """The values of NAMES for some claims of a matter."""
    ordered = in_time(found)
    place = {s.claim: number for number, s in enumerate(ordered)}
    return [_values(s, ordered, place, party) for s in wanted]


def _values(s: Sighting, ordered: Sequence[Sighting], place: Mapping[ClaimId, int], party: Mapping[ClaimId, Party | None]) -> list[float]:
    mine = party[s.claim]
    own = [o for o in ordered if mine and (p := party[o.claim]) and p.key == mine.key and o.claim != s.claim]
    others = [o for o in ordered if (p := party[o.claim]) and (mine is None or p.key != mine.key)]
    said = [o for o in others if o.position in ASSERTING]
    here = [o for o in own if o.document == s.document]
    before = [o for o in own if o.document != s.document and place[o.claim] < place[s.claim]]
    after = [o for o in own if o.document != s.document and place[o.claim] > place[s.claim]]
    negative, untrue, sorry, changed, first, whole = (bool(p.search(s.quote)) for p in (NOT, FALSE, SORRY, CHANGED, OWN, WHOLE))
    alike = max(said, key=lambda o: likeness(o, s), default=None)
    like = max(0.0, likeness(alike, s) + ALIKE) / 4 if alike else 0.0
    accused = mine is not None and any(o.act is Act.ACCUSE or _is_about(o, mine, s) for o in said)
    accuser = any(o.act is Act.ACCUSE for o in (*own, s))
    asserted = any(o.position is PositionKind.ASSERTS for o in before)
    denies = any(_is(o, PositionKind.DENIES) for o in own)
    told = (
        True,
        *(s.act is act for act in (Act.CONDEMN, Act.PLEDGE, Act.DEMAND, Act.ACCUSE)),
        s.refers,
        s.statement is None,
        *(negative, untrue, sorry, changed, first, whole),
        s.quoted,
        *(any(_is(o, kind) for o in here) for kind in (PositionKind.ADMITS, PositionKind.DENIES, PositionKind.WITHDRAWS)),
        any(_is(o, PositionKind.DENIES) for o in before),
        asserted,
        any(_is(o, PositionKind.DENIES) for o in after),
        any(_is(o, PositionKind.ADMITS) for o in after),
        accused,
        accuser,
        any(o.position is PositionKind.DENIES for o in others),
        not others,
        any(o.document == s.document and o.paragraph == s.paragraph and o.start < s.start for o in said),
        like,
        like * (alike is not None and _is_negative(alike) != _is_negative(s)),
        accused and sorry,
        asserted and changed,
        denies,
        denies and not accuser,
        any(_is(o, PositionKind.ADMITS) and o.paragraph == 0 for o in here),
        first and sorry,
    )
    return [float(value) for value in told]


def _is(s: Sighting, kind: PositionKind) -> bool:
    """Whether a claim is of a kind in so many words, not only by a negative."""
    return s.position is kind and (kind is not PositionKind.DENIES or s.act in REJECTING or s.refers)


def _is_negative(s: Sighting) -> bool:
    return s.factuality in {Factuality.CERTAIN_NOT, Factuality.PROBABLE_NOT, Factuality.POSSIBLE_NOT} or NOT.search(s.quote) is not None


def _is_about(said: Sighting, holder: Party, s: Sighting) -> bool:
    """Whether a claim is about a holder."""
    about = said.actors | said.recipients | said.names
    words = frozenset((folded(holder.name) or "").split()) | {holder.key} | frozenset((folded(s.body) or "").split()[-1:])
    return bool(words & {w for name in about for w in (name, *name.split())})

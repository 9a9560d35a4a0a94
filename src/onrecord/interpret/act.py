"""What a speaker does by saying it: the act that the cue names.

A first form: the cue's lemmas against a table in plain sight. Cues that name no act state.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.records import Act

VERBS: dict[Act, str] = {
    Act.ACCUSE: "accuse blame allege charge implicate indict ascribe accusation allegation",
    Act.DENY: "deny refute rebut dispute disavow disclaim contradict denial",
    Act.CONFIRM: "confirm verify corroborate certify confirmation",
    Act.ADMIT: "admit acknowledge concede confess apologise apologize admission apology",
    Act.PLEDGE: (
        "pledge vow promise commit undertake swear guarantee assure plan intend decide resolve choose intention intent agreement commitment decision"
    ),
    Act.REFUSE: "refuse reject ban forbid prohibit veto bar block overturn refusal rejection decline",
    Act.WARN: "warn caution alert warning",
    Act.THREATEN: "threaten threat",
    Act.DEMAND: "demand urge order request instruct appeal require command implore beg direct encourage advocate sue lawsuit",
    Act.PROPOSE: "propose recommend advise float proposal recommendation",
    Act.CONDEMN: (
        "condemn criticise criticize denounce slam blast decry deplore lambast lambaste rebuke mock ridicule complain "
        "protest oppose object challenge attack berate assail deride scold chide disapprove lament condemnation criticism complaint"
    ),
    Act.PRAISE: (
        "praise hail welcome applaud commend thank congratulate laud endorse back support defend credit salute celebrate appreciate favour "
        "favor admire"
    ),
    Act.PREDICT: "predict forecast project foresee anticipate expect prediction forecast projection expectation",
    Act.ASK: "ask question inquire enquire wonder query question",
    Act.BELIEVE: (
        "believe think hope hop fear suspect consider feel know understand regard worry doubt assume view see suppose "
        "guess imagine reckon deem trust realise realize estimate speculate prefer fancy aware belief hope fear view opinion concern "
        "speculation"
    ),
}
BY_LEMMA = {lemma: act for act, lemmas in VERBS.items() for lemma in lemmas.split()}
ANSWERS = frozenset(
    "say comment answer discuss disclose elaborate reveal specify speculate identify name provide respond reply tell release mention detail "
    "explain address affirm question questions interviewed".split()
)
CHARGES = re.compile(
    r"\b(?:accusations?|allegations?|charges?|claims?|reports?|rumou?rs?|suggestions?|assertions?|speculation|notion|ideas?|implications?|"
    r"attacks?|criticisms?|it|any|that|as)\b",
    re.I,
)
SUITS = re.compile(r"\b(?:lawsuits?|suits?|appeals?|motions?|petitions?|requests?|case)\b", re.I)
KINDNESS = re.compile(r"\b(?:prais|congratulat|condolence|sympath|thoughts|prayer|defen[cs]e of|support for)", re.I)
INDIRECT = re.compile(r"(?:whether|if|about|who|whom|what|when|where|why|how|which)\b")  # begins a question that is reported
TOLD = re.compile(
    r"(?:(?!(?:i|we|he|she|it|they|that|there|need|needs|have|has|had|going|contrary|how|of)\b)[\w'’-]+ ){0,3}?(?:\[…\] )?(?:not )?to (?!be\b)\w+"
)
UNDONE = frozenset({Act.DENY, Act.PROPOSE, Act.PRAISE, Act.CONDEMN, Act.ACCUSE, Act.THREATEN, Act.WARN})  # with "did not" nothing is done
NEGATIONS = frozenset({"not", "n't", "never", "no"})


@dataclass(frozen=True)
class Place:
    """A lemma's neighbours in the cue, and the content behind the cue: as printed, and from its first word on in lower case."""

    before: str
    following: str
    opening: str
    content: str

    @property
    def has_infinitive(self) -> bool:
        """ "wants to leave", with "to" in the cue or at the head of the content."""
        return self.following == "to" or self.opening.startswith("to ")


def act_of(lemmas: list[str], content: str) -> Act:
    """The act of a cue, given its lemmas in lower case and the content's words."""
    opening = content.lstrip("“\"‘' ").lower()
    denied = any(lemma in NEGATIONS for lemma in lemmas)
    if _refuses_answer(lemmas, opening, denied=denied):
        return Act.DECLINE
    for number, lemma in enumerate(lemmas):
        before, following = (lemmas[at] if 0 <= at < len(lemmas) else "" for at in (number - 1, number + 1))
        hanging = BY_COMPLEMENT.get(lemma)
        act = hanging(Place(before, following, opening, content)) if hanging else BY_LEMMA.get(lemma)
        if act is Act.CONFIRM and denied:
            return Act.DECLINE
        if denied and act in UNDONE:
            return Act.STATE
        if act:
            return act
    if "allegedly" in lemmas:
        return Act.ACCUSE
    if "against" in lemmas:
        return Act.CONDEMN
    return Act.ASK if _is_question(content) else Act.STATE


def _refuses_answer(lemmas: Sequence[str], opening: str, *, denied: bool) -> bool:
    """ "declined to say", "refused to comment on", "would not discuss"; not "refused to sign", "declined the offer"."""
    words = [*lemmas, *opening.split()[:3]]
    for refusal in ("decline", "refuse"):
        if refusal in lemmas:
            start = words.index(refusal)
            return any(word.strip(".,") in ANSWERS or word == "confirm" for word in words[start + 1 : start + 4])
    return denied and lemmas[-1] in ANSWERS and bool({"would", "will", "could", "do"} & set(lemmas))


def _ask(place: Place) -> Act:
    if place.following in {"for", "that"} or place.opening.startswith(("for ", "that ")):
        return Act.DEMAND
    if INDIRECT.match(place.following) or INDIRECT.match(place.opening) or _is_question(place.content):
        return Act.ASK
    asks_to = place.following == "to" or re.match(r"(?:\S+ ){0,6}?(?:not )?to \w+", place.opening)
    return Act.DEMAND if asks_to else Act.ASK


def _tell(place: Place) -> Act | None:
    """ "told residents to leave"; not “told us: "We are going to leave"”."""
    quoted = place.content[:1] in "“\"‘'"
    return Act.DEMAND if not quoted and TOLD.match(place.opening) else None


def _call(place: Place) -> Act | None:
    return Act.DEMAND if place.following in {"on", "for", "upon"} else None


def _insist(place: Place) -> Act | None:
    return Act.DEMAND if place.following == "on" else None


def _mean(place: Place) -> Act | None:
    """ "meant to leave"; not "I mean, it was late"."""
    return Act.PLEDGE if place.has_infinitive else None


def _want(place: Place) -> Act:
    """What one wants to do oneself is a plan, but for what one wants to see."""
    return Act.PLEDGE if place.has_infinitive and not place.opening.startswith(("to see ", "see ")) else Act.DEMAND


def _agree(place: Place) -> Act | None:
    """Agreement to do something binds; agreement that something is so states it."""
    return Act.PLEDGE if place.has_infinitive or place.following in {"on", "upon"} or place.opening.startswith(("a ", "an ")) else None


def _aim(place: Place) -> Act:
    return Act.CONDEMN if place.before == "take" else Act.PLEDGE


def _plead(place: Place) -> Act:
    """In court, "guilty" admits and "not guilty" denies."""
    if "guilty" in (place.following, place.opening.split(" ")[0]):
        return Act.ADMIT
    return Act.DENY if place.following == "not" or place.opening.startswith("not ") else Act.DEMAND


def _push(place: Place) -> Act | None:
    return {"back": Act.DENY, "for": Act.DEMAND}.get(place.following)


def _press(place: Place) -> Act | None:
    """ "pressed for a vote"; not "in a press release", "told the press"."""
    return None if place.following in {"release", "conference"} or place.before in {"the", "a"} else Act.DEMAND


def _order(place: Place) -> Act | None:
    return None if place.before == "executive" else Act.DEMAND


def _offer(place: Place) -> Act:
    """ "offered a deal" proposes, "offered her condolences" is kind."""
    return Act.PRAISE if KINDNESS.match(place.following) or KINDNESS.search(place.opening[:60]) else Act.PROPOSE


def _reject(place: Place) -> Act:
    return Act.DENY if CHARGES.match(place.opening.removeprefix("the ").removeprefix("these ")) else Act.REFUSE


def _dismiss(place: Place) -> Act:
    """A court dismisses a suit, everybody else what is said."""
    return Act.REFUSE if SUITS.search(place.opening[:60]) else Act.DENY


def _rule(place: Place) -> Act | None:
    return {"out": Act.DENY, "against": Act.REFUSE}.get(place.following)


def _down(place: Place) -> Act | None:
    """ "struck down the law", "turned down the offer"."""
    return Act.REFUSE if place.following == "down" else None


def _vote(place: Place) -> Act | None:
    return {"against": Act.REFUSE, "for": Act.PRAISE}.get(place.following)


BY_COMPLEMENT: dict[str, Callable[[Place], Act | None]] = {
    **dict.fromkeys(("want", "wish", "desire", "seek"), _want),
    **dict.fromkeys(("reject", "rejection"), _reject),
    **dict.fromkeys(("strike", "turn"), _down),
    "agree": _agree,
    "aim": _aim,
    "ask": _ask,
    "call": _call,
    "dismiss": _dismiss,
    "insist": _insist,
    "mean": _mean,
    "offer": _offer,
    "order": _order,
    "plead": _plead,
    "press": _press,
    "push": _push,
    "rule": _rule,
    "tell": _tell,
    "vote": _vote,
}  # verbs whose act hangs on what comes with them


def _is_question(content: str) -> bool:
    return content.rstrip("”\"’' ").endswith("?")

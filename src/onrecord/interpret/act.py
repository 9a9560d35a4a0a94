"""What a speaker does by saying it: the act that the cue names.

A first form: the cue's lemmas against a table in plain sight. Cues that name no act state.
"""

from __future__ import annotations

import re

from onrecord.records import Act

VERBS: dict[Act, str] = {
    Act.ACCUSE: "accuse blame allege charge implicate indict",
    Act.DENY: "deny refute rebut dispute disavow disclaim contradict denial",
    Act.CONFIRM: "confirm verify corroborate certify confirmation",
    Act.ADMIT: "admit acknowledge concede confess apologise apologize admission apology",
    Act.PLEDGE: (
        "pledge vow promise commit undertake swear guarantee assure plan intend aim agree decide resolve intention agreement commitment"
    ),
    Act.REFUSE: "refuse reject ban forbid prohibit veto bar refusal rejection",
    Act.WARN: "warn caution alert warning",
    Act.THREATEN: "threaten threat",
    Act.DEMAND: (
        "demand urge order request instruct appeal require want command implore beg plead press wish desire seek direct encourage"
    ),
    Act.PROPOSE: "propose recommend offer advise proposal recommendation",
    Act.CONDEMN: (
        "condemn criticise criticize denounce slam blast decry deplore lambast lambaste rebuke mock ridicule complain "
        "protest oppose object attack berate assail deride scold chide disapprove lament condemnation criticism complaint"
    ),
    Act.PRAISE: (
        "praise hail welcome applaud commend thank congratulate laud endorse back support salute celebrate appreciate favour favor admire"
    ),
    Act.PREDICT: "predict forecast project foresee anticipate expect prediction forecast projection expectation",
    Act.ASK: "ask question inquire enquire wonder query question",
    Act.DECLINE: "decline",
    Act.BELIEVE: (
        "believe think hope hop fear suspect consider feel know understand regard worry doubt assume view see suppose "
        "guess imagine reckon deem trust realise realize remember recall estimate fancy belief hope fear view opinion concern"
    ),
}
BY_LEMMA = {lemma: act for act, lemmas in VERBS.items() for lemma in lemmas.split()}
ANSWERS = frozenset(
    "say comment answer discuss disclose elaborate reveal specify speculate identify name provide respond reply tell".split()
)
CHARGES = re.compile(
    r"\b(?:accusations?|allegations?|charges?|claims?|reports?|rumou?rs?|suggestions?|assertions?|speculation|notion|it|any|that|as)\b",
    re.I,
)
UNDONE = frozenset({Act.DENY, Act.PROPOSE, Act.PRAISE, Act.CONDEMN, Act.ACCUSE, Act.THREATEN, Act.WARN})  # with "did not" nothing is done
NEGATIONS = frozenset({"not", "n't", "never", "no"})


def act_of(lemmas: list[str], content: str) -> Act:
    """The act of a cue, given its lemmas in lower case and the content's words."""
    denied = any(lemma in NEGATIONS for lemma in lemmas)
    opening = content.lstrip("“\"‘' ").lower()
    if _refuses_answer(lemmas, opening, denied=denied):
        return Act.DECLINE
    for number, lemma in enumerate(lemmas):
        following = lemmas[number + 1] if number + 1 < len(lemmas) else ""
        if lemma in {"ask", "tell", "call", "insist", "mean"}:
            act = _by_complement(lemma, following, opening, content)
            if act:
                return act
            continue
        if lemma in {"reject", "dismiss", "rejection"} and (
            lemma == "dismiss" or CHARGES.match(opening.removeprefix("the ").removeprefix("these "))
        ):
            return Act.DENY
        if lemma == "rule" and following == "out":
            return Act.STATE if denied else Act.DENY
        act = BY_LEMMA.get(lemma)
        if act is Act.CONFIRM and denied:
            return Act.DECLINE
        if denied and act in UNDONE:
            return Act.STATE
        if act:
            return act
    return Act.ASK if _is_question(content) else Act.STATE


def _refuses_answer(lemmas: list[str], opening: str, *, denied: bool) -> bool:
    """ "declined to say", "refused to comment on", "would not discuss"; not "refused to sign"."""
    words = [*lemmas, *opening.split()[:2]]
    if "decline" in lemmas or "refuse" in lemmas:
        start = words.index("decline" if "decline" in lemmas else "refuse")
        return any(word in ANSWERS or word == "confirm" for word in words[start + 1 : start + 4]) or "decline" in lemmas
    return denied and lemmas[-1] in ANSWERS and bool({"would", "will", "could", "do"} & set(lemmas))


def _by_complement(lemma: str, following: str, opening: str, content: str) -> Act | None:
    """Verbs whose act hangs on what comes with them."""
    if lemma == "call":
        return Act.DEMAND if following in {"on", "for", "upon"} else None
    if lemma == "insist":
        return Act.DEMAND if following == "on" else None
    if lemma == "mean":  # "meant to leave"; not "I mean, it was late"
        return Act.PLEDGE if following == "to" or opening.startswith("to ") else None
    asks_to = following == "to" or re.match(r"(?:\S+ ){0,6}?to \w+", opening)
    if lemma == "tell":
        return Act.DEMAND if re.match(r"(?:\S+ ){0,3}?to (?!be\b)\w+", opening) else None
    if following in {"for", "that"} or opening.startswith(("for ", "that ")) or (asks_to and not _is_question(content)):
        return Act.DEMAND
    return Act.ASK


def _is_question(content: str) -> bool:
    return content.rstrip("”\"’' ").endswith("?")

"""Sentences in an outlet's own voice that tell what somebody else holds: "Greenpeace put the amount at 40 tonnes"."""

from __future__ import annotations

import re

from onrecord.records import Claim, PositionKind

SAYING = r"(?:accusation|allegation|charge|claim|report|statement|story|account|figure|count|suspicion|complaint|version|word|denial)s?"
FIRM = re.compile(
    r"\bputs?\b.+\bat\b.*\d|\b(?:gave|gives)\b.+\bas\b.*\d|\b(?:stands?|stood) by\b|\b(?:sticks?|stuck) to\b|\b(?:keeps?|kept) to\b|"
    r"\bcount(?:s|ed)\s(?:[\w-]+\s){0,2}(?:\w+)|\b(?:speaks?|spoke) of\b|\blaid\b.+\bat the door of\b",
    re.DOTALL,
)  # what holds to something
GRANTED = re.compile(r"\b(?:owns?|owned) up\b|\bno longer (?:disputes?|denies)\b|\b(?:takes?|took) (?:the )?blame\b")
TAKEN_BACK = re.compile(
    rf"\b(?:takes?|took) back\b|\b(?:withdr[ae]ws?|withdrew|retract(?:s|ed)?|correct(?:s|ed)?|drop(?:s|ped)?)\s"
    rf"(?:(?:its|his|her|their|the|earlier|own)\s)*"
    rf"(?:[\w-]+\s)?{SAYING}\b"
)
CLEARED = re.compile(r"\b(?:clear(?:s|ed)|acquit(?:s|ted)?|exonerat(?:es?|ed))\b|\b(?:thr(?:ows?|ew)|thrown) out\b|\bquash(?:es|ed)\b")
RULES = (
    (CLEARED, PositionKind.DENIES),
    (TAKEN_BACK, PositionKind.WITHDRAWS),
    (GRANTED, PositionKind.ADMITS),
    (FIRM, PositionKind.ASSERTS),
)  # first match wins


def told_of(claim: Claim, sentence: str) -> tuple[str, PositionKind] | None:
    """Who holds what a sentence in the outlet's own voice tells, by name, and what he does; None where the outlet itself does."""
    actor = next((p.name for event in claim.events[:1] for p in event.participants if p.role == "actor"), None)
    if actor is None or claim.statement is not None:
        return None
    kind = next((kind for pattern, kind in RULES if pattern.search(sentence)), None)
    return (actor, kind) if kind else None

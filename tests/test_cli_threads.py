"""The commands about matters and corrections, as a person would use them, on a ledger of two short reports."""

import json
from pathlib import Path
from shutil import copyfile

import click
import pytest
from click.testing import CliRunner, Result

from onrecord.cli import main
from onrecord.cli_threads import threads

ACCUSED = (
    "Minister blames dam operator\n\nThe energy minister, Maria Lopez, said on Monday that Arenal Power had opened the spillway of the "
    "Arenal dam without a warning.\n\nThe company’s chairman, Juan Mora, declined to say who had been on duty.\n"
)
DENIED = (
    "Operator answers the minister\n\nArenal Power denied on Tuesday that it had opened the spillway of the Arenal dam without a "
    "warning.\n\nThe mayor of Fortuna, Ana Rojas, said that the market would open again on Friday.\n"
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of both reports."""
    folder = tmp_path_factory.mktemp("kept")
    path = folder / "onrecord.db"
    for name, text, day in (("accused.txt", ACCUSED, "2031-05-05"), ("denied.txt", DENIED, "2031-05-06")):
        (folder / name).write_text(text, "utf-8")
        result = run("read", str(folder / name), "--ledger", str(path), "--published", day, "--publisher", "Daily Planet")
        assert result.exit_code == 0, result.output
    return path


@pytest.fixture
def ledger(made: Path, tmp_path: Path) -> str:
    """A copy of it that a test may change."""
    return str(copyfile(made, tmp_path / "onrecord.db"))


def lines(ledger: str, *arguments: str) -> list[dict[str, object]]:
    result = run("threads", *arguments, "--format", "jsonl", "--ledger", ledger)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def positions(thread: dict[str, object]) -> list[dict[str, str]]:
    found = thread["positions"]
    assert isinstance(found, list)
    return found


def statement(ledger: str, words: str) -> str:
    """The id of the statement that has these words."""
    (found,) = {p["statement"] for thread in lines(ledger) for p in positions(thread) if words in p["quote"]}
    return found


def test_all_matters_are_printed_and_filters_leave_some_out(ledger: str) -> None:
    everything = lines(ledger)
    assert {line["type"] for line in everything} == {"thread"}
    spillway = lines(ledger, "spillway")
    assert 0 < len(spillway) < len(everything)
    assert all("spillway" in str(line) for line in spillway)
    assert lines(ledger, "spillway", "--about", "Lopez") == [line for line in spillway if "Lopez" in str(line)]
    assert all(line["status"] == "uncontested" for line in lines(ledger, "--status", "uncontested"))
    assert lines(ledger, "--since", "2032") == []
    assert len(lines(ledger, "--limit", "1")) == 1


def test_a_denial_stands_beside_what_it_denies(ledger: str) -> None:
    (thread,) = lines(ledger, "spillway")
    assert {p["position"] for p in positions(thread)} == {"asserts", "denies"}
    shown = run("thread", str(thread["id"]), "--ledger", ledger)
    assert shown.exit_code == 0
    assert shown.stdout.splitlines()[0] == thread["title"]
    assert shown.stdout.splitlines()[1].startswith(f"{thread['status']} — ")
    assert "Daily Planet · printed 2031-05-06" in shown.stdout


def test_a_thread_is_found_by_a_statement_of_it(ledger: str) -> None:
    (thread,) = lines(ledger, "market")
    by_statement = run("thread", statement(ledger, "market")[2:10], "--ledger", ledger)
    assert by_statement.stdout == run("thread", str(thread["id"])[:10], "--ledger", ledger).stdout
    shown = run("show", statement(ledger, "market"), "--ledger", ledger)
    assert f"thread  {thread['id']}" in shown.stdout


def test_nothing_found_is_no_error(ledger: str) -> None:
    for command in (["threads", "submarine"], ["actor", "Nemo"], ["copies"], ["undo"]):
        result = run(*command, "--ledger", ledger)
        assert (result.exit_code, bool(result.stdout)) == (0, True), command
    assert run("copies", "--format", "jsonl", "--ledger", ledger).stdout == ""


def test_a_reprint_is_named_with_its_original(ledger: str, tmp_path: Path) -> None:
    reprint = tmp_path / "reprint.txt"
    reprint.write_text(ACCUSED, "utf-8")
    run("read", str(reprint), "--ledger", ledger, "--published", "2031-05-07", "--publisher", "Evening Post")
    (line,) = [json.loads(line) for line in run("copies", "--format", "jsonl", "--ledger", ledger).stdout.splitlines()]
    assert list(line) == ["type", "document", "copy_of", "share", "reason"]
    heading, origin, *_ = run("copies", "--ledger", ledger).stdout.splitlines()
    assert heading == f"Evening Post, 2031-05-07: Minister blames dam operator {line['document'][:10]}"
    assert origin.strip() == f"100% of its words are from Daily Planet, 2031-05-05: Minister blames dam operator {line['copy_of'][:10]}"


def test_an_unknown_thread_is_said(ledger: str) -> None:
    result = run("thread", "t-ffffff", "--ledger", ledger)
    assert result.exit_code == 2
    assert "t-ffffff" in result.stderr


def test_a_correction_is_kept_shown_and_undone(ledger: str) -> None:
    identity = statement(ledger, "market")
    kept = run("correct", identity[:10], "--position", "probable", "--by", "Jane Roe", "--why", "It is a plan.", "--ledger", ledger)
    assert kept.exit_code == 0, kept.output
    (thread,) = lines(ledger, "market")
    assert [p["position"] for p in positions(thread) if p["statement"] == identity] == ["probable"]
    for command in ("show", "thread"):
        shown = run(command, identity, "--ledger", ledger).stdout
        assert "Jane Roe" in shown
        assert "It is a plan." in shown
    decision = kept.stdout.rpartition("onrecord undo ")[2].split()[0]
    assert run("undo", decision, "--by", "Jane Roe", "--why", "No.", "--ledger", ledger).exit_code == 0
    (thread,) = lines(ledger, "market")
    assert [p["position"] for p in positions(thread) if p["statement"] == identity] == ["asserts"]
    assert "The ledger is whole" in run("verify", "--ledger", ledger).stdout


def test_another_speaker_holds_the_position(ledger: str) -> None:
    identity = statement(ledger, "market")
    run("correct", identity, "--speaker", "Luis Soto", "--by", "Jane Roe", "--why", "He speaks for her.", "--ledger", ledger)
    assert "market" in run("actor", "Luis", "Soto", "--ledger", ledger).stdout


def test_what_is_rejected_is_in_no_thread(ledger: str) -> None:
    identity = statement(ledger, "market")
    assert run("correct", identity, "--reject", "--by", "Jane Roe", "--why", "An advertisement.", "--ledger", ledger).exit_code == 0
    assert identity not in str(lines(ledger))


def test_people_join_and_part_what_was_read_otherwise(ledger: str) -> None:
    one, other = statement(ledger, "market"), statement(ledger, "who had been on duty")
    why = ("--by", "Jane Roe", "--why", "Both are about the reopening.")
    assert "not in one thread" in run("threads", "explain", one[:10], other[:10], "--ledger", ledger).stdout
    assert run("threads", "join", one, other, *why, "--ledger", ledger).exit_code == 0
    assert "Both are in t-" in run("threads", "--ledger", ledger, "explain", one, other).stdout
    assert run("threads", "part", one, other, *why, "--ledger", ledger).exit_code == 0
    assert "not in one thread" in run("threads", "explain", one, other, "--ledger", ledger).stdout


def test_a_report_is_taken_down(ledger: str) -> None:
    document = next(p["document"] for thread in lines(ledger, "market") for p in positions(thread))
    gone = run("forget", document[:12], "--by", "Jane Roe", "--why", "A court ordered it.", "--ledger", ledger)
    assert gone.exit_code == 0, gone.output
    assert "Removed" in gone.stdout
    assert "market" not in str(lines(ledger))
    assert "Nothing found" in run("find", "market", "--ledger", ledger).stdout
    assert "The ledger is whole: 1 documents" in run("verify", "--ledger", ledger).stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["correct", "3f2a9c1b", "--by", "J", "--why", "w"],
        ["correct", "3f2a9c1b", "--reject"],
        ["correct", "3f2a9c1b", "--act", "shout", "--by", "J", "--why", "w"],
        ["forget", "d-77aa01"],
        ["undo", "j-77aa01"],
        ["threads", "explain", "3f2a9c1b"],
        ["threads", "--status", "unclear"],
        ["threads", "missiles", "--loudly"],
        ["thread"],
        ["actor"],
    ],
)
def test_misuse_is_answered_with_advice(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage" in result.output


@pytest.mark.parametrize("command", [["threads"], ["thread", "t-abcdef"], ["actor", "x"], ["copies"], ["undo"]])
def test_a_ledger_that_is_not_there_is_said(command: list[str], tmp_path: Path) -> None:
    result = run(*command, "--ledger", str(tmp_path / "none.db"))
    assert result.exit_code == 2
    assert "none.db" in result.stderr


def parsed(*arguments: str) -> tuple[str | None, dict[str, object]]:
    context = threads.make_context("threads", list(arguments), parent=click.Context(main))
    return context.invoked_subcommand, context.params


def test_words_are_searched_for_unless_the_first_names_a_command() -> None:
    assert parsed()[1]["words"] == ()
    assert parsed("missiles", "in", "Cuba")[1]["words"] == ("missiles", "in", "Cuba")
    assert (
        parsed("--status", "denied", "missiles", "--about", "join")[1] | {"words": ("missiles",), "about": "join"}
        == parsed("missiles", "--about", "join", "--status", "denied")[1]
    )
    assert parsed("missiles", "explain") == (None, parsed("missiles", "explain")[1])
    assert parsed("explain", "3f2a9c1b", "77aa0142")[0] == "explain"
    assert parsed("--ledger", "x.db", "part", "a", "b", "--by", "J", "--why", "w")[0] == "part"
    assert parsed("--", "join")[1]["words"] == ("join",)
    assert parsed("--about", "part")[0] is None

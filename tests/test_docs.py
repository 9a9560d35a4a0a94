"""What the documentation says is what the program does."""

import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import click
import pytest

from onrecord.cli import main
from onrecord.codec import FIELDS
from onrecord.records import Act
from onrecord.settings import NAMES

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
WORDS_IN_README = 600
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
COMMENT = re.compile(r"(?:^|\s)#\s.*$", re.MULTILINE)
SEPARATORS = "|&;<>()\n"
HELP = {"-h", "--help"}
SUB = [sub for command in main.commands.values() if isinstance(command, click.Group) for sub in command.commands.values()]
OPTIONS = {name for command in [main, *main.commands.values(), *SUB] for parameter in command.params for name in parameter.opts} | HELP

pages = pytest.mark.parametrize("path", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())


def blocks(path: Path, language: str) -> list[str]:
    return [body for label, body in BLOCK.findall(path.read_text("utf-8")) if label == language]


def prose(path: Path) -> str:
    return BLOCK.sub("", path.read_text("utf-8"))


def calls(shell: str) -> Iterator[list[str]]:
    """The arguments of each call of onrecord in some lines of shell."""
    words = shlex.shlex(COMMENT.sub("", shell).replace("\\\n", " "), posix=True, punctuation_chars=SEPARATORS)
    words.whitespace, words.whitespace_split, words.commenters = " \t", True, ""
    command: list[str] = []
    for word in [*words, ";"]:
        if not set(word) <= set(SEPARATORS):
            command.append(word)
            continue
        while command and re.match(r"\w+=", command[0]):
            command.pop(0)
        if command[:1] == ["onrecord"]:
            yield command[1:]
        command = []


def check(arguments: list[str]) -> None:
    """Parses a call as the program would, without running it; a bare command's name need only exist."""
    own = list(takewhile(lambda word: word.startswith("-"), arguments))
    assert set(own) <= OPTIONS, arguments
    if arguments[len(own) :]:
        name, *rest = arguments[len(own) :]
        assert name in main.commands, f"there is no command {name!r}"
        if rest and not HELP & set(rest):
            main.commands[name].make_context(name, rest, parent=click.Context(main, info_name="onrecord"))


@pages
def test_the_calls_in_shell_blocks_parse(path: Path) -> None:
    for block in blocks(path, "sh"):
        for arguments in calls(block):
            check(arguments)


@pages
def test_the_calls_and_options_in_running_text_exist(path: Path) -> None:
    for code in INLINE.findall(prose(path)):
        for arguments in calls(code) if code.startswith("onrecord ") else ():
            check(arguments)
        if code.startswith("--"):
            assert code.split()[0] in OPTIONS


def test_a_wrong_option_in_the_docs_would_be_noticed() -> None:
    (arguments,) = calls("ONRECORD_THREADS=1 onrecord find missiles --loudly | head")
    with pytest.raises(click.NoSuchOption):
        check(arguments)


def test_the_page_of_the_commands_is_up_to_date() -> None:
    made = subprocess.run([sys.executable, "-m", "docs.commands"], cwd=ROOT, check=True, capture_output=True, text=True, encoding="utf-8")
    assert (DOCS / "cli.md").read_text("utf-8") == made.stdout, "run `make docs`"


def test_every_command_has_its_place_there() -> None:
    headings = set(re.findall(r"^## onrecord (\w+)$", (DOCS / "cli.md").read_text("utf-8"), re.MULTILINE))
    assert headings == set(main.commands)


def slugs(path: Path) -> set[str]:
    """Names of the headings, as links address them."""
    headings = re.findall(r"^#+ (.+)$", prose(path), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pages
def test_links_within_the_project_lead_somewhere(path: Path) -> None:
    for target in LINK.findall(prose(path)):
        if re.match(r"[a-z]+:", target):
            continue
        place, _, anchor = target.partition("#")
        found = (path.parent / place).resolve() if place else path
        assert found.exists(), target
        assert not anchor or anchor in slugs(found), target


def test_the_map_names_every_page() -> None:
    linked = {(DOCS / target.partition("#")[0]).resolve() for target in LINK.findall((DOCS / "index.md").read_text("utf-8"))}
    assert set(DOCS.rglob("*.md")) - {DOCS / "index.md"} <= linked


def test_the_settings_in_the_docs_are_those_of_the_program() -> None:
    operate = DOCS / "operate.md"
    assert set(re.findall(r"ONRECORD_[A-Z]+", operate.read_text("utf-8"))) == set(NAMES.values())
    (example,) = blocks(operate, "toml")
    assert set(tomllib.loads(example)) == set(NAMES)


@pytest.mark.parametrize("kind", FIELDS)
def test_every_field_of_a_record_is_described_in_its_order(kind: str) -> None:
    section = re.search(rf"^## {kind}$(.*?)(?=^## |\Z)", (DOCS / "records.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert section
    assert re.findall(r"^\| `(\w+)` \|", section[1], re.MULTILINE) == ["type", *FIELDS[kind]]


def test_the_glossary_lists_the_acts() -> None:
    section = (DOCS / "glossary.md").read_text("utf-8").partition("## Acts")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == list(Act)


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").split()) <= WORDS_IN_README

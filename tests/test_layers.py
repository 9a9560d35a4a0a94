"""Who may import whom (docs/architecture.md)."""

import ast
from pathlib import Path

import pytest

import onrecord

ROOT = Path(onrecord.__file__).parent
BASE = {"records", "codec", "errors"}
ALLOWED = {
    "records": set(),
    "errors": set(),
    "quotes": set(),
    "clauses": {"records"},
    "codec": {"records", "errors"},
    "settings": {"errors"},
    "acquire": BASE,
    "annotate": BASE | {"quotes"},
    "attribute": BASE | {"quotes", "clauses"},
    "interpret": BASE | {"clauses"},
    "ledger": BASE | {"quotes"},
    "publish": BASE | {"ledger"},
}
SOLE_IMPORTERS = {
    "spacy": "annotate/syntax.py",
    "onnxruntime": "annotate/encoder.py",
    "httpx": "acquire",
    "psycopg": "ledger/postgres.py",
    "click": "cli",
    "fastapi": "publish/web",
    "uvicorn": "publish/web",
}


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_module_imports_only_what_its_layer_may(path: Path) -> None:
    layer = path.relative_to(ROOT).parts[0].removesuffix(".py")
    ours = {name.split(".")[1] for name in imports(path) if name.startswith("onrecord.")}
    if layer in ALLOWED:
        assert ours <= ALLOWED[layer] | {layer}


@pytest.mark.parametrize(("library", "place"), SOLE_IMPORTERS.items())
def test_a_heavy_library_has_one_importer(library: str, place: str) -> None:
    importers = [p.relative_to(ROOT).as_posix() for p in ROOT.rglob("*.py") if any(n.split(".")[0] == library for n in imports(p))]
    assert importers
    assert all(p.startswith(place) for p in importers)


def test_the_public_names_are_those_exported() -> None:
    public = {name for name in vars(onrecord) if name[0].isupper()}
    assert public == set(onrecord.__all__)

"""The package as a whole: bounds of its dependencies, its map, and who may import what."""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

from rows import every_row

import pubman
from pubman.data import data_path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "pubman"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
REQUIREMENTS = [
    *PROJECT["project"]["dependencies"],
    *PROJECT["project"]["optional-dependencies"]["test"],
    *PROJECT["build-system"]["requires"],
]

# One module knows each of these; the rest of the package is spared their types and their quirks.
# (sqlite3, sqlite_utils and click are import-linter's: see pyproject.toml.)
ONLY_IN = {
    "bibtexparser": "pubman.formats",
    "jinja2": "pubman.pages pubman.serve",
    "pylatexenc": "pubman.text",
    "rapidfuzz": "pubman.match pubman.library.checks",
    "requests": "pubman.web",
    "urllib.request": "pubman.web",
    "http.client": "pubman.web",
    "socket": "pubman.web pubman.serve",
    "starlette": "pubman.serve",
    "uvicorn": "pubman.serve",
}


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports() -> list[tuple[str, str]]:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found += [(module_name(path), alias.name) for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.append((module_name(path), node.module))
                found += [(module_name(path), f"{node.module}.{a.name}") for a in node.names]
    return found


def within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


@every_row("requirement", REQUIREMENTS)
def test_dependency_has_a_lower_and_an_upper_bound(requirement):
    assert re.fullmatch(r"[\w-]+>=[\d.]+,<[\d.]+", requirement)


@every_row("library, owner", ONLY_IN.items())
def test_library_is_imported_in_one_place(library, owner):
    users = {module for module, name in imports() if within(name, library)}
    assert not {m for m in users if not any(within(m, each) for each in owner.split())}


def test_map_names_every_module_of_the_package():
    found = {path.stem for path in PACKAGE.glob("*.py")} | {
        path.parent.name for path in PACKAGE.glob("*/__init__.py")
    }
    mapped = set(re.findall(r"^``(\w+)``", pubman.__doc__ or "", re.MULTILINE))
    assert found - {"__init__", "__main__"} <= mapped


def test_the_page_on_architecture_names_every_package():
    page = (ROOT / "docs/developers/architecture.md").read_text("utf-8")
    mapped = re.findall(r"^``(\w+)``", pubman.__doc__ or "", re.MULTILINE)
    assert [name for name in mapped if f"`{name}`" not in page and f"`{name}." not in page] == []


def test_layers_are_the_map_upside_down():
    contract = PROJECT["tool"]["importlinter"]["contracts"][0]
    layers = [re.findall(r"\w+", layer) for layer in contract["layers"]]
    order = [name for layer in reversed(layers) for name in layer]
    mapped = re.findall(r"^``(\w+)``", pubman.__doc__ or "", re.MULTILINE)
    assert [name for name in order if name in mapped] == mapped


def test_no_module_is_a_ragbag():
    names = {part for path in PACKAGE.rglob("*.py") for part in path.with_suffix("").parts}
    assert not names & {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base"}


def test_shipped_data_is_found():
    assert data_path().is_dir()


def test_version_is_in_the_changelog_or_unreleased():
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert "## Unreleased" in changelog or f"## {pubman.__version__}" in changelog
